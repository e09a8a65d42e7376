"""Everything that can be wrong in a workspace, all at once.

In: her folder. Out: problems, each with its place and what to write instead; notes beside errors.
Writes nothing but copies of pages, asks no network but for articles that are pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from socialkit.article.sources.page_cache import PageShelf
from socialkit.cards.theme_choice import available_theme
from socialkit.cards.themes.catalogue import THEMES
from socialkit.config.schedule.schedule_file import Loaded, load_schedule
from socialkit.errors import ConfigError, Problem
from socialkit.model.article import Article
from socialkit.model.card import Form
from socialkit.model.lines import LineFile
from socialkit.model.memory import Remember, read_anew
from socialkit.model.schedule import Schedule, SlotSpec
from socialkit.pipeline.accounts.allowed import allow, find_run, stands_in
from socialkit.pipeline.checks.check_closing import check_closing
from socialkit.pipeline.checks.check_colours import check_colours
from socialkit.pipeline.checks.image_hosting import check_pictures
from socialkit.pipeline.checks.nearest import offer_nearest
from socialkit.pipeline.checks.notify_urls import check_notify
from socialkit.pipeline.checks.placing import at, note
from socialkit.pipeline.workspace.init import UNNAMED
from socialkit.pipeline.workspace.load import SCHEDULE_NAME, Workspace, no_shelf, read_articles
from socialkit.plan.content.units import holds_phrase, shares_card


def check_workspace(
    folder: Path,
    *,
    today: date,
    assets: Path,
    open_shelf: Callable[[], PageShelf | None] = no_shelf,
    remember: Remember = read_anew,
    look_ahead: Callable[[Workspace], Iterable[Problem]] = lambda _: (),
    has_public_folder: bool = True,
) -> tuple[Problem, ...]:
    """Every problem, in the order of files and lines. `look_ahead` tells what only the coming weeks
    can show."""
    loaded = load_schedule(folder / SCHEDULE_NAME, today=today, remember=remember)
    problems = list(loaded.problems)
    if loaded.schedule is not None:
        workspace = read_articles(
            loaded, loaded.schedule, folder, open_shelf=open_shelf, remember=remember
        )
        with ThreadPoolExecutor(1) as beside:  # another program says whether they can be read
            told = beside.submit(lambda: list(check_notify(workspace)))
            problems.extend(workspace.problems)
            problems.extend(_deeper(workspace))
            problems.extend(check_closing(workspace, assets=assets))
            problems.extend(look_ahead(workspace))
            problems.extend(check_pictures(workspace, has_public_folder=has_public_folder))
            problems.extend(told.result())
    return tuple(sorted(set(problems)))


def _deeper(workspace: Workspace) -> Iterable[Problem]:
    """What can only be seen once schedule.yaml itself is in order."""
    yield from check_articles(workspace)
    yield from check_accounts(workspace)
    yield from check_lines(workspace)
    yield from check_quotes(workspace)
    yield from check_brand(workspace.schedule, workspace.loaded)
    yield from check_colours(workspace)


def check_articles(workspace: Workspace) -> Iterable[Problem]:
    """Is there anything to read?"""
    if not workspace.articles and not workspace.problems:
        yield at(
            workspace.loaded,
            ("articles",),
            "no article was found; put one into the folder articles/ (.docx, .txt, .md or .html)",
        )
    for article in workspace.articles.values():
        if article.sample:
            words = "this is a sample: it can be rehearsed, it is never posted"
            yield Problem(article.source, 1, 1, words, level="note")


def check_accounts(workspace: Workspace) -> Iterable[Problem]:
    """Does every article name one account of each network?"""
    for article in workspace.articles.values():
        _, held = allow(article, workspace.schedule.accounts)
        for words in held.values():
            yield Problem(article.source, 1, 1, words, level="note")


def check_lines(workspace: Workspace) -> Iterable[Problem]:
    """Are the lines made, readable, and still words of their article?"""
    for slug, article in workspace.articles.items():
        name = str(workspace.line_file_path(slug).relative_to(workspace.folder))
        try:
            file = workspace.line_file(slug)
        except ConfigError as error:
            yield from error.problems
            continue
        if file is None:
            yield Problem(name, 1, 1, "not made yet; run: socialkit make", level="note")
        else:
            yield from _moved(name, file, article)


def _moved(name: str, file: LineFile, article: Article) -> Iterable[Problem]:
    for entry in (*file.lines, *file.structures):
        if not stands_in(entry, article):
            words = f"“{entry.text[:60]}” no longer stands in the article; run: socialkit make"
            yield Problem(name, 1, 1, words, level="note")


def check_quotes(workspace: Workspace, *, since: date | None = None) -> Iterable[Problem]:
    """Does every `quote:` stand in an article, word for word? Rows for a day before `since` are
    left out."""
    for index, spec in enumerate(workspace.schedule.slots):
        is_over = since is not None and spec.date is not None and spec.date < since
        if spec.quote is None or is_over:
            continue
        texts = [article.text for article in workspace.articles.values()]
        if not any(find_run(spec.quote, text) for text in texts):
            words = f"these words stand in no article; {offer_nearest(spec.quote, workspace)}"
            yield at(workspace.loaded, ("post", index, "quote"), words)
        elif holds_phrase([spec.quote], workspace.schedule.never_post):
            words = (
                "these words hold a phrase that stands under never_post, so this time stays empty"
            )
            yield at(workspace.loaded, ("post", index, "quote"), f"{words}; change one of the two")


def check_brand(schedule: Schedule, loaded: Loaded) -> Iterable[Problem]:
    """Can her cards be drawn as she asks?"""
    brand = schedule.brand
    if brand.name in {UNNAMED, (brand.handle or "").removeprefix("@")}:
        words = "write the name of your practice here, as it shall stand on every card"
        yield note(loaded, ("brand", "name"), words)
    if brand.logo is not None and not Path(brand.logo).is_file():
        yield at(
            loaded,
            ("brand", "logo"),
            f"there is no file {brand.logo}; put the logo there or remove this row",
        )
    if brand.photo is not None and not Path(brand.photo).is_file():
        words = f"there is no file {brand.photo}; put the photo there or remove this row"
        yield at(loaded, ("brand", "photo"), words)
    wanted = [(("brand", "theme"), brand.theme, Form.LINE)] + [
        (("post", index, "theme"), spec.theme, _form_of(spec))
        for index, spec in enumerate(schedule.slots)
    ]
    for place, theme, form in wanted:
        if theme is not None and available_theme(theme, form) != theme:
            why = "takes no single lines" if theme in THEMES else "cannot be drawn yet"
            words = f"the theme {theme} {why}; {available_theme(theme)} is used for them"
            yield note(loaded, place, words)


def _form_of(spec: SlotSpec) -> Form:
    """What stands on one picture of a slot: a whole contrast where its theme is made for that."""
    together = shares_card(spec.kind, spec.theme or "")
    return Form.CONTRAST if together else Form.LINE
