"""A plan whose images are drawn, and what the plan must not touch."""

from __future__ import annotations

from collections.abc import Sequence

from socialkit.errors import UnfitLine
from socialkit.model.lines import Candidate
from socialkit.model.post import PlannedPost, State, WaitReason
from socialkit.pipeline.planning.planner import find_unreadable_posts, plan_until_rendered
from socialkit.plan.posts import Plan
from tests.support.builders import planned, post

TOO_LONG = "These words fit on no card."


def candidate(line_id: str) -> Candidate:
    return Candidate(line_id, "single", "Words.", "pauses", "Pauses", 0)


def plan_first(pool: Sequence[Candidate]) -> Plan:
    """One post, of the first line that is left."""
    return Plan((planned(line_ids=(pool[0].id,)),), (), (), (), None)


def draw(one: PlannedPost) -> PlannedPost:
    if one.line_ids == ("long",):
        raise UnfitLine(TOO_LONG, line_id="long")
    return one


def test_a_line_that_fits_on_no_card_gives_its_place_to_the_next_one() -> None:
    pool = [candidate("long"), candidate("short")]
    found = plan_until_rendered(plan_first, pool, draw, pinned_slots=())
    assert [one.line_ids for one in found.posts] == [("short",)]
    assert found.notes == (TOO_LONG,)


def test_a_pinned_quote_that_fits_on_no_card_waits_for_its_image_and_is_not_replaced() -> None:
    pool = [candidate("long"), candidate("short")]
    found = plan_until_rendered(plan_first, pool, draw, pinned_slots={"s1"})
    (waiting,) = found.posts
    assert waiting.line_ids == ("long",)
    assert (waiting.state, waiting.wait_reason) == (State.WAITING, WaitReason.IMAGE)
    assert waiting.error == TOO_LONG


def test_only_open_posts_of_an_article_that_cannot_be_read_now_are_out_of_reach() -> None:
    rows = [
        post("a", article_slug="tides"),
        post("b", article_slug="tides", state=State.POSTED),
        post("c", article_slug="pauses"),
    ]
    assert find_unreadable_posts(rows, {"tides"}) == {"a"}
