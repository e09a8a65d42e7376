"""The rows of .env: which names it holds, and on which line."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ENV_NAME = ".env"
SECRET = re.compile(r"\$\{([^{}\s]*)\}")
"""${NAME} in schedule.yaml."""


ENCODING = "utf-8-sig"
"""Editors on Windows put a mark before the first letter."""


@dataclass(frozen=True, slots=True)
class EnvRow:
    """One row of .env; `name` is None for a row that is not NAME=value. `typed` is all that stands behind the
    name, `value` what was read of it, before any ${NAME} in it is replaced; both may be secret."""

    line: int
    name: str | None
    typed: str = field(default="", repr=False)
    value: str | None = field(default=None, repr=False)


def read_env_rows(folder: Path) -> tuple[EnvRow, ...]:
    """The rows of .env in order; none where there is no such file. Raise OSError, UnicodeError."""
    path = folder / ENV_NAME
    if not path.is_file():
        return ()
    with path.open(encoding=ENCODING) as file:
        return tuple(_rows(file))


def _rows(file: object) -> Iterator[EnvRow]:
    from dotenv.parser import parse_stream

    for binding in parse_stream(file):  # type: ignore[arg-type]
        if binding.error:
            yield EnvRow(binding.original.line, None, binding.original.string.strip())
        elif binding.key is not None:
            blank = len(binding.original.string) - len(binding.original.string.lstrip())
            skipped = binding.original.string[:blank].count("\n")
            typed = binding.original.string.partition("=")[2].strip()
            yield EnvRow(binding.original.line + skipped, binding.key, typed, binding.value)


def known_names(folder: Path) -> frozenset[str]:
    """Every name that may be used as ${NAME}."""
    try:
        rows = read_env_rows(folder)
    except (OSError, UnicodeError):
        rows = ()
    return frozenset(os.environ) | {row.name for row in rows if row.name}


def read_values(folder: Path) -> dict[str, str]:
    """The value of every name; the environment wins over .env. An empty value counts as not set."""
    from dotenv import dotenv_values

    path = folder / ENV_NAME
    try:
        rows = dotenv_values(path, encoding=ENCODING) if path.is_file() else {}
    except (OSError, UnicodeError):
        rows = {}
    return {name: value for name, value in {**rows, **os.environ}.items() if value}


def fill_in(text: str, values: Mapping[str, str]) -> str | None:
    """The text with each ${NAME} replaced, once; None where a name is not known."""
    if any(name not in values for name in SECRET.findall(text)):
        return None
    return SECRET.sub(lambda found: values[found[1]], text)


def tighten(folder: Path) -> bool:
    """Let nobody but the owner read .env; True if somebody else could until now."""
    path = folder / ENV_NAME
    if os.name != "posix" or not path.is_file():
        return False
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & 0o077:
        return False
    path.chmod(mode & 0o600)
    return True
