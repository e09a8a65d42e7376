"""schedule.yaml as values: rows, edits of one thing at a time, and the ways a save goes wrong.

Each row carries a tag and a version in its caption, so that the networks' books tell which row of
which edit a post is of. No two rows ever share a minute: two rows that differ in one field would be
one slot, edited (docs/manual/schedule.md).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NETWORKS = ("instagram", "facebook")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_MINUTE, LAST_MINUTE = 7 * 60, 20 * 60 + 30
"""Posts fall due by day, so that none is still in time after midnight: its date is that of its book."""
THEMES = ("paper", "night", "arch")
Place = tuple[str, date, str]
"""A row's tag, a local date, a network: one post at most."""


@dataclass(frozen=True)
class Row:
    """One row of `post:`."""

    tag: str
    at: time
    to: tuple[str, ...]
    days: frozenset[int] = frozenset()
    on: date | None = None
    theme: str = "paper"
    version: int = 1

    @property
    def text(self) -> str:
        names = ", ".join(DAYS[day] for day in sorted(self.days))
        when = f"date: {self.on}" if self.on else f"days: [{names}]"
        return (
            f'  - {{{when}, at: "{self.at:%H:%M}", to: [{", ".join(self.to)}], '
            f'theme: {self.theme}, caption: "{self.tag}.{self.version}: {{line}}"}}'
        )

    def falls_on(self, day: date) -> bool:
        return day == self.on if self.on else day.weekday() in self.days


@dataclass(frozen=True)
class File:
    """A good file. `ends_in_rows`: nothing stands below `post:`, so that a row less is an end too early."""

    rows: tuple[Row, ...]
    zone: str
    if_late: timedelta
    ends_in_rows: bool
    is_paused: bool = False

    @property
    def text(self) -> str:
        rows = "\n".join(row.text for row in self.rows)
        return self._around(f"post:\n{rows}\n")

    @property
    def without_rows(self) -> str:
        return self._around("post: []\n")

    def _around(self, post: str) -> str:
        minutes = self.if_late // timedelta(minutes=1)
        head = [
            f"timezone: {self.zone}",
            'brand: {name: Quiet Harbour, handle: "@quietharbour", website: https://quietharbour.example}',
            "articles: [articles/*]",
            "accounts: {instagram: {account: linked, via: instagrapi}, facebook: {page: linked}}",
            f"if_late: {minutes}m",
            "review: automatic",
            "when_empty: repeat",
            "repeat_after: 2d",
            f"pause: {'true' if self.is_paused else 'false'}",
        ]
        tail = "" if self.ends_in_rows else "quiet_days: []\n"
        return "\n".join(head) + "\n" + post + tail

    def row(self, tag: str) -> Row | None:
        return next((row for row in self.rows if row.tag == tag), None)

    def due_at(self, place: Place) -> datetime | None:
        """When the post of this place falls due by this file; None where it has none."""
        tag, day, network = place
        row = self.row(tag)
        if row is None or network not in row.to or not row.falls_on(day):
            return None
        return datetime.combine(day, row.at, ZoneInfo(self.zone)).astimezone(UTC)

    def next_row(self, now: datetime) -> Row | None:
        """The row that falls due next, by the date of `now` and the two after it."""
        days = [now.date() + timedelta(days=number) for number in range(3)]
        dues = {
            due_at: row
            for row in self.rows
            for day in days
            if (due_at := self.due_at((row.tag, day, row.to[0]))) is not None and due_at > now
        }
        return dues[min(dues)] if dues else None

    def changed(self, row: Row, **fields: object) -> File:
        new = replace(row, **fields)  # type: ignore[arg-type]
        return replace(self, rows=tuple(new if one is row else one for one in self.rows))


@dataclass
class Editor:
    """The owner at a text editor: one edit at a time."""

    chance: random.Random
    end: date
    _minutes: set[int] = field(default_factory=set)
    _count: int = 0

    def begin(self, zone: str, rows: int) -> File:
        """The first file."""
        lateness = timedelta(minutes=self.chance.choice((45, 90, 120, 180)))
        is_last = self.chance.random() < 0.4
        file = File((), zone, lateness, ends_in_rows=is_last)
        for _ in range(rows):
            file = replace(file, rows=(*file.rows, self._weekly_row()))
        return file

    def edit(self, file: File, now: datetime, today: date) -> tuple[str, File]:
        """One edit, and its name."""
        kinds: list[tuple[str, int, Callable[[File, datetime, date], File]]] = [
            ("row added", 2, self._add),
            ("dated row added", 4, self._add_date),
            ("row moved", 5, self._move),
            ("caption changed", 3, self._recaption),
            ("theme changed", 1, self._retheme),
            ("network changed", 2, self._change_networks),
            ("days changed", 2, self._change_days),
            ("row removed", 2, lambda file, now, _: self.remove(file, now)),
        ]
        names = [name for name, weight, _ in kinds for _ in range(weight)]
        name = self.chance.choice(names)
        make = next(one for other, _, one in kinds if other == name)
        return name, make(file, now, today)

    def remove(self, file: File, now: datetime) -> File:
        """A row goes; never the last one."""
        if len(file.rows) < 2:
            return file
        gone = self._pick(file, now)
        return replace(file, rows=tuple(row for row in file.rows if row is not gone))

    def _add(self, file: File, now: datetime, today: date) -> File:
        if len(file.rows) > 6:
            return self.remove(file, now)
        return self._insert(file, self._weekly_row(now))

    def _add_date(self, file: File, now: datetime, today: date) -> File:
        if len(file.rows) > 8:
            return self.remove(file, now)
        ahead = self.chance.choice((0, 0, 1, 2))
        day = min(today + timedelta(days=ahead), self.end)
        row = Row(self._next_tag(), self._minute(now), self._networks(), on=day)
        return self._insert(file, row)

    def _insert(self, file: File, row: Row) -> File:
        at = self.chance.randint(0, len(file.rows))
        return replace(file, rows=(*file.rows[:at], row, *file.rows[at:]))

    def _move(self, file: File, now: datetime, today: date) -> File:
        return file.changed(self._pick(file, now), at=self._minute(now))

    def _recaption(self, file: File, now: datetime, today: date) -> File:
        row = self._pick(file, now)
        return file.changed(row, version=row.version + 1)

    def _retheme(self, file: File, now: datetime, today: date) -> File:
        return file.changed(self._pick(file, now), theme=self.chance.choice(THEMES))

    def _change_networks(self, file: File, now: datetime, today: date) -> File:
        return file.changed(self._pick(file, now), to=self._networks())

    def _change_days(self, file: File, now: datetime, today: date) -> File:
        weekly = [row for row in file.rows if row.days]
        if not weekly:
            return file
        row = self.chance.choice(weekly)
        days = row.days ^ {self.chance.choice((today.weekday(), self.chance.randrange(7)))}
        return file.changed(row, days=days or row.days)

    def _pick(self, file: File, now: datetime) -> Row:
        """Any row, but mostly the one that falls due next: there an edit decides something."""
        soon = file.next_row(now) if self.chance.random() < 0.6 else None
        return soon or self.chance.choice(file.rows)

    def _weekly_row(self, now: datetime | None = None) -> Row:
        days = frozenset(self.chance.sample(range(7), self.chance.choice((3, 4, 5, 7))))
        return Row(self._next_tag(), self._minute(now), self._networks(), days=days)

    def _networks(self) -> tuple[str, ...]:
        return self.chance.choice((NETWORKS, NETWORKS, NETWORKS[:1], NETWORKS[1:]))

    def _next_tag(self) -> str:
        self._count += 1
        return f"R{self._count}"

    def _minute(self, now: datetime | None = None) -> time:
        """A minute that no row has had; half of the time near `now`, local time."""
        wanted = self.chance.randint(FIRST_MINUTE, LAST_MINUTE)
        if now is not None and self.chance.random() < 0.5:
            wanted = now.hour * 60 + now.minute + self.chance.randint(-3, 25)
        minute = min(max(wanted, FIRST_MINUTE), LAST_MINUTE)
        while minute in self._minutes:
            minute = minute + 1 if minute < LAST_MINUTE else FIRST_MINUTE
        self._minutes.add(minute)
        return time(*divmod(minute, 60))


def break_text(chance: random.Random, file: File) -> tuple[str, str]:
    """A save that is surely no good file, and how it went wrong."""
    text = file.text
    rows = [row.text for row in file.rows]
    row = chance.choice(rows)
    at = text.index(row)
    inside = at + chance.randint(row.index("{") + 1, len(row) - 1)
    spoilt = {
        "cut off inside a row": text[:inside],
        "a tab": text.replace(row, "\t" + row.lstrip()),
        "a key twice": text.replace("articles:", f"timezone: {file.zone}\narticles:"),
        "nothing in it": "",
        "no rows": file.without_rows,
        "a word that is none": text.replace("to: [", "to: [instagramm, ", 1),
    }
    name = chance.choice(sorted(spoilt))
    return name, spoilt[name]


def first_part(chance: random.Random, file: File) -> str:
    """What stands there while a slow program saves `file`."""
    return file.text[: chance.randint(0, len(file.text) - 1)]
