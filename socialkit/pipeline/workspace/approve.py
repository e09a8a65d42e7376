"""Approve and reject lines, and remember both: what was lost with a broken, missing or regenerated
lines.yaml, and which words were rejected anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from socialkit.config.line_file.line_file import set_use
from socialkit.errors import ConfigError, Problem, UsageError
from socialkit.lines.rejected_words import RejectedWords, approved_keys, rejected_keys, word_key
from socialkit.model.lines import Entry, LineFile, Use
from socialkit.model.notice import FILE_GRACE, Level, Notice, NoticeCode
from socialkit.model.post import OPEN_STATES
from socialkit.model.text import count
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import APPROVALS, REJECTED_WORDS
from socialkit.pipeline.workspace.load import Workspace

LOST = ""
"""In what is remembered, the rejections of files that were made again without them."""
Files = Mapping[str, LineFile]
"""Line files by their folder in quotes/."""
Remembered = Mapping[str, tuple[str, ...]]


def collect_rejections(files: Files, store: Store | None = None) -> RejectedWords:
    """The words that the owner rejected in any lines.yaml. With a `store`, also what was rejected in files
    that are missing, made again or unreadable, unless the same words were approved since."""
    remembered = (store and store.state.get(REJECTED_WORDS)) or {}
    lost = (words for slug, words in remembered.items() if not _has_decisions(files.get(slug)))
    kept = _union(lost) - _union(map(approved_keys, files.values()))
    return RejectedWords(kept | _union(map(rejected_keys, files.values())))


def read_rejections(workspace: Workspace, store: Store | None = None) -> RejectedWords:
    """As `collect_rejections`, from the files as they are now."""
    return collect_rejections(workspace.line_files(), store)


def remember_rejections(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Store what is rejected in each lines.yaml, if that has changed."""
    files = workspace.line_files()
    before = store.state.get(REJECTED_WORDS) or {}
    after = {slug: tuple(sorted(keys)) for slug, keys in _updated(before, files).items() if keys}
    if after != before:
        store.state.put(REJECTED_WORDS, after, now=now)


def _updated(before: Remembered, files: Files) -> dict[str, frozenset[str]]:
    """What is remembered from now on, by folder; the words of a lost file until they are read again
    elsewhere, or approved."""
    read = {slug: rejected_keys(file) for slug, file in files.items()}
    emptied = {slug for slug, file in files.items() if not _has_decisions(file)}
    lost = _union(before[slug] for slug in before if slug in emptied or slug == LOST)
    lost -= _union(map(approved_keys, files.values()))
    gone = {slug: frozenset(keys) for slug, keys in before.items() if slug not in {*files, LOST}}
    everywhere = _union(read.values())
    unread = {slug: keys for slug, keys in gone.items() if not keys <= everywhere}
    return {**read, **unread, LOST: lost - everywhere}


def _has_decisions(file: LineFile | None) -> bool:
    return file is not None and file.has_decisions


def _union(groups: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(key for keys in groups for key in keys)


def decide_by_words(
    workspace: Workspace, files: Files, ids: Iterable[str], use: Use
) -> tuple[str, ...]:
    """Write a decision beside lines with these ids, and beside the same words in every other lines.yaml
    that says something else; give the ids that changed. An approval reaches other files only where they
    reject the words, since every article is approved for its own accounts.

    Raise ConfigError when a file cannot be written.
    """
    wanted = frozenset(ids)
    chosen = (one for file in files.values() for one in file.entries if one.id in wanted)
    keys = {word_key(one.text) for one in chosen}
    changed: list[str] = []
    for slug in dict.fromkeys([*filter(files.__contains__, workspace.articles), *files]):
        others = _ids_to_follow(files[slug], keys, use) if keys else set()
        changed += set_use(workspace.line_file_path(slug), wanted | others, use)
    return tuple(changed)


def _ids_to_follow(file: LineFile, keys: set[str], use: Use) -> set[str]:
    same = (one for one in file.entries if word_key(one.text) in keys)
    return {one.id for one in same if use is Use.NO or one.use is Use.NO}


MIN_LETTERS = 4
"""As many as the beginning of a post's key needs."""
PostLines = Mapping[str, tuple[str, ...]]


def approve(
    workspace: Workspace,
    names: tuple[str, ...],
    *,
    article_slug: str | None = None,
    everything: bool = False,
    posts: PostLines = MappingProxyType({}),
) -> tuple[str, ...]:
    """Approve lines; give the ids that changed. Rejections of the same words elsewhere end with that.

    `names` are ids of lines, keys of `posts` (which give their lines), or beginnings of either. By
    `article_slug` or `everything`: only lines without a decision, never those under care, which are
    approved one by one. Raise UsageError, changing nothing, if a name or an article is unknown, or a
    beginning means several.
    """
    chosen = _choose(workspace, names, posts, article_slug=article_slug, everything=everything)
    return _decide(workspace, chosen, Use.YES, over=(Use.ASK,))


def reject(
    workspace: Workspace,
    names: tuple[str, ...],
    *,
    article_slug: str | None = None,
    everything: bool = False,
    posts: PostLines = MappingProxyType({}),
) -> tuple[str, ...]:
    """Reject lines, wherever their words are; give the ids that changed. As `approve`, but `article_slug`
    and `everything` mean approved lines too."""
    chosen = _choose(workspace, names, posts, article_slug=article_slug, everything=everything)
    return _decide(workspace, chosen, Use.NO, over=(Use.ASK, Use.YES))


@dataclass(frozen=True, slots=True)
class _Choice:
    """All lines, the ids that were named, and the slugs of which all lines are meant."""

    entries: Mapping[str, tuple[Entry, ...]]
    named: frozenset[str]
    whole: frozenset[str]


def _choose(
    workspace: Workspace,
    names: tuple[str, ...],
    posts: PostLines,
    *,
    article_slug: str | None,
    everything: bool,
) -> _Choice:
    entries = _load_entries(workspace)
    ids = {one.id for rows in entries.values() for one in rows}
    named = frozenset(line for name in names for line in _find_lines(name, ids, posts))
    if article_slug is not None and article_slug not in entries:
        raise UsageError(_unknown_article(article_slug, entries))
    one = () if article_slug is None else (article_slug,)
    return _Choice(entries, named, frozenset(entries if everything else one))


def _decide(
    workspace: Workspace, chosen: _Choice, use: Use, *, over: tuple[Use, ...]
) -> tuple[str, ...]:
    files = workspace.line_files()
    rejected = collect_rejections(files)
    wanted = {
        one.id
        for slug, rows in chosen.entries.items()
        for one in rows
        if one.id in chosen.named
        or (slug in chosen.whole and rejected.effective_use(one) in over and one.care is None)
    }
    return decide_by_words(workspace, files, wanted, use)


def _find_lines(name: str, ids: set[str], posts: PostLines) -> tuple[str, ...]:
    """The ids that a name means. Raise UsageError where it means none, or several."""
    if name in ids:
        return (name,)
    keys = [key for key in posts if len(name) >= MIN_LETTERS and key.startswith(name)]
    if name in posts:
        keys = [name]
    found: set[tuple[str, ...]] = {
        (one,) for one in ids if len(name) >= MIN_LETTERS and one.startswith(name)
    }
    found |= {tuple(one for one in posts[key] if one in ids) for key in keys}
    found.discard(())
    if len(found) == 1:
        return found.pop()
    if not found and keys:
        raise UsageError(
            f"The lines of the post {keys[0]} are in no lines.yaml. Nothing was changed."
        )
    raise UsageError(_unknown_name(name, sorted(" ".join(one) for one in found)))


def _unknown_name(name: str, meant: list[str]) -> str:
    if meant:
        return (
            f"“{name}” may mean {', '.join(meant)}. Nothing was changed. Write more letters of it."
        )
    if len(name) < MIN_LETTERS:
        few = f"Of a beginning, write {MIN_LETTERS} letters or more."
        return f"There is no line {name}. Nothing was changed. {few}"
    return (
        f"There is no line {name}. Nothing was changed. "
        f"You find the ids in quotes/ARTICLE/lines.yaml and with: socialkit plan"
    )


def _load_entries(workspace: Workspace) -> dict[str, tuple[Entry, ...]]:
    """The rows of every lines.yaml, by article. Raise UsageError if there is none yet."""
    found = {}
    for slug in workspace.articles:
        file = workspace.line_file(slug)
        if file is not None:
            found[slug] = file.entries
    if not found:
        raise UsageError("There are no lines yet. Run first: socialkit make")
    return found


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
    counts = {slug: _count(file) for slug, file in files.items() if file and file.has_decisions}
    after = {**before, **counts}
    if after != before:
        store.state.put(APPROVALS, after, now=now)
    remember_rejections(workspace, store, now=now)


def find_lost_approvals(workspace: Workspace, store: Store, *, now: datetime) -> list[Notice]:
    """A notice for each article whose lines.yaml held approvals and holds none now, or is missing though
    posts are planned from it."""
    known, found = _recall(store), list[Notice]()
    for slug, file in _readable(workspace).items():
        has_decisions = file is not None and file.has_decisions
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
    uses = [one.use for one in file.all_entries]
    return uses.count(Use.YES), uses.count(Use.NO)


def _say(approved: int, rejected: int) -> str:
    counted = ((approved, "approved"), (rejected, "rejected"))
    return ", ".join(f"{count(number, 'line')} {word}" for number, word in counted if number)


def _count_planned(slug: str, store: Store, now: datetime) -> int:
    """How many planned posts use lines of this file; a pinned quote does not."""
    pinned = {slot.id for slot in store.slots() if slot.spec.quote is not None}
    ahead = store.posts(states=OPEN_STATES, since=now)
    return sum(one.plan.article_slug == slug and one.plan.slot_id not in pinned for one in ahead)
