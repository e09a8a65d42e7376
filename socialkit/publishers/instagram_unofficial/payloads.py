"""Posts and pictures in the form in which Instagram's app sends and receives them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from socialkit.errors import PermanentFailure, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Image, RemotePost
from socialkit.publishers.matching import JPEG_START
from socialkit.publishers.transport import Page


def page_of(answer: Mapping[str, Any]) -> Page:
    """One page of a feed. Raise TemporaryFailure for any other answer, which does not mean
    that there are no posts."""
    items = answer.get("items")
    if not isinstance(items, list):
        words = "Instagram's list of posts could not be read."
        raise TemporaryFailure(words, network=Network.INSTAGRAM)
    posts = [remote_of(item) for item in items]
    return Page(posts, bool(answer.get("more_available")), answer.get("next_max_id"))


def require_picture(image: Image) -> Path:
    """The path of a picture. Raise PermanentFailure where Instagram would refuse it."""
    path = Path(image.path)
    try:
        picture = path.read_bytes()
    except OSError:
        words = f"This post cannot go: the picture {path} cannot be read. Run: socialkit make"
        raise PermanentFailure(words, network=Network.INSTAGRAM) from None
    if not picture.startswith(JPEG_START) or len(picture) > Network.INSTAGRAM.limits.image_bytes:
        words = f"This post cannot go: the picture {path} is not a JPEG of at most 8 MB."
        raise PermanentFailure(words, network=Network.INSTAGRAM)
    return path


def child_of(upload_id: str, width: int, height: int, *, alt_text: str) -> dict[str, Any]:
    """One picture of an album, as the library itself describes it."""
    edits = {
        "crop_original_size": [width * 1.0, height * 1.0],
        "crop_center": [0.0, 0.0],
        "crop_zoom": 1.0,
    }
    return {
        "upload_id": upload_id,
        "edits": json.dumps(edits),
        "extra": json.dumps({"source_width": width, "source_height": height}),
        "scene_capture_type": "",
        "scene_type": None,
        "custom_accessibility_caption": alt_text,
    }


def remote_of(item: Mapping[str, Any]) -> RemotePost:
    """A post as Instagram lists it."""
    taken = item.get("taken_at")
    return RemotePost(
        remote_id=str(item["pk"]),
        caption=str((item.get("caption") or {}).get("text") or ""),
        posted_at=datetime.fromtimestamp(int(taken), UTC) if taken else None,
        permalink=permalink_of(item),
        image_count=int(item.get("carousel_media_count") or 1),
    )


def permalink_of(item: Mapping[str, Any]) -> str | None:
    """The public address of a post; None where it has none."""
    code = item.get("code")
    return f"https://www.instagram.com/p/{code}/" if code else None
