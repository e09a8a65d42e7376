"""Publishes to a Facebook Page: photos unpublished first, then one post that shows them.

Uploading unpublished makes the commit one small request, and the id of the photo proves later which
post it became.
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

from socialkit.errors import PermanentFailure, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Identity, Image, Post, PostKind, Receipt, RemotePost, Thread
from socialkit.model.protocols import Clock
from socialkit.publishers.meta.client import AppCredentials, GraphClient
from socialkit.publishers.meta.comments import PAGE_COMMENTS, GraphComments, read_instant, read_list
from socialkit.publishers.meta.login import LoginPlace, PageLogin
from socialkit.publishers.meta.tokens import POSTING, read_page
from socialkit.publishers.protocol import Moment

PHOTO_TICKET = "photo_{}"


def refusal(words: str, network: Network) -> PermanentFailure:
    """The error for a post that can never go as it is."""
    return PermanentFailure(f"This post cannot go: {words}.", network=network)


def read_picture(image: Image, network: Network) -> bytes:
    """The bytes of a picture. Raise PermanentFailure where it is not there or too large."""
    try:
        picture = Path(image.path).read_bytes()
    except OSError as error:
        raise refusal(f"the picture {image.path} cannot be read", network) from error
    if len(picture) > network.limits.image_bytes:
        most = f"{network.limits.image_bytes // 1_000_000} MB"
        raise refusal(f"the picture {image.path} is larger than {most}", network)
    return picture


def name_of_picture(image: Image) -> str:
    """A name for this picture with this alt text, different from that of every other."""
    return hashlib.sha256(f"{image.sha256} {image.alt_text}".encode()).hexdigest()


def upload_hidden(
    graph: GraphClient, page: str, picture: bytes, *, alt_text: str, network: Network
) -> str:
    """Upload one picture unpublished; give its id. Raise PublishError."""
    fields = {"published": "false", "alt_text_custom": alt_text}
    row = graph.write(f"{page}/photos", fields, moment=Moment.PREPARING, picture=picture)
    if not row.get("id"):
        words = "Facebook took the picture but gave it no id. Nothing was posted."
        raise TemporaryFailure(words, network=network)
    return str(row["id"])


def find_address(graph: GraphClient, photo: str) -> str | None:
    """Where the largest form of an uploaded photo can be fetched; None where it is gone or Facebook
    does not say."""
    row = graph.read_if_there(photo, fields="id,images") or {}
    forms = [one for one in row.get("images") or () if isinstance(one, dict) and one.get("source")]
    largest = max(forms, key=lambda one: int(one.get("width") or 0), default=None)
    return None if largest is None else str(largest["source"])


SHOWN_TICKET = "shown_{}"
POST_FIELDS = "id,message,created_time,permalink_url,attachments{target,media,subattachments}"


class FacebookPage:
    """One Page through its token, given or found by the owner's own token. `app` lets it say what the
    token may do and when it ends."""

    def __init__(
        self,
        token: str,
        *,
        send_timeout: timedelta,
        app: AppCredentials | None = None,
        kept: Path | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._login = PageLogin(
            token,
            Network.FACEBOOK,
            send_timeout=send_timeout,
            place=LoginPlace(app, kept, clock),
            needs=POSTING,
        )

    @property
    def _graph(self) -> GraphClient:
        return self._login.graph

    @property
    def _comments(self) -> GraphComments:
        return GraphComments(self._graph, Network.FACEBOOK)

    @property
    def network(self) -> Network:
        """Facebook."""
        return Network.FACEBOOK

    def find_choices(self) -> tuple[Identity, ...]:
        """The owner's Pages, where the token in .env is a personal one and none is chosen yet; else
        nothing."""
        return self._login.find_choices(lambda graph: _page(read_page(graph, Network.FACEBOOK)))

    def choose(self, identity: str) -> None:
        """Be this Page from now on, and keep its token."""
        self._login.choose(identity)
        self.__dict__.pop("_identity", None)

    def identify(self) -> Identity:
        """The Page that the token is for. Raise AccountProblem where it is a person's token, one that
        lacks a permission, or none that Meta accepts."""
        return self._identity

    @cached_property
    def _identity(self) -> Identity:
        page = _page(self._login.read_page())
        return replace(page, expires_at=self._login.find_end())

    def read_recent(
        self,
        account: str,  # noqa: ARG002 - the token is for one Page only
        *,
        since: datetime | None = None,
        count: int = 25,
    ) -> tuple[RemotePost, ...]:
        """The newest posts of the Page, newest first. Raise PublishError when it cannot look, or not so
        far back."""
        return read_list(
            self._graph,
            f"{self._identity.id}/published_posts",
            fields=POST_FIELDS,
            remote=_remote,
            since=since,
            count=count,
            network=Network.FACEBOOK,
        )

    def prepare(self, post: Post) -> Mapping[str, str]:
        """Upload every picture unpublished, its own bytes and alt text; the tickets are their ids. Photos
        of an earlier try are used again where they are still there and show this picture: the post may
        have changed since."""
        if post.plan.kind is PostKind.STORY and len(post.plan.images) != 1:
            raise refusal("a story has one picture", Network.FACEBOOK)
        tickets = {}
        for number, image in enumerate(post.plan.images, start=1):
            name = PHOTO_TICKET.format(number)
            kept, shown = post.tickets.get(name), name_of_picture(image)
            is_there = kept is not None and self._is_waiting(kept)
            is_same = post.tickets.get(SHOWN_TICKET.format(number)) == shown
            tickets[name] = kept if kept and is_there and is_same else self._upload(image)
            tickets[SHOWN_TICKET.format(number)] = shown
        return tickets

    def find_proof(self, post: Post) -> Receipt | None:
        """The post that an uploaded photo belongs to: Meta names it at the photo, whatever its list
        of posts says."""
        for number in range(1, len(post.plan.images) + 1):
            photo = post.tickets.get(PHOTO_TICKET.format(number))
            story = photo and self._find_story(photo)
            if story:
                return Receipt(story)
        return None

    def _find_story(self, photo: str) -> str | None:
        """The post of a photo; None where it has none, or where the photo itself is gone."""
        row = self._graph.read_if_there(photo, fields="id,page_story_id") or {}
        return str(row["page_story_id"]) if row.get("page_story_id") else None

    def _is_waiting(self, photo: str) -> bool:
        """Whether an uploaded photo is still there. Raise TemporaryFailure where it belongs to a post
        already: that post must be found, not made again."""
        row = self._graph.read_if_there(photo, fields="id,page_story_id")
        if row is not None and row.get("page_story_id"):
            words = "Its picture is on the Page already. socialkit looks for the post."
            raise TemporaryFailure(words, network=Network.FACEBOOK)
        return row is not None

    def _upload(self, image: Image) -> str:
        page, facebook = self._identity.id, Network.FACEBOOK
        picture = read_picture(image, facebook)
        return upload_hidden(self._graph, page, picture, alt_text=image.alt_text, network=facebook)

    def commit(self, post: Post) -> Receipt:
        """The one request that shows the uploaded pictures."""
        numbers = range(1, len(post.plan.images) + 1)
        photos = [post.tickets[PHOTO_TICKET.format(number)] for number in numbers]
        if post.plan.kind is PostKind.STORY:
            path, fields = "photo_stories", {"photo_id": photos[0]}
        else:
            media = json.dumps([{"media_fbid": photo} for photo in photos])
            path, fields = "feed", {"message": post.plan.caption, "attached_media": media}
        row = self._graph.write(f"{self._identity.id}/{path}", fields, moment=Moment.COMMITTING)
        return Receipt(str(row.get("post_id") or row["id"]))

    def read_thread(self, remote_id: str) -> Thread | None:
        """A post of the Page with its newest comments; ours are those of the Page itself."""
        own = {"id": self._identity.id}
        return self._comments.read(remote_id, PAGE_COMMENTS, is_ours=own)

    def comment(self, post: Post) -> str:
        """The one request that writes the first comment, as the Page."""
        return self._comments.write(post)

    def find_permalink(self, remote_id: str) -> str | None:
        """The address that Facebook gives a post."""
        address = self._graph.read(remote_id, fields="permalink_url").get("permalink_url")
        return str(address) if address else None

    def delete(self, remote_id: str) -> None:
        """Take a post off the Page. Raise PermanentFailure where Facebook says that it did not."""
        words = "Facebook did not delete this post. Delete it there yourself."
        kept = PermanentFailure(words, network=Network.FACEBOOK)
        try:
            answer = self._graph.delete(remote_id)
        except PermanentFailure:
            raise kept from None
        if answer.get("success") is False:
            raise kept

    def is_there(self, remote_id: str) -> bool:
        """Whether a post is on the Page. Raise PublishError when it cannot look."""
        return self._graph.read_if_there(remote_id, fields="id") is not None


def _page(row: Mapping[str, Any]) -> Identity:
    username = row.get("username")
    return Identity(
        Network.FACEBOOK,
        id=str(row["id"]),
        name=str(row.get("name") or row["id"]),
        handle=str(username).lower() if username else None,
        address=row.get("link"),
    )


def _remote(row: Mapping[str, Any]) -> RemotePost:
    photos = _photos(row)
    return RemotePost(
        remote_id=str(row["id"]),
        caption=str(row.get("message") or ""),
        posted_at=read_instant(row.get("created_time")),
        permalink=row.get("permalink_url"),
        image_count=len(photos),
        ticket=photos[0] if photos else None,
    )


def _photos(row: Mapping[str, Any]) -> list[str]:
    """The ids of the photos of a post: an album holds them one level down."""
    found = []
    for one in (row.get("attachments") or {}).get("data", ()):
        below = (one.get("subattachments") or {}).get("data", ())
        found += [str((part.get("target") or {}).get("id", "")) for part in below or (one,)]
    return [number for number in found if number]
