"""The token of a Page: whose it is, what it may do, and when it ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from socialkit.errors import AccountProblem, PermanentFailure, PublishError, TemporaryFailure
from socialkit.model.network import Network
from socialkit.publishers.meta.client import Answer, AppCredentials, GraphClient
from socialkit.publishers.meta.errors import (
    THROTTLES,
    GraphAnswer,
    describe_token_renewal,
    map_answer,
)
from socialkit.publishers.protocol import Moment

PAGE = "PAGE"
PAGE_FIELDS = "id,name,username,link"  # only a Page has all these
POSTING = frozenset({"pages_manage_posts", "pages_read_engagement"})
ON_INSTAGRAM = frozenset({"instagram_basic", "instagram_content_publish", "pages_read_engagement"})
LOGIN_CODE = 190


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What Meta says about a valid token. `kind` is PAGE, USER or another; `scopes` None where Meta does
    not name them; `page` the Page that a PAGE token is for."""

    kind: str
    scopes: frozenset[str] | None
    page: str | None
    ends: datetime | None
    data_ends: datetime | None

    @property
    def expires_at(self) -> datetime | None:
        """The first of its two ends; None where it has none."""
        return min((one for one in (self.ends, self.data_ends) if one), default=None)


def inspect_token(
    token: str, app: AppCredentials | None, *, send_timeout: timedelta, network: Network
) -> TokenFacts | None:
    """What Meta says about a token; None where nobody can be asked: without the app's id and secret, or
    where Meta does not answer them. Then its permissions and its end stay unknown until it is used.
    Raise AccountProblem where Meta says that the token is not valid."""
    if app is None:
        return None
    connection = GraphClient(f"{app.id}|{app.secret}", send_timeout=send_timeout, network=network)
    try:
        row = connection.read_hidden("debug_token", {"input_token": token})["data"]
        facts = _facts(row)
    except (PublishError, KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    if row.get("is_valid") is False:
        fault = row.get("error") or {}
        answer = GraphAnswer(LOGIN_CODE, fault.get("subcode"), status=400)
        raise map_answer(answer, moment=Moment.READING, network=network)
    return facts


def _facts(row: Mapping[str, Any]) -> TokenFacts:
    scopes, page = row.get("scopes"), row.get("profile_id")
    return TokenFacts(
        kind=str(row.get("type") or ""),
        # a token without any permission is taken for one whose permissions Meta does not name
        scopes=frozenset(map(str, scopes)) if isinstance(scopes, list) and scopes else None,
        page=str(page) if page else None,
        ends=_instant(row.get("expires_at")),
        data_ends=_instant(row.get("data_access_expires_at")),
    )


def _instant(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def require_scopes(facts: TokenFacts, needed: Collection[str], network: Network) -> None:
    """Raise AccountProblem naming the permissions that a token lacks."""
    if facts.scopes is None:
        return
    lacking = " and ".join(sorted(set(needed) - facts.scopes))
    if lacking:
        raise AccountProblem(
            f"The token in .env lacks a permission: {lacking}. Nothing was posted. Make a new token "
            f"and allow {lacking}, too. {describe_token_renewal(network)}",
            network=network,
        )


def require_access(facts: TokenFacts, now: datetime, network: Network) -> None:
    """Raise AccountProblem where the token's access to data is over. Meta may then show empty
    lists without any error, which would be taken for "not there": so nothing is asked any more."""
    if facts.data_ends is not None and facts.data_ends <= now:
        raise AccountProblem(
            f"Nothing is posted to {network.label}: Meta ended what this token may read on "
            f"{facts.data_ends.day} {facts.data_ends:%B %Y}. {describe_token_renewal(network)}",
            network=network,
        )


def read_page(graph: GraphClient, network: Network, *, has_app: bool = False) -> Answer:
    """The Page that the token is for. Raise AccountProblem where it is a person's token, or none that
    Meta accepts."""
    try:
        row = graph.read("me", fields=PAGE_FIELDS, metadata="1")
    except PermanentFailure as error:  # a person has no such field
        raise personal({}, network, has_app=has_app) from error
    if (row.get("metadata") or {}).get("type", "page") != "page":
        raise personal(row, network, has_app=has_app)
    return row


def personal(row: Mapping[str, Any], network: Network, *, has_app: bool) -> AccountProblem:
    """The error for a personal token, with the two ways to go on."""
    name = f" of {row['name']}" if row.get("name") else ""
    other = (
        f"Or leave it and run: socialkit connect {network.value}, which finds your Page by it."
        if has_app
        else "Or keep it and write SOCIALKIT_META_APP_ID and SOCIALKIT_META_APP_SECRET of your app at "
        "Meta into .env, too: then socialkit finds the token of your Page by itself."
    )
    return AccountProblem(
        f"The token in .env is a personal token{name}, not the token of a Page. Programs may post to "
        f"Pages only. {describe_token_renewal(network)}. {other}",
        network=network,
    )


ACCOUNT_FIELDS = "id,name,access_token,tasks"
MAX_PAGES = 50


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """One Page of the owner as Meta lists it; `tasks` is what the owner may do there, None where Meta
    does not say."""

    id: str
    name: str
    token: str = field(repr=False)
    tasks: tuple[str, ...] | None


def exchange(token: str, app: AppCredentials, connection: GraphClient) -> str:
    """A long-lived token for one of an hour or two. `connection` carries no token of its own. Raise
    PublishError."""
    fields = {
        "grant_type": "fb_exchange_token",
        "client_id": app.id,
        "client_secret": app.secret,
        "fb_exchange_token": token,
    }
    try:
        made = connection.read_hidden("oauth/access_token", fields).get("access_token")
    except PublishError:
        answer = connection.error
        if answer is not None and answer.is_clear and answer.code not in THROTTLES:
            words = f"Meta does not exchange it (error {answer.code})"
            raise unusable(words, connection.network) from None
        raise
    if not isinstance(made, str) or not made:
        words = "Meta gave no token for the one in .env. Nothing was posted."
        raise TemporaryFailure(words, network=connection.network)
    return made


def list_pages(graph: GraphClient) -> list[OfferedPage]:
    """All Pages of the person whose token this is. Raise PublishError."""
    pages: list[OfferedPage] = []
    asked = {"fields": ACCOUNT_FIELDS, "limit": "100"}
    for _ in range(MAX_PAGES):
        answer = graph.read("me/accounts", **asked)
        rows, paging = answer.get("data"), answer.get("paging") or {}
        if not isinstance(rows, list):
            words = "Meta's list of your Pages could not be read. Nothing was posted."
            raise TemporaryFailure(words, network=graph.network)
        pages += [_offered(row) for row in rows if row.get("id") and row.get("access_token")]
        after = (paging.get("cursors") or {}).get("after")
        if not paging.get("next") or not after:
            break
        asked["after"] = str(after)
    return pages


def _offered(row: dict[str, Any]) -> OfferedPage:
    tasks = row.get("tasks")
    return OfferedPage(
        str(row["id"]),
        str(row.get("name") or row["id"]),
        str(row["access_token"]),
        tuple(map(str, tasks)) if isinstance(tasks, list) else None,
    )


def unusable(why: str, network: Network) -> AccountProblem:
    """The error for a token that does not belong to the app, or where one of the three is wrong."""
    return AccountProblem(
        f"The token in .env cannot be used: {why}. Nothing was posted. Check that "
        f"SOCIALKIT_META_APP_ID and SOCIALKIT_META_APP_SECRET are those of the app that the token was "
        f"made with. {describe_token_renewal(network)}",
        network=network,
    )
