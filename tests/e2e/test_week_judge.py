"""The judge of the week, judged: it sees what is early, late, doubled, missing or not asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.e2e.week.files import File, Row
from tests.e2e.week.history import HEARD, History, Published, Saved
from tests.e2e.week.judge import judge

MINUTE, HOUR = 60.0, 3600.0
START = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
ROW = Row("R1", time(9, 0), ("facebook",), days=frozenset(range(7)))
FILE = File((ROW, Row("R2", time(20, 0), ("facebook",), days=frozenset(range(7)))), "UTC",
            timedelta(hours=2), ends_in_rows=False)  # fmt: skip
NINE, EIGHT_IN_THE_EVENING = HOUR, 12 * HOUR


def published(at: float, tag: str = "R1", version: int = 1, off: float = 0.0) -> Published:
    return Published(at, START + timedelta(seconds=at + off), "facebook", tag, version)


def day(*posts: Published, **more: object) -> History:
    """A Monday from eight in the morning to half past eight at night."""
    made = History(START, [Saved(0.0, FILE, HEARD)], list(posts), end=12.5 * HOUR)
    return replace(made, **more)  # type: ignore[arg-type]


ON_TIME = (published(NINE), published(EIGHT_IN_THE_EVENING, "R2"))


def test_a_day_on_which_all_is_posted_on_time_is_clean() -> None:
    verdict = judge(day(*ON_TIME))
    assert verdict.faults == []
    assert (verdict.must, verdict.posted, verdict.open_, verdict.must_not) == (2, 2, 0, 0)


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        (ON_TIME[1:], "R1 of Mon 30 Nov on facebook: is missing"),
        ((published(NINE + 40), ON_TIME[1]), "is late, wanted for 40 s"),
        ((published(NINE - 1), ON_TIME[1]), "but it was due at 30 Nov 09:00"),
        ((*ON_TIME, published(NINE + HOUR)), "2 times"),
        ((*ON_TIME, published(NINE + HOUR, "R9")), "but no file asked for it"),
        ((published(NINE + 3 * HOUR), ON_TIME[1]), "but if_late was over"),
        ((published(NINE, version=2), ON_TIME[1]), "its caption was 2, and the file's 1"),
    ],
)
def test_it_says_what_is_wrong(posts: tuple[Published, ...], words: str) -> None:
    assert any(words in fault for fault in judge(day(*posts)).faults)


def with_edit(at: float, file: File) -> list[Saved]:
    return [Saved(0.0, FILE, HEARD), Saved(at, file, HEARD)]


LATER = FILE.changed(ROW, at=time(11, 0))
GONE = replace(FILE, rows=FILE.rows[1:])
PAUSED = replace(FILE, is_paused=True)


@pytest.mark.parametrize(
    ("edit", "is_clean_at_nine"),
    [(LATER, False), (GONE, False), (PAUSED, False), (FILE.changed(ROW, theme="night"), True)],
)
def test_an_edit_in_good_time_decides(edit: File, is_clean_at_nine: bool) -> None:
    saves = with_edit(NINE - 10 * MINUTE, edit)
    posts = ON_TIME if edit is not PAUSED else ON_TIME[:1]
    assert (judge(day(*posts, saves=saves)).faults == []) is is_clean_at_nine


def test_a_moved_post_must_come_at_its_new_time() -> None:
    saves = with_edit(NINE - 10 * MINUTE, LATER)
    assert judge(day(published(3 * HOUR), ON_TIME[1], saves=saves)).faults == []
    assert "is missing" in judge(day(ON_TIME[1], saves=saves)).faults[0]


def test_what_is_moved_after_it_went_out_does_not_go_again() -> None:
    saves = with_edit(NINE + 10 * MINUTE, LATER)
    assert judge(day(*ON_TIME, saves=saves)).faults == []
    twice = judge(day(*ON_TIME, published(3 * HOUR), saves=saves))
    assert "2 times" in twice.faults[0]


def test_a_removal_around_the_due_time_leaves_it_open() -> None:
    saves = with_edit(NINE - 1, GONE)
    for posts in (ON_TIME, ON_TIME[1:]):
        verdict = judge(day(*posts, saves=saves))
        assert verdict.faults == []
        assert verdict.open_ == 1


def test_what_fell_due_in_a_pause_never_comes() -> None:
    saves = [*with_edit(NINE - 10 * MINUTE, PAUSED), Saved(NINE + 10 * MINUTE, FILE, HEARD)]
    assert judge(day(ON_TIME[1], saves=saves)).faults == []
    late = judge(day(published(NINE + 11 * MINUTE), ON_TIME[1], saves=saves))
    assert "it had fallen due in a pause" in late.faults[0]


def test_a_row_that_is_new_does_not_post_what_is_past() -> None:
    saves = [Saved(0.0, GONE, HEARD), Saved(NINE + 10 * MINUTE, FILE, HEARD)]
    verdict = judge(day(published(NINE + 11 * MINUTE), ON_TIME[1], saves=saves))
    assert "its row was accepted later than that" in verdict.faults[0]


def test_after_a_sleep_it_must_come_within_half_a_minute_awake() -> None:
    asleep = [(NINE - MINUTE, NINE + 20 * MINUTE)]
    for late, is_clean in ((30.0, True), (40.0, False)):
        posts = (published(NINE + 20 * MINUTE + late), ON_TIME[1])
        assert (judge(day(*posts, asleep=asleep)).faults == []) is is_clean


def test_a_clock_set_back_makes_nothing_due_twice() -> None:
    steps = [(NINE + MINUTE, -10 * MINUTE)]
    evening = published(EIGHT_IN_THE_EVENING + 10 * MINUTE, "R2", off=-10 * MINUTE)
    assert judge(day(ON_TIME[0], evening, steps=steps)).faults == []
    again = published(NINE + 11 * MINUTE, off=-10 * MINUTE)
    assert "2 times" in judge(day(ON_TIME[0], again, evening, steps=steps)).faults[0]


def test_late_posts_keep_their_distance_and_may_be_late_for_it() -> None:
    close = Row("R3", time(9, 2), ("facebook",), days=frozenset(range(7)))
    file = replace(FILE, rows=(*FILE.rows, close))
    saves = [Saved(0.0, file, HEARD)]
    after_the_gap = published(NINE + 5 * MINUTE + 10, "R3")
    assert judge(day(*ON_TIME, after_the_gap, saves=saves)).faults == []
    too_late = published(NINE + 6 * MINUTE, "R3")
    assert "is late" in judge(day(*ON_TIME, too_late, saves=saves)).faults[0]
