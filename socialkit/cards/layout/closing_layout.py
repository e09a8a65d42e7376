"""Lays out the last slide of a carousel: a sentence or the name, then the contacts.

It is quieter than the slides before it: no mark, no emphasis, smaller words than a quote. Without a
sentence under `closing:`, the name or logo is in its place; none is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from socialkit.cards.drawing import Bar, Chain, Drawing, Logo, Role, Ruler, Run
from socialkit.cards.layout.fitting import (
    OVERSHOOT_PX,
    Column,
    choose_voice,
    ground_of,
    line_texts,
    set_lines,
)
from socialkit.cards.layout.signature import (
    Row,
    Signature,
    Style,
    blamed_on,
    build_signature,
    is_name,
    moved_down,
    row_runs,
    set_rows,
)
from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import CONTACT, MARGIN_PX, Frame, Theme, safe_box
from socialkit.cards.typography.line_breaking import Room, fit_words
from socialkit.cards.typography.shaping import check_letters, display, set_words, start_of
from socialkit.errors import BrandFault, CardError
from socialkit.model.card import Brand, CardRequest

MAX_WORDS = 24
"""Words; the last slide is only glanced at."""
CALM, SMALLEST = 0.08, 0.04
"""The largest and the smallest size of the sentence, as shares of the card's width."""
NAME, CREDENTIAL = 0.056, 0.0255
"""Sizes of the name and the credential below it, in place of a sentence."""
CONTACTS = (0.048, 0.034)
"""Sizes of the first contact and of the second."""
MIN_SCALE = 0.5
"""Long text is set smaller, down to this share of its size."""
GAP, RULED_GAP = 1.75, 3.0
"""From the sentence to the first contact, in sizes of that; and from the name, with a rule between."""
RULE = (0.066, 0.0026)
LIFTS = 0.5, 0.62
"""The least and the largest share of spare height above everything: without a mark, words begin lower."""
WIDE = 1.35
"""Names and contacts are sized by the width, or on a wide card by this many heights."""
LEADING = 1.5
RISE, FALL = 0.74, 0.24
LOGO, LOGO_GAP = (0.44, 0.15), 0.035
"""The room for a logo in place of a sentence, and the space below it, as shares of the width."""


@dataclass(frozen=True, slots=True)
class ClosingSheet:
    """What is constant within one layout; lengths in px."""

    theme: Theme
    frame: Frame
    colours: Colours
    column: Column
    width: int
    height: int
    ruled: bool

    @property
    def lift(self) -> float:
        """The share of spare height above everything."""
        return min(max(self.frame.lift, LIFTS[0]), LIFTS[1])

    @property
    def scale(self) -> float:
        """The length in px of which sizes of names are shares."""
        return min(self.width * min(1.0, self.frame.most + 0.1), WIDE * self.height)


@dataclass(frozen=True, slots=True)
class Head:
    """What is above the contacts, with its top at 0; lengths in px."""

    runs: tuple[Run, ...] = ()
    height: float = 0.0
    lines: tuple[str, ...] = ()
    font_px: int = 0
    logo: Logo | None = None


def lay_out_closing(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Place everything on the last slide of a carousel.

    Raises BrandFault for a sentence that is too long, and when there is nothing to show.
    """
    sheet = _sheet(request, brand, theme, ruler)
    rows = _contact_rows(request, brand, sheet)
    foot = _foot(request, brand, sheet)
    first = sheet.frame.top * sheet.height
    room = (
        foot.top - first - _height(rows, sheet) - sheet.frame.gap * sheet.height * bool(foot.runs)
    )
    with blamed_on("closing" if request.text else "name"):
        head = _sentence(request, sheet, room) if request.text else _name(brand, sheet)
    if not (head.lines or rows):
        words = "The last slide of a carousel has nothing to show: write a handle under brand."
        raise BrandFault(words, row="handle")
    if head.height > room:
        words = "Name and handle do not fit on one card. Write shorter ones under brand."
        raise BrandFault(words, row="name")
    top = first + (room - head.height) * sheet.lift
    runs = [replace(run, baseline=run.baseline + top) for run in head.runs]
    runs += _stacked(rows, sheet, top + head.height + _gap(rows, sheet))
    return Drawing(
        ground=ground_of(theme, sheet.colours, brand, request.size),
        safe_box=safe_box(request.size),
        runs=(*runs, *foot.runs),
        bars=(*foot.bars, *_rule(rows, sheet, top + head.height)),
        logo=_lowered(head.logo, top) or foot.logo,
        lines=(*head.lines, *(row.text for row in rows)),
        font_px=head.font_px or round(max((row.size for row in rows), default=0)),
    )


def _sheet(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> ClosingSheet:
    frame, (width, height) = theme.frames[request.size], request.size.px
    colours = theme.derive(theme.colours, brand.palette)
    column = Column(
        left=frame.left * width,
        measure=(1 - frame.left - frame.right) * width,
        slack=min(frame.left, frame.right) * width - MARGIN_PX - OVERSHOOT_PX,
        centred=theme.centred,
        colours=colours,
        ruler=ruler,
    )
    return ClosingSheet(theme, frame, colours, column, width, height, ruled=not request.text)


def _foot(request: CardRequest, brand: Brand, sheet: ClosingSheet) -> Signature:
    """The name in the same place as on every slide, without the handle, which is above; nothing if there
    is no sentence."""
    if not request.text:
        return Signature(top=sheet.frame.foot * sheet.height)
    name = "" if is_name(brand) else brand.name
    rest = replace(brand, name=name, handle=None)
    size_px = (sheet.width, sheet.height)
    more = (sheet.theme, sheet.frame, sheet.colours, size_px, sheet.column.ruler)
    foot = build_signature(rest, *more)
    return foot.moved(min(0.0, build_signature(brand, *more).top - foot.top))


def _sentence(request: CardRequest, sheet: ClosingSheet, room: float) -> Head:
    """The sentence in the theme's voice, smaller than a quote."""
    text, column = display(request.text), sheet.column
    voice = choose_voice(text, sheet.theme.latin, sheet.theme.indic)
    check_letters(text, voice.plain, column.ruler)
    words = set_words(text, None, (voice.plain, voice.emphasised), column.ruler)
    box = Room(column.measure, room, column.slack, voice.leading, voice.rise + voice.fall)
    least = round(SMALLEST * sheet.width * min(1.0, sheet.frame.most))
    largest = round(CALM * sheet.width * min(1.0, sheet.frame.most))
    fit = fit_words(words, box, range(least, largest + 1)) if len(words) <= MAX_WORDS else None
    if fit is None:
        raise CardError(
            f"{start_of(text)} does not fit the closing slide of a carousel ({request.size}). Write "
            f"one short sentence there, of about ten words (at most {MAX_WORDS})."
        )
    runs = tuple(set_lines(words, fit, voice, column, 0.0))
    height = box.height_of(len(fit.lines), fit.size)
    return Head(runs, height, line_texts(words, fit), fit.size)


def _name(brand: Brand, sheet: ClosingSheet) -> Head:
    """The logo or name, and the credential, which are at the foot of the other slides."""
    theme, colours = sheet.theme, sheet.colours
    name = "" if is_name(brand) or brand.logo else brand.name
    rows = [
        *_rows(name, theme.wordmark, NAME, colours.ink, sheet),
        *_rows(brand.credential, theme.small, CREDENTIAL, colours.muted, sheet),
    ]
    above = (LOGO[1] + LOGO_GAP) * sheet.scale if brand.logo else 0.0
    runs = tuple(_stacked(rows, sheet, above))
    return Head(runs, above + _stack_height(rows), logo=_logo(brand, sheet))


def _logo(brand: Brand, sheet: ClosingSheet) -> Logo | None:
    if brand.logo is None:
        return None
    wide, high = LOGO[0] * sheet.scale, LOGO[1] * sheet.scale
    left = sheet.column.left + (sheet.column.measure - wide) / 2 * sheet.theme.centred
    return Logo(brand.logo, (round(left), 0, round(left + wide), round(high)), sheet.theme.centred)


def _lowered(logo: Logo | None, top: float) -> Logo | None:
    return logo and replace(logo, box=moved_down(logo.box, round(top)))


def _contact_rows(request: CardRequest, brand: Brand, sheet: ClosingSheet) -> list[Row]:
    """The contacts: the first large, in the accent colour, the second muted."""
    colours = (sheet.colours.accent, sheet.colours.muted)
    rows: list[Row] = []
    for rank, part in enumerate(request.parts[:2]):
        with blamed_on("handle" if part.text == brand.handle else "website"):
            rows += _rows(part.text, CONTACT[rank], CONTACTS[rank], colours[rank], sheet)
    return rows


def _rows(
    text: str | None, chain: Chain, share: float, colour: str, sheet: ClosingSheet
) -> Sequence[Row]:
    style = Style(chain, share * sheet.scale, colour, MIN_SCALE)
    return set_rows(text, style, sheet.column.measure, sheet.column.ruler)


def _gap(rows: Sequence[Row], sheet: ClosingSheet) -> float:
    """The space above the first contact, with room for a rule if the name is above."""
    return (RULED_GAP if sheet.ruled else GAP) * rows[0].size if rows else 0.0


def _height(rows: Sequence[Row], sheet: ClosingSheet) -> float:
    return _gap(rows, sheet) + _stack_height(rows)


def _rule(rows: Sequence[Row], sheet: ClosingSheet, top: float) -> Iterator[Bar]:
    """A short rule between the name and the contacts."""
    if sheet.ruled and rows:
        column, middle = sheet.column, round(top + _gap(rows, sheet) / 2)
        long, thick = round(RULE[0] * sheet.scale), max(2, round(RULE[1] * sheet.scale))
        left = round(column.left + (column.measure - long) / 2 * column.centred)
        yield Bar((left, middle, left + long, middle + thick), sheet.colours.accent)


def _stack_height(rows: Sequence[Row]) -> float:
    """From the top of the first row to the foot of the last, in px."""
    if not rows:
        return 0.0
    steps = sum(LEADING * (row.size + before.size) / 2 for before, row in pairwise(rows))
    return RISE * rows[0].size + steps + FALL * rows[-1].size


def _stacked(rows: Sequence[Row], sheet: ClosingSheet, top: float) -> Iterator[Run]:
    """The runs of rows one below the other, from the top of the first."""
    baseline = top
    for index, row in enumerate(rows):
        before = rows[index - 1].size if index else 0.0
        baseline += LEADING * (row.size + before) / 2 if index else RISE * row.size
        tail = row.chain[0].tracking * row.size
        spare = (sheet.column.measure - row.width + tail) / 2
        start = sheet.column.left + spare * sheet.theme.centred
        role = Role.ACCENT if row.colour == sheet.colours.accent else Role.SIGNATURE
        for run in row_runs(row, start, baseline, sheet.column.ruler):
            yield replace(run, role=role)
