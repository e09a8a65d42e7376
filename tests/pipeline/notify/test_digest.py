"""The daily note: once for each local date, whatever the clocks do, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from socialkit.model.network import Network
from socialkit.model.post import Post, State, WaitReason
from socialkit.model.schedule import Pause
from socialkit.model.state_values import NotificationLedger
from socialkit.notifier.notification_ledger import (
    Alert,
    AlertKind,
    after_sending,
)
from socialkit.outbox.db.rows import StateRow
from socialkit.outbox.workspace_state import NOTICES, decode, encode
from socialkit.pipeline.notify.digest import (
    MAX_OPEN,
    Digest,
    DigestItem,
    build_digest,
    compose_digest,
    find_date,
    next_digest_at,
)
from socialkit.pipeline.notify.dispatch import compose_message
from socialkit.plan.runway import Runway
from tests.support.builders import LINE, NOON, planned, schedule

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
TODAY = NOON.date()
UTC_ZONE = ZoneInfo("UTC")
FAR_END = Runway(date(2027, 6, 14), "no fresh line is left for Tuesday 15 June at 09:00")
WELL = Digest(TODAY, (), ("Yesterday no post went out.",))
FAILED = DigestItem("post:1:failed", "Mon 01 Mar 12:00: too large.", AlertKind.FAILED)


def told(ledger: NotificationLedger, day: date, now: datetime) -> NotificationLedger:
    """The ledger after a note, once more through the outbox."""
    after = after_sending(ledger, [], refused=[], is_heard=True, now=now, noted=day)
    return decode(NOTICES, StateRow(encode(NOTICES, after), now))


@pytest.mark.parametrize(
    ("zone", "at", "since", "skipped"),
    [
        ("Europe/Berlin", time(2, 30), date(2027, 3, 25), None),  # a time that does not exist
        ("Europe/Berlin", time(2, 30), date(2027, 10, 28), None),  # a time that exists twice
        ("America/Santiago", time(0, 0), date(2026, 9, 3), None),  # midnight does not exist
        ("Pacific/Apia", time(9, 0), date(2011, 12, 27), date(2011, 12, 30)),  # nor this date
        ("Australia/Lord_Howe", time(1, 45), date(2027, 4, 1), None),  # back by half an hour
    ],
)
def test_there_is_one_note_for_each_local_date_through_every_change_of_the_clocks(
    zone: str, at: time, since: date, skipped: date | None
) -> None:
    rules = schedule(timezone=zone, all_is_well=at)
    ledger, dates = NotificationLedger(), []
    now = datetime.combine(since, time(), ZoneInfo(zone)).astimezone(UTC)
    for _ in range(8 * 24 * 6):
        following = next_digest_at(rules, ledger, now=now)
        day = find_date(rules, ledger, now=now)
        assert following is not None
        assert (day is not None) == (following <= now), "the daemon wakes for it, and for it alone"
        if day is not None:
            assert now - following < 10 * MINUTE
            ledger = told(ledger, day, now)
            dates.append(day)
        now += 10 * MINUTE
    asked = [since + n * DAY for n in range(9)]
    expected = [day for day in asked if day != skipped]
    assert dates == expected[: len(dates)]
    assert len(dates) >= 7


def test_a_clock_that_ran_months_ahead_has_told_no_date_of_today() -> None:
    rules, ledger = schedule(all_is_well=time(12)), NotificationLedger()
    for day in (TODAY, TODAY + 100 * DAY):
        ledger = told(ledger, day, NOON)
    assert find_date(rules, ledger, now=NOON) is None
    assert find_date(rules, ledger, now=NOON + DAY) == TODAY + DAY
    assert next_digest_at(rules, ledger, now=NOON) == NOON + DAY


def test_what_no_address_took_is_not_told() -> None:
    after = after_sending(
        NotificationLedger(), [], refused=["a"], is_heard=False, now=NOON, noted=TODAY
    )
    assert find_date(schedule(all_is_well=time(12)), after, now=NOON) == TODAY


def test_without_the_row_there_is_no_note() -> None:
    assert find_date(schedule(), NotificationLedger(), now=NOON) is None
    assert next_digest_at(schedule(), NotificationLedger(), now=NOON) is None


def out(key: str, ago: timedelta, **changes: object) -> Post:
    at = NOON - ago
    plan = planned(
        key,
        due_at=at,
        local_date=at.date(),
        local_time=at.isoformat(timespec="minutes"),
        slot_id=f"{at:%d%H%M}",
        **changes,
    )
    is_over = ago > timedelta()
    return Post(
        plan, State.POSTED if is_over else State.SCHEDULED, posted_at=at if is_over else None
    )


def facts(*posts: Post, pause: Pause | None = None, end: Runway | None = FAR_END) -> list[str]:
    return list(build_digest(posts, pause, end, now=NOON, zone=UTC_ZONE))


def test_it_says_what_went_out_yesterday_what_comes_next_and_how_long_lines_last() -> None:
    day = timedelta(hours=27)
    posts = [
        out("a", day),
        out("b", day, network=Network.FACEBOOK),
        out("c", day - timedelta(hours=9), network=Network.FACEBOOK),
        out("d", timedelta(hours=3)),
        out("e", timedelta(hours=60)),
        out("f", -3 * DAY),
        out("g", -3 * DAY, network=Network.FACEBOOK),
        out("h", -5 * DAY),
    ]
    assert facts(*posts) == [
        "Yesterday 3 posts went out (09:00 Instagram and Facebook; 18:00 Facebook).",
        f"Next: Thursday 12:00, Instagram and Facebook: “{LINE}”.",
        "Your lines last until 14 June 2027.",
    ]


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(hours=2), "today 14:00"),
        (DAY, "tomorrow 12:00"),
        (8 * DAY, "Tuesday 9 March 12:00"),
        (-DAY, "yesterday 12:00, Instagram (late, it goes as soon as possible)"),
    ],
)
def test_a_time_is_named_as_people_say_it(ahead: timedelta, words: str) -> None:
    post = replace(out("a", -ahead), state=State.SCHEDULED, posted_at=None)
    assert words in facts(post)[1]


def test_a_next_post_that_needs_approval_says_so_and_a_sample_is_none() -> None:
    words = "It needs your approval: socialkit approve l1"
    waits = replace(
        out("a", -DAY), state=State.WAITING, error=words, wait_reason=WaitReason.APPROVAL
    )
    assert facts(waits)[1].startswith("Next: tomorrow 12:00, Instagram (")
    assert facts()[1] == "Next: nothing in the coming 14 days."


def test_in_a_pause_nothing_comes_before_its_end() -> None:
    posts = [out("a", -DAY), out("b", -4 * DAY)]
    until = facts(*posts, pause=Pause(TODAY + 3 * DAY, "a holiday"))
    assert until[0] == (
        "Posting is paused until Thursday 4 March 2027 (a holiday). "
        "Posts that fall due until then are not sent."
    )
    assert until[2].startswith("Next: Friday 12:00")
    endless = facts(*posts, pause=Pause())
    assert endless[0].startswith("Posting is paused. ")
    assert not any(one.startswith("Next") for one in endless)


def test_lines_that_end_soon_are_left_to_the_reminder_that_stands_in_the_same_note() -> None:
    assert not any("lines" in one for one in facts(end=replace(FAR_END, until=TODAY + 5 * DAY)))
    assert facts(end=None)[-1] == "Your lines last for more than a year."


def test_well_is_said_only_where_nothing_is_open() -> None:
    assert compose_digest(WELL).startswith("All is well.\nYesterday")
    wrong = replace(WELL, open=(FAILED,))
    assert compose_digest(wrong).splitlines() == [
        "Open:",
        f"- {FAILED.words}",
        "To take a post that you do not need any more off this list: socialkit cancel KEY",
        "",
        "Yesterday no post went out.",
    ]
    many = replace(WELL, open=tuple(replace(FAILED, subject=str(n)) for n in range(MAX_OPEN + 3)))
    assert "- and 3 more" in compose_digest(many).splitlines()


def test_news_and_the_note_share_a_message_and_nothing_is_said_twice() -> None:
    news = Alert(FAILED.subject, AlertKind.FAILED, "Mon", FAILED.words)
    other = DigestItem("account:a", "Instagram anna: log in again.", AlertKind.ACCOUNT)
    message = compose_message("Quiet Harbour", [news], (), replace(WELL, open=(FAILED, other)))
    assert message.title == "socialkit: 1 post could not be posted"
    assert message.body.count(FAILED.words) == 1
    assert "Also open:\n- Instagram anna: log in again.\n" in message.body
    assert "well" not in message.body.replace(WELL.facts[0], "")
    alone = compose_message("Quiet Harbour", [news], (), replace(WELL, open=(FAILED,)))
    assert "open" not in alone.body


def test_its_first_line_and_its_kind_tell_whether_anything_is_wrong() -> None:
    for note, title, is_trouble in (
        (WELL, "all is well", False),
        (replace(WELL, is_paused=True), "all is well, and paused", False),
        (replace(WELL, open=(FAILED,)), "1 thing to look at", True),
        (replace(WELL, open=(FAILED, FAILED), is_paused=True), "2 things to look at", True),
    ):
        message = compose_message("Quiet Harbour", [], (), note)
        assert (message.title, message.is_trouble) == (f"socialkit: {title}", is_trouble)


def test_lines_that_wait_without_haste_are_mentioned_and_all_is_well_all_the_same() -> None:
    aside = DigestItem("lines_waiting of 9", "3 lines wait for your yes.", AlertKind.LINES)
    body = compose_digest(replace(WELL, asides=(aside,)))
    assert body.startswith("All is well.")
    assert body.endswith("3 lines wait for your yes.")
    assert "3 lines" not in compose_digest(replace(WELL, asides=(aside,)), {aside.subject})
