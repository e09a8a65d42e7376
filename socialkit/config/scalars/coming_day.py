"""A day to come, as people write it: tomorrow, monday, 2 weeks, 24 December, 24.12.2026."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from socialkit.config.scalars.times import DAY_NAMES, MONTHS

HOW = "write it like this: 2026-12-24, or tomorrow, monday, 2 weeks, 24 December"
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LENGTH = re.compile(r"(?:in )?(\d{1,3}|[a-z]+) (day|week|month|year)s?")
_NAMED = re.compile(rf"({'|'.join(MONTHS)})[a-z]*")
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b")


def read_coming_day(words: str, today: date) -> date:
    """The day that is meant, seen from `today`; it may be over. Raise ValueError for words that mean none,
    or that may mean two."""
    plain = " ".join(words.lower().replace(",", " ").split())
    plain = re.sub(r"^(until|till|on|the) ", "", plain)
    for read in (_read_word, _read_length, _read_named_month, _read_numbers):
        day = read(plain, today)
        if day is not None:
            return day
    raise ValueError(f"“{words}” is not a date; {HOW}")


def _read_word(plain: str, today: date) -> date | None:
    monday = today + timedelta(days=7 - today.weekday())
    known = {
        "today": today,
        "now": today,
        "tomorrow": today + timedelta(days=1),
        "day after tomorrow": today + timedelta(days=2),
        "next week": monday,
        "next month": _add_months(today.replace(day=1), 1),
        "next year": date(today.year + 1, 1, 1),
        "new year": date(today.year + 1, 1, 1),
    }
    weekday = DAY_NAMES.get(re.sub(r"^(next|this|coming) ", "", plain))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return known.get(plain)


def _read_length(plain: str, today: date) -> date | None:
    found = _LENGTH.fullmatch(plain)
    number = _COUNTS.get(found[1], int(found[1]) if found[1].isdecimal() else 0) if found else 0
    if found is None or not number:
        return None
    if found[2] in ("day", "week"):
        return today + timedelta(days=number * (7 if found[2] == "week" else 1))
    return _add_months(today, number * (12 if found[2] == "year" else 1))


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _read_named_month(plain: str, today: date) -> date | None:
    """24 December, December 24, 24th of Dec 2026: without a year the next such day."""
    found = _NAMED.search(plain)
    if found is None:
        return None
    numbers = [int(one) for one in re.findall(r"\d+", _ORDINAL.sub(r"\1", plain))]
    days = [one for one in numbers if one <= 31]
    years = [one for one in numbers if one > 31]
    if len(days) != 1 or len(years) > 1:
        return None
    month = MONTHS.index(found[1]) + 1
    return _make(years[0], month, days[0]) if years else _next_such(month, days[0], today)


def _read_numbers(plain: str, today: date) -> date | None:
    """2026-12-24, 2026/12/24, 24.12.2026, 24.12., 24/12/2026."""
    found = re.fullmatch(
        r"(\d{1,4})([-./])(\d{1,2})(?:\2(\d{1,2}|\d{4})?)?", plain.replace(" ", "")
    )
    if found is None:
        return None
    first, sign, second = int(found[1]), found[2], int(found[3])
    if found[1] and len(found[1]) == 4:
        return _make(first, second, int(found[4] or 0))
    year = None if found[4] is None else int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    both_ways = sign != "." and max(first, second) <= 12 and first != second
    if both_ways:
        raise ValueError(_describe_both(plain, first, second, year or today.year))
    day, month = (second, first) if second > 12 and sign != "." else (first, second)
    return _next_such(month, day, today) if year is None else _make(year, month, day)


def _describe_both(plain: str, first: int, second: int, year: int) -> str:
    ways = [date(year, month, day) for day, month in ((first, second), (second, first))]
    meant = " or ".join(f"{one.day} {one:%B}" for one in ways)
    return f"“{plain}” can mean {meant}; write {ways[0]} or {ways[1]}"


def _next_such(month: int, day: int, today: date) -> date:
    for year in (today.year, today.year + 1, today.year + 2, today.year + 3, today.year + 4):
        if month <= 12 and day <= calendar.monthrange(year, max(month, 1))[1]:
            found = _make(year, month, day)
            if found > today:
                return found
    return _make(today.year, month, day)


def _make(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"there is no {year:04}-{month:02}-{day:02} in the calendar; {HOW}"
        ) from None
