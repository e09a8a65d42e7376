"""`lines`: the lines of one article, best first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_json
from socialkit.errors import UsageError
from socialkit.runtime.container import build_container

if TYPE_CHECKING:
    from socialkit.model.article import Article


def run_lines(article: str, *, folder: Path, top: int, rejected: bool, as_json: bool) -> None:
    """Show the lines of one article."""
    from socialkit.cli.views.json_views import report_reading
    from socialkit.lines.reading import read_lines

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
    """An article by path, address or slug. Raise ArticleError or UsageError where there is none."""
    from socialkit.article.read import read_article

    if "://" in name or (folder / name).exists():
        return read_article(name, folder=folder)
    if (folder / "schedule.yaml").exists():
        articles = build_container(folder).workspace.articles
        if name in articles:
            return articles[name]
        if articles:
            known = ", ".join(sorted(articles))
            raise UsageError(f"There is no article “{name}”. There are these: {known}")
    return read_article(name, folder=folder)
