"""One turn of the clock: everything that is to be done now, once.

In: her folder, the outbox, the roads to the networks. Out: what was posted, what failed, what is in
doubt. `tick` takes one turn; the daemon takes one whenever there is something to do.

The order: settle what was left behind, log in where a login is there, make and plan, send what is
due, look again. One thing that fails never stops the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.engine import run_due
from socialkit.errors import AccountProblem, PublishError, SocialkitError, TemporaryFailure
from socialkit.model import OPEN_STATES, Account, Network, Post, State
from socialkit.outbox import Store
from socialkit.pipeline.accounts import connect, linked_accounts, refuse_stranger
from socialkit.pipeline.ahead import plan_ahead
from socialkit.pipeline.candidates import NAMES
from socialkit.pipeline.fault import fault
from socialkit.pipeline.first_comment import write_first_comments
from socialkit.pipeline.judge import Judge
from socialkit.pipeline.look import sweep
from socialkit.pipeline.make import make
from socialkit.pipeline.next_slot import find_next_due_at
from socialkit.pipeline.overdue import settle_overdue
from socialkit.pipeline.pausing import pause_in_force, read_pause, settle_pauses
from socialkit.pipeline.publish import Desk, publish_one
from socialkit.pipeline.standing import CLOCK_MARK, LOOK_BACK, find_lost_quotes
from socialkit.pipeline.trouble import UNTIL_SHE_ACTS, rest_account
from socialkit.pipeline.workspace import Workspace
from socialkit.publishers import LivePublisher

log = logging.getLogger(__name__)

HORIZON = timedelta(days=14)
"""How far ahead rows are planned; the calendar is rows, so this costs nothing at rest."""

LOGIN_AGAIN_AFTER = timedelta(minutes=10)
"""After a network could not be reached for a login. A refused login waits for her."""


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
    sweep(turn.desk, sole_owner=turn.sole_owner)
    _log_in(turn)
    _plan(turn, report)
    settle_overdue(turn.workspace, store, now=clock.now())
    run_due(lambda: _due(turn), lambda key: _publish(turn, key, report))
    _find_permalinks(turn, before)
    write_first_comments(turn.desk, is_paused=lambda: _is_paused(turn), stopping=turn.stopping)
    _compare(turn, before, report)
    report.lost_quotes = find_lost_quotes(turn.workspace, clock.now())
    report.troubles += _resting(turn)
    return report


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


def _log_in(turn: Turn) -> None:
    """Connect every account that the articles allow and that there is a login for."""
    store, now = turn.desk.store, turn.desk.clock.now()
    if _is_paused(turn):
        return
    known = {(one.network, one.account): one for one in store.accounts()}
    for network, publisher in turn.publishers.items():
        links = linked_accounts(turn.workspace, network)
        via = turn.workspace.schedule.accounts[network].via if links else ""
        fresh = [one for one in links if _may_be_tried(known.get((network, one)), via, now)]
        if fresh and not turn.stopping():
            _log_in_to(turn, network, publisher, fresh)


def _is_paused(turn: Turn) -> bool:
    """Asked anew each time: she may pause while a turn is under way."""
    now, command = turn.desk.clock.now(), read_pause(turn.desk.store)
    return pause_in_force(turn.workspace.schedule, command, now=now) is not None


def _may_be_tried(account: Account | None, via: str, now: datetime) -> bool:
    if account is None:
        return True
    rests = account.paused_until is not None and account.paused_until > now
    is_connected = account.connected_at is not None and account.via == via
    return not is_connected and not rests


def _log_in_to(turn: Turn, network: Network, publisher: LivePublisher, links: list[str]) -> None:
    store, now = turn.desk.store, turn.desk.clock.now()
    via = turn.workspace.schedule.accounts[network].via
    try:
        if network is Network.INSTAGRAM and turn.username is not None:
            refuse_stranger(turn.username, linked_accounts(turn.workspace, network))
        connect(network, turn.workspace, store, publisher, now=now, agree=lambda *_: False)
    except SocialkitError as error:
        log.warning("%s: %s", NAMES[network], error)
        waits_for_her = isinstance(error, AccountProblem) or not isinstance(error, PublishError)
        wait = max(LOGIN_AGAIN_AFTER, getattr(error, "retry_after", None) or timedelta())
        words = error.tried_again if isinstance(error, TemporaryFailure) else str(error)
        until = UNTIL_SHE_ACTS if waits_for_her else now + wait
        for link in links:
            rest_account(store, Account(network, link, via), words, until=until)


def _resting(turn: Turn) -> list[str]:
    """In words, which accounts of the articles wait for her."""
    now, found = turn.desk.clock.now(), []
    for one in turn.desk.store.accounts():
        named = one.account in linked_accounts(turn.workspace, one.network)
        if named and one.problem and one.paused_until is not None and one.paused_until > now:
            found.append(f"{NAMES[one.network]} {one.account}: {one.problem}")
    return found


def _plan(turn: Turn, report: Report) -> None:
    """Make and plan; where that fails, what is planned already still goes out."""
    now = turn.desk.clock.now()
    try:
        make(turn.workspace, assets=turn.assets, told=turn.told)
        plan_ahead(
            turn.workspace,
            turn.desk.store,
            now=now,
            until=now + HORIZON,
            assets=turn.assets,
            told=turn.told,
            rehearsal=turn.rehearsal,
        )
    except SocialkitError as error:
        log.warning("planning failed: %s", error)
        report.troubles.append(str(error))
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
