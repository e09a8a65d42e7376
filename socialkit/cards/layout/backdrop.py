"""What lies beneath the words of a theme: the Ground, with a Backdrop where that is a picture.

In: a theme, the colours of a card and a brand. Out: a Ground. Knows nothing of pixels.
"""

from __future__ import annotations

from socialkit.cards.drawing import Backdrop, Ground
from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import Frame, Theme
from socialkit.model.card import Brand, Size

AROUND = 0.35
"""How far the darkness reaches beyond the words' frame, as a share of the margin."""
FOOT_ROOM = 0.02
"""What hangs below the last baseline, as a share of the width."""


def ground_of(theme: Theme, colours: Colours, brand: Brand, size: Size) -> Ground:
    """The ground of a card of this theme and size."""
    backdrop = None
    if theme.on_picture:
        zone = _zone(theme.frames[size], *size.px)
        backdrop = Backdrop(zone, colours.ink, colours.muted, brand.photo, brand.photo_focus)
    return Ground(theme.painter, size.px, colours.ground, colours.accent, backdrop=backdrop)


def _zone(frame: Frame, width: int, height: int) -> tuple[int, int, int, int]:
    """The box in which any words of the frame stand: not of these words, for one ground then serves
    all cards of a size, and they look alike in a row."""
    side = frame.left * AROUND
    return (
        round((frame.left - side) * width),
        round((frame.top - side / 2) * height),
        round((1 - frame.right + side) * width),
        round(frame.foot * height + FOOT_ROOM * width),
    )
