"""Meta's Graph API and Facebook's web pages, as far as a Page needs them (reference: Meta, 5 and 8.4).

In: requests. Out: answers as Meta documents them, and state that a test looks at. Instagram's
official route is not here yet.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import urlencode

from tests.networks.exchange import Reply, Request, Upload, html_reply, json_reply
from tests.networks.graph_state import (
    PAGE_SCOPES,
    GraphError,
    Page,
    PagePost,
    Photo,
    Token,
    missing,
)

API_HOSTS = frozenset({"graph.facebook.com", "graph-video.facebook.com", "graph.instagram.com"})
WEB_HOSTS = (".facebook.com", "facebook.com", "fb.me", "fb.watch")
HEADERS = {
    "facebook-api-version": "v26.0",
    "x-app-usage": '{"call_count":3,"total_cputime":1,"total_time":1}',
    "x-fb-trace-id": "Emulated",
}
MOST_BYTES = 10_000_000
Fields = dict[str, str]


class GraphApp:
    """Pages and tokens behind graph.facebook.com. `redirects` are web addresses that lead on;
    `visible_after` seconds pass until a new post can be read back."""

    def __init__(self) -> None:
        self.tokens: dict[str, Token] = {}
        self.pages: dict[str, Page] = {}
        self.profiles: dict[str, str] = {}
        self.photos: dict[str, Photo] = {}
        self.posts: list[PagePost] = []
        self.redirects: dict[str, str] = {}
        self.apps: dict[str, str] = {}
        self.visible_after = 0.0
        self._numbers = 7_000_000_000

    @classmethod
    def with_page(
        cls,
        page_id: str = "100200300400500",
        *,
        name: str = "Quiet Harbour",
        username: str | None = "quietharbour",
        token: str = "EAAGquietharbourpagetoken0123456789",
    ) -> Self:
        """One Page and its token; and a person with a token of her own."""
        made = cls()
        made.add_page(page_id, name=name, username=username, token=token)
        made.profiles["900"] = "Anna Roy"
        made.tokens["EAAGuser"] = Token("EAAGuser", "USER", "900")
        return made

    def add_page(self, page_id: str, *, name: str, username: str | None, token: str) -> None:
        """Another Page with its token."""
        self.pages[page_id] = Page(page_id, name, username)
        self.tokens[token] = Token(token, "PAGE", page_id)

    @property
    def live_posts(self) -> list[PagePost]:
        """What followers see, oldest first."""
        return list(self.posts)

    def serves(self, host: str, path: str) -> bool:
        return host in API_HOSTS or host.endswith(WEB_HOSTS[0]) or host in WEB_HOSTS[1:]

    def is_commit(self, request: Request) -> bool:
        if request.host not in API_HOSTS or request.method != "POST":
            return False
        edge = request.path.rpartition("/")[2]
        hidden = edge == "photos" and request.form.get("published", "true").lower() == "false"
        return edge in {"feed", "photos", "photo_stories", "media_publish"} and not hidden

    def answer(self, request: Request) -> Reply:
        if request.host not in API_HOSTS:
            return self._web_page(request)
        try:
            return json_reply(self._api(request), headers=HEADERS)
        except GraphError as error:
            return _error_reply(error)

    def _web_page(self, request: Request) -> Reply:
        query = urlencode(request.query)
        address = f"https://{request.host}{request.path}" + (f"?{query}" if query else "")
        for known in (address, address.partition("?")[0], address.rstrip("/")):
            if known in self.redirects:
                return Reply(302, b"", {"Location": self.redirects[known]})
        login = "https://www.facebook.com/login/?next=" + address
        return Reply(302, b"", {"Location": login}) if "/share/" in address else html_reply("Page")

    def _api(self, request: Request) -> Any:
        fields: Fields = {**request.query, **request.form}
        parts = [one for one in request.path.split("/") if one]
        if parts and parts[0].startswith("v") and parts[0][1:2].isdigit():
            parts = parts[1:]
        if parts == ["oauth", "access_token"]:
            return self._exchange(fields)
        token = self._token(request, fields)
        if parts == ["debug_token"]:
            return self._debug(fields["input_token"], token)
        subject = token.owner if parts[:1] == ["me"] else parts[0] if parts else ""
        edge = parts[1] if len(parts) > 1 else ""
        handler = self._handler(request.method, edge)
        return handler(token, subject, fields, request)

    def _handler(self, method: str, edge: str) -> Callable[..., Any]:
        known: dict[tuple[str, str], Callable[..., Any]] = {
            ("GET", ""): self._read,
            ("DELETE", ""): self._delete,
            ("GET", "accounts"): self._accounts,
            ("GET", "published_posts"): self._list,
            ("GET", "feed"): self._list,
            ("GET", "posts"): self._list,
            ("POST", "photos"): self._add_photo,
            ("POST", "feed"): self._add_post,
            ("POST", "photo_stories"): self._add_story,
            ("POST", "comments"): self._comment,
        }
        if (method, edge) not in known:
            words = f"Unknown path components: /{edge}" if edge else "Unsupported request"
            raise GraphError(100, words)
        return known[method, edge]

    def _token(self, request: Request, fields: Fields) -> Token:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        value = bearer or fields.get("access_token", "")
        if not value:
            words = "An active access token must be used to query information"
            raise GraphError(2500, words)
        if "|" in value and self.apps.get(value.partition("|")[0]) == value.partition("|")[2]:
            return Token(value, "APP", value.partition("|")[0])
        token = self.tokens.get(value)
        if token is None:
            raise GraphError(190, "Invalid OAuth access token - Cannot parse access token")
        if token.forced is not None:
            code, subcode = token.forced
            words = "Error validating access token" if code == 190 else f"(#{code}) Forced"
            raise GraphError(code, words, subcode=subcode)
        if 0 < token.expires_at < time.time():
            raise GraphError(190, "Error validating access token: Session has expired", subcode=463)
        return token

    def _exchange(self, fields: Fields) -> Any:
        app, secret = fields.get("client_id", ""), fields.get("client_secret", "")
        if self.apps.get(app) != secret:
            raise GraphError(101, "Error validating application")
        if fields.get("grant_type") == "client_credentials":
            return {"access_token": f"{app}|{secret}", "token_type": "bearer"}
        if fields.get("fb_exchange_token", "") not in self.tokens:
            raise GraphError(190, "Invalid OAuth access token")
        old = self.tokens[fields["fb_exchange_token"]]
        long = Token(old.value + "LONG", old.kind, old.owner, old.scopes, time.time() + 5_184_000)
        self.tokens[long.value] = long
        return {"access_token": long.value, "token_type": "bearer", "expires_in": 5_184_000}

    def _debug(self, value: str, by: Token) -> Any:
        token = self.tokens.get(value)
        if token is None:
            return {"data": {"is_valid": False, "error": {"code": 190, "message": "Invalid"}}}
        data = {
            "app_id": by.owner,
            "type": token.kind,
            "is_valid": token.forced is None,
            "expires_at": int(token.expires_at),
            "scopes": sorted(token.scopes),
            "user_id": "900",
        }
        return {"data": data | ({"profile_id": token.owner} if token.kind == "PAGE" else {})}

    def _accounts(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        if token.kind != "USER":
            raise GraphError(100, "(#100) Tried accessing nonexisting field (accounts)")
        tokens = {one.owner: one.value for one in self.tokens.values() if one.kind == "PAGE"}
        rows = [
            {"id": one.id, "name": one.name, "access_token": tokens[one.id], "tasks": one.tasks}
            for one in self.pages.values()
        ]
        return {"data": rows, "paging": {"cursors": {"before": "a", "after": "b"}}}

    def _read(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        wanted = fields.get("fields", "id,name").split(",")
        if subject in self.profiles and token.owner == subject:
            everything: dict[str, Any] = {"id": subject, "name": self.profiles[subject]}
            kind = "user"
            if "username" in wanted:
                words = "(#100) Tried accessing nonexisting field (username) on node type (User)"
                raise GraphError(100, words)
        elif subject in self.pages:
            page = self.pages[subject]
            everything, kind = {"id": page.id, "name": page.name, "link": page.link}, "page"
            if page.username:
                everything["username"] = page.username
        elif subject in self.photos:
            everything, kind = _photo_row(self.photos[subject]), "photo"
        else:
            everything, kind = _post_row(self._post(subject)), "post"
        shown = {name: everything[name] for name in wanted if name in everything}
        meta = {"metadata": {"type": kind}} if fields.get("metadata") == "1" else {}
        return {"id": everything["id"], **shown, **meta}

    def _post(self, identity: str) -> PagePost:
        for post in self.posts:
            if post.id == identity:
                return post
        raise missing(identity)

    def _list(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        self._may(token, subject, "pages_read_engagement")
        now, limit = time.time(), min(int(fields.get("limit", "25")), 100)
        seen = [one for one in self.posts if one.page == subject and one.visible_at <= now]
        seen = [one for one in reversed(seen) if not one.is_story]
        start = int(fields.get("after", "0"))
        rows = [_post_row(one) for one in seen[start : start + limit]]
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(start + limit)}}
        if start + limit < len(seen):
            query = {**request.query, "after": str(start + limit), "limit": str(limit)}
            paging["next"] = f"https://graph.facebook.com{request.path}?{urlencode(query)}"
        return {"data": rows, "paging": paging}

    def _may(self, token: Token, page: str, scope: str) -> None:
        if page not in self.pages:
            raise missing(page)
        if token.kind != "PAGE" or token.owner != page or scope not in token.scopes:
            words = f"(#200) If posting to a page, requires {scope} as a Page admin"
            raise GraphError(200, words, status=403)

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
        post = self._publish(subject, "", [photo])
        post.is_story = True
        return {"success": True, "post_id": post.id}

    def _publish(self, page: str, message: str, photos: list[Photo]) -> PagePost:
        now = time.time()
        identity = f"{page}_{self._number()}"
        post = PagePost(identity, page, message, photos, now, now + self.visible_after)
        for photo in photos:
            photo.is_published, photo.page_story_id = True, post.id
        self.posts.append(post)
        return post

    def _comment(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        post = self._post(subject)
        self._may_write(token, post.page)
        post.comments.append(fields.get("message", ""))
        return {"id": f"{subject.partition('_')[2]}_{self._number()}"}

    def _delete(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        if subject in self.photos:
            self._may_write(token, self.photos[subject].page)
            del self.photos[subject]
            return {"success": True}
        post = self._post(subject)
        self._may_write(token, post.page)
        self.posts.remove(post)
        return {"success": True}

    def _number(self) -> str:
        self._numbers += 1
        return str(self._numbers)


def _attached(fields: Fields) -> list[str]:
    rows = [fields[name] for name in sorted(fields) if name.startswith("attached_media[")]
    media = json.loads(fields["attached_media"]) if "attached_media" in fields else []
    return [str(one["media_fbid"]) for one in [*media, *map(json.loads, rows)]]


def _stamp(moment: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime(moment))


def _photo_row(photo: Photo) -> dict[str, Any]:
    row = {"id": photo.id, "alt_text_custom": photo.alt_text}
    return row | ({"page_story_id": photo.page_story_id} if photo.page_story_id else {})


def _post_row(post: PagePost) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": post.id,
        "message": post.message,
        "created_time": _stamp(post.created_at),
        "permalink_url": post.permalink,
    }
    targets = [{"target": {"id": one.id}, "media": {"image": {}}} for one in post.photos]
    if len(targets) == 1:
        row["attachments"] = {"data": [{"type": "photo", **targets[0]}]}
    elif targets:
        album = {"type": "album", "target": {"id": post.id}, "subattachments": {"data": targets}}
        row["attachments"] = {"data": [album]}
    return row


def _error_reply(error: GraphError) -> Reply:
    body: dict[str, Any] = {
        "message": error.message,
        "type": "OAuthException",
        "code": error.code,
        "is_transient": error.code in {1, 2, 4, 17, 341, 368},
        "fbtrace_id": "Emulated",
    }
    if error.subcode is not None:
        body["error_subcode"] = error.subcode
    extra = {"www-authenticate": 'OAuth "Facebook Platform"'} if error.code == 190 else {}
    return json_reply({"error": body}, status=error.status, headers={**HEADERS, **extra})


__all__ = ["PAGE_SCOPES", "GraphApp"]
