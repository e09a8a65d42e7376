"""Candidates: lines and structures that could be posted, with what planning needs to know."""

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
    article allows; `blocked` says, per network and for people, why it may not go there.
    `rank` counts from 0 within its article, best first. `title`, `link` feed the caption.
    `headline` is the article's title where it may open a carousel: written by the owner, and not
    under care.
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
    blocked: Mapping[Network, str] = field(default_factory=dict)
    sample: bool = False
    headline: str | None = None
