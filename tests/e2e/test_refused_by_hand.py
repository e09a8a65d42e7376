"""A network refused what it took and shows it late: neither a command nor an edit sends it again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socialkit.cli.commands.post import run_post, run_resolve
from socialkit.model.post import State
from tests.e2e.cycles import SOON, Cycles
from tests.e2e.faults import told
from tests.e2e.practice import QUOTES
from tests.emulators.exchange import Fault, Kind, Moment
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)
FEED = r"POST graph.*/feed$"


def refuse(cycles: Cycles, world: World, moment: Moment) -> str:
    """The post is refused, before or after it was taken; the owner fixes the account at once."""
    cycles.practice.write_schedule([SOON.format(network="facebook", quote=QUOTES[0])])
    world.faults.append(Fault(FEED, Kind.REPLACE, moment, told(200, status=403)))
    cycles.tick()
    cycles.traveller.shift(MINUTE)
    cycles.reconnect()
    (post,) = cycles.posts
    assert post.state is State.SCHEDULED
    return post.key


def test_post_key_says_until_when_it_may_show_up_and_waits_for_it(
    cycles: Cycles, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.graph.visible_after = 480
    key = refuse(cycles, world, Moment.AFTER)
    run_post(key, cycles.practice.folder, as_json=False)
    said = " ".join(capsys.readouterr().out.split())
    assert "can still appear" in said
    assert "It goes out at 12:12" in said
    assert f"socialkit resolve {key} --not-posted" in said
    for _ in range(4):
        cycles.later(2 * MINUTE)
    assert len(world.commits) == 1
    cycles.later(5 * MINUTE)
    assert cycles.posts[0].state is State.POSTED
    assert (len(world.commits), len(world.graph.posts)) == (1, 1)


def test_after_the_owner_has_looked_it_goes_at_once(cycles: Cycles, world: World) -> None:
    key = refuse(cycles, world, Moment.BEFORE)
    cycles.request_now(key)
    run_resolve(key, cycles.practice.folder, is_posted=False, as_json=False)
    cycles.request_now(key)
    cycles.later(MINUTE)
    assert cycles.posts[0].state is State.POSTED
    assert (len(world.commits), len(world.graph.posts)) == (2, 1)


def test_an_edit_of_its_time_and_words_does_not_cut_the_wait_short(
    cycles: Cycles, world: World
) -> None:
    world.graph.visible_after = 480
    refuse(cycles, world, Moment.AFTER)
    row = SOON.format(network="facebook", quote=QUOTES[0]).replace("12:00", "11:59")
    cycles.practice.write_schedule([row.replace("}", ', caption: "Other words: {line}"}')])
    for _ in range(8):
        cycles.later(2 * MINUTE)
    assert cycles.posts[0].state is State.POSTED
    assert (len(world.commits), len(world.graph.posts)) == (1, 1)
