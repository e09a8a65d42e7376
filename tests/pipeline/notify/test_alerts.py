"""Which notices are alerts, and that no wording decides it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.errors import Problem
from socialkit.model.notice import FILE_GRACE, Level, Notice, NoticeCode, file_notice
from socialkit.model.post import ABSENT_AT, State
from socialkit.model.state_values import NotificationLedger
from socialkit.notifier.notification_ledger import Alert, AlertKind
from socialkit.outbox.cooldowns import Limits
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.notify.alerts import broken_schedule, find_alerts
from socialkit.pipeline.notify.digest import find_digest
from socialkit.pipeline.status.report import Status, build_status
from socialkit.pipeline.workspace.load import Workspace
from tests.pipeline.status.situations import (
    HOUR,
    KEY,
    SITUATIONS,
    WELL,
    arrange,
    lose_answer,
    make_workspace,
    put,
)
from tests.support.builders import NOON, minutes

WORDINGS = ("It is too large.", "Note: your yes, run: socialkit connect, socialkit post aaaa.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    address = f"sqlite:///{tmp_path / 'outbox.db'}"
    with open_store(address, workspace="w", limits=Limits(min_gap=minutes(5))) as opened:
        yield opened


def alerts(workspace: Workspace, store: Store, *cycle: Notice) -> list[Alert]:
    status = build_status(workspace, store, now=NOON)
    return find_alerts(workspace, store, status, cycle, now=NOON)


def reworded(status: Status) -> Status:
    """The same status in other words, as by somebody who edits the messages."""
    notices = tuple(replace(one, text=f"Reworded {at}") for at, one in enumerate(status.notices))
    stuck = tuple(replace(one, words=f"in other words {at}") for at, one in enumerate(status.stuck))
    posts = tuple(replace(one, error="Other words." if one.error else None) for one in status.posts)
    accounts = tuple(replace(one, problem=one.problem and "Other.") for one in status.accounts)
    return replace(status, notices=notices, stuck=stuck, posts=posts, accounts=accounts)


@pytest.mark.parametrize("code", SITUATIONS)
def test_each_code_is_an_alert_or_none(code: NoticeCode, store: Store, tmp_path: Path) -> None:
    workspace = arrange(code, store, tmp_path, WORDINGS[0])
    expected = SITUATIONS[code]
    found = [one for one in alerts(workspace, store) if one.kind is not AlertKind.LINES]
    if expected.kind is None:
        assert found == []
        return
    (alert,) = found
    assert (alert.subject, alert.kind) == (expected.subject, expected.kind)


@pytest.mark.parametrize("code", SITUATIONS)
def test_reworded_messages_change_nothing(code: NoticeCode, store: Store, tmp_path: Path) -> None:
    workspace = arrange(code, store, tmp_path, WORDINGS[1])
    rules = replace(workspace.schedule, all_is_well=NOON.time())
    status = build_status(workspace, store, now=NOON)
    other = reworded(status)
    assert other.health is status.health
    assert other.counts == status.counts

    def outcome(one: Status) -> list[object]:
        found = find_alerts(workspace, store, one, now=NOON)
        digest = find_digest(rules, store, one, NotificationLedger(), found, now=NOON)
        assert digest is not None
        rows = [(row.subject, row.kind) for row in (*digest.open, *digest.asides)]
        told = [(a.subject, a.kind, a.name, a.grace, a.passes, a.is_old, a.caption) for a in found]
        return [told, rows, digest.headline, digest.facts]

    assert outcome(other) == outcome(status)


def test_what_failed_in_the_cycle_is_an_alert_and_what_status_says_too_is_one(
    store: Store, tmp_path: Path
) -> None:
    store.save_account(WELL)
    wrong = Problem("quotes/tides/lines.yaml", 4, 7, "write yes, no or ask")
    workspace = replace(make_workspace(tmp_path), problems=(wrong,))
    failed = Notice(Level.ERROR, NoticeCode.CYCLE_FAILED, "cycle:plan", "It failed.", FILE_GRACE)
    found = alerts(workspace, store, file_notice(wrong), failed)
    assert [(one.kind, one.subject, one.words) for one in found] == [
        (AlertKind.FILE, "file:quotes/tides/lines.yaml:4", str(wrong)),
        (AlertKind.OTHER, "cycle:plan", "It failed."),
    ]
    assert {one.grace for one in found} == {FILE_GRACE}


def test_two_mistakes_in_one_row_are_one_alert_that_names_both(
    store: Store, tmp_path: Path
) -> None:
    store.save_account(WELL)
    both = (Problem("schedule.yaml", 4, 7, "first"), Problem("schedule.yaml", 4, 20, "second"))
    (alert,) = alerts(replace(make_workspace(tmp_path), problems=both), store)
    assert (alert.name, alert.words) == ("schedule.yaml", f"{both[0]}\n{both[1]}")


def test_notes_are_never_alerts(store: Store, tmp_path: Path) -> None:
    store.save_account(WELL)
    note = Problem("schedule.yaml", 4, 7, "something", level="note")
    assert alerts(replace(make_workspace(tmp_path), problems=(note,)), store) == []


def test_an_answer_that_is_awaited_is_no_alert_within_an_hour_and_not_well_either(
    store: Store, tmp_path: Path
) -> None:
    store.save_account(WELL)
    lose_answer(store, sent_at=NOON - minutes(59), look_at=NOON)
    workspace = make_workspace(tmp_path)
    assert alerts(workspace, store) == []
    rules = replace(workspace.schedule, all_is_well=NOON.time())
    status = build_status(workspace, store, now=NOON)
    digest = find_digest(rules, store, status, NotificationLedger(), [], now=NOON)
    assert digest is not None
    assert [one.subject for one in digest.open] == [f"post:{KEY}"]


@pytest.mark.parametrize(("tickets", "is_hinted"), [({}, True), ({ABSENT_AT: "x"}, False)])
def test_a_failed_post_says_how_to_send_it_once_it_is_fixed(
    tickets: dict[str, str], is_hinted: bool, store: Store, tmp_path: Path
) -> None:
    store.save_account(WELL)
    put(store, state=State.FAILED, error="It is too large.", tickets=tickets)
    (alert,) = alerts(make_workspace(tmp_path), store)
    assert "socialkit does not try it again by itself." in alert.words
    assert (f"When that is fixed: socialkit post {KEY}" in alert.words) == is_hinted


def test_a_post_of_days_ago_is_old_and_a_short_cooldown_has_an_hour(
    store: Store, tmp_path: Path
) -> None:
    store.save_account(replace(WELL, paused_until=NOON + minutes(20), problem="Too fast."))
    put(store, since=timedelta(hours=25), state=State.MISSED, error="Its time had passed.")
    found = {one.kind: one for one in alerts(make_workspace(tmp_path), store)}
    assert found[AlertKind.MISSED].is_old
    assert found[AlertKind.ACCOUNT].grace == HOUR
    assert found[AlertKind.ACCOUNT].subject.endswith(":passes")


def test_a_schedule_that_cannot_be_used_is_one_alert_whatever_is_wrong() -> None:
    first, second = broken_schedule("a"), broken_schedule("b")
    assert first.subject == second.subject
    assert "nothing is posted:\na\n" in first.words
