"""Commands that take words and paths without pydantic, which typer would load for every value.

A word is a word without pydantic, and a path that can be read, or is not there, is never refused. All
other values are left to typer. docs/engineering/decisions/0012-words-without-pydantic.md has the
measurement.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from socialkit.cli.misplaced import explain_extra, explain_unknown_command, put_options_behind


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
