"""The owner is alerted once, by a real message at the end of a real cycle."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.cli.views.json_views import notice_texts
from socialkit.errors import ConfigError
from socialkit.model.post import State
from socialkit.outbox.workspace_state import SCHEDULE_IN_FORCE
from socialkit.pipeline.delivery.manual_actions import resolve
from socialkit.pipeline.status.report import build_status
from socialkit.runtime.container import build_container
from tests.e2e.cycles import SOON, START, Cycles
from tests.e2e.practice import QUOTES
from tests.emulators.server import World
from tests.support.mailbox import Mailbox

MINUTE = timedelta(minutes=1)
SECRET = "gulls-and-42-glasses"
ROWS = [SOON.format(network="instagram", quote=QUOTES[0])]


@pytest.fixture
def cycles(cycles: Cycles, box: Mailbox) -> Cycles:
    """A practice whose Instagram password is wrong and whose mailbox has one."""
    cycles.practice.write_env(INSTAGRAM_PASSWORD="not-the-password")
    cycles.practice.add_secret("BOX", f"json://anna:{SECRET}@127.0.0.1:{box.port}/")
    cycles.practice.write_schedule(ROWS, notify='["${BOX}"]', if_late="2h")
    return cycles


def problems(cycles: Cycles) -> str:
    container = build_container(cycles.practice.folder)
    with container.open_outbox() as store:
        found = notice_texts(
            build_status(container.workspace, store, now=container.clock.now()).notices
        )
    return "\n".join(found)


def files_of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.name != ".env")


def test_an_account_that_needs_the_owner_is_one_alert_and_its_post_is_handed_over(
    cycles: Cycles, box: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cycles.tick()
    assert box.titles == ["socialkit: Instagram quietharbour needs you"]
    assert "SOCIALKIT_INSTAGRAM_PASSWORD" in box.last
    cycles.later(30 * MINUTE)
    assert len(box.titles) == 1
    cycles.later(120 * MINUTE)
    assert box.titles[1:] == ["socialkit: 1 post to post by hand"]
    (post,) = cycles.posts
    assert (post.state, QUOTES[0] in box.last) == (State.FAILED, True)
    (picture,) = box.arrived[-1]["attachments"]
    assert base64.b64decode(picture["base64"]) == Path(post.plan.images[0].path).read_bytes()
    cycles.later(30 * MINUTE)
    with build_container(cycles.practice.folder).open_outbox() as store:
        resolve(post.key[:12], store, is_posted=True, now=START + timedelta(hours=4))
    cycles.later(30 * MINUTE)
    assert len(box.titles) == 2
    assert cycles.posts[0].state is State.POSTED
    for path in files_of(cycles.practice.folder):
        assert SECRET.encode() not in path.read_bytes(), path
    assert SECRET not in caplog.text
    assert SECRET not in problems(cycles)


def test_while_no_address_takes_it_status_says_so_and_posting_goes_on(
    cycles: Cycles, box: Mailbox, world: World
) -> None:
    both = SOON.format(network="instagram, facebook", quote=QUOTES[0])
    cycles.practice.write_schedule([both], notify='["${BOX}", "ntfy://${NOWHERE}"]')
    box.answer = 500
    cycles.tick()
    assert len(world.graph.live_posts) == 1
    told = problems(cycles)
    assert "No message has reached you since Tue 01 Dec 12:00" in told
    assert "address 1 (${BOX}…), address 2 (ntfy://…)" in told
    asked = len(box.lines)
    cycles.later(3 * MINUTE)
    assert len(box.lines) == asked
    box.answer = 200
    cycles.later(3 * MINUTE)
    assert box.titles == ["socialkit: Instagram quietharbour needs you"]
    told = problems(cycles)
    assert "No message has reached you" not in told
    assert "note: The last message under notify: was not taken by address 2 (ntfy://…)." in told


def make_box_known(cycles: Cycles, box: Mailbox) -> Path:
    """Nothing but the schedule is wrong; its path."""
    cycles.practice.write_env()
    cycles.practice.add_secret("BOX", box.address)
    return cycles.practice.folder / "schedule.yaml"


def test_a_schedule_that_breaks_is_told_once_and_what_is_planned_goes_on(
    cycles: Cycles, box: Mailbox
) -> None:
    path = make_box_known(cycles, box)
    cycles.tick()
    good = path.read_text()
    path.write_text(good + "if_late: [2h\n")
    for wait in (0, 11, 30):
        cycles.later(wait * MINUTE)
    assert box.titles == ["socialkit: 2 mistakes in your files"]
    assert "the last good one" in box.last and "schedule.yaml:" in box.last
    path.write_text(good)
    cycles.later(MINUTE)
    assert len(box.titles) == 1
    assert cycles.posts[0].state is State.POSTED


def test_without_a_good_schedule_the_alert_goes_to_the_address_in_the_broken_one(
    cycles: Cycles, box: Mailbox
) -> None:
    path = make_box_known(cycles, box)
    cycles.tick()
    with build_container(cycles.practice.folder).open_outbox() as store:
        store.state.clear(SCHEDULE_IN_FORCE)  # as after an update from an older socialkit
    path.write_text(path.read_text() + "if_late: [2h\n")
    for wait in (0, 11, 30):
        with pytest.raises(ConfigError):
            cycles.later(wait * MINUTE)
    assert box.titles == ["socialkit: schedule.yaml needs you"]
    assert "schedule.yaml:" in box.last
