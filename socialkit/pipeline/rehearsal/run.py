"""A rehearsal: the coming days on a simulated clock, through the same code that really posts.

The publishers write into the rehearsal folder, so nothing is sent.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from socialkit.errors import OutboxError
from socialkit.files import make_private_folder
from socialkit.model.lines import Use
from socialkit.model.network import Network
from socialkit.model.post import Post
from socialkit.model.protocols import Clock
from socialkit.model.schedule import Pause
from socialkit.outbox.store import Store
from socialkit.pipeline.delivery.first_comment import write_first_comments
from socialkit.pipeline.delivery.preflight import Preflight
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one, run_due
from socialkit.pipeline.planning.planner import PlanningResult, PlanTrigger, plan_ahead
from socialkit.pipeline.rehearsal.page import RehearsedPost, write_page
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.wording import in_order
from socialkit.publishers.protocol import Publisher
from socialkit.publishers.rehearsal_publisher import RehearsalPublisher

OWNER = "rehearsal"


@dataclass(slots=True)
class SimulatedClock:
    """A clock that does not move until somebody waits; then it jumps."""

    instant: datetime

    def now(self) -> datetime:
        """The simulated instant, aware UTC."""
        return self.instant

    def wait(self, duration: timedelta) -> None:
        """Jump ahead."""
        self.instant += duration

    def jump_to(self, instant: datetime) -> None:
        """Go to an instant; never back."""
        self.instant = max(self.instant, instant)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a rehearsal showed: the posts in the order of their times, the page, the plan."""

    posts: tuple[RehearsedPost, ...]
    page: Path
    ahead: PlanningResult


@dataclass(frozen=True, slots=True)
class RehearsalSetup:
    """Where a rehearsal takes place. `open_copy` opens a new outbox at a path; `told` and `rehearsed` hear
    of each card and each post."""

    folder: Path
    assets: Path
    open_copy: Callable[[Path], Store]
    told: Callable[[str], None]
    rehearsed: Callable[[Post], None]


def rehearse(
    workspace: Workspace,
    store: Store,
    stage: RehearsalSetup,
    *,
    now: datetime,
    days: int,
    command_pause: Pause | None = None,
) -> Rehearsal:
    """Rehearse `days` days from `now`. The outbox itself is only read. Raise OutboxError when the
    rehearsal folder cannot be written."""
    clear(stage.folder)
    clock = SimulatedClock(now.astimezone(UTC))
    until = now + timedelta(days=days)
    with stage.open_copy(stage.folder / "outbox.db") as copy:
        store.copy_into(copy)
        ahead = plan_ahead(
            workspace,
            copy,
            now=now,
            until=until,
            assets=stage.assets,
            occasion=PlanTrigger.REHEARSAL,
            told=stage.told,
        )
        delivery = _delivery(workspace, copy, clock, stage, command_pause)
        _play(delivery, stage, until)
        posts = in_order(copy.posts(since=now, until=until))
    style = (stage.assets / "rehearsal.css").read_text("utf-8")
    shown = rehearsed(workspace, posts)
    page = write_page(workspace.schedule, shown, folder=stage.folder, style=style)
    return Rehearsal(shown, page, ahead)


def clear(folder: Path) -> None:
    """Empty the rehearsal folder. Raise OutboxError if that cannot be done."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
        make_private_folder(folder)
    except OSError as error:
        raise OutboxError(
            f"The rehearsal folder {folder} cannot be written ({error.strerror}). "
            f"Make room on the disk or set SOCIALKIT_STATE_DIR to another folder."
        ) from error


def _delivery(
    workspace: Workspace,
    store: Store,
    clock: Clock,
    stage: RehearsalSetup,
    pause: Pause | None,
) -> DeliveryContext:
    publishers: dict[Network, Publisher] = {
        network: RehearsalPublisher(network, stage.folder, clock) for network in Network
    }
    preflight = Preflight(workspace.schedule, workspace.articles, None, command_pause=pause)
    return DeliveryContext(store, publishers, clock, OWNER, preflight)


def _play(delivery: DeliveryContext, stage: RehearsalSetup, until: datetime) -> None:
    """Jump from due time to due time, sending what is due, until the end."""
    clock = delivery.clock
    assert isinstance(clock, SimulatedClock)

    def publish(key: str) -> None:
        post = publish_one(key, delivery)
        write_first_comments(delivery)
        if post is not None:
            stage.rehearsed(post)

    while True:
        run_due(lambda: delivery.store.due(clock.now()), publish)
        following = delivery.store.next_due_at(after=clock.now())
        if following is None or following >= until:
            return
        clock.jump_to(following)


def rehearsed(workspace: Workspace, posts: tuple[Post, ...]) -> tuple[RehearsedPost, ...]:
    """The posts, each with whether approval is missing."""
    unapproved = _unapproved_line_ids(workspace)
    return tuple(
        RehearsedPost(post, needs_yes=bool(unapproved.intersection(post.plan.line_ids)))
        for post in posts
    )


def _unapproved_line_ids(workspace: Workspace) -> frozenset[str]:
    ids: set[str] = set()
    for slug in workspace.articles:
        file = workspace.line_file(slug)
        if file is not None:
            ids.update(one.id for one in file.entries if one.use is Use.ASK)
    return frozenset(ids)
