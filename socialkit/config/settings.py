"""Settings and secrets from the environment and .env; the environment wins.

A wrong value is a ConfigError with its place.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import (
    Field,
    PlainValidator,
    PrivateAttr,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from socialkit.config.environment import (
    ENCODING,
    ENV_NAME,
    EnvRow,
    describe_unreadable,
    find_literal,
    note_env_rows,
    note_environment,
    note_username,
    read_env_rows,
    read_username,
    tighten,
)
from socialkit.config.scalars.values import read_website
from socialkit.errors import ConfigError, Problem

PREFIX = "SOCIALKIT_"
STATE_FOLDER_NAME = ".socialkit"
DATABASE_NAME = "socialkit.db"
SQLITE = "sqlite:///"
CURLY_QUOTES = "“”„‟‘’‚‛"


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 86_400 * 30:
        raise ValueError("write seconds as a number, for example 120")
    return value


def _read_seconds(value: Any) -> timedelta:
    return value if isinstance(value, timedelta) else timedelta(seconds=_seconds(str(value)))


def _read_positive(value: Any) -> timedelta:
    length = _read_seconds(value)
    if not length:
        raise ValueError("write seconds as a number above 0, for example 120")
    return length


def _read_row(value: Any) -> tuple[timedelta, ...]:
    if isinstance(value, tuple):
        return value
    try:
        row = tuple(_read_seconds(one.strip()) for one in str(value).split(","))
    except ValueError:
        row = ()
    if not row or list(row) != sorted(row):
        raise ValueError("write growing seconds with commas between them, for example 0,30,120,600")
    return row


def _read_pace(value: Any) -> tuple[timedelta, timedelta]:
    row = value if isinstance(value, tuple) else ()
    try:
        row = row or _read_row(value)
    except ValueError:
        row = ()
    if len(row) != 2:
        raise ValueError("write two numbers of seconds, from and to, for example 1,3")
    return row[0], row[1]


def _read_count(value: Any) -> int:
    if not str(value).strip().isdecimal() or not 1 <= int(value) <= 1000:
        raise ValueError("write a whole number from 1 to 1000, for example 10")
    return int(value)


def _read_address(value: Any) -> str:
    try:
        return read_website(str(value).replace("://localhost", "://localhost.localdomain")) and str(
            value
        )
    except ValueError:
        raise ValueError("write an address that begins with https://") from None


def _read_database(value: Any) -> str:
    text = str(value).strip()
    if not text.startswith(("sqlite:", "postgresql:", "postgresql+", "postgres:")):
        raise ValueError(
            "write an address that begins with sqlite:/// or postgresql:// , or remove the row"
        )
    if text.startswith("sqlite:"):
        _require_file(text)
    else:
        _require_readable(text)
    return text


def _require_file(address: str) -> None:
    """Refuse SQLite in memory: what was posted would be forgotten with every command, and posted again."""
    _, slashes, name = address.partition(SQLITE)
    if slashes and name.partition("?")[0] and ":memory:" not in name and "mode=memory" not in name:
        return
    raise ValueError(
        "this names no file, and a database in memory would forget what was posted; write for example "
        "sqlite:///posts.db, or remove the row"
    )


READABLE = re.compile(
    r"postgres[^:]*://(?:[^:/@]*(?::[^@]*)?@)?(?:\[[^/?@]+\]|[^/:?@]*)(?::[0-9]*)?(?:/[^?@]*)?(?:\?.*)?"
)
"""USER:PASSWORD@HOST:PORT/DATABASE?OPTIONS, as SQLAlchemy takes it apart."""


def _require_readable(address: str) -> None:
    """Refuse an address whose password hides where its host begins; the password stays unsaid."""
    if not READABLE.fullmatch(address):
        raise ValueError(
            "this cannot be taken apart: write postgresql://USER:PASSWORD@HOST/DATABASE, and in the "
            "password %40 for @, %3A for :, %2F for / and %25 for %"
        )


Seconds = Annotated[timedelta, PlainValidator(_read_seconds)]
Address = Annotated[str | None, PlainValidator(_read_address)]


class Settings(BaseSettings):
    """Settings and secrets of one workspace; `problems` are notes for the owner."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=False,
    )

    instagram_username: Annotated[str | None, PlainValidator(read_username)] = None
    instagram_password: SecretStr | None = None
    instagram_totp_seed: SecretStr | None = None
    facebook_page_token: SecretStr | None = None
    meta_app_id: str | None = None
    meta_app_secret: SecretStr | None = None
    database_url: Annotated[str, PlainValidator(_read_database)] = Field("", repr=False)
    send_timeout: Annotated[timedelta, PlainValidator(_read_positive)] = timedelta(seconds=120)
    look_up_after: Annotated[tuple[timedelta, ...], NoDecode, PlainValidator(_read_row)] = (
        timedelta(0),
        timedelta(seconds=30),
        timedelta(seconds=120),
        timedelta(seconds=600),
    )
    pace: Annotated[tuple[timedelta, timedelta], NoDecode, PlainValidator(_read_pace)] = (
        timedelta(seconds=1),
        timedelta(seconds=3),
    )
    min_gap: Seconds = timedelta(seconds=300)
    daily_cap: Annotated[int, PlainValidator(_read_count)] = 10
    public_url: Address = None
    heartbeat_url: Address = None
    state_dir: Path = Path(STATE_FOLDER_NAME)

    _problems: tuple[Problem, ...] = PrivateAttr(default=())

    @property
    def lag(self) -> timedelta:
        """How long after its request began a post is still looked for."""
        return self.send_timeout + self.look_up_after[-1]

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_curly_quotes(cls, value: Any, info: ValidationInfo) -> Any:
        """A word processor turns straight quotes into curly ones, and no network accepts them."""
        ends = (value.strip()[:1], value.strip()[-1:]) if isinstance(value, str) else ()
        curly = [sign for sign in ends if sign and sign in CURLY_QUOTES]
        # A password may begin or end with one, all other values hold none.
        if len(curly) > (info.field_name == "instagram_password"):
            raise ValueError(
                f"there are curly quotes around this value ({' '.join(curly)}), as a word processor "
                f'makes them; remove them, or write straight ones (")'
            )
        return value

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Notes: what was tightened, and names in .env that mean nothing here."""
        return self._problems


NAMES = tuple(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
SECRETS = tuple(
    f"{PREFIX}{name.upper()}"
    for name, field in Settings.model_fields.items()
    if SecretStr in get_args(field.annotation)
)
"""Those whose value is never shown and taken letter by letter."""


def load_settings(folder: Path) -> Settings:
    """The settings of the workspace in `folder`; an empty value counts as not set.

    A .env that others could read is made readable by the owner alone, and a note says so. Raise
    ConfigError, naming the row of .env or "environment", for a value that cannot be used.
    """
    try:
        tightened = tighten(folder)
        rows = read_env_rows(folder)
    except (OSError, UnicodeError) as error:
        words = f"this file cannot be read ({getattr(error, 'strerror', None) or 'it is not text'})"
        raise ConfigError([Problem(ENV_NAME, 1, 1, words)]) from error
    logging.getLogger("dotenv").addHandler(logging.NullHandler())  # reported below, with its row
    broken = [_unreadable(row) for row in rows if row.name is None]
    try:
        read = Settings(_env_file=folder / ENV_NAME, _env_file_encoding=ENCODING)
    except ValidationError as error:
        raise ConfigError(sorted([*broken, *_wrong(error, rows)])) from None
    if broken:
        raise ConfigError(broken)
    notes = (
        *_tightened(tightened),
        *note_env_rows(rows, NAMES, SECRETS),
        *note_environment(os.environ, NAMES),
    )
    name = f"{PREFIX}INSTAGRAM_USERNAME"
    username = note_username(read.instagram_username, *_place(name, rows))
    return _with_defaults(_keep_literal(read, rows), folder, (*notes, *username))


def _keep_literal(read: Settings, rows: tuple[EnvRow, ...]) -> Settings:
    """The settings with passwords and tokens letter by letter, whatever looks like ${NAME} in them."""
    known = {row.name for row in rows} | set(os.environ)
    literal = {
        name.removeprefix(PREFIX).lower(): SecretStr(value)
        for name in SECRETS
        if _place(name, rows)[0] == ENV_NAME
        and (value := find_literal(name, rows, known)) is not None
    }
    return read.model_copy(update=literal) if literal else read


def _with_defaults(read: Settings, folder: Path, problems: tuple[Problem, ...]) -> Settings:
    state = folder.absolute() / read.state_dir.expanduser()
    database = _from_the_folder(read.database_url, folder)
    database = database or f"sqlite:///{state / DATABASE_NAME}"
    settings = read.model_copy(update={"state_dir": state, "database_url": database})
    settings._problems = problems
    return settings


def _from_the_folder(address: str, folder: Path) -> str:
    """The address with a relative SQLite file taken from the workspace, whatever the current folder."""
    start, found, name = address.partition(SQLITE)
    is_file = not start and found and name and not name.startswith((":memory:", "file:", "?"))
    return f"{SQLITE}{folder.absolute() / Path(name).expanduser()}" if is_file else address


def _unreadable(row: EnvRow) -> Problem:
    return Problem(ENV_NAME, row.line, 1, describe_unreadable(row.typed))


def _wrong(error: ValidationError, rows: tuple[EnvRow, ...]) -> Iterator[Problem]:
    for one in error.errors(include_url=False, include_input=False):
        name = f"{PREFIX}{str(one['loc'][0]).upper()}"
        reason = one.get("ctx", {}).get("error", "this value is not understood; remove the row")
        file, line = _place(name, rows)
        yield Problem(file, line, 1, f"{name}: {reason}")


def _place(name: str, rows: tuple[EnvRow, ...]) -> tuple[str, int]:
    """Where a setting was made: the environment wins, then the last row of .env."""
    if any(key.upper() == name and value for key, value in os.environ.items()):
        return "environment", 1
    lines = [row.line for row in rows if row.name and row.name.upper() == name]
    return ENV_NAME, lines[-1] if lines else 1


def _tightened(done: bool) -> Iterator[Problem]:
    if done:
        words = "others on this computer could read this file; now only you can read it"
        yield Problem(ENV_NAME, 1, 1, words, "note")
