"""The rows of .env: which names it holds, on which line, and what is to be noted about them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from socialkit.config.scalars.values import nearest, read_handle
from socialkit.errors import Problem
from socialkit.files import read_file

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
    if not path.exists():
        return ()
    return tuple(_rows(StringIO(read_file(path).decode(ENCODING))))


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


PREFIX = "SOCIALKIT_"
_OURS = ("INSTAGRAM_", "FACEBOOK_", "META_")
"""Beginnings of names that no other program has in the environment."""
_ESCAPE = re.compile(r"""\\[\\'"abfnrtv]""")


def describe_unreadable(row: str) -> str:
    """Why a row of .env is not NAME=value, and how to write it."""
    value = row.partition("=")[2].strip()
    if value[:1] in ("'", '"') and value:
        return (
            "this row cannot be read: the quote that opens the value must close at its end; a value that "
            "holds one kind of quotes goes between quotes of the other kind"
        )
    if re.match(r"\w+\s*:", row):
        return "this row cannot be read; write = in place of the colon: NAME=value"
    return "this row cannot be read; write NAME=value"


def note_env_rows(
    rows: Sequence[EnvRow], known: Sequence[str], secrets: Collection[str]
) -> Iterator[Problem]:
    """A note for each row whose name means nothing here, and for each secret that is not read as it was
    probably meant."""
    set_names = {(row.name or "").upper() for row in rows}
    for row in rows:
        name = (row.name or "").upper()
        words = _describe_value(name, row) if name in secrets else None
        words = words or _describe_name(row.name or "", known, set_names)
        if words is not None:
            yield Problem(ENV_NAME, row.line, 1, words, "note")


def _describe_name(name: str, known: Sequence[str], set_names: Collection[str]) -> str | None:
    upper = name.upper()
    if upper in known or not upper:
        return None
    if upper.startswith(PREFIX):
        close = nearest(name, known, cutoff=0.8)
        meant = f'; did you mean "{close}"?' if close else "; it does nothing"
        return f'"{name}" is not a setting of socialkit{meant}'
    close = _add_prefix(upper, known)
    if close is None or close in set_names:
        return None
    return f'"{name}" is not read; the names begin with {PREFIX}: write {close}='


def _add_prefix(name: str, known: Sequence[str]) -> str | None:
    """The setting that a name without its beginning means."""
    bare = re.sub(r"^(?:SOCIAL_KIT|SOCIALKIT)[_-]?", "", name)
    whole = PREFIX + bare
    if whole in known:
        return whole
    return nearest(whole, known, cutoff=0.9) if bare.startswith((*_OURS, "IG_", "FB_")) else None


def note_environment(environment: Mapping[str, str], known: Sequence[str]) -> Iterator[Problem]:
    """A note for each name in the environment that lacks its beginning and is surely meant for socialkit."""
    for name in sorted(environment):
        whole = PREFIX + name.upper()
        is_ours = name.upper().startswith(_OURS) and whole in known
        if is_ours and not environment.get(whole):
            words = f'"{name}" is not read; the names begin with {PREFIX}: write {whole}='
            yield Problem("environment", 1, 1, words, "note")


def _describe_value(name: str, row: EnvRow) -> str | None:
    """Why a secret may not be what its owner typed; None where it surely is."""
    typed, opens = row.typed, row.typed[:1]
    if opens not in ("'", '"') and re.search(r"\s#", typed):
        return (
            f'everything after " #" is a comment, so {name} is only what comes before it. If the rest '
            f"belongs to it, put all of it in single quotes: {name}='…'"
        )
    if opens == "#" and typed[1:2].isspace():
        return (
            f"there is no value of {name} before the #, so this comment is taken for the value: write the "
            f"comment on a row of its own"
        )
    if opens == '"' and _ESCAPE.search(typed):
        return (
            f"between double quotes a \\ and the sign behind it become another sign. If the \\ belongs to "
            f"{name}, use single quotes: {name}='…'"
        )
    return None


def find_literal(name: str, rows: Sequence[EnvRow], known: Collection[str | None]) -> str | None:
    """The value of the last row of this name as it was typed, where it holds something like ${NAME}; None
    where it is nothing but the name of another value, which stands for that value."""
    found = [row.value for row in rows if (row.name or "").upper() == name and row.value]
    if not found or "${" not in found[-1]:
        return None
    whole = SECRET.fullmatch(found[-1])
    return None if whole is not None and whole[1] in known else found[-1]


def read_username(value: object) -> str | None:
    """The name of an Instagram account in small letters; with its @ or as the address of its profile it is
    understood. What is none is kept for `note_username`."""
    text = str(value).strip()
    try:
        return read_handle(text)[1:].lower()
    except ValueError:
        return text


def note_username(username: str | None, file: str, line: int) -> Iterator[Problem]:
    """A note on a user name that cannot be one."""
    if username is None or re.fullmatch(r"[a-z0-9._]{1,30}", username):
        return
    what = "an e-mail address" if "@" in username else "not the name of an Instagram account"
    words = (
        f"{PREFIX}INSTAGRAM_USERNAME is {what}; write the name that stands in the address of your profile, "
        f"instagram.com/NAME"
    )
    yield Problem(file, line, 1, words, "note")
