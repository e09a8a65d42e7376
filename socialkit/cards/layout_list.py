"""From a list and a theme to drawing instructions: a title, hairlines, numbered items.

In: a CardRequest with a lead-in and items, a Brand, a Theme and a Ruler. Out: a Drawing. Raises
CardError for what cannot be set. Knows nothing of files and pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socialkit.cards.breaking import Fit, Room, fit_words
from socialkit.cards.drawing import Bar, Drawing, Ground, Role, Ruler, Run
from socialkit.cards.emphasis import choose_in_title
from socialkit.cards.palette import Colours, choose_colours, mix
from socialkit.cards.setting import Column, choose_voice, line_texts, set_lines
from socialkit.cards.signature import sign
from socialkit.cards.text import Word, check_letters, display, set_words, start_of
from socialkit.cards.themes.theme import Frame, Theme, Voice, safe_box
from socialkit.errors import CardError
from socialkit.model import Brand, CardPart, CardRequest

FEWEST, MOST = 2, 8
MOST_LINES = 3
"""Of one item."""
TITLE_SHARES = (0.38, 0.3, 0.24)
"""The most of the height that the title takes, less where the items need it; beside them all of it."""
TITLE_LEAST = 1.12
"""The smallest title, in sizes of the smallest item."""
TITLE_GAP = 0.62
"""Below the title, in its size."""
NUMERAL_SIZE = 1.16
"""In sizes of the items."""
NUMERAL_ROOM = 1.7
"""From the left edge to the items, in their size."""
PADS, MOST_PAD = (0.58, 0.38), 0.9
"""The least air above and below an item, in its size: as it should be, and where there are many;
and the most."""
FEWER_LINES = 0.13
"""What one broken item less may cost of the size."""
GROWTH = {2: 1.4, 3: 1.22, 4: 1.05}
"""How much larger than usual a few items may be, and by half of that the title above them."""
LIFT = 0.22
"""The share of spare height that stands above the title."""
WIDE_TITLE, WIDE_GAP = 0.355, 0.055
"""On a wide card: the title's share of the width, and the space between title and items."""
HAIR, HAIR_SHARE = 0.0012, 0.2


@dataclass(frozen=True, slots=True)
class Item:
    """One item as words; the first `labelled` of them are its label, which is not part of the text."""

    words: tuple[Word, ...]
    labelled: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Place:
    """Heights in px: the top of all, the foot of the title's room, the foot of the items' room."""

    top: float
    end: float
    floor: float


@dataclass(frozen=True, slots=True)
class Title:
    """The lead-in as words, at its size."""

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


@dataclass(frozen=True, slots=True)
class Rows:
    """The items at their one size; lengths in px."""

    items: tuple[Item, ...]
    fits: tuple[Fit, ...]
    size: int

    def height_of(self, index: int) -> float:
        """The height of the lines of one item."""
        voice, lines = self.items[index].voice, len(self.fits[index].lines)
        return ((lines - 1) * voice.leading + voice.rise + voice.fall) * self.size

    @property
    def bare(self) -> float:
        """The height of all items without any air."""
        return sum(self.height_of(index) for index in range(len(self.items)))


def lay_out_list(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Say where everything stands on a card with a list.

    Raise CardError for too few or too many items, or where they do not fit.
    """
    _check_form(request)
    frame, size_px = theme.frames[request.size], request.size.px
    width, height = size_px
    colours = choose_colours(theme.colours, brand.palette)
    foot = sign(brand, theme, frame, colours, size_px, ruler)
    title_frame, item_frame = _frames(frame)
    columns = [_column(one, colours, size_px, ruler) for one in (title_frame, item_frame)]
    end = foot.top - frame.gap * height
    top = frame.top * height
    floor = (1 - frame.top) * height if frame.beside else end
    place = Place(top, end, floor)
    title, rows = _fit(request, theme, columns, place)
    first = top if frame.beside else top + title.below
    pad = _pad(rows, floor - first)
    if not frame.beside:
        drop = LIFT * (end - first - rows.bare - 2 * pad * len(rows.items))
        top, first = top + drop, first + drop
    runs = [*set_lines(title.words, title.fit, title.voice, columns[0], top)]
    runs += _item_runs(rows, columns[1], first, pad, theme)
    bars = _hairs(rows, columns[1], first, pad, width)
    return Drawing(
        ground=Ground(theme.painter, size_px, colours.ground, colours.accent),
        safe_box=safe_box(request.size),
        runs=(*runs, *foot.runs),
        bars=(*bars, *foot.bars),
        logo=foot.logo,
        lines=(*line_texts(title.words, title.fit), *_item_texts(rows)),
        font_px=rows.size,
    )


def _check_form(request: CardRequest) -> None:
    name, count = start_of(display(request.words)), len(request.parts)
    if not request.text.strip():
        raise CardError(f"The list {name} has no words that lead into it; a card needs a title.")
    if count < FEWEST:
        raise CardError(f"{name} is no list: a card needs two items or more.")
    if count > MOST:
        raise CardError(
            f"{name} has {count} items, and a card holds {MOST} at most. Use a carousel: there every "
            "item has a picture of its own."
        )


def _frames(frame: Frame) -> tuple[Frame, Frame]:
    """Where title and items stand: one above the other, or beside each other on a wide card."""
    if not frame.beside:
        return frame, frame
    middle = frame.left + WIDE_TITLE
    return replace(frame, right=1 - middle), replace(frame, left=middle + WIDE_GAP)


def _column(frame: Frame, colours: Colours, size_px: tuple[int, int], ruler: Ruler) -> Column:
    width = size_px[0]
    measure = (1 - frame.left - frame.right) * width
    return Column(frame.left * width, measure, 0.0, False, colours, ruler)


def _beside_numerals(column: Column, size: int) -> Column:
    """Where the words of the items stand."""
    indent = NUMERAL_ROOM * size
    return replace(column, left=column.left + indent, measure=column.measure - indent)


def _fit(
    request: CardRequest, theme: Theme, columns: Sequence[Column], place: Place
) -> tuple[Title, Rows]:
    """Title and items; a long title grows smaller where the items would not fit below it."""
    frame, ruler = theme.frames[request.size], columns[0].ruler
    items = tuple(_read_item(part, theme, ruler) for part in request.parts)
    height = place.end - place.top
    for share in (1.0,) if frame.beside else TITLE_SHARES:
        title = _fit_title(request, theme, columns[0], height * share)
        first = place.top if frame.beside or title is None else place.top + title.below
        rows = _fit_items(items, columns[1], place.floor - first, request, frame)
        if title is not None and rows is not None:
            return title, rows
    least = round(frame.least * request.size.px[0])
    raise CardError(
        f"{start_of(display(request.words))} does not fit a {request.size} card as a list at the smallest "
        f"size that can be read on a phone ({least} px). Use a carousel: there every item has a picture "
        "of its own."
    )


def _fit_title(request: CardRequest, theme: Theme, column: Column, height: float) -> Title | None:
    """The lead-in as large as its share of the card takes."""
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


def _read_item(part: CardPart, theme: Theme, ruler: Ruler) -> Item:
    """The words of an item, after those of its label where it has one."""
    text, label = display(part.text), display(part.label or "").rstrip(" :")
    voice = choose_voice(text, *theme.items)
    head = f"{label}: " if label else ""
    check_letters(text, voice.plain, ruler)
    check_letters(head or text, voice.plain, ruler)
    span = (0, len(head) - 1) if head else None
    words = set_words(head + text, span, (voice.plain, voice.emphasised), ruler)
    return Item(words, len(set_words(head, None, (voice.plain,) * 2, ruler)) if head else 0, voice)


def _fit_items(
    items: Sequence[Item], column: Column, height: float, request: CardRequest, frame: Frame
) -> Rows | None:
    """All items at one size: as large as fits, a little smaller where that saves broken items."""
    width = request.size.px[0]
    sizes = range(round(frame.most * _growth(request) * width), round(frame.least * width) - 1, -1)
    for pad in PADS:
        best: tuple[float, Rows | None] = (0.0, None)
        for size in sizes:
            if size <= best[0]:
                break
            rows = _rows(items, column, size, height - 2 * len(items) * pad * size)
            if rows is not None:
                broken = sum(len(fit.lines) - 1 for fit in rows.fits)
                best = max(best, (size * (1 - FEWER_LINES) ** broken, rows), key=lambda one: one[0])
        if best[1] is not None:
            return best[1]
    return None


def _rows(items: Sequence[Item], column: Column, size: int, height: float) -> Rows | None:
    """The items at a size, if they fit the height; where that is plain, no line is broken to see it."""
    beside = _beside_numerals(column, size)
    least = sum(_least_height(item, beside.measure / size) for item in items) * size
    if least > height:
        return None
    fits = _break_items(items, beside, size)
    rows = Rows(tuple(items), fits, size) if fits else None
    return rows if rows and rows.bare <= height else None


def _least_height(item: Item, measure: float) -> float:
    """The height in em that an item takes at least."""
    length = sum(word.width + word.gap for word in item.words)
    lines = max(1, -int(-(length - 1) // measure))
    return (lines - 1) * item.voice.leading + item.voice.rise + item.voice.fall


def _break_items(items: Sequence[Item], column: Column, size: int) -> tuple[Fit, ...] | None:
    """Every item in as few lines as it needs at this size, or None where one needs too many."""
    fits = []
    for item in items:
        fit = next(
            filter(None, (_break(item, column, size, lines) for lines in range(1, MOST_LINES + 1))),
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


def _pad(rows: Rows, height: float) -> float:
    """The air above and below every item: what is to spare, up to a limit."""
    spare = (height - rows.bare) / (2 * len(rows.items))
    return min(spare, MOST_PAD * rows.size)


def _tops(rows: Rows, first: float, pad: float) -> Iterator[float]:
    """The top of the lines of every item."""
    y = first
    for index in range(len(rows.items)):
        yield y + pad
        y += rows.height_of(index) + 2 * pad


def _item_runs(rows: Rows, column: Column, first: float, pad: float, theme: Theme) -> Iterator[Run]:
    face, size, left = theme.mark[0], rows.size * NUMERAL_SIZE, column.left
    column = _beside_numerals(column, rows.size)
    for index, top in enumerate(_tops(rows, first, pad)):
        item = rows.items[index]
        baseline = top + item.voice.rise * rows.size
        colour = column.colours.accent
        yield Run(str(index + 1), face, left, baseline, size, colour, Role.ACCENT)
        for run in set_lines(item.words, rows.fits[index], item.voice, column, top):
            yield replace(run, colour=column.colours.ink, role=Role.QUOTE)


def _hairs(rows: Rows, column: Column, first: float, pad: float, width: int) -> Iterator[Bar]:
    """A hairline above every item."""
    thick = max(1, round(HAIR * width))
    colour = mix(column.colours.ink, column.colours.ground, HAIR_SHARE)
    left, right = round(column.left), round(column.left + column.measure)
    for top in _tops(rows, first, pad):
        y = round(top - pad)
        yield Bar((left, y, right, y + thick), colour)


def _item_texts(rows: Rows) -> Iterator[str]:
    """Her words of every item, line by line; its label is not one of them."""
    for item, fit in zip(rows.items, rows.fits, strict=True):
        kept = [(max(first, item.labelled), past) for first, past in fit.lines]
        lines = tuple((first, past) for first, past in kept if first < past)
        yield from line_texts(item.words, Fit(fit.size, lines))
