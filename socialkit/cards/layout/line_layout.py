"""Lays out one line: its words, mark, label and signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from socialkit.cards.drawing import Drawing, Role, Ruler, Run
from socialkit.cards.layout.emphasis_marks import choose_emphasis
from socialkit.cards.layout.fitting import (
    LABEL_SIZE,
    OVERSHOOT_PX,
    Column,
    choose_voice,
    ground_of,
    line_texts,
    set_label,
    set_lines,
)
from socialkit.cards.layout.signature import Signature, build_signature
from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import MARGIN_PX, Frame, Theme, Voice, safe_box
from socialkit.cards.typography.line_breaking import Fit, Room, fit_words
from socialkit.cards.typography.shaping import Word, check_letters, display, set_words, start_of
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardRequest

LARGEST = (0.186, 0.186, 0.17, 0.156, 0.14, 0.13, 0.12, 0.1093)
"""The largest size for 1, 2, 3 … words as a share of the width: 200 px for two, 118 px from eight on."""
LABEL_ROOM = 3.3
"""From the top of the label to the top of the words, in sizes of the label."""
BESIDE_GAP = 0.034
"""Between a mark in the left margin and the words, as a share of the width."""
QUOTE_OPENERS = ("“", "‘", "«", "„")
"""Words that begin with a quote mark need no mark beside them."""
FLUSH = 0.187
"""From this size on, as a share of the width, the side bearing of the first letter shows: it is removed."""
MARK_GROWTH = 0.7
"""The share of the growth of short quotes that applies to the mark above them."""
EVEN = 1.5
"""The largest ratio of word sizes within a set of pictures."""


@dataclass(frozen=True, slots=True)
class LineSheet:
    """What is constant within one layout; lengths in px."""

    theme: Theme
    frame: Frame
    colours: Colours
    width: int
    height: int
    ruler: Ruler
    growth: float
    labelled: bool

    @property
    def left(self) -> float:
        """The left edge of the words."""
        return self.frame.left * self.width

    @property
    def measure(self) -> float:
        """The width available for the words."""
        return (1 - self.frame.left - self.frame.right) * self.width

    @property
    def slack(self) -> float:
        """How far punctuation may hang out of the column without leaving the safe box."""
        return min(self.frame.left, self.frame.right) * self.width - MARGIN_PX - OVERSHOOT_PX

    @property
    def column(self) -> Column:
        """The column of the words."""
        return Column(
            left=self.left,
            measure=self.measure,
            slack=self.slack,
            centred=self.theme.centred,
            colours=self.colours,
            ruler=self.ruler,
            flush_px=FLUSH * self.width,
        )

    @property
    def mark_size(self) -> float:
        """The size of the quote mark."""
        return self.frame.mark * self.width * self.growth

    @property
    def mark_gap(self) -> float:
        """The space between the mark and the first line."""
        return self.frame.mark_gap * self.width * self.growth * (0.8 if self.labelled else 1.0)


def lay_out(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Place everything on the card.

    Raises CardError when the words contain letters that cannot be set, do not fit at the smallest size
    that can be read on a phone, or do not contain the phrase to emphasise.
    """
    width, height = request.size.px
    frame = theme.frames[request.size]
    colours = theme.derive(theme.colours, brand.palette)
    text = display(request.text)
    growth = 1.0 if frame.beside else min(map(_growth, (text, *request.among)))
    sheet = LineSheet(theme, frame, colours, width, height, ruler, growth, bool(request.label))
    foot = build_signature(brand, theme, frame, colours, (width, height), ruler)
    voice = choose_voice(text, theme.latin, theme.indic)
    check_letters(text, voice.plain, ruler)
    emphasis = choose_emphasis(text, request.emphasis)
    words = set_words(text, emphasis, (voice.plain, voice.emphasised), ruler)
    head = _head_height(sheet)
    room = _room(sheet, foot, head, voice)
    most = _most_px(request, voice, room, sheet)
    fit = _fit(words, room, request, sheet, most)
    top = _top(sheet, room, fit)
    runs = [
        *_head(request, sheet, top),
        *set_lines(words, fit, voice, sheet.column, top + head),
        *foot.runs,
    ]
    return Drawing(
        ground=ground_of(theme, colours, brand, request.size),
        safe_box=safe_box(request.size),
        runs=tuple(runs),
        bars=foot.bars,
        logo=foot.logo,
        lines=line_texts(words, fit),
        font_px=fit.size,
    )


def _growth(text: str) -> float:
    """The scale of mark and gap for a short quote."""
    grown = LARGEST[min(len(text.split()), len(LARGEST)) - 1] / LARGEST[-1]
    return 1 + (grown - 1) * MARK_GROWTH


def _room(sheet: LineSheet, foot: Signature, head: float, voice: Voice) -> Room:
    frame = sheet.frame
    bottom = foot.top - frame.gap * sheet.height
    return Room(
        width=sheet.measure,
        height=bottom - frame.top * sheet.height - head,
        slack=sheet.slack,
        leading=voice.leading,
        body=voice.rise + voice.fall,
    )


def _most_px(request: CardRequest, voice: Voice, room: Room, sheet: LineSheet) -> float:
    """The largest size in a set of pictures: a single word must not dominate the sentences."""
    chains = (voice.plain, voice.emphasised)
    texts = map(display, request.among)
    set_ones = (set_words(one, choose_emphasis(one, None), chains, sheet.ruler) for one in texts)
    fits = (fit_words(words, room, _sizes(words, sheet)) for words in set_ones)
    return EVEN * min((fit.size for fit in fits if fit is not None), default=inf)


def _sizes(words: tuple[Word, ...], sheet: LineSheet, most: float = inf) -> range:
    least = round(sheet.frame.least * sheet.width)
    largest = round(LARGEST[min(len(words), len(LARGEST)) - 1] * sheet.frame.most * sheet.width)
    return range(least, round(max(least, min(largest, most))) + 1)


def _fit(
    words: tuple[Word, ...], room: Room, request: CardRequest, sheet: LineSheet, most: float
) -> Fit:
    sizes = _sizes(words, sheet, most)
    fit = fit_words(words, room, sizes)
    if fit is not None:
        return fit
    least = sizes[0]
    name = start_of(display(request.text))
    long = max(words, key=lambda word: word.width)
    if long.width * least > room.width:
        raise CardError(
            f"{name} does not fit a card: “{long.text}” alone is wider than a {request.size} card at the "
            f"smallest size that can be read on a phone ({least} px). Choose words without it."
        )
    raise CardError(
        f"{name} does not fit a {request.size} card: it is too long for the smallest size that can be "
        f"read on a phone ({least} px). Shorten it, split it in two, or use a carousel."
    )


def _top(sheet: LineSheet, room: Room, fit: Fit) -> float:
    """The top of mark and words: most of the spare height is below, which looks balanced."""
    used = room.height_of(len(fit.lines), fit.size)
    return sheet.frame.top * sheet.height + (room.height - used) * sheet.frame.lift


def _head_height(sheet: LineSheet) -> float:
    """The height of mark and label above the words."""
    label = LABEL_ROOM * LABEL_SIZE * sheet.width if sheet.labelled else 0.0
    if sheet.frame.beside or not sheet.theme.mark:
        return label
    _, top, _, bottom = sheet.ruler.ink("“", sheet.theme.mark[0])
    return (top - bottom) * sheet.mark_size + sheet.mark_gap + label


def _head(request: CardRequest, sheet: LineSheet, top: float) -> Iterator[Run]:
    """The runs of the mark and of the label below it."""
    below = 0.0
    if sheet.theme.mark:
        face, size = sheet.theme.mark[0], sheet.mark_size
        left, ink_top, right, bottom = sheet.ruler.ink("“", face)
        x = sheet.left - left * size
        if sheet.frame.beside:
            edge = sheet.left - BESIDE_GAP * sheet.width
            size = min(size, (edge - MARGIN_PX) / (right - left))
            x = edge - right * size
        else:
            below = (ink_top - bottom) * size + sheet.mark_gap
        if not (sheet.frame.beside and display(request.text).startswith(QUOTE_OPENERS)):
            yield Run("“", face, x, top + ink_top * size, size, sheet.colours.accent, Role.ORNAMENT)
    if request.label:
        yield from set_label(
            request.label, sheet.theme.label, sheet.column, top + below, LABEL_SIZE * sheet.width
        )
