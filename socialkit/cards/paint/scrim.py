"""A scrim: the least darkness over a picture at which light words can be read on it.

One bright window would decide for the whole picture, so lights are first held back as in a darkroom;
the veil can then be thinner, and the picture keeps its depth. In a photo the tones that it has most of
are spread, within limits: what is light all over, such as a white room, would be a fog otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from PIL import Image, ImageEnhance

from socialkit.cards.drawing import Backdrop, Ground
from socialkit.cards.paint.tones import triple
from socialkit.cards.palette import QUOTE_CONTRAST, SMALL_CONTRAST, contrast, luminance, mix

CELL_PX = 5
"""Finer than the cells that the proof looks at: a bright twig behind a letter counts."""
LIGHTEST = 400
"""So many of the lightest colours decide; the others are darker still."""
ROOM = 1.04
"""Rounding, grain and the JPEG take a little; aim so much above what must hold."""
STEPS = 128
OUTSIDE = 0.84
"""How much of the darkness remains at the head and the foot of the card."""

VEIL_BLACK, VEIL_BLACK_PHOTO = 0.56, 0.76
"""How much black is in the veil; the rest is the ground's colour, which greys the shadows of a photo."""
HELD_BACK = 0.34
"""How much of the brightest light is held back; of middle tones a quarter of that, of shadows none."""
SPREAD, MAX_SPREAD = 0.4, 2.5
"""How far the tones of a photo go towards having equal shares, and how often one may count as much
as the mean: a plain sky must not show steps."""
LIVELIER = 0.3
"""How much stronger a photo's colours are beneath a full veil, which takes so much of them away."""

Needs = Sequence[tuple[str, float]]


def lay_scrim(image: Image.Image, ground: Ground, backdrop: Backdrop) -> Image.Image:
    """The picture, darkened no more than its words need."""
    needs = (
        (backdrop.ink, QUOTE_CONTRAST * ROOM),
        (ground.accent, SMALL_CONTRAST * ROOM),
        (backdrop.muted, SMALL_CONTRAST * ROOM),
    )
    black = VEIL_BLACK_PHOTO if backdrop.photo else VEIL_BLACK
    veil = mix("#000000", ground.colour, black)
    needed = find_darkness(_lightest(image.crop(backdrop.zone)), veil, needs)
    if not needed:
        return image
    image = _spread(image) if backdrop.photo else image
    image = image.point([_hold_back(level) for level in range(256)] * 3)
    if backdrop.photo:
        image = ImageEnhance.Color(image).enhance(1 + LIVELIER * needed)
    darkness = find_darkness(_lightest(image.crop(backdrop.zone)), veil, needs)
    gradient = _gradient(image.size, backdrop, darkness)
    return Image.composite(Image.new("RGB", image.size, triple(veil)), image, gradient)


def _spread(image: Image.Image) -> Image.Image:
    """The photo with its light through a curve that is steep where it has many tones; hues stay."""
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


def find_darkness(colours: Iterable[str], veil: str, needs: Needs) -> float:
    """The least share of the veil, 0 to 1, at which words of every need hold on all the colours."""
    seen = list(colours)
    low, high = 0, STEPS
    while low < high:
        middle = (low + high) // 2
        veiled = {mix(veil, colour, middle / STEPS) for colour in seen}
        if all(contrast(ink, one) >= least for ink, least in needs for one in veiled):
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
    """Full behind the words; above and below it eases to a part of that."""
    height = size_px[1]
    _, top, _, bottom = backdrop.zone
    levels = bytes(
        round(255 * darkness * (1 - (1 - OUTSIDE) * _ease(_beyond(row, top, bottom, height))))
        for row in range(height)
    )
    return Image.frombytes("L", (1, height), levels).resize(size_px, Image.Resampling.NEAREST)


def _beyond(row: int, top: int, bottom: int, height: int) -> float:
    """How far a row is from the words towards the edge of the card, 0 to 1."""
    if row < top:
        return (top - row) / top
    return max(0, row - bottom) / max(1, height - bottom)


def _ease(share: float) -> float:
    return share * share * (3 - 2 * share)
