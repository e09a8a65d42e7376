"""List: a pale ground, a large title, hairlines, numbered items from the left."""

from __future__ import annotations

from socialkit.cards.palette import Colours
from socialkit.cards.themes.faces import (
    FRAUNCES_ITALIC,
    FRAUNCES_MEDIUM,
    MANROPE_STRONG,
    MANROPE_WORDS,
    TIRO,
    TIRO_AMONG_LARGE,
    TIRO_ITALIC_AMONG_LARGE,
)
from socialkit.cards.themes.theme import Frame, Theme, Voice, in_devanagari
from socialkit.model.card import Form, Size

LIST = Theme(
    name="list",
    painter="paper",
    colours=Colours(ground="#EEF0E8", ink="#26352F", accent="#4F6B59", muted="#5C6A60"),
    latin=Voice(
        plain=(FRAUNCES_MEDIUM, TIRO_AMONG_LARGE),
        emphasised=(FRAUNCES_ITALIC, TIRO_ITALIC_AMONG_LARGE),
        leading=1.16,
        rise=0.7,
        fall=0.24,
    ),
    indic=in_devanagari(leading=1.4),
    items=(
        Voice(
            plain=(MANROPE_WORDS, TIRO),
            emphasised=(MANROPE_STRONG, TIRO),
            leading=1.34,
            rise=0.72,
            fall=0.2,
        ),
        Voice(plain=(TIRO,), emphasised=(TIRO,), leading=1.42, rise=0.82, fall=0.26),
    ),
    mark=(FRAUNCES_ITALIC,),
    form=Form.LIST,
    frames={
        Size.PORTRAIT: Frame(
            left=0.109, right=0.109, top=0.1, foot=0.938, gap=0.05, lift=0.5,
            title=0.083, least=0.0324, wordmark=0.0352, small=0.0231, most=0.0445,
        ),
        Size.SQUARE: Frame(
            left=0.109, right=0.109, top=0.095, foot=0.912, gap=0.055, lift=0.5,
            title=0.08, least=0.0315, wordmark=0.0335, small=0.0225, most=0.042, in_a_row=True,
        ),
        Size.STORY: Frame(
            left=0.109, right=0.109, top=0.155, foot=0.8, gap=0.04, lift=0.5,
            title=0.088, least=0.0352, wordmark=0.038, small=0.025, most=0.049,
        ),
        Size.LANDSCAPE: Frame(
            left=0.0725, right=0.0725, top=0.135, foot=0.873, gap=0.06, lift=0.5,
            title=0.058, least=0.0235, wordmark=0.0255, small=0.018, most=0.0305, beside=True,
        ),
    },
)  # fmt: skip
