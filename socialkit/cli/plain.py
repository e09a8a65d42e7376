"""Words and paths of a command line, taken as they are.

typer hands every value to pydantic, which takes as long to load as a card takes to set. A word is a
word without it, and a path that can be read, or is not there, is never refused. Whatever else stands
on the line is typer's to look at, as before.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperGroup, TyperOption


class PlainGroup(TyperGroup):
    """A group whose commands take words and paths as they are."""

    def get_params(self, ctx: Any) -> Any:
        """Its own options, with --help."""
        params = super().get_params(ctx)
        make_plain(params)
        return params

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            make_plain(command.get_params(ctx))
        return command


class PlainOption(TyperOption):
    """An option that leaves to typer only what must be looked at."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value as the command gets it."""
        if not is_plain(value, self):
            return super().process_value(ctx, value)
        taken = take(value, self)
        return self.callback(ctx, self, taken) if self.callback else taken


class PlainArgument(TyperArgument):
    """An argument that leaves to typer only what must be looked at."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value as the command gets it."""
        if self.callback or not is_plain(value, self):
            return super().process_value(ctx, value)
        return take(value, self)


def make_plain(params: Any) -> None:
    """typer makes parameters by itself and asks nobody of which class, so they change it later."""
    for param in params:
        if type(param) is TyperOption:
            param.__class__ = PlainOption
        elif type(param) is TyperArgument:
            param.__class__ = PlainArgument


def is_plain(value: Any, param: TyperOption | TyperArgument) -> bool:
    """Is it sure that typer would take this value?"""
    rules = getattr(param, "type_descriptor", None)
    if rules is None or param.nargs != 1 or param.multiple:
        return False
    if value is None:
        return not param.required
    info = rules.parameter_info
    if rules.annotation is Path:
        is_free = info.file_okay and info.dir_okay and not info.resolve_path
        return is_free and not (info.exists or info.writable) and _is_open(Path(value))
    if rules.annotation is str:
        return info.parser is None
    return value is param.default


def take(value: Any, param: TyperOption | TyperArgument) -> Any:
    """A plain value in the type that the command asks for."""
    return Path(value) if value is not None and param.type_descriptor.annotation is Path else value


def _is_open(path: Path) -> bool:
    return os.access(path, os.R_OK) or not os.access(path, os.F_OK)
