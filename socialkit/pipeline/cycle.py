"""One cycle: everything there is to do now, once.

In this order: check the accounts, resolve what the last cycle left behind, log in where credentials are
there, make lines and plan, send what is due, notify the owner. One step that fails never stops the
others. `tick` runs one cycle; the daemon runs one whenever there is something to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.errors import PublishError, SocialkitError
from socialkit.lines.rejected_words import RejectedWords
from socialkit.model.network import Network
from socialkit.model.notice import FILE_GRACE, Level, Notice, NoticeCode
from socialkit.model.post import OPEN_STATES, Post, State
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import CLOCK_SEEN_AT
from socialkit.pipeline.accounts.connect import (
    AccountSession,
    apply_route_change,
    linked_accounts,
    log_in,
)
from socialkit.pipeline.accounts.cooldown import describe_cooldown
from socialkit.pipeline.accounts.health_check import check_accounts
from socialkit.pipeline.checks.articles import find_lost_quotes
from socialkit.pipeline.delivery.fault_injection import fault
from socialkit.pipeline.delivery.first_comment import write_first_comments
from socialkit.pipeline.delivery.overdue import resolve_overdue
from socialkit.pipeline.delivery.preflight import DueTimes, Preflight
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one, run_due
from socialkit.pipeline.delivery.reconcile import sweep_lost_leases
from socialkit.pipeline.notify.dispatch import send_due_notifications
from socialkit.pipeline.planning.run import prepare
from socialkit.pipeline.schedule.pause import apply_pauses, pause_in_force, read_pause
from socialkit.pipeline.status.problems import account_notices, remember_file_faults
from socialkit.pipeline.workspace.approve import read_rejections
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.slots import HORIZON, LOOK_BACK
from socialkit.publishers.protocol import LivePublisher

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cycle:
    """What one cycle works with. `publishers` are those of the networks that have a login; `username`
    is the Instagram name that would be logged in, needed before any password is sent; `stopping` says
    whether socialkit is about to end: then nothing new is begun."""

    workspace: Workspace
    delivery: DeliveryContext
    publishers: Mapping[Network, LivePublisher]
    assets: Path
    username: str | None
    stopping: Callable[[], bool]
    sole_worker: str | None = None
    rehearsal: bool = False
    told: Callable[[str], None] = log.debug

    @property
    def session(self) -> AccountSession:
        """What logging in and checking accounts needs."""
        return AccountSession(
            self.workspace,
            self.delivery.store,
            self.delivery.clock,
            self.publishers,
            self.username,
            self.stopping,
        )


@dataclass(slots=True)
class CycleReport:
    """What one cycle did, by keys of posts; in words for the owner, what due posts wait for (`waits`),
    which rows of the schedule have lost their words, and what did not work (`failures`)."""

    posted: list[str] = field(default_factory=list)
    unconfirmed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)
    lost_quotes: list[str] = field(default_factory=list)
    failures: list[Notice] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing failed, nothing is unconfirmed and no account is cooling down."""
        return not (self.failed or self.unconfirmed or self.failures)

    @property
    def troubles(self) -> list[str]:
        """The texts of the failures, each once."""
        return list(dict.fromkeys(one.text for one in self.failures))


def run_cycle(cycle: Cycle) -> CycleReport:
    """Do everything there is to do now. Raise OutboxError if the outbox cannot be used at all."""
    store, clock = cycle.delivery.store, cycle.delivery.clock
    fault("turn begun")
    report = CycleReport()
    before = {post.key: post.state for post in store.posts(since=clock.now() - LOOK_BACK)}
    store.state.put(CLOCK_SEEN_AT, clock.now(), now=clock.now())
    apply_pauses(store, cycle.workspace.schedule, now=clock.now())
    _look_after_accounts(cycle)
    sweep_lost_leases(cycle.delivery, sole_worker=cycle.sole_worker)
    log_in(cycle.session)
    _plan(cycle, report)
    resolve_overdue(cycle.workspace, store, now=clock.now())
    run_due(lambda: _due(cycle), lambda key: _publish(cycle, key, report))
    _find_permalinks(cycle, before)
    write_first_comments(
        cycle.delivery, is_paused=lambda: _is_paused(cycle), stopping=cycle.stopping
    )
    _compare(cycle, before, report)
    report.lost_quotes = [one.text for one in find_lost_quotes(cycle.workspace, clock.now())]
    silent = cycle.rehearsal or cycle.stopping()
    remember_file_faults(cycle.workspace, store, now=clock.now())
    send_due_notifications(cycle.workspace, store, report.failures, now=clock.now(), silent=silent)
    report.failures += _cooling_down(cycle)
    return report


def _look_after_accounts(cycle: Cycle) -> None:
    """Comes before any other request to a network: this ends a cooldown that is over."""
    if not cycle.rehearsal:
        apply_route_change(cycle.workspace, cycle.delivery.store)
        check_accounts(cycle.session)


def make_preflight(
    workspace: Workspace, store: Store, *, rehearsal: bool = False
) -> Callable[[Post, datetime], Post | None]:
    """The last check before anything is sent; pauses and accounts are read again each time."""
    due_times = DueTimes(workspace.schedule.if_late, store)

    @cache  # nothing is read before something is due
    def rejected() -> RejectedWords:
        return read_rejections(workspace, store)

    @cache
    def pinned() -> frozenset[str]:
        return frozenset(slot.id for slot in store.slots() if slot.spec.quote is not None)

    def preflight(post: Post, now: datetime) -> Post | None:
        known = {(one.network, one.account): one for one in store.accounts()}
        next_due_at = due_times.find_next(post)
        return Preflight(
            workspace.schedule,
            workspace.articles,
            None if rehearsal else known,
            command_pause=read_pause(store),
            next_due_at={post.key: next_due_at} if next_due_at else {},
            unread=workspace.unread,
            rejected=rejected(),
            pinned_slots=pinned(),
        )(post, now)

    return preflight


def _is_paused(cycle: Cycle) -> bool:
    """Read again each time: the owner may pause while a cycle runs."""
    now, command = cycle.delivery.clock.now(), read_pause(cycle.delivery.store)
    return pause_in_force(cycle.workspace.schedule, command, now=now) is not None


def _cooling_down(cycle: Cycle) -> list[Notice]:
    """Which accounts of the articles are cooling down, and until when."""
    now, zone = cycle.delivery.clock.now(), ZoneInfo(cycle.workspace.schedule.timezone)
    linked = (
        replace(one, problem=describe_cooldown(one, zone=zone))
        for one in cycle.delivery.store.accounts()
        if one.problem and one.account in linked_accounts(cycle.workspace, one.network)
    )
    found = account_notices(linked, now)
    return [one for one in found if one.code is NoticeCode.ACCOUNT_PROBLEM]


def _plan(cycle: Cycle, report: CycleReport) -> None:
    workspace, store, now = cycle.workspace, cycle.delivery.store, cycle.delivery.clock.now()
    report.failures += prepare(
        workspace,
        store,
        now=now,
        until=now + HORIZON,
        assets=cycle.assets,
        told=cycle.told,
        rehearsal=cycle.rehearsal,
    )
    fault("planned")


def _due(cycle: Cycle) -> tuple[str, ...]:
    return () if cycle.stopping() else cycle.delivery.store.due(cycle.delivery.clock.now())


def _publish(cycle: Cycle, key: str, report: CycleReport) -> None:
    """Send one post; if that fails, the others still go out."""
    if cycle.stopping():
        return
    try:
        publish_one(key, cycle.delivery)
    except SocialkitError as error:
        log.warning("publishing %s failed: %s", key, error)
        subject = f"post:{key}:sending"
        report.failures.append(
            Notice(Level.ERROR, NoticeCode.CYCLE_FAILED, subject, str(error), FILE_GRACE)
        )


def _find_permalinks(cycle: Cycle, before: Mapping[str, State]) -> None:
    """Ask for the addresses of what went out in this cycle. Nothing depends on the answer."""
    since = cycle.delivery.clock.now() - LOOK_BACK
    for post in cycle.delivery.store.posts(states=(State.POSTED,), since=since):
        publisher = cycle.publishers.get(post.plan.network)
        is_new = before.get(post.key) is not State.POSTED
        if publisher is None or not is_new or post.permalink or post.remote_id is None:
            continue
        if cycle.stopping():
            return
        try:
            permalink = publisher.find_permalink(post.remote_id)
        except PublishError as error:
            log.info("the address of %s is not known: %s", post.key, error)
            continue
        cycle.delivery.store.annotate(post.key, permalink=permalink)


def _compare(cycle: Cycle, before: Mapping[str, State], report: CycleReport) -> None:
    rows = {
        State.POSTED: report.posted,
        State.FAILED: report.failed,
        State.MISSED: report.missed,
    }
    now = cycle.delivery.clock.now()
    for post in cycle.delivery.store.posts(since=now - LOOK_BACK):
        is_due = post.plan.due_at <= now
        if post.state is State.UNCONFIRMED:
            report.unconfirmed.append(post.key)
        elif post.state in OPEN_STATES and is_due and post.error:
            report.waits.append(f"{post.key[:12]} is due and waits: {post.error}")
        elif post.state in rows and before.get(post.key) is not post.state:
            rows[post.state].append(post.key)
