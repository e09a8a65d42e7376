"""Lays a scrim over a picture: the least darkness at which light words are readable on it.

One bright window would decide the darkness of the whole picture, so highlights are reduced first; the
scrim can then be thinner, and the picture keeps its depth. The most frequent tones of a photo are
spread, within limits: a picture that is light everywhere, such as a white room, would look foggy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from PIL import Image, ImageEnhance

from socialkit.cards.drawing import Backdrop, Ground
from socialkit.cards.paint.tones import triple
from socialkit.cards.palette import QUOTE_CONTRAST, SMALL_CONTRAST, contrast, luminance, mix

CELL_PX = 5
"""Finer than the cells in which contrast is verified: a bright twig behind a letter counts."""
LIGHTEST = 400
"""How many of the lightest colours are tested; the others are darker."""
ROOM = 1.04
"""Rounding, grain and JPEG reduce contrast a little; required ratios are multiplied by this."""
STEPS = 128
OUTSIDE = 0.84
"""The share of the darkness at the top and bottom edges of the card."""

SCRIM_BLACK, SCRIM_BLACK_PHOTO = 0.56, 0.76
"""The share of black in the scrim; the rest is the ground's colour, which greys the shadows of a photo."""
HELD_BACK = 0.34
"""How much highlights are reduced; mid tones by a quarter of that, shadows not at all."""
SPREAD, MAX_SPREAD = 0.4, 2.5
"""How far the tones of a photo are equalised, and the most that one tone may count, as a multiple of the
mean: a plain sky must not show steps."""
LIVELIER = 0.3
"""How much stronger a photo's colours are made beneath a full scrim, which dulls them."""

Needs = Sequence[tuple[str, float]]


def lay_scrim(image: Image.Image, ground: Ground, backdrop: Backdrop) -> Image.Image:
    """The picture, darkened no more than its words require."""
    needs = (
        (backdrop.ink, QUOTE_CONTRAST * ROOM),
        (ground.accent, SMALL_CONTRAST * ROOM),
        (backdrop.muted, SMALL_CONTRAST * ROOM),
    )
    black = SCRIM_BLACK_PHOTO if backdrop.photo else SCRIM_BLACK
    scrim = mix("#000000", ground.colour, black)
    needed = find_darkness(_lightest(image.crop(backdrop.zone)), scrim, needs)
    if not needed:
        return image
    image = _spread(image) if backdrop.photo else image
    image = image.point([_hold_back(level) for level in range(256)] * 3)
    if backdrop.photo:
        image = ImageEnhance.Color(image).enhance(1 + LIVELIER * needed)
    darkness = find_darkness(_lightest(image.crop(backdrop.zone)), scrim, needs)
    gradient = _gradient(image.size, backdrop, darkness)
    return Image.composite(Image.new("RGB", image.size, triple(scrim)), image, gradient)


def _spread(image: Image.Image) -> Image.Image:
    """The photo with its luminance through a curve that is steep for frequent tones; hues are kept."""
    light, blue, red = image.convert("YCbCr").split()
    counts = light.resize((128, 128), Image.Resampling.BOX).histogram()
    most = MAX_SPREAD * sum(counts) / len(counts)
    sums = list(accumulate(min(count, most) for count in counts))
    curve = [
        round(level * (1 - SPREAD) + 255 * SPREAD * below / sums[-1])
        for level, below in enumerate(sums)
    ]
    return Image.merge("YCbCr", (light.point(curve), blue, red)).convert("RGB")


def _hold_back(level: int) -> int:
    return round(level * (1 - HELD_BACK * (level / 255) ** 2))


def find_darkness(colours: Iterable[str], scrim: str, needs: Needs) -> float:
    """The least share of the scrim, 0 to 1, at which every need (ink, ratio) is met on all colours."""
    seen = list(colours)
    low, high = 0, STEPS
    while low < high:
        middle = (low + high) // 2
        scrimed = {mix(scrim, colour, middle / STEPS) for colour in seen}
        if all(contrast(ink, one) >= least for ink, least in needs for one in scrimed):
            high = middle
        else:
            low = middle + 1
    return high / STEPS


def _lightest(image: Image.Image) -> list[str]:
    columns, rows = (max(1, length // CELL_PX) for length in image.size)
    raw = image.resize((columns, rows), Image.Resampling.BOX).tobytes()
    colours = {f"#{raw[at : at + 3].hex().upper()}" for at in range(0, len(raw), 3)}
    return sorted(colours, key=luminance, reverse=True)[:LIGHTEST]


def _gradient(size_px: tuple[int, int], backdrop: Backdrop, darkness: float) -> Image.Image:
    """Full darkness behind the words, which eases to OUTSIDE above and below them."""
    height = size_px[1]
    _, top, _, bottom = backdrop.zone
    levels = bytes(
        round(255 * darkness * (1 - (1 - OUTSIDE) * _ease(_beyond(row, top, bottom, height))))
        for row in range(height)
    )
    return Image.frombytes("L", (1, height), levels).resize(size_px, Image.Resampling.NEAREST)


def _beyond(row: int, top: int, bottom: int, height: int) -> float:
    """The distance of a row from the words, relative to the edge of the card, 0 to 1."""
    if row < top:
        return (top - row) / top
    return max(0, row - bottom) / max(1, height - bottom)


def _ease(share: float) -> float:
    return share * share * (3 - 2 * share)
