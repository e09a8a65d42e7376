"""The two networks, what they are called, and what they take.

The limits of Instagram are those of its content publishing documentation (captions of 2,200
characters, 30 hashtags, 20 mentions, pictures of 8 MB, ten to a carousel); those of Facebook are the
ones that the Graph API was seen to hold (63,206 characters, 10 MB a picture).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Network(StrEnum):
    """The two networks."""

    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"

    @property
    def label(self) -> str:
        """What people call it."""
        return self.value.capitalize()

    @property
    def limits(self) -> NetworkLimits:
        """What a post on it may hold."""
        return _LIMITS[self]


@dataclass(frozen=True, slots=True)
class NetworkLimits:
    """The most that one post may hold: characters, hashtags and mentions of its caption, bytes of one
    picture, and pictures."""

    caption: int
    hashtags: int
    mentions: int
    image_bytes: int
    images: int = 10


_LIMITS = {
    Network.INSTAGRAM: NetworkLimits(2_200, 30, 20, 8_000_000),
    Network.FACEBOOK: NetworkLimits(63_206, 30, 50, 10_000_000),
}
