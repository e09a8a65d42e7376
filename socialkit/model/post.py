"""Posts: what goes to one account at one time, and what became of it.

The meaning of each state, who moves it on and what a crash does to it stands at State.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

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

    WAITING = "waiting"  # for her yes or for an account; the plan moves it on
    SCHEDULED = "scheduled"  # may go when due; a claim moves it on
    SENDING = (
        "sending"  # claimed; a crash before the commit request -> scheduled, after -> unconfirmed
    )
    POSTED = "posted"  # on the network; never changes again
    UNCONFIRMED = "unconfirmed"  # sent, no answer; only a look on the network or she moves it on
    FAILED = "failed"  # surely not there; only she moves it on
    MISSED = "missed"  # too late; only she moves it on
    PAUSED = "paused"  # fell due in a pause; only she moves it on
    CANCELLED = "cancelled"  # taken out by her or by the file


REQUESTED_AT = "asked_at"
"""The ticket that says when she asked for a post by hand: lateness and the plan then leave it alone."""

HANDED_OVER_AT = "handed_at"
"""The ticket that says when a failed post was handed to her, to be posted by hand."""
SENT_AT = "sent_at"
"""The ticket that says when the first request that would make a post public left: from then on it may
stand on the network, whatever was answered."""
SENT_AS = "sent_as"
"""The ticket with the words and the number of pictures that the last such request was about, as JSON: an
edit must not hide what it may have become."""
ABSENT_AT = "absent_at"
"""The ticket that says when she looked herself and said that the post is not there."""

OPEN_STATES = frozenset({State.WAITING, State.SCHEDULED})  # the only ones an edit may touch


class SlideRole(StrEnum):
    """What a picture of a post is. Only a line is what she said yes to, what is held against the
    article and what repeats are found by."""

    LINE = "line"
    TITLE = "title"  # the article's own title, before the lines of a carousel
    CLOSING = "closing"  # the end of a carousel: her sentence, if any, and where to find her


@dataclass(frozen=True, slots=True)
class Slide:
    """The words of one picture of a post: `label` small above them, `emphasis` a phrase of `text`.

    `mark` is a figure in the label's place, such as "2 / 5", and no word of hers.
    """

    text: str
    label: str | None = None
    emphasis: str | None = None
    role: SlideRole = SlideRole.LINE
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """One finished picture: absolute path, fingerprint of its bytes, words for those who cannot see it."""

    path: str
    sha256: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """What shall go to one account at one time.

    `key` never depends on the time of day or the route. `state` is waiting or scheduled, and
    `error` says in plain words what a waiting post waits for. `due_at` is aware UTC,
    `local_time` the wall-clock time with its offset, ISO 8601.
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
    first_comment: str = ""  # what we write below it ourselves; empty: nothing


@dataclass(frozen=True, slots=True)
class Post:
    """A row of the outbox: a planned post and everything that became of it.

    `fence` grows with every claim, so that a worker which lost its lease cannot finish.
    `tickets` are what a prepared publish needs to be found again (photo ids, newest id before).
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
    cancelled_by: str | None = None  # "her" stays cancelled; "file" may come back with the file

    @property
    def key(self) -> str:
        """The identity of the post."""
        return self.plan.key


UNTIL_OWNER_ACTS = datetime(9999, 1, 1, tzinfo=UTC)
"""The end of a rest that does not pass by itself."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account on one network, as the outbox knows it.

    `account` is what articles link to (handle, Page id or address); `problem` in plain words.
    `identity` is the network's own number, once it was connected: two links may mean one account.
    `checked_at` is when its login was last found to work; `blocks` counts the blocks since
    something went out, the last of them at `blocked_at`.
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
    of None: it is proven that the post is live, but not under which id."""

    remote_id: str | None
    permalink: str | None = None
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RemotePost:
    """A post as it stands on the network, read back. `image_count` 0 means that it was not told."""

    remote_id: str
    caption: str
    posted_at: datetime | None
    permalink: str | None = None
    image_count: int = 0
    ticket: str | None = None  # the photo or container id it was made from, where the network tells


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a network takes us for, asked with the login itself.

    `id` is the network's own number; `handle` the user name in its address, lower-case, or None;
    `name` what people read; `expires_at` when the login ends, None where no end is known; `page` the
    Page whose token speaks for this account, None where it has a login of its own.
    """

    network: Network
    id: str
    name: str
    handle: str | None = None
    address: str | None = None
    expires_at: datetime | None = None
    page: str | None = None
