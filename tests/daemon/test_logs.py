"""The log is kept where the owner can read it, and in rows that programs can read."""

from __future__ import annotations

import json
import logging
import stat
import subprocess
import sys
from pathlib import Path

from socialkit.daemon.logs import KEPT, LOG_NAME, JsonRows, rotate_log

SPEAK = """
import logging, sys
from pathlib import Path
from socialkit.daemon.logs import rotate_log, start_log
folder = Path(sys.argv[1])
start_log(folder)
log = logging.getLogger("socialkit.test")
log.info("Wednesday “09:00” moved")
rotate_log(folder, most_bytes=1)
log.warning("after it was put aside")
"""


def speak(folder: Path) -> list[str]:
    """Two rows, said by a process of its own; what it said on stderr, which is no terminal."""
    words = [sys.executable, "-c", SPEAK, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    return done.stderr.splitlines()


def test_rows_are_json_where_nobody_sits_and_plain_in_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    rows = [json.loads(row) for row in speak(folder)]
    assert [row["message"] for row in rows] == ["Wednesday “09:00” moved", "after it was put aside"]
    assert [row["level"] for row in rows] == ["INFO", "WARNING"]
    assert rows[0]["at"].endswith("Z") and rows[0]["logger"] == "socialkit.test"
    aside, current = folder / f"{LOG_NAME}.1", folder / LOG_NAME
    assert aside.read_text("utf-8").endswith("INFO    Wednesday “09:00” moved\n")
    assert current.read_text("utf-8").endswith("WARNING after it was put aside\n")
    for path in (aside, current):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_silences_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert len(speak(tmp_path / "logs")) == 2


def test_only_a_full_log_is_rotate_log_and_five_stay(tmp_path: Path) -> None:
    file = tmp_path / LOG_NAME
    rotate_log(tmp_path)
    for number in range(8):
        file.write_text(f"{number}" * 10)
        rotate_log(tmp_path, most_bytes=11)
        assert file.read_text() == f"{number}" * 10, "not full"
        rotate_log(tmp_path, most_bytes=10)
        assert file.read_text() == ""
    kept = sorted(path.name for path in tmp_path.glob(f"{LOG_NAME}.*"))
    assert kept == [f"{LOG_NAME}.{n + 1}" for n in range(KEPT)]
    assert (tmp_path / f"{LOG_NAME}.1").read_text().startswith("7")


def test_a_fault_of_ours_keeps_its_trace_in_one_row() -> None:
    try:
        raise ValueError("odd")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed: %s", ("it",), sys.exc_info())
    row = json.loads(JsonRows().format(record))
    assert row["message"] == "failed: it"
    assert "ValueError: odd" in row["trace"]
