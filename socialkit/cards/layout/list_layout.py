"""Lays out a list: a title, hairlines, numbered items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socialkit.cards.drawing import Bar, Drawing, Ground, Role, Ruler, Run
from socialkit.cards.layout.emphasis_marks import choose_in_title
from socialkit.cards.layout.fitting import Column, choose_voice, line_texts, set_lines
from socialkit.cards.layout.signature import build_signature
from socialkit.cards.palette import Colours, choose_colours, mix
from socialkit.cards.themes.theme import Frame, Theme, Voice, safe_box
from socialkit.cards.typography.line_breaking import Fit, Room, fit_words
from socialkit.cards.typography.shaping import Word, check_letters, display, set_words, start_of
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardPart, CardRequest

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


MAX_LINES = 3
"""Lines of one item."""
NUMERAL_ROOM = 1.7
"""The indent of the items for numerals, in their size."""
PADS, MAX_PAD = (0.58, 0.38), 0.9
"""The least space above and below an item, in its size: preferred, and for many items; and the most."""
FEWER_LINES, MAX_LOSS = 0.15, 0.82
"""How much size one broken item less is worth (a third line counts twice), and how far the items may
shrink for that."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item as words; the first `labelled` words are its label, which is not part of the text."""

    words: tuple[Word, ...]
    labelled: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class ListRows:
    """The items at their common size; lengths in px."""

    items: tuple[Item, ...]
    fits: tuple[Fit, ...]
    size: int

    def height_of(self, index: int) -> float:
        """The height of the lines of one item."""
        voice, lines = self.items[index].voice, len(self.fits[index].lines)
        return ((lines - 1) * voice.leading + voice.rise + voice.fall) * self.size

    @property
    def bare(self) -> float:
        """The height of all items without space between them."""
        return sum(self.height_of(index) for index in range(len(self.items)))


def read_item(part: CardPart, theme: Theme, ruler: Ruler) -> Item:
    """The words of an item, after those of its label if it has one."""
    text, label = display(part.text), display(part.label or "").rstrip(" :")
    voice = choose_voice(text, *theme.items)
    head = f"{label}: " if label else ""
    check_letters(text, voice.plain, ruler)
    if head:
        check_letters(head, voice.plain, ruler)
    span = (0, len(head) - 1) if head else None
    words = set_words(head + text, span, (voice.plain, voice.emphasised), ruler)
    return Item(words, len(set_words(head, None, (voice.plain,) * 2, ruler)) if head else 0, voice)


def beside_numerals(column: Column, size: int) -> Column:
    """The column of the items, beside their numerals."""
    indent = NUMERAL_ROOM * size
    return replace(column, left=column.left + indent, measure=column.measure - indent)


def fit_items(
    items: Sequence[Item], column: Column, height: float, sizes: range
) -> ListRows | None:
    """All items at one size: the largest that fits, or a little smaller if that breaks fewer items."""
    for pad in PADS:
        largest = 0
        best: tuple[float, ListRows | None] = (0.0, None)
        for size in reversed(sizes):
            if size <= max(best[0], MAX_LOSS * largest):
                break
            rows = _rows(items, column, size, height - 2 * len(items) * pad * size)
            if rows is not None:
                largest = largest or size
                broken = sum((len(fit.lines) - 1) * len(fit.lines) / 2 for fit in rows.fits)
                best = max(best, (size * (1 - FEWER_LINES) ** broken, rows), key=lambda one: one[0])
        if best[1] is not None:
            return best[1]
    return None


def _rows(items: Sequence[Item], column: Column, size: int, height: float) -> ListRows | None:
    """The items at a size, if they fit the height; a cheap lower bound is tested first."""
    beside = beside_numerals(column, size)
    least = sum(_least_height(item, beside.measure / size) for item in items) * size
    if least > height:
        return None
    fits = _break_items(items, beside, size)
    rows = ListRows(tuple(items), fits, size) if fits else None
    return rows if rows and rows.bare <= height else None


def _least_height(item: Item, measure: float) -> float:
    """A lower bound of the height of an item, in em."""
    length = sum(word.width + word.gap for word in item.words)
    lines = max(1, -int(-(length - 1) // measure))
    return (lines - 1) * item.voice.leading + item.voice.rise + item.voice.fall


def _break_items(items: Sequence[Item], column: Column, size: int) -> tuple[Fit, ...] | None:
    """Every item in as few lines as possible at this size, or None if one needs too many."""
    fits = []
    for item in items:
        fit = next(
            filter(None, (_break(item, column, size, lines) for lines in range(1, MAX_LINES + 1))),
            None,
        )
        if fit is None:
            return None
        fits.append(fit)
    return tuple(fits)


def _break(item: Item, column: Column, size: int, lines: int) -> Fit | None:
    voice = item.voice
    if lines == 1:
        length = sum(word.width + word.gap for word in item.words) - item.words[-1].gap
        return Fit(size, ((0, len(item.words)),)) if length * size <= column.measure else None
    body = voice.rise + voice.fall
    height = ((lines - 1) * voice.leading + body) * size + 0.01
    room = Room(column.measure, height, column.slack, voice.leading, body)
    return fit_words(item.words, room, range(size, size + 1))


def space_of(rows: ListRows, height: float) -> float:
    """The space above and below every item: the spare height, up to a limit."""
    spare = (height - rows.bare) / (2 * len(rows.items))
    return min(spare, MAX_PAD * rows.size)


def tops(rows: ListRows, first: float, air: float) -> Iterator[float]:
    """The top of the lines of every item."""
    y = first
    for index in range(len(rows.items)):
        yield y + air
        y += rows.height_of(index) + 2 * air


def item_texts(rows: ListRows) -> Iterator[str]:
    """The words of every item, line by line, without its label."""
    for item, fit in zip(rows.items, rows.fits, strict=True):
        kept = [(max(first, item.labelled), past) for first, past in fit.lines]
        lines = tuple((first, past) for first, past in kept if first < past)
        yield from line_texts(item.words, Fit(fit.size, lines))
