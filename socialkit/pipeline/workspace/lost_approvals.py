"""Her word on lines where it is out of reach: a lines.yaml that is broken, missing, or made anew.

Writes no files and asks no network.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from socialkit.errors import ConfigError, Problem
from socialkit.model.lines import LineFile, Use
from socialkit.model.notice import FILE_GRACE, Level, Notice, NoticeCode
from socialkit.model.post import OPEN_STATES
from socialkit.outbox.store import Store
from socialkit.pipeline.workspace.load import Workspace

APPROVALS = "her_word"
"""How many lines of each article had her yes and her no, as JSON."""

MADE_ANEW = "{path} was made anew, and your word in the old one is gone ({counted}): every line asks again. "
MISSING = (
    "{path} is missing, and your word in it is gone ({counted}): once it is made anew, every line asks "
    "again. "
)
REMEDY = (
    "To bring your word back, put lines.yaml from a backup of the folder quotes/ in its place. If there "
    "is none, say yes anew to lines that you find in `socialkit plan`: socialkit approve LINE_ID… (or "
    "--article {slug})"
)
NOT_THERE = (
    "{path} is missing, and {counted} from it. Put the file from a backup of the folder quotes/ in its "
    "place, or have it made anew, where every line asks for your yes: socialkit make"
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
    """Keep how many lines have her word, where that has changed. A file without any word of hers, or
    one that cannot be read, changes nothing: what it held before may be lost."""
    before = _recall(store)
    files = _readable(workspace)
    counts = {slug: _count(file) for slug, file in files.items() if file and any(_count(file))}
    after = {**before, **counts}
    if after != before:
        store.mark(APPROVALS, json.dumps(after, ensure_ascii=False, sort_keys=True), now=now)


def find_lost_approvals(workspace: Workspace, store: Store, *, now: datetime) -> list[Notice]:
    """A notice for each article whose lines.yaml had her word and has none now, or is missing though
    posts are planned from it."""
    known, found = _recall(store), list[Notice]()
    for slug, file in _readable(workspace).items():
        has_word = file is not None and any(_count(file))
        if has_word or workspace.articles[slug].sample:
            continue
        path = workspace.line_file_path(slug).relative_to(workspace.folder).as_posix()
        if slug in known:
            words = (MISSING if file is None else MADE_ANEW) + REMEDY
            text = words.format(path=path, slug=slug, counted=_say(*known[slug]))
            found.append(_lost(slug, text))
        elif file is None and (number := _count_planned(slug, store, now)):
            posts = "1 post is" if number == 1 else f"{number} posts are"
            found.append(_lost(slug, NOT_THERE.format(path=path, counted=f"{posts} planned")))
    return found


def _lost(slug: str, text: str) -> Notice:
    return Notice(Level.ERROR, NoticeCode.LINES_LOST, f"lines:{slug}", text, FILE_GRACE)


def _readable(workspace: Workspace) -> dict[str, LineFile | None]:
    """The lines of every article, None where there are none; without what cannot be read."""
    found: dict[str, LineFile | None] = {}
    for slug in workspace.articles:
        with suppress(ConfigError):
            found[slug] = workspace.line_file(slug)
    return found


def _recall(store: Store) -> Counts:
    mark = store.read_mark(APPROVALS)
    kept = json.loads(mark.value) if mark else {}
    return {slug: (yes, no) for slug, (yes, no) in kept.items()}


def _count(file: LineFile) -> tuple[int, int]:
    """How many lines have her yes and her no, with those that left the article."""
    uses = [one.use for one in (*file.lines, *file.structures, *file.gone)]
    return uses.count(Use.YES), uses.count(Use.NO)


def _say(yes: int, no: int) -> str:
    counted = ((yes, "yes"), (no, "no"))
    return ", ".join(
        f"{word} to {number} line{'' if number == 1 else 's'}" for number, word in counted if number
    )


def _count_planned(slug: str, store: Store, now: datetime) -> int:
    """How many posts to come take their words from this lines.yaml; a pinned quote does not."""
    pinned = {slot.id for slot in store.slots() if slot.spec.quote is not None}
    ahead = store.posts(states=OPEN_STATES, since=now)
    return sum(one.plan.article_slug == slug and one.plan.slot_id not in pinned for one in ahead)
