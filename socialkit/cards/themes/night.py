"""Night: a deep green that darkens, a hairline frame, light words on the middle."""

from __future__ import annotations

from socialkit.cards.palette import Colours
from socialkit.cards.schemes import by_night
from socialkit.cards.themes.faces import (
    FRAUNCES_ITALIC,
    FRAUNCES_LIGHT,
    TIRO_AMONG_LARGE,
    TIRO_ITALIC_AMONG_LARGE,
)
from socialkit.cards.themes.theme import Frame, Theme, Voice, in_devanagari
from socialkit.model.card import Size

NIGHT = Theme(
    name="night",
    painter="night",
    colours=Colours(ground="#1D3A34", ink="#F3EBDD", accent="#E5BE78", muted="#B9C2B4"),
    derive=by_night,
    latin=Voice(
        plain=(FRAUNCES_LIGHT, TIRO_AMONG_LARGE),
        emphasised=(FRAUNCES_ITALIC, TIRO_ITALIC_AMONG_LARGE),
        leading=1.32,
        rise=0.72,
        fall=0.26,
    ),
    indic=in_devanagari(leading=1.5),
    centred=True,
    frames={
        Size.PORTRAIT: Frame(
            left=0.13, right=0.13, top=0.115, foot=0.903, gap=0.075, lift=0.5,
            least=0.0389, wordmark=0.0352, small=0.0231, most=0.82,
        ),
        Size.SQUARE: Frame(
            left=0.125, right=0.125, top=0.12, foot=0.885, gap=0.075, lift=0.5,
            least=0.0389, wordmark=0.0352, small=0.0231, most=0.8,
        ),
        Size.STORY: Frame(
            left=0.135, right=0.135, top=0.175, foot=0.785, gap=0.06, lift=0.48,
            least=0.0426, wordmark=0.038, small=0.025, most=0.9,
        ),
        Size.LANDSCAPE: Frame(
            left=0.13, right=0.13, top=0.145, foot=0.86, gap=0.085, lift=0.48,
            least=0.0345, wordmark=0.0265, small=0.0185, most=0.6,
        ),
    },
)  # fmt: skip
