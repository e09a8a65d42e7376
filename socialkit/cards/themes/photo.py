"""Photo: light words on the middle, over a photo of hers or over soft patches of colour."""

from __future__ import annotations

from socialkit.cards.palette import Colours
from socialkit.cards.schemes import by_night
from socialkit.cards.themes.faces import (
    NEWSREADER,
    NEWSREADER_STRONG_ITALIC,
    TIRO_AMONG_LARGE,
    TIRO_ITALIC_AMONG_LARGE,
)
from socialkit.cards.themes.theme import Frame, Theme, Voice, in_devanagari
from socialkit.model.card import Size

PHOTO = Theme(
    name="photo",
    painter="photo",
    colours=Colours(ground="#3C2530", ink="#FFF8EF", accent="#FFD9A8", muted="#EBDCD3"),
    derive=by_night,
    on_picture=True,
    latin=Voice(
        plain=(NEWSREADER, TIRO_AMONG_LARGE),
        emphasised=(NEWSREADER_STRONG_ITALIC, TIRO_ITALIC_AMONG_LARGE),
        leading=1.28,
        rise=0.7,
        fall=0.24,
    ),
    indic=in_devanagari(leading=1.48),
    centred=True,
    frames={
        Size.PORTRAIT: Frame(
            left=0.125, right=0.125, top=0.11, foot=0.915, gap=0.07, lift=0.5,
            least=0.0389, wordmark=0.0352, small=0.0231, most=0.9,
        ),
        Size.SQUARE: Frame(
            left=0.12, right=0.12, top=0.1, foot=0.9, gap=0.07, lift=0.5,
            least=0.0389, wordmark=0.0352, small=0.0231, most=0.86,
        ),
        Size.STORY: Frame(
            left=0.13, right=0.13, top=0.165, foot=0.795, gap=0.06, lift=0.5,
            least=0.0426, wordmark=0.038, small=0.025, most=0.98,
        ),
        Size.LANDSCAPE: Frame(
            left=0.12, right=0.12, top=0.125, foot=0.87, gap=0.085, lift=0.48,
            least=0.0345, wordmark=0.0265, small=0.0185, most=0.66,
        ),
    },
)  # fmt: skip
