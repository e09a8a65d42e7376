"""A file is replaced whole or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from socialkit.config.document.edit import Splice, rewrite, splice, write_atomically
from socialkit.errors import ConfigError


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond ten bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_changes_are_made_at_their_own_places() -> None:
    assert splice("one two three", [Splice(0, 3, "1"), Splice(8, 13, "3")]) == "1 two 3"


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("before")
    with full_disk(), pytest.raises(ConfigError, match="make room on the disk"):
        write_atomically(path, "far more than ten bytes")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(ConfigError, match="cannot be written"):
        write_atomically(tmp_path / "a.yaml", "text")


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        rewrite(tmp_path / "a.yaml", str.upper)


def test_a_save_in_between_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    seen: list[str] = []

    def edit(text: str) -> str:
        if not seen:
            path.write_text("saved by her")
        seen.append(text)
        return text + "!"

    rewrite(path, edit)
    assert path.read_text() == "saved by her!"
    assert seen == ["old", "saved by her"]


def test_a_file_that_never_rests_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("0")

    def edit(text: str) -> str:
        path.write_text(str(int(text) + 1))
        return "mine"

    with pytest.raises(ConfigError, match="another program"):
        rewrite(path, edit)
    assert path.read_text() != "mine"


def test_the_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o600)
    write_atomically(path, "new")
    assert path.stat().st_mode & 0o777 == 0o600
