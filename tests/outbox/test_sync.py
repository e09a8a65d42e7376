"""The plan reaches open posts only, and twice the same plan is once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from socialkit.errors import PermanentFailure, TemporaryFailure, UncertainOutcome
from socialkit.model.post import CancelledBy, PlannedPost, Post, Receipt, State
from socialkit.outbox import claims
from socialkit.outbox.cooldowns import Limits
from socialkit.outbox.db.connection import open_engine
from socialkit.outbox.machine.manual import cancelled, requested
from socialkit.outbox.machine.states import after_failure, missed, paused
from socialkit.outbox.machine.unconfirmed import after_receipt, after_reconcile
from socialkit.outbox.store import Store
from socialkit.outbox.sync import SyncResult
from socialkit.outbox.workspace_state import PLANNED_AT
from tests.outbox.sample import LEASE, LOOKS, NOW, add, claim, plan, slot

LATER = NOW + timedelta(days=1)


def sync(store: Store, *plans: PlannedPost, withdrawn: tuple[str, ...] = ()) -> SyncResult:
    return store.sync([slot()], plans, withdrawn=withdrawn, now=NOW)


def test_the_same_plan_twice_changes_nothing(store: Store) -> None:
    plans = (plan(), plan("bbbb", state=State.WAITING, error="It waits for your yes."))
    assert sync(store, *plans) == SyncResult(("aaaa1111", "bbbb"), (), ())
    before = store.posts()
    assert sync(store, *plans) == SyncResult((), (), ())
    assert store.posts() == before


def test_an_edit_reaches_an_open_post(store: Store) -> None:
    add(store, plan())
    edited = plan(theme="night", caption="Other words", via="graph")
    assert sync(store, edited) == SyncResult((), ("aaaa1111",), ())
    found = store.post("aaaa1111")
    assert found.plan == edited
    assert found.next_try_at == NOW


def test_a_new_time_starts_afresh_and_other_edits_do_not(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    failure = TemporaryFailure("busy", network="instagram")
    store.finish(held, after_failure(held, failure, now=NOW, look_up_after=LOOKS))
    sync(store, plan(theme="night"))
    found = store.post("aaaa1111")
    assert (found.attempts, found.next_try_at) == (1, NOW + timedelta(minutes=1))
    assert (found.error, found.plan.theme) == ("busy socialkit tries again by itself.", "night")
    sync(store, plan(due_at=LATER))
    found = store.post("aaaa1111")
    assert (found.attempts, found.next_try_at, found.error) == (0, LATER, None)


def test_her_yes_moves_a_waiting_post_on_and_a_no_back(store: Store) -> None:
    add(store, plan(state=State.WAITING, error="It waits for your yes."))
    sync(store, plan())
    assert (store.post("aaaa1111").state, store.post("aaaa1111").error) == (State.SCHEDULED, None)
    sync(store, plan(state=State.WAITING, error="No account is connected."))
    found = store.post("aaaa1111")
    assert (found.state, found.error) == (State.WAITING, "No account is connected.")


def test_a_withdrawn_post_is_cancelled_and_comes_back_with_the_file(store: Store) -> None:
    add(store, plan(), plan("bbbb"))
    assert sync(store, withdrawn=("aaaa1111", "unknown")).removed == ("aaaa1111",)
    found = store.post("aaaa1111")
    assert (found.state, found.cancelled_by) == (State.CANCELLED, CancelledBy.PLAN)
    assert store.due(NOW) == ("bbbb",)
    assert sync(store, plan()).changed == ("aaaa1111",)
    assert store.post("aaaa1111") == Post(plan=plan(), state=State.SCHEDULED, next_try_at=NOW)


def test_what_she_cancelled_stays_cancelled(store: Store) -> None:
    add(store, plan())
    before = store.post("aaaa1111")
    store.move(before, cancelled(before))
    assert sync(store, plan(due_at=LATER)) == SyncResult((), (), ())
    assert store.post("aaaa1111").state is State.CANCELLED


def in_the_air(store: Store) -> Post:
    return claim(store)


def done(store: Store) -> Post:
    held = claim(store)
    store.finish(held, after_receipt(held, Receipt("900"), now=NOW))
    return held


def doubtful(store: Store) -> Post:
    held = claim(store)
    error = UncertainOutcome("no answer", network="instagram")
    store.finish(held, after_failure(held, error, now=NOW, look_up_after=LOOKS))
    return held


def refused(store: Store) -> Post:
    held = claim(store)
    error = PermanentFailure("too long", network="instagram")
    store.finish(held, after_failure(held, error, now=NOW, look_up_after=LOOKS))
    return held


def too_late(store: Store) -> Post:
    held = claim(store)
    store.finish(held, missed(held, "It was too late."))
    return held


def in_a_pause(store: Store) -> Post:
    held = claim(store)
    store.finish(held, paused(held, "It fell due in a pause."))
    return held


@pytest.mark.parametrize("happened", [in_the_air, done, doubtful, refused, too_late, in_a_pause])
def test_a_post_that_is_not_open_is_out_of_reach(
    store: Store, happened: Callable[[Store], Post]
) -> None:
    add(store, plan())
    happened(store)
    before = store.post("aaaa1111")
    edited = plan(due_at=LATER, via="graph", caption="Other words", state=State.WAITING)
    assert sync(store, edited) == SyncResult((), (), ())
    assert sync(store, withdrawn=("aaaa1111",)) == SyncResult((), (), ())
    assert store.post("aaaa1111") == before


def test_a_post_that_she_asked_for_goes_as_she_saw_it(store: Store) -> None:
    add(store, plan(due_at=LATER, state=State.WAITING))
    before = store.post("aaaa1111")
    store.move(before, requested(before, now=NOW))
    sync(store, plan(due_at=LATER, state=State.WAITING, caption="Other words"))
    sync(store, withdrawn=("aaaa1111",))
    assert store.post("aaaa1111") == requested(before, now=NOW)
    assert store.due(NOW) == ("aaaa1111",)


def test_a_post_sent_in_doubt_keeps_the_words_it_is_recognised_by(store: Store) -> None:
    add(store, plan())
    doubtful(store)
    (found,) = store.to_look_up(NOW + LEASE)
    store.finish(found, after_reconcile(found, None, now=LATER, look_up_after=LOOKS[:1]))
    assert sync(store, plan(caption="Other words")) == SyncResult((), (), ())
    assert store.post("aaaa1111").plan == plan()
    assert sync(store, withdrawn=("aaaa1111",)).removed == ("aaaa1111",)


def test_a_thousand_posts_are_one_sync(store: Store) -> None:
    plans = [plan(f"k{n:04}", due_at=NOW + timedelta(minutes=n)) for n in range(1001)]
    assert len(sync(store, *plans).added) == 1001
    assert sync(store, *plans) == SyncResult((), (), ())
    assert len(store.posts()) == 1001


def test_four_programs_with_one_plan_add_it_once(store: Store) -> None:
    plans = [plan(f"k{n:02}") for n in range(40)]

    def enter(_: int) -> SyncResult:
        return store.sync([slot(), slot("friday")], plans, withdrawn=(), now=NOW)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(enter, range(4)))
    added = [key for result in results for key in result.added]
    assert sorted(added) == [one.key for one in plans]
    assert all(result.changed == () for result in results)


def test_a_plan_that_meets_a_claim_half_way_leaves_it_alone(
    store: Store, address: str, workspace: str
) -> None:
    add(store, plan())
    engine = open_engine(address)
    with ThreadPoolExecutor(1) as pool:
        with engine.execution_options(writes=True).begin() as connection:
            held = claims.claim(
                connection,
                workspace,
                "aaaa1111",
                worker="one",
                now=NOW,
                lease=LEASE,
                limits=Limits(),
            )
            result = pool.submit(sync, store, plan(due_at=LATER))
            with pytest.raises(TimeoutError):
                result.result(timeout=0.3)  # waits until the claim is stored
        assert result.result() == SyncResult((), (), ())
    engine.dispose()
    assert store.post("aaaa1111") == held


def test_a_failed_sync_leaves_nothing_behind(store: Store) -> None:
    broken = replace(plan("bbbb"), due_at=NOW.replace(tzinfo=None))
    with pytest.raises(Exception, match="offset"):
        sync(store, plan(), broken)
    assert store.posts() == ()
    assert store.slots() == ()
    assert store.state.get(PLANNED_AT) is None


def test_the_last_planning_is_marked(store: Store) -> None:
    sync(store, plan())
    assert store.state.get(PLANNED_AT) == NOW
