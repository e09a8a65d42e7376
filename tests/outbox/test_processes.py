"""Several programs at one outbox, and programs that are killed in the middle."""

from __future__ import annotations

import subprocess
import sys

import pytest

from socialkit.model.post import State
from socialkit.outbox.machine.states import after_lease_lost
from socialkit.outbox.store import Store
from tests.outbox.sample import LEASE, LOOKS, NOW, add, claim, plan

RACE = """
import sys
from socialkit.model.post import Receipt
from socialkit.outbox.machine.unconfirmed import after_receipt
from socialkit.outbox.store import open_store
from tests.outbox.sample import LEASE, NOW

address, workspace, owner = sys.argv[1:]
with open_store(address, workspace=workspace) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for key in [f"k{n:02}" for n in range(30)]:
        held = store.claim(key, worker=owner, now=NOW, lease=LEASE)
        if held is not None:
            assert store.finish(held, after_receipt(held, Receipt(owner), now=NOW))
            print(key, flush=True)
"""


@pytest.mark.parametrize(
    ("how_far", "then"),
    [("claimed", State.SCHEDULED), ("committed", State.UNCONFIRMED)],
)
def test_a_killed_sender_leaves_a_doubt_only_after_its_commit_began(
    store: Store, address: str, workspace: str, how_far: str, then: State
) -> None:
    add(store, plan())
    with subprocess.Popen(
        [sys.executable, "-m", "tests.outbox.worker", address, workspace, how_far],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        child.kill()
    later = NOW + LEASE
    (lost,) = store.leases_lost(later)
    assert store.finish(lost, after_lease_lost(lost, now=later, look_up_after=LOOKS))
    assert store.post("aaaa1111").state is then
    assert bool(store.due(later)) == (then is State.SCHEDULED)
    if then is State.SCHEDULED:
        assert claim(store, now=later).fence == 2


def test_two_programs_share_the_posts_and_send_none_twice(
    store: Store, address: str, workspace: str
) -> None:
    add(store, *(plan(f"k{n:02}") for n in range(30)))
    children = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, address, workspace, owner],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for owner in ("first", "second")
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    won = [child.communicate("go\n")[0].split() for child in children]
    assert len(won[0]) + len(won[1]) == len({*won[0], *won[1]})
    posted = {post.key: post.remote_id for post in store.posts(states={State.POSTED})}
    assert posted == {
        **dict.fromkeys(won[0], "first"),
        **dict.fromkeys(won[1], "second"),
    }
    assert all(child.returncode == 0 for child in children)
