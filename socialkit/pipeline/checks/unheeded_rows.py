"""What stands in a file and is not done as it is written: words that YAML takes for a remark, a theme that
does not take a line, words to emphasise that are not in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from socialkit.cards.layout.emphasis_marks import usable_emphasis
from socialkit.cards.themes.catalogue import THEMES_BY_NAME, available_theme, takes, themes_to_try
from socialkit.config.document.reader import Document, Location, read_document
from socialkit.config.environment import fill_in, read_values
from socialkit.config.line_file.line_rows import SECTION_NAMES, parse_lines
from socialkit.errors import ConfigError, Problem
from socialkit.files import read_file
from socialkit.model.card import Form
from socialkit.model.lines import Candidate, Entry
from socialkit.model.network import Network
from socialkit.model.post import PostKind
from socialkit.model.text import count, shorten
from socialkit.notifier.sender import find_unreadable
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
        file, document = parse_lines(read_file(path), name)
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


TEXTS = frozenset(
    {
        *("name", "credential", "handle", "website", "closing"),
        *("quote", "caption", "text", "first_comment", "crisis_line", "instagram", "facebook"),
        *("hashtags", "never_post", "articles"),
        *("emphasis", "title"),
    }
)
"""Rows whose value is words of the owner: there a # may belong to them."""
CUT = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
MAX_SHOWN = 60


def check_cut_text(workspace: Workspace) -> Iterator[Problem]:
    """A note for each text that ends at a # which probably belongs to it, with the row as it should be."""
    yield from find_cut_text(workspace.loaded.document)
    for slug in workspace.articles:
        path = workspace.line_file_path(slug)
        if _may_be_cut(path):
            name = path.relative_to(workspace.folder).as_posix()
            yield from find_cut_text(read_document(read_file(path), name))


def _may_be_cut(path: Path) -> bool:
    """Whether a lines.yaml has such a row at all; reading it as YAML takes long."""
    try:
        rows = read_file(path).decode("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(
        CUT.search(row) and row.split(":")[0].strip(" -") in TEXTS
        for row in rows
        if not row.lstrip().startswith("#")
    )


def find_cut_text(document: Document) -> Iterator[Problem]:
    """The notes of one file."""
    for location, place in document.places.items():
        if place.quoted or not TEXTS.intersection(map(str, location)) or place.end <= place.start:
            continue
        cut = CUT.match(document.text, place.end)
        value = document.text[place.start : place.end]
        if cut is None or "\n" in value or value[:1] in "[{":
            continue
        whole = f"{value}{document.text[place.end : cut.end()]}".rstrip()
        words = (
            f'what comes after " #" is a remark, so this is “{shorten(value, MAX_SHOWN)}” only. If the rest '
            f"belongs to it, put all of it in quotes: {_quoted(location, whole)}"
        )
        yield Problem(document.file, place.line, place.column, words, level="note")


def _quoted(location: Location, text: str) -> str:
    bare = text.replace("\\", "\\\\").replace('"', '\\"')
    key = f"{location[-1]}: " if isinstance(location[-1], str) else ""
    return f'{key}"{bare}"'


HOW = re.compile(r"^\$\{\w+\}|^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
NOBODY = (
    "you would not hear of problems; write an address under notify:, for example "
    'notify: ["mailto://…"]'
)
NOT_TOLD = (
    "there is no address under notify:, so this message has nowhere to go; write one there, or remove "
    "this row"
)
NOBODY_YET = (
    "you would not hear of problems: nothing can be sent to any of these addresses as they are"
)
MAIL = re.compile(r"[^@/\s:]+@[^@/\s:]+")
BARE_NAME = re.compile(r"\$(\w+)")
IS_MAIL = (
    "an e-mail address alone does not say how to send; write it with the login of its mailbox, for "
    'example "mailto://${MAIL}"; the manual shows how, on the page “Notifications and calendar”'
)
NO_ADDRESS = (
    "nothing can be sent to this address; write it as the manual says on the page “Notifications and "
    'calendar”, for example "ntfy://your-topic", and a sign such as @ or / in a password as %40 or %2F'
)


def name_address(written: str, position: int) -> str:
    """What an address is called in messages: its number and what comes before its first secret."""
    how = HOW.match(written)
    return f"address {position + 1} ({how[0]}…)" if how else f"address {position + 1}"


def check_notify(workspace: Workspace) -> Iterable[Problem]:
    """Do notifications have somewhere to go? Only notes, for posting does not depend on it. A ${NAME}
    that is not known is reported where the file is read."""
    written = workspace.schedule.notify
    if not written and workspace.schedule.all_is_well is not None:
        yield workspace.loaded.note(("all_is_well",), NOT_TOLD)
    values = read_values(workspace.folder) if written else {}
    filled = {at: fill_in(one, values) for at, one in enumerate(written)}
    known = {at: one for at, one in filled.items() if one is not None}
    unreadable = find_unreadable(list(known.values()))
    if len(unreadable) == len(known):
        yield workspace.loaded.note(("notify",), NOBODY if not written else NOBODY_YET)
    for number, at in enumerate(known):
        if number in unreadable:
            yield workspace.loaded.note(("notify", at), _suggest(written[at]))


def _suggest(written: str) -> str:
    """What to write instead of an address to which nothing can be sent."""
    bare = BARE_NAME.search(written)
    if bare is not None:
        return f"put a name from .env in braces; write ${{{bare[1]}}}"
    return IS_MAIL if MAIL.fullmatch(written) else NO_ADDRESS


OFFICIAL = "graph"
ROW = ("accounts", Network.INSTAGRAM.value, "via")


def check_pictures(workspace: Workspace, *, has_public_folder: bool) -> Iterable[Problem]:
    """A note if the official route to Instagram has to use the way of showing pictures that could not be
    tried out."""
    rule = workspace.schedule.accounts.get(Network.INSTAGRAM)
    if rule is None or rule.via != OFFICIAL or has_public_folder:
        return
    words = (
        "without SOCIALKIT_PUBLIC_URL in .env, Instagram gets each picture through an unpublished photo "
        "on your Page; others use that way, but it could not be tried here. If Instagram refuses it, "
        "nothing is posted and you get a message. The safe way: show a copy of quotes/ at an https "
        "address and write that as SOCIALKIT_PUBLIC_URL into .env"
    )
    yield workspace.loaded.note(ROW, words)
