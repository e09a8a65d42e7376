"""One of each bad input comes into the folder while posts are due: every post goes out, each trouble is named
and told once, and it is gone when the file is."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e.cycles import SOON, Cycles
from tests.e2e.practice import HANDLE, QUOTES, Practice, due, lost_and_doubled
from tests.e2e.test_daemon import ask_health, find_free_port, wait_until
from tests.emulators.server import World
from tests.support.mailbox import Mailbox

MINUTE = timedelta(minutes=1)
POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n(/tmp/written) (w) file closefile\n"
TEXT = "Calm can be learnt at any age, slowly and with help.\n"
FILES: dict[str, bytes] = {
    "articles/front.md": f"---\ntitle: [\n---\n{TEXT}".encode(),
    "articles/half.md": f'---\ntitle: "Hope \\ud83d"\n---\n{TEXT}'.encode(),
    "articles/bomb.md": f"---\na: &a [x]\nb: {'[' * 3000}\n---\n{TEXT}".encode(),
    "articles/word.docx": b"PK\x03\x04 nothing of Word",
    "articles/long.html": b"<p>a</p>" * 625_000,
    "articles/noise.txt": bytes(range(256)) * 40,
    "articles/entry.html": b"<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a;\x0b</p>",
}
HARMLESS = {"articles/entry.html"}
"""Read as far as it goes; it has no text."""


def put(practice: Practice) -> None:
    """Every bad file, and a lines.yaml that is a list in place of rows."""
    for name, data in FILES.items():
        (practice.folder / name).write_bytes(data)
    lines = practice.folder / "quotes" / "second" / "lines.yaml"
    lines.write_text("- a\n- b\n")


def take_away(practice: Practice) -> None:
    for name in FILES:
        (practice.folder / name).unlink()
    (practice.folder / "quotes" / "second" / "lines.yaml").unlink()


def test_every_post_goes_out_and_each_trouble_is_named_until_its_file_is_gone(
    practice: Practice, world: World
) -> None:
    practice.write_article("second")
    rows = [
        due(-MINUTE * minutes, quote) for minutes, quote in zip((1, 2, 3), QUOTES, strict=False)
    ]
    practice.write_schedule(rows)
    port = find_free_port()
    with practice.start("--port", str(port)):
        wait_until(lambda: practice.states.get("scheduled") == 6, 60, "six posts planned")
        put(practice)
        names = {Path(name).name for name in FILES} - {"entry.html"} | {"lines.yaml"}

        def missing() -> set[str]:
            told = " ".join(ask_health(port).get("problems", ()))
            return {one for one in names if one not in told}

        wait_until(lambda: not missing(), 120, "all of them in /health")
        assert ask_health(port)["health"] == "attention"
        said = "\n".join(practice.status["problems"])
        assert all(one in said for one in names), said
        assert "Traceback" not in said and "fault of socialkit" not in said
        wait_until(lambda: len(world.commits) == 6, 300, "what was due went out")
        take_away(practice)
        wait_until(lambda: ask_health(port).get("health") == "ok", 120, "all is well again")
        assert not any(one in "\n".join(practice.status["problems"]) for one in names)
    assert lost_and_doubled(world, QUOTES[:3]) == ([], [])
    assert "Traceback" not in (practice.folder / "daemon.log").read_text()


def test_each_trouble_is_told_once(cycles: Cycles, box: Mailbox) -> None:
    practice = cycles.practice
    practice.write_article("second")
    practice.add_secret("BOX", box.address)
    practice.write_schedule([SOON.format(network="facebook", quote=QUOTES[0])], notify='["${BOX}"]')
    cycles.tick()
    put(practice)
    for _ in range(8):
        cycles.later(5 * MINUTE)
    told = "\n".join(str(one["message"]) for one in box.arrived)
    for name in FILES.keys() - HARMLESS:
        assert told.count(f"{name}:1:1: ") == 1, (name, told)
    take_away(practice)
    before = len(box.arrived)
    for _ in range(3):
        cycles.later(5 * MINUTE)
    assert len(box.arrived) <= before + 1  # it says at most that this is settled


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(practice: Practice) -> None:
    practice.write_schedule([])
    places: dict[str, Callable[[Path], None]] = {
        "articles/pipe.txt": os.mkfifo,
        "quotes/harbours/lines.yaml": os.mkfifo,
        "schedule.yaml": os.mkfifo,
        ".env": os.mkfifo,
    }
    for name, make in places.items():
        path = practice.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        make(path)
        for command in ("check", "status", "make"):
            practice.run(command)  # ends within its time, without a traceback
        path.unlink()
        if kept is not None:
            path.write_bytes(kept)


def test_a_program_in_place_of_the_logo_is_never_run(practice: Practice) -> None:
    logo = practice.folder / "assets" / "logo.png"
    logo.parent.mkdir()
    logo.write_bytes(POSTSCRIPT)
    practice.write_schedule([due(-5 * MINUTE, QUOTES[0])])
    path = practice.folder / "schedule.yaml"
    brand = f'{{name: Quiet Harbour, handle: "@{HANDLE}"'
    path.write_text(path.read_text().replace(brand, f"{brand}, logo: assets/logo.png"))
    assert "PostScript" in practice.run("check").out
    practice.run("make")
    assert not Path("/tmp/written").exists()
