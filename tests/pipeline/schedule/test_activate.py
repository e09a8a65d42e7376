"""Which schedule is in force: the file as it stands, or the last good one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.config.schedule.schedule_file import Loaded, read_schedule
from socialkit.model.schedule import Pause
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.schedule.activate import (
    IN_FORCE_AGAIN,
    activate_schedule,
    forget_schedule_news,
)
from socialkit.pipeline.schedule.decide import (
    GRACE_PERIOD,
    ScheduleChoice,
    ScheduleHistory,
    choose_schedule,
)
from socialkit.plan.slots import match_slots
from tests.config.cases import WHOLE
from tests.conftest import REPOSITORY
from tests.support.builders import NOON, planned
from tests.support.fakes import HandClock

TODAY = date(2026, 11, 2)
SAMPLE = """\
timezone: Asia/Kolkata
brand:
  name: Quiet Harbour
  handle: "@quietharbour"
articles: [articles/*]
accounts:
  instagram: {account: linked, via: instagrapi}
  facebook: {page: linked}
if_late: 12h
post:
  - days: [mon, wed]
    at: 9:00
    to:
      - instagram
      - facebook
    quote: A pause is kind
  - days: [sun]
    at: 18:30
    to: [instagram]
caption:
  text: |
    {line}
    Read on: {link}
"""

SLOTS = match_slots(
    [], read_schedule(SAMPLE.encode(), Path("schedule.yaml"), today=TODAY).demand().slots, now=NOON
)
PLANNED = tuple(planned(letter * 12, slot_id=SLOTS[1].id) for letter in "abc")


def load(text: str | bytes) -> Loaded:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_schedule(raw, REPOSITORY / "schedule.yaml", today=TODAY)


def choose(
    text: str | bytes, before: str = SAMPLE, waits_since: datetime | None = None
) -> ScheduleChoice:
    memory = ScheduleHistory(load(before), NOON, SLOTS, PLANNED, waits_since)
    return choose_schedule(load(text), memory, now=NOON)


def dangers(text: str, before: str, start: int = 0) -> int:
    """How many beginnings of a text are schedules in good order that say something else; none of
    them may count."""
    last, whole = load(before), load(text)
    memory, found = ScheduleHistory(last, NOON), 0
    for end in range(start, len(raw := text.encode())):
        file = load(raw[:end])
        chosen = choose_schedule(file, memory, now=NOON).loaded.schedule
        assert chosen in (last.schedule, whole.schedule), raw[:end]
        found += file.schedule not in (None, last.schedule, whole.schedule)
    return found


def test_no_beginning_of_the_file_counts_while_it_may_still_be_saved() -> None:
    assert dangers(SAMPLE, SAMPLE, SAMPLE.index("post:")) > 40  # before it nothing is in good order


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sample", "demo", "whole", "edited", "longer"])
def test_no_beginning_of_any_file_counts(name: str) -> None:
    demo = (REPOSITORY / "schedule.yaml").read_text("utf-8")
    texts = {
        "sample": (SAMPLE, SAMPLE),
        "demo": (demo, demo),
        "whole": (WHOLE, WHOLE),
        "edited": (SAMPLE.replace("9:00", "10:15"), SAMPLE),
        "longer": (SAMPLE.replace("post:", "review: automatic\npost:"), SAMPLE),
    }
    dangers(*texts[name])


def test_what_ends_early_counts_after_a_minute() -> None:
    shorter = SAMPLE.partition("caption:")[0]
    first = choose(shorter)
    assert first.until == NOON + GRACE_PERIOD
    assert choose(shorter, waits_since=NOON - GRACE_PERIOD / 2).until == NOON + GRACE_PERIOD / 2
    later = choose(shorter, waits_since=NOON - GRACE_PERIOD)
    assert (later.loaded.schedule, later.problems) == (load(shorter).schedule, ())


def test_the_posts_that_go_with_what_ends_early_are_named() -> None:
    early, gone = choose(SAMPLE[: SAMPLE.index("  - days: [sun]")]).problems
    assert "this file ends earlier than before" in early.message
    assert "this one is used from 17:31 on" in early.message
    assert gone.message.startswith(
        "3 posts will be cancelled at 17:31 unless the file changes: Mon"
    )


@pytest.mark.parametrize(
    "text",
    [
        SAMPLE.replace("9:00", "10:00"),
        SAMPLE.replace("post:", "post:\n  - {days: [tue], at: 7:00, to: [facebook]}"),
        SAMPLE.replace("  - days: [sun]\n    at: 18:30\n    to: [instagram]\n", ""),
        SAMPLE.replace("{link}", "{website}"),
    ],
)
def test_an_edit_counts_at_once(text: str) -> None:
    found = choose(text)
    assert (found.loaded.schedule, found.problems) == (load(text).schedule, ())


def test_a_broken_file_leaves_the_last_good_one_and_says_what_is_wrong() -> None:
    found = choose(SAMPLE.replace("days: [sun]", "days: [sunn]"))
    assert found.is_broken
    assert found.loaded.schedule == load(SAMPLE).schedule
    told, error = found.errors
    assert "the last good one (of 1 Mar 17:30) stays in force, with the 3 planned posts" in told
    assert error.startswith("schedule.yaml:17:12: ")


def test_without_a_good_one_a_broken_file_stays_broken() -> None:
    assert choose_schedule(load("post: 3"), ScheduleHistory(), now=NOON).loaded.schedule is None


def test_a_file_without_times_takes_nothing_out_however_long_it_stands_there() -> None:
    head, _, rest = SAMPLE.partition("post:")
    empty = f"{head}post: []\ncaption:{rest.partition('caption:')[2]}"
    found = choose(empty, waits_since=NOON - timedelta(days=1))
    assert found.loaded.schedule == load(SAMPLE).schedule
    (told,) = found.errors
    assert told.startswith("schedule.yaml:10:7: there are no times under post:")
    assert "the 3 planned posts stay" in told
    assert "socialkit cancel KEY" in told


def test_a_pause_counts_even_in_a_file_that_does_not() -> None:
    shorter = "pause: true\n" + SAMPLE.partition("caption:")[0]
    found = choose(shorter)
    assert found.loaded.schedule is not None
    assert found.loaded.schedule.pause == Pause(None, None)
    assert found.loaded.schedule.caption == load(SAMPLE).demand().caption


# What is kept, and told


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w") as opened:
        yield opened


class Desk:
    """A folder whose schedule is settled at a time that the test chooses."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.path, self.store = folder / "schedule.yaml", store
        self.clock = HandClock(NOON)

    def settle(self, text: str | None = None, *, after: timedelta = timedelta(0)) -> ScheduleChoice:
        self.clock.wait(after)
        if text is not None:
            self.path.write_text(text, "utf-8")
            os.utime(self.path, (1, 1))  # long at rest
        return activate_schedule(self.store, self.path.parent, self.clock, today=TODAY)


@pytest.fixture
def delivery(tmp_path: Path, store: Store) -> Desk:
    made = Desk(tmp_path, store)
    assert made.settle(SAMPLE).loaded.text_sha256 == load(SAMPLE).text_sha256
    return made


def test_a_broken_file_is_told_once_and_after_a_start_once_more(delivery: Desk) -> None:
    delivery.store.sync([], [planned(due_at=NOON + GRACE_PERIOD)], withdrawn=(), now=NOON)
    first = delivery.settle("timezone: Nowhere/Never\n")
    assert "with the 1 planned post." in first.news[0]
    assert "Nowhere/Never" in " ".join(first.news)
    assert delivery.settle().news == ()
    forget_schedule_news(delivery.store)
    assert delivery.settle().news == first.news
    assert delivery.settle(SAMPLE).news == (IN_FORCE_AGAIN,)
    assert delivery.settle().news == ()


def test_a_file_that_is_gone_is_a_broken_one(delivery: Desk) -> None:
    delivery.path.unlink()
    found = delivery.settle()
    assert found.is_broken
    assert found.loaded.schedule is not None


def test_a_half_saved_file_that_is_completed_in_time_has_never_counted(delivery: Desk) -> None:
    half = SAMPLE[: SAMPLE.index("  - days: [sun]")]
    assert delivery.settle(half).until == NOON + GRACE_PERIOD
    assert delivery.settle(after=GRACE_PERIOD / 2).until == NOON + GRACE_PERIOD
    assert delivery.settle(SAMPLE).until is None
    assert delivery.settle(half, after=GRACE_PERIOD).until == delivery.clock.now() + GRACE_PERIOD


def test_a_half_saved_file_that_stays_counts_in_the_end(delivery: Desk) -> None:
    shorter = SAMPLE.partition("caption:")[0]
    delivery.settle(shorter)
    assert delivery.settle(after=GRACE_PERIOD).loaded.schedule == load(shorter).schedule
    assert delivery.settle("post: nonsense\n").loaded.schedule == load(shorter).schedule


def test_a_file_that_is_being_written_does_not_count_yet(delivery: Desk) -> None:
    delivery.path.write_text(SAMPLE.replace("9:00", "10:00"), "utf-8")
    now = delivery.clock.now().timestamp()
    os.utime(delivery.path, (now + 0.2, now + 0.2))
    delivery.clock.wait = lambda duration: None  # type: ignore[method-assign]
    found = delivery.settle()
    assert found.loaded.schedule == load(SAMPLE).schedule
    os.utime(delivery.path, (now - 1, now - 1))
    assert delivery.settle().loaded.schedule != load(SAMPLE).schedule
