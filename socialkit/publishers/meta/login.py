"""From the token in .env to the token of one Page: found once, kept, checked as the Page.

A token of a Page is used as it is. The owner's personal token lasts an hour or two: it is exchanged
for a long-lived one, and a Page token made with that does not expire. Only this last one is stored,
with the hash of the token in .env, so that a new token there is exchanged again and an old one never.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.errors import AccountProblem, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Identity
from socialkit.model.protocols import Clock
from socialkit.publishers.meta.client import Answer, AppCredentials, GraphClient
from socialkit.publishers.meta.errors import describe_token_renewal
from socialkit.publishers.meta.tokens import (
    PAGE,
    OfferedPage,
    TokenFacts,
    exchange,
    inspect_token,
    list_pages,
    personal,
    read_page,
    require_access,
    require_scopes,
    unusable,
)
from socialkit.publishers.transport import read_session, write_session

SHOW_PAGES = "pages_show_list"
CREATE = "CREATE_CONTENT"
LONG_LIVED = timedelta(days=2)
"""What lasts longer needs no exchange: the tokens of an hour or two do not."""


@dataclass(frozen=True, slots=True)
class LoginPlace:
    """The owner's app, the file that keeps the token of the Page, and the clock. All may be missing:
    then only a token of a Page can be used."""

    app: AppCredentials | None = None
    kept: Path | None = None
    clock: Clock | None = None


class PageLogin:
    """One token in .env and what became of it. `needs` are the permissions that the publisher needs."""

    def __init__(
        self,
        token: str,
        network: Network,
        *,
        send_timeout: timedelta,
        place: LoginPlace,
        needs: frozenset[str],
    ) -> None:
        self._given = token
        self._network = network
        self._send_timeout = send_timeout
        self._place = place
        self._needs = needs
        self._offered: dict[str, OfferedPage] = {}
        self._facts: dict[str, TokenFacts | None] = {}
        self._is_page_token = False
        self._use(token)
        self._use_stored()

    def _use_stored(self) -> None:
        """Use the stored token of a Page; the publisher for the other network may have chosen it since."""
        kept = None if self._is_page_token else self._read_stored()
        if kept is not None:
            self._is_page_token = True
            self._use(kept)

    def _use(self, token: str) -> None:
        self._token = token
        self.graph = self._connect(token)

    def _connect(self, token: str | None) -> GraphClient:
        return GraphClient(token, send_timeout=self._send_timeout, network=self._network)

    def _read_stored(self) -> str | None:
        """The stored token of the Page that belongs to the token in .env; None where there is none."""
        kept = read_session(self._place.kept) if self._place.kept is not None else {}
        page = kept.get("page")
        token = page.get("token") if isinstance(page, dict) else None
        return str(token) if token and kept.get("made_from") == _hash(self._given) else None

    def read_page(self) -> Answer:
        """The Page that the token in use is for. Raise AccountProblem where it may not do what is
        needed: without the app's id and secret that is not known before Meta refuses it."""
        facts, has_app = self._inspect(self._token), self._place.app is not None
        if facts is not None:
            if facts.kind not in {"", PAGE}:
                raise personal({}, self._network, has_app=has_app)
            require_scopes(facts, self._needs, self._network)
            if self._place.clock is not None:
                require_access(facts, self._place.clock.now(), self._network)
        row = read_page(self.graph, self._network, has_app=has_app)
        if facts is not None and facts.page not in {None, str(row["id"])}:
            words = f"Meta names two Pages for it ({facts.page} and {row['id']})"
            raise unusable(words, self._network)
        return row

    def find_end(self) -> datetime | None:
        """When the token in use ends; None where it has no end, or where nobody can be asked."""
        facts = self._inspect(self._token)
        return None if facts is None else facts.expires_at

    def _inspect(self, token: str) -> TokenFacts | None:
        if token not in self._facts:
            self._facts[token] = inspect_token(
                token, self._place.app, send_timeout=self._send_timeout, network=self._network
            )
        return self._facts[token]

    def find_choices(self, identify: Callable[[GraphClient], Identity]) -> tuple[Identity, ...]:
        """What the owner's personal token leads to, one identity for each Page that has one; empty
        where there is nothing to choose. Raise PublishError where that cannot be found out."""
        self._use_stored()
        if self._is_page_token or self._place.app is None or not self._is_a_persons():
            return ()
        found, refused = [], []
        for page in self._find_pages(self._place.app):
            try:
                identity = identify(self._connect(page.token))
            except AccountProblem as error:  # a Page that cannot be used hides no other
                refused.append(error)
                continue
            self._offered[identity.id] = page
            found.append(identity)
        if not found:
            raise refused[0] if refused else self._without_pages()
        return tuple(found)

    def _is_a_persons(self) -> bool:
        facts = self._inspect(self._given)
        if facts is None:  # the app is not known to Meta, or the token is of another app
            try:
                read_page(self.graph, self._network)
            except AccountProblem:
                return True
            return False
        if facts.kind == PAGE:
            return False
        require_scopes(facts, self._needs | {SHOW_PAGES}, self._network)
        return True

    def _find_pages(self, app: AppCredentials) -> list[OfferedPage]:
        token = (
            self._given
            if self._is_long_lived()
            else exchange(self._given, app, self._connect(None))
        )
        return list_pages(self._connect(token))

    def _is_long_lived(self) -> bool:
        """Whether it needs no exchange; Meta may not exchange such a token once more."""
        facts, clock = self._inspect(self._given), self._place.clock
        if facts is None or clock is None:
            return False
        return facts.ends is None or facts.ends - clock.now() > LONG_LIVED

    def choose(self, identity: str) -> None:
        """Use the Page of this identity from now on, and store its token. Raise PublishError."""
        page = self._offered.get(identity)
        if page is None:
            words = "socialkit must ask again which of your Pages you mean. Nothing was posted."
            raise TemporaryFailure(words, network=self._network)
        if page.tasks is not None and CREATE not in page.tasks:
            raise AccountProblem(
                f"You may not create content on the Page “{page.name}”, so nothing is posted there. Ask "
                f"whoever has full control of the Page to allow it (facebook.com, as the Page: "
                f"Settings, Page access), then run: socialkit connect {self._network.value}",
                network=self._network,
            )
        self._keep(page)
        self._is_page_token = True
        self._use(page.token)

    def _keep(self, page: OfferedPage) -> None:
        if self._place.kept is None:
            return
        row = {"id": page.id, "name": page.name, "token": page.token}
        try:
            write_session(self._place.kept, {"made_from": _hash(self._given), "page": row})
        except OSError as error:
            raise TemporaryFailure(
                f"The token of your Page could not be saved in {self._place.kept}: {error.strerror}. "
                f"Make room on the disk, or let your user write there.",
                network=self._network,
            ) from None

    def _without_pages(self) -> AccountProblem:
        return AccountProblem(
            f"Meta names no Page for the token in .env. Make a new one: allow {SHOW_PAGES}, and choose "
            f"your Page in the window in which Meta asks. {describe_token_renewal(self._network)}",
            network=self._network,
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
