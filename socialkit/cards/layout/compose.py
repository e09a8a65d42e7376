"""From a request and a theme to drawing instructions, whatever the words are: a line, and more.

In: a CardRequest, a Brand, a Theme and a Ruler. Out: a Drawing. Raises CardError for words that the
theme does not take or that cannot be set. Knows nothing of files and pixels.
"""

from __future__ import annotations

from collections.abc import Callable

from socialkit.cards.drawing import Drawing, Ruler
from socialkit.cards.layout.takes import check_takes
from socialkit.cards.themes.theme import Theme
from socialkit.model.card import Brand, CardRequest, Form

Layout = Callable[[CardRequest, Brand, Theme, Ruler], Drawing]


def compose(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Say where everything stands on the card, in the layout of their form."""
    check_takes(theme, request)
    return _find_layout(request.form)(request, brand, theme, ruler)


def _find_layout(form: Form) -> Layout:
    """The layout of a form, loaded when it is asked for. A further form is a further layout here."""
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
