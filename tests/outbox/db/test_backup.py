"""What a broken disk leaves her, and how an old copy of the database is known for one."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from socialkit.errors import OutboxError
from socialkit.outbox.store import Store, open_store
from socialkit.outbox.workspace_state import HISTORY_GAP, write_heartbeat
from tests.outbox.sample import NOW, add, plan

TODAY = date(2026, 11, 25)
HOUR = timedelta(hours=1)


@pytest.fixture
def on_disk(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w")


def test_a_copy_holds_everything_and_only_she_can_read_it(on_disk: Store, tmp_path: Path) -> None:
    add(on_disk, plan())
    copy = on_disk.back_up(tmp_path / "backups", today=TODAY)
    assert copy == tmp_path / "backups" / "socialkit-2026-11-25.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    with open_store(f"sqlite:///{copy}", workspace="w") as restored:
        assert restored.posts() == on_disk.posts()


def test_one_copy_a_day_is_made_and_the_newest_seven_stay(on_disk: Store, tmp_path: Path) -> None:
    (tmp_path / "hers.db").write_text("not ours")
    for n in range(9):
        day = TODAY + timedelta(days=n)
        assert on_disk.back_up(tmp_path, today=day)
        assert on_disk.back_up(tmp_path, today=day) is None
    copies = sorted(path.name for path in tmp_path.glob("socialkit-*"))
    assert copies[0] == "socialkit-2026-11-27.db" and len(copies) == 7
    assert (tmp_path / "hers.db").exists()


def test_a_copy_that_was_cut_off_yesterday_is_in_nobodys_way(
    on_disk: Store, tmp_path: Path
) -> None:
    (tmp_path / "socialkit-2026-11-25.unfinished").write_text("half a copy")
    assert on_disk.back_up(tmp_path, today=TODAY)
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_copy_that_cannot_be_made_is_told_in_words(on_disk: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(OutboxError, match=r"daily copy .* could not be written .* goes on"):
        on_disk.back_up(tmp_path / "backups", today=TODAY)


def test_signs_of_life_agree_as_long_as_the_database_is_the_same(
    on_disk: Store, tmp_path: Path
) -> None:
    for n in range(3):
        assert write_heartbeat(on_disk, tmp_path / "heartbeat", now=NOW + n * HOUR) is None
    assert on_disk.state.get(HISTORY_GAP) is None


def test_a_restored_database_is_known_by_its_old_sign(on_disk: Store, tmp_path: Path) -> None:
    sign = tmp_path / "heartbeat"
    write_heartbeat(on_disk, sign, now=NOW)
    copy = on_disk.back_up(tmp_path, today=TODAY)
    write_heartbeat(on_disk, sign, now=NOW + 30 * HOUR)
    with open_store(f"sqlite:///{copy}", workspace="w") as restored:
        lost = write_heartbeat(restored, sign, now=NOW + 31 * HOUR)
        assert lost is not None
        assert (lost.since, lost.until) == (NOW, (NOW + 30 * HOUR).replace(microsecond=0))
        assert lost.covers(NOW + HOUR) and not lost.covers(NOW + 30 * HOUR)
        assert write_heartbeat(restored, sign, now=NOW + 32 * HOUR) is None, "noticed once"
        assert restored.state.get(HISTORY_GAP) == lost, "known ever after"


def test_a_new_database_is_not_taken_for_an_old_one(on_disk: Store, tmp_path: Path) -> None:
    (tmp_path / "heartbeat").write_text(f"{(NOW + HOUR).isoformat()}\n")
    assert write_heartbeat(on_disk, tmp_path / "heartbeat", now=NOW + 2 * HOUR) is None


def test_a_broken_sign_beside_the_database_says_nothing(on_disk: Store, tmp_path: Path) -> None:
    write_heartbeat(on_disk, tmp_path / "heartbeat", now=NOW)
    for words in ("", "yesterday", "2026-13-45"):
        (tmp_path / "heartbeat").write_text(words)
        assert write_heartbeat(on_disk, tmp_path / "heartbeat", now=NOW + HOUR) is None
