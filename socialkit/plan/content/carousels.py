"""A carousel from end to end: the article's title, the lines or items, where to find her.

The lines themselves are never touched, so title and end change nothing by which a post or its words
are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from socialkit.model.card import Brand
from socialkit.model.post import PostKind, Slide, SlideRole
from socialkit.model.schedule import Schedule
from socialkit.plan.content.units import MOST_SLIDES, Unit, fold, holds_phrase

MOST_TITLE_WORDS = 14
"""A longer title is read below the picture, not on it."""


def dress(unit: Unit, kind: PostKind, schedule: Schedule) -> tuple[Slide, ...]:
    """The slides of a post: those of its unit; around those of a carousel what opens and ends it.

    A list opens with its lead-in and lines with their article's title, where that is hers. The end
    gives way where ten slides are full: no line and no item ever does.
    """
    if kind is not PostKind.CAROUSEL:
        return unit.slides
    lines = _numbered(unit.slides) if unit.first.kind == "list" else unit.slides
    opening = () if unit.first.kind == "list" else _opening(unit, schedule.never_post)
    slides = (*opening, *lines)
    return (*slides, *_closing(schedule)) if len(slides) < MOST_SLIDES else slides


def closing_words(brand: Brand, never_post: Sequence[str]) -> str:
    """Her sentence for the end of a carousel; none where it holds a phrase that is never posted."""
    words = brand.closing or ""
    return "" if holds_phrase([words], never_post) else words


def _closing(schedule: Schedule) -> tuple[Slide, ...]:
    words = closing_words(schedule.brand, schedule.never_post)
    shown = words or schedule.brand.contacts
    return (Slide(words, role=SlideRole.CLOSING),) if shown else ()


def _opening(unit: Unit, never_post: Sequence[str]) -> tuple[Slide, ...]:
    """The title as a slide: short enough to be read at a glance, and not a line's words twice."""
    title = unit.first.headline or ""
    said = {_bare(slide.text) for slide in unit.slides}
    is_short = 0 < len(title.split()) <= MOST_TITLE_WORDS
    if not is_short or _bare(title) in said or holds_phrase([title], never_post):
        return ()
    return (Slide(title, role=SlideRole.TITLE),)


def _bare(text: str) -> str:
    return fold(text).casefold().rstrip(" .")


def _numbered(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """A lead-in and its items: an item without a name of its own shows which it is of how many."""
    first, *items = slides
    marks = (f"{number} / {len(items)}" for number in range(1, len(items) + 1))
    return first, *(
        one if one.label else replace(one, mark=mark)
        for one, mark in zip(items, marks, strict=True)
    )
