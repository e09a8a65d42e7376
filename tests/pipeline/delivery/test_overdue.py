"""What she is told of, and what is handed to her when its account cannot be posted to in time."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.errors import OutboxError
from socialkit.model.network import Network
from socialkit.model.post import Account, Image, PlannedPost, Post, State, WaitReason
from socialkit.model.schedule import LateKind, LateRule, Pause
from socialkit.notifier.notification_ledger import Alert
from socialkit.outbox.machine.manual import handed_over, is_handed_over, requested, resolved
from socialkit.outbox.store import Store, open_store
from socialkit.outbox.workspace_state import CLOCK_SEEN_AT
from socialkit.pipeline.delivery.overdue import resolve_overdue
from socialkit.pipeline.delivery.preflight import Preflight
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one
from socialkit.pipeline.notify.alerts import find_alerts
from socialkit.pipeline.notify.dispatch import send_due_notifications
from socialkit.pipeline.status.problems import stuck_posts
from socialkit.pipeline.status.report import build_status
from socialkit.pipeline.workspace.load import Workspace
from tests.support.builders import HANDLE, LINE, NOON, article, minutes, planned, post, schedule
from tests.support.fakes import HandClock
from tests.support.mailbox import open_mailbox

HOUR = timedelta(hours=1)
FOR_EVER = NOON + timedelta(days=900)
REFUSED = "Instagram refused the login. Then run: socialkit connect instagram"
FINE = Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON - HOUR)
RESTS = replace(FINE, paused_until=FOR_EVER, problem=REFUSED)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w") as opened:
        yield opened


def workspace(folder: Path, **changes: object) -> Workspace:
    rules = schedule(**{"notify": ("json://127.0.0.1/",), **changes})
    loaded = load_schedule(folder / "schedule.yaml", today=date(2027, 3, 1))
    return Workspace(folder, loaded, rules, {"pauses": article()})


def card(folder: Path, key: str = "a" * 12, **changes: object) -> PlannedPost:
    path = folder / f"{key}.jpg"
    path.write_bytes(b"\xff\xd8 card")
    print_of = hashlib.sha256(path.read_bytes()).hexdigest()
    return planned(key, **{"images": (Image(str(path), print_of, LINE),), **changes})


def alerts(practice: Workspace, store: Store, *, now: datetime) -> list[Alert]:
    return find_alerts(practice, store, build_status(practice, store, now=now), now=now)


def settle(
    store: Store, workspace: Workspace, *plans: PlannedPost, account: Account, after: timedelta
) -> list[Post]:
    store.sync([], plans, withdrawn=(), now=NOON - HOUR)
    store.save_account(account)
    resolve_overdue(workspace, store, now=NOON + after)
    return list(store.posts())


def test_a_post_whose_account_is_down_for_too_long_is_handed_to_her(
    store: Store, tmp_path: Path
) -> None:
    practice = workspace(tmp_path)
    (early,) = settle(store, practice, card(tmp_path), account=RESTS, after=2 * HOUR)
    assert early.state is State.SCHEDULED
    resolve_overdue(practice, store, now=NOON + 2 * HOUR + minutes(1))
    (late,) = store.posts()
    assert (late.state, is_handed_over(late)) == (State.FAILED, True)
    assert "handed to you to post by hand" in (late.error or "")
    trouble = next(
        one for one in alerts(practice, store, now=NOON + 3 * HOUR) if one.kind == "handed"
    )
    assert trouble.pictures == (late.plan.images[0].path,)
    assert trouble.caption == late.plan.caption


def test_a_post_that_waited_for_its_account_is_handed_over_too(
    store: Store, tmp_path: Path
) -> None:
    words = "Your account is not connected yet; run: socialkit connect instagram"
    plan = card(tmp_path, state=State.WAITING, error=words, wait_reason=WaitReason.ACCOUNT)
    stranger = replace(FINE, connected_at=None)
    (late,) = settle(store, workspace(tmp_path), plan, account=stranger, after=3 * HOUR)
    assert is_handed_over(late)


def test_a_sample_that_preflight_withheld_is_dropped_and_never_offered_for_posting(
    store: Store, tmp_path: Path
) -> None:
    practice = workspace(tmp_path)
    practice = replace(practice, articles={"pauses": article(sample=True)})
    store.sync([], [card(tmp_path)], withdrawn=(), now=NOON - HOUR)
    store.save_account(FINE)
    accounts = {(FINE.network, FINE.account): FINE}
    preflight = Preflight(practice.schedule, practice.articles, accounts)
    publish_one("a" * 12, DeliveryContext(store, {}, HandClock(NOON), "worker", preflight))
    (withheld,) = store.posts()
    assert withheld.state is State.WAITING
    later = NOON + 3 * HOUR
    assert stuck_posts([withheld], later) == ()
    resolve_overdue(practice, store, now=later)
    (dropped,) = store.posts()
    assert dropped.state is State.CANCELLED
    assert "socialkit post" not in (dropped.error or "")


def test_without_an_address_nobody_would_bring_it_and_it_is_missed(
    store: Store, tmp_path: Path
) -> None:
    words = "Your account is not connected yet; run: socialkit connect instagram"
    plans = [
        card(tmp_path, state=State.WAITING, error=words, wait_reason=WaitReason.ACCOUNT),
        card(tmp_path, "b" * 12, slot_id="s2"),
    ]
    rows = settle(store, workspace(tmp_path, notify=()), *plans, account=RESTS, after=3 * HOUR)
    assert {row.key[0]: row.state for row in rows} == {"a": State.MISSED, "b": State.SCHEDULED}


@pytest.mark.parametrize("why", ["paused", "changed words", "changed picture", "account is fine"])
def test_nothing_is_handed_over_that_may_not_go_out(store: Store, tmp_path: Path, why: str) -> None:
    practice = workspace(tmp_path, pause=Pause() if why == "paused" else None)
    plan = card(tmp_path)
    if why == "changed words":
        practice = replace(practice, articles={"pauses": article(text="Other words.")})
    if why == "changed picture":
        Path(plan.images[0].path).write_bytes(b"another")
    account = FINE if why == "account is fine" else RESTS
    (row,) = settle(store, practice, plan, account=account, after=3 * HOUR)
    assert row.state is State.SCHEDULED


def test_with_next_slot_it_is_handed_over_when_the_next_one_falls_due(
    store: Store, tmp_path: Path
) -> None:
    practice = workspace(tmp_path, if_late=LateRule(LateKind.NEXT_SLOT, None))
    plans = [card(tmp_path), card(tmp_path, "b" * 12, slot_id="s2", due_at=NOON + HOUR)]
    rows = settle(store, practice, *plans, account=RESTS, after=HOUR)
    assert [is_handed_over(row) for row in rows] == [True, False]


def test_what_was_ever_sent_is_never_handed_over() -> None:
    with pytest.raises(OutboxError):
        handed_over(replace(post(), commit_started_at=NOON), "…", now=NOON)
    with pytest.raises(OutboxError):
        handed_over(replace(post(), resends=1), "…", now=NOON)


def test_what_was_handed_to_her_moves_by_post_or_resolve() -> None:
    given = handed_over(post(), "handed to you", now=NOON)
    done = resolved(given, is_posted=True, now=NOON + HOUR)
    assert (done.state, done.posted_at) == (State.POSTED, NOON + HOUR)
    left = resolved(given, is_posted=False, now=NOON + HOUR)
    assert (left.state, is_handed_over(left)) == (State.FAILED, False)
    again = requested(given, now=NOON + HOUR)
    assert again.state is State.SCHEDULED
    assert not is_handed_over(replace(again, state=State.FAILED))
    with pytest.raises(OutboxError):
        resolved(replace(post(), state=State.FAILED), is_posted=True, now=NOON)


def test_a_doubt_is_told_after_an_hour_with_what_it_held_up(store: Store, tmp_path: Path) -> None:
    practice = workspace(tmp_path)
    plans = [card(tmp_path), card(tmp_path, "b" * 12, slot_id="s2", due_at=NOON + minutes(5))]
    store.sync([], plans, withdrawn=(), now=NOON - HOUR)
    store.save_account(FINE)
    claimed = store.claim("a" * 12, worker="me", now=NOON, lease=HOUR)
    assert claimed is not None
    sent = store.start_commit(claimed, NOON)
    assert sent is not None
    store.finish(sent, replace(sent, state=State.UNCONFIRMED, look_at=None, error="No answer."))
    store.state.put(CLOCK_SEEN_AT, NOON + minutes(58), now=NOON + minutes(58))
    assert alerts(practice, store, now=NOON + minutes(59)) == []
    (doubt,) = alerts(practice, store, now=NOON + HOUR)
    assert doubt.kind == "unconfirmed"
    assert "socialkit resolve aaaaaaaaaaaa --posted" in doubt.words
    assert "It held up: Mon 01 Mar 12:00" in doubt.words


def test_of_two_machines_at_one_outbox_one_tells_her(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    store.save_account(RESTS)
    with open_mailbox() as box, ThreadPoolExecutor(1) as machine:
        box.gate = threading.Event()
        practice = workspace(tmp_path, notify=(box.address,))
        first = machine.submit(send_due_notifications, practice, store, (), now=NOON, silent=False)
        wait_for(lambda: box.lines)
        send_due_notifications(practice, store, (), now=NOON + minutes(1), silent=False)
        box.gate.set()
        first.result()
        send_due_notifications(practice, store, (), now=NOON + minutes(2), silent=False)
        assert box.titles == [f"socialkit: Instagram {HANDLE} needs you"]
        assert len(box.lines) == 1


def wait_for(found: Callable[[], object]) -> None:
    for _ in range(1200):
        if found():
            return
        threading.Event().wait(0.05)
    raise AssertionError("nothing came")


def test_an_account_that_rests_for_long_is_told_at_once_a_short_rest_not(
    store: Store, tmp_path: Path
) -> None:
    practice = workspace(tmp_path)
    store.save_account(RESTS)
    (long,) = alerts(practice, store, now=NOON)
    assert (long.kind, long.grace, REFUSED in long.words) == ("account", timedelta(), True)
    store.save_account(replace(RESTS, paused_until=NOON + minutes(10)))
    (short,) = alerts(practice, store, now=NOON)
    assert short.grace >= HOUR


def test_a_token_that_ends_is_an_alert_at_a_few_steps_only(store: Store, tmp_path: Path) -> None:
    practice = workspace(tmp_path)

    def subject(days: int) -> str:
        ends = NOON + timedelta(days=days)
        store.save_account(replace(FINE, expires_at=ends))
        (one,) = alerts(practice, store, now=NOON)
        assert f"in {days} days" in one.words
        return one.subject.replace(f"{ends:%Y-%m-%d}", "DATE")

    assert len({subject(days) for days in range(14, 1, -1)}) == 3
    assert subject(3) == subject(2)
