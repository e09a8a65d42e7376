"""A file is replaced whole or not at all, and keeps its mode or is the owner's alone."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialkit.files import write_atomically


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
