"""What can fill one slot: a line, a structure, or three lines of one article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from socialkit.model.card import Brand
from socialkit.model.lines import Candidate, Use
from socialkit.model.network import Network
from socialkit.model.post import PostKind, Slide, SlideRole
from socialkit.model.schedule import Schedule
from socialkit.model.text import fold_look, fold_phrases, holds_phrase

SINGLE_KINDS = frozenset({"single", "pair"})
MAX_SLIDES = min(network.limits.images for network in Network)
"""The limit of both networks."""
LINES_IN_A_CAROUSEL = 3
TWO_PANELS = "compare"


@dataclass(frozen=True, slots=True)
class Unit:
    """One filling. `parts` are its candidates; `slides` the pictures, in order; `texts` the words
    by which repeats are found: each line of a carousel, the whole of a structure."""

    parts: tuple[Candidate, ...]
    slides: tuple[Slide, ...]
    text: str
    texts: tuple[str, ...]

    @property
    def first(self) -> Candidate:
        """The candidate that speaks for the unit: its article, title and caption."""
        return self.parts[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its lines."""
        return tuple(part.id for part in self.parts)

    @property
    def accounts(self) -> Mapping[Network, str]:
        """Where its article allows it to go."""
        return self.first.accounts

    @property
    def is_approved(self) -> bool:
        """Is all of it approved?"""
        return all(part.use is Use.YES for part in self.parts)

    @property
    def asks_for_care(self) -> bool:
        """Is any of it under care?"""
        return any(part.care is not None for part in self.parts)

    def serves(self, networks: Sequence[Network]) -> bool:
        """May it go to at least one of them?"""
        return any(one in self.accounts for one in networks)

    def addresses(self, networks: Sequence[Network]) -> list[str]:
        """Its accounts on these networks, as the ledger names them."""
        return [address(one, self.accounts[one]) for one in networks if one in self.accounts]


def address(network: Network, account: str) -> str:
    """One account of one network, as one text."""
    return f"{network.value}:{account}"


def is_forbidden(candidate: Candidate, never_post: Sequence[str]) -> bool:
    """Does it contain a phrase that must never be posted, in any case and with any quotes?"""
    parts = (word or "" for part in candidate.parts for word in part)
    return is_never_posted([candidate.text, candidate.label or "", *parts], never_post)


def is_never_posted(words: Iterable[str], never_post: Sequence[str]) -> bool:
    """Does one of these texts contain a phrase that must never be posted?"""
    phrases = fold_phrases(never_post)
    return bool(phrases) and any(holds_phrase(one, phrases) for one in words)


def sort_pool(pool: Iterable[Candidate]) -> list[Candidate]:
    """Approved lines first; then the best of every article, the second best of every article, and so on."""
    return sorted(
        pool, key=lambda one: (one.use is not Use.YES, one.rank, one.article_slug, one.id)
    )


def goes_by_itself(candidate: Candidate) -> bool:
    """May it be planned without a pin? Not when rejected; under care only when approved."""
    if candidate.use is Use.NO or not candidate.accounts:
        return False
    return candidate.care is None or candidate.use is Use.YES


def units_for(kind: PostKind, pool: Sequence[Candidate]) -> list[Unit]:
    """Every unit of one candidate that fits `as:`, in the order of the pool."""
    if kind is PostKind.CONTRAST:
        return [contrast(one) for one in pool if one.kind == "contrast" and len(one.parts) == 2]
    if kind is PostKind.CAROUSEL:
        return [whole_list(one) for one in pool if _is_whole_list(one)]
    return [single(one) for one in pool if one.kind in SINGLE_KINDS]


def single(candidate: Candidate) -> Unit:
    """One line, one card."""
    slide = Slide(candidate.text, emphasis=candidate.emphasis)
    return Unit((candidate,), (slide,), candidate.text, (candidate.text,))


def contrast(candidate: Candidate) -> Unit:
    """Both sides, each labelled: the bad side never appears alone."""
    slides = tuple(Slide(text, label) for label, text in candidate.parts)
    text = "\n".join(_row(label, text) for label, text in candidate.parts)
    return Unit((candidate,), slides, text, (text,))


def shares_card(kind: PostKind, theme: str) -> bool:
    """Are both sides of a contrast on one card? Only in the theme made for that."""
    return kind is PostKind.CONTRAST and theme == TWO_PANELS


def whole_list(candidate: Candidate) -> Unit:
    """The lead-in, then a slide per item."""
    label = candidate.label or ""
    slides = (Slide(label), *(Slide(text, name) for name, text in candidate.parts))
    text = "\n".join([label, *(f"– {text}" for _, text in candidate.parts)])
    return Unit((candidate,), slides, text, (text,))


def line_carousel(lines: Sequence[Candidate]) -> Unit:
    """Three lines of one article, one per slide."""
    slides = tuple(Slide(one.text, emphasis=one.emphasis) for one in lines)
    texts = tuple(one.text for one in lines)
    return Unit(tuple(lines), slides, "\n\n".join(texts), texts)


def by_article(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units in groups of one article and the same accounts, large enough for a carousel."""
    groups: dict[object, list[Unit]] = {}
    for unit in units:
        accounts = frozenset(unit.accounts.items())
        groups.setdefault((unit.first.article_slug, accounts), []).append(unit)
    return [group for group in groups.values() if len(group) >= LINES_IN_A_CAROUSEL]


def _is_whole_list(candidate: Candidate) -> bool:
    return (
        candidate.kind == "list"
        and bool(candidate.label)
        and 2 <= len(candidate.parts) < MAX_SLIDES
    )


def _row(label: str | None, text: str) -> str:
    return f"{label.rstrip(' :')}: {text}" if label else text


MAX_TITLE_WORDS = 14
"""A longer title stays below the card, in the caption."""


def build_slides(unit: Unit, kind: PostKind, schedule: Schedule) -> tuple[Slide, ...]:
    """The slides of a post; those of a carousel get an opening and a closing slide.

    A list opens with its lead-in, and lines open with the headline of their article, if it has one.
    Where ten slides are full the closing slide is left out, never a line or an item.
    """
    if kind is not PostKind.CAROUSEL:
        return unit.slides
    lines = _numbered(unit.slides) if unit.first.kind == "list" else unit.slides
    opening = () if unit.first.kind == "list" else _opening(unit, schedule.never_post)
    slides = (*opening, *lines)
    return (*slides, *_closing(schedule)) if len(slides) < MAX_SLIDES else slides


def closing_words(brand: Brand, never_post: Sequence[str]) -> str:
    """The owner's sentence for the end of a carousel; empty where it contains a phrase never to be posted."""
    words = brand.closing or ""
    return "" if is_never_posted([words], never_post) else words


def _closing(schedule: Schedule) -> tuple[Slide, ...]:
    words = closing_words(schedule.brand, schedule.never_post)
    shown = words or schedule.brand.contacts
    return (Slide(words, role=SlideRole.CLOSING),) if shown else ()


def _opening(unit: Unit, never_post: Sequence[str]) -> tuple[Slide, ...]:
    """The title as a slide, if it is short enough to read at a glance and repeats no line."""
    title = unit.first.headline or ""
    said = {_bare(slide.text) for slide in unit.slides}
    is_short = 0 < len(title.split()) <= MAX_TITLE_WORDS
    if not is_short or _bare(title) in said or is_never_posted([title], never_post):
        return ()
    return (Slide(title, role=SlideRole.TITLE),)


def _bare(text: str) -> str:
    return fold_look(text).casefold().rstrip(" .")


def _numbered(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """A lead-in and its items; an item without a label shows its number, such as "2 / 5"."""
    first, *items = slides
    marks = (f"{number} / {len(items)}" for number in range(1, len(items) + 1))
    return first, *(
        one if one.label else replace(one, mark=mark)
        for one, mark in zip(items, marks, strict=True)
    )
