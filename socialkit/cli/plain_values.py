"""Commands that take words and paths without pydantic, which typer would load for every value, wherever the
options stand.

A word is a word without pydantic, and a path that can be read, or is not there, is never refused. All
other values are left to typer. docs/engineering/decisions/0012-words-without-pydantic.md has the
measurement.
"""

from __future__ import annotations

import difflib
import os
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

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


class PlainCommand(TyperCommand):
    """A command that takes words and paths as they are."""

    def __init__(self, *args: Any, params: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, params=list(map(_as_plain, params or ())), **kwargs)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments read into `ctx`; words that are left over are answered."""
        ctx.allow_extra_args = True
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            takes_folder = any("-C" in one.opts for one in self.params)
            ctx.fail(explain_extra(ctx.args, _name(ctx), takes_folder=takes_folder))
        return list(ctx.args)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        return _as_plain(super().get_help_option(ctx))


class PlainGroup(TyperGroup):
    """A group of commands whose --help needs no pydantic. It understands options before the command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments read into `ctx`."""
        ordered = put_options_behind(args)
        if ordered and ordered[0].startswith("-C"):
            ctx.fail(f"The command is missing, for example: {_name(ctx)} status -C DIR")
        return super().parse_args(ctx, ordered)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named first; a word that is none is answered."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(explain_unknown_command(args[0], self.list_commands(ctx), _name(ctx)))
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        return _as_plain(super().get_help_option(ctx))


class PlainOption(TyperOption):
    """An option that leaves to typer only the values that must be checked."""

    def __init__(self, option: TyperOption) -> None:
        vars(self).update(vars(option))

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value as the command gets it."""
        if not is_plain(value, self):
            return super().process_value(ctx, value)
        taken = plain_value(value, self)
        return self.callback(ctx, self, taken) if self.callback else taken


class PlainArgument(TyperArgument):
    """An argument that leaves to typer only the values that must be checked."""

    def __init__(self, argument: TyperArgument) -> None:
        vars(self).update(vars(argument))

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value as the command gets it."""
        if self.callback or not is_plain(value, self):
            return super().process_value(ctx, value)
        return plain_value(value, self)


def _name(ctx: Any) -> str:
    """The command as one writes it, however it was started."""
    return "socialkit" if ctx.parent is None else f"{_name(ctx.parent)} {ctx.info_name}"


def _as_plain(param: Any) -> Any:
    if type(param) is TyperOption:
        return PlainOption(param)
    return PlainArgument(param) if type(param) is TyperArgument else param


def is_plain(value: Any, param: TyperOption | TyperArgument) -> bool:
    """Whether typer would surely accept this value as it is."""
    rules = getattr(
        param, "type_descriptor", None
    )  # not in the oldest typer that pyproject.toml allows
    if rules is None or param.nargs != 1 or param.multiple:
        return False
    if value is None:
        return not param.required
    info = rules.parameter_info
    if rules.annotation is Path:
        is_free = info.file_okay and info.dir_okay and not info.resolve_path
        return is_free and not (info.exists or info.writable) and _can_be_read(Path(value))
    if rules.annotation is str:
        return info.parser is None
    return value is param.default


def plain_value(value: Any, param: TyperOption | TyperArgument) -> Any:
    """A plain value in the type that the command asks for."""
    return Path(value) if value is not None and param.type_descriptor.annotation is Path else value


def _can_be_read(path: Path) -> bool:
    return os.access(path, os.R_OK) or not os.access(path, os.F_OK)
