"""Every theme as data, what each accepts, and which one is drawn when one is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from socialkit.cards.palette import Colours, accent_ground_colours, night_colours
from socialkit.cards.themes.theme import (
    CORMORANT,
    CORMORANT_ITALIC,
    FRAUNCES,
    FRAUNCES_ITALIC,
    FRAUNCES_LIGHT,
    FRAUNCES_MEDIUM,
    MANROPE_STRONG,
    MANROPE_WORDS,
    NEWSREADER,
    NEWSREADER_ITALIC,
    NEWSREADER_STRONG_ITALIC,
    TIRO,
    TIRO_AMONG_LARGE,
    TIRO_AMONG_LATIN,
    TIRO_ITALIC_AMONG_LARGE,
    TIRO_ITALIC_AMONG_LATIN,
    Frame,
    Theme,
    Voice,
    in_devanagari,
)
from socialkit.model.card import CardPart, CardRequest, Form, Size

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
NIGHT = Theme(
    name="night",
    painter="night",
    colours=Colours(ground="#1D3A34", ink="#F3EBDD", accent="#E5BE78", muted="#B9C2B4"),
    derive=night_colours,
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
PHOTO = Theme(
    name="photo",
    painter="photo",
    colours=Colours(ground="#3C2530", ink="#FFF8EF", accent="#FFD9A8", muted="#EBDCD3"),
    derive=night_colours,
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
HOOK = Theme(
    name="hook",
    painter="hook",
    colours=Colours(ground="#7D3419", ink="#FFF6EA", accent="#FFCFA6", muted="#F0D3BF"),
    derive=accent_ground_colours,
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
THEMES_BY_NAME: Mapping[str, Theme] = {
    one.name: one for one in (PAPER, NIGHT, ARCH, COMPARE, LIST, PHOTO, HOOK)
}
THEMES: tuple[str, ...] = tuple(THEMES_BY_NAME)
THEMES_FOR: Mapping[Form, tuple[str, ...]] = {
    form: tuple(one.name for one in THEMES_BY_NAME.values() if one.is_for(form)) for form in Form
}
USUAL_THEMES: Mapping[Form, str] = {
    Form.LINE: "paper",
    Form.CONTRAST: "compare",
    Form.LIST: "list",
    Form.CLOSING: "paper",
}
OPENING_THEMES: Mapping[str, str] = {"paper": "hook"}
"""The theme of a carousel's cover. With paper, a card filled with the accent looks like its cover: both set
words from the left, and the accent of one is the ground of the other. With a second dark ground (night,
photo) or a drawn scene (arch) and centred words, it would look like another practice's card."""


def available_theme(theme: str, form: Form = Form.LINE) -> str:
    """The theme itself if it accepts this form, else the usual one; `check` reports that."""
    return theme if theme in THEMES_FOR[form] else USUAL_THEMES[form]


def takes(theme: str, words: str) -> bool:
    """Is the theme made for a single line of so many words?"""
    return theme in THEMES_FOR[Form.LINE] and len(words.split()) <= THEMES_BY_NAME[theme].most_words


def themes_to_try(words: str, *wishes: str | None) -> tuple[str, ...]:
    """The themes for a single line in the order in which they are tried: those that are wished for, then
    the usual one, then all others. Themes that are not made for it are left out; there is always one."""
    named = (available_theme(wish) for wish in wishes if wish is not None)
    order = dict.fromkeys((*named, USUAL_THEMES[Form.LINE], *THEMES_FOR[Form.LINE]))
    return tuple(one for one in order if takes(one, words)) or (USUAL_THEMES[Form.LINE],)


def opening_theme(theme: str) -> str:
    """The theme to try first for the cover of a carousel in this theme; it may accept fewer words."""
    return OPENING_THEMES.get(theme, theme)


def structure_request(
    kind: str,
    label: str | None,
    parts: Iterable[tuple[str | None, str]],
    *,
    theme: str | None = None,
    size: Size = Size.PORTRAIT,
) -> CardRequest:
    """A contrast or a list as one card, in the requested theme or the usual one.

    `label` is the lead-in of a list; that of a contrast is not on the card.
    """
    form = Form(kind)
    title = label or "" if form is Form.LIST else ""
    card_parts = tuple(CardPart(text, name) for name, text in parts)
    return CardRequest(title, theme or USUAL_THEMES[form], size, form=form, parts=card_parts)
