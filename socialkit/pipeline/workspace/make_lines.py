"""Make lines.yaml and cards from articles; approvals are kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from socialkit.cards.batch import CardJob, open_card_pool
from socialkit.cards.layout.emphasis_marks import usable_emphasis
from socialkit.cards.themes.catalogue import structure_request, themes_to_try
from socialkit.config.line_file.line_file import remake_line_file
from socialkit.errors import BrandFault, CardError, Problem, SocialkitError, name_fault
from socialkit.lines.keep import keep_lines
from socialkit.lines.reading import read_lines
from socialkit.model.article import Article
from socialkit.model.card import Brand, CardRequest, Size
from socialkit.model.lines import Entry, LineFile, LineReading, Use
from socialkit.pipeline.workspace.load import Workspace
from socialkit.pipeline.workspace.renamed_articles import Renamed, move_renamed

log = logging.getLogger("socialkit")

MAX_LINES = 24
"""So many lines of one article wait for approval: a page of reading, months of posts."""

SINGLE_KINDS = ("single", "pair")


@dataclass(frozen=True, slots=True)
class Made:
    """What was made from one article. `problems` name lines that fit on no card, in words; `renamed`: its
    lines were moved from the folder of its earlier name."""

    slug: str
    lines: int
    cards: int
    problems: tuple[Problem, ...] = ()
    renamed: Renamed | None = None


def make(workspace: Workspace, *, assets: Path, told: Callable[[str], None]) -> tuple[Made, ...]:
    """Read the lines of every article and draw their cards; what is there already is kept.

    `told` is called with the title of each article in turn. Raise ConfigError if a lines.yaml cannot be
    read, which is then not overwritten; MachineError if the disk is full. What no card of the brand can
    show stops no lines: the cards are made once it is fixed (`find_brand_faults` names it).
    """
    found = []
    faulty: list[Made] = []
    renamed = {one.new: one for one in move_renamed(workspace)}
    with open_card_pool() as pool:
        for article in workspace.articles.values():
            told(article.title)
            try:
                file = make_lines(workspace, article)
            except SocialkitError:
                raise
            except Exception as error:
                faulty.append(_describe_fault(article, error))
                continue
            jobs = _jobs(workspace, article, file, assets)
            pool.take(jobs)
            found.append((article, file, len(jobs)))
        outcomes = iter(pool.finish(told))
    made = [
        replace(
            _made(workspace, article, file, list(islice(outcomes, count))),
            renamed=renamed.get(article.slug),
        )
        for article, file, count in found
    ]
    return (*made, *faulty)


def _describe_fault(article: Article, error: Exception) -> Made:
    """What nobody had foreseen is a fault of this article alone: the others go on."""
    log.error("the lines of an article ended in a fault", exc_info=error)
    words = (
        f"no lines can be found in this article, by a fault of socialkit ({name_fault(error)}); the others "
        f"go on. Please report this."
    )
    return Made(article.slug, 0, 0, (Problem(article.source, 1, 1, words),))


def make_lines(workspace: Workspace, article: Article) -> LineFile:
    """Write lines.yaml of one article again, with its approvals kept."""
    path = workspace.line_file_path(article.slug)
    reading = _read_lines(workspace, article)
    file = remake_line_file(path, lambda old: keep_lines(old, article, reading), workspace.remember)
    workspace.line_file(article.slug)  # so that it is remembered
    return file


def _read_lines(workspace: Workspace, article: Article) -> LineReading:
    never_post = workspace.schedule.never_post
    content = repr((article, MAX_LINES, never_post)).encode("utf-8", "surrogatepass")

    def read() -> LineReading:
        return read_lines(article, most=MAX_LINES, never_post=never_post)

    return workspace.remember(LineReading, (content,), read)


def _jobs(workspace: Workspace, article: Article, file: LineFile, assets: Path) -> list[CardJob]:
    """The portrait card of every line, contrast and list that is not rejected."""
    brand, folder = workspace.schedule.brand, workspace.quotes / article.slug
    lines = [one for one in file.lines if one.kind in SINGLE_KINDS]
    entries = [one for one in (*lines, *file.structures) if one.use is not Use.NO]
    return [CardJob(card_request(entry, brand), brand, assets, folder) for entry in entries]


def _made(
    workspace: Workspace, article: Article, file: LineFile, outcomes: list[CardError | None]
) -> Made:
    errors = [one for one in outcomes if one is not None]
    unfit = [one for one in errors if not isinstance(one, BrandFault)]
    problems = tuple(_problem(workspace, article, one) for one in unfit)
    return Made(article.slug, len(file.lines), len(outcomes) - len(errors), problems)


def card_request(entry: Entry, brand: Brand) -> CardRequest:
    """The portrait card of one line, in its own theme or that of the brand, or, where that does not take
    the line, in one that does; a contrast or a list in the theme made for it."""
    if entry.kind not in SINGLE_KINDS:
        return structure_request(entry.kind, entry.label, entry.parts)
    theme = themes_to_try(entry.text, entry.theme, brand.theme)[0]
    emphasis = usable_emphasis(entry.text, entry.emphasis)
    return CardRequest(entry.text, theme, Size.PORTRAIT, emphasis=emphasis)


def _problem(workspace: Workspace, article: Article, error: CardError) -> Problem:
    path = workspace.line_file_path(article.slug).relative_to(workspace.folder)
    return Problem(str(path), 1, 1, str(error), level="note")
