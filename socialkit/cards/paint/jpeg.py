"""Encodes a picture as JPEG without encoding its unchanged parts again.

A card is its ground with a few words, and encoding is most of a card's cost. Restart markers (ITU-T
T.81, B.2.1 and F.1.2.3: the coder is reset after a fixed number of blocks) divide the coded picture
into independent stretches, so stretches without words are copied from the ground. The bytes are the
same as if the whole picture were encoded at once. See docs/engineering/decisions/0003-own-jpeg-splicing.md.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from socialkit.model.card import Box

QUALITY = 90
BLOCK_PX = 8
STRETCH_BLOCKS = 15
"""Both widths of a card, 1080 and 1200 px, are multiples of such a stretch."""
STRETCH_PX = STRETCH_BLOCKS * BLOCK_PX
START_OF_SCAN, END = b"\xff\xda", b"\xff\xd9"
RESTARTS = tuple(bytes((0xFF, 0xD0 + at)) for at in range(8))
ANY_RESTART = re.compile(rb"\xff[\xd0-\xd7]")

Rows = tuple[tuple[bytes, ...], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture as JPEG in pieces: the header, and the coded stretches row by row; a row is 8 px high, a
    stretch 120 px wide."""

    head: bytes
    rows: Rows

    def part(self, box: Box) -> Coded:
        """The part in a box (px) whose corners are between stretches."""
        across = slice(box[0] // STRETCH_PX, -(-box[2] // STRETCH_PX))
        down = slice(box[1] // BLOCK_PX, -(-box[3] // BLOCK_PX))
        return replace(self, rows=tuple(row[across] for row in self.rows[down]))

    def with_part(self, box: Box, part: Coded) -> Coded:
        """The picture with this part at `box` (px), whose corners are between stretches."""
        column, top = box[0] // STRETCH_PX, box[1] // BLOCK_PX
        rows = list(self.rows)
        for at, new in enumerate(part.rows, top):
            rows[at] = (*rows[at][:column], *new, *rows[at][column + len(new) :])
        return replace(self, rows=tuple(rows))

    def to_bytes(self) -> bytes:
        """The whole JPEG."""
        stretches = [stretch for row in self.rows for stretch in row]
        cycle = RESTARTS * (len(stretches) // len(RESTARTS) + 1)
        parts = [part for pair in zip(stretches, cycle, strict=False) for part in pair]
        return b"".join([self.head, *parts[:-1], END])


def widen(box: Box, size_px: tuple[int, int]) -> Box:
    """The smallest box of whole stretches around the visible part of this one; it may be empty."""
    left, top, right, bottom = box
    return (
        max(0, left // STRETCH_PX * STRETCH_PX),
        max(0, top // BLOCK_PX * BLOCK_PX),
        min(size_px[0], -(-right // STRETCH_PX) * STRETCH_PX),
        min(size_px[1], -(-bottom // BLOCK_PX) * BLOCK_PX),
    )


def code(image: Image.Image, profile: bytes = b"") -> Coded:
    """The picture encoded as sRGB JPEG, 4:4:4; a part of another picture needs no profile."""
    jpeg = encode(image, profile, restart_marker_blocks=STRETCH_BLOCKS)
    scan = jpeg.index(START_OF_SCAN, len(profile))
    start = scan + 2 + int.from_bytes(jpeg[scan + 2 : scan + 4], "big")
    stretches = ANY_RESTART.split(jpeg[start : -len(END)])
    across = -(-image.width // STRETCH_PX)
    return Coded(jpeg[:start], _rows(stretches, across))


def _rows(stretches: Sequence[bytes], across: int) -> Rows:
    starts = range(0, len(stretches), across)
    return tuple(tuple(stretches[start : start + across]) for start in starts)


def encode(image: Image.Image, profile: bytes, **options: int) -> bytes:
    """The picture as sRGB JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0, icc_profile=profile or None, **options)
    return out.getvalue()
