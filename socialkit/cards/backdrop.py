"""What a theme with a picture beneath its words tells the painter of that picture.

In: a theme's frame, the colours of a card and a brand. Out: a Backdrop. Knows nothing of pixels.
"""

from __future__ import annotations

from socialkit.cards.drawing import Backdrop
from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import Frame
from socialkit.model import Brand, Size

AROUND = 0.35
"""How far the darkness reaches beyond the words' frame, as a share of the margin."""


def backdrop_of(frame: Frame, colours: Colours, brand: Brand, size: Size) -> Backdrop:
    """The box in which any words of this frame stand, their colours, and her photo.

    The box is that of the frame, not of these words: one ground then serves all cards of a size, and
    they look alike in a row.
    """
    width, height = size.px
    zone = (
        round(frame.left * (1 - AROUND) * width),
        round((frame.top - AROUND * frame.left * 0.5) * height),
        round((1 - frame.right * (1 - AROUND)) * width),
        round(frame.foot * height + 0.02 * width),
    )
    return Backdrop(zone, colours.ink, colours.muted, brand.photo, brand.photo_focus)
