"""Lays out the signature at the foot of a card: logo or wordmark, credential and handle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from socialkit.cards.drawing import Bar, Chain, Logo, Role, Ruler, Run
from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import Frame, Theme
from socialkit.cards.typography.shaping import check_letters, display, split_pieces
from socialkit.errors import BrandFault, CardError
from socialkit.model.card import Box, Brand

SHRINK_NAME, SHRINK_SMALL = 0.72, 0.9
"""Long text is set smaller, down to this share of its size; beyond that it gets a second line."""
MAX_ROWS = 3
ROW_LEADING = 1.32
RULE = (0.066, 0.0026)
"""Width and thickness of the rule, as shares of the card's width."""
LOGO = (0.24, 0.07)
"""The room for a logo, as shares of the width."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The foot of a card; words must end above `top`, in px."""

    runs: tuple[Run, ...] = ()
    bars: tuple[Bar, ...] = ()
    logo: Logo | None = None
    top: float = 0.0

    def moved(self, by: float) -> Signature:
        """The same, `by` px further down."""
        step = round(by)
        runs = tuple(replace(run, baseline=run.baseline + by) for run in self.runs)
        bars = tuple(replace(bar, box=moved_down(bar.box, step)) for bar in self.bars)
        logo = self.logo and replace(self.logo, box=moved_down(self.logo.box, step))
        return Signature(runs, bars, logo, self.top + by)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the signature, measured: its faces, size in px, colour and width in px."""

    text: str
    chain: Chain
    size: float
    colour: str
    width: float


def build_signature(
    brand: Brand,
    theme: Theme,
    frame: Frame,
    colours: Colours,
    size_px: tuple[int, int],
    ruler: Ruler,
) -> Signature:
    """The signature of a brand; empty if the brand has no words.

    Raises BrandFault for a name, credential or handle that is too long for any card or cannot be set.
    """
    look = _Look(theme.wordmark, theme.small, theme.centred, theme.ruled)
    return _sign(brand, look, frame, colours, size_px, ruler)


@contextmanager
def blamed_on(row: str) -> Iterator[None]:
    """Within the block, what cannot be set is a fault of this row under brand."""
    try:
        yield
    except CardError as error:
        raise BrandFault(str(error), row=row) from error


@dataclass(frozen=True, slots=True)
class _Look:
    """The parts of a theme that shape the signature."""

    wordmark: Chain
    small: Chain
    centred: bool
    ruled: bool


@lru_cache(maxsize=64)
def _sign(
    brand: Brand,
    look: _Look,
    frame: Frame,
    colours: Colours,
    size_px: tuple[int, int],
    ruler: Ruler,
) -> Signature:
    """The same on every card of a brand, so it is cached."""
    width, height = size_px
    left, right, baseline = frame.left * width, (1 - frame.right) * width, frame.foot * height
    small = Style(look.small, frame.small * width, colours.muted, SHRINK_SMALL)
    large = Style(look.wordmark, frame.wordmark * width, colours.ink, SHRINK_NAME)
    room = right - left
    with blamed_on("name"):
        name = () if brand.logo else set_rows(brand.name, large, room, ruler)
    with blamed_on("credential"):
        credential = set_rows(brand.credential, small, room, ruler)
    with blamed_on("handle"):
        handle = () if is_name(brand) else set_rows(brand.handle, small, room, ruler)
    runs: list[Run] = []
    stacked = [*name, *credential]
    beside = _beside(stacked, handle, room) if frame.in_a_row else None
    stacked += () if beside else handle
    top = baseline
    for row in reversed(stacked):
        runs += row_runs(row, _start(row, look, left, right), top, ruler)
        first = top
        top -= _step(row, stacked)
    if not stacked and not brand.logo:
        return Signature(top=baseline)
    if beside:
        runs += row_runs(beside, right - beside.width, baseline, ruler)
    floor = top if stacked else baseline
    logo = _place_logo(brand.logo, (left, right), floor, width, look.centred)
    ceiling = logo.box[1] if logo else first - 0.5 * stacked[0].size
    if not look.ruled:
        return Signature(tuple(runs), (), logo, ceiling)
    rule = _rule(left, ceiling - 0.034 * width, width, colours)
    return Signature(tuple(runs), (rule,), logo, rule.box[1])


def _start(row: Row, look: _Look, left: float, right: float) -> float:
    """The x of a row; the tracking after its last letter does not count for centring."""
    if not look.centred:
        return left
    return left + (right - left - row.width + row.chain[0].tracking * row.size) / 2


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a row: its size in px, and the share of it to which long text may shrink."""

    chain: Chain
    size: float
    colour: str
    least_shrink: float


def row_runs(row: Row, x: float, baseline: float, ruler: Ruler) -> Iterator[Run]:
    """The runs of one row, from the left."""
    for piece in split_pieces(row.text, row.chain, ruler):
        yield Run(piece.text, piece.face, x, baseline, row.size, row.colour, Role.SIGNATURE)
        x += ruler.width(piece.text, piece.face) * row.size


def set_rows(text: str | None, style: Style, room: float, ruler: Ruler) -> tuple[Row, ...]:
    """The text in as few rows as possible; it shrinks before it breaks."""
    words = display(text or "").split(" ")
    if words == [""]:
        return ()
    check_letters(" ".join(words), style.chain, ruler)
    for count in range(1, MAX_ROWS + 1):
        rows = _even_rows(words, count)
        widest = max(_width(row, style.chain, ruler) for row in rows) * style.size
        shrink = min(1.0, room / widest)
        if shrink >= style.least_shrink:
            size = style.size * shrink
            return tuple(_row(row, style, size, ruler) for row in rows)
    raise CardError(
        f"“{' '.join(words)}” is too long for the foot of a card. Write a shorter form under brand."
    )


def _even_rows(words: list[str], count: int) -> list[str]:
    """The words in at most `count` rows of about equal length."""
    target = len(" ".join(words)) / count
    rows = [""]
    for word in words:
        grown = f"{rows[-1]} {word}".strip()
        if rows[-1] and len(rows) < count and len(grown) - len(word) / 2 > target:
            rows.append(word)
        else:
            rows[-1] = grown
    return rows


def _row(text: str, style: Style, size: float, ruler: Ruler) -> Row:
    return Row(text, style.chain, size, style.colour, _width(text, style.chain, ruler) * size)


def _width(text: str, chain: Chain, ruler: Ruler) -> float:
    return sum(ruler.width(piece.text, piece.face) for piece in split_pieces(text, chain, ruler))


def is_name(brand: Brand) -> bool:
    """Is the handle the same as the name? Then it is shown once."""
    return not brand.logo and (brand.handle or "").removeprefix("@") == brand.name


def _beside(stacked: list[Row], handle: tuple[Row, ...], room: float) -> Row | None:
    """The handle, if it fits to the right of the last row."""
    if not stacked or len(handle) != 1:
        return None
    return handle[0] if stacked[-1].width + handle[0].width < 0.94 * room else None


def _step(row: Row, rows: list[Row]) -> float:
    """The distance to the baseline of the row above."""
    above = rows[rows.index(row) - 1] if rows.index(row) else row
    return ROW_LEADING * max(row.size, 0.9 * above.size) * 1.12


def moved_down(box: Box, step: int) -> Box:
    """The box, `step` px further down."""
    left, top, right, bottom = box
    return left, top + step, right, bottom + step


def _place_logo(
    path: str | None, sides: tuple[float, float], bottom: float, width: int, centred: bool
) -> Logo | None:
    if path is None:
        return None
    floor = round(bottom)
    x = (sum(sides) - LOGO[0] * width) / 2 if centred else sides[0]
    box = (round(x), floor - round(LOGO[1] * width), round(x + LOGO[0] * width), floor)
    return Logo(path, box, centred)


def _rule(left: float, bottom: float, width: int, colours: Colours) -> Bar:
    long, thick = round(RULE[0] * width), max(2, round(RULE[1] * width))
    x, y = round(left), round(bottom)
    return Bar((x, y - thick, x + long, y), colours.accent)
