"""What Meta's side keeps: tokens, Pages, photos, posts. Plain values that a test builds and looks at."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.emulators.comments import Comment

PAGE_SCOPES = frozenset({"pages_show_list", "pages_read_engagement", "pages_manage_posts"})


@dataclass
class Token:
    """A token: whose it is, what it may, and an error that it is made to give. `app` made it (empty:
    any that asks); `data_access_ends` is the other end that Meta names."""

    value: str
    kind: str  # USER, PAGE or APP
    owner: str
    scopes: Collection[str] = PAGE_SCOPES
    expires_at: float = 0.0
    forced: tuple[int, int | None] | None = None
    app: str = ""
    data_access_ends: float = 0.0
    is_long_lived: bool = False


@dataclass
class Photo:
    """A picture on a Page, published or not. `tells_at`: when it says of which post it is."""

    id: str
    page: str
    body: bytes
    alt_text: str = ""
    message: str = ""
    is_published: bool = False
    page_story_id: str | None = None
    tells_at: float = 0.0

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class PagePost:
    """A post on a Page. `visible_at`: read-backs lag behind."""

    id: str
    page: str
    message: str
    photos: list[Photo]
    created_at: float
    visible_at: float
    is_story: bool = False
    comments: list[Comment] = field(default_factory=list)

    @property
    def permalink(self) -> str:
        return f"https://www.facebook.com/{self.page}/posts/{self.id.partition('_')[2]}"


@dataclass
class Page:
    """A Page and who it belongs to: `person` is told of it by /me/accounts."""

    id: str
    name: str
    username: str | None
    tasks: tuple[str, ...] = ("CREATE_CONTENT", "MODERATE")
    person: str = "900"

    @property
    def link(self) -> str:
        return f"https://www.facebook.com/{self.username or self.id}"


class GraphError(Exception):
    """An answer of Meta's that is an error."""

    def __init__(
        self, code: int, message: str, *, subcode: int | None = None, status: int = 400
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.subcode, self.status = code, message, subcode, status


def missing(identity: str) -> GraphError:
    """The answer for an object that is not there, or not for this token."""
    words = (
        f"Unsupported request. Object with ID '{identity}' does not exist, cannot be loaded due to "
        f"missing permissions, or does not support this operation"
    )
    return GraphError(100, words, subcode=33)
