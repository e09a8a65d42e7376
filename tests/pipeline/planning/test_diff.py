"""What an edit has changed, as the log says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from socialkit.model.network import Network
from socialkit.model.post import Slide
from socialkit.outbox.sync import SyncResult
from socialkit.pipeline.planning.diff import PlanSnapshot, describe_changes, describe_lost_lines
from socialkit.plan.slots import match_slots
from tests.plan.sample import EVENING, MORNING, NOW
from tests.support.builders import LINE, NOON, article, planned, post

WEDNESDAY = replace(MORNING, days=(2,))
NOTHING = SyncResult((), (), ())
KNOWN = match_slots([], [WEDNESDAY, EVENING], now=NOW)


def tell_edit(*specs: object) -> tuple[str, ...]:
    slots = match_slots(KNOWN, specs, now=NOW)  # type: ignore[arg-type]
    return describe_changes(PlanSnapshot(KNOWN, {}), slots, (), NOTHING)


def test_nothing_new_is_nothing_to_say() -> None:
    assert tell_edit(WEDNESDAY, EVENING) == ()


def test_rows_of_the_file_are_told_by_their_days_and_times() -> None:
    assert tell_edit(replace(WEDNESDAY, at=time(10)), EVENING) == ("Wed 09:00 moved to 10:00",)
    assert tell_edit(replace(WEDNESDAY, days=(1, 3)), EVENING) == (
        "Wed 09:00 moved to Tue, Thu 09:00",
    )
    assert tell_edit(replace(WEDNESDAY, theme="night"), EVENING) == ("Wed 09:00 has another theme",)
    assert tell_edit(replace(WEDNESDAY, to=(Network.FACEBOOK,), theme="night"), EVENING) == (
        "Wed 09:00 goes to Facebook now",
        "Wed 09:00 has another theme",
    )
    assert tell_edit(WEDNESDAY) == ("Sun 18:30 is gone",)
    assert tell_edit(WEDNESDAY, EVENING, MORNING) == ("Mon, Wed, Fri 09:00 is new",)


def test_posts_are_counted() -> None:
    plans = [planned(letter * 12) for letter in "abc"]
    before = PlanSnapshot((), {one.key: post(one.key) for one in plans})
    now = [
        replace(plans[0], due_at=NOON + timedelta(hours=1)),
        replace(plans[1], line_ids=("l9",)),
        replace(plans[2], theme="night"),
    ]
    done = SyncResult(("d", "e"), tuple(one.key for one in plans), ("f",))
    assert describe_changes(before, (), now, done) == (
        "2 posts added",
        "1 post moved",
        "1 post with another line",
        "1 post removed",
    )


def test_a_line_that_left_its_article_is_named_with_what_comes_of_its_post() -> None:
    row = post()
    before = PlanSnapshot((), {row.key: row})
    kept, edited = {"pauses": article()}, {"pauses": article(text="Other words now.")}
    other = replace(row.plan, line_ids=("l2",), slides=(Slide("Other words now."),))
    assert describe_lost_lines(before, [other], kept) == ()
    words = f"“{LINE}” is no longer in its article; Mon 1 Mar 12:00 Instagram: "
    assert describe_lost_lines(before, [other], edited) == (f"{words}it gets another line",)
    assert describe_lost_lines(before, [], edited) == (f"{words}it has no line now",)
