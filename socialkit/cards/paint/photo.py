"""Paints the ground of the theme photo: a photo beneath a scrim, or soft patches of colour without one."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from socialkit.cards.drawing import Backdrop, Ground
from socialkit.cards.paint.pictures import PHOTO, read_picture, to_srgb
from socialkit.cards.paint.scrim import lay_scrim
from socialkit.cards.paint.tones import grain, triple, turn
from socialkit.cards.palette import mix, tone
from socialkit.errors import CardError

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

    Raises CardError for a photo that cannot be used.
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
    growth = max(width / image.width, height / image.height)
    if growth > MAX_GROWTH:
        least = f"{round(width / MAX_GROWTH)} × {round(height / MAX_GROWTH)} px"
        raise CardError(
            f"The photo {path} is too small for a card of {width} × {height} px: it has {image.width} × "
            f"{image.height} px and would look blurred. Choose one of at least {least}, or remove the "
            "row photo: from schedule.yaml."
        )
    across, down = width / growth, height / growth
    left = _within(focus[0] * image.width - across / 2, image.width - across)
    above = CENTRE if focus == (CENTRE, CENTRE) else ABOVE
    top = _within(focus[1] * image.height - above * down, image.height - down)
    if image.mode not in ("L", "RGB", "RGBA", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    box = (left, top, left + across, top + down)
    profile = image.info.get("icc_profile")
    image = image.resize(ground.size_px, Image.Resampling.LANCZOS, box=box, reducing_gap=3)
    image.info["icc_profile"] = profile
    return _on_colour(to_srgb(image), ground.colour)


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
