"""What may be posted: lines and structures of the articles, and quotes that the schedule pins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from socialkit.cards.layout.emphasis_marks import usable_emphasis
from socialkit.errors import ConfigError, Problem
from socialkit.lines.rejected_words import RejectedWords
from socialkit.model.article import Article
from socialkit.model.lines import Candidate, Entry, LineFile, Use, line_id
from socialkit.model.post import Post, SlideRole
from socialkit.model.text import find_look, fold_look
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.workspace.approve import collect_rejections
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import SINGLE_KINDS


def gather_candidates(
    workspace: Workspace, store: Store | None = None
) -> tuple[tuple[Candidate, ...], dict[str, tuple[Problem, ...]]]:
    """Everything that is in an article and in its lines.yaml, best first within an article; and, by slug,
    the problems of each lines.yaml that cannot be read. Its article gives nothing, the others do.
    What was rejected in any lines.yaml counts as rejected in all; `store` remembers those that are lost.
    """
    files = workspace.line_files()
    rejected = collect_rejections(files, store)
    pool: list[Candidate] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for slug, article in workspace.articles.items():
        try:
            file = files.get(slug) or workspace.line_file(slug)
        except ConfigError as error:
            problems[slug] = error.problems
            continue
        if file is not None:
            pool.extend(candidates_of(workspace, article, file, rejected))
    return tuple(pool), problems


def candidates_of(
    workspace: Workspace, article: Article, file: LineFile, rejected: RejectedWords
) -> list[Candidate]:
    """All that is in one article and in its lines.yaml, best first."""
    accounts, blocked = allow(article, workspace.schedule.accounts)
    headline = choose_headline(article)
    entries = [one for one in file.entries if stands_in(one, article)]
    return [
        Candidate(
            id=entry.id,
            kind=entry.kind,
            text=entry.text,
            article_slug=article.slug,
            title=article.posted_title,
            rank=rank,
            use=rejected.effective_use(entry),
            link=article.address or workspace.schedule.brand.website,
            label=entry.label,
            parts=entry.parts,
            care=entry.care,
            theme=entry.theme,
            emphasis=usable_emphasis(entry.text, entry.emphasis),
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
    return all(text in article.text for text in entry.slices)


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
            title=article.posted_title,
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


def follow_renamed_lines(posts: Iterable[Post], pool: Sequence[Candidate]) -> list[Post]:
    """The posts, each with the ids that its lines have now: those of an article change with its name, and
    a planned post keeps its words."""
    known = {one.id for one in pool}
    by_words = {one.text: one.id for one in pool if one.kind in SINGLE_KINDS}
    return [
        post if known.issuperset(post.plan.line_ids) else _follow(post, by_words) for post in posts
    ]


def _follow(post: Post, by_words: Mapping[str, str]) -> Post:
    texts = [slide.text for slide in post.plan.slides if slide.role is SlideRole.LINE]
    ids = tuple(by_words.get(text, "") for text in texts)
    if not all(ids) or len(ids) != len(post.plan.line_ids):
        return post
    return replace(post, plan=replace(post.plan, line_ids=ids))
