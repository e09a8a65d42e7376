"""A candidate: a line or structure that could be posted, with all that planning must know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from socialkit.model.lines import Use
from socialkit.model.network import Network


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing to post, from one article.

    `kind` is single, pair, contrast or list; `label` the lead-in of a list; `parts` the
    (label, text) of a structure, in order. `accounts` holds, per network, the one account its
    article allows; `held` says in words, per network, why a network gets nothing of it.
    `rank` counts from 0 within its article, best first. `title`, `link` feed the caption.
    `headline` is the article's title where it may open a carousel: her own words, and nothing in
    them that asks for care.
    """

    id: str
    kind: str
    text: str
    article_slug: str
    title: str
    rank: int
    use: Use = Use.ASK
    link: str | None = None
    label: str | None = None
    parts: tuple[tuple[str | None, str], ...] = ()
    care: str | None = None
    theme: str | None = None
    emphasis: str | None = None
    caption: str | None = None
    accounts: Mapping[Network, str] = field(default_factory=dict)
    held: Mapping[Network, str] = field(default_factory=dict)
    sample: bool = False
    headline: str | None = None
