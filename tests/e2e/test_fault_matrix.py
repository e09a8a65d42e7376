"""Routes × kinds × faults × read-backs: never two copies, one commit request a publish, an honest end.

The judge is the networks' own log and their own books. `make test` runs some rows, `make slow` all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from socialkit.model.post import PostKind, State
from tests.e2e.cycles import Cycles
from tests.e2e.matrix import Row, follow, is_honest, the_post
from tests.e2e.routes import ROUTES
from tests.e2e.test_daemon import wait_until
from tests.emulators.exchange import Kind
from tests.emulators.server import World

REPRESENTATIVE = {
    ("instagrapi", "card", "drop, after", "lagging 60 s"),
    ("instagrapi", "card", "408, after", "failing"),
    ("instagrapi", "card", "late accept", "clear"),
    ("instagrapi", "card", "challenge, after", "lagging 8 min"),
    ("instagrapi", "carousel", "empty JSON, after", "clear"),
    ("instagrapi", "carousel", "login_required, after", "lagging 8 min"),
    ("instagrapi", "contrast", "feedback_required, before", "clear"),
    ("instagrapi", "story", "please wait, after", "clear"),
    ("page", "card", "502 HTML, before", "clear"),
    ("page", "card", "slow beyond SEND_TIMEOUT, after", "failing"),
    ("page", "card", "368, after", "lagging 60 s"),
    ("page", "carousel", "506/1455006, after", "lagging 60 s"),
    ("page", "contrast", "4/2207051, after", "clear"),
    ("page", "story", "190/463, before", "clear"),
    ("graph", "card", "4/2207051, after", "clear"),
    ("graph", "card", "drop, after", "status later than the last look"),
    ("graph", "card", "9/2207042, after", "lagging 8 min"),
    ("graph", "carousel", "190/463, after", "status 60 s late"),
    ("graph", "carousel", "-2/2207020, before", "clear"),
    ("graph", "story", "2, transient, after", "status later than the last look"),
    ("graph", "story", "drop, after", "lagging 8 min"),
}
SHORT = ("clear", "failing")


def is_tried(kind: PostKind, blow_is_taken: bool, reads: str) -> bool:
    """A contrast is one picture as a card is, and what was not taken cannot lag: fewer read-backs."""
    if kind is PostKind.CARD:
        return True
    if kind is PostKind.CONTRAST:
        return reads in {"clear", "lagging 8 min"} and (blow_is_taken or reads == "clear")
    return blow_is_taken or reads in SHORT


def rows() -> Iterator[object]:
    for name, route in ROUTES.items():
        for kind, blow, reads in itertools.product(PostKind, route.blows, route.read_backs):
            row = (name, kind.value, blow, reads)
            if is_tried(kind, route.blows[blow].is_taken, reads):
                marks = () if row in REPRESENTATIVE else (pytest.mark.slow,)
                yield pytest.param(*row, id=" | ".join(row), marks=marks)


@pytest.mark.parametrize(("name", "kind", "blow", "reads"), list(rows()))
def test_whatever_comes_back_the_post_stands_there_once_or_the_owner_is_told(
    cycles: Cycles, world: World, name: str, kind: str, blow: str, reads: str
) -> None:
    route = ROUTES[name]
    row = Row(cycles, world, route)
    row.settle_in(PostKind(kind))
    fault = route.blows[blow].on(route.commit)
    world.faults.append(fault)
    route.read_backs[reads](world)
    cycles.tick()
    assert (len(world.commits), fault.times) == (1, 0), "one publish, one request"
    if fault.kind is Kind.DELAY:
        wait_until(lambda: route.book(world), 5, "accepted late")
    follow(row)
    post, copies = the_post(cycles), len(route.book(world))
    assert is_honest(post, copies), (post.state, post.error)
    if kind == "story":
        assert len(world.commits) == 1, "a story is never sent again by itself"
    elif reads == "clear":
        assert post.state is State.POSTED


def test_every_representative_row_is_a_row() -> None:
    tried = {tuple(str(one.id).split(" | ")) for one in rows()}  # type: ignore[attr-defined]
    assert tried >= REPRESENTATIVE
