"""What a valid schedule.yaml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from socialkit.model.card import Brand, Size
from socialkit.model.network import Network
from socialkit.model.post import PostKind


@dataclass(frozen=True, slots=True)
class AccountRule:
    """Where one network's posts may go. `account` is "linked", or the one handle / Page id allowed."""

    network: Network
    account: str = "linked"
    via: str = "graph"  # instagram: "instagrapi" | "graph"; facebook: "graph"


@dataclass(frozen=True, slots=True)
class SlotSpec:
    """One row under `post:`: a time on weekdays (0 = Monday) or on one date, and where to.

    Exactly one of `days` and `date` is given. `theme`, `size`, `quote` and `caption` may be None.
    """

    at: time
    to: tuple[Network, ...]
    days: tuple[int, ...] = ()
    date: date | None = None
    kind: PostKind = PostKind.CARD
    theme: str | None = None
    size: Size | None = None
    quote: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of `post:` with the identity it keeps through edits, and when it was first accepted."""

    id: str
    position: int
    spec: SlotSpec
    accepted_at: datetime
    removed_at: datetime | None = None


class LateKind(StrEnum):
    """What to do with a post whose time has passed."""

    WITHIN = "within"
    SAME_DAY = "same day"
    NEXT_SLOT = "next slot"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class LateRule:
    """`if_late`; `within` is given for LateKind.WITHIN only."""

    kind: LateKind = LateKind.WITHIN
    within: timedelta | None = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Pause:
    """`pause:` in the file; `until` is the first local date on which posting continues, None: no end."""

    until: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CaptionRules:
    """How captions are made. `texts` are the templates of single networks; `crisis_line` goes below
    lines under care, and only there. `first_comment` is written below the post, where there is one;
    `first_comments` are those of single networks."""

    text: str = "{line}\n\nFrom “{title}”\n{hashtags}"
    texts: Mapping[Network, str] = field(default_factory=dict)
    hashtags: tuple[str, ...] = ()
    crisis_line: str | None = None
    first_comment: str | None = None
    first_comments: Mapping[Network, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The whole of schedule.yaml. `repeat_after` None means never again. `all_is_well` is when the
    digest is sent each day; None: never. `older_entries`: by the address of a feed, how many of the
    entries count that were in it before it was named. `article_logins`: by an address among the
    articles, the user and password that the owner wrote in it; the address itself holds none."""

    timezone: str
    brand: Brand
    articles: tuple[str, ...]
    accounts: Mapping[Network, AccountRule]
    slots: tuple[SlotSpec, ...]
    review_required: bool = True
    if_late: LateRule = field(default_factory=LateRule)
    repeat_after: timedelta | None = timedelta(days=180)
    repeat_when_empty: bool = False
    quiet_days: frozenset[date] = frozenset()
    pause: Pause | None = None
    caption: CaptionRules = field(default_factory=CaptionRules)
    never_post: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()
    all_is_well: time | None = None
    older_entries: Mapping[str, int] = field(default_factory=dict)
    article_logins: Mapping[str, str] = field(default_factory=dict, repr=False)
