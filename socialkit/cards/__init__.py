"""Cards: from a line to a picture that proves what stands on it.

`make_card` sets one card, `make_sheet` one picture of all themes, `shelve` keeps a card in a folder.
"""

from socialkit.cards.make import THEMES, make_card

__all__ = ["THEMES", "make_card"]
