"""calendar.ics: what is planned, for the owner's calendar.

Where it cannot be written, that is a note and nothing else stops.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from socialkit.config.document.edit import write_atomically
from socialkit.errors import ConfigError
from socialkit.model.post import OPEN_STATES, Post, State
from socialkit.model.protocols import Remember, read_anew
from socialkit.model.schedule import Pause, Schedule
from socialkit.model.wording import shorten
from socialkit.outbox.store import Store
from socialkit.pipeline.planning.icalendar_text import Event, is_ours, write_calendar
from socialkit.pipeline.schedule.activate import peek_schedule
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.wording import in_order, name_state, name_words

log = logging.getLogger(__name__)

CALENDAR_NAME = "calendar.ics"
HISTORY_PERIOD = timedelta(days=30)
MAX_TITLE_CHARACTERS = 100
"""Characters of a line in the title of an event; the caption below holds all of it."""
CERTAIN = frozenset({State.SCHEDULED, State.SENDING, State.POSTED})


def keep_calendar(workspace: Workspace, store: Store, *, now: datetime) -> str | None:
    """Write what is planned, and what went out in the last 30 days. Give why it could not be written, in
    words; a calendar of that name that is not ours is left alone."""
    return _write(workspace.folder, workspace.schedule, store, now=now)


def follow_calendar(
    store: Store, folder: Path, *, now: datetime, today: date, remember: Remember = read_anew
) -> str | None:
    """Bring an existing calendar up to date after a command; no article is read for that. Give why it
    could not be written, in words."""
    if not (folder / CALENDAR_NAME).exists():
        return None
    found = peek_schedule(store, folder, now=now, today=today, remember=remember)
    schedule = found.loaded.schedule
    return None if schedule is None else _write(folder, schedule, store, now=now)


def _write(folder: Path, schedule: Schedule, store: Store, *, now: datetime) -> str | None:
    path = folder / CALENDAR_NAME
    posts = store.posts(since=now - HISTORY_PERIOD)
    events = build_events(posts, schedule, read_pause(store), whose=store.workspace)
    name = f"Posts of {schedule.brand.name}"
    try:
        before = path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
        if before and not is_ours(before):
            return _note(f"{path} is not a calendar that socialkit made; move it to another name")
        text = write_calendar(name, events, before, now=now)
        if text != before and (before or events):
            write_atomically(path, text)
            if not before:
                _keep_out_of_git(folder / ".gitignore")
    except ConfigError as error:
        return _note(str(error))
    except OSError as error:
        return _note(f"{path} cannot be read or written ({error.strerror})")
    return None


def _keep_out_of_git(path: Path) -> None:
    """It holds captions before they are posted. `init` lists it; a list that an older `init` wrote gets
    the row when the calendar is first made. A list that is not about socialkit is left alone."""
    with suppress(OSError, UnicodeError, ConfigError):
        rows = path.read_bytes().decode("utf-8").splitlines()
        if ".socialkit/" in rows and not {CALENDAR_NAME, f"/{CALENDAR_NAME}", "*.ics"} & set(rows):
            write_atomically(path, "\n".join([*rows, CALENDAR_NAME, ""]))


def _note(words: str) -> str:
    words = f"{words}. Posting goes on; only your calendar is out of date."
    log.info("%s", words)
    return words


def build_events(
    posts: Iterable[Post], schedule: Schedule, command: Pause | None, *, whose: str
) -> list[Event]:
    """One event for each time of a slot, with all its accounts; cancelled posts are left out.
    `command` is the pause by command, `whose` tells this practice from any other."""
    kept = in_order(one for one in posts if one.state is not State.CANCELLED)
    events: list[Event] = []
    taken: set[str] = set()
    for _, group in groupby(kept, key=lambda post: (post.plan.due_at, post.plan.slot_id)):
        together = list(group)
        plan = together[0].plan
        uid = f"{plan.slot_id}-{plan.local_date:%Y%m%d}"
        while uid in taken:  # a slot that moved after one of its accounts was served
            uid += "+"
        taken.add(uid)
        events.append(_event(together, f"{uid}@{whose}.socialkit", schedule, command))
    return events


def _event(posts: Sequence[Post], uid: str, schedule: Schedule, command: Pause | None) -> Event:
    states = [_state_of(post, schedule, command) for post in posts]
    where = ", ".join(post.plan.network.label for post in posts)
    words = name_words(posts[0])
    short = shorten(words, MAX_TITLE_CHARACTERS)
    open_ones = dict.fromkeys(one for one in states if one not in CERTAIN)
    lead = f"({', '.join(open_ones)}) " if open_ones else ""
    return Event(
        uid=uid,
        start=posts[0].plan.due_at,
        summary=f"{lead}{where}: {short}",
        description="\n\n".join([*map(_describe_state, posts, states), *_captions(posts)]),
        is_certain=not open_ones,
    )


def _state_of(post: Post, schedule: Schedule, command: Pause | None) -> str:
    """Its state in a few words; a post that falls due in a pause counts as paused."""
    pause = pause_in_force(schedule, command, now=post.plan.due_at)
    is_paused = pause is not None and post.state in OPEN_STATES
    return State.PAUSED.value if is_paused else name_state(post)


def _describe_state(post: Post, state: str) -> str:
    """The account, the state, the reason, and the key for commands."""
    account = post.plan.account.removeprefix("https://").removeprefix("www.")
    rows = [f"{post.plan.network.label} ({account}): {state}"]
    if post.state is State.POSTED:
        rows += [post.permalink] if post.permalink else []
    else:
        rows += [post.error] if post.error else []
        rows.append(f"To cancel it: socialkit cancel {post.key}")
    return "\n".join(rows)


def _captions(posts: Sequence[Post]) -> Iterator[str]:
    """The caption; where accounts get different ones, each under the name of its network."""
    captions = dict.fromkeys(post.plan.caption for post in posts)
    if len(captions) == 1:
        yield from captions
        return
    for post in posts:
        yield f"{post.plan.network.label}:\n{post.plan.caption}"
