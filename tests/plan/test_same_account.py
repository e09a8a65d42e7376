"""A Page that is linked to by its name here and by its number there is one Page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socialkit.model.lines import Candidate
from socialkit.model.network import Network
from socialkit.model.post import State
from socialkit.plan.slots import match_slots
from tests.plan.sample import MORNING, NOW, distinct, plan, rows

NAME = "https://www.facebook.com/quiet"
NUMBER = "https://www.facebook.com/profile.php?id=100200"
ONE_PAGE = {(Network.FACEBOOK, NAME): "100200", (Network.FACEBOOK, NUMBER): "100200"}
DAILY = replace(MORNING, to=(Network.FACEBOOK,), days=(0, 1, 2))


def linked(number: int, link: str) -> Candidate:
    one = distinct(number + 1, accounts={Network.FACEBOOK: link})[number]
    return replace(one, id=f"{number}{link}", article_slug=link[-6:])


def test_a_line_that_went_to_a_page_does_not_go_there_again_by_its_other_link() -> None:
    known = match_slots([], [DAILY], now=NOW)
    posted = rows(plan([DAILY], [linked(0, NAME)], known=known, days=1), State.POSTED)
    later = NOW + timedelta(days=3)

    def again(**more: object) -> int:
        pool = [linked(0, NUMBER)]
        made = plan([DAILY], pool, posted, known=known, now=later, days=7, **more)  # type: ignore[arg-type]
        return len(made.posts)

    assert again() == 1
    assert again(numbers=ONE_PAGE) == 0


def test_equal_captions_on_one_page_are_held_whichever_link_they_go_by() -> None:
    spec = replace(DAILY, caption="always the same")
    pool = [linked(0, NAME), linked(1, NUMBER)]
    states = [one.state for one in plan([spec], pool, days=2).posts]
    assert states == [State.SCHEDULED, State.SCHEDULED]
    states = [one.state for one in plan([spec], pool, days=2, numbers=ONE_PAGE).posts]
    assert states == [State.SCHEDULED, State.WAITING]
