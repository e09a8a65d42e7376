"""No secret anywhere: not in outputs, logs, errors, rows, pictures' folders or the process list."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil

from tests.e2e.practice import FAST, PASSWORD, QUOTES, TOKEN, Practice, due
from tests.emulators.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.emulators.instagram import challenge
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)
SEED = "JBSWY3DPEHPK3PXP"
APP_SECRET = "0123456789abcdef-app-secret"
OWN_TOKEN = "EAAGtheowntoken0123456789"
LOST_TOKEN = "EAAGherlosttoken0123456789"
MAY_HOLD_THEM = {".env", "sessions"}


def files_of(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not MAY_HOLD_THEM.intersection(path.relative_to(folder).parts):
            yield path


def watch_processes(stop: threading.Event, seen: set[str]) -> None:
    """Everything that the process list shows of socialkit's own processes, again and again."""
    while not stop.wait(0.05):
        for process in psutil.process_iter():
            try:
                words = process.cmdline()
                if any("socialkit" in word for word in words):
                    shown = [f"{name}={value}" for name, value in process.environ().items()]
                    seen.update([*words, *shown])
            except (psutil.Error, OSError):
                continue


def test_no_secret_shows_anywhere_after_a_run_with_faults(practice: Practice, world: World) -> None:
    account = world.instagram.accounts["quietharbour"]
    account.totp_seed = SEED
    app = {"META_APP_ID": "77", "META_APP_SECRET": APP_SECRET}
    world.graph.apps["77"] = APP_SECRET
    for token in (OWN_TOKEN, LOST_TOKEN):
        world.graph.add_person_token(token, app="77")
    practice.write_env(
        INSTAGRAM_TOTP_SEED=SEED,
        **{**FAST, **app, "FACEBOOK_PAGE_TOKEN": OWN_TOKEN},
    )
    practice.write_schedule([due((n + 1) * MINUTE, QUOTES[n]) for n in range(5)])
    bad = html_reply("bad gateway", status=502)
    world.faults += [
        Fault("/media/configure", Kind.DROP),
        Fault("/media/configure", Kind.REPLACE, Moment.BEFORE, reply=bad, skip=1),
        Fault("rupload", Kind.REPLACE, reply=json_reply({"message": "x"}, status=400), skip=2),
        Fault("/media/configure", Kind.REPLACE, reply=json_reply(challenge(), status=400), skip=2),
        Fault(r"/\d+/feed", Kind.HANG, seconds=9),
        Fault(r"/\d+/feed", Kind.REPLACE, Moment.BEFORE, reply=bad, skip=1),
        Fault("published_posts", Kind.CUT, skip=2),
    ]
    stop, shown = threading.Event(), set[str]()
    watcher = threading.Thread(target=watch_processes, args=(stop, shown))
    watcher.start()
    try:
        practice.run("connect", "instagram")
        with practice.start():
            threading.Event().wait(25)
            for _ in range(60):  # a machine that is busy gets longer until its login is through
                if list(_words_of(practice.folder / ".socialkit" / "sessions"))[1:]:
                    break
                threading.Event().wait(1)
        sessions = set(_words_of(practice.folder / ".socialkit" / "sessions"))
        practice.write_env(INSTAGRAM_PASSWORD=PASSWORD[::-1], FACEBOOK_PAGE_TOKEN=TOKEN[::-1])
        account.sessions.clear()
        practice.run("connect", "instagram")
        practice.run("connect", "facebook")
        wrong = {**app, "META_APP_SECRET": APP_SECRET[::-1]}
        practice.write_env(**{**wrong, "FACEBOOK_PAGE_TOKEN": LOST_TOKEN})
        practice.run("connect", "facebook")
        practice.run("tick")
        practice.run("status")
        practice.run("status", "--json")
    finally:
        stop.set()
        watcher.join()
    sessions |= set(_words_of(practice.folder / ".socialkit" / "sessions"))
    secrets = {PASSWORD, PASSWORD[::-1], TOKEN, TOKEN[::-1], SEED, *sessions}
    made = {one for one in world.graph.tokens if one.startswith(OWN_TOKEN)}
    assert {world.graph.tokens[one].kind for one in made - {OWN_TOKEN}} == {"USER", "PAGE"}
    assert any(one in sessions for one in made)  # the Page's, which the daemon posted by
    secrets |= {*made, LOST_TOKEN, APP_SECRET, APP_SECRET[::-1]}
    said = "\n".join([*practice.said, *shown, *world.urls])
    assert len(world.log) > 30 and shown and sessions
    for secret in secrets:
        assert secret not in said
        for path in files_of(practice.folder):
            assert secret.encode() not in path.read_bytes(), path


def _words_of(folder: Path) -> Iterator[str]:
    """The session ids, and the token of the Page, in the session files."""
    import json

    for path in folder.glob("*.json"):
        kept = json.loads(path.read_text())
        session = (kept.get("authorization_data") or {}).get("sessionid")
        token = (kept.get("page") or {}).get("token")
        yield from (one for one in (session, token) if one)
