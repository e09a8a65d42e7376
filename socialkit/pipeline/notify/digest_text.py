"""What the daily note says, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.network import Network
from socialkit.model.post import OPEN_STATES, PlannedPost, Post, State, WaitReason
from socialkit.model.schedule import Pause
from socialkit.plan.horizon import HORIZON
from socialkit.plan.runway import Runway, describe_last_day, describe_short_runway
from socialkit.plan.wording import describe_post, name_day, name_state, name_text

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
NEAR = {-DAY: "yesterday", timedelta(): "today", DAY: "tomorrow"}
MOST_OPEN = 12
MOST_NAMED = 6
WELL = "All is well."
UNTIL_SHE_SAYS = {"failed", "missed", "handed"}
"""Kinds of troubles that stay until she does something about them."""
LET_BE = "A post that you want to let be leaves this list with: socialkit cancel KEY"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One thing to say, in one row. `subject` and `kind` are those of its trouble, if it is one."""

    subject: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Digest:
    """How things stand on `day`, her date: what is open, what was and will be, and what can wait."""

    day: date
    open: tuple[DigestItem, ...]
    facts: tuple[str, ...]
    asides: tuple[DigestItem, ...] = ()
    is_paused: bool = False

    @property
    def headline(self) -> str:
        """The note in a few words."""
        if self.open:
            count = len(self.open)
            return "1 thing stands open" if count == 1 else f"{count} things stand open"
        return "all is well, and paused" if self.is_paused else "all is well"


def compose_digest(note: Digest, told: Collection[str] = ()) -> str:
    """The note. What stands above it in the same message (`told`, by subject) is not said again."""
    rows = [WELL] if not note.open else _open_rows(note, told)
    asides = [one.words for one in note.asides if one.subject not in told]
    return "\n".join([*rows, *note.facts, *asides])


def _open_rows(note: Digest, told: Collection[str]) -> list[str]:
    rest = [one for one in note.open if one.subject not in told]
    if not rest:
        return []
    rows = [f"{'This also' if told else 'This'} stands open:"]
    rows += [f"- {one.words}" for one in rest[:MOST_OPEN]]
    if len(rest) > MOST_OPEN:
        rows.append(f"- and {len(rest) - MOST_OPEN} more")
    if any(one.kind in UNTIL_SHE_SAYS for one in rest):
        rows.append(LET_BE)
    return [*rows, ""]


def open_post(post: Post, words: str) -> DigestItem:
    """A post that is due and not out, and is no trouble yet."""
    return DigestItem(f"post:{post.key}", f"{describe_post(post.plan)}: {words}", post.state.value)


def build_digest(
    posts: Sequence[Post],
    pause: Pause | None,
    end: Runway | None,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> tuple[str, ...]:
    """A pause, what went out yesterday, what comes next, how long her lines last."""
    today = now.astimezone(zone).date()
    found = [] if pause is None else [_describe_pause(pause)]
    found.append(_describe_yesterday(posts, today - DAY, zone))
    if pause is None or pause.until is not None:
        found.append(_describe_next(posts, pause, now=now, today=today))
    if (
        describe_short_runway(end, today) is None
    ):  # else it is told among what is open, or what can wait
        found.append(describe_last_day(end, today))
    return tuple(found)


def _describe_pause(pause: Pause) -> str:
    end = f" until {name_day(pause.until)} {pause.until.year}" if pause.until else ""
    reason = f" ({pause.reason})" if pause.reason else ""
    return f"Posting is paused{end}{reason}. What falls due meanwhile stays back."


def _describe_yesterday(posts: Iterable[Post], yesterday: date, zone: ZoneInfo) -> str:
    out = [
        post.plan
        for post in posts
        if post.state is State.POSTED
        and (post.posted_at or post.plan.due_at).astimezone(zone).date() == yesterday
    ]
    if not out:
        return "Yesterday no post went out."
    count = "1 post" if len(out) == 1 else f"{len(out)} posts"
    times: dict[tuple[datetime, str], list[PlannedPost]] = {}
    for plan in sorted(out, key=lambda one: (one.due_at, one.slot_id)):
        times.setdefault((plan.due_at, plan.slot_id), []).append(plan)
    names = [f"{_time(some[0], yesterday)} {_where(some)}" for some in times.values()]
    if len(names) > MOST_NAMED:
        names[MOST_NAMED:] = ["…"]
    return f"Yesterday {count} went out ({'; '.join(names)})."


def _time(plan: PlannedPost, day: date) -> str:
    """Its time, with the day where that is another one: it was late."""
    time = plan.local_time[11:16]
    return time if plan.local_date == day else f"{name_day(plan.local_date)} {time}"


def _describe_next(
    posts: Iterable[Post], pause: Pause | None, *, now: datetime, today: date
) -> str:
    """The first time that is still to come; in a pause with an end, the first one after it."""
    resumes = pause.until if pause is not None else None
    coming = [
        post
        for post in posts
        if post.state in OPEN_STATES and post.wait_reason is not WaitReason.SAMPLE
        if post.plan.due_at > now or post.state is State.SCHEDULED
        if resumes is None or post.plan.local_date >= resumes
    ]
    if not coming:
        return f"Next: nothing in the coming {HORIZON.days} days."
    first = min(coming, key=lambda post: (post.plan.due_at, post.plan.slot_id))
    place = (first.plan.slot_id, first.plan.local_date)
    its = [one for one in coming if (one.plan.slot_id, one.plan.local_date) == place]
    waits = sorted({name_state(one) for one in its if one.state is State.WAITING})
    if first.plan.due_at <= now:
        waits.insert(0, "late, it goes as soon as it may")
    state = f" ({', '.join(waits)})" if waits else ""
    where = _where([one.plan for one in its])
    return f"Next: {_when(first.plan, today)}, {where}{state}: “{name_text(first.plan)}”."


def _when(plan: PlannedPost, today: date) -> str:
    """A time that is to come, or should have been before, as she says it on `today`."""
    day, time = plan.local_date, plan.local_time[11:16]
    if day - today in NEAR:
        return f"{NEAR[day - today]} {time}"
    return f"{day:%A} {time}" if DAY < day - today < WEEK else f"{name_day(day)} {time}"


def _where(plans: Iterable[PlannedPost]) -> str:
    networks = {plan.network for plan in plans}
    return " and ".join(network.label for network in Network if network in networks)
