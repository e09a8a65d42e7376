"""What no card of the brand can show, such as a logo that cannot be read: one problem at its row.

A fault of the brand is no fault of the lines: posts keep their lines and the pictures that they have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.cards.card_store import RENDERER, hash_picture
from socialkit.cards.themes.catalogue import USUAL_THEMES, available_theme
from socialkit.errors import BrandFault, ConfigError, MachineError, Problem
from socialkit.model.card import CardRequest, Form, Size
from socialkit.model.post import PostKind
from socialkit.model.schedule import SlotSpec
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import BRAND_FAULTS, WAKE_FOR_BRAND, schedule_wakeup
from socialkit.pipeline.planning.post_images import closing_request
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.drafts import default_size
from socialkit.plan.content.units import closing_words, shares_card

ONLY_CLOSING = frozenset({"closing", "website"})
"""Rows that only the last slide of a carousel shows; without that slide the others still go out."""
MEANWHILE = "Until then posts keep the pictures that they have, and new ones wait."
UNTIL_THEN = "Until then carousels end without a closing slide."
TRY_AGAIN_AFTER = timedelta(minutes=5)
Look = tuple[str, Size]


@dataclass(frozen=True, slots=True)
class BrandTrial:
    """By row under brand, why no card can show it, in words; and what is worth knowing of the logo."""

    faults: dict[str, str]
    logo_notes: tuple[str, ...] = ()


def find_brand_faults(workspace: Workspace, *, assets: Path) -> tuple[Problem, ...]:
    """One error for each row under brand that keeps cards from being drawn, at its place. Nothing is drawn,
    and nothing is tried again while brand, pictures and rows stay as they are."""
    try:
        trial = _recall_trial(workspace, assets)
    except MachineError as error:
        return (workspace.loaded.problem(("brand",), str(error)),)
    return tuple(
        workspace.loaded.problem(("brand", row), words) for row, words in trial.faults.items()
    )


def find_brand_notes(workspace: Workspace, *, assets: Path) -> tuple[Problem, ...]:
    """A note for a logo that can hardly be seen on a card, or that has a ground of its own."""
    try:
        trial = _recall_trial(workspace, assets)
    except MachineError:
        return ()
    return tuple(workspace.loaded.note(("brand", "logo"), one) for one in trial.logo_notes)


def _recall_trial(workspace: Workspace, assets: Path) -> BrandTrial:
    looks = _looks_in_use(workspace)
    content = repr((RENDERER, workspace.schedule.brand, looks, _stamps(workspace, assets))).encode()
    return workspace.remember(BrandTrial, (content,), lambda: _try(workspace, looks, assets))


def remember_brand_faults(store: Store, faults: Iterable[Problem], *, now: datetime) -> None:
    """Store what is wrong, for the daemon, which reads no pictures; and look again soon, since a picture may
    be mended anywhere on the disk."""
    words = "\n".join(map(str, faults))
    if words != (store.state.get(BRAND_FAULTS) or ""):
        store.state.put(BRAND_FAULTS, words, now=now)
    again_at = now + TRY_AGAIN_AFTER if words else None
    schedule_wakeup(store.state, WAKE_FOR_BRAND, again_at, now=now)


def _try(workspace: Workspace, looks: Iterable[Look], assets: Path) -> BrandTrial:
    from socialkit.cards.trial import describe_logo, find_faults, sample_request

    requests = [sample_request(theme, size) for theme, size in looks]
    found = find_faults(
        (*requests, *_closing_requests(workspace)), workspace.schedule.brand, assets=assets
    )
    notes = (
        ()
        if "logo" in found
        else describe_logo(workspace.schedule.brand, [theme for theme, _ in looks])
    )
    return BrandTrial({row: _words(fault) for row, fault in found.items()}, tuple(notes))


def _words(fault: BrandFault) -> str:
    return f"{fault} {UNTIL_THEN if fault.row in ONLY_CLOSING else MEANWHILE}"


def _stamps(workspace: Workspace, assets: Path) -> tuple[object, ...]:
    """What changes when a picture of the brand or a typeface changes."""
    brand = workspace.schedule.brand
    pictures = (one and hash_picture(Path(one)) for one in (brand.logo, brand.photo))
    fonts = ((one.name, one.stat().st_size) for one in sorted((assets / "fonts").rglob("*.ttf")))
    return (*pictures, workspace.schedule.never_post, *fonts)


def _looks_in_use(workspace: Workspace) -> tuple[Look, ...]:
    """Theme and size of every kind of card that `make` or a row of the schedule asks for, each once."""
    brand = workspace.schedule.brand
    looks = [(available_theme(brand.theme), Size.PORTRAIT)]
    looks += [
        (_theme_of(spec, brand.theme), default_size(spec)) for spec in workspace.schedule.slots
    ]
    looks += _looks_of_lines(workspace)
    return tuple(dict.fromkeys(looks))


def _theme_of(spec: SlotSpec, usual: str) -> str:
    theme = spec.theme or usual
    return theme if shares_card(spec.kind, theme) else available_theme(theme)


def _looks_of_lines(workspace: Workspace) -> Iterator[Look]:
    for slug in workspace.articles:
        try:
            file = workspace.line_file(slug)
        except ConfigError:  # told by itself
            continue
        if file is not None:
            for one in file.lines:
                if one.theme is not None:
                    yield available_theme(one.theme), Size.PORTRAIT
            for one in file.structures:
                yield USUAL_THEMES[Form(one.kind)], Size.PORTRAIT


def _closing_requests(workspace: Workspace) -> Iterator[CardRequest]:
    """The last slide of each row that posts a carousel."""
    schedule = workspace.schedule
    words = closing_words(schedule.brand, schedule.never_post)
    for spec in schedule.slots:
        if spec.kind is PostKind.CAROUSEL and (words or schedule.brand.contacts):
            theme = spec.theme or schedule.brand.theme
            yield closing_request(words, schedule.brand, theme, default_size(spec))
