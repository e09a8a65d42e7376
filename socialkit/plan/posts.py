"""Which line goes where and when: the plan.

In: the schedule, its slots, the pool of lines, what the outbox holds, a span of time. Out: a Plan.
Pure and deterministic: the same inputs give the same plan, and an edit changes only what it touches,
because a post that is planned already keeps its line as long as that line may be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model import (
    OPEN_STATES,
    Candidate,
    LateKind,
    LateRule,
    Network,
    PlannedPost,
    Post,
    Schedule,
    Slot,
    State,
)
from socialkit.plan.choice import Choice
from socialkit.plan.drafts import Terms, draft_post
from socialkit.plan.slots import Occurrence, expand

LOOK_AHEAD = timedelta(days=366)
"""How far the plan looks to say how long the lines last."""
DAY = timedelta(days=1)
ON_TIME = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall be posted, by time; which open rows the file no longer asks for; which slots found
    nothing; and in words what she should know. `lasts_until` is the last local date that gets a
    fresh line if nothing is added, None when that is a year away or lines may repeat."""

    posts: tuple[PlannedPost, ...]
    withdrawn: tuple[str, ...]
    empty_slots: tuple[Occurrence, ...]
    notes: tuple[str, ...]
    lasts_until: date | None


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
    are left alone.
    """
    schedule = terms.schedule
    rows = [row for row in history if row.state in OPEN_STATES]
    horizon = max([until, *(row.plan.due_at + timedelta(seconds=1) for row in rows)])
    active = {slot.id: slot for slot in slots if slot.removed_at is None}
    occurrences = find_occurrences(schedule, active.values(), now=now, until=horizon)
    choice = Choice(schedule, active, pool, history, now=now)
    wanted = [one for one in occurrences if one.due_at >= now or not choice.has_rows(one)]
    choice.settle_old(wanted)
    posts, empty = _fill(terms, active, choice, wanted)
    keys = {post.key for post in posts}
    gone = [row.key for row in rows if row.plan.due_at >= now and row.key not in keys]
    return Plan(
        posts=tuple(_apart(posts)),
        withdrawn=tuple(gone),
        empty_slots=tuple(empty),
        notes=tuple(dict.fromkeys([*_empty_notes(empty), *choice.notes])),
        lasts_until=_lasts_until(schedule, active, choice, horizon, empty, now=now),
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
    return posts, empty


def find_occurrences(
    schedule: Schedule, slots: Iterable[Slot], *, now: datetime, until: datetime
) -> list[Occurrence]:
    """All occurrences from as far back as a post may be late, by time; quiet days left out."""
    zone = ZoneInfo(schedule.timezone)
    since = now - _lateness(schedule.if_late)
    found = [
        one
        for slot in slots
        for one in expand(slot, zone, since=since, until=until)
        if one.local_date not in schedule.quiet_days
    ]
    positions = {slot.id: slot.position for slot in slots}
    return sorted(found, key=lambda one: (one.due_at, positions.get(one.slot_id, 0)))


def _lateness(rule: LateRule) -> timedelta:
    if rule.kind is LateKind.WITHIN:
        return rule.within or timedelta(0)
    return ON_TIME if rule.kind is LateKind.SKIP else DAY


def _apart(posts: Sequence[PlannedPost]) -> Iterable[PlannedPost]:
    """Hold a post whose caption would stand twice within two days on one account: the caption is
    how a post is found again."""
    last: dict[tuple[Network, str, str], datetime] = {}
    for post in posts:
        place = (post.network, post.account, post.caption)
        earlier = last.get(place)
        if earlier is not None and post.due_at - earlier < 2 * DAY:
            words = "Its caption is the same as that of the post before; write another caption."
            yield replace(post, state=State.WAITING, error=words)
            continue
        last[place] = post.due_at
        yield post


def _empty_notes(empty: Sequence[Occurrence]) -> list[str]:
    if not empty:
        return []
    first = empty[0]
    return [
        f"{len(empty)} times find no fresh line, the first on {first.local_date} "
        f"at {first.local_time[11:16]}; add an article, or say yes to more lines"
    ]


def _lasts_until(
    schedule: Schedule,
    slots: Mapping[str, Slot],
    choice: Choice,
    horizon: datetime,
    empty: Sequence[Occurrence],
    *,
    now: datetime,
) -> date | None:
    """Go on choosing beyond the horizon until a slot finds nothing."""
    if schedule.repeat_when_empty:
        return None
    if not empty:
        far = find_occurrences(schedule, slots.values(), now=horizon, until=now + LOOK_AHEAD)
        for occurrence in far:
            if occurrence.due_at >= horizon and choice.unit_for(occurrence) is None:
                empty = [occurrence]
                break
    if not empty:
        return None
    return max(
        (day for day in choice.served_dates if day < empty[0].local_date),
        default=now.astimezone(ZoneInfo(schedule.timezone)).date(),
    )
