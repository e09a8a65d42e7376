"""Every rejection under quotes/: also of articles that are gone, renamed or copied, and of a lines.yaml that
is lost or cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from socialkit.config.line_file.line_file import set_use
from socialkit.lines.rejected_words import RejectedWords, approved_keys, rejected_keys, word_key
from socialkit.model.lines import LineFile, Use
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import REJECTED_WORDS
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
