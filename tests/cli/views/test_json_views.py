"""The JSON of commands: its keys stay as scripts know them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socialkit.cli.views.json_views import (
    instant,
    notice_texts,
    report_account,
    report_post,
    report_status,
)
from socialkit.model.network import Network
from socialkit.model.notice import Level, Notice, NoticeCode
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, State
from socialkit.pipeline.status.report import Status
from tests.support.builders import HANDLE, NOON, post

ACCOUNT = Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON)
ERROR = Notice(Level.ERROR, NoticeCode.NO_ARTICLE, "articles", "There is no article.")
NOTE = Notice(Level.NOTE, NoticeCode.RUNWAY, "lines_end", "Your lines end soon.")


def test_a_moment_is_utc_with_a_z_to_the_second() -> None:
    assert instant(NOON.replace(microsecond=5)) == "2027-03-01T12:00:00Z"
    assert instant(None) is None


def test_a_note_says_that_it_is_one_and_nothing_is_said_twice() -> None:
    assert notice_texts([ERROR, NOTE, ERROR]) == [ERROR.text, f"note: {NOTE.text}"]


def test_the_keys_of_a_post() -> None:
    row = report_post(replace(post(), state=State.FAILED, error="It is too large."))
    assert list(row) == [
        *("key", "slot", "due_at", "local_time", "network", "account", "as", "theme", "size"),
        *("line_ids", "text", "caption", "first_comment", "alt_text", "images", "state"),
        *("remote_id", "permalink", "error"),
    ]
    assert (row["state"], row["error"], row["first_comment"]) == (
        "failed",
        "It is too large.",
        None,
    )


def test_a_cooldown_that_only_the_owner_ends_has_no_end() -> None:
    later = NOON + timedelta(hours=1)
    passing = report_account(replace(ACCOUNT, paused_until=later, problem="Too fast."))
    lasting = report_account(replace(ACCOUNT, paused_until=UNTIL_OWNER_ACTS, problem="Log in."))
    assert (passing["rests_until"], lasting["rests_until"]) == (instant(later), None)
    assert (passing["connected"], passing["problem"]) == (True, "Too fast.")


def test_the_keys_of_status() -> None:
    status = Status(NOON, None, (ACCOUNT,), (post(),), (), (ERROR, NOTE))
    shown = report_status(status)
    assert list(shown) == [
        *("health", "clock_seen_at", "paused", "accounts", "counts", "posts", "problems")
    ]
    assert shown["health"] == "attention"
    assert shown["counts"] == {"scheduled": 1}
    assert report_status(replace(status, notices=(NOTE,)))["health"] == "ok"
