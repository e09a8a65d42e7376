"""Paper: cream, a large quote mark, words from the left, a short rule above the name."""

from __future__ import annotations

from socialkit.cards.palette import Colours
from socialkit.cards.themes.faces import (
    CORMORANT,
    CORMORANT_ITALIC,
    TIRO_AMONG_LATIN,
    TIRO_ITALIC_AMONG_LATIN,
)
from socialkit.cards.themes.theme import Frame, Theme, Voice, in_devanagari
from socialkit.model.card import Size

PAPER = Theme(
    name="paper",
    painter="paper",
    colours=Colours(ground="#F5EFE6", ink="#2F2723", accent="#A4502F", muted="#74645A"),
    latin=Voice(
        plain=(CORMORANT, TIRO_AMONG_LATIN),
        emphasised=(CORMORANT_ITALIC, TIRO_ITALIC_AMONG_LATIN),
        leading=1.14,
        rise=0.68,
        fall=0.28,
    ),
    indic=in_devanagari(leading=1.46),
    mark=(CORMORANT_ITALIC,),
    ruled=True,
    frames={
        Size.PORTRAIT: Frame(
            left=0.109, right=0.0975, top=0.1, foot=0.93, gap=0.068, lift=0.42, mark=0.30,
            mark_gap=0.072, least=0.0389, wordmark=0.0352, small=0.0231,
        ),
        Size.SQUARE: Frame(
            left=0.109, right=0.0975, top=0.1, foot=0.906, gap=0.08, lift=0.42, mark=0.27,
            mark_gap=0.062, least=0.0389, wordmark=0.0352, small=0.0231, most=0.96, in_a_row=True,
        ),
        Size.STORY: Frame(
            left=0.109, right=0.0975, top=0.155, foot=0.8, gap=0.055, lift=0.45, mark=0.33,
            mark_gap=0.08, least=0.0426, wordmark=0.038, small=0.025, most=1.08,
        ),
        Size.LANDSCAPE: Frame(
            left=0.165, right=0.087, top=0.137, foot=0.873, gap=0.072, lift=0.46, mark=0.225,
            mark_gap=0.0, least=0.0375, wordmark=0.0285, small=0.0195, most=0.82,
            beside=True, in_a_row=True,
        ),
    },
)  # fmt: skip
