"""How long the lines last: counted by hand, and by planning the whole year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from socialkit.model.post import PostKind
from socialkit.model.schedule import Schedule, SlotSpec
from socialkit.plan.runway import Runway, describe_runway, describe_short_runway, remind
from tests.plan.sample import BOTH, EVENING, MORNING, NOW, distinct, plan, rows, schedule

TODAY = NOW.date()
MONDAYS = SlotSpec(at=time(9), to=BOTH, days=(0,))
CAROUSEL = replace(EVENING, kind=PostKind.CAROUSEL)
QUIET = frozenset({date(2027, 1, 11), date(2027, 1, 18)})


@pytest.mark.parametrize(
    ("specs", "lines", "rules", "last"),
    [
        ([MONDAYS], 3, {}, date(2027, 1, 18)),
        ([MONDAYS], 3, {"quiet_days": QUIET}, date(2027, 2, 1)),
        ([CAROUSEL], 8, {}, date(2027, 1, 17)),  # three lines each: the last two make none
        ([CAROUSEL, MONDAYS], 9, {}, date(2027, 1, 18)),  # 1+3+1+3+1; on 24 January none is left
        ([MONDAYS], 3, {"repeat_after": timedelta(days=21)}, None),
        ([MONDAYS], 3, {"repeat_after": timedelta(days=22)}, date(2027, 1, 18)),
        ([MONDAYS], 3, {"repeat_after": None}, date(2027, 1, 18)),
    ],
)
def test_the_last_day_is_the_one_that_is_counted_by_hand(
    specs: list[SlotSpec], lines: int, rules: dict[str, object], last: date | None
) -> None:
    assert plan(specs, distinct(lines), rules=schedule(**rules)).lasts_until == last


@pytest.mark.parametrize("lines", [1, 5, 17])
@pytest.mark.parametrize(
    "rules", [schedule(quiet_days=QUIET), schedule(repeat_after=timedelta(days=20))]
)
def test_a_plan_of_the_whole_year_stays_whole_until_that_day(lines: int, rules: Schedule) -> None:
    specs, pool = [MORNING, CAROUSEL], distinct(lines)
    last = plan(specs, pool, rules=rules).lasts_until
    year = plan(specs, pool, rules=rules, days=366)
    first_gap = year.empty_slots[0].local_date
    served = [post.local_date for post in year.posts if post.local_date < first_gap]
    assert last == max(served)


@pytest.mark.parametrize("days", [1, 14, 60])
def test_it_does_not_depend_on_how_far_is_planned_or_what_is_planned_already(days: int) -> None:
    made = plan([MORNING], distinct(9), days=days)
    again = plan([MORNING], distinct(9), rows(made), days=14)
    assert made.lasts_until == again.lasts_until == date(2027, 1, 22)


def test_what_is_missing_first_is_said_with_its_time() -> None:
    end = plan([CAROUSEL], distinct(8)).end
    assert describe_runway(end, TODAY) == (
        "Your lines last until 17 January 2027; no fresh list, nor three lines of one article is "
        "left for Sunday 24 January at 18:30."
    )
    assert describe_runway(plan([MORNING], distinct(200)).end, TODAY).startswith(
        "Your lines last for more than a y"
    )
    assert "Add an article" in describe_runway(plan([MORNING], []).end, TODAY)


def test_lines_that_end_today_are_used_up() -> None:
    end = plan([MORNING], distinct(1)).end
    assert describe_runway(end, TODAY) == (
        "Your lines are used up: no fresh line is left for Wednesday 6 January at 09:00."
    )


@pytest.mark.parametrize(("days", "told"), [(0, True), (14, True), (15, False)])
def test_two_weeks_before_the_end_it_is_told_with_what_helps(days: int, told: bool) -> None:
    end = Runway(TODAY + timedelta(days=days), "no fresh line is left for some day")
    words = describe_short_runway(end, TODAY)
    assert (words is not None) is told
    assert words is None or words.endswith("come back sooner with repeat_after.")
    assert describe_short_runway(None, TODAY) is None


def test_a_needed_yes_is_news_each_day_and_other_lines_when_there_are_more() -> None:
    (needed,) = remind(12, 40, date(2027, 1, 6), None, TODAY)
    assert needed.words.startswith(
        "12 lines need your approval. The first is needed on Wednesday 6"
    )
    assert needed.is_pressing and not needed.can_wait
    (next_day,) = remind(11, 40, date(2027, 1, 6), None, TODAY + timedelta(days=1))
    assert next_day.subject != needed.subject
    (calm,), (after_a_yes,), (more,) = (
        remind(waiting, made, None, None, TODAY) for waiting, made in ((2, 40), (1, 40), (5, 44))
    )
    assert calm.subject == after_a_yes.subject != more.subject
    assert after_a_yes.words.startswith("1 line needs your approval. Write use: yes")
    assert not calm.is_pressing and calm.can_wait
    assert remind(0, 40, None, None, TODAY) == []


def test_the_end_is_news_when_it_is_near_and_when_it_is_there() -> None:
    ends = [Runway(TODAY + timedelta(days=n), "no fresh line is left") for n in (9, 3, 0)]
    near, nearer, there = (remind(0, 40, None, end, TODAY)[0] for end in ends)
    assert near.subject == nearer.subject != there.subject
    assert near.words != nearer.words and there.is_pressing
    assert near.can_wait and not there.can_wait
