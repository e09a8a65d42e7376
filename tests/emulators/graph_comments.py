"""Comments on Meta's API, below posts of Pages and below Instagram's media.

What nobody could verify is marked [guess], and unless a test says otherwise the worse case is what
happens.
"""

from __future__ import annotations

from typing import Any

from tests.emulators import comments
from tests.emulators.comments import Comment
from tests.emulators.exchange import Request
from tests.emulators.graph_books import Fields, names_of, page_of, stamp
from tests.emulators.graph_instagram import InstagramEndpoints
from tests.emulators.graph_media import GraphMedia
from tests.emulators.graph_state import GraphError, Token

PAGE_SCOPE, INSTAGRAM_SCOPE = "pages_manage_engagement", "instagram_manage_comments"
NEWEST_FIRST = "reverse_chronological"


class CommentEndpoints(InstagramEndpoints):
    """Comments of Pages and of professional accounts. `comments_lag` seconds pass until a new one can
    be read back."""

    def __init__(self) -> None:
        super().__init__()
        self.comments_lag = 0.0
        self.names_authors = False  # [guess] what a token may see of who wrote a comment

    def allow_comments(self) -> None:
        """Give every token what writing comments needs."""
        for token in self.tokens.values():
            token.scopes = frozenset(token.scopes) | {PAGE_SCOPE, INSTAGRAM_SCOPE}

    def _comment(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        author, below = self._place(token, subject, writes=True)
        text = fields.get("message", "")
        if not text:
            raise GraphError(100, "(#100) The parameter message is required")
        number = f"{subject.rpartition('_')[2]}_{self._number()}"
        made = comments.write(below, number, text, author, lag=self.comments_lag)
        return {"id": made.id}

    def _list_comments(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        _, below = self._place(token, subject, writes=False)
        found = comments.seen(below)
        is_page = self._media(subject) is None
        if is_page and fields.get("order") == NEWEST_FIRST:  # [guess] Instagram knows no order
            found.reverse()
        rows = [self._row(one, names_of(fields), is_page=is_page) for one in found]
        return page_of(rows, request, fields)

    def _place(self, token: Token, subject: str, *, writes: bool) -> tuple[str, list[Comment]]:
        """Who comments there, and what stands there."""
        media = self._media(subject)
        if media is not None:
            self._may_use(token, media.user, INSTAGRAM_SCOPE)
            return media.user, media.comments
        post = self._post(subject)
        self._may(token, post.page, PAGE_SCOPE if writes else "pages_read_engagement")
        return post.page, post.comments

    def _media(self, identity: str) -> GraphMedia | None:
        return next((one for one in self.media if one.id == identity), None)

    def _row(self, one: Comment, wanted: list[str], *, is_page: bool) -> dict[str, Any]:
        row: dict[str, Any] = {"id": one.id, "message" if is_page else "text": one.text}
        row["created_time" if is_page else "timestamp"] = stamp(one.created_at)
        if self.names_authors:
            name = {} if is_page else {"username": self.users[one.author].username}
            row["from"] = {"id": one.author, **name}
        return {name: value for name, value in row.items() if name in {"id", *wanted}}
