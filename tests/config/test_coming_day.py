"""A day to come is understood as people write it, or answered with how to write it."""

from __future__ import annotations

from datetime import date

import pytest

from socialkit.config.scalars.coming_day import read_coming_day

TUESDAY = date(2026, 12, 1)
UNDERSTOOD = [
    ("2026-12-24", "2026-12-24"), ("2026/12/24", "2026-12-24"), ("2026.12.24", "2026-12-24"),
    ("2026-1-7", "2026-01-07"), ("24.12.2026", "2026-12-24"), ("24. 12. 2026", "2026-12-24"),
    ("03.04.2027", "2027-04-03"), ("24.12.", "2026-12-24"), ("7.1.", "2027-01-07"),
    ("24.12.26", "2026-12-24"),
    ("24/12/2026", "2026-12-24"), ("12/24/2026", "2026-12-24"), ("12/12/2026", "2026-12-12"),
    ("24-12-2026", "2026-12-24"), ("12/24", "2026-12-24"), ("24/12", "2026-12-24"),
    ("24 December", "2026-12-24"), ("24 December 2026", "2026-12-24"), ("December 24", "2026-12-24"),
    ("December 24, 2026", "2026-12-24"), ("Dec 24", "2026-12-24"), ("24th of December", "2026-12-24"),
    ("24 dec 2027", "2027-12-24"), ("7 January", "2027-01-07"), ("1 December", "2027-12-01"),
    ("the 1st of January", "2027-01-01"), ("29 February", "2028-02-29"),
    ("today", "2026-12-01"), ("Tomorrow", "2026-12-02"), ("the day after tomorrow", "2026-12-03"),
    ("wednesday", "2026-12-02"), ("Mon", "2026-12-07"), ("monday", "2026-12-07"), ("tuesday", "2026-12-08"),
    ("next friday", "2026-12-04"), ("until monday", "2026-12-07"), ("next week", "2026-12-07"),
    ("next month", "2027-01-01"), ("next year", "2027-01-01"), ("2 days", "2026-12-03"),
    ("in 2 days", "2026-12-03"), ("a week", "2026-12-08"), ("two weeks", "2026-12-15"),
    ("1 month", "2027-01-01"), ("3 months", "2027-03-01"), ("1 year", "2027-12-01"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "day"), UNDERSTOOD)
def test_a_coming_day_is_understood(words: str, day: str) -> None:
    assert read_coming_day(words, TUESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("03/04/2027", "can mean 3 April or 4 March; write 2027-04-03 or 2027-03-04"),
        ("3-4-2027", "can mean 3 April or 4 March; write 2027-04-03 or 2027-03-04"),
        ("03/04", "can mean 3 April or 4 March"),
        ("30 February 2027", "there is no 2027-02-30 in the calendar"),
        ("2026-13-01", "there is no 2026-13-01 in the calendar"),
        ("32.12.2026", "there is no 2026-12-32 in the calendar"),
        ("soon", "is not a date; write it like this: 2026-12-24, or tomorrow, monday, 2 weeks"),
        ("0 days", "is not a date"),
        ("christmas", "is not a date"),
        ("December", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_a_day_that_is_none_or_two_is_answered(words: str, answer: str) -> None:
    with pytest.raises(ValueError) as caught:
        read_coming_day(words, TUESDAY)
    assert answer in str(caught.value)


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2028, 2, 29), date(2026, 12, 31)])
def test_a_month_later_is_never_a_day_that_does_not_exist(day: date) -> None:
    found = read_coming_day("1 month", day)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == 1
