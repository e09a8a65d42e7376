"""Tries out what every card of a brand shares, without painting: the same faults at a tenth of the cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialkit.cards.layout.compose import compose
from socialkit.cards.palette import contrast
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.errors import BrandFault, CardError
from socialkit.model.card import Brand, CardPart, CardRequest, Form, Palette, Size

if TYPE_CHECKING:
    from PIL import Image

WORDS = "Calm grows slowly."
"""Few words, so that every theme takes them and only the brand can be at fault."""


def sample_request(theme: str, size: Size) -> CardRequest:
    """A card with few words in a theme, of the form that the theme is made for."""
    form = THEMES_BY_NAME[theme].form
    if form is Form.LINE:
        return CardRequest(WORDS, theme, size)
    parts = (CardPart(WORDS, "With"), CardPart(WORDS, "Without"))
    return CardRequest(WORDS if form is Form.LIST else "", theme, size, form=form, parts=parts)


def find_faults(
    requests: Iterable[CardRequest], brand: Brand, *, assets: Path
) -> dict[str, BrandFault]:
    """By row under brand, why no such card can be drawn. Every row at fault is found, not only the first.
    Raises MachineError for a typeface that is missing or damaged."""
    wanted = tuple(requests)
    found = {fault.row: fault for fault in _picture_faults(wanted, brand)}
    rest = brand
    for request in wanted:
        while (fault := _try(request, rest, assets)) is not None and fault.row not in found:
            found[fault.row] = fault
            rest = _without(rest, fault.row)
            if request.form is Form.CLOSING:
                break  # its words are in the request
    return found


def _picture_faults(requests: Iterable[CardRequest], brand: Brand) -> Iterator[BrandFault]:
    try:
        if brand.logo is not None:
            from socialkit.cards.paint.picture_files import stamp_of
            from socialkit.cards.paint.pictures import read_logo

            read_logo(brand.logo, stamp_of(brand.logo))
    except BrandFault as fault:
        yield fault
    try:
        if brand.photo is not None:
            _try_photo(brand.photo, requests)
    except BrandFault as fault:
        yield fault


def _try_photo(path: str, requests: Iterable[CardRequest]) -> None:
    from socialkit.cards.paint.photo import require_size
    from socialkit.cards.paint.picture_files import PHOTO, read_picture

    photo = read_picture(path, PHOTO, least_px=max(Size.STORY.px))
    for request in requests:
        if THEMES_BY_NAME[request.theme].on_picture:
            require_size(path, photo.size, request.size.px)


def _try(request: CardRequest, brand: Brand, assets: Path) -> BrandFault | None:
    try:
        compose(request, brand, THEMES_BY_NAME[request.theme], load_fonts(assets))
    except BrandFault as fault:
        return fault
    except CardError:  # the sample does not suit: nothing that the owner wrote
        return None
    return None


def _without(brand: Brand, row: str) -> Brand:
    """The brand with this row as if it were not there, so that the next fault shows."""
    if row == "name":
        return replace(brand, name="Name")
    if row == "palette":
        return replace(brand, palette=Palette())
    gone: dict[str, Any] = {row: None}
    return replace(brand, **gone)


HARD_TO_SEE = 1.5
"""The contrast below which a mark can hardly be seen on its ground."""
VISIBLE_SHARE = 0.05
SMALL_PX = 96
OPAQUE, PALE = 250, 240
WHITE = "#FFFFFF"
BOX_CONTRAST = 1.04
"""From this contrast on, white beside the ground can be seen."""


def describe_logo(brand: Brand, themes: Iterable[str]) -> Iterator[str]:
    """What is worth knowing of a logo that can be read: it can hardly be seen on a theme, or it has a white
    ground of its own, which shows as a box."""
    if brand.logo is None:
        return
    from socialkit.cards.paint.picture_files import stamp_of
    from socialkit.cards.paint.pictures import read_logo

    image = read_logo(brand.logo, stamp_of(brand.logo)).copy()
    image.thumbnail((SMALL_PX, SMALL_PX))
    grounds = {
        name: theme.derive(theme.colours, brand.palette).ground
        for name in themes
        if not (theme := THEMES_BY_NAME[name]).on_picture and theme.form is Form.LINE
    }
    if _has_white_edge(image):
        boxed = [name for name, ground in grounds.items() if contrast(ground, WHITE) > BOX_CONTRAST]
        if boxed:
            yield (
                f"the logo has a white ground, which shows as a box ({_name_themes(boxed)}); save it as PNG "
                "with a transparent background"
            )
        return
    faint = [name for name, one in grounds.items() if _visible_share(image, one) < VISIBLE_SHARE]
    if faint:
        yield (
            f"the logo can hardly be seen on its ground ({_name_themes(faint)}); choose one in other colours, "
            "or another ground under palette"
        )


def _name_themes(names: Sequence[str]) -> str:
    return f"{'theme' if len(names) == 1 else 'themes'} {', '.join(names)}"


def _visible_share(image: Image.Image, ground: str) -> float:
    """The share of what is not transparent that stands out from the ground."""
    raw = image.tobytes()
    seen = [raw[at : at + 3] for at in range(0, len(raw), 4) if raw[at + 3] >= OPAQUE // 2]
    colours = Counter(seen)
    clear = sum(
        number
        for colour, number in colours.items()
        if contrast(f"#{colour.hex().upper()}", ground) >= HARD_TO_SEE
    )
    return clear / max(1, len(seen))


def _has_white_edge(image: Image.Image) -> bool:
    """Is all of its edge white and opaque?"""
    width, height = image.size
    edges = (
        (0, 0, width, 1),
        (0, height - 1, width, height),
        (0, 0, 1, height),
        (width - 1, 0, width, height),
    )
    rows = (image.crop(edge).tobytes() for edge in edges)
    return all(
        raw[at + 3] >= OPAQUE and min(raw[at : at + 3]) >= PALE
        for raw in rows
        for at in range(0, len(raw), 4)
    )
