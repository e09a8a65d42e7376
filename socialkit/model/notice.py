"""Notices: everything that is wrong or worth knowing, with an identity that no rewording changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from socialkit.errors import Problem
from socialkit.model.post import Account

FILE_GRACE = timedelta(minutes=10)
"""A file may be wrong for so long before the owner is alerted: somebody may be writing in it."""


class Level(StrEnum):
    """An error needs the owner; a note does not."""

    ERROR = "error"
    NOTE = "note"


class NoticeCode(StrEnum):
    """What a notice is about. Alerts, exit codes and views decide by it, never by the text."""

    ACCOUNT_PROBLEM = "account_problem"  # nothing is posted to this account for now
    ACCOUNT_NOT_CONNECTED = "account_not_connected"
    TOKEN_EXPIRES = "token_expires"
    POST_HANDED_OVER = "post_handed_over"  # to be posted by hand
    POST_FAILED = "post_failed"
    POST_MISSED = "post_missed"
    POST_UNCONFIRMED = "post_unconfirmed"  # sent, and no answer came
    POST_WAITS = "post_waits"  # due, and something is missing
    POST_PAUSED = "post_paused"  # fell due in a pause
    SILENCE = "silence"  # posts are due and socialkit does not run
    FILE_PROBLEM = "file_problem"
    BRAND_FAULT = "brand_fault"  # a logo, name or colour that no card can show
    LINES_LOST = "lines_lost"  # approvals that are gone with their lines.yaml
    QUOTE_LOST = "quote_lost"  # a `quote:` that is in no article
    NO_ARTICLE = "no_article"
    UNREACHABLE_ADDRESS = "unreachable_address"  # under notify:
    CATCH_UP = "catch_up"  # a late post waits behind another
    FIRST_COMMENT = "first_comment"
    RUNWAY = "runway"  # the lines end soon
    HISTORY_RESTORED = "history_restored"  # an old copy of the database is in use
    CYCLE_FAILED = "cycle_failed"  # a step of this cycle did not work


POST_CODES = frozenset(
    {
        NoticeCode.POST_HANDED_OVER,
        NoticeCode.POST_FAILED,
        NoticeCode.POST_MISSED,
        NoticeCode.POST_UNCONFIRMED,
        NoticeCode.POST_WAITS,
        NoticeCode.POST_PAUSED,
    }
)
"""Posts that did not go out in time."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say. `subject` says what it is about and stays the same however `text` is worded:
    "post:KEY:failed", "file:schedule.yaml:31". `grace`: how long it may last before it is an alert.
    `name`: the account or file in a few words, for a headline."""

    level: Level
    code: NoticeCode
    subject: str
    text: str
    grace: timedelta = timedelta()
    name: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the owner has to do something."""
        return self.level is Level.ERROR


def account_subject(account: Account) -> str:
    """What the subjects of an account's notices begin with."""
    return f"account:{account.network.value}:{account.account}"


def file_notice(
    problem: Problem, code: NoticeCode = NoticeCode.FILE_PROBLEM, subject: str | None = None
) -> Notice:
    """A problem in a file as a notice; without a `subject` its row in the file is the subject."""
    subject = subject or f"file:{problem.file}:{problem.line}"
    return Notice(Level(problem.level), code, subject, str(problem), FILE_GRACE, problem.file)
