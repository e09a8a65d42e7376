"""Cards: from a line to a picture that proves what stands on it.

`make_card` sets one card, `make_sheet` shows a line in every theme, `shelve` keeps a card as a file,
`find_place` says where, `keep_cards` writes some there, `THEMES` names what can be drawn, `THEMES_FOR`
what takes which form of words. The tools of drawing are loaded when something is drawn.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from socialkit.cards.themes import THEMES, THEMES_FOR

if TYPE_CHECKING:
    from socialkit.cards.make import make_card, make_sheet
    from socialkit.cards.palette import find_moved
    from socialkit.cards.shelf import find_place, keep_cards, shelve

__all__ = [
    "THEMES",
    "THEMES_FOR",
    "find_moved",
    "find_place",
    "keep_cards",
    "make_card",
    "make_sheet",
    "shelve",
]

_LATER = {
    "find_moved": "palette",
    "find_place": "shelf",
    "keep_cards": "shelf",
    "make_card": "make",
    "make_sheet": "make",
    "shelve": "shelf",
}


def __getattr__(name: str) -> Any:
    """Load the part that draws when it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
