"""What may be written for times, days, dates and lengths of time, and what it means.

Each function raises ValueError with what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from socialkit.config.scalars.values import nearest, read_sign, read_word, refuse_several, shorten
from socialkit.model.schedule import LateKind, LateRule, Pause

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_DAYS = 36_500
DAY_NAMES: Mapping[str, int] = {
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
UNITS: Mapping[str, timedelta] = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "week", "weeks"), timedelta(weeks=1)),
}
_TIME = re.compile(r"(\d{1,2})(?:([:.h])(\d{2})(?::00)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_LOOSE_TIME = re.compile(
    r"(\d{1,2}?)\s*(?:[-,_/:.h ]?\s*(\d{2})|o.?clock|uhr)\s*([a-z]{2,4}|[a-z]+/[a-z_]+)?", re.ASCII
)
_NAMED_TIMES: Mapping[str, str] = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_ONE_TIME = "a row has one time; write one row for each"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AMOUNT = re.compile(r"(\d{1,7}(?:\.\d{1,3})?)\s*([a-z]+)")
_UNTIL = re.compile(r"(?:until\s+)?(\S+?)(?:\s*:\s*(.*))?", re.IGNORECASE | re.DOTALL)


def read_time(value: object) -> time:
    """A local time: "09:00", 9:30, 9am, "9.30 pm"."""
    if isinstance(value, list):
        raise ValueError(_ONE_TIME)
    word = read_sign(value).replace("：", ":")
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
    """A local time at which something is done each day; yes and no are not times."""
    word = read_word(value).lower()
    if word in ("true", "yes", "on"):
        raise ValueError('write the time of day at which you want the message, for example "09:00"')
    if word in ("false", "no", "off", "never", "none"):
        raise ValueError('write a time, for example "09:00", or remove this row to get no message')
    return read_time(value)


def _meant_time(word: str) -> str:
    plain = word.lower()
    if plain in _NAMED_TIMES:
        return f'; write "{_NAMED_TIMES[plain]}"'
    found = re.findall(r"\d{1,2}[:.h]\d{2}", plain)
    if len(found) > 1:
        return f"; {_ONE_TIME}"
    clock = _LOOSE_TIME.fullmatch(plain)
    if clock is None or int(clock[1]) > 23 or int(clock[2] or 0) > 59:
        return '; write it as "09:00" or 9am'
    behind = "; the zone belongs under timezone:" if clock[3] else ""
    return f'; write "{int(clock[1]):02}:{clock[2] or "00"}"{behind}'


def read_weekday(value: object) -> int:
    """A weekday, 0 for Monday."""
    word = read_sign(value)
    plain = word.lower().rstrip(".")
    if plain in DAY_NAMES:
        return DAY_NAMES[plain]
    refuse_several(plain, DAY_NAMES)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain, re.ASCII):
        raise ValueError(f"this is a date, not a weekday; write date: {plain} in place of days:")
    for name, days in _DAY_GROUPS.items():
        if plain.replace(" ", "").startswith(name):
            raise ValueError(f'"{shorten(word)}" is not a weekday; write days: {days}')
    ends = [DAY_NAMES.get(one) for one in re.split(r"\s*(?:-|–|to)\s*", plain)]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] < ends[1]:
        row = ", ".join(WEEKDAYS[ends[0] : ends[1] + 1])
        raise ValueError(f"write each day: days: [{row}]")
    close = nearest(plain, (*WEEKDAYS, *(name for name in DAY_NAMES if len(name) > 4)))
    meant = f'; did you mean "{WEEKDAYS[DAY_NAMES[close]]}"?' if close else ""
    raise ValueError(
        f'"{shorten(word)}" is not a weekday{meant or "; write " + ", ".join(WEEKDAYS)}'
    )


def read_date(value: object) -> date:
    """A date: 2026-12-24."""
    if isinstance(value, list):
        raise ValueError("a row has one date; write one row for each")
    word = read_sign(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
            return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"there is no {word} in the calendar; write another date") from None
    if word.lower() in DAY_NAMES:
        raise ValueError(f'"{word}" is a weekday, not a date; write weekdays after days:')
    raise ValueError(f'"{shorten(word)}" is not a date; {_meant_date(word)}')


def _meant_date(word: str) -> str:
    ends = re.findall(r"\d{4}-\d{2}-\d{2}", word, re.ASCII)
    if len(ends) == 2:
        return f"write each date: [{ends[0]}, …, {ends[1]}]"
    numbers = [int(one) for one in re.findall(r"\d{1,4}", _month_as_number(word))]
    first, second, third = (*numbers, 0, 0, 0)[:3]
    is_sure = "." in word or any(letter.isalpha() for letter in word)
    for year, month, day in (
        (first, second, third),
        (third, second, first),
        (third, first, second),
    ):
        sure = year > 31 and (day > 12 or day == month or year == first or is_sure)
        if sure and 0 < month <= 12 and 0 < day <= 31:
            return f"write {year:04}-{month:02}-{day:02}"
    return "write year, month and day, for example 2026-12-24"


def _month_as_number(word: str) -> str:
    """The date with the day first and the name of its month as a number."""
    named = re.search(rf"\b({'|'.join(MONTHS)})[a-z]*", word.lower())
    if named is None:
        return word
    rest = re.findall(r"\d{1,4}", word)
    return f"{rest[0]}.{MONTHS.index(named[1]) + 1}.{rest[1]}" if len(rest) == 2 else word


def read_duration(value: object) -> timedelta:
    """A length of time: 2h, 90m, 180d, 2 hours, 1h 30m."""
    word = read_sign(value)
    plain = word.lower().replace(" and ", " ")
    amounts = _AMOUNT.findall(plain)
    rest = re.sub(r"[\s,]+", "", _AMOUNT.sub("", plain))
    if not amounts or rest:
        unit = " (m, h, d or w after the number)" if re.fullmatch(r"[\d.]+", plain) else ""
        raise ValueError(f'"{shorten(word)}" is not a length of time{unit}; write 2h, 90m or 180d')
    unknown = [unit for _, unit in amounts if unit not in UNITS]
    if unknown:
        raise ValueError(
            f'"{unknown[0]}" is not understood; write minutes, hours, days or weeks: 90m, 2h, 180d'
        )
    length = sum((float(number) * UNITS[unit] for number, unit in amounts), timedelta())
    if not timedelta() < length <= timedelta(days=MAX_DAYS):
        raise ValueError("this is too short or too long; write for example 2h or 180d")
    return length


def read_late(value: object) -> LateRule:
    """`if_late`: a length of time, same day, next slot, skip."""
    word = re.sub(r"[\s_-]+", " ", read_sign(value)).lower()
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
    word = read_sign(value)
    if word.lower() == "never":
        return None
    if not word[:1].isdigit():
        raise ValueError(f'"{shorten(word)}" is not known here; write 180d or never')
    return read_duration(value)


def read_pause(value: object) -> Pause | None:
    """`pause`: true, false, "until 2026-12-01", "until 2026-12-01: reason"."""
    if isinstance(value, dict):
        raise ValueError('put it in quotes: pause: "until 2026-12-01: reason"')
    word = read_sign(value)
    if word.lower() in ("true", "yes", "on", "false", "no", "off"):
        return Pause() if word.lower() in ("true", "yes", "on") else None
    match = _UNTIL.fullmatch(word)
    if match is None or not match[1][0].isdigit():
        raise ValueError(
            f'"{shorten(word)}" is not understood; write true, false or "until 2026-12-01"'
        )
    return Pause(read_date(match[1]), (match[2] or "").strip() or None)


def unique(values: Iterable[int]) -> tuple[int, ...]:
    """In order, each once."""
    return tuple(sorted(set(values)))
