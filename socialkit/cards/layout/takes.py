"""Which words a theme takes, and which theme to choose instead.

In: a theme and a request. Raises CardError that names the themes that fit. Knows nothing of layout.
"""

from __future__ import annotations

from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.themes.theme import Theme
from socialkit.cards.typography.shaping import start_of
from socialkit.errors import CardError
from socialkit.model.card import CardRequest, Form

TAKES = {
    Form.LINE: "one line",
    Form.CONTRAST: "a contrast with two sides",
    Form.LIST: "a list with its items",
    Form.CLOSING: "the end of a carousel",
}


def takes(theme: Theme, request: CardRequest) -> bool:
    """Is the theme made for such words?"""
    if request.form is Form.CLOSING:
        return theme.is_for(request.form)  # its words are set small enough for any theme
    return theme.is_for(request.form) and len(request.words.split()) <= theme.most_words


def check_takes(theme: Theme, request: CardRequest) -> None:
    """Raise CardError where the theme is made for other words, naming those that fit."""
    if takes(theme, request):
        return
    name, count = start_of(request.words), len(request.words.split())
    others = ", ".join(one.name for one in THEMES_BY_NAME.values() if takes(one, request))
    if not theme.is_for(request.form):
        raise CardError(
            f"{name} is {TAKES[request.form]}; the theme {theme.name} is made for {TAKES[theme.form]}. "
            f"Choose one of: {others}."
        )
    raise CardError(
        f"{name} has {count} words; the theme {theme.name} is made for {theme.most_words} at most. "
        f"Choose one of: {others}."
    )
