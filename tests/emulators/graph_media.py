"""What Meta keeps of Instagram's professional accounts: users, containers, media. Plain values."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field

from tests.emulators.comments import Comment

LIFE_SECONDS = 86_400
INSTAGRAM_SCOPES = frozenset({"instagram_basic", "instagram_content_publish"})


@dataclass
class GraphUser:
    """A professional account, and the Page that it is connected to."""

    id: str
    username: str
    page: str


@dataclass
class GraphPicture:
    """One picture as it was fetched."""

    body: bytes
    alt_text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class GraphContainer:
    """What is prepared of a post. `failure`: the subcode of what went wrong.
    `tells_at`: when it says that it was published."""

    id: str
    user: str
    pictures: list[GraphPicture]
    caption: str
    created_at: float
    ready_at: float
    is_item: bool = False
    is_story: bool = False
    is_published: bool = False
    failure: int | None = None
    tells_at: float = 0.0

    @property
    def stage(self) -> str:
        now = time.time()
        if self.is_published and now >= self.tells_at:
            return "PUBLISHED"
        if self.failure is not None:
            return "ERROR"
        if now > self.created_at + LIFE_SECONDS:
            return "EXPIRED"
        return "FINISHED" if now >= self.ready_at else "IN_PROGRESS"


@dataclass
class GraphMedia:
    """One post or story. `visible_at`: read-backs lag behind."""

    id: str
    user: str
    caption: str
    pictures: list[GraphPicture]
    created_at: float
    visible_at: float
    container: str
    is_story: bool = False
    children: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def permalink(self) -> str:
        return f"https://www.instagram.com/p/G{self.id}/"
