"""An article that was renamed or moved takes its lines.yaml and cards along.

Which article a lines.yaml belongs to is read from its words: the folder under quotes/ is named after a file
or an address, and those change.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from socialkit.config.line_file.line_file import read_line_file, remake_line_file, rename_ids
from socialkit.errors import MachineError
from socialkit.lines.keep import merge_decisions
from socialkit.model.article import Article
from socialkit.model.lines import Entry, LineFile, is_id_of, line_id
from socialkit.model.text import find_quote
from socialkit.pipeline.workspace.load import LINES_NAME, Workspace

LEAST_SHARE = 0.3
"""An article that holds this share of the lines of a lines.yaml without an article is that article, renamed
and edited: two texts of their own do not share so many sentences, letter for letter."""
LEAST_SHARE_AT_HOME = 0.5
"""While an article under the old name exists, the lines leave it only when most of them stand elsewhere."""
ASIDE = ".moving-"
"""Begins the name of a folder on its way to the name of another one that moves too."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The lines of the article that was `old` belong to `new`: both are names of folders in quotes/."""

    old: str
    new: str
    source: str

    @property
    def message(self) -> str:
        """What happened, for people."""
        return (
            f"{self.source} was called “{self.old}” before: its approvals and cards are in "
            f"quotes/{self.new} now"
        )


def find_renamed(workspace: Workspace) -> tuple[Renamed, ...]:
    """Which folders of quotes/ belong to an article of another name. Files that cannot be read stay."""
    files = workspace.line_files()
    lost = {slug for slug, file in files.items() if not _is_at_home(workspace, slug, file)}
    taken = files.keys() - lost
    found: list[Renamed] = []
    for old in sorted(lost - workspace.unread):
        new = _new_home(workspace, old, files[old], taken)
        if new is not None:
            taken |= {new.slug}
            found.append(Renamed(old, new.slug, new.source))
    return tuple(found)


def _is_at_home(workspace: Workspace, slug: str, file: LineFile) -> bool:
    article = workspace.articles.get(slug)
    if article is None:
        return False
    if file.text_sha256 == article.text_sha256 or not file.entries:
        return True
    return _share(file, article) >= LEAST_SHARE_AT_HOME


def _new_home(
    workspace: Workspace, old: str, file: LineFile, taken: Iterable[str]
) -> Article | None:
    """The article that holds most of the lines. One that has lines of its own takes them only from an
    article that is gone."""
    is_gone = old not in workspace.articles
    least, occupied = (LEAST_SHARE, set()) if is_gone else (LEAST_SHARE_AT_HOME, set(taken))
    rivals = [one for slug, one in workspace.articles.items() if slug not in {old, *occupied}]
    shares = [(_share(file, one), one.slug not in taken, one.slug) for one in rivals]
    share, _, slug = max(shares, default=(0.0, False, ""))
    return workspace.articles[slug] if share >= least else None


def _share(file: LineFile, article: Article) -> float:
    """The part of the lines and structures that stand in an article, 0 to 1."""
    standing = sum(
        all(find_quote(text, article.text) is not None for text in one.slices)
        for one in file.entries
    )
    return standing / len(file.entries) if file.entries else 0.0


def move_renamed(workspace: Workspace) -> tuple[Renamed, ...]:
    """Move the lines.yaml and the cards of renamed articles to their new folders; the old ones are gone.

    If it ends halfway, the next call finishes it. Raise ConfigError for a lines.yaml that cannot be
    written, MachineError for a folder that cannot be changed.
    """
    found = find_renamed(workspace)
    leaving = {one.old for one in found}
    for one in found:
        rename_ids(workspace.line_file_path(one.old), partial(_new_id, one))
    try:
        places = {one: _set_aside(workspace, one, leaving) for one in found}
        for one, place in places.items():
            _settle(workspace, place, one.new)
    except OSError as error:
        raise MachineError(
            f"quotes/ cannot be changed ({error.strerror or error}), so the approvals of a renamed "
            f"article stay in their old folder. Allow writing to quotes/, then run it again."
        ) from error
    return found


def _new_id(renamed: Renamed, entry: Entry) -> str:
    if not is_id_of(entry.id, renamed.old, entry.text):
        return entry.id
    return line_id(renamed.new, entry.text, length=len(entry.id))


def _set_aside(workspace: Workspace, one: Renamed, leaving: set[str]) -> Path:
    """Where the folder is now: under another name if its new one is still in use by one that moves."""
    folder = workspace.quotes / one.old
    if one.new not in leaving:
        return folder
    aside = workspace.quotes / f"{ASIDE}{one.old}"
    folder.rename(aside)
    return aside


def _settle(workspace: Workspace, folder: Path, new: str) -> None:
    """Move everything into the new folder, lines.yaml last: until then the old folder counts."""
    target, lines = workspace.quotes / new, folder / LINES_NAME
    target.mkdir(exist_ok=True)
    for path in sorted(folder.iterdir()):
        if path != lines and not (target / path.name).exists():
            path.rename(target / path.name)
    if (target / LINES_NAME).exists():
        _merge(workspace, lines, target / LINES_NAME)
        lines.replace(target / f"{folder.name}.{LINES_NAME}.bak")
    else:
        lines.replace(target / LINES_NAME)
    shutil.rmtree(folder)


def _merge(workspace: Workspace, lines: Path, target: Path) -> None:
    moved = read_line_file(lines, workspace.remember)
    if moved is not None:
        remake_line_file(
            target,
            lambda old: merge_decisions(old, moved) if old else moved,
            workspace.remember,
        )
