"""`plan`, `rehearse`, `status`: everything about times and posts.

In: a folder and a number of days. Out: words or JSON. Knows nothing of how posts are made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from socialkit.cli.output import (
    complain,
    print_json,
    print_table,
    say,
    shorten,
    show_progress,
    terminal_width,
)
from socialkit.model import Network, Post, PostKind, State
from socialkit.wiring import Wiring, wire

WIDE_ENOUGH_FOR_KEYS = 100
SHORT_NAMES = {Network.INSTAGRAM: "Instagram", Network.FACEBOOK: "Facebook"}


def run_plan(folder: Path, *, days: int, as_json: bool) -> None:
    """Make, plan, store, show."""
    from socialkit.pipeline.ahead import plan_ahead
    from socialkit.pipeline.make import make
    from socialkit.pipeline.report import in_order, report_post

    wiring = wire(folder)
    tell_notes(wiring)
    now = wiring.clock.now()
    until = now + timedelta(days=days)
    with show_progress("Planning", quiet=as_json) as bar, wiring.open_outbox() as store:
        make(wiring.workspace, assets=wiring.assets, told=bar.step)
        ahead = plan_ahead(
            wiring.workspace, store, now=now, until=until, assets=wiring.assets, told=bar.step
        )
        posts = in_order(one for one in store.posts(since=now, until=until) if _shown(one))
    if as_json:
        lasts = ahead.plan.lasts_until
        print_json(
            {
                "posts": [report_post(post) for post in posts],
                "lasts_until": lasts.isoformat() if lasts else None,
            }
        )
        return
    show_posts(posts)
    for words in ahead.plan.notes:
        say(f"note: {words}")
    _say_lasts(ahead.plan.lasts_until, wiring.today)


def tell_notes(wiring: Wiring) -> None:
    """Say what was noticed about .env: that it was made readable by her alone, a mistyped name."""
    for one in wiring.settings.problems:
        complain(f"note: {one}")


def _shown(post: Post) -> bool:
    return post.state is not State.CANCELLED or post.cancelled_by == "her"


def _say_lasts(lasts_until: date | None, today: date) -> None:
    if lasts_until is not None and lasts_until <= today:
        say("No fresh line is left. Add an article, or say yes to more lines.")
    elif lasts_until is not None:
        say(f"There are lines enough until {lasts_until.day} {lasts_until:%B %Y}.")
    else:
        say("There are lines enough for a year and more.")


def show_posts(posts: Iterable[Post], *, needs_yes: Collection[str] = ()) -> None:
    """A table of posts, one row a time; the whole words stand in the cards and captions."""
    times = groupby(posts, key=lambda post: (post.plan.due_at, post.plan.slot_id))
    rows = [_row(tuple(group), needs_yes) for _, group in times]
    if rows:
        columns = 5 if terminal_width() >= WIDE_ENOUGH_FOR_KEYS else 4
        titles = ("when", "where", "what", "how", "key")[:columns]
        print_table(titles, [row[:columns] for row in rows], wide=2)
    else:
        say("Nothing is planned. Look at post: in schedule.yaml, or run: socialkit check")


def _row(posts: Sequence[Post], needs_yes: Collection[str]) -> tuple[str, ...]:
    first = posts[0].plan
    kind = "" if first.kind is PostKind.CARD else f"{first.kind.value}: "
    states = list(dict.fromkeys(_state_words(post, needs_yes) for post in posts))
    return (
        f"{datetime.fromisoformat(first.local_time):%a %d %b %H:%M}",
        "\n".join(SHORT_NAMES[post.plan.network] for post in posts),
        kind + shorten(first.text, 90),
        "\n".join(states),
        "\n".join(post.key for post in posts),
    )


def _state_words(post: Post, needs_yes: Collection[str]) -> str:
    if post.key in needs_yes or "your yes" in (post.error or ""):
        return "needs your yes"
    if post.state is State.POSTED and post.remote_id == f"rehearsal-{post.key}":
        return "goes out"
    if post.state is State.WAITING and "not connected" in (post.error or ""):
        return "not connected"
    if (post.error or "").startswith("A sample"):
        return "a sample"
    return post.state.value


def run_rehearse(folder: Path, *, days: int, as_json: bool) -> None:
    """Make, plan and publish on a clock that jumps; then show it."""
    from socialkit.pipeline.make import make
    from socialkit.pipeline.rehearse import rehearse
    from socialkit.pipeline.report import report_post

    wiring = wire(folder)
    tell_notes(wiring)
    with show_progress("Rehearsing", quiet=as_json) as bar, wiring.open_outbox() as store:
        make(wiring.workspace, assets=wiring.assets, told=bar.step)
        stage = wiring.stage(bar.step, lambda post: bar.step(post.plan.local_time))
        shown = rehearse(wiring.workspace, store, stage, now=wiring.clock.now(), days=days)
    posts = [one.post for one in shown.posts]
    if as_json:
        rows = [report_post(one.post) | {"needs_yes": one.needs_yes} for one in shown.posts]
        print_json({"posts": rows, "page": str(shown.page)})
        return
    show_posts(posts, needs_yes={one.post.key for one in shown.posts if one.needs_yes})
    for words in shown.ahead.plan.notes:
        say(f"note: {words}")
    say(f"Nothing left this computer. To see it all, open:\n  {shown.page}")


def run_status(folder: Path, *, as_json: bool) -> None:
    """How things stand."""
    from socialkit.pipeline.report import in_order
    from socialkit.pipeline.standing import report_standing

    wiring = wire(folder)
    tell_notes(wiring)
    with wiring.open_outbox() as store:
        report = report_standing(wiring.workspace, store, now=wiring.clock.now())
        posts = in_order(store.posts(since=wiring.clock.now()))
    if as_json:
        print_json(report)
        return
    if report["paused"]:
        say("Paused: nothing is posted. What falls due stays back.")
    say("All is well." if report["health"] == "ok" else "Something needs you:")
    for words in report["problems"]:
        say(f"  {words}")
    for one in report["accounts"]:
        if one["connected"] and not one["problem"]:
            say(f"  {SHORT_NAMES[Network(one['network'])]} {one['account']}: connected")
    counts = ", ".join(f"{number} {state}" for state, number in report["counts"].items())
    say(f"Posts: {counts or 'none yet'}")
    if posts:
        show_posts(post for post in posts if _shown(post))
