"""No answer, a late answer, a lost outbox: each post stands on its network once, never twice.

The judge is the networks' own book, not our database.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.e2e.practice import FAST, QUOTES, Practice, due, lost_and_doubled
from tests.emulators.exchange import Fault, Kind, Moment, html_reply
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)
COMMIT = "POST .*(/media/configure|/100200300400500/feed)"
FAULTS = {
    "dropped before": Fault(COMMIT, Kind.DROP, Moment.BEFORE),
    "dropped after": Fault(COMMIT, Kind.DROP),
    "502 after": Fault(COMMIT, Kind.REPLACE, reply=html_reply("bad gateway", status=502)),
    "hang after": Fault(COMMIT, Kind.HANG, seconds=20),
}


def settle(practice: Practice, *, most: int = 12) -> None:
    """Tick as cron would, until nothing is open any more."""
    for _ in range(most):
        practice.run("tick")
        if set(practice.states) <= {"posted", "failed", "missed"}:
            return
        threading.Event().wait(1.1)


@pytest.mark.parametrize("network", ["instagram", "facebook"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_post_without_an_answer_ends_up_once(
    practice: Practice, world: World, name: str, network: str
) -> None:
    practice.write_env(**FAST)
    practice.write_schedule([due(MINUTE, QUOTES[0], to=f"[{network}]")])
    fault = replace(FAULTS[name])
    world.faults.append(fault)
    first = practice.run("tick", "--json")
    assert (first.code, len(first.json["unconfirmed"])) == (1, 1)
    settle(practice)
    assert practice.states == {"posted": 1}
    lost, doubled = lost_and_doubled(world, QUOTES[:1])
    assert [one for one in lost if network in one] == []
    assert doubled == []
    assert len(world.commits) == (2 if fault.moment is Moment.BEFORE else 1)


def test_a_late_accept_is_waited_for_not_sent_again(practice: Practice, world: World) -> None:
    practice.write_env(SEND_TIMEOUT="1", LOOK_UP_AFTER="0,2,4")
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    for where in ("/media/configure", r"/\d+/feed"):
        world.faults.append(Fault(where, Kind.DELAY, Moment.BEFORE, seconds=4))
    practice.run("tick")
    settle(practice)
    assert lost_and_doubled(world, QUOTES[:1]) == ([], [])
    assert len(world.commits) == 2


def test_with_the_look_switched_off_these_tests_would_fail(
    practice: Practice, world: World
) -> None:
    practice.write_env(**FAST)
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    world.faults += [replace(FAULTS["dropped after"]), replace(FAULTS["dropped after"])]
    for _ in range(10):
        if lost_and_doubled(world, QUOTES[:1])[1]:
            break
        subprocess.run(
            [sys.executable, "-m", "tests.e2e.blind", "tick"],
            cwd=practice.folder,
            env=practice.environment,
            capture_output=True,
            check=False,
        )
        threading.Event().wait(1.1)
    _, doubled = lost_and_doubled(world, QUOTES[:1])
    # A Page is guarded once more: its photo says that it stands in a post already.
    assert doubled == [f"instagram: {QUOTES[0]}"]


def test_after_the_loss_of_all_state_what_stands_there_is_adopted(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0]), due(2 * MINUTE, QUOTES[1])])
    practice.run("tick")
    shutil.rmtree(practice.folder / ".socialkit")
    practice.run("tick")
    assert practice.states == {"posted": 4}
    assert {row["remote_id"] for row in practice.status["posts"]} == {
        *(media.pk for media in world.instagram.media),
        *(post.id for post in world.graph.posts),
    }
    assert lost_and_doubled(world, QUOTES[:2]) == ([], [])
    assert len(world.commits) == 4


def test_after_the_return_of_an_old_database_what_stands_there_is_adopted(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    practice.write_env(FACEBOOK_PAGE_TOKEN="", INSTAGRAM_PASSWORD="")
    practice.run("tick")
    state = practice.folder / ".socialkit"
    backup = practice.folder / "backup"
    shutil.copytree(state, backup)
    practice.write_env()
    practice.run("tick")
    assert practice.states == {"posted": 2}
    shutil.rmtree(state)
    shutil.copytree(backup, state)
    assert practice.states == {"waiting": 2}
    practice.run("tick")
    assert practice.states == {"posted": 2}
    assert len(world.commits) == 2


def test_an_old_database_that_calls_it_too_late_learns_that_it_went_out_in_time(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(4 * MINUTE, QUOTES[0])])
    practice.run("connect", "instagram")
    practice.run("connect", "facebook")
    practice.run("pause")
    practice.run("plan")
    state, backup = practice.folder / ".socialkit", practice.folder / "backup"
    practice.run("resume")
    shutil.copytree(state, backup)
    practice.run("tick")
    assert practice.states == {"posted": 2}
    shutil.rmtree(state)
    shutil.copytree(backup, state)
    schedule = practice.folder / "schedule.yaml"
    schedule.write_text(schedule.read_text().replace("if_late: 12h", "if_late: skip"))
    practice.run("tick")
    assert practice.states == {"posted": 2}
    assert len(world.commits) == 2


def test_a_page_that_shows_its_posts_late_gets_each_of_them_once(
    practice: Practice, world: World
) -> None:
    practice.write_env(**FAST)
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    world.graph.visible_after = 600
    world.faults.append(replace(FAULTS["dropped after"]))
    settle(practice)
    assert practice.states == {"posted": 1}
    assert len(world.graph.live_posts) == 1
