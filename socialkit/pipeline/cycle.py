"""One turn of the clock: everything that is to be done now, once.

In: her folder, the outbox, the roads to the networks. Out: what was posted, what failed, what is in
doubt. `tick` takes one turn; the daemon takes one whenever there is something to do.

The order: look at the accounts, settle what was left behind, log in where a login is there, make and
plan, send what is due, tell her. One thing that fails never stops the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.errors import PublishError, SocialkitError
from socialkit.model.post import OPEN_STATES, Network, Post, State
from socialkit.outbox.heartbeat import CLOCK_MARK
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_session import Roads
from socialkit.pipeline.accounts.allowed import NAMES
from socialkit.pipeline.accounts.auto_login import log_in
from socialkit.pipeline.accounts.connect import follow_via, linked_accounts
from socialkit.pipeline.accounts.cooldown import rests, tell_rest
from socialkit.pipeline.accounts.health_check import check_accounts
from socialkit.pipeline.checks.quotes import find_lost_quotes
from socialkit.pipeline.delivery.deadline import find_next_due_at
from socialkit.pipeline.delivery.fault_injection import fault
from socialkit.pipeline.delivery.first_comment import write_first_comments
from socialkit.pipeline.delivery.overdue import settle_overdue
from socialkit.pipeline.delivery.preflight import Judge
from socialkit.pipeline.delivery.publish import Desk, publish_one, run_due
from socialkit.pipeline.delivery.reconcile import sweep
from socialkit.pipeline.notify.dispatch import tell
from socialkit.pipeline.planning.run import prepare
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause, settle_pauses
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.horizon import HORIZON, LOOK_BACK
from socialkit.publishers.protocol import LivePublisher

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn works with. `desk.publishers` are the roads there is a login for; `username` is
    the Instagram name that would be logged in, asked before any password is sent; `stopping` says
    yes once socialkit shall end: nothing new is begun then."""

    workspace: Workspace
    desk: Desk
    publishers: Mapping[Network, LivePublisher]
    assets: Path
    username: str | None
    stopping: Callable[[], bool]
    sole_owner: str | None = None
    rehearsal: bool = False
    told: Callable[[str], None] = log.debug

    @property
    def roads(self) -> Roads:
        """What accounts are logged in and looked at with."""
        return Roads(
            self.workspace,
            self.desk.store,
            self.desk.clock,
            self.publishers,
            self.username,
            self.stopping,
        )


@dataclass(slots=True)
class Report:
    """What one turn did, by keys; in words for her, which due posts wait for what, which rows of
    the schedule have lost their words, and `troubles`."""

    posted: list[str] = field(default_factory=list)
    unconfirmed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)
    lost_quotes: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing failed, nothing is in doubt and no login was refused."""
        return not (self.failed or self.unconfirmed or self.troubles)


def take_turn(turn: Turn) -> Report:
    """Do all that is to be done now. Raise OutboxError where the outbox cannot be used at all."""
    store, clock = turn.desk.store, turn.desk.clock
    fault("turn begun")
    report = Report()
    before = {post.key: post.state for post in store.posts(since=clock.now() - LOOK_BACK)}
    store.mark(CLOCK_MARK, "", now=clock.now())
    settle_pauses(store, turn.workspace.schedule, now=clock.now())
    _look_after_accounts(turn)
    sweep(turn.desk, sole_owner=turn.sole_owner)
    log_in(turn.roads)
    _plan(turn, report)
    settle_overdue(turn.workspace, store, now=clock.now())
    run_due(lambda: _due(turn), lambda key: _publish(turn, key, report))
    _find_permalinks(turn, before)
    write_first_comments(turn.desk, is_paused=lambda: _is_paused(turn), stopping=turn.stopping)
    _compare(turn, before, report)
    report.lost_quotes = find_lost_quotes(turn.workspace, clock.now())
    report.troubles += _resting(turn)
    silent = turn.rehearsal or turn.stopping()
    tell(turn.workspace, store, report.troubles, now=clock.now(), silent=silent)
    return report


def _look_after_accounts(turn: Turn) -> None:
    """Before anything else is asked of a network, for a rest that is over ends with this."""
    if not turn.rehearsal:
        follow_via(turn.workspace, turn.desk.store)
        check_accounts(turn.roads)


def judge_of(
    workspace: Workspace, store: Store, *, rehearsal: bool = False
) -> Callable[[Post, datetime], Post | None]:
    """The last check before anything is sent; pauses and accounts are read anew each time."""

    def judge(post: Post, now: datetime) -> Post | None:
        known = {(one.network, one.account): one for one in store.accounts()}
        next_due_at = find_next_due_at(workspace.schedule.if_late, store, post)
        return Judge(
            workspace.schedule,
            workspace.articles,
            None if rehearsal else known,
            command_pause=read_pause(store),
            next_due_at={post.key: next_due_at} if next_due_at else {},
            unread=workspace.unread,
        )(post, now)

    return judge


def _is_paused(turn: Turn) -> bool:
    """Asked anew each time: she may pause while a turn is under way."""
    now, command = turn.desk.clock.now(), read_pause(turn.desk.store)
    return pause_in_force(turn.workspace.schedule, command, now=now) is not None


def _resting(turn: Turn) -> list[str]:
    """In words, which accounts of the articles rest, and until when."""
    now, zone, found = turn.desk.clock.now(), ZoneInfo(turn.workspace.schedule.timezone), []
    for one in turn.desk.store.accounts():
        named = one.account in linked_accounts(turn.workspace, one.network)
        if named and one.problem and rests(one, now=now):
            found.append(f"{NAMES[one.network]} {one.account}: {tell_rest(one, zone=zone)}")
    return found


def _plan(turn: Turn, report: Report) -> None:
    workspace, store, now = turn.workspace, turn.desk.store, turn.desk.clock.now()
    report.troubles += prepare(
        workspace,
        store,
        now=now,
        until=now + HORIZON,
        assets=turn.assets,
        told=turn.told,
        rehearsal=turn.rehearsal,
    )
    fault("planned")


def _due(turn: Turn) -> tuple[str, ...]:
    return () if turn.stopping() else turn.desk.store.due(turn.desk.clock.now())


def _publish(turn: Turn, key: str, report: Report) -> None:
    """One post; its trouble is its own."""
    if turn.stopping():
        return
    try:
        publish_one(key, turn.desk)
    except SocialkitError as error:
        log.warning("publishing %s failed: %s", key, error)
        report.troubles.append(str(error))


def _find_permalinks(turn: Turn, before: Mapping[str, State]) -> None:
    """Ask for the addresses of what went out in this turn. Nothing depends on the answer."""
    since = turn.desk.clock.now() - LOOK_BACK
    for post in turn.desk.store.posts(states=(State.POSTED,), since=since):
        publisher = turn.publishers.get(post.plan.network)
        is_new = before.get(post.key) is not State.POSTED
        if publisher is None or not is_new or post.permalink or post.remote_id is None:
            continue
        if turn.stopping():
            return
        try:
            permalink = publisher.find_permalink(post.remote_id)
        except PublishError as error:
            log.info("the address of %s is not known: %s", post.key, error)
            continue
        turn.desk.store.annotate(post.key, permalink=permalink)


def _compare(turn: Turn, before: Mapping[str, State], report: Report) -> None:
    rows = {
        State.POSTED: report.posted,
        State.FAILED: report.failed,
        State.MISSED: report.missed,
    }
    now = turn.desk.clock.now()
    for post in turn.desk.store.posts(since=now - LOOK_BACK):
        is_due = post.plan.due_at <= now
        if post.state is State.UNCONFIRMED:
            report.unconfirmed.append(post.key)
        elif post.state in OPEN_STATES and is_due and post.error:
            report.waits.append(f"{post.key[:12]} is due and waits: {post.error}")
        elif post.state in rows and before.get(post.key) is not post.state:
            rows[post.state].append(post.key)
