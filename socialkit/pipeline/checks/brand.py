"""Theme, logo, colours and closing slide of the brand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialkit.cards.palette import find_adjusted_colours
from socialkit.cards.themes.catalogue import THEMES, THEMES_BY_NAME, available_theme
from socialkit.config.schedule.schedule_file import Loaded
from socialkit.errors import BrandFault, Problem
from socialkit.model.card import Form
from socialkit.model.schedule import Schedule, SlotSpec
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import closing_words, shares_card


def check_brand(schedule: Schedule, loaded: Loaded) -> Iterable[Problem]:
    """Notes on a name that is a placeholder, and on themes that are not made for what they are to show."""
    brand = schedule.brand
    if _is_placeholder(brand.name) or brand.name == (brand.handle or "").removeprefix("@"):
        words = "write the name of your practice here, as it should be on every card"
        yield loaded.note(("brand", "name"), words)
    if brand.handle is not None and _is_placeholder(brand.handle):
        words = f"{brand.handle} is an example; write your own handle here, or remove this row"
        yield loaded.note(("brand", "handle"), words)
    wanted = [(("brand", "theme"), brand.theme, Form.LINE)] + [
        (("post", index, "theme"), spec.theme, _form_of(spec))
        for index, spec in enumerate(schedule.slots)
    ]
    for place, theme, form in wanted:
        if theme is not None and available_theme(theme, form) != theme:
            why = "takes no single lines" if theme in THEMES else "cannot be drawn yet"
            words = f"the theme {theme} {why}; {available_theme(theme)} is used for them"
            yield loaded.note(place, words)


PLACEHOLDERS = frozenset(
    {
        "yourpractice",
        "mypractice",
        "yourname",
        "yournamehere",
        "myname",
        "practicename",
        "nameofyourpractice",
        "practicenamehere",
        "thenameofyourpractice",
        "yourpracticename",
        "yourpracticenamehere",
        "yourbusiness",
        "yourbusinessname",
        "yourbrand",
        "yourbrandname",
        "yourcompany",
        "yourhandle",
        "yourhandlehere",
        "yourinstagram",
        "yourinstagramhandle",
        "yourusername",
        "yourtherapypractice",
        "mytherapypractice",
        "therapistname",
        "examplepractice",
        "examplehandle",
        "example",
        "exampletherapy",
        "username",
        "handle",
        "name",
        "practice",
        "placeholder",
        "todo",
        "tbd",
        "xxx",
        "sample",
        "test",
        "brandname",
        "companyname",
        "insertname",
        "insertnamehere",
        "johndoe",
        "janedoe",
    }
)
"""Names that stand in templates and tutorials, without blanks and signs."""


def _is_placeholder(name: str) -> bool:
    return re.sub(r"[\W_]", "", name).lower() in PLACEHOLDERS


def _form_of(spec: SlotSpec) -> Form:
    """What is on one picture of a slot: a whole contrast if its theme is made for that."""
    together = shares_card(spec.kind, spec.theme or "")
    return Form.CONTRAST if together else Form.LINE


CLOSING = ("brand", "closing")


def check_closing(workspace: Workspace) -> Iterable[Problem]:
    """A note where the row `closing` is never used. Whether it fits is tried with the rest of the brand."""
    brand = workspace.schedule.brand
    if brand.closing is not None and not closing_words(brand, workspace.schedule.never_post):
        words = "these words contain a phrase that is under never_post, so no card shows them"
        yield workspace.loaded.note(CLOSING, words)


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
    except BrandFault:  # told where the file is read
        return
    for name, used in moved.items():
        wish = getattr(palette, name)
        words = MESSAGES[name].format(wish=wish, ground=palette.ground, used=used)
        yield workspace.loaded.note(("brand", "palette", name), words)
