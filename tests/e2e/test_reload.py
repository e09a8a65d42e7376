"""schedule.yaml changes while socialkit runs: which version counts when, and what is never lost."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from socialkit.model.post import OPEN_STATES, State
from socialkit.pipeline.cycle import run_cycle
from socialkit.runtime.container import build_container
from socialkit.runtime.publishing import open_cycle
from socialkit.runtime.schedule_reload import activate
from tests.e2e.cycles import Cycles
from tests.e2e.practice import QUOTES, Practice, due
from tests.e2e.test_daemon import wait_for_log, wait_until
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)
LATER = '{{date: 2026-12-0{day}, at: "12:00", to: [facebook], quote: "{quote}"}}'
ROWS = [LATER.format(day=number + 2, quote=QUOTES[number]) for number in range(3)]


@pytest.fixture
def cycles(cycles: Cycles) -> Cycles:
    """The rows are planned already."""
    cycles.practice.write_schedule(ROWS)
    cycles.tick()
    return cycles


def states_of(cycles: Cycles) -> list[State]:
    return [post.state for post in sorted(cycles.posts, key=lambda post: post.plan.due_at)]


def test_a_row_that_is_gone_for_half_a_minute_was_never_gone(cycles: Cycles) -> None:
    before = cycles.posts
    cycles.practice.write_schedule([ROWS[0], ROWS[2]])
    cycles.later(timedelta(seconds=5))
    cycles.later(timedelta(seconds=30))
    assert cycles.posts == before
    cycles.practice.write_schedule(ROWS)
    cycles.later(timedelta(seconds=5))
    cycles.later(2 * MINUTE)
    assert cycles.posts == before


@pytest.mark.parametrize("gone", [1, 2])
def test_a_row_that_stays_away_takes_its_post_with_it_after_a_minute(
    cycles: Cycles, gone: int
) -> None:
    cycles.practice.write_schedule([row for row in ROWS if row != ROWS[gone]])
    cycles.later(timedelta(seconds=5))
    cycles.later(timedelta(seconds=55))
    assert states_of(cycles) == [State.SCHEDULED] * 3
    cycles.later(timedelta(seconds=6))
    assert [state is State.CANCELLED for state in states_of(cycles)] == [
        number == gone for number in range(3)
    ]


def test_a_post_that_falls_due_while_its_row_is_gone_waits_until_that_is_decided(
    cycles: Cycles, world: World
) -> None:
    cycles.traveller.shift(timedelta(days=1) - MINUTE)  # half a minute before the first
    cycles.practice.write_schedule(ROWS[1:])
    cycles.tick()
    cycles.later(timedelta(seconds=40))
    assert world.commits == []
    cycles.practice.write_schedule(ROWS)
    cycles.tick()
    cycles.later(MINUTE)
    assert len(world.commits) == 1
    assert states_of(cycles)[0] is State.POSTED


def rehearse(cycles: Cycles, wait: timedelta) -> list[State]:
    """One cycle of `run --rehearse` after a while; what became of its posts."""
    cycles.traveller.shift(wait)
    container, _ = activate(build_container(cycles.practice.folder), rehearsal=True)
    with open_cycle(container, rehearsal=True) as cycle:
        run_cycle(cycle)
        return [post.state for post in cycle.delivery.store.posts()]


def test_in_a_rehearsal_that_runs_a_removal_waits_for_the_same_minute(
    cycles: Cycles, world: World
) -> None:
    assert rehearse(cycles, timedelta()) == [State.SCHEDULED] * 3
    cycles.practice.write_schedule(ROWS[1:])
    assert rehearse(cycles, timedelta(seconds=5)) == [State.SCHEDULED] * 3
    assert rehearse(cycles, timedelta(seconds=55)) == [State.SCHEDULED] * 3
    cycles.practice.write_schedule(ROWS)
    assert rehearse(cycles, timedelta(seconds=5)) == [State.SCHEDULED] * 3
    cycles.traveller.shift(timedelta(days=1) - 2 * MINUTE)  # a little before the first
    cycles.practice.write_schedule(ROWS[1:])
    assert rehearse(cycles, timedelta()) == [State.SCHEDULED] * 3
    assert rehearse(cycles, timedelta(seconds=56)) == [State.SCHEDULED] * 3, "due, held, not played"
    assert rehearse(cycles, timedelta(seconds=5)) == [State.CANCELLED, *[State.SCHEDULED] * 2]
    assert world.commits == []


def test_an_empty_or_broken_file_takes_nothing_out_and_posting_goes_on(
    cycles: Cycles, world: World
) -> None:
    path = cycles.practice.folder / "schedule.yaml"
    whole = path.read_text()
    for wrong in (whole.partition("post:")[0] + "post: []\n", "post: [nonsense\n"):
        path.write_text(wrong)
        cycles.later(timedelta(days=1))
        cycles.later(2 * MINUTE)
    assert states_of(cycles) == [State.POSTED, State.POSTED, State.SCHEDULED]
    assert len(world.commits) == 2


def test_what_is_posted_stays_posted_when_its_row_is_gone(cycles: Cycles, world: World) -> None:
    cycles.later(timedelta(days=1))
    cycles.practice.write_schedule(ROWS[1:])
    for _ in range(3):
        cycles.later(2 * MINUTE)
    cycles.practice.write_schedule(ROWS)
    cycles.later(2 * MINUTE)
    assert states_of(cycles)[0] is State.POSTED
    assert len(world.commits) == 1


def test_a_mistyped_lines_file_stops_neither_its_posts_nor_an_edit(cycles: Cycles) -> None:
    before = {post.key for post in cycles.posts}
    (lines,) = cycles.practice.folder.glob("quotes/*/lines.yaml")
    lines.write_text(lines.read_text().replace("use: ask", "use: perhaps", 1))
    cycles.practice.write_article("bridges")
    cycles.practice.write_schedule([*ROWS, LATER.format(day=5, quote=QUOTES[3])])
    report = cycles.later(MINUTE)
    assert any("lines.yaml" in words for words in report.troubles)
    assert before < {post.key for post in cycles.posts if post.state is State.SCHEDULED}


def test_a_start_with_a_broken_file_runs_the_last_good_one(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    assert practice.run("plan").code == 0
    path = practice.folder / "schedule.yaml"
    path.write_text(path.read_text().replace("to: [facebook]", "to: [facebok]"))
    status = practice.status
    assert status["health"] == "attention"
    (told,) = (words for words in status["problems"] if "the last good one" in words)
    (error,) = (words for words in status["problems"] if "facebok" in words)
    with practice.start():
        wait_for_log(practice, told, 60)
        wait_for_log(practice, error)
        wait_until(lambda: world.commits, 60, "posted by the last good file")
    ticked = practice.run("tick")
    assert ticked.code == 1
    assert error in ticked.err


@pytest.mark.slow
def test_an_edit_counts_within_seconds_and_a_removal_is_announced(practice: Practice) -> None:
    rows = [due(timedelta(days=-day), QUOTES[day], to="[facebook]") for day in (1, 2)]
    practice.write_schedule(rows[1:])
    with practice.start():
        wait_for_log(practice, "next: ", 60)
        threading.Event().wait(1)
        for edit, words in (
            (rows, "is new; 1 post added"),
            (rows[1:], "1 post will be cancelled at "),
            (rows, "1 post stays after all"),
        ):
            log = practice.folder / "daemon.log"
            told = len(log.read_text())
            practice.write_schedule(edit)
            wait_until(lambda: words in log.read_text()[told:], 60, words)  # noqa: B023
    assert practice.states == {"scheduled": 2}


def test_a_clock_that_is_set_back_makes_no_removal_wait_longer_than_a_minute(
    cycles: Cycles,
) -> None:
    cycles.practice.write_schedule([ROWS[0], ROWS[2]])
    cycles.later(timedelta(seconds=5))
    cycles.later(timedelta(minutes=-20))
    assert states_of(cycles)[1] is State.SCHEDULED
    cycles.later(timedelta(seconds=65))
    assert states_of(cycles)[1] is State.CANCELLED


def test_a_clock_that_is_set_back_makes_no_file_wait_longer_than_a_minute(cycles: Cycles) -> None:
    shorter = [ROWS[0].replace("12:00", "14:00"), ROWS[1]]  # it ends a row too early
    cycles.practice.write_schedule(shorter)
    cycles.later(timedelta(seconds=5))
    cycles.later(timedelta(minutes=-20))
    cycles.later(timedelta(seconds=65))
    assert [post.plan.due_at.hour for post in cycles.posts if post.state is State.SCHEDULED] == [
        14,
        12,
    ]


def test_a_row_added_and_taken_back_within_the_minute_was_never_there(cycles: Cycles) -> None:
    cycles.practice.write_schedule(['{days: [mon, wed, fri], at: "12:00", to: [facebook]}'])
    for _ in range(4):
        cycles.later(timedelta(seconds=25))
    path, before = cycles.practice.folder / "schedule.yaml", cycles.posts
    whole, due = path.read_text(), [one for one in before if one.state in OPEN_STATES]
    assert len(due) > 3
    path.write_text(f"{whole}quiet_days: [{due[1].plan.local_date}]\n")
    cycles.later(timedelta(seconds=5))
    path.write_text(whole)
    for _ in range(8):
        cycles.later(timedelta(seconds=25))
        assert cycles.posts == before


def test_a_save_that_breaks_the_file_stops_the_minute_of_the_edit_before(cycles: Cycles) -> None:
    before = cycles.posts
    cycles.practice.write_schedule(ROWS[1:])
    cycles.later(timedelta(seconds=5))
    (cycles.practice.folder / "schedule.yaml").write_text("post: [nonsense\n")
    for _ in range(8):
        cycles.later(timedelta(seconds=25))
    assert states_of(cycles) == [State.SCHEDULED] * 3
    cycles.practice.write_schedule(ROWS)
    for _ in range(4):
        cycles.later(timedelta(seconds=25))
    assert cycles.posts == before
