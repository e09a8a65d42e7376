"""Every theme by name, the forms of words that each accepts, and the theme to draw in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from socialkit.cards.themes.line_themes import ARCH, HOOK, NIGHT, PAPER, PHOTO
from socialkit.cards.themes.structure_themes import COMPARE, LIST
from socialkit.cards.themes.theme import Theme
from socialkit.model.card import CardPart, CardRequest, Form, Size

THEMES_BY_NAME: Mapping[str, Theme] = {
    one.name: one for one in (PAPER, NIGHT, ARCH, COMPARE, LIST, PHOTO, HOOK)
}
THEMES: tuple[str, ...] = tuple(THEMES_BY_NAME)
THEMES_FOR: Mapping[Form, tuple[str, ...]] = {
    form: tuple(one.name for one in THEMES_BY_NAME.values() if one.is_for(form)) for form in Form
}
USUAL_THEMES: Mapping[Form, str] = {
    Form.LINE: "paper",
    Form.CONTRAST: "compare",
    Form.LIST: "list",
    Form.CLOSING: "paper",
}
OPENING_THEMES: Mapping[str, str] = {"paper": "hook"}
"""The theme of a carousel's cover. With paper, a card filled with the accent looks like its cover: both set
words from the left, and the accent of one is the ground of the other. With a second dark ground (night,
photo) or a drawn scene (arch) and centred words, it would look like another practice's card."""


def available_theme(theme: str, form: Form = Form.LINE) -> str:
    """The theme itself if it accepts this form, else the usual one; `check` reports that."""
    return theme if theme in THEMES_FOR[form] else USUAL_THEMES[form]


def opening_theme(theme: str) -> str:
    """The theme to try first for the cover of a carousel in this theme; it may accept fewer words."""
    return OPENING_THEMES.get(theme, theme)


def structure_request(
    kind: str,
    label: str | None,
    parts: Iterable[tuple[str | None, str]],
    *,
    theme: str | None = None,
    size: Size = Size.PORTRAIT,
) -> CardRequest:
    """A contrast or a list as one card, in the requested theme or the usual one.

    `label` is the lead-in of a list; that of a contrast is not on the card.
    """
    form = Form(kind)
    title = label or "" if form is Form.LIST else ""
    card_parts = tuple(CardPart(text, name) for name, text in parts)
    return CardRequest(title, theme or USUAL_THEMES[form], size, form=form, parts=card_parts)
