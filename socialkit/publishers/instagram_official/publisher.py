"""Publishes to Instagram officially: a professional account, by the token of the Page it is connected to.

Instagram fetches every picture from an address: from the owner's public folder or, without one, from
an unpublished photo on their own Page. It prepares a container of it; the commit is the one request that
publishes the container, and the container proves later whether it was published.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from socialkit.errors import (
    PermanentFailure,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.model.post import Identity, PlannedPost, Post, PostKind, Receipt, RemotePost, Thread
from socialkit.model.protocols import Clock
from socialkit.publishers.instagram_official.containers import (
    MAX_AGE,
    Containers,
    ContainerState,
    ContainerStatus,
)
from socialkit.publishers.instagram_official.media import (
    AROUND_COMMIT,
    Shown,
    commit_begun_at,
    find_among,
    read_account,
    read_media,
    read_pictures,
    show_in_folder,
    show_on_page,
)
from socialkit.publishers.instagram_official.public_folder import PublicFolder
from socialkit.publishers.meta.client import AppCredentials, GraphClient
from socialkit.publishers.meta.comments import INSTAGRAM_COMMENTS, GraphComments
from socialkit.publishers.meta.errors import COOLDOWN
from socialkit.publishers.meta.login import LoginPlace, PageLogin
from socialkit.publishers.meta.tokens import ON_INSTAGRAM, POSTING, read_page
from socialkit.publishers.protocol import Moment

CONTAINER = "container"
MADE_FROM = "made_from"
LISTING_WAITS = tuple(timedelta(seconds=seconds) for seconds in (1, 3, 6))
"""A new post may be listed a little later; to learn its id is worth these waits."""


class InstagramGraph:
    """One account through the token of its Page, given or found by the owner's own token. `app` lets it
    say what the token may do and when it ends; `folder` is the owner's that is on the web."""

    def __init__(
        self,
        token: str,
        *,
        send_timeout: timedelta,
        clock: Clock,
        app: AppCredentials | None = None,
        kept: Path | None = None,
        folder: PublicFolder | None = None,
    ) -> None:
        self._clock = clock
        self._folder = folder
        self._login = PageLogin(
            token,
            Network.INSTAGRAM,
            send_timeout=send_timeout,
            place=LoginPlace(app, kept, clock),
            needs=ON_INSTAGRAM | (POSTING if folder is None else frozenset()),
        )

    @property
    def _graph(self) -> GraphClient:
        return self._login.graph

    @property
    def _comments(self) -> GraphComments:
        return GraphComments(self._graph, Network.INSTAGRAM)

    @property
    def network(self) -> Network:
        """Instagram."""
        return Network.INSTAGRAM

    def find_choices(self) -> tuple[Identity, ...]:
        """The accounts of the owner's Pages, where the token in .env is a personal one and no Page is
        chosen yet; else nothing."""
        return self._login.find_choices(
            lambda graph: read_account(graph, read_page(graph, Network.INSTAGRAM))
        )

    def choose(self, identity: str) -> None:
        """Be this account from now on, and keep the token of its Page."""
        self._login.choose(identity)
        for name in ("_identity", "_page", "_account", "_containers"):
            self.__dict__.pop(name, None)

    def identify(self) -> Identity:
        """The Instagram account of the Page that the token is for. Raise AccountProblem where there
        is none, where it is a person's token, one that lacks a permission, or none that Meta
        accepts."""
        if self._folder is not None:
            self._folder.require_safe()
        return self._identity

    @cached_property
    def _identity(self) -> Identity:
        account = read_account(self._graph, self._page)
        return replace(account, expires_at=self._login.find_end())

    @cached_property
    def _page(self) -> Mapping[str, Any]:
        return self._login.read_page()

    @cached_property
    def _account(self) -> str:
        return self.identify().id

    @cached_property
    def _containers(self) -> Containers:
        return Containers(self._graph, self._account, self._clock)

    def read_recent(
        self,
        account: str,  # noqa: ARG002 - the token leads to one account only
        *,
        since: datetime | None = None,
        count: int = 25,
    ) -> tuple[RemotePost, ...]:
        """The newest posts of the account, newest first, no stories. Raise PublishError when it
        cannot look, or not so far back."""
        return read_media(self._graph, self._account, since=since, count=count)

    def prepare(self, post: Post) -> Mapping[str, str]:
        """Have Instagram prepare the post; the tickets are its container and the photos it is made
        of. What an earlier try prepared is used again where it is still good."""
        pictures = read_pictures(post.plan)
        made_from = _fingerprint(post.plan)
        is_same = post.tickets.get(MADE_FROM) == made_from
        kept = post.tickets.get(CONTAINER)
        status = self._containers.read_status(kept) if kept else ContainerStatus(None)
        if status.state is ContainerState.PUBLISHED:
            words = "Instagram has published this already. socialkit looks for the post."
            raise TemporaryFailure(words, network=Network.INSTAGRAM)
        self._require_quota()
        if (
            kept
            and is_same
            and status.state in {ContainerState.FINISHED, ContainerState.IN_PROGRESS}
        ):
            self._containers.await_finished(kept)
            return {CONTAINER: kept, MADE_FROM: made_from}
        shown = self._show(post, pictures, is_same=is_same)
        container = self._containers.build(post.plan, shown.addresses)
        return {**shown.tickets, CONTAINER: container, MADE_FROM: made_from}

    def _require_quota(self) -> None:
        path, fields = f"{self._account}/content_publishing_limit", "quota_usage,config"
        rows = self._graph.read(path, fields=fields).get("data")
        row = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
        used, most = row.get("quota_usage"), (row.get("config") or {}).get("quota_total")
        if isinstance(used, int) and isinstance(most, int) and used >= most:
            raise TemporaryFailure(
                f"Instagram takes {most} posts by programs from one account in 24 hours, and it has "
                f"had {used}. Nothing was posted.",
                network=Network.INSTAGRAM,
                retry_after=COOLDOWN,
            )

    def _show(self, post: Post, pictures: list[bytes], *, is_same: bool) -> Shown:
        images = post.plan.images
        if self._folder is not None:
            return show_in_folder(self._folder, images, pictures)
        page, kept = str(self._page["id"]), post.tickets if is_same else {}
        return show_on_page(self._graph, page, images, pictures, kept=kept)

    def find_proof(self, post: Post) -> Receipt | None:
        """The post that the container of an earlier try became. Its id may not be known: the newest
        post is never taken blindly."""
        container = post.tickets.get(CONTAINER)
        if container is None:
            return None
        status = self._containers.read_status(container)
        if status.state is None and not self._is_past_container_age(post):
            # This was observed for containers that did exist, so it proves nothing.
            words = "Instagram does not say what became of the prepared post."
            raise TemporaryFailure(words, network=Network.INSTAGRAM)
        return self._find_media(post) if status.state is ContainerState.PUBLISHED else None

    def _is_past_container_age(self, post: Post) -> bool:
        """Whether Instagram may have forgotten its container: then only the lists say what became of it."""
        begun = commit_begun_at(post)
        return begun is not None and self._clock.now() > begun + MAX_AGE

    def _find_media(self, post: Post) -> Receipt:
        begun, unknown = commit_begun_at(post), Receipt(None)
        if begun is None or post.plan.kind is PostKind.STORY:
            return unknown
        for wait in LISTING_WAITS:
            recent = self.read_recent(post.plan.account, since=begun - AROUND_COMMIT[0])
            found = find_among(recent, post, begun)
            if found is not None:
                return found
            self._clock.wait(wait)
        return unknown

    def commit(self, post: Post) -> Receipt:
        """The one request that publishes the container."""
        path, fields = f"{self._account}/media_publish", {"creation_id": post.tickets[CONTAINER]}
        row = self._graph.write(path, fields, moment=Moment.COMMITTING)
        if not row.get("id"):
            words = "Instagram's answer named no post, so it may be there or not. socialkit checks."
            raise UncertainOutcome(words, network=Network.INSTAGRAM)
        return Receipt(str(row["id"]))

    def read_thread(self, remote_id: str) -> Thread | None:
        """A post of the account with its newest comments; ours have its own user name."""
        handle = self.identify().handle or ""
        return self._comments.read(remote_id, INSTAGRAM_COMMENTS, is_ours={"username": handle})

    def comment(self, post: Post) -> str:
        """The one request that writes the first comment."""
        return self._comments.write(post)

    def find_permalink(self, remote_id: str) -> str | None:
        """The address that Instagram gives a post."""
        address = self._graph.read(remote_id, fields="permalink").get("permalink")
        return str(address) if address else None

    def delete(self, remote_id: str) -> None:  # noqa: ARG002 - no post can be deleted
        """Never: the official interface cannot delete. Raise PermanentFailure with what the owner does."""
        raise PermanentFailure(
            "Instagram's official interface lets no program delete a post. Delete it in the app: open the "
            "post, tap the three dots, then Delete. It never goes out again by itself.",
            network=Network.INSTAGRAM,
        )

    def is_there(self, remote_id: str) -> bool:
        """Whether a post is on the account. Raise PublishError when it cannot look."""
        return self._graph.read_if_there(remote_id, fields="id") is not None


def _fingerprint(plan: PlannedPost) -> str:
    """What a container is made from: after an edit an earlier one is of no use."""
    images = [[image.sha256, image.alt_text] for image in plan.images]
    made_from = json.dumps([plan.kind.value, plan.caption, images])
    return hashlib.sha256(made_from.encode()).hexdigest()
