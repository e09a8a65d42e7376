"""One situation for each kind of notice, made in a store and a workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.errors import Problem
from socialkit.model.network import Network
from socialkit.model.notice import Level, NoticeCode
from socialkit.model.post import HANDED_OVER_AT, UNTIL_OWNER_ACTS, Account, Post, State
from socialkit.model.schedule import SlotSpec
from socialkit.model.state_values import NotificationLedger
from socialkit.notifier.notification_ledger import AlertKind
from socialkit.outbox.machine import comment_states
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import CLOCK_SEEN_AT, NOTICES, write_heartbeat
from socialkit.pipeline.planning.diff import remember_runway
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.runway import Runway
from tests.support.builders import HANDLE, NOON, article, minutes, planned, schedule

HOUR = timedelta(hours=1)
KEY = "a" * 12
WELL = Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON - HOUR)
SUBJECT = f"account:instagram:{HANDLE}"
QUOTE = "Words that no article has."
FAR = Runway(date(2027, 3, 5), "no fresh line is left for Saturday 6 March at 09:00")


def make_workspace(folder: Path) -> Workspace:
    loaded = load_schedule(folder / "schedule.yaml", today=NOON.date())
    return Workspace(folder, loaded, schedule(), {"pauses": article()})


def put(store: Store, key: str = KEY, *, since: timedelta = HOUR, **changes: object) -> Post:
    """A post that was due so long ago, as it became."""
    plan = {"due_at": NOON - since, "slot_id": key, "account": HANDLE}
    first_comment = changes.pop("first_comment", "")
    store.sync(
        [],
        [planned(key, **plan, first_comment=first_comment)],
        withdrawn=(),
        now=NOON - 2 * HOUR,
    )
    (row,) = (one for one in store.posts() if one.key == key)
    if changes.get("state") is State.POSTED:
        sending = replace(row, state=State.SENDING)
        assert store.move(row, sending)
        row = sending
    post = replace(row, **changes)  # type: ignore[arg-type]
    assert store.move(row, post)
    return post


def lose_answer(store: Store, *, sent_at: datetime, **changes: object) -> None:
    """A post that was sent and has no answer."""
    put(store, state=State.SCHEDULED)
    claimed = store.claim(KEY, worker="me", now=sent_at, lease=HOUR)
    assert claimed is not None
    sent = store.start_commit(claimed, sent_at)
    assert sent is not None
    lost = replace(sent, state=State.UNCONFIRMED, **changes)  # type: ignore[arg-type]
    assert store.finish(sent, lost)


def cool_down(store: Store, workspace: Workspace, text: str) -> Workspace:
    store.save_account(replace(WELL, paused_until=UNTIL_OWNER_ACTS, problem=text))
    return workspace


def disconnect(store: Store, workspace: Workspace, text: str) -> Workspace:
    store.save_account(replace(WELL, connected_at=None, problem=text))
    return workspace


def expire(store: Store, workspace: Workspace, text: str) -> Workspace:
    store.save_account(replace(WELL, expires_at=NOON + timedelta(days=5)))
    return workspace


def hand_over(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, state=State.FAILED, error=text, tickets={HANDED_OVER_AT: NOON.isoformat()})
    return workspace


def fail(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, state=State.FAILED, error=text)
    return workspace


def miss(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, state=State.MISSED, error=text)
    return workspace


def lose_the_answer(store: Store, workspace: Workspace, text: str) -> Workspace:
    lose_answer(store, sent_at=NOON - HOUR, error=text)
    return workspace


def wait(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, since=minutes(5), state=State.WAITING, error=text)
    return workspace


def pause(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, state=State.PAUSED, error=text)
    return workspace


def sleep(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store)
    store.state.put(CLOCK_SEEN_AT, NOON - HOUR, now=NOON - HOUR)
    return workspace


def mistype(store: Store, workspace: Workspace, text: str) -> Workspace:
    return replace(workspace, problems=(Problem("articles/tides.md", 3, 1, text),))


def lose_lines(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, since=-HOUR)
    return workspace


def lose_a_quote(store: Store, workspace: Workspace, text: str) -> Workspace:
    slot = SlotSpec(time(9), (Network.INSTAGRAM,), days=(0,), quote=QUOTE)
    return replace(workspace, schedule=replace(workspace.schedule, slots=(slot,)))


def take_articles_away(store: Store, workspace: Workspace, text: str) -> Workspace:
    return replace(workspace, articles={})


def refuse_messages(store: Store, workspace: Workspace, text: str) -> Workspace:
    ledger = NotificationLedger(refused=("address 1",), tries=1, silent_since=NOON.isoformat())
    assert store.state.swap(NOTICES, None, ledger, now=NOON)
    return replace(workspace, schedule=replace(workspace.schedule, notify=("json://127.0.0.1/",)))


def be_late(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, "b" * 12, state=State.POSTED, posted_at=NOON - minutes(10), remote_id="1")
    put(store, since=minutes(30))
    return workspace


def leave_the_comment_out(store: Store, workspace: Workspace, text: str) -> Workspace:
    put(store, state=State.POSTED, posted_at=NOON - HOUR, remote_id="1", first_comment="#harbour")
    ((_, comment),) = store.comments.due(NOON, since=NOON - 2 * HOUR)
    assert store.comments.save(comment, comment_states.left_out(comment, text))
    return workspace


def run_out_of_lines(store: Store, workspace: Workspace, text: str) -> Workspace:
    remember_runway(store, FAR, now=NOON)
    return workspace


def bring_an_old_copy_back(store: Store, workspace: Workspace, text: str) -> Workspace:
    file = workspace.folder / "heartbeat"
    write_heartbeat(store, file, now=NOON - 2 * HOUR)
    file.write_text((NOON - HOUR).isoformat(), "utf-8")
    assert write_heartbeat(store, file, now=NOON) is not None
    return workspace


@dataclass(frozen=True)
class Situation:
    """`make` brings it about, with `text` wherever a text of a post, account or file is free to be
    anything. `kind` is that of its alert; None: it is none."""

    make: Callable[[Store, Workspace, str], Workspace]
    level: Level
    subject: str
    kind: AlertKind | None = None


ERROR, NOTE = Level.ERROR, Level.NOTE
SITUATIONS = {
    NoticeCode.ACCOUNT_PROBLEM: Situation(
        cool_down, ERROR, f"{SUBJECT}:needs_owner", AlertKind.ACCOUNT
    ),
    NoticeCode.ACCOUNT_NOT_CONNECTED: Situation(disconnect, ERROR, f"{SUBJECT}:not_connected"),
    NoticeCode.TOKEN_EXPIRES: Situation(
        expire, ERROR, f"expiry instagram {HANDLE} 2027-03-06 7", AlertKind.ACCOUNT
    ),
    NoticeCode.POST_HANDED_OVER: Situation(
        hand_over, ERROR, f"post:{KEY}:handed", AlertKind.HANDED
    ),
    NoticeCode.POST_FAILED: Situation(fail, ERROR, f"post:{KEY}:failed", AlertKind.FAILED),
    NoticeCode.POST_MISSED: Situation(miss, ERROR, f"post:{KEY}:missed", AlertKind.MISSED),
    NoticeCode.POST_UNCONFIRMED: Situation(
        lose_the_answer, ERROR, f"post:{KEY}:unconfirmed", AlertKind.UNCONFIRMED
    ),
    NoticeCode.POST_WAITS: Situation(wait, ERROR, f"post:{KEY}:waiting"),
    NoticeCode.SILENCE: Situation(sleep, ERROR, "silence", AlertKind.OTHER),
    NoticeCode.FILE_PROBLEM: Situation(mistype, ERROR, "file:articles/tides.md:3", AlertKind.FILE),
    NoticeCode.LINES_LOST: Situation(lose_lines, ERROR, "lines:pauses", AlertKind.OTHER),
    NoticeCode.QUOTE_LOST: Situation(lose_a_quote, ERROR, f"quote:{QUOTE}", AlertKind.FILE),
    NoticeCode.NO_ARTICLE: Situation(take_articles_away, ERROR, "articles", AlertKind.OTHER),
    NoticeCode.UNREACHABLE_ADDRESS: Situation(refuse_messages, ERROR, "notify"),
    NoticeCode.CATCH_UP: Situation(be_late, NOTE, f"post:{KEY}:catch_up"),
    NoticeCode.FIRST_COMMENT: Situation(leave_the_comment_out, NOTE, f"post:{KEY}:first_comment"),
    NoticeCode.RUNWAY: Situation(run_out_of_lines, NOTE, "lines_end"),
    NoticeCode.HISTORY_RESTORED: Situation(bring_an_old_copy_back, NOTE, "history"),
}
"""All but POST_PAUSED, which is no notice, CYCLE_FAILED, which comes from a cycle, and BRAND_FAULT, which
needs the typefaces (tests/pipeline/planning/test_brand_faults.py)."""


def arrange(code: NoticeCode, store: Store, folder: Path, text: str) -> Workspace:
    """A workspace in which nothing but this is the matter."""
    store.save_account(WELL)
    store.state.put(CLOCK_SEEN_AT, NOON, now=NOON)
    return SITUATIONS[code].make(store, make_workspace(folder), text)
