"""From a request and a theme to drawing instructions, whatever the words are: a line, and more.

In: a CardRequest, a Brand, a Theme and a Ruler. Out: a Drawing. Raises CardError for words that the
theme does not take or that cannot be set. Knows nothing of files and pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from socialkit.cards.drawing import Drawing, Ruler
from socialkit.cards.layout import lay_out
from socialkit.cards.layout_closing import lay_out_closing
from socialkit.cards.layout_contrast import lay_out_contrast
from socialkit.cards.layout_list import lay_out_list
from socialkit.cards.takes import check_takes
from socialkit.cards.themes.theme import Theme
from socialkit.model import Brand, CardRequest, Form

LAYOUTS: Mapping[Form, Callable[[CardRequest, Brand, Theme, Ruler], Drawing]] = {
    Form.LINE: lay_out,
    Form.CONTRAST: lay_out_contrast,
    Form.LIST: lay_out_list,
    Form.CLOSING: lay_out_closing,
}
"""A further form of words is a further layout here."""


def compose(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Say where everything stands on the card, in the layout of their form."""
    check_takes(theme, request)
    return LAYOUTS[request.form](request, brand, theme, ruler)
