"""The plan: which line goes where and when.

The same inputs give the same plan, and an edit changes only what it touches, because a post that is
planned already keeps its line as long as that line may be used.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from socialkit.model.lines import Candidate
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, Post
from socialkit.model.schedule import LateKind, LateRule, Slot
from socialkit.plan.content.drafts import Terms, draft_post
from socialkit.plan.rotation.occupied import Occupied
from socialkit.plan.rotation.selection import Selection, withhold_duplicates
from socialkit.plan.runway import Runway, find_end
from socialkit.plan.slots import ON_TIME, Occurrence, find_occurrences
from socialkit.plan.wording import blocked_article_notices, empty_slot_notices, pin_notices


@dataclass(frozen=True, slots=True)
class Plan:
    """The posts by time, then network. `withdrawn` are the keys of stored posts that the schedule no
    longer asks for, `empty_slots` the times that found no line, `notes` what the owner should know.
    `end` is when the lines run out, None when that is a year away or lines may repeat."""

    posts: tuple[PlannedPost, ...]
    withdrawn: tuple[str, ...]
    empty_slots: tuple[Occurrence, ...]
    notes: tuple[str, ...]
    end: Runway | None

    @property
    def lasts_until(self) -> date | None:
        """The last day on which every time gets a fresh line."""
        return self.end.until if self.end else None


def plan_posts(  # noqa: PLR0913 - each is one thing that a plan depends on
    terms: Terms,
    slots: Sequence[Slot],
    pool: Sequence[Candidate],
    history: Sequence[Post],
    *,
    now: datetime,
    until: datetime,
    frozen: Collection[str] = (),
    treat_as_future: Collection[str] = (),
) -> Plan:
    """Plan what is due from `now` to `until`, and whatever is stored beyond it.

    Rows that are not open are done, with their slot, date and network. So are those whose keys are
    `frozen`: they are neither moved nor withdrawn, and their time and words count as used. Overdue
    rows are left alone, unless an edit moved their slot to a later time of the same date; those whose
    keys are in `treat_as_future` are planned as if their time were still to come.
    """
    schedule = terms.schedule
    active = {slot.id: slot for slot in slots if slot.removed_at is None}
    occupied = Occupied(history, now=now, frozen=frozen, treat_as_future=treat_as_future)
    since, horizon = now - max_lateness(schedule.if_late), occupied.last_due_at(until)
    occupied.take(find_occurrences(schedule, active.values(), since=since, until=horizon))
    selection = Selection(schedule, active, pool, occupied, now=now, numbers=terms.numbers)
    selection.keep_words()
    wanted = [one for one in occupied.wanted if one.due_at < until or selection.has_words(one)]
    posts, empty = _fill(terms, active, selection, wanted)
    notes = [
        *empty_slot_notices(empty, active, selection.can_serve),
        *pin_notices(empty, active, pool, schedule, selection.pinned_slots),
        *blocked_article_notices(pool, active.values()),
    ]
    return Plan(
        posts=tuple(withhold_duplicates(posts, occupied.used(), terms.numbers)),
        withdrawn=occupied.withdrawn({post.key for post in posts}),
        empty_slots=tuple(empty),
        notes=tuple(dict.fromkeys(notes)),
        end=find_end(schedule, active, selection, empty, now=now, until=until),
    )


def _fill(
    terms: Terms, slots: Mapping[str, Slot], selection: Selection, wanted: Sequence[Occurrence]
) -> tuple[list[PlannedPost], list[Occurrence]]:
    """A post for every occurrence and network that still needs one; and the occurrences without a line."""
    posts: list[PlannedPost] = []
    empty: list[Occurrence] = []
    for occurrence in wanted:
        networks = selection.open_networks(occurrence)
        if not networks:
            continue
        unit = selection.unit_for(occurrence)
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


def max_lateness(rule: LateRule) -> timedelta:
    """How far back a time that passed unplanned still counts; whether its post goes is decided later."""
    if rule.kind is LateKind.WITHIN:
        return rule.within or timedelta(0)
    return ON_TIME if rule.kind is LateKind.SKIP else timedelta(days=1)
