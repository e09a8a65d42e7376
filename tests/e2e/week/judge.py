"""The judge: what had to stand on the networks, what might, what must not, held against their books.

For every place (row, local date, network) time is cut at each instant at which anything changes. What is
wanted must be out before the machine has been awake for LIMIT; what is out must be allowed by a file that
may have counted. What is allowed but never wanted for so long is open, and counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from tests.e2e.week.book import Book
from tests.e2e.week.files import Place
from tests.e2e.week.history import LOOK, History, Published
from tests.e2e.week.rules import Rules, say

LIMIT = LOOK + 1.0
BACK_TO_A_KILL = 900.0
"""Seconds: what was under way when the power was cut is out of the file's reach until it is settled."""


@dataclass
class Verdict:
    """`faults` in words. `must` had to be posted, `posted` posts stand there, `open_` might go either
    way; `late` are the seconds awake for which wanted posts were not there yet."""

    faults: list[str] = field(default_factory=list)
    must: int = 0
    posted: int = 0
    open_: int = 0
    must_not: int = 0
    late: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        late = self.late or [0.0]
        return (
            f"{self.must} had to be posted, {self.posted} posts stand there, {self.open_} open, "
            f"{self.must_not} must not; late {median(late):.1f} s (median), {max(late):.1f} s (most); "
            f"{len(self.faults)} faults"
        )


def judge(history: History) -> Verdict:
    """The verdict on a week."""
    book = Book(history)
    rules, verdict = Rules(book), Verdict(posted=len(history.published))
    for place in book.places:
        _count(place, book, rules, verdict)
        verdict.faults += _find_faults(place, book, rules)
    return verdict


def _count(place: Place, book: Book, rules: Rules, verdict: Verdict) -> None:
    wanted = _longest_wanted(place, book, rules)
    if wanted > LIMIT:
        verdict.must += 1
    elif place in book.posts or _is_ever_allowed(place, book, rules):
        verdict.open_ += 1
    else:
        verdict.must_not += 1
    if wanted and place in book.posts:
        verdict.late.append(_longest_wanted(place, book, rules, until=book.posts[place][0].at))


def _find_faults(place: Place, book: Book, rules: Rules) -> list[str]:
    tag, day, network = place
    name = f"{tag} of {day:%a %d %b} on {network}"
    posts = book.posts.get(place, [])
    found = [f"{name}: {len(posts)} times"] if len(posts) > 1 else []
    for one in posts:
        why = _why_not_allowed(place, one, book.history, rules)
        found += [f"{name}: posted at {say(one.wall)}, but {why}"] if why else []
    out_at = posts[0].at if posts else None
    late = _longest_wanted(place, book, rules, until=out_at)
    if late > LIMIT:
        how = "is late" if posts else "is missing"
        when = _say_wanted(place, book, rules)
        found.append(f"{name}: {how}, wanted for {late:.0f} s ({when})")
    return found


def _why_not_allowed(place: Place, one: Published, history: History, rules: Rules) -> str | None:
    kills = [kill for kill in history.kills if one.at - BACK_TO_A_KILL < kill <= one.at]
    reasons = [rules.refusal(place, at, one.version) for at in (one.at, *kills)]
    return None if None in reasons else reasons[0]


def _is_ever_allowed(place: Place, book: Book, rules: Rules) -> bool:
    moments = ((begin + end) / 2 for begin, end in book.pieces(place))
    awake = (at for at in moments if book.history.is_awake(at))
    return any(rules.refusal(place, at, None) is None for at in awake)


def _longest_wanted(place: Place, book: Book, rules: Rules, *, until: float | None = None) -> float:
    """The longest stretch awake in which it was wanted, up to `until`, in seconds."""
    longest = stretch = 0.0
    for begin, end in book.pieces(place):
        if until is not None and begin >= until:
            break
        is_wanted = rules.is_wanted(place, (begin + end) / 2)
        stretch = (
            stretch + (end if until is None else min(end, until)) - begin if is_wanted else 0.0
        )
        longest = max(longest, stretch)
    return longest


def _say_wanted(place: Place, book: Book, rules: Rules) -> str:
    pieces = [
        f"{say(book.history.wall(begin))}-{say(book.history.wall(end))}"
        for begin, end in book.pieces(place)
        if rules.is_wanted(place, (begin + end) / 2)
    ]
    return ", ".join(pieces[:6])
