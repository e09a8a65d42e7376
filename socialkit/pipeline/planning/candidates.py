"""What may be posted: every line and structure that stands in an article and in its lines.yaml."""

from __future__ import annotations

from socialkit.errors import ConfigError, Problem
from socialkit.model.article import Article
from socialkit.model.candidate import Candidate
from socialkit.model.lines import Entry, LineFile
from socialkit.pipeline.accounts.allowed import allow
from socialkit.pipeline.workspace.load import Workspace


def gather_candidates(
    workspace: Workspace,
) -> tuple[tuple[Candidate, ...], dict[str, tuple[Problem, ...]]]:
    """Everything that stands in an article and in its lines.yaml, best first within an article.

    A lines.yaml that cannot be read is a problem; its article, whose slug is told with it, sits out,
    and the rest goes on.
    """
    pool: list[Candidate] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for slug, article in workspace.articles.items():
        try:
            file = workspace.line_file(slug)
        except ConfigError as error:
            problems[slug] = error.problems
            continue
        if file is not None:
            pool.extend(candidates_of(workspace, article, file))
    return tuple(pool), problems


def candidates_of(workspace: Workspace, article: Article, file: LineFile) -> list[Candidate]:
    """All that stands in one article and in its lines.yaml, best first."""
    accounts, blocked = allow(article, workspace.schedule.accounts)
    headline = choose_headline(article)
    entries = [one for one in (*file.lines, *file.structures) if stands_in(one, article)]
    return [
        Candidate(
            id=entry.id,
            kind=entry.kind,
            text=entry.text,
            article_slug=article.slug,
            title=article.title,
            rank=rank,
            use=entry.use,
            link=article.address or workspace.schedule.brand.website,
            label=entry.label,
            parts=entry.parts,
            care=entry.care,
            theme=entry.theme,
            emphasis=entry.emphasis,
            caption=entry.caption,
            accounts=accounts,
            blocked=blocked,
            sample=article.sample,
            headline=headline,
        )
        for rank, entry in enumerate(entries)
    ]


def choose_headline(article: Article) -> str | None:
    """The title that may open a carousel. One that asks for care is not used: such words go out by
    her own yes only, and that she gives to lines."""
    from socialkit.lines.rules.care import find_care_reason

    headline = article.headline
    return None if headline is None or find_care_reason(headline) else headline


def stands_in(entry: Entry, article: Article) -> bool:
    """Is every word of the entry a run of the article, letter for letter?"""
    words = [text for _, text in entry.parts] or [entry.text]
    return all(text in article.text for text in words)
