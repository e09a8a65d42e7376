"""The text of a calendar file (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545).

The standard wants rows of at most 75 octets, ended by CR and LF, and a number that grows with every
change of an event. An event that did not change keeps its stamp, so the text stays the same to the
letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MAX_OCTETS = 75
END = "\r\n"
PRODUCT = "PRODID:-//socialkit//calendar//EN"
SHOWN_FOR = timedelta(minutes=15)
"""A post takes no time, but a calendar hardly shows an event without a length."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `uid` never changes; `start` is aware; `is_certain`: it waits for nothing but its time."""

    uid: str
    start: datetime
    summary: str
    description: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Version:
    """An event as it was in the calendar, and which version that was."""

    rows: tuple[str, ...]
    stamp: str
    sequence: int


def write_calendar(name: str, events: Iterable[Event], before: str, *, now: datetime) -> str:
    """The text of a calendar of these events. `before` is the text of the file, empty where there is none."""
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
    """A text as a value: what has a meaning in the format is escaped, control characters are left out."""
    text = "\n".join(text.replace("\t", " ").splitlines())
    plain = "".join(
        sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
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
    rows = (
        f"UID:{escape(event.uid)}",
        f"DTSTART:{_instant(event.start)}",
        f"DTEND:{_instant(event.start + SHOWN_FOR)}",
        f"SUMMARY:{escape(event.summary)}",
        f"DESCRIPTION:{escape(event.description)}",
        f"STATUS:{'CONFIRMED' if event.is_certain else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",  # not busy: a post must not keep a client from booking the hour
    )
    version = known.get(rows[0], _Version((), "", -1))
    if version.rows != rows:
        version = _Version(rows, _instant(now), version.sequence + 1)
    yield "BEGIN:VEVENT"
    yield from rows
    yield f"DTSTAMP:{version.stamp}"
    yield f"LAST-MODIFIED:{version.stamp}"
    yield f"SEQUENCE:{version.sequence}"
    yield "END:VEVENT"


def _read_versions(text: str) -> dict[str, _Version]:
    """The events of a calendar that we wrote, by the row of their UID; an event in another form counts as
    missing."""
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
    event, (stamp, _, sequence) = tuple(rows[:-3]), rows[-3:] if len(rows) > 3 else ("", "", "")
    number = sequence.removeprefix("SEQUENCE:")
    if not stamp.startswith("DTSTAMP:") or not number.isdecimal():
        return None
    return _Version(event, stamp.removeprefix("DTSTAMP:"), int(number))


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
