"""A fictional practice, ready to post: its article, schedule and .env, and its owner's commands.

The networks' own logs are the judge, never our database.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.conftest import REPOSITORY
from tests.emulators.server import World

HANDLE = "quietharbour"
PASSWORD = "sea-glass-and-42-gulls"
TOKEN = "EAAGquietharbourpagetoken0123456789"
PAGE_ID = "100200300400500"

QUOTES = (
    "A pause is kind when it comes with a time to return.",
    "Listening is slower than answering, and that is its strength.",
    "Most tenderness is small enough to be overlooked.",
    "An apology begins where the explanation ends.",
    "Closeness grows in the minutes nobody plans.",
    "A question asked gently is already half a bridge.",
    "You can be tired and still be kind in one sentence.",
    "Silence can be shelter, if both people know the door is open.",
    "Trust is a habit before it is a feeling.",
    "Repair matters more than never breaking anything.",
    "Warmth returns in teaspoons, not in buckets.",
    "A calm voice leaves room for a second thought.",
    "What we notice in each other, we water.",
    "Old hurts soften when somebody stays for the whole story.",
    "An evening without screens is a small holiday for two.",
)

ARTICLE = """Small harbours

{paragraphs}

Find us on Instagram: https://www.instagram.com/{handle}/ and on Facebook:
{page}
"""


FAST = {"SEND_TIMEOUT": "5", "LOOK_UP_AFTER": "0,1"}
"""Soon known dead, yet long enough for a request that a busy machine answers slowly."""
ONLY_THE_TOKEN = {"INSTAGRAM_USERNAME": "", "INSTAGRAM_PASSWORD": ""}


@dataclass(frozen=True)
class Answer:
    """What one command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Practice:
    """One workspace in one world."""

    folder: Path
    world: World
    extra: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    via: str = "instagrapi"

    def write_article(
        self, name: str = "harbours", *, handle: str = HANDLE, page: str | None = None
    ) -> None:
        (self.folder / "articles").mkdir(exist_ok=True)
        address = page or f"https://www.facebook.com/{HANDLE}"
        words = ARTICLE.format(paragraphs="\n\n".join(QUOTES), handle=handle, page=address)
        (self.folder / "articles" / f"{name}.txt").write_text(words)

    def write_schedule(self, rows: Sequence[str], **more: str) -> None:
        keys = {"if_late": "12h", "timezone": "UTC", **more}
        lines = [f"{key}: {value}" for key, value in keys.items()]
        lines += [
            'brand: {name: Quiet Harbour, handle: "@quietharbour", website: https://quietharbour.example}',
            "articles: [articles/*]",
            f"accounts: {{instagram: {{account: linked, via: {self.via}}}, facebook: {{page: linked}}}}",
            "post:",
            *[f"  - {row}" for row in rows or [SOME_DAY]],
        ]
        (self.folder / "schedule.yaml").write_text("\n".join(lines) + "\n")

    def write_env(self, **changes: str) -> None:
        rows = {
            "INSTAGRAM_USERNAME": HANDLE,
            "INSTAGRAM_PASSWORD": PASSWORD,
            "FACEBOOK_PAGE_TOKEN": TOKEN,
            "PACE": "0,0",
            "MIN_GAP": "0",
            "DAILY_CAP": "1000",
            **changes,
        }
        path = self.folder / ".env"
        path.write_text("".join(f"SOCIALKIT_{name}={value}\n" for name, value in rows.items()))
        path.chmod(0o600)

    def add_secret(self, name: str, value: str) -> None:
        """One more row of .env, for `${NAME}` under notify:."""
        with (self.folder / ".env").open("a") as rows:
            rows.write(f"{name}={value}\n")

    @property
    def environment(self) -> dict[str, str]:
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("SOCIALKIT_") and "proxy" not in name.lower()
        }
        here = {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "160"}
        return clean | here | self.world.environment | self.extra

    def run(self, *words: str) -> Answer:
        """One command; a traceback fails the test, whatever it asked for."""
        done = subprocess.run(
            [sys.executable, "-m", "socialkit", *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=240,
            start_new_session=True,  # a cut of the power must not take the tests with it
        )
        self.said += [done.stdout, done.stderr]
        assert "Traceback" not in done.stderr, done.stderr
        return Answer(done.returncode, done.stdout, done.stderr)

    def start(self, *words: str) -> Daemon:
        """The daemon, in a process group of its own."""
        return Daemon(self, words)

    @property
    def status(self) -> Any:
        return self.run("status", "--json").json

    def account(self, network: str) -> Any:
        """Its first account of a network, as `status` tells it."""
        return next(row for row in self.status["accounts"] if row["network"] == network)

    @property
    def states(self) -> dict[str, int]:
        counts: dict[str, int] = self.status["counts"]
        return counts


class Daemon:
    """`socialkit run`, while the `with` lasts."""

    def __init__(self, practice: Practice, words: Sequence[str]) -> None:
        self._log = (practice.folder / "daemon.log").open("ab")
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "socialkit",
                "run",
                *words,
                *([] if "--port" in words else ["--no-web"]),
            ],
            cwd=practice.folder,
            env=practice.environment,
            stdout=self._log,
            stderr=self._log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> Daemon:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        self._log.close()

    def kill(self) -> None:
        """kill -9 of `run`, and of nothing else."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


SOME_DAY = '{date: 2099-01-01, at: "09:00", to: [facebook]}'


def due(ago: timedelta, quote: str, *, to: str = "[instagram, facebook]") -> str:
    """A row of `post:` on the minute that was `ago` from now, in UTC."""
    at = datetime.now(UTC) - ago
    return f'{{date: {at:%Y-%m-%d}, at: "{at:%H:%M}", to: {to}, quote: "{quote}"}}'


def due_on_instagram(quote: str, kind: str = "card") -> str:
    """A row for Instagram alone, due a minute ago."""
    row = due(timedelta(minutes=1), quote, to="[instagram]")
    return row.replace("quote:", f"as: {kind}, quote:")


def due_many(number: int) -> list[str]:
    """So many rows, a minute apart, the last one a minute ago."""
    return [due(timedelta(minutes=n + 1), quote) for n, quote in enumerate(QUOTES[:number])]


def count_live(world: World, quotes: Sequence[str]) -> dict[tuple[str, str], int]:
    """How often each quote stands on each network, by the networks' own books."""
    captions = {
        "instagram": [
            *(one.caption for one in world.instagram.live_posts),
            *(one.caption for one in world.graph.media),
        ],
        "facebook": [one.message for one in world.graph.live_posts],
    }
    return {
        (network, quote): sum(quote in caption for caption in found)
        for network, found in captions.items()
        for quote in quotes
    }


def lost_and_doubled(world: World, quotes: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands on no network, and what stands there more than once."""
    counts = count_live(world, quotes)
    lost = [f"{network}: {quote}" for (network, quote), n in counts.items() if n == 0]
    doubled = [f"{network}: {quote}" for (network, quote), n in counts.items() if n > 1]
    return lost, doubled
