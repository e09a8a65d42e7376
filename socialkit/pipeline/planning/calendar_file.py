"""calendar.ics: the planned posts, for the calendar on the owner's phone.

The format is RFC 5545: rows of at most 75 octets that end with CR and LF, and a number that grows
with each change of an event. An unchanged event keeps its stamp, and the text stays the same. If the
file cannot be written there is a note, and nothing else stops.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from socialkit.config.document.edit import write_atomically
from socialkit.errors import ConfigError
from socialkit.files import read_file
from socialkit.model.post import OPEN_STATES, Post, State
from socialkit.model.protocols import Remember, read_uncached
from socialkit.model.schedule import Pause, Schedule
from socialkit.model.text import shorten, without_steering
from socialkit.outbox.store import Store
from socialkit.pipeline.schedule.activate import peek_schedule
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.slots import LOOK_BACK
from socialkit.plan.wording import in_order, name_state, name_words

MAX_OCTETS = 75
END = "\r\n"
PRODUCT = "PRODID:-//socialkit//calendar//EN"
EVENT_LENGTH = timedelta(minutes=15)
"""A post takes no time, but an event without a length is hard to see."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `uid` never changes; `start` is aware; `is_certain` says that it only waits for its
    time."""

    uid: str
    start: datetime
    summary: str
    description: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Version:
    """An event as it was in the calendar, and the number of that version."""

    rows: tuple[str, ...]
    stamp: str
    sequence: int


def write_calendar(name: str, events: Iterable[Event], before: str, *, now: datetime) -> str:
    """The calendar of these events. `before` is the text of the file so far, empty if there is none."""
    known = _read_versions(before)
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", PRODUCT, "CALSCALE:GREGORIAN"]
    rows += [f"NAME:{escape(name)}", f"X-WR-CALNAME:{escape(name)}"]
    rows += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for event in events:
        rows += _event_rows(event, known, now)
    return "".join(fold(row) + END for row in [*rows, "END:VCALENDAR"])


def is_ours(text: str) -> bool:
    """Whether socialkit wrote this calendar."""
    return PRODUCT in text


def escape(text: str) -> str:
    """A text as a value: special characters are escaped, control characters are left out."""
    plain = "\n".join(map(without_steering, text.replace("\t", " ").splitlines()))
    for sign in "\\;,":
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def fold(row: str) -> str:
    """The row in pieces of at most 75 octets, no letter cut in two."""
    pieces, piece, octets = [], "", 0
    for sign in row:
        weight = len(sign.encode())
        if octets + weight > MAX_OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += sign
        octets += weight
    return END.join([*pieces, piece])


def _event_rows(event: Event, known: dict[str, _Version], now: datetime) -> Iterator[str]:
    content = (
        f"UID:{escape(event.uid)}",
        f"DTSTART:{_instant(event.start)}",
        f"DTEND:{_instant(event.start + EVENT_LENGTH)}",
        f"SUMMARY:{escape(event.summary)}",
        f"DESCRIPTION:{escape(event.description)}",
        f"STATUS:{'CONFIRMED' if event.is_certain else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",  # nobody is busy: a post must not keep a client from booking the hour
    )
    version = known.get(content[0], _Version((), "", -1))
    if version.rows != content:
        version = _Version(content, _instant(now), version.sequence + 1)
    yield "BEGIN:VEVENT"
    yield from content
    yield f"DTSTAMP:{version.stamp}"
    yield f"LAST-MODIFIED:{version.stamp}"
    yield f"SEQUENCE:{version.sequence}"
    yield "END:VEVENT"


def _read_versions(text: str) -> dict[str, _Version]:
    """The events of a calendar that we wrote, by the row of their UID; what reads otherwise counts as
    not there."""
    found: dict[str, _Version] = {}
    rows: list[str] = []
    for row in text.replace(END, "\n").replace("\n ", "").split("\n"):
        if row == "BEGIN:VEVENT":
            rows = []
        elif row == "END:VEVENT":
            version = _read_version(rows)
            if version is not None:
                found[version.rows[0]] = version
        else:
            rows.append(row)
    return found


def _read_version(rows: list[str]) -> _Version | None:
    content, (stamp, _, sequence) = tuple(rows[:-3]), rows[-3:] if len(rows) > 3 else ("", "", "")
    number = sequence.removeprefix("SEQUENCE:")
    if not stamp.startswith("DTSTAMP:") or not number.isdecimal():
        return None
    return _Version(content, stamp.removeprefix("DTSTAMP:"), int(number))


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


log = logging.getLogger(__name__)
CALENDAR_NAME = "calendar.ics"
MAX_TITLE_LENGTH = 100
"""Letters of the text in the title of an event; the description holds all of it."""
CERTAIN = frozenset({State.SCHEDULED, State.SENDING, State.POSTED})


def keep_calendar(workspace: Workspace, store: Store, *, now: datetime) -> str | None:
    """Write what is planned, and what went out in the last 30 days. Give, for people, why it could not
    be written; a calendar of that name that socialkit did not write is left alone."""
    return _write(workspace.folder, workspace.schedule, store, now=now)


def follow_calendar(
    store: Store, folder: Path, *, now: datetime, today: date, remember: Remember = read_uncached
) -> str | None:
    """Update an existing calendar after a command of the owner; no article is read for that. Give, for
    people, why it could not be written."""
    if not (folder / CALENDAR_NAME).exists():
        return None
    found = peek_schedule(store, folder, now=now, today=today, remember=remember)
    schedule = found.loaded.schedule
    return None if schedule is None else _write(folder, schedule, store, now=now)


def _write(folder: Path, schedule: Schedule, store: Store, *, now: datetime) -> str | None:
    path = folder / CALENDAR_NAME
    posts = store.posts(since=now - LOOK_BACK)
    events = draw_events(posts, schedule, read_pause(store), whose=store.workspace)
    name = f"Posts of {schedule.brand.name}"
    try:
        before = read_file(path).decode("utf-8", "replace") if path.exists() else ""
        if before and not is_ours(before):
            return _log(f"{path} is not a calendar that socialkit made; move it to another name")
        text = write_calendar(name, events, before, now=now)
        if text != before and (before or events):
            write_atomically(path, text)
            if not before:
                _keep_out_of_git(folder / ".gitignore")
    except ConfigError as error:
        return _log(str(error))
    except OSError as error:
        return _log(f"{path} cannot be read or written ({error.strerror})")
    return None


def _keep_out_of_git(path: Path) -> None:
    """The calendar holds captions before they are posted. `init` lists it in .gitignore; a file that an
    older `init` wrote gets the row when the calendar is first made. A .gitignore without socialkit's
    rows is left alone."""
    with suppress(OSError, UnicodeError, ConfigError):
        rows = read_file(path).decode("utf-8").splitlines()
        if ".socialkit/" in rows and not {CALENDAR_NAME, f"/{CALENDAR_NAME}", "*.ics"} & set(rows):
            write_atomically(path, "\n".join([*rows, CALENDAR_NAME, ""]))


def _log(words: str) -> str:
    words = f"{words}. Posting continues; only your calendar is not updated."
    log.info("%s", words)
    return words


def draw_events(
    posts: Iterable[Post], schedule: Schedule, command: Pause | None, *, whose: str
) -> list[Event]:
    """One event for each time of a slot, with all its accounts; cancelled posts have none. `command` is
    a pause by command, `whose` distinguishes this workspace from any other."""
    standing = in_order(one for one in posts if one.state is not State.CANCELLED)
    events: list[Event] = []
    taken: set[str] = set()
    for _, group in groupby(standing, key=lambda post: (post.plan.due_at, post.plan.slot_id)):
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
    short = shorten(words, MAX_TITLE_LENGTH)
    open_ones = dict.fromkeys(one for one in states if one not in CERTAIN)
    lead = f"({', '.join(open_ones)}) " if open_ones else ""
    return Event(
        uid=uid,
        start=posts[0].plan.due_at,
        summary=f"{lead}{where}: {short}",
        description="\n\n".join([*map(_standing, posts, states), *_captions(posts)]),
        is_certain=not open_ones,
    )


def _state_of(post: Post, schedule: Schedule, command: Pause | None) -> str:
    """Its state in a few words; a post that will fall due during a pause counts as paused."""
    pause = pause_in_force(schedule, command, now=post.plan.due_at)
    is_paused = pause is not None and post.state in OPEN_STATES
    return State.PAUSED.value if is_paused else name_state(post)


def _standing(post: Post, state: str) -> str:
    """The account, the state, the reason, and the command that cancels it."""
    account = post.plan.account.removeprefix("https://").removeprefix("www.")
    rows = [f"{post.plan.network.label} ({account}): {state}"]
    if post.state is State.POSTED:
        rows += [post.permalink] if post.permalink else []
    else:
        rows += [post.error] if post.error else []
        rows.append(f"To cancel it: socialkit cancel {post.key}")
    return "\n".join(rows)


def _captions(posts: Sequence[Post]) -> Iterator[str]:
    """The caption; of accounts that get different ones, each under its name."""
    captions = dict.fromkeys(post.plan.caption for post in posts)
    if len(captions) == 1:
        yield from captions
        return
    for post in posts:
        yield f"{post.plan.network.label}:\n{post.plan.caption}"
