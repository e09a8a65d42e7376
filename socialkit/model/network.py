"""The two networks, their names and their limits.

Instagram's limits are those of Meta's documentation of content publishing: captions of 2,200
characters, 30 hashtags, 20 mentions, JPEGs of 8 MB, ten per carousel. For Facebook, 10 MB per picture
are reported by users; 63,206 characters is the length of a post that is commonly named.
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
        """Its name in messages."""
        return self.value.capitalize()

    @property
    def limits(self) -> NetworkLimits:
        """The limits of a post on it."""
        return _LIMITS[self]


@dataclass(frozen=True, slots=True)
class NetworkLimits:
    """The most of one post: characters, hashtags and mentions of its caption, bytes per picture, and
    number of pictures."""

    caption: int
    hashtags: int
    mentions: int
    image_bytes: int
    images: int = 10


_LIMITS = {
    Network.INSTAGRAM: NetworkLimits(2_200, 30, 20, 8_000_000),
    Network.FACEBOOK: NetworkLimits(63_206, 30, 50, 10_000_000),
}
