"""The slides of a carousel: the article's title, the lines or items, and a closing slide.

Title and closing slide change nothing by which a post or its lines are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from socialkit.model.card import Brand
from socialkit.model.post import PostKind, Slide, SlideRole
from socialkit.model.schedule import Schedule
from socialkit.plan.content.units import MAX_SLIDES, Unit, fold, holds_phrase

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
    return "" if holds_phrase([words], never_post) else words


def _closing(schedule: Schedule) -> tuple[Slide, ...]:
    words = closing_words(schedule.brand, schedule.never_post)
    shown = words or schedule.brand.contacts
    return (Slide(words, role=SlideRole.CLOSING),) if shown else ()


def _opening(unit: Unit, never_post: Sequence[str]) -> tuple[Slide, ...]:
    """The title as a slide, if it is short enough to read at a glance and repeats no line."""
    title = unit.first.headline or ""
    said = {_bare(slide.text) for slide in unit.slides}
    is_short = 0 < len(title.split()) <= MAX_TITLE_WORDS
    if not is_short or _bare(title) in said or holds_phrase([title], never_post):
        return ()
    return (Slide(title, role=SlideRole.TITLE),)


def _bare(text: str) -> str:
    return fold(text).casefold().rstrip(" .")


def _numbered(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """A lead-in and its items; an item without a label shows its number, such as "2 / 5"."""
    first, *items = slides
    marks = (f"{number} / {len(items)}" for number in range(1, len(items) + 1))
    return first, *(
        one if one.label else replace(one, mark=mark)
        for one, mark in zip(items, marks, strict=True)
    )
