"""What Instagram's side keeps: accounts, uploads, media. Plain values that a test builds and looks at."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from typing import Any

from tests.emulators.comments import Comment

EPOCH_MS = 1_314_220_021_721  # Instagram's own epoch
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass
class Account:
    """A user. `challenge` and `is_suspended` stand in the way of everything; `password_submissions`
    counts every password that arrived, right or wrong."""

    username: str
    password: str
    pk: str
    totp_seed: str | None = None
    full_name: str = ""
    challenge: dict[str, Any] | None = None
    sessions: set[str] = field(default_factory=set)
    password_submissions: int = 0
    logins: int = 0
    devices: list[str] = field(default_factory=list)

    @property
    def row(self) -> dict[str, Any]:
        """The user as the API shows it."""
        return {
            "pk": int(self.pk),
            "pk_id": self.pk,
            "id": self.pk,
            "username": self.username,
            "full_name": self.full_name,
            "is_private": False,
            "is_verified": False,
            "profile_pic_url": "https://scontent.cdninstagram.com/p.jpg",
            "is_business": False,
            "email": "",
            "phone_number": "",
            "biography": "",
            "external_url": "",
            "birthday": None,
            "gender": 3,
        }


@dataclass
class Upload:
    """Bytes that arrived by rupload."""

    id: str
    body: bytes
    size: tuple[int, int]
    params: dict[str, Any]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class Media:
    """One post or story. `visible_at`: read-backs lag behind."""

    pk: str
    owner: Account
    caption: str
    uploads: list[Upload]
    alt_texts: list[str]
    taken_at: float
    visible_at: float
    is_story: bool = False
    comments: list[Comment] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The pk in base 64, as addresses carry it."""
        number, letters = int(self.pk), ""
        while number:
            number, rest = divmod(number, 64)
            letters = LETTERS[rest] + letters
        return letters

    @property
    def row(self) -> dict[str, Any]:
        """The media as the API shows it."""
        row: dict[str, Any] = {
            "pk": int(self.pk),
            "id": f"{self.pk}_{self.owner.pk}",
            "code": self.code,
            "taken_at": int(self.taken_at),
            "user": self.owner.row,
            "caption": {"text": self.caption} if self.caption else None,
            "like_count": 0,
            "comment_count": len(self.comments),
            "product_type": "story" if self.is_story else "feed",
        }
        if len(self.uploads) == 1:
            return row | {"media_type": 1, **_picture(self.uploads[0], self.alt_texts[0])}
        children = [
            {"media_type": 1, "pk": int(self.pk) + n, "id": f"{int(self.pk) + n}_{self.owner.pk}"}
            | _picture(upload, alt_text)
            for n, (upload, alt_text) in enumerate(
                zip(self.uploads, self.alt_texts, strict=True), start=1
            )
        ]
        count = {"carousel_media_count": len(children), "carousel_media": children}
        return row | {"media_type": 8, "product_type": "carousel_container"} | count


def _picture(upload: Upload, alt_text: str) -> dict[str, Any]:
    width, height = upload.size
    candidate = {"url": "https://scontent.cdninstagram.com/m.jpg", "width": width, "height": height}
    return {
        "image_versions2": {"candidates": [candidate]},
        "original_width": width,
        "original_height": height,
        "accessibility_caption": alt_text or None,
    }


def make_pk(sequence: int) -> str:
    """A number that grows with time."""
    return str(((int(time.time() * 1000) - EPOCH_MS) << 23) + sequence)


def jpeg_size(body: bytes) -> tuple[int, int] | None:
    """Width and height out of a JPEG's own header; None if it is none."""
    if not body.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 < len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if marker in {0xC0, 0xC1, 0xC2}:
            height = int.from_bytes(body[at + 5 : at + 7], "big")
            return int.from_bytes(body[at + 7 : at + 9], "big"), height
        at += 2 + length
    return None
