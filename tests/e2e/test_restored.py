"""A copy of the database that was brought back posts nothing twice, not even with other words.

In-process cycles at moved times; the judge is the networks' own book.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.model.post import State
from tests.e2e.cycles import SOON, Cycles
from tests.e2e.practice import QUOTES
from tests.emulators.server import World

HOUR = timedelta(hours=1)
LATER = '{date: 2026-12-01, at: "14:00", to: [instagram], quote: "%s"}'


@pytest.fixture
def copied(cycles: Cycles, world: World) -> Cycles:
    """It is 11:00; two posts are planned, at 12:00 and 14:00, and a copy was made just now."""
    cycles.practice.write_schedule(rows(QUOTES[0], QUOTES[1]))
    cycles.traveller.shift(-HOUR)
    cycles.tick()
    assert not world.instagram.media and list(backups(cycles))
    return cycles


def rows(first: str, second: str) -> list[str]:
    return [SOON.format(network="instagram", quote=first), LATER % second]


def backups(cycles: Cycles) -> list[Path]:
    return sorted((cycles.practice.folder / ".socialkit" / "backups").glob("socialkit-*.db"))


def bring_back(cycles: Cycles) -> None:
    """As README says: stop socialkit, put the copy in the place of the database."""
    state = cycles.practice.folder / ".socialkit"
    for side in ("", "-wal", "-shm"):
        (state / f"socialkit.db{side}").unlink(missing_ok=True)
    shutil.copy(backups(cycles)[0], state / "socialkit.db")


def test_what_went_out_since_is_adopted_and_what_did_not_goes_out(
    copied: Cycles, world: World
) -> None:
    assert len(copied.later(HOUR).posted) == 1
    bring_back(copied)
    copied.later(2 * HOUR)
    assert [post.state for post in copied.posts] == [State.POSTED, State.POSTED]
    captions = [one.caption for one in world.instagram.live_posts]
    assert QUOTES[0] in captions[0] and QUOTES[1] in captions[1] and len(captions) == 2


def test_a_time_at_which_other_words_went_out_is_not_filled_again(
    copied: Cycles, world: World
) -> None:
    copied.practice.write_schedule(rows(QUOTES[5], QUOTES[1]))
    copied.tick()
    assert len(copied.later(HOUR).posted) == 1
    assert QUOTES[5] in world.instagram.live_posts[0].caption
    bring_back(copied)
    copied.practice.write_schedule(rows(QUOTES[0], QUOTES[1]))
    copied.later(2 * HOUR)
    first, second = copied.posts
    assert first.state is State.FAILED and "An old copy of the database" in (first.error or "")
    assert second.state is State.POSTED, "what fell due after the last sign of life is not in doubt"
    assert len(world.instagram.live_posts) == 2
    copied.request_now(first.key)
    copied.later(HOUR)
    assert len(world.instagram.live_posts) == 3, "the owner's command sends it"
