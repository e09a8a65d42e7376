"""`card`: one picture of given words, or of a line of an article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socialkit.cli.output import print_json, say
from socialkit.errors import SocialkitError, UsageError
from socialkit.model.card import Brand, CardRequest, Size
from socialkit.runtime.paths import find_assets

DEFAULT_THEME = "paper"


@dataclass(frozen=True, slots=True)
class CardOrder:
    """What was asked for on the command line."""

    text: str | None
    source: str | None
    line_id: str | None
    theme: str | None
    size: str
    out: Path


def run_card(order: CardOrder, *, folder: Path, as_json: bool) -> None:
    """Make one card, or a sheet of all themes."""
    from socialkit.cards.render import make_card, make_sheet

    size = _size(order.size)
    request = _request(order, size, folder)
    brand = _brand(folder)
    make = make_sheet if order.theme == "all" else make_card
    card = make(request, brand, assets=find_assets())
    _write(order.out, card.jpeg)
    if as_json:
        from socialkit.cli.views.json_views import report_card

        print_json(report_card(card, str(order.out.resolve())))
    else:
        say(f"{order.out}: {card.size_px[0]}x{card.size_px[1]}, words at {card.font_px} px")


def _size(name: str) -> Size:
    if name not in list(Size):
        raise UsageError(f"There is no size “{name}”. Write one of: {', '.join(Size)}")
    return Size(name)


def _request(order: CardOrder, size: Size, folder: Path) -> CardRequest:
    """What goes on the card: words of the command line, or a line or structure of an article."""
    if order.source is not None:
        return _request_from(order.source, order, size, folder)
    if not order.text:
        raise UsageError('Which words? Write: socialkit card "the words" --out card.jpg')
    return CardRequest(order.text, order.theme or DEFAULT_THEME, size)


def _request_from(source: str, order: CardOrder, size: Size, folder: Path) -> CardRequest:
    from socialkit.cards.themes.catalogue import structure_request
    from socialkit.cli.commands.lines import find_article
    from socialkit.lines.reading import read_lines

    article = find_article(source, folder)
    reading = read_lines(article, most=500)
    lines = {line.id: line.text for line in reading.lines}
    structures = {one.id: one for one in reading.structures}
    if order.line_id is None:
        raise UsageError(f"Which line? Add --id and one of: {', '.join([*lines, *structures])}")
    if order.line_id in structures:
        found = structures[order.line_id]
        parts = [(part.label, part.text) for part in found.parts]
        return structure_request(found.kind, found.label, parts, theme=order.theme, size=size)
    if order.line_id not in lines:
        raise UsageError(
            f"“{article.title}” has nothing with the id {order.line_id} that makes a card. "
            f"To see its lines, contrasts and lists: socialkit lines {source}"
        )
    return CardRequest(lines[order.line_id], order.theme or DEFAULT_THEME, size)


def _brand(folder: Path) -> Brand:
    """The brand of the workspace; outside of one, a card without a signature."""
    if (folder / "schedule.yaml").exists():
        from socialkit.runtime.container import build_container

        return build_container(folder).brand
    return Brand(name="")


def _write(path: Path, jpeg: bytes) -> None:
    try:
        path.write_bytes(jpeg)
    except OSError as error:
        raise SocialkitError(f"{path} cannot be written: {error.strerror}.") from error
