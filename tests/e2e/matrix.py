"""One row of the fault matrix: a post, what befalls it, and the hours after, until it has settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from socialkit.model.post import Post, PostKind, State
from tests.e2e.cycles import Cycles
from tests.e2e.faults import SEND_TIMEOUT
from tests.e2e.routes import Route, write_schedule
from tests.emulators.server import World

WAITS = tuple(timedelta(seconds=wait) for wait in (1, 31, 29, 65, 125, 605, 605, 3700, 605, 605))
"""Between the cycles: the product's own waits, each a little longer; the last ones for a second try."""

LONG_WAITS = (timedelta(minutes=65),) * 5
"""For what has failed several times before it could be looked for."""

QUIET = (timedelta(seconds=605), timedelta(minutes=65))
"""Once it has settled: nothing may follow."""


@dataclass(frozen=True)
class Row:
    """A world in which one post goes one route."""

    cycles: Cycles
    world: World
    route: Route

    def settle_in(self, kind: PostKind) -> None:
        """The workspace with one post that is due."""
        route, practice = self.route, self.cycles.practice
        route.settle_in(practice, self.world, SEND_TIMEOUT=str(SEND_TIMEOUT))
        self.cycles.keep = True
        write_schedule(practice, route, kind)

    def cycle(self, wait: timedelta) -> None:
        """One cycle after a while: the owner acts at once, the worst case for a read-back that lags."""
        self.cycles.reconnect()
        sent = len(self.world.commits)
        self.cycles.later(wait)
        assert len(self.world.commits) - sent <= 1, "one publish, one request"
        self.judge()

    def judge(self) -> None:
        """Never two copies, and whole or not at all."""
        book = self.route.book(self.world)
        assert len(book) <= 1, "never two copies"
        planned = tuple(image.sha256 for image in the_post(self.cycles).plan.images)
        assert planned and all(shas == planned for shas in book), "whole or not at all"


def the_post(cycles: Cycles) -> Post:
    """The only one there is."""
    (post,) = cycles.posts
    return post


def has_settled(post: Post) -> bool:
    """Whether nothing more would be done without the owner."""
    is_left_to_owner = post.state is State.UNCONFIRMED and post.look_at is None
    return is_left_to_owner or post.state in {State.POSTED, State.FAILED}


def follow(row: Row) -> None:
    """Cycle after cycle until the post has settled, and two more."""
    row.judge()
    for wait in WAITS + LONG_WAITS:
        if has_settled(the_post(row.cycles)):
            break
        row.cycle(wait)
    sent, state = len(row.world.commits), the_post(row.cycles).state
    for wait in QUIET:
        row.cycle(wait)
    if state is State.POSTED:
        assert len(row.world.commits) == sent, "what is posted is never sent again"


def is_honest(post: Post, copies: int) -> bool:
    """Posted means that it stands there, failed that it does not; else the owner is told what to do."""
    if post.state is State.POSTED:
        return copies == 1
    is_told = "socialkit " in (post.error or "")
    if post.state is State.FAILED:
        return is_told and copies == 0
    return post.state is State.UNCONFIRMED and is_told
