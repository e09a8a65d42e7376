"""The error tree: every way in which socialkit can fail on purpose.

SocialkitError            str(error) is the whole message for the owner: what, where, what to do
+-- UsageError            a command was asked for something that does not exist here
|   +-- WorkspaceBusy     another socialkit works in this folder already
+-- ConfigError           .problems: every fault in schedule.yaml, settings or assets
+-- ArticleError          cannot be read, or holds no text
|   +-- PageGone          the site says that there is no such page
|   +-- ArticleWithheld   the owner says that it is a draft
|   +-- PageOutOfReach    the network or the site is down; .whole_site: not only this page
|       +-- StrangePage   something else than the article stands at the address
+-- CardError             the line does not fit, or the font lacks a letter
|   +-- BrandFault        .row: a row under brand: that no card can show, whatever its line
|   +-- UnfitLine         .line_id: this line of a post cannot be set in its size and theme
+-- MachineError          the disk is full, a folder refuses access, a file of socialkit is missing
+-- OutboxError           a forbidden transition, a full disk, or a database newer than the program
+-- PublishError          .network; exactly four kinds, each one transition of the state machine
    +-- TemporaryFailure  surely nothing posted: it is scheduled again for later
    +-- AccountProblem    surely nothing posted: the account needs a person or, where there is
    |                     .passes_after, only time
    +-- PermanentFailure  surely nothing posted: this post cannot go
    +-- UncertainOutcome  the request left and no answer came: look first, never resend blindly
"""

from __future__ import annotations

import math
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, TypeVar

ErrorKind = TypeVar("ErrorKind", bound="SocialkitError")


def name_fault(error: BaseException) -> str:
    """An exception that nobody had foreseen, for a report: its kind, and where in socialkit it came up. Its
    own words are left out, since they may hold a secret."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        _, _, path = frame.filename.replace("\\", "/").rpartition("/site-packages/")
        *folders, name = path.split("/")
        if "socialkit" in folders:
            return f"{type(error).__name__} in {name}, line {frame.lineno}"
    return type(error).__name__


class SocialkitError(Exception):
    """Something the owner can act on; its text is the whole message."""


class UsageError(SocialkitError):
    """A command names an article, a line or a post that is not here."""


class WorkspaceBusy(UsageError):
    """Another socialkit works in this workspace already and does everything that is due."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file of the owner, at the very value. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str
    level: Literal["error", "note"] = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ConfigError(SocialkitError):
    """A file of the owner cannot be used; `.problems` holds every fault, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class ArticleError(SocialkitError):
    """An article cannot be read, or holds no text."""


class PageGone(ArticleError):
    """The site says that there is no such page (any more)."""


class PageOutOfReach(ArticleError):
    """The network or the site is down just now; a copy of the page may be used meanwhile."""

    def __init__(self, message: str, *, whole_site: bool = True) -> None:
        super().__init__(message)
        self.whole_site = whole_site


class StrangePage(PageOutOfReach):
    """Something else than the article stands at its address, such as a login page."""

    def __init__(self, message: str) -> None:
        super().__init__(message, whole_site=False)


class ArticleWithheld(ArticleError):
    """The owner keeps the article back: it is a draft. Nothing is wrong with it."""


class CardError(SocialkitError):
    """A line does not fit its card, or the fonts lack a letter of it."""


class BrandFault(CardError):
    """A part of the brand that no card can show: a logo that cannot be read, a name too long for any
    card. `row` is its row under `brand:`. The lines are not at fault and keep their posts."""

    def __init__(self, message: str, *, row: str) -> None:
        super().__init__(message)
        self.row = row

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class UnfitLine(CardError):
    """One line of a post cannot be set in the post's size and theme."""

    def __init__(self, message: str, *, line_id: str) -> None:
        super().__init__(message)
        self.line_id = line_id


class MachineError(SocialkitError):
    """The machine refuses: a full disk, a folder without access, a missing file of socialkit."""


class OutboxError(SocialkitError):
    """The outbox refuses: a forbidden transition, a full disk, or a database newer than the program."""


class PublishError(SocialkitError):
    """A post did not go out as planned. Only the four kinds below are ever raised."""

    def __init__(self, message: str, *, network: str) -> None:
        # a network may answer half an emoji, which no database holds
        super().__init__(message.encode("utf-8", "replace").decode())
        self.network = network

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[ErrorKind], args: tuple[Any, ...], fields: dict[str, Any]) -> ErrorKind:
    """An error that came from another process, with all its fields."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class TemporaryFailure(PublishError):
    """Surely nothing posted; worth another try, after `retry_after` if the network said so.
    `never_left`: not even the request left, so the network cannot have accepted anything.

    The message says what happened; whether anybody tries again, only the caller knows."""

    def __init__(
        self,
        message: str,
        *,
        network: str,
        retry_after: timedelta | None = None,
        never_left: bool = False,
    ) -> None:
        super().__init__(message, network=network)
        self.retry_after = retry_after
        self.never_left = never_left

    @property
    def tried_again(self) -> str:
        """The message where socialkit tries again by itself."""
        wait = f"waits {self._minutes} minutes and " if self._minutes else ""
        return f"{self} socialkit {wait}tries again by itself."

    @property
    def by_hand(self) -> str:
        """The message where only the owner can try again."""
        wait = f"{self._minutes}" if self._minutes else "a few"
        return f"{self} Wait {wait} minutes, then run this again."

    @property
    def _minutes(self) -> int:
        return math.ceil(self.retry_after / timedelta(minutes=1)) if self.retry_after else 0


class AccountProblem(PublishError):
    """Surely nothing posted; nothing else may go to this account. `passes_after` None: it needs a
    person. Else it is a block that ends by itself; this is its first length."""

    def __init__(
        self, message: str, *, network: str, passes_after: timedelta | None = None
    ) -> None:
        super().__init__(message, network=network)
        self.passes_after = passes_after


class PermanentFailure(PublishError):
    """Surely nothing posted, and this post can never go as it is."""


class UncertainOutcome(PublishError):
    """The request left and no clear answer came: the post may be live. `account_problem`:
    why nothing else may go to the account, whatever comes of the post, in words for the owner;
    `passes_after` as in AccountProblem."""

    def __init__(
        self,
        message: str,
        *,
        network: str,
        account_problem: str | None = None,
        passes_after: timedelta | None = None,
    ) -> None:
        super().__init__(message, network=network)
        self.account_problem = account_problem
        self.passes_after = passes_after
