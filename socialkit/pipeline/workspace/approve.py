"""Her word on lines: yes or no."""

from __future__ import annotations

from collections.abc import Iterable

from socialkit.config.line_file.line_file import set_use
from socialkit.errors import UsageError
from socialkit.model.lines import Entry, Use
from socialkit.pipeline.workspace.load import Workspace


def approve(
    workspace: Workspace,
    line_ids: tuple[str, ...],
    *,
    article_slug: str | None = None,
    everything: bool = False,
) -> tuple[str, ...]:
    """Say yes; give the ids that changed.

    By `article_slug` or `everything`: only lines that still ask, never those under care (CONTRACT).
    Raise UsageError, changing nothing, when an id or an article is unknown.
    """
    entries = _entries(workspace)
    _refuse_unknown(line_ids, entries)
    if article_slug is not None and article_slug not in entries:
        raise UsageError(_unknown_article(article_slug, entries))
    changed: list[str] = []
    for slug, rows in entries.items():
        whole = everything or slug == article_slug
        wanted = {
            one.id
            for one in rows
            if one.id in line_ids or (whole and one.use is Use.ASK and one.care is None)
        }
        changed += set_use(workspace.line_file_path(slug), wanted, Use.YES)
    return tuple(changed)


def reject(workspace: Workspace, line_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Say no; give the ids that changed. Raise UsageError when an id is unknown."""
    entries = _entries(workspace)
    _refuse_unknown(line_ids, entries)
    changed: list[str] = []
    for slug, rows in entries.items():
        wanted = {one.id for one in rows if one.id in line_ids}
        changed += set_use(workspace.line_file_path(slug), wanted, Use.NO)
    return tuple(changed)


def _entries(workspace: Workspace) -> dict[str, tuple[Entry, ...]]:
    """The rows of every lines.yaml. Raise UsageError where there is none yet."""
    found = {}
    for slug in workspace.articles:
        file = workspace.line_file(slug)
        if file is not None:
            found[slug] = (*file.lines, *file.structures)
    if not found:
        raise UsageError("There are no lines yet. Run first: socialkit make")
    return found


def _refuse_unknown(line_ids: Iterable[str], entries: dict[str, tuple[Entry, ...]]) -> None:
    known = {one.id for rows in entries.values() for one in rows}
    unknown = [one for one in line_ids if one not in known]
    if unknown:
        raise UsageError(
            f"There is no line {', '.join(unknown)}. Nothing was changed. "
            f"The ids stand in quotes/ARTICLE/lines.yaml and in: socialkit plan"
        )


def _unknown_article(slug: str, entries: dict[str, tuple[Entry, ...]]) -> str:
    return f"There is no article “{slug}”. These are here: {', '.join(sorted(entries))}"
