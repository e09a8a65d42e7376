"""The quotes that she pinned to a slot: `quote:` is her yes (CONTRACT).

In: slots and the pool. Out: the unit of each such slot, or in words why it has none. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from socialkit.model.pool import Candidate
from socialkit.model.post import Network
from socialkit.model.schedule import Slot
from socialkit.plan.content.units import SINGLE_KINDS, Unit, fold, is_forbidden, single, sort_pool

SHOWN = 60


def find_pins(
    slots: Iterable[Slot], pool: Sequence[Candidate], never_post: Sequence[str]
) -> Mapping[str, Unit]:
    """By slot id, the line that equals its quote but for white space and the shape of quotes.

    Whether she said yes, no or nothing to that line elsewhere does not count; `never_post` does.
    """
    by_words: dict[str, list[Candidate]] = {}
    for one in sort_pool(pool):
        if one.kind in SINGLE_KINDS and not is_forbidden(one, never_post):
            by_words.setdefault(fold(one.text), []).append(one)
    found = {}
    for slot in slots:
        lines = by_words.get(fold(slot.spec.quote), ()) if slot.spec.quote else ()
        unit = next((single(one) for one in lines if single(one).serves(slot.spec.to)), None)
        if unit is not None:
            found[slot.id] = unit
    return found


def why_no_pin(
    quote: str, networks: Sequence[Network], pool: Iterable[Candidate], never_post: Sequence[str]
) -> str:
    """Say in words why a quote cannot be posted."""
    shown = quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1].rstrip()}…"
    meant = [one for one in pool if fold(one.text) == fold(quote)]
    if not meant:
        return (
            f"“{shown}” stands in no article, so its time stays empty. "
            f"Copy the words from the article, letter for letter."
        )
    if all(is_forbidden(one, never_post) for one in meant):
        return f"“{shown}” holds words that stand under never_post, so its time stays empty."
    held = [one.held[network] for one in meant for network in networks if network in one.held]
    return held[0] if held else f"“{shown}” may go to none of the accounts of its row."


def is_pinning(slot: Slot, now: datetime) -> bool:
    """Does the slot keep its quote to itself? Until the day after its date, whatever the zone."""
    if slot.spec.quote is None:
        return False
    return slot.spec.date is None or slot.spec.date >= now.date() - timedelta(days=1)
