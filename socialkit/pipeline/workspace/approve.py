"""Approve and reject lines; approvals that were lost with a broken, missing or regenerated lines.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from socialkit.errors import ConfigError, Problem, UsageError
from socialkit.lines.rejected_words import RejectedWords
from socialkit.model.lines import Entry, LineFile, Use
from socialkit.model.notice import FILE_GRACE, Level, Notice, NoticeCode
from socialkit.model.post import OPEN_STATES
from socialkit.model.text import count
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import APPROVALS
from socialkit.pipeline.workspace.load import Workspace
from socialkit.pipeline.workspace.rejections import (
    decide_by_words,
    read_rejections,
    remember_rejections,
)


def approve(
    workspace: Workspace,
    line_ids: tuple[str, ...],
    *,
    article_slug: str | None = None,
    everything: bool = False,
) -> tuple[str, ...]:
    """Approve lines; give the ids that changed. Rejections of the same words elsewhere end with that.

    By `article_slug` or `everything`: only lines without a decision, never those under care, which are
    approved one by one. Raise UsageError, changing nothing, if an id or an article is unknown.
    """
    entries = _load_entries(workspace)
    _require_known(line_ids, entries)
    if article_slug is not None and article_slug not in entries:
        raise UsageError(_unknown_article(article_slug, entries))
    rejected = read_rejections(workspace)
    wanted = {
        one.id
        for slug, rows in entries.items()
        for one in rows
        if one.id in line_ids or ((everything or slug == article_slug) and _is_open(one, rejected))
    }
    return decide_by_words(workspace, wanted, Use.YES)


def _is_open(entry: Entry, rejected: RejectedWords) -> bool:
    """Whether it waits for approval and needs none by its id."""
    return rejected.effective_use(entry) is Use.ASK and entry.care is None


def reject(workspace: Workspace, line_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Reject lines, wherever their words are; give the ids that changed. Raise UsageError, changing
    nothing, if an id is unknown."""
    entries = _load_entries(workspace)
    _require_known(line_ids, entries)
    return decide_by_words(workspace, line_ids, Use.NO)


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


REGENERATED = (
    "{path} was made again, and the approvals in the old file are gone ({counted}): every line waits "
    "for your approval again. "
)
MISSING = (
    "{path} is missing, and the approvals in it are gone ({counted}): once it is made again, every line "
    "waits for your approval again. "
)
REMEDY = (
    "To get them back, put lines.yaml from a backup of the folder quotes/ in its place. If there is no "
    "backup, approve again the lines that you find in `socialkit plan`: socialkit approve LINE_ID… (or "
    "--article {slug})"
)
NOT_THERE = (
    "{path} is missing, and {counted} from it. Put the file from a backup of the folder quotes/ in its "
    "place. Or make it again, then each of its lines waits for your approval: socialkit make"
)
Counts = Mapping[str, tuple[int, int]]


def find_broken_lines(workspace: Workspace) -> list[Problem]:
    """Every mistake in a lines.yaml, with its place: none of its article's lines is used for new posts."""
    found: list[Problem] = []
    for slug in workspace.articles:
        try:
            workspace.line_file(slug)
        except ConfigError as error:
            found += error.problems
    return found


def find_missing_lines(workspace: Workspace) -> frozenset[str]:
    """The slugs whose lines.yaml is not there."""
    return frozenset(slug for slug, file in _readable(workspace).items() if file is None)


def remember_approvals(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Store how many lines are approved and rejected, and which words, if that has changed. A file without
    any decision, or one that cannot be read, changes nothing: what it held before may be lost."""
    before = _recall(store)
    files = _readable(workspace)
    counts = {slug: _count(file) for slug, file in files.items() if file and any(_count(file))}
    after = {**before, **counts}
    if after != before:
        store.state.put(APPROVALS, after, now=now)
    remember_rejections(workspace, store, now=now)


def find_lost_approvals(workspace: Workspace, store: Store, *, now: datetime) -> list[Notice]:
    """A notice for each article whose lines.yaml held approvals and holds none now, or is missing though
    posts are planned from it."""
    known, found = _recall(store), list[Notice]()
    for slug, file in _readable(workspace).items():
        has_decisions = file is not None and any(_count(file))
        if has_decisions or workspace.articles[slug].sample:
            continue
        path = workspace.line_file_path(slug).relative_to(workspace.folder).as_posix()
        if slug in known:
            words = (MISSING if file is None else REGENERATED) + REMEDY
            text = words.format(path=path, slug=slug, counted=_say(*known[slug]))
            found.append(_lost(slug, text))
        elif file is None and (number := _count_planned(slug, store, now)):
            posts = "1 post is" if number == 1 else f"{number} posts are"
            found.append(_lost(slug, NOT_THERE.format(path=path, counted=f"{posts} planned")))
    return found


def _lost(slug: str, text: str) -> Notice:
    return Notice(Level.ERROR, NoticeCode.LINES_LOST, f"lines:{slug}", text, FILE_GRACE)


def _readable(workspace: Workspace) -> dict[str, LineFile | None]:
    """The line file of every article, None if it has none; without files that cannot be read."""
    found: dict[str, LineFile | None] = {}
    for slug in workspace.articles:
        with suppress(ConfigError):
            found[slug] = workspace.line_file(slug)
    return found


def _recall(store: Store) -> Counts:
    return store.state.get(APPROVALS) or {}


def _count(file: LineFile) -> tuple[int, int]:
    """How many lines are approved and rejected, with those that left the article."""
    uses = [one.use for one in (*file.lines, *file.structures, *file.gone)]
    return uses.count(Use.YES), uses.count(Use.NO)


def _say(approved: int, rejected: int) -> str:
    counted = ((approved, "approved"), (rejected, "rejected"))
    return ", ".join(f"{count(number, 'line')} {word}" for number, word in counted if number)


def _count_planned(slug: str, store: Store, now: datetime) -> int:
    """How many planned posts use lines of this file; a pinned quote does not."""
    pinned = {slot.id for slot in store.slots() if slot.spec.quote is not None}
    ahead = store.posts(states=OPEN_STATES, since=now)
    return sum(one.plan.article_slug == slug and one.plan.slot_id not in pinned for one in ahead)
