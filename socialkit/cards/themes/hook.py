"""Hook: a few huge words on a card full of her accent, below a moon that the edge cuts off."""

from __future__ import annotations

from socialkit.cards.palette import Colours
from socialkit.cards.schemes import on_accent
from socialkit.cards.themes.faces import (
    FRAUNCES,
    FRAUNCES_ITALIC,
    TIRO_AMONG_LARGE,
    TIRO_ITALIC_AMONG_LARGE,
)
from socialkit.cards.themes.theme import Frame, Theme, Voice, in_devanagari
from socialkit.model.card import Size

HOOK = Theme(
    name="hook",
    painter="hook",
    colours=Colours(ground="#7D3419", ink="#FFF6EA", accent="#FFCFA6", muted="#F0D3BF"),
    derive=on_accent,
    latin=Voice(
        plain=(FRAUNCES, TIRO_AMONG_LARGE),
        emphasised=(FRAUNCES_ITALIC, TIRO_ITALIC_AMONG_LARGE),
        leading=1.06,
        rise=0.72,
        fall=0.24,
    ),
    indic=in_devanagari(leading=1.36),
    frames={
        Size.PORTRAIT: Frame(
            left=0.1, right=0.09, top=0.1, foot=0.93, gap=0.095, lift=0.94,
            least=0.06, wordmark=0.0352, small=0.0231, most=1.4,
        ),
        Size.SQUARE: Frame(
            left=0.1, right=0.09, top=0.1, foot=0.906, gap=0.1, lift=0.94,
            least=0.06, wordmark=0.0352, small=0.0231, most=1.28, in_a_row=True,
        ),
        Size.STORY: Frame(
            left=0.1, right=0.09, top=0.15, foot=0.8, gap=0.075, lift=0.72,
            least=0.06, wordmark=0.038, small=0.025, most=1.45,
        ),
        Size.LANDSCAPE: Frame(
            left=0.085, right=0.085, top=0.13, foot=0.873, gap=0.11, lift=0.6,
            least=0.05, wordmark=0.0285, small=0.0195, most=0.95, in_a_row=True,
        ),
    },
    most_words=6,
)  # fmt: skip
