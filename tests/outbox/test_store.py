"""What goes in comes out again, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.errors import OutboxError
from socialkit.model.card import Size
from socialkit.model.network import Network
from socialkit.model.post import (
    SENT_AS,
    SENT_AT,
    Account,
    Post,
    PostKind,
    Receipt,
    Slide,
    SlideRole,
    State,
)
from socialkit.model.schedule import Pause, SlotSpec
from socialkit.outbox.db.rows import slide_of
from socialkit.outbox.machine.manual import cancelled, requested
from socialkit.outbox.machine.unconfirmed import after_receipt
from socialkit.outbox.store import Store, open_store
from socialkit.outbox.workspace_state import PAUSE, SCHEDULE_WAITS
from tests.outbox.sample import LEASE, NOW, add, claim, plan, slot


def test_a_post_comes_back_as_it_was_stored(store: Store) -> None:
    add(store, plan())
    found = store.post("aaaa1111")
    assert found == Post(plan=plan(), state=State.SCHEDULED, next_try_at=NOW)


def test_slides_come_back_with_what_they_are_and_old_ones_as_lines(store: Store) -> None:
    old, end = Slide("A quiet evening."), Slide("", role=SlideRole.CLOSING)
    item = Slide("Owning your part", mark="1 / 3")
    add(store, plan(slides=(old, item, end)))
    assert store.post("aaaa1111").plan.slides == (old, item, end)
    stored = {"text": "A quiet evening.", "label": None, "emphasis": None}
    assert slide_of(stored) == old


def test_a_waiting_post_says_what_it_waits_for(store: Store) -> None:
    add(store, plan(state=State.WAITING, error="It waits for your yes."))
    found = store.post("aaaa1111")
    assert (found.state, found.error) == (State.WAITING, "It waits for your yes.")
    assert found.plan.error == "It waits for your yes."


def test_a_claimed_post_with_all_its_traces_comes_back(store: Store) -> None:
    add(store, plan())
    prepared = store.save_tickets(claim(store), {"photo": "77"})
    begun = store.start_commit(prepared, NOW)
    assert begun == store.post("aaaa1111")
    assert begun is not None
    assert begun.commit_started_at == NOW
    sent_as = json.dumps({"caption": plan().caption, "pictures": len(plan().images)})
    assert begun.tickets == {"photo": "77", SENT_AT: NOW.isoformat(), SENT_AS: sent_as}
    assert begun.lease_until == NOW + LEASE


def test_slots_come_back_with_all_they_say(store: Store) -> None:
    weekly = slot()
    dated = slot(
        "christmas",
        position=1,
        removed_at=NOW,
        spec=SlotSpec(
            at=time(8, 5),
            to=(Network.FACEBOOK,),
            date=date(2026, 12, 24),
            kind=PostKind.STORY,
            theme="night",
            size=Size.STORY,
            quote="words",
            caption="more words",
        ),
    )
    store.sync([dated, weekly], [], withdrawn=(), now=NOW)
    assert store.slots() == (weekly, dated)


def test_an_edited_slot_takes_the_place_of_the_old_one(store: Store) -> None:
    store.sync([slot()], [], withdrawn=(), now=NOW)
    moved = slot(spec=replace(slot().spec, at=time(18, 30)))
    store.sync([moved], [], withdrawn=(), now=NOW)
    assert store.slots() == (moved,)


@pytest.fixture(scope="module")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("times")
    with open_store(f"sqlite:///{folder / 'outbox.db'}", workspace="times") as store:
        yield store


@given(
    moment=st.datetimes(
        min_value=datetime(1, 1, 3),  # noqa: DTZ001
        max_value=datetime(9999, 12, 29),  # noqa: DTZ001
        timezones=st.timezones() | st.just(timezone(timedelta(hours=5, minutes=30))),
    )
)
@settings(max_examples=60, deadline=None)
def test_any_moment_comes_back_aware_in_utc_to_the_microsecond(
    sqlite_store: Store, moment: datetime
) -> None:
    sqlite_store.state.put(SCHEDULE_WAITS, "", now=moment)
    entry = sqlite_store.state.entry(SCHEDULE_WAITS)
    assert entry is not None
    assert entry.written_at.tzinfo is UTC
    assert entry.written_at == moment.astimezone(UTC)


@pytest.mark.parametrize("microsecond", [0, 1, 999_999])
def test_moments_keep_their_order_to_the_microsecond(store: Store, microsecond: int) -> None:
    due_at = datetime(2026, 10, 5, 3, 30, 0, microsecond, tzinfo=UTC)
    add(store, plan(due_at=due_at.astimezone(timezone(timedelta(hours=-7)))))
    assert store.due(due_at - timedelta(microseconds=1)) == ()
    assert store.due(due_at) == ("aaaa1111",)
    assert store.post("aaaa1111").plan.due_at.tzinfo is UTC
    assert store.next_due_at() == due_at
    assert store.next_due_at(after=due_at) is None


def test_a_moment_without_an_offset_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="needs an offset"):
        store.state.put(SCHEDULE_WAITS, "", now=NOW.replace(tzinfo=None))


def test_posts_are_chosen_by_state_and_due_time_and_come_in_order(store: Store) -> None:
    day = timedelta(days=1)
    add(
        store,
        plan("cccc", due_at=NOW + 2 * day),
        plan("aaaa", due_at=NOW),
        plan("bbbb", due_at=NOW + day, state=State.WAITING),
    )
    assert [post.key for post in store.posts()] == ["aaaa", "bbbb", "cccc"]
    assert [post.key for post in store.posts(states={State.SCHEDULED})] == ["aaaa", "cccc"]
    assert [post.key for post in store.posts(since=NOW + day)] == ["bbbb", "cccc"]
    assert [post.key for post in store.posts(since=NOW, until=NOW + 2 * day)] == ["aaaa", "bbbb"]
    assert store.posts(states=()) == ()


def test_the_first_four_letters_of_a_key_are_enough_if_only_one_begins_so(store: Store) -> None:
    add(store, plan("abcd1234"), plan("abce9999"), plan("abcd5678"))
    assert store.post("abce").key == "abce9999"
    assert store.post("abcd5").key == "abcd5678"
    with pytest.raises(OutboxError, match="2 posts begin with “abcd”"):
        store.post("abcd")
    with pytest.raises(OutboxError, match="There is no post “abc” here"):
        store.post("abc")
    with pytest.raises(OutboxError, match="status"):
        store.post("%%%%")


def test_a_whole_key_is_found_even_if_longer_ones_begin_with_it(store: Store) -> None:
    add(store, plan("abcd"), plan("abcd1"))
    assert store.post("abcd").key == "abcd"


def test_workspaces_do_not_see_each_other(address: str, store: Store) -> None:
    add(store, plan())
    store.state.put(PAUSE, Pause(), now=NOW)
    with open_store(address, workspace=uuid4().hex) as other:
        assert other.posts() == ()
        assert other.slots() == ()
        assert other.state.get(PAUSE) is None
        add(other, plan())
        assert claim(other).key == claim(store).key


def test_accounts_are_kept_by_network_and_name(store: Store) -> None:
    first = Account(Network.INSTAGRAM, "quietharbour", "graph", connected_at=NOW)
    store.save_account(first)
    store.save_account(Account(Network.FACEBOOK, "Quiet Harbour", "graph", problem="Log in."))
    store.save_account(replace(first, expires_at=NOW + timedelta(days=60)))
    assert store.accounts() == (
        Account(Network.FACEBOOK, "Quiet Harbour", "graph", problem="Log in."),
        replace(first, expires_at=NOW + timedelta(days=60)),
    )


def test_every_attempt_is_kept_in_order(store: Store) -> None:
    add(store, plan())
    claim(store)
    store.record_attempt("aaaa1111", outcome="UncertainOutcome", error="no answer", now=NOW)
    store.record_attempt("aaaa1111", outcome="found", now=NOW + LEASE)
    kept = [(one.number, one.at, one.outcome, one.error) for one in store.attempts("aaaa1111")]
    assert kept == [(1, NOW, "UncertainOutcome", "no answer"), (1, NOW + LEASE, "found", None)]


def test_a_move_by_hand_is_stored(store: Store) -> None:
    add(store, plan(state=State.WAITING))
    before = store.post("aaaa1111")
    assert store.move(before, requested(before, now=NOW + LEASE))
    after = store.post("aaaa1111")
    assert (after.state, after.next_try_at) == (State.SCHEDULED, NOW + LEASE)
    assert after == requested(before, now=NOW + LEASE)


def test_a_move_by_hand_fails_if_the_post_has_moved_meanwhile(store: Store) -> None:
    add(store, plan())
    before = store.post("aaaa1111")
    claim(store)
    assert not store.move(before, cancelled(before))
    assert store.post("aaaa1111").state is State.SENDING


def test_an_illegal_move_is_never_stored(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    done = after_receipt(held, Receipt("900"), now=NOW)
    assert store.finish(held, done)
    with pytest.raises(OutboxError, match="on the network already"):
        store.move(done, replace(done, state=State.SCHEDULED))
    assert store.post("aaaa1111").state is State.POSTED


def test_a_copy_into_an_outbox_with_posts_is_refused(store: Store, tmp_path: Path) -> None:
    add(store, plan())
    with open_store(f"sqlite:///{tmp_path / 'copy.db'}", workspace="w") as full:
        add(full, plan())
        with pytest.raises(OutboxError, match="holds posts already"):
            store.copy_into(full)


def test_a_copy_in_another_database_holds_everything(
    store: Store, tmp_path: Path, workspace: str
) -> None:
    add(store, plan(), plan("bbbb", account="other"))
    claim(store)
    store.record_attempt("aaaa1111", outcome="odd", now=NOW)
    store.state.put(PAUSE, Pause(), now=NOW)
    store.save_account(Account(Network.INSTAGRAM, "quietharbour", "graph"))
    file = tmp_path / "rehearsal" / "outbox.db"
    with open_store(f"sqlite:///{file}", workspace=workspace) as copy:
        store.copy_into(copy)
        assert copy.posts() == store.posts()
        assert copy.slots() == store.slots()
        assert copy.accounts() == store.accounts()
        assert copy.attempts("aaaa1111") == store.attempts("aaaa1111")
        assert copy.state.entry(PAUSE) == store.state.entry(PAUSE)
        copy.state.clear(PAUSE)
    assert store.state.get(PAUSE) is not None
