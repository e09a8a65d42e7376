"""Cards: from a line to a picture that proves what stands on it.

`make_card` sets one card, `make_sheet` shows a line in every theme, `shelve` keeps a card as a file.
"""

from socialkit.cards.make import THEMES, make_card, make_sheet
from socialkit.cards.shelf import shelve

__all__ = ["THEMES", "make_card", "make_sheet", "shelve"]
