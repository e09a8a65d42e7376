"""What every layout shares: words and labels in a column, and the ground beneath them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from socialkit.cards.drawing import Backdrop, Chain, Ground, Role, Ruler, Run
from socialkit.cards.palette import Colours, choose_colours, luminance, tone
from socialkit.cards.themes.theme import Frame, Theme, Voice
from socialkit.cards.typography.line_breaking import Fit
from socialkit.cards.typography.shaping import (
    DEVANAGARI,
    Piece,
    Word,
    check_letters,
    display,
    split_pieces,
)
from socialkit.model.card import Brand, Palette, Size

LABEL_SIZE = 0.0232
"""The size of a label, as a share of the card's width."""
OVERSHOOT_PX = 8
"""Ink may extend a little beyond its advance (an italic f, a comma)."""


@dataclass(frozen=True, slots=True)
class Column:
    """The column of the words and its colours; lengths in px.

    `slack` is how far punctuation may hang out of the column; `centred` centres every line. Words larger
    than `flush_px` begin with their ink at `left`, without the side bearing.
    """

    left: float
    measure: float
    slack: float
    centred: bool
    colours: Colours
    ruler: Ruler
    flush_px: float = inf


def choose_voice(text: str, latin: Voice, indic: Voice) -> Voice:
    """The Indic voice for text that is mostly Devanagari, else the Latin voice."""
    mostly_indic = 2 * len(DEVANAGARI.findall(text)) > len(re.sub(r"\W", "", text))
    return indic if mostly_indic else latin


def set_lines(
    words: tuple[Word, ...], fit: Fit, voice: Voice, column: Column, top: float
) -> Iterator[Run]:
    """The runs of fitted words, from the top of the first line down."""
    for index, (first, past) in enumerate(fit.lines):
        baseline = top + (voice.rise + index * voice.leading) * fit.size
        x = _line_start(words[first:past], fit.size, column)
        for piece, emphasised in _join_pieces(words[first:past]):
            colour = column.colours.accent if emphasised else column.colours.ink
            role = Role.ACCENT if emphasised else Role.QUOTE
            yield Run(piece.text.rstrip(" "), piece.face, x, baseline, fit.size, colour, role)
            x += column.ruler.width(piece.text, piece.face) * fit.size


def line_texts(words: tuple[Word, ...], fit: Fit) -> tuple[str, ...]:
    """The words, line by line."""
    return tuple(_line_text(words[first:past]) for first, past in fit.lines)


def set_label(label: str, chain: Chain, column: Column, top: float, size: float) -> Iterator[Run]:
    """A small line in tracked capitals, smaller if the column is too narrow."""
    text, ruler = display(label).upper().rstrip(" :"), column.ruler
    check_letters(text, chain, ruler)
    pieces = split_pieces(text, chain, ruler)
    width = sum(ruler.width(piece.text, piece.face) for piece in pieces)
    size *= min(1.0, column.measure / max(width * size, 1e-6))
    tail = pieces[-1].face.tracking if column.centred else 0.0
    x = column.left + (column.measure - (width - tail) * size) / 2 * column.centred
    for piece in pieces:
        yield Run(piece.text, piece.face, x, top + size, size, column.colours.accent, Role.ACCENT)
        x += ruler.width(piece.text, piece.face) * size


def _line_start(line: tuple[Word, ...], size: int, column: Column) -> float:
    """The x of a line: punctuation hangs out to the left, or on both sides if it is centred."""
    hang = min(line[0].hang_left * size, column.slack)
    if not column.centred:
        first = line[0].pieces[0]
        huge = size > column.flush_px and not hang
        return column.left - hang - huge * column.ruler.ink(first.text, first.face)[0] * size
    width = sum(word.width + word.gap for word in line) - line[-1].gap
    optical = width * size - hang - min(line[-1].hang_right * size, column.slack)
    return column.left + (column.measure - optical) / 2 - hang


def _join_pieces(words: tuple[Word, ...]) -> Iterator[tuple[Piece, bool]]:
    """The pieces of a line, joined into as few runs as their faces allow."""
    current: tuple[Piece, bool] | None = None
    for index, word in enumerate(words):
        for piece in word.pieces:
            last = index == len(words) - 1
            gap = " " if word.gap and piece is word.pieces[-1] and not last else ""
            spaced = Piece(piece.text + gap, piece.face)
            if current and current == (Piece(current[0].text, piece.face), word.emphasised):
                current = (Piece(current[0].text + spaced.text, piece.face), word.emphasised)
                continue
            if current:
                yield current
            current = (spaced, word.emphasised)
    if current:
        yield current


def _line_text(words: tuple[Word, ...]) -> str:
    return "".join(word.text + (" " if word.gap else "") for word in words).rstrip()


AROUND = 0.35
"""How far the scrim extends beyond the frame of the words, as a share of the margin."""
FOOT_ROOM = 0.02
"""Room below the last baseline, as a share of the width."""


def ground_of(theme: Theme, colours: Colours, brand: Brand, size: Size) -> Ground:
    """The ground of a card of this theme and size."""
    backdrop = None
    if theme.on_picture:
        zone = _zone(theme.frames[size], *size.px)
        backdrop = Backdrop(zone, colours.ink, colours.muted, brand.photo, brand.photo_focus)
    return Ground(theme.painter, size.px, colours.ground, colours.accent, backdrop=backdrop)


def _zone(frame: Frame, width: int, height: int) -> tuple[int, int, int, int]:
    """The box for any words of the frame. It does not depend on the words, so that one ground serves all
    cards of a size and they look alike side by side."""
    side = frame.left * AROUND
    return (
        round((frame.left - side) * width),
        round((frame.top - side / 2) * height),
        round((1 - frame.right + side) * width),
        round(frame.foot * height + FOOT_ROOM * width),
    )


DARK_BELOW = 0.2
"""A brand ground with less luminance is used for the dark panel."""
DEEP, DEEP_STRENGTH = 0.39, 0.075
"""Oklab lightness and maximum chroma of a dark panel that is made from brand colours."""
PALE, PALE_STRENGTH = 0.957, 0.011
"""The same of a light panel."""
SOFT, SOFT_STRENGTH = 0.82, 0.09
"""The same of an accent on the dark panel."""


def choose_sides(light: Colours, dark: Colours, wishes: Palette) -> tuple[Colours, Colours]:
    """The colours of the light panel and of the dark panel, each readable on its panel.

    The brand's ground is used for the panel that it suits; the other panel takes its hue from the
    accent, ink or ground. Raises CardError for a colour that is not written as #RRGGBB.
    """
    usual = choose_colours(light, wishes)
    ground, ink, accent = wishes.ground, wishes.ink, wishes.accent
    is_dark = luminance(usual.ground) < DARK_BELOW
    hue = accent or ground if is_dark else accent or ink or ground
    bright = tone(accent, SOFT, SOFT_STRENGTH) if accent else None
    deep = tone(hue, DEEP, DEEP_STRENGTH) if hue else None
    if is_dark:
        pale = tone(hue, PALE, PALE_STRENGTH) if hue else None
        return (
            choose_colours(light, Palette(pale, None, accent)),
            choose_colours(dark, Palette(ground, ink, bright)),
        )
    return usual, choose_colours(dark, Palette(deep, None, bright))
