"""What she may write for times, days, dates, lengths of time and zones, and what it means.

In: a value as it stands in the file. Out: a time, a date, a length of time. Each verb raises
ValueError with what to write instead. Knows nothing of what day it is.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from socialkit.config.values import nearest, read_word, refuse_several, shorten
from socialkit.model import LateKind, LateRule, Pause

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_DAYS = 36_500
_DAY_NAMES: Mapping[str, int] = {
    name: index
    for index, names in enumerate(
        (
            "mon monday mo",
            "tue tuesday tues tu",
            "wed wednesday weds we",
            "thu thursday thurs th",
            "fri friday fr",
            "sat saturday sa",
            "sun sunday su",
        )
    )
    for name in names.split()
}
_ALL_DAYS = "[mon, tue, wed, thu, fri, sat, sun]"
_DAY_GROUPS: Mapping[str, str] = {
    "daily": _ALL_DAYS,
    "everyday": _ALL_DAYS,
    "every": _ALL_DAYS,
    "weekdays": "[mon, tue, wed, thu, fri]",
    "weekday": "[mon, tue, wed, thu, fri]",
    "weekend": "[sat, sun]",
    "weekends": "[sat, sun]",
}
_UNITS: Mapping[str, timedelta] = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "week", "weeks"), timedelta(weeks=1)),
}
_ZONE_HINTS: Mapping[str, str] = {
    "ist": "Asia/Kolkata",  # codespell:ignore ist
    "india": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "uk": "Europe/London",
    "england": "Europe/London",
    "bst": "Europe/London",
    "cest": "Europe/Berlin",
    "germany": "Europe/Berlin",
    "pst": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "ct": "America/Chicago",
    "et": "America/New_York",
    "washington": "America/New_York",
    "aest": "Australia/Sydney",
}
_NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})
_TIME = re.compile(r"(\d{1,2})(?:([:.h])(\d{2})(?::00)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,7}(?:\.\d{1,3})?)\s*([a-z]+)")
_UNTIL = re.compile(r"(?:until\s+)?(\S+?)(?:\s*:\s*(.*))?", re.IGNORECASE | re.DOTALL)


def read_time(value: object) -> time:
    """A time on the wall: "09:00", 9:30, 9am, "9.30 pm"."""
    word = read_word(value).replace("：", ":")
    match = _TIME.fullmatch(word)
    if match is None:
        raise ValueError(f'"{shorten(word)}" is not a time{_meant_time(word)}')
    hour, minute, half = int(match[1]), int(match[3] or 0), (match[4] or "").lower()[:1]
    if not half and match[2] in (None, "."):
        raise ValueError(f'a time is written with a colon, in quotes: "{hour:02}:{minute:02}"')
    if half and not 1 <= hour <= 12:
        raise ValueError(f'there is no {hour} {half}m; write for example "09:00" or 9am')
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError('there is no such time; write "00:00" to "23:59"')
    return time(hour, minute)


def read_daily_time(value: object) -> time:
    """A time on the wall at which something is done each day; yes and no are no time."""
    word = read_word(value).lower()
    if word in ("true", "yes", "on"):
        raise ValueError('write the time of the day at which you want to be told, e.g. "09:00"')
    if word in ("false", "no", "off", "never", "none"):
        raise ValueError('write a time, e.g. "09:00", or take this row away to be told nothing')
    return read_time(value)


def _meant_time(word: str) -> str:
    digits = re.sub(r"\D", "", word) if word.isascii() else ""
    if re.fullmatch(r"\d{3,4}", word) and int(digits[:-2]) < 24 and int(digits[-2:]) < 60:
        return f'; write "{int(digits[:-2]):02}:{digits[-2:]}"'
    return '; write it as "09:00" or 9am'


def read_weekday(value: object) -> int:
    """A weekday, 0 for Monday."""
    word = read_word(value)
    plain = word.lower().rstrip(".")
    if plain in _DAY_NAMES:
        return _DAY_NAMES[plain]
    refuse_several(plain, _DAY_NAMES)
    for name, days in _DAY_GROUPS.items():
        if plain.replace(" ", "").startswith(name):
            raise ValueError(f'"{shorten(word)}" is not a weekday; write days: {days}')
    ends = [_DAY_NAMES.get(one) for one in re.split(r"\s*(?:-|–|to)\s*", plain)]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] < ends[1]:
        row = ", ".join(WEEKDAYS[ends[0] : ends[1] + 1])
        raise ValueError(f"write each day: days: [{row}]")
    close = nearest(plain, (*WEEKDAYS, *(name for name in _DAY_NAMES if len(name) > 4)))
    meant = f'; did you mean "{WEEKDAYS[_DAY_NAMES[close]]}"?' if close else ""
    raise ValueError(
        f'"{shorten(word)}" is not a weekday{meant or "; write " + ", ".join(WEEKDAYS)}'
    )


def read_date(value: object) -> date:
    """A date: 2026-12-24."""
    word = read_word(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
            return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"there is no {word} in the calendar; write another date") from None
    raise ValueError(f'"{shorten(word)}" is not a date; {_meant_date(word)}')


def _meant_date(word: str) -> str:
    numbers = [int(one) for one in re.findall(r"\d{1,4}", word)]
    for year, month, day in (numbers[:3], numbers[2::-1]) if len(numbers) >= 3 else ():
        sure = year > 31 and (day > 12 or day == month or word.startswith(str(year)) or "." in word)
        if sure and month <= 12 and 0 < day <= 31 and month:
            return f"write {year:04}-{month:02}-{day:02}"
    return "write year, month and day, for example 2026-12-24"


def read_duration(value: object) -> timedelta:
    """A length of time: 2h, 90m, 180d, 2 hours, 1h 30m."""
    word = read_word(value)
    plain = word.lower().replace(" and ", " ")
    amounts = _AMOUNT.findall(plain)
    rest = re.sub(r"[\s,]+", "", _AMOUNT.sub("", plain))
    if not amounts or rest:
        unit = " (m, h, d or w after the number)" if re.fullmatch(r"[\d.]+", plain) else ""
        raise ValueError(f'"{shorten(word)}" is not a length of time{unit}; write 2h, 90m or 180d')
    unknown = [unit for _, unit in amounts if unit not in _UNITS]
    if unknown:
        raise ValueError(
            f'"{unknown[0]}" is not understood; write minutes, hours, days or weeks: 90m, 2h, 180d'
        )
    length = sum((float(number) * _UNITS[unit] for number, unit in amounts), timedelta())
    if not timedelta() < length <= timedelta(days=MOST_DAYS):
        raise ValueError("this is too short or too long; write for example 2h or 180d")
    return length


def read_late(value: object) -> LateRule:
    """`if_late`: a length of time, same day, next slot, skip."""
    word = re.sub(r"[\s_-]+", " ", read_word(value)).lower()
    kinds = {kind.value: kind for kind in LateKind if kind is not LateKind.WITHIN}
    if word in kinds:
        return LateRule(kinds[word], None)
    if not word[:1].isdigit():
        close = nearest(word, kinds)
        meant = f'did you mean "{close}"?' if close else "write 2h, same day, next slot or skip"
        raise ValueError(f'"{shorten(word)}" is not known here; {meant}')
    return LateRule(LateKind.WITHIN, read_duration(value))


def read_repeat(value: object) -> timedelta | None:
    """`repeat_after`: a length of time, or None for never."""
    word = read_word(value)
    if word.lower() == "never":
        return None
    if not word[:1].isdigit():
        raise ValueError(f'"{shorten(word)}" is not known here; write 180d or never')
    return read_duration(value)


def read_pause(value: object) -> Pause | None:
    """`pause`: true, false, "until 2026-12-01", "until 2026-12-01: reason"."""
    if isinstance(value, dict):
        raise ValueError('put it in quotes: pause: "until 2026-12-01: reason"')
    word = read_word(value)
    if word.lower() in ("true", "yes", "on", "false", "no", "off"):
        return Pause() if word.lower() in ("true", "yes", "on") else None
    match = _UNTIL.fullmatch(word)
    if match is None or not match[1][0].isdigit():
        raise ValueError(
            f'"{shorten(word)}" is not understood; write true, false or "until 2026-12-01"'
        )
    return Pause(read_date(match[1]), (match[2] or "").strip() or None)


def read_zone(value: object) -> str:
    """A time zone by its name in the tz database, such as Asia/Kolkata."""
    word = read_word(value)
    try:
        if word not in _NO_ZONES:
            return zoneinfo.ZoneInfo(word).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise ValueError(f'"{shorten(word)}" is not a time zone{_meant_zone(word)}')


def _meant_zone(word: str) -> str:
    zones = {zone for zone in zoneinfo.available_timezones() if "/" in zone and zone[:3] != "Etc"}
    plain = word.lower().replace("_", " ")
    cities = {zone.rpartition("/")[2].replace("_", " ").lower(): zone for zone in sorted(zones)}
    close = _ZONE_HINTS.get(plain) or cities.get(plain)
    close = close or nearest(word.replace(" ", "_"), zones, cutoff=0.75)
    if close is None:
        city = nearest(plain, cities, cutoff=0.8)
        close = cities[city] if city else None
    return f'; did you mean "{close}"?' if close else "; write for example Asia/Kolkata"


def unique(values: Iterable[int]) -> tuple[int, ...]:
    """In order, each once."""
    return tuple(sorted(set(values)))
