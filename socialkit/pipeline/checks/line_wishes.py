"""What stands beside a line in lines.yaml, or beside a row of the schedule, and cannot be done: a theme that
does not take the line, words to emphasise that are not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from socialkit.cards.layout.emphasis_marks import usable_emphasis
from socialkit.cards.themes.catalogue import (
    THEMES_BY_NAME,
    available_theme,
    takes,
    themes_to_try,
)
from socialkit.config.line_file.line_rows import SECTION_NAMES, parse_lines
from socialkit.errors import ConfigError, Problem
from socialkit.model.card import Form
from socialkit.model.lines import Candidate, Entry
from socialkit.model.post import PostKind
from socialkit.model.text import count, shorten
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import SINGLE_KINDS, shares_card

MAX_QUOTED = 40


def check_wishes(workspace: Workspace) -> Iterator[Problem]:
    """A note for each `theme:` and `emphasis:` of a lines.yaml that cannot be done, with what is done
    instead."""
    for slug in workspace.articles:
        with suppress(ConfigError):  # told by itself
            file = workspace.line_file(slug)
            for entry in file.lines if file else ():
                for key, words in _find_vain(entry, workspace.schedule.brand.theme):
                    where = place_of_wish(workspace, slug, entry.id, key)
                    yield Problem(where.file, where.line, where.column, words, level="note")


def _find_vain(entry: Entry, usual: str) -> Iterator[tuple[str, str]]:
    if entry.emphasis and usable_emphasis(entry.text, entry.emphasis) is None:
        words = f"“{shorten(entry.emphasis, MAX_QUOTED)}” is not in this line, so nothing of it is emphasised"
        yield "emphasis", f"{words} as you wish; copy the words from the line"
    if entry.theme is None:
        return
    used = themes_to_try(entry.text, entry.theme, usual)[0]
    if used != entry.theme:
        yield "theme", f"{_why_not(entry.theme, entry.text)}; {used} is used for it"


def _why_not(theme: str, words: str) -> str:
    if THEMES_BY_NAME[theme].form is not Form.LINE:
        return f"the theme {theme} takes no single lines"
    number, most = len(words.split()), THEMES_BY_NAME[theme].most_words
    return f"the theme {theme} takes {most} words at most, and this line has {number}"


def place_of_wish(workspace: Workspace, slug: str, line_id: str, key: str) -> Problem:
    """An empty note at what stands beside a line, or at the beginning of its file where it is not found."""
    path = workspace.line_file_path(slug)
    name = path.relative_to(workspace.folder).as_posix()
    with suppress(OSError, ConfigError):
        file, document = parse_lines(path.read_bytes(), name)
        for section in SECTION_NAMES:
            for index, entry in enumerate(getattr(file, section)):
                if entry.id == line_id and getattr(entry, key):
                    line, column = document.position(section, index, key)
                    return Problem(name, line, column, "", level="note")
    return Problem(name, 1, 1, "", level="note")


def check_row_themes(workspace: Workspace, pool: Sequence[Candidate]) -> Iterator[Problem]:
    """A note at each row whose theme does not take all lines, with how many get another one."""
    lines = [one for one in pool if one.kind in SINGLE_KINDS and one.accounts]
    brand = workspace.schedule.brand
    wanted = [(("brand", "theme"), brand.theme)] if brand.theme else []
    places: list[tuple[tuple[str | int, ...], str]] = [*wanted]
    for index, spec in enumerate(workspace.schedule.slots):
        if (
            spec.theme
            and not shares_card(spec.kind, spec.theme)
            and spec.kind is not PostKind.CONTRAST
        ):
            places.append((("post", index, "theme"), spec.theme))
    for place, theme in places:
        if available_theme(theme) != theme:
            continue  # told by itself
        long = [one for one in lines if not takes(theme, one.text)]
        if long:
            other = themes_to_try(long[0].text, theme, brand.theme)[0]
            most = THEMES_BY_NAME[theme].most_words
            get = "gets" if len(long) == 1 else "get"
            words = (
                f"the theme {theme} takes {most} words at most: {count(len(long), 'line')} of {len(lines):,} "
                f"{get} the theme {other} instead"
            )
            yield workspace.loaded.note(place, words)
