"""The themes that set a contrast or a list, as data."""

from __future__ import annotations

from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import (
    FRAUNCES_ITALIC,
    FRAUNCES_MEDIUM,
    MANROPE_STRONG,
    MANROPE_WORDS,
    NEWSREADER_ITALIC,
    NEWSREADER_STRONG_ITALIC,
    TIRO,
    TIRO_AMONG_LARGE,
    TIRO_ITALIC_AMONG_LARGE,
    Frame,
    Theme,
    Voice,
    in_devanagari,
)
from socialkit.model.card import Form, Size

COMPARE = Theme(
    name="compare",
    painter="compare",
    colours=Colours(ground="#F6F0E7", ink="#2F3A36", accent="#4E6B5C", muted="#5E6963"),
    dark=Colours(ground="#3B4B46", ink="#F6F0E4", accent="#E2B79A", muted="#CBD0C4"),
    latin=Voice(
        plain=(NEWSREADER_ITALIC, TIRO_AMONG_LARGE),
        emphasised=(NEWSREADER_STRONG_ITALIC, TIRO_ITALIC_AMONG_LARGE),
        leading=1.24,
        rise=0.7,
        fall=0.25,
    ),
    indic=in_devanagari(leading=1.46),
    centred=True,
    form=Form.CONTRAST,
    frames={
        Size.PORTRAIT: Frame(
            left=0.115, right=0.115, top=0.058, foot=0.938, gap=0.075, lift=0.5,
            least=0.0389, wordmark=0.0352, small=0.0231, title=0.0255, most=0.8,
        ),
        Size.SQUARE: Frame(
            left=0.115, right=0.115, top=0.07, foot=0.925, gap=0.075, lift=0.5,
            least=0.0389, wordmark=0.0335, small=0.0225, title=0.0245, most=0.68,
        ),
        Size.STORY: Frame(
            left=0.115, right=0.115, top=0.16, foot=0.8, gap=0.06, lift=0.5,
            least=0.0426, wordmark=0.038, small=0.025, title=0.0275, most=0.92,
        ),
        Size.LANDSCAPE: Frame(
            left=0.0675, right=0.0675, top=0.13, foot=0.872, gap=0.105, lift=0.42,
            least=0.0333, wordmark=0.0255, small=0.018, title=0.019, most=0.52,
        ),
    },
)  # fmt: skip
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
