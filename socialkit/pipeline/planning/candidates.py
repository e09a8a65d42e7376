"""What may be posted: lines and structures of the articles, and quotes that the schedule pins."""

from __future__ import annotations

from socialkit.errors import ConfigError, Problem
from socialkit.lines.identity import line_id
from socialkit.model.article import Article
from socialkit.model.lines import Candidate, Entry, LineFile, Use
from socialkit.model.text import find_look, fold_look
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.workspace.load import Workspace


def gather_candidates(
    workspace: Workspace,
) -> tuple[tuple[Candidate, ...], dict[str, tuple[Problem, ...]]]:
    """Everything that is in an article and in its lines.yaml, best first within an article; and, by slug,
    the problems of each lines.yaml that cannot be read. Its article gives nothing, the others do.
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
    """All that is in one article and in its lines.yaml, best first."""
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
    """The title that may open a carousel. One under care is not used: it would need an approval, and only
    lines are approved."""
    from socialkit.lines.rules.care import find_care_reason

    headline = article.headline
    return None if headline is None or find_care_reason(headline) else headline


def stands_in(entry: Entry, article: Article) -> bool:
    """Whether all words of the entry are in the article, letter for letter."""
    words = [text for _, text in entry.parts] or [entry.text]
    return all(text in article.text for text in words)


def pin_quotes(workspace: Workspace, pool: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """A candidate for every `quote:` that is in an article. A pin is an approval, whatever lines.yaml says
    about the same words."""
    found = []
    for spec in workspace.schedule.slots:
        if spec.quote is None or any(_is_pinned_already(spec.quote, one) for one in pool):
            continue
        candidate = _pin(workspace, spec.quote, pool)
        if candidate is not None:
            found.append(candidate)
    return tuple(found)


def _is_pinned_already(quote: str, candidate: Candidate) -> bool:
    return candidate.use is Use.YES and fold_look(quote) == fold_look(candidate.text)


def _pin(workspace: Workspace, quote: str, pool: tuple[Candidate, ...]) -> Candidate | None:
    """The part of an article that reads like the quote, as an approved line of its own."""
    from socialkit.lines.rules.care import find_care_reason

    for slug, article in workspace.articles.items():
        text = find_look(quote, article.text)
        if text is None:
            continue
        accounts, blocked = allow(article, workspace.schedule.accounts)
        return Candidate(
            id=line_id(slug, text),
            kind="single",
            text=text,
            article_slug=slug,
            title=article.title,
            rank=len(pool),
            use=Use.YES,
            link=article.address or workspace.schedule.brand.website,
            care=find_care_reason(text),
            accounts=accounts,
            blocked=blocked,
            sample=article.sample,
            headline=choose_headline(article),
        )
    return None
