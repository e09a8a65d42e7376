"""A photo as the ground of a card, darkened or lightened until words can be read on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from socialkit.cards.drawing import Backdrop, Ground
from socialkit.cards.paint.pictures import PHOTO, read_picture, to_srgb
from socialkit.cards.paint.tones import grain, triple, turn
from socialkit.cards.palette import QUOTE_CONTRAST, SMALL_CONTRAST, contrast, luminance, mix, tone

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


MAX_GROWTH = 1.5
"""A photo that is enlarged more than this would look soft beside sharp letters."""
CENTRE, ABOVE = 0.5, 0.24
"""Where the focus of a photo is shown, as a share from the top, if the edges allow: the centre without
`photo_focus`, else above most words, which are in the middle."""
COARSE = 12
"""The patches are painted this many times smaller; they are soft anyway."""
BLUR = 0.13
ROSE_TURN, PLUM_TURN = -2, -30
WARMTH = 0.5
"""The share of the accent in the ochre patch: by turning the hue, half of all hues would become olive."""


def paint_photo(ground: Ground) -> Image.Image:
    """The ground of the theme photo; `ground.colour` is deep, so that light words are readable on it.

    Raises BrandFault for a photo that cannot be used.
    """
    backdrop = ground.backdrop or Backdrop((0, 0, *ground.size_px), "#FFFFFF", "#FFFFFF")
    photo = backdrop.photo
    image = _crop(photo, backdrop.focus, ground) if photo else _patches(ground)
    image = lay_scrim(image, ground, backdrop)
    if photo:
        return image
    fine = grain(ground.size_px)
    return ImageChops.add(image, Image.merge("RGB", (fine, fine, fine)), offset=-128)


def _crop(path: str, focus: tuple[float, float], ground: Ground) -> Image.Image:
    """The photo, filling the card, with its focus as close to the intended place as its edges allow."""
    width, height = ground.size_px
    image = read_picture(path, PHOTO, least_px=max(width, height))
    growth = require_size(path, image.size, ground.size_px)
    across, down = width / growth, height / growth
    left = _within(focus[0] * image.width - across / 2, image.width - across)
    above = CENTRE if focus == (CENTRE, CENTRE) else ABOVE
    top = _within(focus[1] * image.height - above * down, image.height - down)
    image = image.convert("RGBA") if image.mode == "LA" else image
    box = (left, top, left + across, top + down)
    profile = image.info.get("icc_profile")
    image = image.resize(ground.size_px, Image.Resampling.LANCZOS, box=box, reducing_gap=3)
    image.info["icc_profile"] = profile
    return _on_colour(to_srgb(image), ground.colour)


def require_size(path: str, photo_px: tuple[int, int], card_px: tuple[int, int]) -> float:
    """How much a photo must grow to fill a card. Raises BrandFault where it would look blurred."""
    growth = max(card / own for card, own in zip(card_px, photo_px, strict=True))
    if growth <= MAX_GROWTH:
        return growth
    (width, height), (own_width, own_height) = card_px, photo_px
    least = f"{round(width / MAX_GROWTH)} × {round(height / MAX_GROWTH)} px"
    raise PHOTO.fault(
        f"The photo {path} is too small for a card of {width} × {height} px: it has {own_width} × "
        f"{own_height} px and would look blurred. Choose one of at least {least}, or remove the "
        "row photo: from schedule.yaml."
    )


def _within(start: float, most: float) -> float:
    return min(max(0.0, start), max(0.0, most))


def _on_colour(image: Image.Image, colour: str) -> Image.Image:
    """The picture on the colour of the ground, which shows where it is transparent."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    flat = Image.new("RGB", image.size, triple(colour))
    flat.paste(image, (0, 0), image)
    return flat


def _patches(ground: Ground) -> Image.Image:
    """Plum and rose from the hue of the ground, ochre from the accent, blurred into one another."""
    width, height = (max(1, length // COARSE) for length in ground.size_px)
    base = ground.colour
    rose = tone(turn(base, ROSE_TURN, saturation=2), 0.42, 0.1)
    ochre = tone(mix(ground.accent, base, WARMTH), 0.48, 0.1)
    plum = tone(turn(base, PLUM_TURN), 0.24, 0.04)
    image = Image.new("RGB", (width, height), triple(mix(rose, base, 0.2)))
    draw = ImageDraw.Draw(image)
    for (x, y), (across, down), colour in (
        ((0.06, 0.02), (0.34, 0.26), mix(tone(base, 0.6, 0.03), ochre, 0.7)),
        ((0.97, 0.22), (0.4, 0.3), rose),
        ((0.5, 0.5), (0.34, 0.2), plum),
        ((-0.02, 0.63), (0.34, 0.2), ochre),
        ((0.98, 0.8), (0.3, 0.16), mix(rose, ochre, 0.6)),
        ((0.3, 1.0), (0.5, 0.16), plum),
    ):
        box = (x - across, y - down, x + across, y + down)
        draw.ellipse([edge * (width, height)[at % 2] for at, edge in enumerate(box)], fill=colour)
    image = image.filter(ImageFilter.GaussianBlur(BLUR * max(width, height) / 1.3))
    return image.resize(ground.size_px, Image.Resampling.BICUBIC)
