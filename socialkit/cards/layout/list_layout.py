"""Lays out a list: a title, hairlines, numbered items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socialkit.cards.drawing import Bar, Drawing, Ground, Role, Ruler, Run
from socialkit.cards.layout.emphasis_marks import choose_in_title
from socialkit.cards.layout.fitting import Column, choose_voice, line_texts, set_lines
from socialkit.cards.layout.list_rows import (
    ListRows,
    beside_numerals,
    fit_items,
    item_texts,
    read_item,
    space_of,
    tops,
)
from socialkit.cards.layout.signature import build_signature
from socialkit.cards.palette import Colours, choose_colours, mix
from socialkit.cards.themes.theme import Frame, Theme, Voice, safe_box
from socialkit.cards.typography.line_breaking import Fit, Room, fit_words
from socialkit.cards.typography.shaping import Word, check_letters, display, set_words, start_of
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardRequest

MIN_ITEMS, MAX_ITEMS = 2, 8
TITLE_SHARES = (0.38, 0.3, 0.24)
"""Shares of the height for the title, tried in order; beside the items it may use all of it."""
TITLE_LEAST = 1.12
"""The smallest title, in sizes of the smallest item."""
TITLE_GAP = 0.62
"""The space below the title, in its size."""
NUMERAL_SIZE = 1.16
"""The size of the numerals, in sizes of the items."""
GROWTH = {2: 1.4, 3: 1.22, 4: 1.05}
"""How much larger a few items may be, by their number; the title grows by half of that."""
LIFT = 0.22
"""The share of spare height above the title."""
WIDE_TITLE, WIDE_GAP = 0.355, 0.055
"""On a wide card: the title's share of the width, and the space between title and items."""
HAIR, HAIR_SHARE = 0.0012, 0.2


@dataclass(frozen=True, slots=True)
class ListRoom:
    """Heights in px: the top of everything, the end of the room for the title, and of that for the items."""

    top: float
    end: float
    floor: float


@dataclass(frozen=True, slots=True)
class Title:
    """The words of the lead-in at their size."""

    words: tuple[Word, ...]
    voice: Voice
    fit: Fit

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in px."""
        voice, lines = self.voice, len(self.fit.lines)
        return ((lines - 1) * voice.leading + voice.rise + voice.fall) * self.fit.size

    @property
    def below(self) -> float:
        """From the top of the title to the first hairline, in px."""
        return self.height + TITLE_GAP * self.fit.size


def lay_out_list(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Place everything on a card with a list.

    Raises CardError for too few or too many items, or when they do not fit.
    """
    _check_form(request)
    frame, size_px = theme.frames[request.size], request.size.px
    width, height = size_px
    colours = choose_colours(theme.colours, brand.palette)
    title_frame, item_frame = _frames(frame)
    foot = build_signature(brand, theme, title_frame, colours, size_px, ruler)
    columns = [_column(one, colours, size_px, ruler) for one in (title_frame, item_frame)]
    end = foot.top - frame.gap * height
    top = frame.top * height
    floor = (1 - frame.top) * height if frame.beside else end
    place = ListRoom(top, end, floor)
    title, rows = _fit(request, theme, columns, place)
    first = top if frame.beside else top + title.below
    air = space_of(rows, floor - first)
    if not frame.beside:
        drop = LIFT * (end - first - rows.bare - 2 * air * len(rows.items))
        top, first = top + drop, first + drop
    runs = [*set_lines(title.words, title.fit, title.voice, columns[0], top)]
    runs += _item_runs(rows, columns[1], first, air, theme)
    bars = _hairs(rows, columns[1], first, air, width)
    return Drawing(
        ground=Ground(theme.painter, size_px, colours.ground, colours.accent),
        safe_box=safe_box(request.size),
        runs=(*runs, *foot.runs),
        bars=(*bars, *foot.bars),
        logo=foot.logo,
        lines=(*line_texts(title.words, title.fit), *item_texts(rows)),
        font_px=rows.size,
    )


def _check_form(request: CardRequest) -> None:
    name, count = start_of(display(request.words)), len(request.parts)
    if not request.text.strip():
        raise CardError(f"The list {name} has no lead-in; a card needs a title.")
    if count < MIN_ITEMS:
        raise CardError(f"{name} is not a list: a card needs two items or more.")
    if count > MAX_ITEMS:
        raise CardError(
            f"{name} has {count} items, but a card has room for {MAX_ITEMS}. Use a carousel: there every "
            "item has its own picture."
        )


def _frames(frame: Frame) -> tuple[Frame, Frame]:
    """The frames of title and items: one above the other, or side by side on a wide card."""
    if not frame.beside:
        return frame, frame
    middle = frame.left + WIDE_TITLE
    return replace(frame, right=1 - middle), replace(frame, left=middle + WIDE_GAP)


def _column(frame: Frame, colours: Colours, size_px: tuple[int, int], ruler: Ruler) -> Column:
    width = size_px[0]
    measure = (1 - frame.left - frame.right) * width
    return Column(frame.left * width, measure, 0.0, False, colours, ruler)


def _fit(
    request: CardRequest, theme: Theme, columns: Sequence[Column], place: ListRoom
) -> tuple[Title, ListRows]:
    """Title and items; a long title shrinks if the items would not fit below it."""
    frame, ruler = theme.frames[request.size], columns[0].ruler
    items = tuple(read_item(part, theme, ruler) for part in request.parts)
    height, width = place.end - place.top, request.size.px[0]
    least = round(frame.least * width)
    sizes = range(least, round(frame.most * _growth(request) * width) + 1)
    for share in (1.0,) if frame.beside else TITLE_SHARES:
        title = _fit_title(request, theme, columns[0], height * share)
        first = place.top if frame.beside or title is None else place.top + title.below
        rows = fit_items(items, columns[1], place.floor - first, sizes)
        if title is not None and rows is not None:
            return title, rows
    raise CardError(
        f"{start_of(display(request.words))} does not fit a {request.size} card as a list at the smallest "
        f"size that can be read on a phone ({least} px). Use a carousel: there every item has its own "
        "picture."
    )


def _fit_title(request: CardRequest, theme: Theme, column: Column, height: float) -> Title | None:
    """The lead-in at the largest size that fits its share of the card."""
    frame, width = theme.frames[request.size], request.size.px[0]
    text = display(request.text)
    voice = choose_voice(text, theme.latin, theme.indic)
    check_letters(text, voice.plain, column.ruler)
    emphasis = choose_in_title(text, request.emphasis)
    words = set_words(text, emphasis, (voice.plain, voice.emphasised), column.ruler)
    room = Room(column.measure, height, column.slack, voice.leading, voice.rise + voice.fall)
    least = round(frame.least * TITLE_LEAST * width)
    fit = fit_words(
        words, room, range(least, round(frame.title * (1 + _growth(request)) / 2 * width) + 1)
    )
    return Title(words, voice, fit) if fit else None


def _growth(request: CardRequest) -> float:
    return GROWTH.get(len(request.parts), 1.0)


def _item_runs(
    rows: ListRows, column: Column, first: float, air: float, theme: Theme
) -> Iterator[Run]:
    face, size, left = theme.mark[0], rows.size * NUMERAL_SIZE, column.left
    column = beside_numerals(column, rows.size)
    for index, top in enumerate(tops(rows, first, air)):
        item = rows.items[index]
        baseline = top + item.voice.rise * rows.size
        colour = column.colours.accent
        yield Run(str(index + 1), face, left, baseline, size, colour, Role.ACCENT)
        for run in set_lines(item.words, rows.fits[index], item.voice, column, top):
            yield replace(run, colour=column.colours.ink, role=Role.QUOTE)


def _hairs(rows: ListRows, column: Column, first: float, air: float, width: int) -> Iterator[Bar]:
    """A hairline above every item."""
    thick = max(1, round(HAIR * width))
    colour = mix(column.colours.ink, column.colours.ground, HAIR_SHARE)
    left, right = round(column.left), round(column.left + column.measure)
    for top in tops(rows, first, air):
        y = round(top - air)
        yield Bar((left, y, right, y + thick), colour)
