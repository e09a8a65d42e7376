"""A file is replaced whole or not at all, and keeps its mode or is the owner's alone."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialkit.files import close_to_others, make_private_folder, write_atomically


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_is_written_with_its_folder_and_leaves_nothing_beside(
    tmp_path: Path, durable: bool
) -> None:
    path = tmp_path / "a" / "b" / "file"
    write_atomically(path, b"one", durable=durable)
    write_atomically(path, b"two", durable=durable)
    assert path.read_bytes() == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["file"]


def test_a_private_file_and_its_folder_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "sessions" / "login.json"
    write_atomically(path, b"{}", private=True)
    assert (mode_of(path), mode_of(path.parent)) == (0o600, 0o700)
    path.chmod(0o644)
    write_atomically(path, b"{}", private=True)
    assert mode_of(path) == 0o600


def test_the_mode_of_what_is_replaced_is_kept(tmp_path: Path) -> None:
    path, copy = tmp_path / "schedule.yaml", tmp_path / "schedule.yaml.bak"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    write_atomically(copy, b"old", like=path)
    assert (mode_of(path), mode_of(copy)) == (0o640, 0o640)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_the_time_of_the_file_is_the_one_that_was_given(tmp_path: Path) -> None:
    dated = datetime(2026, 3, 1, 9, tzinfo=UTC)
    write_atomically(tmp_path / "page", b"", dated=dated)
    assert (tmp_path / "page").stat().st_mtime == dated.timestamp()


def test_when_the_disk_refuses_the_old_file_stays_and_nothing_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_every_folder_on_the_way_to_a_private_one_is_the_owners_alone(
    tmp_path: Path, umask: int
) -> None:
    deepest = tmp_path / "state" / "readings" / "1"
    before = os.umask(umask)
    try:
        make_private_folder(deepest)
        write_atomically(deepest / "file", b"", private=True)
    finally:
        os.umask(before)
    assert {mode_of(one) for one in (deepest, *deepest.parents[:2])} == {0o700}
    assert mode_of(deepest / "file") == 0o600


def test_a_folder_that_others_could_enter_is_closed_with_all_below(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    (folder / "sessions").mkdir(parents=True)
    (folder / "sessions" / "login.json").write_bytes(b"{}")
    (tmp_path / "elsewhere").write_bytes(b"")
    (tmp_path / "elsewhere").chmod(0o644)
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    for one in (folder, folder / "sessions"):
        one.chmod(0o777)
    (folder / "sessions" / "login.json").chmod(0o666)
    (folder / "photos").mkdir()
    (folder / "photos").chmod(0o755)
    close_to_others(folder, ["sessions", "link"])
    assert mode_of(folder / "photos") == 0o755  # it is not ours
    assert {mode_of(one) for one in (folder, folder / "sessions")} == {0o700}
    assert mode_of(folder / "sessions" / "login.json") == 0o600
    assert mode_of(tmp_path / "elsewhere") == 0o644


def test_closing_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    close_to_others(tmp_path / "none", ["*"])
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a file"):
        write_atomically(tmp_path / "pipe", b"")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
