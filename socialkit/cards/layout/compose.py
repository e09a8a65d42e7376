"""Makes drawing instructions from a request and a theme, with the layout for the form of its words."""

from __future__ import annotations

from collections.abc import Callable

from socialkit.cards.drawing import Drawing, Ruler
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.themes.theme import Theme
from socialkit.cards.typography.shaping import start_of
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardRequest, Form

Layout = Callable[[CardRequest, Brand, Theme, Ruler], Drawing]


def compose(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Place everything on the card. Raises CardError for words that the theme does not accept."""
    require_accepted(theme, request)
    return _find_layout(request.form)(request, brand, theme, ruler)


def _find_layout(form: Form) -> Layout:
    """The layout of a form, imported when needed. A new form needs a layout here."""
    match form:
        case Form.LINE:
            from socialkit.cards.layout.line_layout import lay_out

            return lay_out
        case Form.CONTRAST:
            from socialkit.cards.layout.contrast_layout import lay_out_contrast

            return lay_out_contrast
        case Form.LIST:
            from socialkit.cards.layout.list_layout import lay_out_list

            return lay_out_list
        case Form.CLOSING:
            from socialkit.cards.layout.closing_layout import lay_out_closing

            return lay_out_closing


FORM_NAMES = {
    Form.LINE: "one line",
    Form.CONTRAST: "a contrast with two sides",
    Form.LIST: "a list with its items",
    Form.CLOSING: "the end of a carousel",
}


def accepts(theme: Theme, request: CardRequest) -> bool:
    """Is the theme made for these words?"""
    if request.form is Form.CLOSING:
        return theme.is_for(request.form)  # its words are small enough for any theme
    return theme.is_for(request.form) and len(request.words.split()) <= theme.most_words


def require_accepted(theme: Theme, request: CardRequest) -> None:
    """Raise CardError when the theme is not made for these words; the message names themes that are."""
    if accepts(theme, request):
        return
    name, count = start_of(request.words), len(request.words.split())
    others = ", ".join(one.name for one in THEMES_BY_NAME.values() if accepts(one, request))
    if not theme.is_for(request.form):
        raise CardError(
            f"{name} is {FORM_NAMES[request.form]}; the theme {theme.name} is made for "
            f"{FORM_NAMES[theme.form]}. Choose one of: {others}."
        )
    raise CardError(
        f"{name} has {count} words; the theme {theme.name} is made for {theme.most_words} at most. "
        f"Choose one of: {others}."
    )
