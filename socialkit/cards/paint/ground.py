"""Paints the ground beneath the words, once for each size and palette, and measures its tones.

A new ground needs a painter in find_painter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.jpeg import Coded, code, widen
from socialkit.cards.paint.tones import Lights, measure_lights
from socialkit.model.card import Box

if TYPE_CHECKING:
    from socialkit.cards.paint.pictures import Stamp

Painter = Callable[[Ground], Image.Image]


@dataclass(frozen=True, slots=True)
class Painted:
    """A painted ground: its pixels in a box (px), its tones, and its JPEG in pieces."""

    cut: Callable[[Box], Image.Image]
    lights: Lights
    coded: Coded


def lay_ground(ground: Ground, profile: bytes) -> Painted:
    """The painted ground, from a cache if it was painted before with the same photo.

    `profile` is the colour profile of the card's JPEG.
    """
    if ground.second is not None:
        return _join_panels(ground, ground.second, profile)
    photo = ground.backdrop and ground.backdrop.photo
    if not photo:
        return _lay(ground, None, profile)
    from socialkit.cards.paint.pictures import stamp_of

    return _lay(ground, stamp_of(photo), profile)


@lru_cache(maxsize=8)
def _lay(ground: Ground, photo: Stamp, profile: bytes) -> Painted:  # noqa: ARG001 - a changed photo is painted again
    image = find_painter(ground.painter)(ground)
    return Painted(image.crop, measure_lights(image), code(image, profile))


def find_painter(name: str) -> Painter:
    """The painter of a ground, imported when needed. Raises KeyError for an unknown name."""
    match name:
        case "paper":
            from socialkit.cards.paint.plain_grounds import paint_paper

            return paint_paper
        case "night":
            from socialkit.cards.paint.night import paint_night

            return paint_night
        case "arch":
            from socialkit.cards.paint.arch import paint_arch

            return paint_arch
        case "compare":
            from socialkit.cards.paint.plain_grounds import paint_compare

            return paint_compare
        case "photo":
            from socialkit.cards.paint.photo import paint_photo

            return paint_photo
        case "hook":
            from socialkit.cards.paint.plain_grounds import paint_hook

            return paint_hook
    raise KeyError(name)


def _join_panels(ground: Ground, second: str, profile: bytes) -> Painted:
    """Two panels of one colour each: only the edge between them differs from card to card."""
    plain = replace(ground, second=None, split_px=0)
    first, other = (
        _lay(replace(plain, colour=colour), None, profile) for colour in (ground.colour, second)
    )
    meeting = ground.meeting

    def cut(box: Box) -> Image.Image:
        image = first.cut(box)
        left, top = max(box[0], meeting[0]), max(box[1], meeting[1])
        if left < box[2] and top < box[3]:
            image.paste(other.cut((left, top, *box[2:])), (left - box[0], top - box[1]))
        return image

    seam, beyond = _seam(ground.size_px, meeting)
    coded = first.coded.with_part(beyond, other.coded.part(beyond))
    coded = coded.with_part(seam, code(cut(seam)))
    return Painted(cut, first.lights.joined(other.lights, meeting), coded)


def _seam(size_px: tuple[int, int], meeting: tuple[int, int]) -> tuple[Box, Box]:
    """The box that is encoded again where two panels meet, and the box that is only the second panel."""
    width, height = size_px
    left, top = meeting
    if left:
        seam = widen((left, 0, left + 1, height), size_px)
        return seam, (seam[2], 0, width, height)
    seam = widen((0, top, width, top + 1), size_px)
    return seam, (0, seam[3], width, height)
