"""Which line goes where and when: the plan.

Pure and deterministic: the same inputs give the same plan, and an edit changes only what it
touches, because a post that is planned already keeps its line as long as that line may be used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from socialkit.model.candidate import Candidate
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, Post
from socialkit.model.schedule import LateKind, LateRule, Slot
from socialkit.plan.content.drafts import Terms, draft_post
from socialkit.plan.rotation.grouping import hold_crossposts
from socialkit.plan.rotation.occupied import Booked, last_due_at
from socialkit.plan.rotation.selection import Choice
from socialkit.plan.runway import Runway, find_end
from socialkit.plan.slots import Occurrence, find_occurrences
from socialkit.plan.wording import blocked_article_notices, empty_slot_notices, pin_notices

DAY = timedelta(days=1)
ON_TIME = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall be posted, by time, then network; which stored posts the file no longer asks for;
    which times found nothing; in words what she should know; and when her lines end, None when that
    is a year away or lines may repeat."""

    posts: tuple[PlannedPost, ...]
    withdrawn: tuple[str, ...]
    empty_slots: tuple[Occurrence, ...]
    notes: tuple[str, ...]
    end: Runway | None

    @property
    def lasts_until(self) -> date | None:
        """The last day on which every time gets a fresh line."""
        return self.end.until if self.end else None


def plan_posts(
    terms: Terms,
    slots: Sequence[Slot],
    pool: Sequence[Candidate],
    history: Sequence[Post],
    *,
    now: datetime,
    until: datetime,
) -> Plan:
    """Plan what is due from `now` to `until`, and whatever is stored beyond it.

    Rows that are not open are out of reach: their slot, date and network are done. Overdue rows
    are left alone, unless an edit moved their slot to a later time of the same date.
    """
    schedule = terms.schedule
    active = {slot.id: slot for slot in slots if slot.removed_at is None}
    since, horizon = now - _lateness(schedule.if_late), last_due_at(history, until)
    occurrences = find_occurrences(schedule, active.values(), since=since, until=horizon)
    booked = Booked(history, occurrences, now=now)
    choice = Choice(schedule, active, pool, booked, now=now, numbers=terms.numbers)
    choice.keep_words()
    wanted = [one for one in booked.wanted if one.due_at < until or choice.has_words(one)]
    posts, empty = _fill(terms, active, choice, wanted)
    notes = [
        *empty_slot_notices(empty, active, choice.can_serve),
        *pin_notices(empty, active, pool, schedule, choice.pinned_slots),
        *blocked_article_notices(pool, active.values()),
    ]
    return Plan(
        posts=tuple(hold_crossposts(posts, booked.used(), terms.numbers)),
        withdrawn=booked.withdrawn({post.key for post in posts}),
        empty_slots=tuple(empty),
        notes=tuple(dict.fromkeys(notes)),
        end=find_end(schedule, active, choice, empty, now=now, until=until),
    )


def _fill(
    terms: Terms, slots: Mapping[str, Slot], choice: Choice, wanted: Sequence[Occurrence]
) -> tuple[list[PlannedPost], list[Occurrence]]:
    """Words for every occurrence that still needs some; and those that found none."""
    posts: list[PlannedPost] = []
    empty: list[Occurrence] = []
    for occurrence in wanted:
        networks = choice.open_networks(occurrence)
        if not networks:
            continue
        unit = choice.unit_for(occurrence)
        if unit is None:
            empty.append(occurrence)
            continue
        spec = slots[occurrence.slot_id].spec
        posts += [
            draft_post(terms, occurrence, spec, unit, network)
            for network in networks
            if network in unit.accounts
        ]
    order = {network: number for number, network in enumerate(Network)}
    return sorted(posts, key=lambda post: (post.due_at, order[post.network])), empty


def _lateness(rule: LateRule) -> timedelta:
    """How far back a time that passed unplanned is still looked at; whether it goes is not ours."""
    if rule.kind is LateKind.WITHIN:
        return rule.within or timedelta(0)
    return ON_TIME if rule.kind is LateKind.SKIP else DAY
