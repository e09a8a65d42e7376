"""Which theme is drawn when one is asked for, and how a structure is asked for.

In: the name that she wrote, or a structure. Out: the name of a theme that takes such words, or the
request for a card. Knows nothing of drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from socialkit.cards.themes.catalogue import THEMES_FOR
from socialkit.model.card import CardPart, CardRequest, Form, Size

USUAL_THEMES: Mapping[Form, str] = {
    Form.LINE: "paper",
    Form.CONTRAST: "compare",
    Form.LIST: "list",
    Form.CLOSING: "paper",
}
OPENING_THEMES: Mapping[str, str] = {"paper": "hook"}
"""The cover of a carousel. Beside paper a card full of the accent looks like its cover: both set words
from the left, and the marks of one are the ground of the other. Beside a second dark ground (night,
photo) or a drawn scene (arch), words on the middle, it looks like another practice's card."""


def available_theme(theme: str, form: Form = Form.LINE) -> str:
    """The theme itself where it takes such words, else the usual one; `check` tells her so."""
    return theme if theme in THEMES_FOR[form] else USUAL_THEMES[form]


def opening_theme(theme: str) -> str:
    """The theme to try first for the first slide of a carousel in this one; it may take fewer words."""
    return OPENING_THEMES.get(theme, theme)


def structure_request(
    kind: str,
    label: str | None,
    parts: Iterable[tuple[str | None, str]],
    *,
    theme: str | None = None,
    size: Size = Size.PORTRAIT,
) -> CardRequest:
    """A contrast or a list as one card, in the theme asked for or the usual one.

    `label` is the lead-in of a list; above a contrast it is no part of the card.
    """
    form = Form(kind)
    title = label or "" if form is Form.LIST else ""
    said = tuple(CardPart(text, name) for name, text in parts)
    return CardRequest(title, theme or USUAL_THEMES[form], size, form=form, parts=said)
