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


class PlainCommand(TyperCommand):
    """A command that takes words and paths as they are."""

    def __init__(self, *args: Any, params: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, params=list(map(_as_plain, params or ())), **kwargs)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        return _as_plain(super().get_help_option(ctx))


class PlainGroup(TyperGroup):
    """A group of commands whose --help needs no pydantic."""

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
