"""Meta's Graph API and Facebook's web pages: the one door to them.

Pages stand in graph_pages.py, Instagram's professional accounts in graph_instagram.py, comments in
graph_comments.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self
from urllib.parse import urlencode

from tests.emulators.exchange import Reply, Request, html_reply, json_reply
from tests.emulators.graph_books import Fields
from tests.emulators.graph_comments import CommentEndpoints
from tests.emulators.graph_state import PAGE_SCOPES, GraphError, Page, PagePost, Token

API_HOSTS = frozenset({"graph.facebook.com", "graph-video.facebook.com", "graph.instagram.com"})
WEB_HOSTS = (".facebook.com", "facebook.com", "fb.me", "fb.watch")
HEADERS = {
    "facebook-api-version": "v26.0",
    "x-app-usage": '{"call_count":3,"total_cputime":1,"total_time":1}',
    "x-fb-trace-id": "Emulated",
}


class GraphApp(CommentEndpoints):
    """Pages, professional accounts and tokens behind graph.facebook.com."""

    @classmethod
    def with_page(
        cls,
        page_id: str = "100200300400500",
        *,
        name: str = "Quiet Harbour",
        username: str | None = "quietharbour",
        token: str = "EAAGquietharbourpagetoken0123456789",
    ) -> Self:
        """One Page and its token; and a person with a token of their own."""
        made = cls()
        made.add_page(page_id, name=name, username=username, token=token)
        made.profiles["900"] = "Anna Roy"
        made.tokens["EAAGuser"] = Token("EAAGuser", "USER", "900")
        return made

    def add_page(
        self, page_id: str, *, name: str, username: str | None, token: str, person: str = "900"
    ) -> None:
        """Another Page with its token."""
        self.pages[page_id] = Page(page_id, name, username, person=person)
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
        method = self._method(request.method, fields)
        if parts == ["oauth", "access_token"] and method == "GET":
            return self._exchange(fields)
        token = self._token(request, fields)
        if parts == ["debug_token"] and method == "GET":
            return self._debug(fields["input_token"], token)
        subject = token.owner if parts[:1] == ["me"] else parts[0] if parts else ""
        edge = parts[1] if len(parts) > 1 else ""
        handler = self._handler(method, edge)
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
            ("GET", "comments"): self._list_comments,
            ("GET", "media"): self._list_media,
            ("GET", "stories"): self._list_stories,
            ("GET", "content_publishing_limit"): self._quota,
            ("POST", "media"): self._add_container,
            ("POST", "media_publish"): self._publish_media,
        }
        if (method, edge) not in known:
            words = f"Unknown path components: /{edge}" if edge else "Unsupported request"
            raise GraphError(100, words)
        return known[method, edge]


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
