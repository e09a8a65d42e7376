"""Words that stand in another place on the command line than they should: understood, or answered with the
line as it should be."""

from __future__ import annotations

import difflib
import os
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

SCHEDULE = "schedule.yaml"
_WITH_VALUE = "-C"
_ALONE = "--json"
_MEANT = {
    **dict.fromkeys(("start", "begin", "daemon", "serve", "go"), "run"),
    **dict.fromkeys(("validate", "verify", "doctor", "test", "lint"), "check"),
    **dict.fromkeys(("publish", "send"), "post"),
    **dict.fromkeys(("stop", "hold", "halt"), "pause"),
    **dict.fromkeys(("continue", "unpause", "restart"), "resume"),
    **dict.fromkeys(("new", "create", "setup"), "init"),
    **dict.fromkeys(("preview", "simulate", "dry-run"), "rehearse"),
    **dict.fromkeys(("login", "log-in", "signin", "auth"), "connect"),
    **dict.fromkeys(("calendar", "schedule", "next"), "plan"),
    **dict.fromkeys(("accept", "yes", "ok"), "approve"),
    **dict.fromkeys(("decline", "refuse", "no"), "reject"),
    **dict.fromkeys(("delete", "undo"), "unpublish"),
    **dict.fromkeys(("build", "generate"), "make"),
    **dict.fromkeys(("quotes", "quote"), "lines"),
    **dict.fromkeys(("ig", "insta"), "instagram"),
    **dict.fromkeys(("fb", "meta", "page"), "facebook"),
}  # fmt: skip


def put_options_behind(words: Sequence[str]) -> list[str]:
    """The words of a command line with `-C DIR` and `--json` behind the command, where each command takes
    them; `help` and its command become `--help`."""
    moved: list[str] = []
    rest = list(words)
    while rest and (rest[0] == _ALONE or rest[0].startswith(_WITH_VALUE)):
        length = 2 if rest[0] == _WITH_VALUE and len(rest) > 1 else 1
        moved += rest[:length]
        rest = rest[length:]
    if rest[:1] == ["help"]:
        return [*rest[1:], "--help"]
    end = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:end], *moved, *rest[end:]]


def explain_unknown_command(name: str, known: Collection[str], prefix: str) -> str:
    """What was meant by a word that is no command: `prefix` is what stands before it."""
    path, shown = Path(name), shlex.quote(name)
    if prefix == "socialkit" and path.is_dir():
        has_schedule = (path / SCHEDULE).is_file()
        command = "socialkit status" if Path(SCHEDULE).is_file() else f"socialkit init {shown}"
        command = f"socialkit status -C {shown}" if has_schedule else command
        return f"“{name}” is a folder; the command comes first, for example: {command}"
    if prefix == "socialkit" and path.is_file():
        is_schedule = path.name == SCHEDULE
        command = f"socialkit check -C {shown}" if is_schedule else f"socialkit lines {shown}"
        return f"“{name}” is a file; the command comes first, for example: {command}"
    meant = _MEANT.get(name.lower())
    if meant not in known:
        near = difflib.get_close_matches(name.lower(), known, n=1)
        meant = near[0] if near else None
    if meant is not None:
        return f"There is no command “{name}”. Did you mean: {prefix} {meant}"
    return f"There is no command “{name}”. There are: {', '.join(known)}"


def explain_extra(words: Sequence[str], command: str, *, takes_folder: bool) -> str:
    """What to do about words that a command takes none of."""
    first = words[0]
    if takes_folder and (Path(first).is_dir() or Path(first).name == SCHEDULE):
        return f"The folder comes behind -C: {command} -C {shlex.quote(first)}"
    named = " ".join(shlex.quote(one) for one in words)
    return f"{command} has no place for “{named}”. What it takes: {command} --help"


def find_folder(path: Path) -> Path:
    """The folder that was meant: that of schedule.yaml, where the file itself was named. Raise ValueError
    for another file."""
    if not path.is_file():
        return path
    if path.name == SCHEDULE:
        return path.parent
    raise ValueError(
        f"{path} is a file; write the folder that holds schedule.yaml, for example: -C {_parent(path)}"
    )


def _parent(path: Path) -> str:
    """The nearest folder above that holds a schedule.yaml, as one would write it; else that of the file."""
    for folder in path.parents:
        if (folder / SCHEDULE).is_file():
            return shlex.quote(os.fspath(folder))
    return shlex.quote(os.fspath(path.parent))
