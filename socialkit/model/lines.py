"""Lines, structures, their names (ids) and their approval.

A line is a slice of an article: `article.text[line.start:line.end] == line.text`, always.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from socialkit.model.network import Network
from socialkit.model.text import normalise


class Use(StrEnum):
    """May a line be posted? `ask`: the owner has not decided yet."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Line:
    """A slice of an article that is worth a card. `score` is in 0..1; `section` the heading above it.

    `kind` is "single" or "pair" (two sentences that belong together). `care` says in plain words why
    the line needs approval by its id; None for most.
    """

    id: str
    text: str
    kind: str
    score: float
    start: int
    end: int
    section: str | None = None
    care: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a contrast or one item of a list; the lead-in of a list is its `Structure.label`."""

    label: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Structure:
    """A contrast (both sides, labelled) or a list (lead-in and items); each part is a slice."""

    id: str
    kind: str  # "contrast" | "list"
    label: str
    parts: tuple[Part, ...]
    care: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A sentence that must not be a line: `reason` in plain words, `code` for programs."""

    id: str
    text: str
    start: int
    end: int
    reason: str
    code: str


@dataclass(frozen=True, slots=True)
class LineReading:
    """What was found in one article: lines best first, structures and refusals in text order.

    `cared` are good lines about harm, illness or a client: they need approval by their id, so they are
    among `rejected` too, with the code "care".
    """

    lines: tuple[Line, ...]
    structures: tuple[Structure, ...]
    rejected: tuple[Rejection, ...]
    cared: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of lines.yaml. `use`, `theme`, `emphasis` and `caption` are the owner's, kept by `id`.

    `kind` is single, pair, contrast or list; `parts` are (label, text) of a structure, in order.
    """

    id: str
    text: str
    use: Use
    kind: str
    care: str | None = None
    theme: str | None = None
    emphasis: str | None = None
    caption: str | None = None
    parts: tuple[tuple[str | None, str], ...] = ()
    label: str | None = None

    @property
    def slices(self) -> tuple[str, ...]:
        """The texts that are slices of the article: those of the parts, or the text itself."""
        return tuple(text for _, text in self.parts) or (self.text,)


@dataclass(frozen=True, slots=True)
class LineFile:
    """quotes/SLUG/lines.yaml: the lines in the article now, and under `gone` those that left it."""

    title: str
    source: str
    text_sha256: str
    lines: tuple[Entry, ...]
    structures: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines and structures that are in the article."""
        return (*self.lines, *self.structures)

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """Those that left the article included."""
        return (*self.entries, *self.gone)

    @property
    def has_decisions(self) -> bool:
        """Whether any line is approved or rejected. Not so when it was made again after it was lost."""
        return any(one.use is not Use.ASK for one in self.all_entries)


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


ID_LENGTH = 8
"""Hex digits of an id: one clash in some 90,000 files of 300 lines; ids that clash are lengthened."""


def line_id(slug: str, text: str, length: int = ID_LENGTH) -> str:
    """The id of a line in lines.yaml: a short hash of slug and normalised text, of `length` hex digits. It
    must never change."""
    return _digest(slug, text)[:length]


def is_id_of(identifier: str, slug: str, text: str) -> bool:
    """Is this the id, lengthened or not, of these words?"""
    return len(identifier) >= ID_LENGTH and _digest(slug, text).startswith(identifier)


def assign_ids(slug: str, texts: list[str]) -> list[str]:
    """One id for each text, in order; different words never share an id."""
    owners: dict[str, str] = {}
    return [_free_id(slug, text, owners) for text in texts]


def _free_id(slug: str, text: str, owners: dict[str, str]) -> str:
    digest, words = _digest(slug, text), normalise(text)
    length = ID_LENGTH
    while owners.setdefault(digest[:length], words) != words and length < len(digest):
        length += 4
    return digest[:length]


def _digest(slug: str, text: str) -> str:
    return hashlib.sha256(f"{slug}\n{normalise(text)}".encode("utf-8", "surrogatepass")).hexdigest()
