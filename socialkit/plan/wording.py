"""What she should know of a plan, in plain words.

In: what stayed empty and what is held. Out: sentences, each once. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from socialkit.model.lines import Use
from socialkit.model.pool import Candidate
from socialkit.model.post import PostKind
from socialkit.model.schedule import Schedule, Slot
from socialkit.plan.rotation.pins import why_no_pin
from socialkit.plan.slots import Occurrence
from socialkit.plan.spoken import name_day

WHAT = {
    PostKind.CARD: "line",
    PostKind.STORY: "line",
    PostKind.CONTRAST: "contrast",
    PostKind.CAROUSEL: "list, nor three lines of one article",
}


def tell_empty(
    empty: Sequence[Occurrence], slots: Mapping[str, Slot], can_serve: Callable[[Occurrence], bool]
) -> list[str]:
    """Per kind of post: how many times find nothing, the first of them, and what helps."""
    notes = []
    for kind in PostKind:
        times = [
            one
            for one in empty
            if slots[one.slot_id].spec.kind is kind and slots[one.slot_id].spec.quote is None
        ]
        if times:
            notes.append(_tell_times(times, kind, is_used_up=any(map(can_serve, times))))
    return notes


def _tell_times(times: Sequence[Occurrence], kind: PostKind, *, is_used_up: bool) -> str:
    first = times[0]
    when = f"{name_day(first.local_date)} at {first.local_time[11:16]}"
    count = f"1 time stays empty, {when}" if len(times) == 1 else ""
    count = count or f"{len(times)} times stay empty, the first on {when}"
    if is_used_up:
        return (
            f"{count}: no fresh {WHAT[kind]} is left. "
            "Add an article, or let lines come back sooner with repeat_after."
        )
    return f"{count}: no article has a {WHAT[kind]} that may go there."


def tell_pins(
    empty: Sequence[Occurrence],
    slots: Mapping[str, Slot],
    pool: Sequence[Candidate],
    schedule: Schedule,
    found: Iterable[str],
) -> list[str]:
    """Why quotes that she pinned are not planned. `found` are the slots whose quote was found."""
    known = set(found)
    notes = []
    for one in empty:
        spec = slots[one.slot_id].spec
        if spec.quote is None:
            continue
        if one.slot_id in known:
            notes.append(
                f"“{spec.quote}” goes out within two days of {one.local_date} already, "
                f"so it is not posted once more at {one.local_time[11:16]}."
            )
        else:
            notes.append(why_no_pin(spec.quote, spec.to, pool, schedule.never_post))
    return notes


def tell_held(pool: Iterable[Candidate], slots: Iterable[Slot]) -> list[str]:
    """Why articles give nothing to a network that some slot posts to."""
    asked = {network for slot in slots for network in slot.spec.to}
    held = [
        (one.article_slug, network, words)
        for one in pool
        if one.use is not Use.NO
        for network, words in one.held.items()
        if network in asked
    ]
    return [words for _, _, words in sorted(held)]
