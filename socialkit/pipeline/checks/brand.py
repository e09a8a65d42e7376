"""Theme, logo, colours and closing slide of the brand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from socialkit.cards.palette import find_adjusted_colours
from socialkit.cards.themes.catalogue import THEMES, THEMES_BY_NAME, available_theme
from socialkit.config.schedule.schedule_file import Loaded
from socialkit.errors import CardError, Problem
from socialkit.model.card import Form, Size
from socialkit.model.post import PostKind
from socialkit.model.schedule import Schedule, SlotSpec
from socialkit.pipeline.workspace.init import UNNAMED
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import closing_words, shares_card


def check_brand(schedule: Schedule, loaded: Loaded) -> Iterable[Problem]:
    """Problems of the name, logo, photo and themes: can the cards be drawn as the file says?"""
    brand = schedule.brand
    if brand.name in {UNNAMED, (brand.handle or "").removeprefix("@")}:
        words = "write the name of your practice here, as it should be on every card"
        yield loaded.note(("brand", "name"), words)
    if brand.logo is not None and not Path(brand.logo).is_file():
        yield loaded.problem(
            ("brand", "logo"),
            f"there is no file {brand.logo}; put the logo there or remove this row",
        )
    if brand.photo is not None and not Path(brand.photo).is_file():
        words = f"there is no file {brand.photo}; put the photo there or remove this row"
        yield loaded.problem(("brand", "photo"), words)
    wanted = [(("brand", "theme"), brand.theme, Form.LINE)] + [
        (("post", index, "theme"), spec.theme, _form_of(spec))
        for index, spec in enumerate(schedule.slots)
    ]
    for place, theme, form in wanted:
        if theme is not None and available_theme(theme, form) != theme:
            why = "takes no single lines" if theme in THEMES else "cannot be drawn yet"
            words = f"the theme {theme} {why}; {available_theme(theme)} is used for them"
            yield loaded.note(place, words)


def _form_of(spec: SlotSpec) -> Form:
    """What is on one picture of a slot: a whole contrast if its theme is made for that."""
    together = shares_card(spec.kind, spec.theme or "")
    return Form.CONTRAST if together else Form.LINE


CLOSING = ("brand", "closing")


def check_closing(workspace: Workspace, *, assets: Path) -> Iterable[Problem]:
    """Is the row `closing` used, and does it fit in every theme and size that carousels have?"""
    schedule = workspace.schedule
    if schedule.brand.closing is None:
        return
    if not closing_words(schedule.brand, schedule.never_post):
        words = "these words contain a phrase that is under never_post, so no card shows them"
        yield workspace.loaded.note(CLOSING, words)
        return
    errors = (_try(schedule, theme, size, assets) for theme, size in _looks(schedule))
    found = next(filter(None, errors), None)
    if found is not None:
        words = f"{found} Until then carousels end without a closing slide."
        yield workspace.loaded.problem(CLOSING, words)


def _looks(schedule: Schedule) -> list[tuple[str, Size]]:
    """Theme and size of the rows that post a carousel, each once."""
    rows = (spec for spec in schedule.slots if spec.kind is PostKind.CAROUSEL)
    looks = ((spec.theme or schedule.brand.theme, spec.size or Size.PORTRAIT) for spec in rows)
    return list(dict.fromkeys(looks))


def _try(schedule: Schedule, theme: str, size: Size, assets: Path) -> CardError | None:
    from socialkit.cards.render import make_card
    from socialkit.pipeline.planning.post_images import closing_request

    brand = schedule.brand
    try:
        make_card(closing_request(brand.closing or "", brand, theme, size), brand, assets=assets)
    except CardError as error:
        return error
    return None


MESSAGES = {
    "ground": "neither dark nor light words can be read on {wish}, so {used} is used instead",
    "ink": "words in {wish} can hardly be read on {ground}, so {used} is used instead",
    "accent": "{wish} can hardly be seen on {ground}, so {used} is used instead",
}


def check_colours(workspace: Workspace) -> Iterable[Problem]:
    """A note for each colour that is not used as the file says."""
    palette = workspace.schedule.brand.palette
    try:
        moved = find_adjusted_colours(THEMES_BY_NAME["paper"].colours, palette)
    except CardError:  # told where the file is read
        return
    for name, used in moved.items():
        wish = getattr(palette, name)
        words = MESSAGES[name].format(wish=wish, ground=palette.ground, used=used)
        yield workspace.loaded.note(("brand", "palette", name), words)
