"""What can fill one slot: a line, a structure, or three lines of one article.

In: candidates. Out: units with their slides and words, best first. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from socialkit.model import Candidate, Network, PostKind, Slide, Use

SINGLE_KINDS = frozenset({"single", "pair"})
MOST_SLIDES = 10  # both networks' limit (reference "Meta", 6.1)
LINES_IN_A_CAROUSEL = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """One filling. `parts` are its candidates; `slides` the pictures, in order."""

    parts: tuple[Candidate, ...]
    slides: tuple[Slide, ...]
    text: str

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
        """Has she said yes to all of it?"""
        return all(part.use is Use.YES for part in self.parts)


def sort_pool(pool: Sequence[Candidate], never_post: Sequence[str]) -> list[Candidate]:
    """What may be planned by itself: not refused, no forbidden phrase, care only with her yes.

    Lines with her yes come first; then the best of every article, the second best of every article.
    """
    forbidden = [phrase.casefold() for phrase in never_post]
    usable = [
        one
        for one in pool
        if one.use is not Use.NO
        and (one.care is None or one.use is Use.YES)
        and one.accounts
        and not any(phrase in _all_words(one).casefold() for phrase in forbidden)
    ]
    return sorted(
        usable, key=lambda one: (one.use is not Use.YES, one.rank, one.article_slug, one.id)
    )


def _all_words(candidate: Candidate) -> str:
    return "\n".join([candidate.text, *(text for _, text in candidate.parts)])


def units_for(kind: PostKind, pool: Sequence[Candidate]) -> list[Unit]:
    """Every unit that fits `as:`, in the order of the pool; a carousel prefers whole lists."""
    if kind is PostKind.CONTRAST:
        return [contrast(one) for one in pool if one.kind == "contrast" and len(one.parts) == 2]
    if kind is PostKind.CAROUSEL:
        return [*_lists(pool), *_trios(pool)]
    return [single(one) for one in pool if one.kind in SINGLE_KINDS]


def single(candidate: Candidate) -> Unit:
    """One line, one card."""
    slide = Slide(candidate.text, emphasis=candidate.emphasis)
    return Unit((candidate,), (slide,), candidate.text)


def contrast(candidate: Candidate) -> Unit:
    """Both sides, each labelled: the bad side never stands alone."""
    slides = tuple(Slide(text, label) for label, text in candidate.parts)
    rows = [f"{label}: {text}" if label else text for label, text in candidate.parts]
    return Unit((candidate,), slides, "\n".join(rows))


def _lists(pool: Sequence[Candidate]) -> list[Unit]:
    return [
        Unit(
            (one,),
            (Slide(one.label), *(Slide(text, label) for label, text in one.parts)),
            "\n".join([one.label, *(f"– {text}" for _, text in one.parts)]),
        )
        for one in pool
        if one.kind == "list" and one.label and 2 <= len(one.parts) < MOST_SLIDES
    ]


def _trios(pool: Sequence[Candidate]) -> list[Unit]:
    by_article: dict[str, list[Candidate]] = {}
    for one in pool:
        if one.kind in SINGLE_KINDS:
            by_article.setdefault(one.article_slug, []).append(one)
    trios = []
    for lines in by_article.values():
        for start in range(len(lines) - LINES_IN_A_CAROUSEL + 1):
            trios.append(_trio(tuple(lines[start : start + LINES_IN_A_CAROUSEL])))
    return trios


def _trio(lines: tuple[Candidate, ...]) -> Unit:
    slides = tuple(Slide(one.text, emphasis=one.emphasis) for one in lines)
    return Unit(lines, slides, "\n".join(one.text for one in lines))
