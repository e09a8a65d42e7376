"""Draws a card from a request and a brand, and verifies the result."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from socialkit.cards.drawing import Drawing, Role
from socialkit.cards.layout.compose import accepts, compose
from socialkit.cards.paint.canvas import Picture, arrange, paint
from socialkit.cards.palette import QUOTE_CONTRAST, SMALL_CONTRAST, contrast
from socialkit.cards.themes.catalogue import THEMES, THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.cards.typography.shaping import fold, start_of
from socialkit.errors import BrandFault, CardError, MachineError
from socialkit.model.card import Brand, Card, CardRequest

MIN_CONTRAST = {
    Role.QUOTE: QUOTE_CONTRAST,
    Role.ACCENT: SMALL_CONTRAST,
    Role.SIGNATURE: SMALL_CONTRAST,
}


def make_card(request: CardRequest, brand: Brand, *, assets: Path) -> Card:
    """Draw one card as sRGB JPEG, with measurements of what is on it.

    Contrast is that of WCAG 2.2; boxes are px. Raises CardError for words that do not fit or cannot be
    set and for an unknown theme, BrandFault for what no card of the brand can show, such as an unusable
    logo, and MachineError for a missing font.
    """
    if request.theme not in THEMES_BY_NAME:
        raise CardError(
            f"There is no theme “{request.theme}” for cards. Choose one of: {', '.join(THEMES)}."
        )
    fonts = load_fonts(assets)
    drawing = compose(request, brand, THEMES_BY_NAME[request.theme], fonts)
    picture = paint(drawing, fonts, read_profile(assets))
    card = Card(
        jpeg=picture.jpeg,
        size_px=picture.size_px,
        theme=request.theme,
        font_px=drawing.font_px,
        lines=drawing.lines,
        ink_box=picture.ink_box,
        safe_box=drawing.safe_box,
        contrast=_contrasts(drawing, picture),
    )
    _verify(card, request)
    return card


def make_sheet(request: CardRequest, brand: Brand, *, assets: Path) -> Card:
    """A contact sheet of the line in every theme that accepts it, with the measurements of the first card.

    Raises CardError when no theme accepts the line.
    """
    cards: list[Card] = []
    refusals: list[CardError] = []
    fitting = [one.name for one in THEMES_BY_NAME.values() if accepts(one, request)]
    for theme in fitting or THEMES:
        try:
            cards.append(make_card(replace(request, theme=theme), brand, assets=assets))
        except CardError as error:
            refusals.append(error)
    if not cards:
        raise refusals[0]
    jpeg, size_px = arrange([card.jpeg for card in cards], read_profile(assets))
    return replace(cards[0], jpeg=jpeg, size_px=size_px, theme="all")


@lru_cache(maxsize=2)
def read_profile(assets: Path) -> bytes:
    """The bytes of the sRGB profile. Raise MachineError when the file is missing."""
    path = assets / "icc" / "srgb.icc"
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"The colour profile {path} is missing. Reinstall socialkit.") from error


def _contrasts(drawing: Drawing, picture: Picture) -> dict[str, float | None]:
    """The lowest contrast of each role with the least favourable tone beneath its letters."""
    measured: dict[str, float | None] = dict.fromkeys(MIN_CONTRAST)
    for run, tones in zip(drawing.runs, picture.tones, strict=True):
        found = min(contrast(run.colour, tone) for tone in tones)
        if run.role in MIN_CONTRAST:
            known = measured[run.role]
            measured[run.role] = found if known is None else min(known, found)
    return {str(role): ratio and round(ratio, 2) for role, ratio in measured.items()}


def _verify(card: Card, request: CardRequest) -> None:
    """Raise CardError unless the words are those of the request, readable, and inside the safe box."""
    name = start_of(request.words)
    if fold("".join(card.lines)) != fold(request.words):
        raise CardError(
            f"The card of {name} would not show its words exactly. Please report this as a bug in socialkit."
        )
    left, top, right, bottom = card.ink_box
    inside = card.safe_box
    if left < inside[0] or top < inside[1] or right > inside[2] or bottom > inside[3]:
        raise CardError(
            f"{name} would be too close to the edge of a {request.size} card. Shorten it."
        )
    for role, least in MIN_CONTRAST.items():
        ratio = card.contrast[role]
        if ratio is not None and ratio < least:
            raise BrandFault(
                f"The {role} of {name} would be hard to read in these colours ({ratio} to 1, needs {least}). "
                "Choose a lighter or darker ground under palette.",
                row="palette",
            )
