"""Small pools, schedules and plans for the tests of planning."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from socialkit.model.lines import Candidate, Use
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, Post, State
from socialkit.model.schedule import AccountRule, Schedule, Slot, SlotSpec
from socialkit.plan.content.drafts import Terms
from socialkit.plan.posts import Plan, plan_posts
from socialkit.plan.slots import match_slots
from tests.support.builders import schedule as base_schedule

NOW = datetime(2027, 1, 4, 6, 0, tzinfo=UTC)  # a Monday, before nine
BOTH = (Network.INSTAGRAM, Network.FACEBOOK)
ACCOUNTS = {Network.INSTAGRAM: "quiet", Network.FACEBOOK: "https://www.facebook.com/quiet"}
RULES = {network: AccountRule(network) for network in BOTH}
MORNING = SlotSpec(at=time(9), to=BOTH, days=(0, 2, 4))
EVENING = SlotSpec(at=time(18, 30), to=(Network.INSTAGRAM,), days=(6,))
NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def schedule(**changes: object) -> Schedule:
    return base_schedule(accounts=RULES, **changes)


def line(number: int, **changes: object) -> Candidate:
    """A line of its own words, so that no two are alike."""
    words = f"{NUMBERS[number % 12]} gentle {number} words of article number {number // 12} stay"
    value = Candidate(
        id=f"l{number}",
        kind="single",
        text=words,
        article_slug="pauses",
        title="On pauses",
        rank=number,
        use=Use.YES,
        accounts=ACCOUNTS,
    )
    return replace(value, **changes)  # type: ignore[arg-type]


def distinct(count: int, **changes: object) -> list[Candidate]:
    texts = [" ".join(f"{word}{number}" for word in NUMBERS[:6]) for number in range(count)]
    return [line(number, text=text, **changes) for number, text in enumerate(texts)]


def plan(
    specs: Sequence[SlotSpec] = (MORNING,),
    pool: Sequence[Candidate] = (),
    history: Sequence[Post] = (),
    *,
    days: int = 14,
    now: datetime = NOW,
    rules: Schedule | None = None,
    known: Sequence[Slot] = (),
    connected: set[tuple[Network, str]] | None = None,
    rehearsal: bool = False,
    numbers: Mapping[tuple[Network, str], str] | None = None,
    frozen: Collection[str] = (),
    treat_as_future: Collection[str] = (),
) -> Plan:
    slots = [slot for slot in match_slots(known, specs, now=NOW) if slot.removed_at is None]
    terms = Terms(rules or schedule(), "w", connected, rehearsal, numbers or {})
    return plan_posts(
        terms,
        slots,
        pool,
        history,
        now=now,
        until=now + timedelta(days=days),
        frozen=frozen,
        treat_as_future=treat_as_future,
    )


def rows(made: Plan, state: State | None = None) -> list[Post]:
    return [Post(plan=one, state=state or one.state) for one in made.posts]


def words(posts: Sequence[PlannedPost], network: Network = Network.INSTAGRAM) -> list[str]:
    return [one.text for one in posts if one.network is network]
