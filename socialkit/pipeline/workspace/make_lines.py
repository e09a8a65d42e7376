"""From articles to lines.yaml and cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from socialkit.cards.batch import CardJob, open_card_pool
from socialkit.cards.themes.catalogue import available_theme, structure_request
from socialkit.config.line_file.line_file import remake_line_file
from socialkit.errors import CardError, Problem
from socialkit.lines.keep import keep_lines
from socialkit.lines.read import read_lines
from socialkit.model.article import Article
from socialkit.model.card import Brand, CardRequest, Size
from socialkit.model.lines import Entry, LineFile, LineReading, Use
from socialkit.pipeline.workspace.load import Workspace

MOST_LINES = 24
"""At most so many lines of one article wait for her word: a page of reading, months of posts."""

SINGLE_KINDS = ("single", "pair")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one article. `problems` name lines that cannot be set, in words."""

    slug: str
    lines: int
    cards: int
    problems: tuple[Problem, ...] = ()


def make(workspace: Workspace, *, assets: Path, told: Callable[[str], None]) -> tuple[Made, ...]:
    """Read the lines of every article and set their cards; what is there already is kept.

    `told` hears, in words, what is being done. Raise ConfigError where a lines.yaml of hers cannot
    be read: nothing is written over it; CardError if none of an article can be set for a reason that
    they share; MachineError when the disk is full.
    """
    found = []
    with open_card_pool() as press:
        for article in workspace.articles.values():
            told(article.title)
            file = make_lines(workspace, article)
            jobs = _jobs(workspace, article, file, assets)
            press.take(jobs)
            found.append((article, file, len(jobs)))
        outcomes = iter(press.finish(told))
    return tuple(
        _made(workspace, article, file, list(islice(outcomes, count)))
        for article, file, count in found
    )


def make_lines(workspace: Workspace, article: Article) -> LineFile:
    """lines.yaml of one article, made anew with her word kept."""
    path = workspace.line_file_path(article.slug)
    reading = _read_lines(workspace, article)
    file = remake_line_file(path, lambda old: keep_lines(old, article, reading), workspace.remember)
    workspace.line_file(article.slug)  # so that it is remembered
    return file


def _read_lines(workspace: Workspace, article: Article) -> LineReading:
    never_post = workspace.schedule.never_post
    content = repr((article, MOST_LINES, never_post)).encode("utf-8", "surrogatepass")

    def read() -> LineReading:
        return read_lines(article, most=MOST_LINES, never_post=never_post)

    return workspace.remember(LineReading, (content,), read)


def _jobs(workspace: Workspace, article: Article, file: LineFile, assets: Path) -> list[CardJob]:
    """The portrait card of every line, contrast and list that she has not refused."""
    brand, folder = workspace.schedule.brand, workspace.quotes / article.slug
    lines = [one for one in file.lines if one.kind in SINGLE_KINDS]
    entries = [one for one in (*lines, *file.structures) if one.use is not Use.NO]
    return [CardJob(card_request(entry, brand), brand, assets, folder) for entry in entries]


def _made(
    workspace: Workspace, article: Article, file: LineFile, outcomes: list[CardError | None]
) -> Made:
    errors = [one for one in outcomes if one is not None]
    if len(outcomes) == len(errors) > 1 and len({str(one) for one in errors}) == 1:
        # Not the lines are at fault then, but what all cards share: a logo, a name, a colour.
        raise errors[0]
    problems = tuple(_problem(workspace, article, one) for one in errors)
    return Made(article.slug, len(file.lines), len(outcomes) - len(errors), problems)


def card_request(entry: Entry, brand: Brand) -> CardRequest:
    """The portrait card of one line, in the theme that she chose for it or for the brand; that of a
    contrast or a list in the theme made for it."""
    if entry.kind not in SINGLE_KINDS:
        return structure_request(entry.kind, entry.label, entry.parts)
    theme = available_theme(entry.theme or brand.theme)
    return CardRequest(entry.text, theme, Size.PORTRAIT, emphasis=entry.emphasis)


def _problem(workspace: Workspace, article: Article, error: CardError) -> Problem:
    path = workspace.line_file_path(article.slug).relative_to(workspace.folder)
    return Problem(str(path), 1, 1, str(error), level="note")
