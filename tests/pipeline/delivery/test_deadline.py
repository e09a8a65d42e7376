"""`if_late` means what she reads in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.schedule import LateKind, LateRule
from socialkit.pipeline.delivery.preflight import latest_at

KOLKATA = ZoneInfo("Asia/Kolkata")
DUE = datetime(2027, 3, 1, 3, 30, tzinfo=UTC)  # nine in the morning in Kolkata
NEXT = DUE + timedelta(days=2)


def last(rule: LateRule, next_due_at: datetime | None = NEXT) -> datetime:
    return latest_at(DUE, rule, zone=KOLKATA, next_due_at=next_due_at)


def test_a_duration_counts_from_the_due_time() -> None:
    rule = LateRule(LateKind.WITHIN, timedelta(hours=2))
    assert last(rule) == DUE + timedelta(hours=2)


def test_same_day_ends_at_her_midnight_not_at_utc_midnight() -> None:
    assert last(LateRule(LateKind.SAME_DAY, None)).astimezone(KOLKATA).hour == 23
    assert last(LateRule(LateKind.SAME_DAY, None)).astimezone(KOLKATA).date() == DUE.date()


def test_next_slot_ends_just_before_it() -> None:
    assert last(LateRule(LateKind.NEXT_SLOT, None)) == NEXT - timedelta(seconds=1)


def test_next_slot_without_a_next_slot_is_the_same_day() -> None:
    rule = LateRule(LateKind.NEXT_SLOT, None)
    assert last(rule, None) == last(LateRule(LateKind.SAME_DAY, None))


def test_skip_leaves_time_for_one_look_of_the_clock() -> None:
    rule = LateRule(LateKind.SKIP, None)
    assert timedelta(seconds=30) < last(rule) - DUE < timedelta(minutes=5)
