"""An article: its text, the kind of each block of it, and the accounts it links to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from socialkit.model.network import Network


class BlockKind(StrEnum):
    """The kind of a block; only some kinds can contain a line."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    LEAD_IN = "lead-in"  # announces what follows: "couples can:"
    LABEL = "label"  # names the side of a contrast: "With connection:"
    DIALOGUE = "dialogue"  # an example voice, not the owner's
    QUOTATION = "quotation"  # other people's words
    CALL_TO_ACTION = "call to action"
    CONTACT = "contact"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Block:
    """A span of `Article.text`, in code points, end exclusive, without list marks.

    `level` is the depth of a heading (1 is the title) and 0 elsewhere. `emphasis` are the spans in it
    that are bold or otherwise emphasised, as offsets into the same text, in order; none in plain text.
    `continues`: it begins within a sentence of the block before.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    emphasis: tuple[tuple[int, int], ...] = ()
    continues: bool = False


class NoAccount(StrEnum):
    """Why an address of a network, or one that stands where an account is expected, is no account."""

    POST = "post"
    VIDEO = "video"
    STORY = "story"
    TOPIC = "topic"  # a hashtag or a place
    GROUP = "group"
    EVENT = "event"
    SHARE_BUTTON = "share button"
    FRONT_PAGE = "front page"  # of the network
    OTHER_PAGE = "other page"  # of the network: help, login, an album …
    TEMPLATE = "template"  # the example that a website builder writes
    LIST_OF_LINKS = "list of links"
    CHAT = "chat"
    HIDDEN_TARGET = "hidden target"  # a shortened address
    THREADS = "threads"


@dataclass(frozen=True, slots=True)
class RejectedLink:
    """An address that is no account, and why. `network` is the one it was meant for, None if nothing
    says so; `handle` is the name on Threads, which is often the name on Instagram too."""

    address: str
    reason: NoAccount
    network: Network | None = None
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What an article links to, each in the order of first appearance, without repeats.

    instagram: handles, lower case, without "@". facebook: addresses without tracking.
    website: addresses without tracking. phone: as written. rejected: what looks like an account.
    """

    instagram: tuple[str, ...] = ()
    facebook: tuple[str, ...] = ()
    website: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    rejected: tuple[RejectedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article's text and its parts. Blocks are in order and do not overlap; lines are slices of `text`.

    `source` is the file's path in the workspace (or as given) or the page's address; `address` is
    where followers can read it, if known; `sample` articles are rehearsed, never posted. `headline` is
    the title if the owner wrote it, in front matter or as the heading above the article; None if the
    title was made from a file name or is only the name of a page. `title_is_guessed`: it was made from
    the name of the file or address, so it is shown to the owner and never posted.
    """

    slug: str
    title: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    links: Links = field(default_factory=Links)
    address: str | None = None
    sample: bool = False
    headline: str | None = None
    title_is_guessed: bool = False

    @property
    def text_sha256(self) -> str:
        """The hash of the text, as stored in lines.yaml."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def posted_title(self) -> str:
        """The title as it may be in a post; empty where it is only guessed."""
        return "" if self.title_is_guessed else self.title

    def slice(self, block: Block) -> str:
        """The words of one block."""
        return self.text[block.start : block.end]
