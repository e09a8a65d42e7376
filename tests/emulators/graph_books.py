"""What every part of Meta's API shares: the books, tokens, and who may do what."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import urlencode

from tests.emulators.exchange import Request
from tests.emulators.graph_media import GraphContainer, GraphMedia, GraphUser
from tests.emulators.graph_state import GraphError, Page, PagePost, Photo, Token, missing

Fields = dict[str, str]
_NAME = re.compile(r"(\w+)(?:\{[^{}]*\})?")


class GraphBooks:
    """All that Meta keeps. `redirects` are web addresses that lead on; `visible_after` seconds pass
    until a new post can be read back."""

    def __init__(self) -> None:
        self.tokens: dict[str, Token] = {}
        self.pages: dict[str, Page] = {}
        self.profiles: dict[str, str] = {}
        self.photos: dict[str, Photo] = {}
        self.posts: list[PagePost] = []
        self.users: dict[str, GraphUser] = {}
        self.containers: dict[str, GraphContainer] = {}
        self.media: list[GraphMedia] = []
        self.redirects: dict[str, str] = {}
        self.apps: dict[str, str] = {}
        self.visible_after = 0.0
        self.hides_lists_after_data_access = True  # [guess] they are empty, without any error
        self.proof_after = 0.0  # [guess] seconds until a photo tells its post
        self.albums_tell = False  # [guess] photos of a post with several of them tell it
        self.stories_tell = False  # [guess] the photo of a story tells it
        self._numbers = 7_000_000_000

    def _number(self) -> str:
        self._numbers += 1
        return str(self._numbers)

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

    def _shows(self, token: Token, rows: list[Any]) -> list[Any]:
        """What a list shows to a token: nothing once its access to data is over."""
        is_over = self.hides_lists_after_data_access and 0 < token.data_access_ends < time.time()
        return [] if is_over else rows

    def _may(self, token: Token, page: str, scope: str) -> None:
        if page not in self.pages:
            raise missing(page)
        if token.kind != "PAGE" or token.owner != page or scope not in token.scopes:
            words = f"(#200) If posting to a page, requires {scope} as a Page admin"
            raise GraphError(200, words, status=403)


def names_of(fields: Fields) -> list[str]:
    """The fields that are asked for, without what is asked of each."""
    return _NAME.findall(fields.get("fields", "id,name"))


def stamp(moment: float) -> str:
    """A time as Meta writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime(moment))


def page_of(rows: list[Any], request: Request, fields: Fields) -> Any:
    """One page of a list, with the way to the next one."""
    limit, start = min(int(fields.get("limit", "25")), 100), int(fields.get("after", "0"))
    paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(start + limit)}}
    if start + limit < len(rows):
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        query = {**request.query, "after": str(start + limit), "limit": str(limit)}
        query["access_token"] = bearer  # Meta writes it into the address; nobody should follow it
        paging["next"] = f"https://graph.facebook.com{request.path}?{urlencode(query)}"
    return {"data": rows[start : start + limit], "paging": paging}
