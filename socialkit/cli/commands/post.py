"""`post`, `cancel`, `resolve` and `unpublish`: commands that act on single posts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_error, print_json, say
from socialkit.errors import OutboxError, WorkspaceBusy
from socialkit.model.post import Post, State
from socialkit.runtime.container import Container, build_container
from socialkit.runtime.workspace_lock import hold

if TYPE_CHECKING:
    from socialkit.outbox.store import Store


def run_post(key: str, folder: Path, *, as_json: bool) -> None:
    """Send one post now: here, or by the daemon where one runs."""
    from socialkit.pipeline.delivery.manual_actions import (
        refuse_in_pause,
        request_now,
        send,
        why_blocked,
        why_cooling_down,
        why_waiting,
    )
    from socialkit.runtime.publishing import open_delivery
    from socialkit.runtime.schedule_reload import peek

    container = peek(build_container(folder))
    now = container.clock.now()
    with container.open_outbox() as store:
        refuse_in_pause(container.workspace, store, now=now)
        post = request_now(key, store, now=now, lag=container.settings.lag)
        update_calendar(container, store)
        cooldown = why_cooling_down(post, store, now=now)
    if cooldown is not None:
        raise not_sent(post, cooldown)
    wait = why_waiting(post, container.workspace.schedule.timezone, now=now)
    if wait is not None:
        say_post(post, f"{post.key}: requested. {wait}", as_json)
        return
    try:
        with hold(container.state_folder), open_delivery(container) as live:
            post = send(post, live.delivery)
            update_calendar(container, live.store)
            blocked = why_blocked(post, live.store, now=container.clock.now())
    except WorkspaceBusy:
        say_post(post, f"{post.key}: the running socialkit sends it within a minute.", as_json)
        return
    if post.state is State.POSTED:
        say_post(post, f"{post.key}: posted {post.permalink or ''}".rstrip(), as_json)
    elif blocked.is_a_limit:
        words = f"{post.key}: requested; it goes out as soon as it may ({blocked.words})."
        say_post(post, words, as_json)
    else:
        raise not_sent(post, f"{blocked.words}{when_instead(post, container.clock.now())}")


def when_instead(post: Post, now: datetime) -> str:
    """When a post goes out that had to wait although the owner asked for it: at its own time, or when the
    owner asks again. Empty where it does not wait."""
    from socialkit.plan.wording import describe_post

    if post.state is not State.WAITING:
        return ""
    words = post.error or ""
    end = "" if words.endswith(".") else "."
    if post.plan.due_at > now:
        return f"{end} It keeps its time: {describe_post(post.plan)}."
    return f"{end} Then run this again."


def not_sent(post: Post, words: str) -> OutboxError:
    """The error for a requested post that is not known to be out."""
    if post.state is State.UNCONFIRMED:
        return OutboxError(f"{post.key}: sent, but not confirmed. {words}")
    return OutboxError(f"{post.key} was not sent. {words}")


def run_cancel(key: str, folder: Path, *, as_json: bool) -> None:
    """Cancel one post."""
    from socialkit.pipeline.delivery.manual_actions import cancel

    container = build_container(folder)
    with container.open_outbox() as store:
        post = cancel(key, store)
        update_calendar(container, store)
    say_post(post, f"{post.key} is cancelled.", as_json)


def run_resolve(key: str, folder: Path, *, is_posted: bool, as_json: bool) -> None:
    """Record what the owner saw on the account."""
    from socialkit.pipeline.delivery.manual_actions import resolve

    container = build_container(folder)
    with container.open_outbox() as store:
        post = resolve(key, store, is_posted=is_posted, now=container.clock.now())
        update_calendar(container, store)
    words = (
        "posted, as you say" if is_posted else f"not posted. To send it: socialkit post {post.key}"
    )
    say_post(post, f"{post.key} counts as {words}", as_json)


def run_unpublish(key: str, folder: Path, *, as_json: bool) -> None:
    """Delete one post from its network."""
    from socialkit.pipeline.delivery.manual_actions import unpublish
    from socialkit.runtime.publishing import open_delivery
    from socialkit.runtime.schedule_reload import peek

    container = peek(build_container(folder))
    with open_delivery(container) as live:
        post = unpublish(key, live.store, live.publishers, live.delivery)
        update_calendar(container, live.store)
    say_post(post, f"{post.key} was taken down.", as_json)


def update_calendar(container: Container, store: Store) -> None:
    """Bring calendar.ics up to date, where there is one; a calendar that cannot be written is a note."""
    from socialkit.pipeline.planning.calendar_file import follow_calendar

    note = follow_calendar(
        store,
        container.folder,
        now=container.clock.now(),
        today=container.today,
        remember=container.remember,
    )
    if note is not None:
        print_error(f"note: {note}")


def say_post(post: Post, words: str, as_json: bool) -> None:
    """What became of a post, as words or as POST."""
    from socialkit.cli.views.json_views import report_post

    if as_json:
        print_json(report_post(post))
    else:
        say(words)
