"""What no card of the brand can show, such as a logo that cannot be read: one problem at its row.

A fault of the brand is no fault of the lines: posts keep their lines and the pictures that they have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from socialkit.cards.card_store import RENDERER, hash_picture
from socialkit.cards.themes.catalogue import THEMES_BY_NAME, USUAL_THEMES, available_theme
from socialkit.errors import BrandFault, CardError, ConfigError, MachineError, Problem
from socialkit.model.card import Brand, CardPart, CardRequest, Form, Palette, Size
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
    be fixed anywhere on the disk."""
    words = "\n".join(map(str, faults))
    if words != (store.state.get(BRAND_FAULTS) or ""):
        store.state.put(BRAND_FAULTS, words, now=now)
    again_at = now + TRY_AGAIN_AFTER if words else None
    schedule_wakeup(store.state, WAKE_FOR_BRAND, again_at, now=now)


def _try(workspace: Workspace, looks: Iterable[Look], assets: Path) -> BrandTrial:
    requests = [_sample_request(theme, size) for theme, size in looks]
    found = _find_faults(
        (*requests, *_closing_requests(workspace)), workspace.schedule.brand, assets=assets
    )
    notes = () if "logo" in found else _describe_logo(workspace.schedule.brand, looks)
    shows_photo = any(THEMES_BY_NAME[theme].on_picture for theme, _ in looks)
    words = {row: _words(fault, shows_photo=shows_photo) for row, fault in found.items()}
    return BrandTrial(words, tuple(notes))


def _describe_logo(brand: Brand, looks: Iterable[Look]) -> Iterator[str]:
    if brand.logo is None:
        return
    from socialkit.cards.paint.pictures import describe_logo  # loads Pillow

    themes = (THEMES_BY_NAME[name] for name, _ in looks)
    plain = [one for one in themes if one.form is Form.LINE and not one.on_picture]
    grounds = {one.name: one.derive(one.colours, brand.palette).ground for one in plain}
    yield from describe_logo(brand.logo, grounds)


def _words(fault: BrandFault, *, shows_photo: bool) -> str:
    if fault.row == "photo" and not shows_photo:
        return f"{fault} No row has the theme photo now, so nothing waits for it."
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


WORDS = "Calm grows slowly."
"""Few words, so that every theme takes them and only the brand can be at fault."""


def _sample_request(theme: str, size: Size) -> CardRequest:
    """A card with few words in a theme, of the form that the theme is made for."""
    form = THEMES_BY_NAME[theme].form
    if form is Form.LINE:
        return CardRequest(WORDS, theme, size)
    parts = (CardPart(WORDS, "With"), CardPart(WORDS, "Without"))
    return CardRequest(WORDS if form is Form.LIST else "", theme, size, form=form, parts=parts)


def _find_faults(
    requests: Iterable[CardRequest], brand: Brand, *, assets: Path
) -> dict[str, BrandFault]:
    """By row under brand, why no such card can be drawn. Every row at fault is found, not only the first.
    Raises MachineError for a typeface that is missing or damaged."""
    wanted = tuple(requests)
    found = {fault.row: fault for fault in _find_picture_faults(wanted, brand)}
    rest = brand
    for request in wanted:
        while (fault := _try_card(request, rest, assets)) is not None and fault.row not in found:
            found[fault.row] = fault
            rest = _without(rest, fault.row)
            if request.form is Form.CLOSING:
                break  # its words are in the request
    return found


def _find_picture_faults(requests: Iterable[CardRequest], brand: Brand) -> Iterator[BrandFault]:
    try:
        if brand.logo is not None:
            from socialkit.cards.paint.pictures import read_logo, stamp_of

            read_logo(brand.logo, stamp_of(brand.logo))
    except BrandFault as fault:
        yield fault
    try:
        if brand.photo is not None:
            _try_photo(brand.photo, requests)
    except BrandFault as fault:
        yield fault


def _try_photo(path: str, requests: Iterable[CardRequest]) -> None:
    from socialkit.cards.paint.photo import require_size
    from socialkit.cards.paint.pictures import PHOTO, read_picture

    photo = read_picture(path, PHOTO, least_px=max(Size.STORY.px))
    for request in requests:
        if THEMES_BY_NAME[request.theme].on_picture:
            require_size(path, photo.size, request.size.px)


def _try_card(request: CardRequest, brand: Brand, assets: Path) -> BrandFault | None:
    from socialkit.cards.layout.compose import compose  # loads the typesetter
    from socialkit.cards.typography.fonts import load_fonts

    try:
        compose(request, brand, THEMES_BY_NAME[request.theme], load_fonts(assets))
    except BrandFault as fault:
        return fault
    except CardError:  # the sample does not suit: nothing that the owner wrote
        return None
    return None


def _without(brand: Brand, row: str) -> Brand:
    """The brand with this row as if it were not there, so that the next fault shows."""
    if row == "name":
        return replace(brand, name="Name")
    if row == "palette":
        return replace(brand, palette=Palette())
    gone: dict[str, Any] = {row: None}
    return replace(brand, **gone)
