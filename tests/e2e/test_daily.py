"""The digest, once a day, by a real message at the end of a real cycle."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from socialkit.model.post import State
from socialkit.model.schedule import Pause
from socialkit.model.state_values import NotificationLedger
from socialkit.outbox.workspace_state import NOTICES, WAKE_FOR_NOTICES
from socialkit.pipeline.schedule.pause import set_pause
from socialkit.runtime.container import build_container
from socialkit.runtime.publishing import open_cycle
from tests.e2e.cycles import START, Cycles
from tests.e2e.practice import QUOTES, Practice
from tests.e2e.test_daemon import wait_for_log, wait_until
from tests.emulators.exchange import Fault, Kind, Moment
from tests.emulators.server import World
from tests.support.mailbox import Mailbox

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ROW = '{{date: 2026-12-{day:02}, at: "{at}", to: {to}, quote: "{quote}"}}'
WEEK = [
    ROW.format(day=day, at="12:00", to="[instagram, facebook]", quote=QUOTES[number])
    for number, day in enumerate((1, 4, 11))
]
WELL = "socialkit: all is well"


@pytest.fixture
def cycles(cycles: Cycles, box: Mailbox) -> Cycles:
    """A practice with a mailbox, half a minute after noon of 1 December."""
    write_env(cycles, box)
    write(cycles)
    return cycles


def write_env(cycles: Cycles, box: Mailbox, **changes: str) -> None:
    cycles.practice.write_env(**changes)
    cycles.practice.add_secret("BOX", box.address)


def write(cycles: Cycles, *rows: str, **more: str) -> None:
    keys = {"notify": '["${BOX}"]', "all_is_well": '"12:00"', "when_empty": "repeat", **more}
    cycles.practice.write_schedule([*(rows or WEEK)], **keys)


def at(cycles: Cycles, moment: datetime) -> None:
    cycles.traveller.move_to(moment)
    cycles.tick()


def days(box: Mailbox) -> int:
    return sum(title == WELL for title in box.titles)


def test_each_day_at_the_time_a_digest_says_that_all_is_well_and_what_was_and_will_be(
    cycles: Cycles, box: Mailbox
) -> None:
    cycles.tick()
    assert box.titles == [WELL]
    assert box.last.startswith("All is well.\nYesterday no post went out.\n")
    for hours in (1, 11, 10):  # 22 hours later
        cycles.later(hours * HOUR)
    assert len(box.titles) == 1
    at(cycles, START + DAY - MINUTE)  # half a minute before noon
    assert len(box.titles) == 1
    at(cycles, START + DAY)
    assert box.titles == [WELL, WELL]
    assert "Yesterday 2 posts went out (12:00 Instagram and Facebook)." in box.last
    assert f"Next: Friday 12:00, Instagram and Facebook: “{QUOTES[1]}”." in box.last
    assert "Your lines last for more than a year." in box.last
    assert "This is about Quiet Harbour." in box.last
    assert box.arrived[-1]["type"] == "success"


def test_a_machine_that_slept_at_the_time_sends_at_wake_and_one_that_slept_all_day_does_not(
    cycles: Cycles, box: Mailbox
) -> None:
    cycles.tick()
    at(cycles, START + DAY + 9 * HOUR)
    assert days(box) == 2
    at(cycles, START + 3 * DAY - HOUR)  # 4 December, before the time
    assert days(box) == 2


@pytest.mark.parametrize("step", [-DAY, -2 * DAY, timedelta(minutes=-5), 40 * DAY])
def test_a_clock_that_runs_ahead_or_back_brings_no_day_twice_and_loses_none(
    cycles: Cycles, box: Mailbox, step: timedelta
) -> None:
    write(cycles, ROW.format(day=30, at="12:00", to="[facebook]", quote=QUOTES[0]))
    for day in range(3):
        at(cycles, START + day * DAY)
    assert days(box) == 3
    at(cycles, START + 2 * DAY + step)
    told = days(box)
    assert told == (4 if step > DAY else 3)
    at(cycles, START + 2 * DAY + HOUR)  # the clock is right again
    assert days(box) == told
    at(cycles, START + 3 * DAY)
    assert days(box) == told + 1


def test_what_is_wrong_stands_in_the_note_in_place_of_well_until_it_is_settled(
    cycles: Cycles, box: Mailbox
) -> None:
    write_env(cycles, box, INSTAGRAM_PASSWORD="not-the-password")
    write(cycles, if_late="2h")
    cycles.tick()
    (title,) = box.titles  # one message, with both
    assert title == "socialkit: Instagram quietharbour needs you"
    assert "All is well" not in box.last
    assert "Yesterday no post went out." in box.last
    assert box.last.count("SOCIALKIT_INSTAGRAM_PASSWORD") == 1
    cycles.later(3 * HOUR)
    assert box.titles[1:] == ["socialkit: 1 post to post by hand"]
    at(cycles, START + DAY)
    assert box.titles[2:] == ["socialkit: 2 things to look at"]
    told = box.last.splitlines()
    assert told[0] == "Open:"
    assert [row.startswith("- ") for row in told[1:3]] == [True, True]
    assert "SOCIALKIT_INSTAGRAM_PASSWORD" in box.last
    assert "socialkit cancel KEY" in told[3]
    assert box.arrived[-1]["type"] == "warning"


def test_a_post_whose_answer_is_still_awaited_is_not_called_well(
    cycles: Cycles, box: Mailbox, world: World
) -> None:
    write(cycles, ROW.format(day=1, at="12:00", to="[facebook]", quote=QUOTES[0]))
    world.faults.append(Fault("POST graph.*/feed$", Kind.DROP, Moment.BEFORE))
    cycles.tick()
    assert [one.state for one in cycles.posts] == [State.UNCONFIRMED]
    assert box.titles == ["socialkit: 1 thing to look at"]
    assert "- Tue 1 Dec 12:00 Facebook: was sent, and no answer came yet" in box.last


def test_a_fresh_mistake_is_not_called_well_though_it_is_not_sent_yet(
    cycles: Cycles, box: Mailbox
) -> None:
    at(cycles, START - HOUR)
    path = cycles.practice.folder / "schedule.yaml"
    path.write_text(path.read_text() + "if_late: [2h\n")
    at(cycles, START)
    assert box.titles == ["socialkit: 2 things to look at"]
    assert "schedule.yaml:" in box.last
    assert "the last good one" in box.last


@pytest.mark.parametrize("by", ["file", "command"])
def test_a_pause_is_said_in_it(cycles: Cycles, box: Mailbox, by: str) -> None:
    at(cycles, START - HOUR)
    if by == "file":
        write(cycles, pause='"until 2026-12-10: a holiday"')
    else:
        container = build_container(cycles.practice.folder)
        with container.open_outbox() as store:
            until = Pause(datetime(2026, 12, 10, tzinfo=UTC).date(), "a holiday")
            set_pause(store, until, lambda: container.workspace.schedule, now=START - HOUR)
    at(cycles, START)
    assert box.titles == ["socialkit: all is well, and paused"]
    assert "Posting is paused until Thursday 10 December 2026 (a holiday)." in box.last
    assert f"Next: Friday 11 December 12:00, Instagram and Facebook: “{QUOTES[2]}”." in box.last


def test_it_counts_among_the_three_messages_of_an_hour_and_comes_after_it(
    cycles: Cycles, box: Mailbox
) -> None:
    at(cycles, START - HOUR)
    with build_container(cycles.practice.folder).open_outbox() as store:
        sent = [(START - minutes * MINUTE).isoformat() for minutes in (50, 30, 20)]
        store.state.put(NOTICES, NotificationLedger(sent=tuple(sent)), now=START - HOUR)
    at(cycles, START)
    assert box.titles == []
    assert next_telling_at(cycles) == START + 10 * MINUTE
    at(cycles, START + 11 * MINUTE)
    assert box.titles == [WELL]


def test_while_no_address_takes_it_it_is_tried_again_the_same_day(
    cycles: Cycles, box: Mailbox
) -> None:
    box.answer = 500
    cycles.tick()
    assert box.titles == []
    box.answer = 200
    cycles.later(6 * MINUTE)
    cycles.later(HOUR)
    assert box.titles == [WELL]


def test_neither_a_rehearsal_nor_a_schedule_without_the_row_brings_one(
    cycles: Cycles, box: Mailbox
) -> None:
    from socialkit.pipeline.cycle import run_cycle

    with open_cycle(build_container(cycles.practice.folder), rehearsal=True) as cycle:
        run_cycle(cycle)
    path = cycles.practice.folder / "schedule.yaml"
    path.write_text(path.read_text().replace('all_is_well: "12:00"\n', ""))
    for _ in range(3):
        cycles.later(DAY)
    assert box.titles == []


def test_the_daemon_knows_the_next_one(cycles: Cycles) -> None:
    cycles.tick()
    assert next_telling_at(cycles) == datetime(2026, 12, 2, 12, 0, tzinfo=UTC)


def next_telling_at(cycles: Cycles) -> datetime:
    with build_container(cycles.practice.folder).open_outbox() as store:
        moment = store.state.get(WAKE_FOR_NOTICES)
    assert moment is not None
    return moment


def test_tick_in_a_process_of_its_own_tells_once_a_day(practice: Practice, box: Mailbox) -> None:
    practice.add_secret("BOX", box.address)
    row = '{date: 2099-01-01, at: "09:00", to: [facebook]}'
    practice.write_schedule([row], notify='["${BOX}"]', all_is_well='"00:00"')
    for _ in range(2):
        practice.run("tick")
    assert len(box.titles) == 1


@pytest.mark.slow
def test_the_daemon_wakes_for_it_to_the_minute_and_a_new_start_tells_nothing_twice(
    practice: Practice, box: Mailbox
) -> None:
    practice.add_secret("BOX", box.address)
    then = datetime.now(UTC).replace(second=0, microsecond=0) + 2 * MINUTE
    row = '{date: 2099-01-01, at: "09:00", to: [facebook]}'
    practice.write_schedule([row], notify='["${BOX}"]', all_is_well=f'"{then:%H:%M}"')
    with practice.start():
        wait_until(lambda: box.titles, 150, "the daily note")
        assert timedelta() <= datetime.now(UTC) - then < timedelta(seconds=20)
    with practice.start():
        wait_for_log(practice, "socialkit runs here")
        threading.Event().wait(15)
    assert len(box.titles) == 1
