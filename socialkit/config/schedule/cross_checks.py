"""Problems of a schedule whose single values are fine, and notes on what is rarely meant.

These checks also run where other rows are broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from socialkit.bounded_yaml import Value
from socialkit.config.document.reader import Document, Location
from socialkit.config.environment import SECRET
from socialkit.config.scalars import times, zones
from socialkit.config.schedule.schema import PostRow, ScheduleRows
from socialkit.errors import Problem

MAX_HASHTAGS = 30
MAX_MENTIONS = 20
MAX_COMMENT_CHARACTERS = 2200
"""Instagram refuses more. Those of a caption and of our comment below it are counted together, which is
not documented: the safe reading."""

NO_TIMES = (
    "there are no times. An empty list cancels nothing: what is planned stays planned. To stop posting, "
    "write pause: true; to cancel one post: socialkit cancel KEY"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """As much of the file as could be read. Rows that could not are None, so that numbers stay."""

    document: Document
    today: date
    posts: tuple[PostRow | None, ...]
    zone: ZoneInfo | None
    names: Set[str]

    def get(self, *path: str) -> Value:
        """The value in the file under these keys."""
        value = self.document.value
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return value


def read_parts(
    document: Document, whole: ScheduleRows | None, *, today: date, names: Set[str]
) -> Parts:
    """Every row of the document that can be read by itself; `whole` if all of it can."""
    top = document.value if isinstance(document.value, dict) else {}
    rows = top.get("post")
    try:
        zone = ZoneInfo(zones.read_zone(top.get("timezone")))
    except ValueError:
        zone = None
    posts: tuple[PostRow | None, ...] = () if whole is None else whole.post
    if whole is None and isinstance(rows, list):
        posts = tuple(map(_row, rows))
    return Parts(document, today, posts, zone, names)


def _row(value: Value) -> PostRow | None:
    try:
        return PostRow.model_validate(value)
    except ValidationError:
        return None


def check_meaning(parts: Parts) -> Iterator[Problem]:
    """Every error and note beyond single values."""
    yield from _fixed_zone(parts)
    yield from _days_or_date(parts)
    yield from _networks(parts)
    yield from _hashtags(parts)
    yield from _first_comments(parts)
    yield from _dates(parts)
    yield from _gaps(parts)
    yield from _same_time(parts)
    yield from _secrets(parts)
    if parts.get("post") == []:
        yield _problem(parts, ("post",), NO_TIMES, "note")


def _problem(
    parts: Parts, location: Location, words: str, level: Literal["error", "note"] = "error"
) -> Problem:
    line, column = parts.document.position(*location)
    return Problem(parts.document.file, line, column, words, level)


def _fixed_zone(parts: Parts) -> Iterator[Problem]:
    words = None if parts.zone is None else zones.describe_fixed_zone(parts.zone.key)
    if words is not None:
        yield _problem(parts, ("timezone",), words, "note")


def _days_or_date(parts: Parts) -> Iterator[Problem]:
    rows = parts.get("post")
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(row, dict):
            continue
        if "days" in row and "date" in row:
            line, column = parts.document.key_position("post", index, "date")
            words = "this row has days: and date:; keep one of them"
            yield Problem(parts.document.file, line, column, words)
        elif "days" not in row and "date" not in row:
            words = "this row does not say when; add days: [mon, wed, fri] or date: 2026-12-24"
            yield _problem(parts, ("post", index), words)
        elif row.get("days") == []:
            words = "there is no day in the [ ]; write for example days: [mon, wed, fri]"
            yield _problem(parts, ("post", index, "days"), words)


def _networks(parts: Parts) -> Iterator[Problem]:
    known = parts.get("accounts")
    if not isinstance(known, dict):
        return
    add = {
        "instagram": "instagram: {account: linked, via: instagrapi}",
        "facebook": "facebook: {page: linked}",
    }
    for index, row in enumerate(parts.posts):
        for position, network in enumerate(row.to if row else ()):
            if network not in known:
                words = f"there is no {network} under accounts:; add it there: {add[network]}"
                yield _problem(parts, ("post", index, "to", position), words)


def _hashtags(parts: Parts) -> Iterator[Problem]:
    tags = parts.get("caption", "hashtags")
    if isinstance(tags, list) and len(tags) > MAX_HASHTAGS:
        words = (
            f"there are {len(tags)} hashtags; Instagram allows {MAX_HASHTAGS}: remove those from "
            f"here on"
        )
        yield _problem(parts, ("caption", "hashtags", MAX_HASHTAGS), words)


def _first_comments(parts: Parts) -> Iterator[Problem]:
    """What Instagram would refuse in a first comment as it is written; {words} come on top."""
    own = parts.get("caption", "instagram", "first_comment")
    place = ("caption", "instagram") if own else ("caption",)
    comment, caption = parts.get(*place, "first_comment"), parts.get("caption", "text")
    caption = parts.get("caption", "instagram", "text") or caption
    if not isinstance(comment, str):
        return
    both = f"{caption if isinstance(caption, str) else ''} {comment}"
    for number, most, what in (
        (len(comment), MAX_COMMENT_CHARACTERS, "characters"),
        (both.count("#"), MAX_HASHTAGS, "hashtags, those of the caption included"),
        (both.count("@"), MAX_MENTIONS, "@names, those of the caption included"),
    ):
        if number > most:
            words = f"there are {number:,} {what}; Instagram allows {most:,}: remove some"
            yield _problem(parts, (*place, "first_comment"), words)


def _dates(parts: Parts) -> Iterator[Problem]:
    for index, row in enumerate(parts.posts):
        if row and row.on_date and row.on_date < parts.today:
            words = "this date is over, so nothing is posted for it; remove this row when you like"
            yield _problem(parts, ("post", index, "date"), words, "note")
    days = parts.get("quiet_days")
    for index, day in enumerate(days if isinstance(days, list) else (days,)):
        try:
            over = times.read_date(day) < parts.today
        except ValueError:
            continue
        if over:
            words = "this date is over; remove it when you like"
            yield _problem(parts, ("quiet_days", index), words, "note")
    yield from _pause(parts)


def _pause(parts: Parts) -> Iterator[Problem]:
    try:
        pause = times.read_pause(parts.get("pause"))
    except ValueError:
        return
    if pause and pause.until and pause.until <= parts.today:
        words = "this pause is over, so posts go out; write a later date, or remove the row"
        yield _problem(parts, ("pause",), words, "note")
    elif pause:
        until = f"until {pause.until}" if pause.until else "until you write pause: false"
        yield _problem(parts, ("pause",), f"nothing is posted {until}", "note")


def _gaps(parts: Parts) -> Iterator[Problem]:
    """Times that do not exist on their date, because the clocks go forward."""
    for index, row in enumerate(parts.posts):
        if row is None or row.on_date is None or parts.zone is None:
            continue
        try:
            wall = datetime.combine(row.on_date, row.at, parts.zone)
            back = wall.astimezone(UTC).astimezone(parts.zone)
        except OverflowError:
            continue
        if back.replace(tzinfo=None) != wall.replace(tzinfo=None):
            words = (
                f"the clocks go forward on this day and {row.at:%H:%M} does not exist; "
                f"the post goes out {_moved(row.on_date, back)}"
            )
            yield _problem(parts, ("post", index, "at"), words, "note")


def _moved(day: date, back: datetime) -> str:
    """Forward by the gap, or to the last minute before it if that would leave the date."""
    return f"at {back:%H:%M}" if back.date() == day else "in the last minute before that"


def _same_time(parts: Parts) -> Iterator[Problem]:
    """Two rows for one account at one time: allowed, but rarely meant."""
    seen: dict[tuple[object, ...], int] = {}
    for index, row in sorted(
        enumerate(parts.posts), key=lambda one: one[1] is not None and one[1].on_date is not None
    ):
        if row is None:
            continue
        whens: list[object] = [*set(row.days)] if row.on_date is None else [row.on_date]
        others = whens if row.on_date is None else [*whens, row.on_date.weekday()]
        first = min((seen[key] for key in _keys(others, row) if key in seen), default=None)
        if first is not None:
            line, _ = parts.document.position("post", first)
            words = (
                f"the row on line {line} posts to the same account at the same time; both go out"
            )
            yield _problem(parts, ("post", index, "at"), words, "note")
        for key in _keys(whens, row):
            seen.setdefault(key, index)


def _keys(whens: list[object], row: PostRow) -> list[tuple[object, ...]]:
    return [(when, row.at, network) for when in whens for network in row.to]


def _secrets(parts: Parts) -> Iterator[Problem]:
    rows = parts.get("notify")
    for index, address in enumerate(rows if isinstance(rows, list) else (rows,)):
        for name in SECRET.findall(address) if isinstance(address, str) else ():
            if name not in parts.names:
                words = f"${{{name}}} is not known; add a row {name}=… to .env"
                yield _problem(parts, ("notify", index), words, "note")
