"""A world with both networks, and a practice in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests.e2e.cycles import START, Cycles
from tests.e2e.practice import (
    FAST,
    HANDLE,
    ONLY_THE_TOKEN,
    PAGE_ID,
    PASSWORD,
    TOKEN,
    Practice,
)
from tests.emulators.graph import GraphApp
from tests.emulators.instagram import InstagramApp
from tests.emulators.server import World
from tests.support.mailbox import Mailbox, open_mailbox


@pytest.fixture
def world() -> Iterator[World]:
    instagram = InstagramApp.with_account(HANDLE, PASSWORD)
    with World(instagram=instagram, graph=GraphApp.with_page(PAGE_ID, token=TOKEN)) as made:
        yield made


@pytest.fixture
def practice(world: World, tmp_path: Path) -> Practice:
    """The folder with one article and the logins; the schedule is the test's own."""
    made = Practice(tmp_path, world)
    made.write_article()
    made.write_env()
    return made


@pytest.fixture
def cycles(practice: Practice, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cycles]:
    """The practice, whose time the test moves; this process lives in its world."""
    for name, value in world.environment.items():
        monkeypatch.setenv(name, value)
    with time_machine.travel(START, tick=True) as traveller:
        made = Cycles(practice, traveller)
        yield made
        made.close()


@pytest.fixture
def box() -> Iterator[Mailbox]:
    """Where the owner's messages arrive."""
    with open_mailbox() as made:
        yield made


@pytest.fixture
def official(practice: Practice, world: World) -> Practice:
    """The practice on the official route, with nothing but the token of its Page."""
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    practice.via = "graph"
    practice.write_env(**FAST, **ONLY_THE_TOKEN)
    return practice
