"""Arch: a light panel with a round head before a sun and two hills."""

from __future__ import annotations

from socialkit.cards.palette import Colours
from socialkit.cards.themes.faces import (
    NEWSREADER,
    NEWSREADER_STRONG_ITALIC,
    TIRO_AMONG_LARGE,
    TIRO_ITALIC_AMONG_LARGE,
)
from socialkit.cards.themes.theme import Frame, Theme, Voice, in_devanagari
from socialkit.model.card import Size

ARCH = Theme(
    name="arch",
    painter="arch",
    colours=Colours(ground="#FBF5EE", ink="#43302B", accent="#9C4A3C", muted="#7B5B50"),
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
            left=0.17, right=0.17, top=0.215, foot=0.875, gap=0.055, lift=0.5,
            least=0.0389, wordmark=0.0335, small=0.0225, most=0.78,
        ),
        Size.SQUARE: Frame(
            left=0.18, right=0.18, top=0.225, foot=0.865, gap=0.055, lift=0.5,
            least=0.0389, wordmark=0.0325, small=0.0222, most=0.74,
        ),
        Size.STORY: Frame(
            left=0.165, right=0.165, top=0.24, foot=0.79, gap=0.05, lift=0.48,
            least=0.0426, wordmark=0.036, small=0.024, most=0.86,
        ),
        Size.LANDSCAPE: Frame(
            left=0.25, right=0.25, top=0.26, foot=0.89, gap=0.07, lift=0.5,
            least=0.0345, wordmark=0.0255, small=0.018, most=0.5,
        ),
    },
)  # fmt: skip
