"""`post`, `cancel`, `resolve` and `unpublish`: commands that act on single posts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import complain, print_json, say
from socialkit.errors import Occupied, OutboxError
from socialkit.model.post import Post, State
from socialkit.runtime.container import Wiring, wire
from socialkit.runtime.workspace_lock import hold

if TYPE_CHECKING:
    from socialkit.outbox.store import Store


def run_post(key: str, folder: Path, *, as_json: bool) -> None:
    """Send one post now: here, or by the daemon where one runs."""
    from socialkit.pipeline.delivery.blocked import (
        find_hindrance,
        find_rest,
        find_wait,
        refuse_in_pause,
    )
    from socialkit.pipeline.delivery.manual_actions import ask_for, send
    from socialkit.runtime.publishing import open_desk
    from socialkit.runtime.schedule_reload import look

    wiring = look(wire(folder))
    now = wiring.clock.now()
    with wiring.open_outbox() as store:
        refuse_in_pause(wiring.workspace, store, now=now)
        post = ask_for(key, store, now=now, lag=wiring.settings.lag)
        follow(wiring, store)
        rest = find_rest(post, store, now=now)
    if rest is not None:
        raise not_sent(post, rest)
    wait = find_wait(post, wiring.workspace.schedule.timezone, now=now)
    if wait is not None:
        say_post(post, f"{post.key}: asked for. {wait}", as_json)
        return
    try:
        with hold(wiring.state_folder), open_desk(wiring) as live:
            post = send(post, live.desk)
            follow(wiring, live.store)
            hindrance = find_hindrance(post, live.store, now=wiring.clock.now())
    except Occupied:
        say_post(post, f"{post.key}: the running socialkit sends it within a minute.", as_json)
        return
    if post.state is State.POSTED:
        say_post(post, f"{post.key}: posted {post.permalink or ''}".rstrip(), as_json)
    elif hindrance.is_a_limit:
        words = f"{post.key}: asked for; it goes as soon as it may ({hindrance.words})."
        say_post(post, words, as_json)
    else:
        raise not_sent(post, hindrance.words)


def not_sent(post: Post, words: str) -> OutboxError:
    """Why a post that she asked for is not known to be there."""
    if post.state is State.UNCONFIRMED:
        return OutboxError(f"{post.key}: sent, but not confirmed. {words}")
    return OutboxError(f"{post.key} was not sent. {words}")


def run_cancel(key: str, folder: Path, *, as_json: bool) -> None:
    """Take one post out."""
    from socialkit.pipeline.delivery.manual_actions import take_out

    wiring = wire(folder)
    with wiring.open_outbox() as store:
        post = take_out(key, store)
        follow(wiring, store)
    say_post(post, f"{post.key} is cancelled.", as_json)


def run_resolve(key: str, folder: Path, *, is_posted: bool, as_json: bool) -> None:
    """Settle a doubt."""
    from socialkit.pipeline.delivery.manual_actions import settle

    wiring = wire(folder)
    with wiring.open_outbox() as store:
        post = settle(key, store, is_posted=is_posted, now=wiring.clock.now())
        follow(wiring, store)
    words = (
        "posted, by your word" if is_posted else f"not there. socialkit post {post.key} sends it"
    )
    say_post(post, f"{post.key} counts as {words}.", as_json)


def run_unpublish(key: str, folder: Path, *, as_json: bool) -> None:
    """Delete one post from its network."""
    from socialkit.pipeline.delivery.manual_actions import take_down
    from socialkit.runtime.publishing import open_desk
    from socialkit.runtime.schedule_reload import look

    wiring = look(wire(folder))
    with open_desk(wiring) as live:
        post = take_down(key, live.store, live.couriers, live.desk)
        follow(wiring, live.store)
    say_post(post, f"{post.key} was taken down.", as_json)


def follow(wiring: Wiring, store: Store) -> None:
    """Let her calendar follow, where there is one; what stands in its way never stops a command."""
    from socialkit.pipeline.planning.calendar_file import follow_calendar

    note = follow_calendar(
        store,
        wiring.folder,
        now=wiring.clock.now(),
        today=wiring.today,
        remember=wiring.remember,
    )
    if note is not None:
        complain(f"note: {note}")


def say_post(post: Post, words: str, as_json: bool) -> None:
    """What became of a post, as words or as POST."""
    from socialkit.pipeline.status.report import report_post

    if as_json:
        print_json(report_post(post))
    else:
        say(words)
