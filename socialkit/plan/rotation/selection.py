"""Which line each occurrence gets, which lines say nearly the same, and why a pinned quote is not planned."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from socialkit.model.lines import Candidate
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, Post, PostKind, State, WaitReason
from socialkit.model.schedule import Schedule, Slot
from socialkit.model.text import fold_look, shorten
from socialkit.plan.content.units import (
    LINES_IN_A_CAROUSEL,
    SINGLE_KINDS,
    Unit,
    address,
    by_article,
    goes_by_itself,
    is_forbidden,
    line_carousel,
    single,
    sort_pool,
    units_for,
)
from socialkit.plan.rotation.ledger import NEVER_WITHIN, Ledger, Queue
from socialkit.plan.rotation.occupied import Occupied, Place, address_of, place_of, texts_of
from socialkit.plan.slots import Occurrence


def withhold_duplicates(
    posts: Sequence[PlannedPost],
    used: Iterable[Post],
    numbers: Mapping[tuple[Network, str], str],
) -> Iterable[PlannedPost]:
    """The posts; one whose caption goes to the same account within two days waits, since a post is
    found on its network by its caption. Stories show no caption. Links with the same number are one
    account."""
    times: dict[tuple[str, str, str], list[datetime]] = {}
    for row in used:
        if row.plan.kind is not PostKind.STORY:
            times.setdefault(_marks(row.plan, numbers), []).append(row.plan.due_at)
    for post in posts:
        seen = times.setdefault(_marks(post, numbers), [])
        near = [at for at in seen if abs(post.due_at - at) < NEVER_WITHIN]
        if post.kind is PostKind.STORY:
            yield post
        elif near:
            yield replace(
                post, state=State.WAITING, error=_words(post), wait_reason=WaitReason.DUPLICATE
            )
        else:
            insort(seen, post.due_at)
            yield post


def _marks(post: PlannedPost, numbers: Mapping[tuple[Network, str], str]) -> tuple[str, str, str]:
    account = numbers.get((post.network, post.account), post.account)
    return post.network.value, account, post.caption


def _words(post: PlannedPost) -> str:
    name = post.network.label
    return (
        f"It waits: another post to {name} within two days has exactly the same caption, and socialkit "
        f"could not tell the two apart there. Give this row another caption, or put {{line}} into it."
    )


Preference = tuple[bool, int, str]


def fresh_line_carousel(articles: Sequence[Queue], at: datetime) -> list[Unit]:
    """The first three fresh lines of an article: approved ones first, then the article whose first line
    is best; nothing when no article has three."""
    found: list[tuple[Preference, Unit]] = []
    for bound, _, queue in sorted(_bounds(articles, at), key=lambda item: item[:2]):
        if found and min(preference for preference, _ in found) <= bound:
            break
        unit = _whole(queue.fresh(at, LINES_IN_A_CAROUSEL))
        found += [(_preference(one), one) for one in unit]
    return [min(found, key=lambda item: item[0])[1]] if found else []


def longest_unused_line_carousel(articles: Sequence[Queue], at: datetime) -> list[Unit]:
    """Three lines of the article whose lines were used the longest ago."""
    found = []
    for queue in articles:
        units = queue.longest_unused(at, LINES_IN_A_CAROUSEL)
        last_use = max((queue.last_use(unit, at) for unit in units), default=at)
        found += [(last_use, _preference(unit), unit) for unit in _whole(units)]
    return [min(found, key=lambda item: item[:2])[2]] if found else []


def _bounds(articles: Sequence[Queue], at: datetime) -> list[tuple[Preference, int, Queue]]:
    """For each article that may have three lines, the best preference its carousel can have."""
    firsts = [queue.first_awake(at, LINES_IN_A_CAROUSEL) for queue in articles]
    return [
        (_preference(unit), number, articles[number])
        for number, unit in enumerate(firsts)
        if unit is not None
    ]


def _whole(units: Sequence[Unit]) -> list[Unit]:
    if len(units) < LINES_IN_A_CAROUSEL:
        return []
    return [line_carousel([unit.first for unit in units])]


def _preference(unit: Unit) -> Preference:
    return not unit.is_approved, unit.first.rank, unit.first.article_slug


Networks = tuple[Network, ...]


class Selection:
    """Chooses units one by one; a chosen unit is no longer fresh, so the order of the calls counts."""

    def __init__(
        self,
        schedule: Schedule,
        slots: Mapping[str, Slot],
        pool: Sequence[Candidate],
        occupied: Occupied,
        *,
        now: datetime,
        numbers: Mapping[tuple[Network, str], str],
    ) -> None:
        self._schedule = schedule
        self._slots = slots
        self._occupied = occupied
        self._now = now
        self._pins = find_pins(slots.values(), pool, schedule.never_post)
        self._numbers = {address(*link): number for link, number in numbers.items()}
        usable = [one for one in sort_pool(pool) if self._is_usable(one)]
        self._ledger = self._open_ledger(usable)
        self._said = {
            (self._account(address_of(row)), fold_look(text), row.plan.local_date)
            for row in (occupied.used() if self._pins else ())
            if row.plan.local_date
            >= now.date() - timedelta(days=2)  # older dates are never planned
            for text in texts_of(row)
        }
        free = self._not_pinned(usable)
        self._units = {kind: units_for(kind, free) for kind in PostKind}
        self._by_ids = {
            kind: {unit.ids: unit for unit in units} for kind, units in self._units.items()
        }
        self._queues: dict[tuple[PostKind, Networks], Queue] = {}
        self._articles: dict[Networks, list[Queue]] = {}
        self._assigned: dict[Place, Unit] = {}
        self.served_dates: set[date] = set()

    @property
    def pinned_slots(self) -> Collection[str]:
        """The slots whose quote was found."""
        return self._pins.keys()

    def networks(self, occurrence: Occurrence) -> Networks:
        """The networks of the slot that have an account rule."""
        to = dict.fromkeys(self._slots[occurrence.slot_id].spec.to)
        return tuple(one for one in to if one in self._schedule.accounts)

    def open_networks(self, occurrence: Occurrence) -> Networks:
        """The networks whose post of this slot and date is still to be planned."""
        return tuple(self._occupied.open_networks(occurrence, self.networks(occurrence)))

    def keep_words(self) -> None:
        """Let every planned post keep its line, before anything new is chosen. The lines of a slot whose
        days changed move to its new dates, in order."""
        bare: dict[str, list[Occurrence]] = {}
        for occurrence in self._occupied.wanted:
            line_ids = self._occupied.kept_ids(occurrence)
            if line_ids is not None:
                self._keep(occurrence, line_ids)
            elif occurrence.due_at >= self._now and self.open_networks(occurrence):
                bare.setdefault(occurrence.slot_id, []).append(occurrence)
        for slot_id, left_over in sorted(self._occupied.left_over().items()):
            places = bare.get(slot_id, [])
            for line_ids in left_over:
                if places and self._keep(places[0], line_ids):
                    places.pop(0)

    def has_words(self, occurrence: Occurrence) -> bool:
        """Does it keep the line that it had?"""
        return place_of(occurrence) in self._assigned

    def unit_for(self, occurrence: Occurrence) -> Unit | None:
        """The unit of this occurrence; None when nothing fresh is left for it."""
        unit = self._assigned.get(place_of(occurrence))
        if unit is None:
            unit = self._choose(occurrence)
            if unit is not None:
                self._use(unit, occurrence)
        if unit is not None:
            self.served_dates.add(occurrence.local_date)
        return unit

    def can_serve(self, occurrence: Occurrence) -> bool:
        """Is there anything at all, fresh or not, of the kind that the slot asks for?"""
        kind, networks = self._slots[occurrence.slot_id].spec.kind, self.networks(occurrence)
        if self._queue(kind, networks).units:
            return True
        return kind is PostKind.CAROUSEL and bool(self._article_queues(networks))

    def _is_usable(self, candidate: Candidate) -> bool:
        return goes_by_itself(candidate) and not is_forbidden(candidate, self._schedule.never_post)

    def _open_ledger(self, usable: Sequence[Candidate]) -> Ledger:
        used = self._occupied.used()
        units = [unit for kind in PostKind for unit in units_for(kind, usable)]
        texts = [text for unit in (*units, *self._pins.values()) for text in unit.texts]
        ledger = Ledger([*texts, *(text for row in used for text in texts_of(row))], self._numbers)
        for row in used:
            for text in texts_of(row):
                ledger.note(text, address_of(row), row.plan.due_at)
        return ledger

    def _not_pinned(self, usable: Sequence[Candidate]) -> list[Candidate]:
        """The pool without the lines that a pinned quote reserves for its day, and those near them."""
        kept = {
            text
            for slot_id, unit in self._pins.items()
            if is_pinning(self._slots[slot_id], self._now)
            for text in self._ledger.near(unit.text)
        }
        return [one for one in usable if one.text not in kept]

    def _keep(self, occurrence: Occurrence, line_ids: tuple[str, ...]) -> bool:
        """Keep these lines for this occurrence, if they may still be used there."""
        spec = self._slots[occurrence.slot_id].spec
        if spec.quote is None:
            unit = self._by_ids[spec.kind].get(line_ids) or self._kept_line_carousel(
                spec.kind, line_ids
            )
        else:
            unit = self._pins.get(occurrence.slot_id)
        if unit is None or unit.ids != line_ids or not unit.serves(self.networks(occurrence)):
            return False
        apart = timedelta(0) if self._schedule.repeat_when_empty else self._schedule.repeat_after
        if spec.quote is None and not self._is_fresh(unit, occurrence, apart):
            return False
        self._assigned[place_of(occurrence)] = unit
        self._use(unit, occurrence)
        return True

    def _kept_line_carousel(self, kind: PostKind, line_ids: tuple[str, ...]) -> Unit | None:
        lines = [self._by_ids[PostKind.CARD].get((line_id,)) for line_id in line_ids]
        found = [unit.first for unit in lines if unit is not None]
        is_whole = len(found) == len(lines) == LINES_IN_A_CAROUSEL
        return line_carousel(found) if kind is PostKind.CAROUSEL and is_whole else None

    def _choose(self, occurrence: Occurrence) -> Unit | None:
        spec, at = self._slots[occurrence.slot_id].spec, occurrence.due_at
        if spec.quote is not None:
            pin = self._pins.get(occurrence.slot_id)
            return None if pin is None or self._was_said(pin, occurrence) else pin
        networks = self.open_networks(occurrence)
        queue = self._queue(spec.kind, networks)
        articles = self._article_queues(networks) if spec.kind is PostKind.CAROUSEL else []
        units = queue.fresh(at) or fresh_line_carousel(articles, at)
        if not units and self._schedule.repeat_when_empty:
            units = queue.longest_unused(at) or longest_unused_line_carousel(articles, at)
        return units[0] if units else None

    def _queue(self, kind: PostKind, networks: Networks) -> Queue:
        if (kind, networks) not in self._queues:
            self._queues[kind, networks] = self._new_queue(self._units[kind], networks)
        return self._queues[kind, networks]

    def _article_queues(self, networks: Networks) -> list[Queue]:
        if networks not in self._articles:
            groups = by_article(self._units[PostKind.CARD])
            queues = [self._new_queue(group, networks) for group in groups]
            self._articles[networks] = [queue for queue in queues if queue.units]
        return self._articles[networks]

    def _new_queue(self, units: Sequence[Unit], networks: Networks) -> Queue:
        """Approved units first, since their posts will go out; then those for all accounts of the slot."""

        def preference(unit: Unit) -> tuple[bool, bool]:
            return not unit.is_approved, not all(one in unit.accounts for one in networks)

        ordered = sorted(units, key=preference)
        return Queue(ordered, networks, self._ledger, self._schedule.repeat_after)

    def _is_fresh(self, unit: Unit, occurrence: Occurrence, apart: timedelta | None) -> bool:
        return all(
            self._ledger.is_fresh(text, account, occurrence.due_at, apart)
            for text in unit.texts
            for account in unit.addresses(self.open_networks(occurrence))
        )

    def _was_said(self, pin: Unit, occurrence: Occurrence) -> bool:
        """Were the very same words posted on this date? Then the row was rewritten after its post. Else a
        quote goes out when its row says, whatever was posted near it."""
        day = occurrence.local_date
        return any(
            (self._account(one), fold_look(pin.text), day) in self._said
            for one in pin.addresses(self.open_networks(occurrence))
        )

    def _account(self, link: str) -> str:
        return self._numbers.get(link, link)

    def _use(self, unit: Unit, occurrence: Occurrence) -> None:
        for text in unit.texts:
            for account in unit.addresses(self.open_networks(occurrence)):
                self._ledger.note(text, account, occurrence.due_at)


MAX_QUOTED = 60
"""Letters of a quote that a message shows."""


def find_pins(
    slots: Iterable[Slot], pool: Sequence[Candidate], never_post: Sequence[str]
) -> Mapping[str, Unit]:
    """By slot id, the line that equals its quote but for white space and the shape of quotes.

    Whether that line was approved or rejected elsewhere does not count; `never_post` does.
    """
    by_words: dict[str, list[Candidate]] = {}
    for one in sort_pool(pool):
        if one.kind in SINGLE_KINDS and not is_forbidden(one, never_post):
            by_words.setdefault(fold_look(one.text), []).append(one)
    found = {}
    for slot in slots:
        lines = by_words.get(fold_look(slot.spec.quote), ()) if slot.spec.quote else ()
        unit = next((single(one) for one in lines if single(one).serves(slot.spec.to)), None)
        if unit is not None:
            found[slot.id] = unit
    return found


def describe_missing_pin(
    quote: str, networks: Sequence[Network], pool: Iterable[Candidate], never_post: Sequence[str]
) -> str:
    """Why a quote cannot be posted, for people."""
    shown = shorten(quote, MAX_QUOTED)
    meant = [one for one in pool if fold_look(one.text) == fold_look(quote)]
    if not meant:
        return (
            f"“{shown}” is in no article, so its time stays empty. "
            f"Copy the words from the article, letter for letter."
        )
    if all(is_forbidden(one, never_post) for one in meant):
        return f"“{shown}” contains words listed under never_post, so its time stays empty."
    reasons = [
        one.blocked[network] for one in meant for network in networks if network in one.blocked
    ]
    return reasons[0] if reasons else f"“{shown}” may not go to any account of its row."


def is_pinning(slot: Slot, now: datetime) -> bool:
    """Does the slot reserve its quote? Until the day after its date, whatever the time zone."""
    if slot.spec.quote is None:
        return False
    return slot.spec.date is None or slot.spec.date >= now.date() - timedelta(days=1)
