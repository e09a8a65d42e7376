"""`lines`, `make`, `approve`, `reject`: everything about words.

In: a folder, an article, ids. Out: words or JSON. Knows nothing of times and networks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import complain, print_json, say, show_progress
from socialkit.errors import ConfigError, UsageError
from socialkit.runtime.container import wire

if TYPE_CHECKING:
    from socialkit.model.article import Article
    from socialkit.model.lines import Use
    from socialkit.pipeline.workspace.load import Workspace


def run_lines(article: str, *, folder: Path, top: int, rejected: bool, as_json: bool) -> None:
    """Show what one article holds."""
    from socialkit.cli.views.json_views import report_reading
    from socialkit.lines.read import read_lines

    read = find_article(article, folder)
    reading = read_lines(read, most=top)
    if as_json:
        print_json(report_reading(read, reading, rejected=rejected))
        return
    from socialkit.cli.views.line_table import show_reading, show_rejected

    show_reading(read, reading)
    if rejected:
        show_rejected(reading.rejected)


def find_article(name: str, folder: Path) -> Article:
    """An article by path, address or slug. Raise ArticleError or UsageError in words."""
    from socialkit.article.read import read_article

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


def run_make(folder: Path, *, as_json: bool) -> None:
    """Make lines and cards of every article."""
    from socialkit.pipeline.workspace.make_lines import make

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
    elif not wiring.workspace.problems:
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
    from socialkit.model.lines import Use
    from socialkit.pipeline.workspace.approve import approve

    if not (line_ids or article or everything):
        raise UsageError("Which lines? Write their ids, or --article SLUG, or --all.")
    workspace = _open_lines(folder, "Nothing was approved.")
    changed = approve(workspace, line_ids, article_slug=article, everything=everything)
    _show_changed(changed, Use.YES, as_json=as_json)


def run_reject(line_ids: tuple[str, ...], *, folder: Path, as_json: bool) -> None:
    """Her no."""
    from socialkit.model.lines import Use
    from socialkit.pipeline.workspace.approve import reject

    changed = reject(_open_lines(folder, "Nothing was rejected."), line_ids)
    _show_changed(changed, Use.NO, as_json=as_json)


def _open_lines(folder: Path, nothing: str) -> Workspace:
    """The workspace as it is in force; a mistake in schedule.yaml is told beside what she asked for.
    Raise UsageError, which ends in `nothing`, where no schedule can be used."""
    from socialkit.runtime.schedule_reload import look_past_mistakes

    try:
        wiring = look_past_mistakes(wire(folder))
    except ConfigError as error:
        raise UsageError(f"{error}\n{nothing}") from error
    for problem in wiring.told:
        if problem.level == "error":
            complain(f"note: {problem}")
    return wiring.workspace


def _show_changed(changed: tuple[str, ...], use: Use, *, as_json: bool) -> None:
    if as_json:
        print_json({"changed": list(changed)})
    elif changed:
        say(f"{len(changed)} now say {use.value}: {', '.join(changed)}")
    else:
        say(f"Nothing to change: they said {use.value} already, or ask for your care by id.")
