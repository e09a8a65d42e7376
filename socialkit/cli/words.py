"""`lines`, `card`, `make`, `approve`, `reject`: everything about words and pictures.

In: a folder, an article, ids. Out: words or JSON. Knows nothing of times and networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socialkit.cli.output import print_json, say, show_progress
from socialkit.errors import SocialkitError, UsageError
from socialkit.model import Article, Brand, CardRequest, Size, Use
from socialkit.wiring import find_assets, wire


def run_lines(article: str, *, folder: Path, top: int, rejected: bool, as_json: bool) -> None:
    """Show what one article holds."""
    from socialkit.lines import read_lines
    from socialkit.pipeline.report import report_reading

    read = find_article(article, folder)
    reading = read_lines(read, most=top)
    if as_json:
        print_json(report_reading(read, reading, rejected=rejected))
        return
    from socialkit.cli.reading import show_reading, show_rejected

    show_reading(read, reading)
    if rejected:
        show_rejected(reading.rejected)


def find_article(name: str, folder: Path) -> Article:
    """An article by path, address or slug. Raise ArticleError or UsageError in words."""
    from socialkit.article import read_article

    if "://" in name or (folder / name).exists():
        return read_article(name, folder=folder)
    if (folder / "schedule.yaml").exists():
        articles = wire(folder).workspace.articles
        if name in articles:
            return articles[name]
        if articles:
            known = ", ".join(sorted(articles))
            raise UsageError(f"There is no article “{name}”. These are here: {known}")
    return read_article(name, folder=folder)


USUAL_THEME = "paper"


@dataclass(frozen=True, slots=True)
class CardWish:
    """What was asked for on the command line of `card`."""

    text: str | None
    source: str | None
    line_id: str | None
    theme: str | None
    size: str
    out: Path


def run_card(wish: CardWish, *, folder: Path, as_json: bool) -> None:
    """Set one card, or a sheet of all themes."""
    from socialkit.cards import make_card, make_sheet
    from socialkit.pipeline.report import report_card

    size = _size(wish.size)
    request = _request(wish, size, folder)
    brand = _brand(folder)
    make = make_sheet if wish.theme == "all" else make_card
    card = make(request, brand, assets=find_assets())
    _write(wish.out, card.jpeg)
    if as_json:
        print_json(report_card(card, str(wish.out.resolve())))
    else:
        say(f"{wish.out}: {card.size_px[0]}x{card.size_px[1]}, words at {card.font_px} px")


def _size(name: str) -> Size:
    if name not in list(Size):
        raise UsageError(f"There is no size “{name}”. Write one of: {', '.join(Size)}")
    return Size(name)


def _request(wish: CardWish, size: Size, folder: Path) -> CardRequest:
    """What shall stand on the card: words of the command line, or a line or structure of an article."""
    if wish.source is not None:
        return _request_from(wish.source, wish, size, folder)
    if not wish.text:
        raise UsageError('Which words? Write: socialkit card "the words" --out card.jpg')
    return CardRequest(wish.text, wish.theme or USUAL_THEME, size)


def _request_from(source: str, wish: CardWish, size: Size, folder: Path) -> CardRequest:
    from socialkit.lines import read_lines
    from socialkit.pipeline.themes import structure_request

    article = find_article(source, folder)
    reading = read_lines(article, most=500)
    lines = {line.id: line.text for line in reading.lines}
    structures = {one.id: one for one in reading.structures}
    if wish.line_id is None:
        raise UsageError(f"Which line? Add --id and one of: {', '.join([*lines, *structures])}")
    if wish.line_id in structures:
        found = structures[wish.line_id]
        parts = [(part.label, part.text) for part in found.parts]
        return structure_request(found.kind, found.label, parts, theme=wish.theme, size=size)
    if wish.line_id not in lines:
        raise UsageError(
            f"“{article.title}” has nothing under {wish.line_id} that makes a card. "
            f"See its lines, contrasts and lists: socialkit lines {source}"
        )
    return CardRequest(lines[wish.line_id], wish.theme or USUAL_THEME, size)


def _brand(folder: Path) -> Brand:
    """The brand of the workspace; outside of one, a card without a signature of anybody."""
    if (folder / "schedule.yaml").exists():
        return wire(folder).workspace.schedule.brand
    return Brand(name="")


def _write(path: Path, jpeg: bytes) -> None:
    try:
        path.write_bytes(jpeg)
    except OSError as error:
        raise SocialkitError(f"{path} cannot be written: {error.strerror}.") from error


def run_make(folder: Path, *, as_json: bool) -> None:
    """Make lines and cards of every article."""
    from socialkit.pipeline.make import make

    wiring = wire(folder)
    with show_progress("Reading and setting", quiet=as_json) as bar:
        made = make(wiring.workspace, assets=wiring.assets, told=bar.step)
    if as_json:
        rows = [{"slug": one.slug, "lines": one.lines, "cards": one.cards} for one in made]
        print_json({"articles": rows})
        return
    for one in made:
        say(f"quotes/{one.slug}: {one.lines} lines, {one.cards} cards")
        for problem in one.problems:
            say(f"  {problem.message}")
    for problem in wiring.workspace.problems:
        say(f"note: {problem}" if problem.level == "note" else str(problem))
    if made:
        say("\nNext: look at the cards in quotes/, say yes with socialkit approve, or rehearse.")
    else:
        say(
            "No article was found. Put one into articles/ (.docx, .txt, .md or .html), then: socialkit make"
        )


def run_approve(
    line_ids: tuple[str, ...],
    *,
    folder: Path,
    article: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Her yes."""
    from socialkit.pipeline.approval import approve

    if not (line_ids or article or everything):
        raise UsageError("Which lines? Write their ids, or --article SLUG, or --all.")
    wiring = wire(folder)
    changed = approve(wiring.workspace, line_ids, article_slug=article, everything=everything)
    _show_changed(changed, Use.YES, as_json=as_json)


def run_reject(line_ids: tuple[str, ...], *, folder: Path, as_json: bool) -> None:
    """Her no."""
    from socialkit.pipeline.approval import reject

    changed = reject(wire(folder).workspace, line_ids)
    _show_changed(changed, Use.NO, as_json=as_json)


def _show_changed(changed: tuple[str, ...], use: Use, *, as_json: bool) -> None:
    if as_json:
        print_json({"changed": list(changed)})
    elif changed:
        say(f"{len(changed)} now say {use.value}: {', '.join(changed)}")
    else:
        say(f"Nothing to change: they said {use.value} already, or ask for your care by id.")
