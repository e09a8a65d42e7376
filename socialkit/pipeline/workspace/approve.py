"""Approve and reject lines."""

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
    """Approve lines; give the ids that changed.

    By `article_slug` or `everything`: only lines without a decision, never those under care, which are
    approved one by one. Raise UsageError, changing nothing, if an id or an article is unknown.
    """
    entries = _load_entries(workspace)
    _require_known(line_ids, entries)
    if article_slug is not None and article_slug not in entries:
        raise UsageError(_unknown_article(article_slug, entries))
    changed: list[str] = []
    for slug, rows in entries.items():
        is_whole = everything or slug == article_slug
        wanted = {
            one.id
            for one in rows
            if one.id in line_ids or (is_whole and one.use is Use.ASK and one.care is None)
        }
        changed += set_use(workspace.line_file_path(slug), wanted, Use.YES)
    return tuple(changed)


def reject(workspace: Workspace, line_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Reject lines; give the ids that changed. Raise UsageError, changing nothing, if an id is unknown."""
    entries = _load_entries(workspace)
    _require_known(line_ids, entries)
    changed: list[str] = []
    for slug, rows in entries.items():
        wanted = {one.id for one in rows if one.id in line_ids}
        changed += set_use(workspace.line_file_path(slug), wanted, Use.NO)
    return tuple(changed)


def _load_entries(workspace: Workspace) -> dict[str, tuple[Entry, ...]]:
    """The rows of every lines.yaml, by article. Raise UsageError if there is none yet."""
    found = {}
    for slug in workspace.articles:
        file = workspace.line_file(slug)
        if file is not None:
            found[slug] = (*file.lines, *file.structures)
    if not found:
        raise UsageError("There are no lines yet. Run first: socialkit make")
    return found


def _require_known(line_ids: Iterable[str], entries: dict[str, tuple[Entry, ...]]) -> None:
    known = {one.id for rows in entries.values() for one in rows}
    unknown = [one for one in line_ids if one not in known]
    if unknown:
        raise UsageError(
            f"There is no line {', '.join(unknown)}. Nothing was changed. "
            f"You find the ids in quotes/ARTICLE/lines.yaml and with: socialkit plan"
        )


def _unknown_article(slug: str, entries: dict[str, tuple[Entry, ...]]) -> str:
    return f"There is no article “{slug}”. There are: {', '.join(sorted(entries))}"
