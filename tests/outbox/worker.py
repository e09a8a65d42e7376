"""A program of its own that sends a post as far as told, says so, and waits to be killed.

python -m tests.outbox.worker ADDRESS WORKSPACE claimed|committed
"""

from __future__ import annotations

import sys

from socialkit.outbox.store import open_store
from tests.outbox.sample import NOW, claim


def main(address: str, workspace: str, how_far: str) -> None:
    """Stop in the middle, with the database open."""
    with open_store(address, workspace=workspace) as store:
        held = claim(store)
        if how_far == "committed" and store.start_commit(held, NOW) is None:
            raise SystemExit("the commit was refused")
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
