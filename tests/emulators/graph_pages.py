"""Pages on Meta's API: photos, posts, stories, lists."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.emulators.exchange import Request, Upload
from tests.emulators.graph_books import Fields, names_of, page_of, stamp
from tests.emulators.graph_state import GraphError, PagePost, Photo, Token, missing
from tests.emulators.graph_tokens import TokenEndpoints
from tests.emulators.instagram_state import jpeg_size

MOST_BYTES = 10_000_000
CDN = "https://scontent.xx.fbcdn.net/v/{}.jpg"


class PageEndpoints(TokenEndpoints):
    """Pages and what stands on them."""

    def _read(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        wanted = names_of(fields)
        if subject in self.profiles and token.owner == subject:
            everything: dict[str, Any] = {"id": subject, "name": self.profiles[subject]}
            kind = "user"
            for name in {"username", "instagram_business_account"}.intersection(wanted):
                words = f"(#100) Tried accessing nonexisting field ({name}) on node type (User)"
                raise GraphError(100, words)
        elif subject in self.pages:
            everything, kind = self._page_row(subject), "page"
        elif subject in self.photos:
            everything, kind = _photo_row(self.photos[subject]), "photo"
        else:
            everything, kind = _post_row(self._post(subject)), "post"
        shown = {name: everything[name] for name in wanted if name in everything}
        meta = {"metadata": {"type": kind}} if fields.get("metadata") == "1" else {}
        return {"id": everything["id"], **shown, **meta}

    def _page_row(self, subject: str) -> dict[str, Any]:
        page = self.pages[subject]
        row: dict[str, Any] = {"id": page.id, "name": page.name, "link": page.link}
        user = next((one for one in self.users.values() if one.page == subject), None)
        if user is not None:
            row["instagram_business_account"] = {"id": user.id, "username": user.username}
        return row | ({"username": page.username} if page.username else {})

    def _post(self, identity: str) -> PagePost:
        for post in self.posts:
            if post.id == identity:
                return post
        raise missing(identity)

    def _list(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may(token, subject, "pages_read_engagement")
        now = time.time()
        seen = [one for one in self.posts if one.page == subject and one.visible_at <= now]
        rows = [_post_row(one) for one in reversed(seen) if not one.is_story]
        return page_of(self._shows(token, rows), request, fields)

    def _may_write(self, token: Token, page: str) -> None:
        self._may(token, page, "pages_manage_posts")
        if "CREATE_CONTENT" not in self.pages[page].tasks:
            raise GraphError(200, "(#200) The CREATE_CONTENT task is missing", status=403)

    def _add_photo(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may_write(token, subject)
        upload = request.files.get("source") or Upload("", b"")
        if not upload.body:
            words = "(#324) Missing or invalid image file"
            raise GraphError(324, words, subcode=2069019)
        if not upload.body.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*", b"MM")):
            raise GraphError(1, "Invalid image")
        if len(upload.body) > MOST_BYTES:
            raise GraphError(100, "The photo is too large", subcode=1366046)
        photo = Photo(
            self._number(),
            subject,
            upload.body,
            fields.get("alt_text_custom", ""),
            fields.get("message", ""),
        )
        self.photos[photo.id] = photo
        if fields.get("published", "true").lower() == "false":
            return {"id": photo.id}
        post = self._publish(subject, photo.message, [photo])
        return {"id": photo.id, "post_id": post.id}

    def _add_post(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may_write(token, subject)
        ids = _attached(fields)
        if any(one not in self.photos or self.photos[one].page != subject for one in ids):
            raise GraphError(100, "(#100) Invalid parameter: attached_media")
        message = fields.get("message", "")
        if not ids and not message:
            raise GraphError(100, "(#100) You must provide a message or an attachment")
        last = next((one for one in reversed(self.posts) if one.page == subject), None)
        if not ids and last is not None and last.message == message:
            raise GraphError(506, "(#506) Duplicate status message", subcode=1455006)
        post = self._publish(subject, message, [self.photos[one] for one in ids])
        return {"id": post.id}

    def _add_story(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may_write(token, subject)
        photo = self.photos.get(fields.get("photo_id", ""))
        if photo is None:
            raise GraphError(100, "(#100) Invalid parameter: photo_id")
        post = self._publish(subject, "", [photo], is_story=True)
        return {"success": True, "post_id": post.id}

    def _publish(
        self, page: str, message: str, photos: list[Photo], *, is_story: bool = False
    ) -> PagePost:
        now = time.time()
        identity = f"{page}_{self._number()}"
        post = PagePost(identity, page, message, photos, now, now + self.visible_after, is_story)
        tells = self.stories_tell if is_story else len(photos) == 1 or self.albums_tell
        for photo in photos:
            photo.is_published, photo.tells_at = True, now + self.proof_after
            photo.page_story_id = post.id if tells else None
        self.posts.append(post)
        return post

    def _delete(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        if subject in self.photos:
            self._may_write(token, self.photos[subject].page)
            del self.photos[subject]
            return {"success": True}
        post = self._post(subject)
        self._may_write(token, post.page)
        self.posts.remove(post)
        return {"success": True}


def _attached(fields: Fields) -> list[str]:
    rows = [fields[name] for name in sorted(fields) if name.startswith("attached_media[")]
    media = json.loads(fields["attached_media"]) if "attached_media" in fields else []
    return [str(one["media_fbid"]) for one in [*media, *map(json.loads, rows)]]


def _photo_row(photo: Photo) -> dict[str, Any]:
    width, height = jpeg_size(photo.body) or (0, 0)
    forms = [{"source": CDN.format(f"{photo.id}_s"), "width": width // 2, "height": height // 2}]
    forms.append({"source": CDN.format(photo.id), "width": width, "height": height})
    row = {"id": photo.id, "alt_text_custom": photo.alt_text, "images": forms}
    is_told = photo.page_story_id is not None and time.time() >= photo.tells_at
    return row | ({"page_story_id": photo.page_story_id} if is_told else {})


def _post_row(post: PagePost) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": post.id,
        "message": post.message,
        "created_time": stamp(post.created_at),
        "permalink_url": post.permalink,
    }
    targets = [{"target": {"id": one.id}, "media": {"image": {}}} for one in post.photos]
    if len(targets) == 1:
        row["attachments"] = {"data": [{"type": "photo", **targets[0]}]}
    elif targets:
        album = {"type": "album", "target": {"id": post.id}, "subattachments": {"data": targets}}
        row["attachments"] = {"data": [album]}
    return row
