"""Instagram on Meta's API: containers, publishing, lists.

What nobody could verify is marked [guess], and unless a test says otherwise the worse case is what
happens.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.emulators.exchange import Request
from tests.emulators.graph_books import Fields, names_of, page_of, stamp
from tests.emulators.graph_checks import check_caption, check_picture, fetch_here
from tests.emulators.graph_media import INSTAGRAM_SCOPES as SCOPES
from tests.emulators.graph_media import GraphContainer, GraphMedia, GraphPicture, GraphUser
from tests.emulators.graph_pages import CDN, PageEndpoints
from tests.emulators.graph_state import GraphError, Token, missing

LOOPBACK = {"127.0.0.1", "localhost"}


class InstagramEndpoints(PageEndpoints):
    """Professional accounts and what stands on them.

    `ready_after` seconds pass until a container is finished. `quota_total` posts in 24 hours.
    `trusts_other_hosts`: a picture at an address that is not on loopback counts as fetched.
    `elsewhere` is what went out by another route.
    """

    def __init__(self) -> None:
        super().__init__()
        self.ready_after = 0.0
        self.quota_total = 50
        self.trusts_other_hosts = False
        self.fetched: list[str] = []
        self.elsewhere: Callable[[str], list[GraphMedia]] = lambda _: []
        self.fetches_page_photos = True  # [guess], without a worse case that could be tested
        self.tells_failures_late = False  # [guess] by the state of the container only
        self.refuses_published = False  # [guess] a second publish of one container is a second post
        self.status_after = (
            0.0  # [guess] seconds until a published container says so; FINISHED till then
        )

    def connect_instagram(self, page: str, username: str) -> GraphUser:
        """Connect a professional account to a Page; the tokens of the Page may use it, and its
        owner's."""
        user = GraphUser(f"1784140{self._number()}", username, page)
        self.users[user.id] = user
        person = self.pages[page].person if page in self.pages else None
        for token in self.tokens.values():
            if token.owner in {page, person}:
                token.scopes = frozenset(token.scopes) | SCOPES
        return user

    def _may_use(self, token: Token, user: str, scope: str) -> None:
        known = self.users.get(user)
        if known is None or token.kind != "PAGE" or token.owner != known.page:
            raise missing(user)
        if scope not in token.scopes:
            words = f"(#10) Application does not have permission for this action: {scope}"
            raise GraphError(10, words, status=403)

    def _read(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        if subject in self.containers:
            container = self.containers[subject]
            self._may_use(token, container.user, "instagram_basic")
            words = {"ERROR": f"Error: Media upload has failed with error code {container.failure}"}
            row = {"status_code": container.stage, "status": words.get(container.stage, "")}
            return {"id": subject} | {name: row[name] for name in names_of(fields) if name in row}
        for media in self.media:
            if media.id == subject:
                self._may_use(token, media.user, "instagram_basic")
                row = _media_row(media)
                return {name: row[name] for name in names_of(fields) if name in row}
        return super()._read(token, subject, fields, request)

    def _delete(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        if any(media.id == subject for media in self.media):
            raise GraphError(100, "(#100) Unsupported delete request")
        return super()._delete(token, subject, fields, request)

    def _list_media(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        return page_of(self._seen(token, subject, stories=False), request, fields)

    def _list_stories(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        return page_of(self._seen(token, subject, stories=True), request, fields)

    def _seen(self, token: Token, user: str, *, stories: bool) -> list[Any]:
        self._may_use(token, user, "instagram_basic")
        now = time.time()
        made = [*self.media, *self.elsewhere(user)]
        seen = [one for one in made if one.user == user and one.visible_at <= now]
        seen.sort(key=lambda one: one.created_at, reverse=True)
        return self._shows(token, [_media_row(one) for one in seen if one.is_story is stories])

    def _quota(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may_use(token, subject, "instagram_basic")
        config = {"quota_total": self.quota_total, "quota_duration": 86_400}
        return {"data": [{"quota_usage": self._used(subject), "config": config}]}

    def _used(self, user: str) -> int:
        since = time.time() - 86_400
        return sum(one.user == user and one.created_at > since for one in self.media)

    def _add_container(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may_use(token, subject, "instagram_content_publish")
        check_caption(fields.get("caption", ""))
        failure = None
        pictures: list[GraphPicture] = []
        try:
            pictures = self._pictures(subject, fields)
        except GraphError as error:
            if not self.tells_failures_late:
                raise
            failure = error.subcode
        now = time.time()
        is_story = fields.get("media_type") == "STORIES"
        container = GraphContainer(
            f"1790{self._number()}",
            subject,
            pictures,
            "" if is_story else fields.get("caption", ""),
            now,
            now + self.ready_after,
            is_item=fields.get("is_carousel_item") == "true",
            is_story=is_story,
            failure=failure,
        )
        self.containers[container.id] = container
        return {"id": container.id}

    def _pictures(self, user: str, fields: Fields) -> list[GraphPicture]:
        if fields.get("media_type") == "CAROUSEL":
            return self._items(user, [one for one in fields.get("children", "").split(",") if one])
        address = fields.get("image_url", "")
        if not address:
            raise GraphError(100, "The image_url is missing", subcode=2207023)
        body = self._fetch(address)
        if body:
            check_picture(body, is_story=fields.get("media_type") == "STORIES")
        return [GraphPicture(body, fields.get("alt_text", ""))]

    def _items(self, user: str, children: list[str]) -> list[GraphPicture]:
        if not 2 <= len(children) <= 10:
            raise GraphError(100, "A carousel has 2 to 10 items", subcode=2207028)
        found = [self.containers.get(one) for one in children]
        good = [one for one in found if one and one.user == user and one.is_item]
        if len(good) != len(children):
            raise GraphError(24, "The media is not found", subcode=2207008)
        if any(one.stage != "FINISHED" for one in good):
            raise GraphError(9007, "Media ID is not available", subcode=2207027)
        return [picture for one in good for picture in one.pictures]

    def _fetch(self, address: str) -> bytes:
        """The picture, really fetched from loopback; photos of a Page from Facebook's own store."""
        self.fetched.append(address)
        photos = {CDN.format(one.id): one.body for one in self.photos.values()}
        if address in photos and self.fetches_page_photos:
            return photos[address]
        parts = urlsplit(address)
        if parts.hostname in LOOPBACK:
            return fetch_here(parts.hostname or "", parts.port or 80, parts.path)
        if self.trusts_other_hosts:
            return b""
        raise GraphError(9004, "The media could not be fetched", subcode=2207052)

    def _publish_media(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may_use(token, subject, "instagram_content_publish")
        container = self.containers.get(fields.get("creation_id", ""))
        if container is None or container.user != subject or container.is_item:
            raise GraphError(24, "The media is not found", subcode=2207006)
        if container.is_published and self.refuses_published:
            raise GraphError(24, "The media is not found", subcode=2207006)
        if container.stage == "EXPIRED":
            raise GraphError(-2, "The container has expired", subcode=2207020)
        if container.stage not in {"FINISHED", "PUBLISHED"}:
            raise GraphError(9007, "Media ID is not available", subcode=2207027)
        if self._used(subject) >= self.quota_total:
            raise GraphError(9, "The user reached the maximum of posts", subcode=2207042)
        return {"id": self._make_media(container).id}

    def _make_media(self, container: GraphContainer) -> GraphMedia:
        now, many = time.time(), len(container.pictures) > 1
        container.is_published, container.tells_at = True, now + self.status_after
        media = GraphMedia(
            f"1800{self._number()}",
            container.user,
            container.caption,
            container.pictures,
            now,
            now + self.visible_after,
            container.id,
            container.is_story,
            [f"1801{self._number()}" for _ in container.pictures] if many else [],
        )
        self.media.append(media)
        return media


def _media_row(media: GraphMedia) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": media.id,
        "media_type": "CAROUSEL_ALBUM" if media.children else "IMAGE",
        "media_product_type": "STORY" if media.is_story else "FEED",
        "timestamp": stamp(media.created_at),
        "permalink": media.permalink,
    }
    if media.caption:
        row["caption"] = media.caption
    if media.children:
        row["children"] = {"data": [{"id": one} for one in media.children]}
    return row
