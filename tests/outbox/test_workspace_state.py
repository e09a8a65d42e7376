"""Every remembered value has its type, and rows of older releases stay readable."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import socialkit
from socialkit.model.schedule import Pause
from socialkit.model.state_values import HistoryGap, NotificationLedger, PendingRemovals
from socialkit.outbox import workspace_state
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import (
    APPROVALS,
    BRAND_FAULTS,
    CLOCK_SEEN_AT,
    CYCLE_FAULT,
    CYCLE_KILLED,
    FILE_FAULTS,
    FILE_PAUSE,
    HISTORY_GAP,
    KEYS,
    NOTICES,
    PAUSE,
    PLANNED_AT,
    REJECTED_WORDS,
    REMOVALS,
    RUNWAY,
    SCHEDULE_HAS_WAITED,
    SCHEDULE_IN_FORCE,
    SCHEDULE_LOGGED,
    SCHEDULE_WAITS,
    SHARE_LINK,
    SIGNED_AT,
    WAKE_FOR_BRAND,
    WAKE_FOR_FILE,
    WAKE_FOR_NOTICES,
    WAKE_FOR_REMOVALS,
    WAKEUPS,
    Key,
    load_wakeups,
    schedule_wakeup,
)
from tests.support.builders import NOON

HOUR = timedelta(hours=1)
PACKAGE = Path(socialkit.__file__).parent
NAMES = [
    "brand_again_at",
    "brand_faults",
    "clock_seen_at",
    "cycle_fault",
    "cycle_killed",
    "file_faults",
    "her_word",
    "lines_end",
    "notices",
    "paused",
    "paused_by_file",
    "planned_at",
    "rejected_words",
    "removals_again_at",
    "removals_held",
    "restored",
    "schedule_again_at",
    "schedule_has_waited",
    "schedule_in_force",
    "schedule_told",
    "schedule_waits",
    "share:",
    "signed_at",
    "tell_at",
]
"""As they are stored. A name never changes: a database of an older release holds it."""

VALUES: dict[Key[Any], Any] = {
    PAUSE: Pause(date(2027, 4, 1), "a holiday"),
    FILE_PAUSE: Pause(),
    SCHEDULE_IN_FORCE: "timezone: Asia/Kolkata\n# “quotes”\n",
    SCHEDULE_WAITS: "",
    SCHEDULE_HAS_WAITED: "3f",
    SCHEDULE_LOGGED: "3f",
    REMOVALS: PendingRemovals("3f", {"a" * 12: NOON + HOUR}),
    APPROVALS: {"bridges": (3, 1)},
    REJECTED_WORDS: {"bridges": ("a bridge is kept by two",), "": ("a lost word",)},
    BRAND_FAULTS: "schedule.yaml:4:9: The logo is empty.",
    FILE_FAULTS: "articles/a.md:1:1: The file is empty.",
    CYCLE_FAULT: "IndexError in a.py, line 3",
    CYCLE_KILLED: "SIGKILL",
    RUNWAY: (date(2027, 5, 1), None),
    NOTICES: NotificationLedger(told={"account:a": "Ännchen"}, sent=("x",), tries=2, try_at="y"),
    SHARE_LINK.of("https://www.facebook.com/share/abc"): "https://www.facebook.com/quietharbour",
    CLOCK_SEEN_AT: NOON,
    SIGNED_AT: NOON + HOUR,
    HISTORY_GAP: HistoryGap(NOON, NOON + HOUR),
    PLANNED_AT: NOON,
    WAKE_FOR_FILE: NOON + HOUR,
    WAKE_FOR_REMOVALS: NOON + HOUR,
    WAKE_FOR_BRAND: NOON + HOUR,
    WAKE_FOR_NOTICES: NOON + HOUR,
}
BEFORE: dict[Key[Any], tuple[str, Any]] = {
    PAUSE: (
        '{"until": "2027-04-01", "reason": "Ostern – Urlaub"}',
        Pause(date(2027, 4, 1), "Ostern – Urlaub"),
    ),
    FILE_PAUSE: ('{"until": null, "reason": null}', Pause()),
    REMOVALS: (
        '{"file": "3f", "until": {"aaaa": "2027-03-01T12:01:00+00:00"}}',
        PendingRemovals("3f", {"aaaa": datetime.fromisoformat("2027-03-01T12:01:00+00:00")}),
    ),
    APPROVALS: ('{"bridges": [3, 1], "harbours": [0, 2]}', {"bridges": (3, 1), "harbours": (0, 2)}),
    RUNWAY: ('["2027-05-01", "sunday’s card"]', (date(2027, 5, 1), "sunday’s card")),
    NOTICES: (
        '{"noted": ["2027-02-28"], "seen": {"b": "2027-03-01"}, "told": {"a": ""}, "tries": 1}',
        NotificationLedger(
            told={"a": ""}, seen={"b": "2027-03-01"}, tries=1, noted=("2027-02-28",)
        ),
    ),
    HISTORY_GAP: (
        "2027-03-01T12:00:00+00:00 2027-03-01T13:00:00+00:00",
        HistoryGap(
            datetime.fromisoformat("2027-03-01T12:00:00+00:00"),
            datetime.fromisoformat("2027-03-01T13:00:00+00:00"),
        ),
    ),
    CLOCK_SEEN_AT: ("", NOON),
    SIGNED_AT: ("", NOON),
    PLANNED_AT: ("", NOON),
    WAKE_FOR_FILE: ("", NOON),
    WAKE_FOR_REMOVALS: ("", NOON),
    WAKE_FOR_NOTICES: ("", NOON),
}
"""How the release before typed keys stored a value at NOON, and what it means."""


def put_text(store: Store, key: Key[Any], text: str, *, now: datetime = NOON) -> None:
    store.state.put(Key(key.name, str, key.since), text, now=now)


def name_of(value: object) -> str | None:
    return value.name if isinstance(value, Key) else None


def test_every_key_is_in_the_list_once_and_keeps_its_stored_name() -> None:
    defined = [one for one in vars(workspace_state).values() if isinstance(one, Key)]
    assert sorted(one.name for one in KEYS) == sorted(NAMES)
    assert {id(one) for one in defined} == {id(one) for one in KEYS}
    assert all(one.since for one in KEYS)


def test_no_other_module_makes_a_key_or_touches_the_rows() -> None:
    outside = {PACKAGE / "outbox/workspace_state.py", PACKAGE / "outbox/db/records.py"}
    for path in set(PACKAGE.rglob("*.py")) - outside:
        text = path.read_text("utf-8")
        assert not re.findall(r"(?<!\w)Key\(|\bStateRow\(|\b(?:read|swap|delete)_state\b", text), (
            path
        )
        assert "records.write_state" not in text, path


@pytest.mark.parametrize("key", VALUES, ids=name_of)
def test_a_value_comes_back_as_it_was_put(store: Store, key: Key[Any]) -> None:
    assert store.state.get(key) is None
    store.state.put(key, VALUES[key], now=NOON)
    assert store.state.get(key) == VALUES[key]
    entry = store.state.entry(key)
    assert entry is not None and (entry.value, entry.written_at) == (VALUES[key], NOON)


def test_the_values_above_leave_out_no_key() -> None:
    assert {one.name.partition("https")[0] for one in VALUES} == {one.name for one in KEYS}


@pytest.mark.parametrize("key", BEFORE, ids=name_of)
def test_a_row_of_the_release_before_is_read_and_can_be_swapped(
    store: Store, key: Key[Any]
) -> None:
    text, value = BEFORE[key]
    put_text(store, key, text)
    assert store.state.get(key) == value
    other = VALUES[key]
    assert store.state.swap(key, value, other, now=NOON + HOUR)
    assert store.state.get(key) == other


@pytest.mark.parametrize("key", [REMOVALS, APPROVALS, RUNWAY, NOTICES, HISTORY_GAP, SIGNED_AT])
def test_what_cannot_be_read_counts_as_absent_and_the_log_says_so_once(
    store: Store, key: Key[Any], caplog: pytest.LogCaptureFixture
) -> None:
    put_text(store, key, "?")
    with caplog.at_level(logging.WARNING, logger="socialkit"):
        assert store.state.get(key) is None
        assert store.state.entry(key) is None
        assert store.state.swap(key, None, VALUES[key], now=NOON)
    (said,) = [one.getMessage() for one in caplog.records]
    assert key.name in said
    assert store.state.get(key) == VALUES[key]


@pytest.mark.parametrize("key", [PAUSE, FILE_PAUSE])
def test_a_pause_that_cannot_be_read_stays_a_pause_without_an_end(
    store: Store, key: Key[Pause]
) -> None:
    put_text(store, key, "?")
    pause = store.state.get(key)
    assert pause is not None
    assert pause.until is None


def test_a_moment_without_an_offset_counts_as_absent(store: Store) -> None:
    put_text(store, SIGNED_AT, "2027-03-01T12:00:00")
    assert store.state.get(SIGNED_AT) is None


def test_a_value_is_replaced_and_can_be_cleared(store: Store) -> None:
    store.state.put(PAUSE, Pause(reason="holiday"), now=NOON)
    store.state.put(PAUSE, Pause(reason="illness"), now=NOON + HOUR)
    entry = store.state.entry(PAUSE)
    assert entry is not None
    assert (entry.value, entry.written_at) == (Pause(reason="illness"), NOON + HOUR)
    store.state.clear(PAUSE)
    store.state.clear(PAUSE)
    assert store.state.get(PAUSE) is None


def test_of_two_who_swap_the_same_value_the_second_is_refused(store: Store) -> None:
    assert store.state.swap(SCHEDULE_WAITS, None, "first", now=NOON)
    assert not store.state.swap(SCHEDULE_WAITS, None, "second", now=NOON)
    assert store.state.swap(SCHEDULE_WAITS, "first", "third", now=NOON + HOUR)
    assert not store.state.swap(SCHEDULE_WAITS, "first", "fourth", now=NOON)
    entry = store.state.entry(SCHEDULE_WAITS)
    assert entry is not None
    assert (entry.value, entry.written_at) == ("third", NOON + HOUR)


def test_a_share_link_has_a_value_of_its_own(store: Store) -> None:
    store.state.put(SHARE_LINK.of("a"), "x", now=NOON)
    assert store.state.get(SHARE_LINK.of("b")) is None


def test_a_wakeup_keeps_its_moment_as_a_value_and_goes_with_none(store: Store) -> None:
    schedule_wakeup(store.state, WAKE_FOR_FILE, NOON + HOUR, now=NOON)
    schedule_wakeup(store.state, WAKE_FOR_FILE, NOON + HOUR, now=NOON + HOUR)
    entry = store.state.entry(WAKE_FOR_FILE)
    assert entry is not None
    assert (entry.value, entry.written_at) == (NOON + HOUR, NOON)
    put_text(store, WAKE_FOR_NOTICES, "", now=NOON + 2 * HOUR)  # as the release before kept it
    assert load_wakeups(store.state) == (NOON + HOUR, NOON + 2 * HOUR)
    for key in WAKEUPS:
        schedule_wakeup(store.state, key, None, now=NOON)
    assert load_wakeups(store.state) == ()


def test_the_keys_that_the_daemon_reads_load_no_pydantic(tmp_path: Path) -> None:
    program = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from socialkit.outbox.workspace_state import write_heartbeat
from socialkit.outbox.store import open_store
from socialkit.outbox.workspace_state import WAKE_FOR_FILE, load_wakeups, schedule_wakeup

now = datetime(2027, 3, 1, tzinfo=UTC)
with open_store("sqlite://", workspace="w") as store:
    write_heartbeat(store, Path(sys.argv[1]), now=now)
    schedule_wakeup(store.state, WAKE_FOR_FILE, now, now=now)
    assert load_wakeups(store.state) == (now,)
assert "pydantic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "beat")], check=True)
