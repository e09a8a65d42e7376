"""The status of a workspace: accounts, posts by state, and what is wrong or worth knowing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from socialkit.model.notice import Notice
from socialkit.model.post import Account, Post, State
from socialkit.model.schedule import Pause
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import CLOCK_SEEN_AT
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.status.known_accounts import (
    find_cooling_down,
    known_accounts,
    with_current_state,
)
from socialkit.pipeline.status.problems import Facts, find_notices
from socialkit.pipeline.status.stuck_posts import StuckPost, stuck_posts
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.horizon import LOOK_BACK
from socialkit.plan.wording import in_order


class Health(StrEnum):
    """Whether the owner has to do something."""

    OK = "ok"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Status:
    """Everything that `status` shows. `posts` are those of the last month and all that is planned, by time;
    `stuck` those of them that did not go out in time; `clock_seen_at` is when the last cycle ran."""

    clock_seen_at: datetime | None
    pause: Pause | None
    accounts: tuple[Account, ...]
    posts: tuple[Post, ...]
    stuck: tuple[StuckPost, ...]
    notices: tuple[Notice, ...]

    @property
    def health(self) -> Health:
        """Attention as soon as there is one error; notes change nothing."""
        return Health.ATTENTION if any(one.is_error for one in self.notices) else Health.OK

    @property
    def paused(self) -> bool:
        """Whether a pause is in force, by command or by the file."""
        return self.pause is not None

    @property
    def counts(self) -> Mapping[State, int]:
        """How many of the posts are in each state, by the name of the state."""
        return dict(sorted(Counter(post.state for post in self.posts).items()))


def build_status(workspace: Workspace, store: Store, *, now: datetime) -> Status:
    """The status at `now`. Asks no network and writes nothing."""
    posts = in_order(store.posts(since=now - LOOK_BACK))
    known = known_accounts(workspace, store.accounts())
    zone = ZoneInfo(workspace.schedule.timezone)
    accounts = tuple(with_current_state(one, now, zone) for one in known)
    stuck = stuck_posts(posts, now, find_cooling_down(known, now=now))
    seen_at = store.state.get(CLOCK_SEEN_AT)
    facts = Facts(posts, stuck, accounts, seen_at)
    return Status(
        seen_at,
        pause_in_force(workspace.schedule, read_pause(store), now=now),
        accounts,
        posts,
        stuck,
        find_notices(workspace, store, facts, now=now),
    )
