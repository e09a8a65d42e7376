"""Posts: what goes to one account at one time, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

from socialkit.model.card import Size
from socialkit.model.network import Network


class PostKind(StrEnum):
    """`as:` in schedule.yaml."""

    CARD = "card"
    CAROUSEL = "carousel"
    CONTRAST = "contrast"
    STORY = "story"


class State(StrEnum):
    """The life of a post. "Due" is a question (`scheduled` and its time has come), not a state."""

    WAITING = "waiting"  # see WaitReason; the plan moves it on
    SCHEDULED = "scheduled"  # may go when due; a claim moves it on
    SENDING = (
        "sending"  # claimed; a crash before the commit request -> scheduled, after -> unconfirmed
    )
    POSTED = "posted"  # on the network; never changes again
    UNCONFIRMED = (
        "unconfirmed"  # sent, no answer; only a look on the network or the owner moves it on
    )
    FAILED = "failed"  # surely not there; only the owner moves it on
    MISSED = "missed"  # too late; only the owner moves it on
    PAUSED = "paused"  # fell due in a pause; only the owner moves it on
    CANCELLED = "cancelled"  # see CancelledBy


class WaitReason(StrEnum):
    """Why a post is waiting."""

    APPROVAL = "approval"
    ACCOUNT = "account"  # not connected, or not the one that the article links to
    SAMPLE = "sample"  # rehearsed, never posted
    CAPTION = "caption"  # its caption or first comment is more than the network takes
    DUPLICATE = "duplicate"  # another post has the same caption within two days
    IMAGE = "image"  # its card cannot be drawn
    CHANGED = "changed"  # its words or images no longer match the article


class CancelledBy(StrEnum):
    """Who cancelled a post: the owner, for good; or the plan, until the schedule asks for it again."""

    OWNER = "owner"
    PLAN = "plan"


REQUESTED_AT = "asked_at"
"""The ticket that says when the owner asked for a post: lateness and the plan then leave it alone."""
HANDED_OVER_AT = "handed_at"
"""The ticket that says when a failed post was handed to the owner, to be posted by hand."""
SENT_AT = "sent_at"
"""The ticket that says when the first request that would make a post public left: from then on it may
be on the network, whatever was answered."""
SENT_AS = "sent_as"
"""The ticket with the words and the number of images of the last such request, as JSON: an edit must
not hide what the request may have become."""
ABSENT_AT = "absent_at"
"""The ticket that says when the owner looked and said that the post is not there."""
OPEN_STATES = frozenset({State.WAITING, State.SCHEDULED})  # the only ones an edit may touch


class SlideRole(StrEnum):
    """What a picture of a post is. Only lines are approved, compared with the article, and checked for
    repeats."""

    LINE = "line"
    TITLE = "title"  # the article's own title, before the lines of a carousel
    CLOSING = "closing"  # the end of a carousel: the owner's sentence, if any, and the contacts


@dataclass(frozen=True, slots=True)
class Slide:
    """The words of one picture of a post: `label` small above them, `emphasis` a phrase of `text`.

    `mark` is a figure in the label's place, such as "2 / 5", and not from the article.
    """

    text: str
    label: str | None = None
    emphasis: str | None = None
    role: SlideRole = SlideRole.LINE
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """One finished picture: absolute path, hash of its bytes, alt text."""

    path: str
    sha256: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """What is to go to one account at one time.

    `key` never depends on the time of day or the route. `state` is waiting or scheduled; of a waiting
    post `wait_reason` says why it waits, and `error` says the same to people. `due_at` is aware UTC,
    `local_time` the local time with its offset, ISO 8601.
    """

    key: str
    slot_id: str
    local_date: date
    due_at: datetime
    local_time: str
    network: Network
    account: str
    via: str
    kind: PostKind
    theme: str
    size: Size
    article_slug: str
    line_ids: tuple[str, ...]
    text: str
    slides: tuple[Slide, ...]
    caption: str
    alt_texts: tuple[str, ...]
    state: State
    error: str | None = None
    images: tuple[Image, ...] = ()
    first_comment: str = ""  # what socialkit writes below it; empty: nothing
    wait_reason: WaitReason | None = None  # given exactly while `state` is waiting


@dataclass(frozen=True, slots=True)
class Post:
    """A row of the outbox: a planned post and everything that became of it.

    `fence` grows with every claim, so that a worker which lost its lease cannot finish.
    `tickets` are what a prepared post can be found by later (photo ids, the newest id before it).
    `wait_reason` is given exactly while `state` is waiting. `taken_down_at` is when the owner took the
    post down from its network; its state stays posted.
    """

    plan: PlannedPost
    state: State
    error: str | None = None
    attempts: int = 0
    next_try_at: datetime | None = None
    lease_owner: str | None = None
    lease_until: datetime | None = None
    fence: int = 0
    commit_started_at: datetime | None = None
    looks: int = 0
    look_at: datetime | None = None
    resends: int = 0
    tickets: Mapping[str, str] = field(default_factory=dict)
    remote_id: str | None = None
    permalink: str | None = None
    posted_at: datetime | None = None
    cancelled_by: CancelledBy | None = None
    wait_reason: WaitReason | None = None
    taken_down_at: datetime | None = None

    @property
    def key(self) -> str:
        """The identity of the post."""
        return self.plan.key


UNTIL_OWNER_ACTS = datetime(9999, 1, 1, tzinfo=UTC)
"""The end of a cooldown that does not pass by itself."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account on one network, as the outbox knows it.

    `account` is what articles link to (handle, Page id or address); `problem` is for people.
    `identity` is the network's own number, once it was connected: two links may mean one account.
    `checked_at` is when its login last worked; `blocks` counts the blocks since the last post went
    out, the latest at `blocked_at`.
    """

    network: Network
    account: str
    via: str
    connected_at: datetime | None = None
    expires_at: datetime | None = None
    paused_until: datetime | None = None
    problem: str | None = None
    identity: str | None = None
    checked_at: datetime | None = None
    blocks: int = 0
    blocked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a network answered: the id of the live post and, if known, its address and its time. An id
    of None means that the post is surely live, but its id is not known."""

    remote_id: str | None
    permalink: str | None = None
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RemotePost:
    """A post as read from the network. `image_count` 0 means that the network does not tell."""

    remote_id: str
    caption: str
    posted_at: datetime | None
    permalink: str | None = None
    image_count: int = 0
    ticket: str | None = None  # the photo or container id it was made from, where known


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a network takes us for, asked with the login itself.

    `id` is the network's own number; `handle` the user name in its address, lower-case, or None;
    `name` what people read; `expires_at` when the login ends, None where no end is known; `page` the
    Page whose token is used for this account, None where it has a login of its own.
    """

    network: Network
    id: str
    name: str
    handle: str | None = None
    address: str | None = None
    expires_at: datetime | None = None
    page: str | None = None


class AccountRef(NamedTuple):
    """An account as the articles name it: its network and its link. Two links may lead to one account;
    `same_account_links` tells."""

    network: Network
    account: str

    @classmethod
    def of(cls, what: Account | PlannedPost) -> AccountRef:
        """The account of a row, or of a planned post."""
        return cls(what.network, what.account)


class CommentState(StrEnum):
    """The life of a first comment. There is none before its post is posted."""

    WAITING = "waiting"  # certainly not there; tried at `next_at`
    SENDING = (
        "sending"  # its request was sent, or may have been; only a look at the network resolves it
    )
    THERE = "there"  # is below the post; never changes again
    LEFT_OUT = "left out"  # never tried again; `error` says why, None if the owner decided it


@dataclass(frozen=True, slots=True)
class FirstComment:
    """The comment below the post `key`. `tries` counts requests that were marked as started, `looks` the
    clean looks since the last one; `started_at` is the commit mark."""

    key: str
    state: CommentState = CommentState.WAITING
    tries: int = 0
    looks: int = 0
    next_at: datetime | None = None
    started_at: datetime | None = None
    remote_id: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteComment:
    """A comment as read back. `is_ours` is None if the network does not say who wrote it."""

    remote_id: str
    text: str
    is_ours: bool | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A published post as read back: its caption and its newest comments."""

    caption: str
    comments: tuple[RemoteComment, ...] = ()
