"""Quotes that a row of the schedule names with `quote:`."""

from __future__ import annotations

from socialkit.lines.identity import line_id
from socialkit.lines.rules.care import name_care
from socialkit.model.candidate import Candidate
from socialkit.model.lines import Use
from socialkit.pipeline.accounts.allowed import allow
from socialkit.pipeline.planning.candidates import choose_headline, find_run
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import fold


def pinned(workspace: Workspace, pool: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
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
    return candidate.use is Use.YES and fold(quote) == fold(candidate.text)


def _pin(workspace: Workspace, quote: str, pool: tuple[Candidate, ...]) -> Candidate | None:
    """The part of an article that reads like the quote, as an approved line of its own."""
    for slug, article in workspace.articles.items():
        text = find_run(quote, article.text)
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
            care=name_care(text),
            accounts=accounts,
            blocked=blocked,
            sample=article.sample,
            headline=choose_headline(article),
        )
    return None
