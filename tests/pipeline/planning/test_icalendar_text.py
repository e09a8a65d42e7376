"""The calendar's format, read back by an unfolding reader as RFC 5545 describes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.pipeline.planning.calendar_file import Event, is_ours, write_calendar
from tests.support.calendar_reader import read_back

NOW = datetime(2027, 1, 4, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
PARIS = timezone(timedelta(hours=1))
EVENT = Event(
    uid="s1-20270104@w.socialkit",
    start=datetime(2027, 1, 4, 9, 0, tzinfo=PARIS),
    summary="Instagram: A pause is kind",
    description="scheduled",
    is_certain=True,
)


def written(*events: Event, before: str = "", now: datetime = NOW) -> str:
    return write_calendar("Posts of Quiet Harbour", events, before, now=now)


TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.just("\n"), max_size=300
)


@settings(max_examples=40)
@given(summary=TEXTS, description=TEXTS)
def test_what_goes_in_is_what_a_reader_finds(summary: str, description: str) -> None:
    (event,) = read_back(written(replace(EVENT, summary=summary, description=description)))
    assert event["SUMMARY"] == "\n".join(summary.splitlines())
    assert event["DESCRIPTION"] == "\n".join(description.splitlines())


@settings(max_examples=40)
@given(text=TEXTS)
def test_no_row_is_longer_than_75_octets_and_no_letter_is_cut(text: str) -> None:
    rows = written(replace(EVENT, description=text * 3)).encode().split(b"\r\n")
    assert max(map(len, rows)) <= 75
    assert all(len(row.decode("utf-8")) <= 75 for row in rows)  # would raise within a letter
    assert not any(b"\n" in row or b"\r" in row for row in rows)


def test_rows_are_as_long_as_they_may_be() -> None:
    rows = written(replace(EVENT, description="x" * 300)).split("\r\n")
    assert sorted(map(len, rows))[-3:] == [75, 75, 75]


def test_signs_that_steer_a_machine_are_left_out() -> None:
    (event,) = read_back(written(replace(EVENT, summary="a\x00b\x1b[2J\tc\r\nd\re\ud800f")))
    assert event["SUMMARY"] == "ab[2J c\nd\nef"


def test_times_are_in_utc_and_nobody_is_busy() -> None:
    (event,) = read_back(written(EVENT))
    assert (event["DTSTART"], event["DTEND"]) == ("20270104T080000Z", "20270104T081500Z")
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "TRANSPARENT"
    (event,) = read_back(written(replace(EVENT, is_certain=False)))
    assert event["STATUS"] == "TENTATIVE"


def test_what_did_not_change_stays_the_same_to_the_letter() -> None:
    umlauts = replace(EVENT, description="Zeit, für; uns\\ zwei\n" * 20)
    first = written(EVENT, replace(umlauts, uid="two"))
    assert written(EVENT, replace(umlauts, uid="two"), before=first, now=LATER) == first
    assert written(EVENT, before=first.replace("\r\n", "\n"), now=LATER) == written(EVENT)


def test_only_an_event_that_changed_gets_a_new_stamp_and_a_higher_number() -> None:
    other = replace(EVENT, uid="two")
    first = written(EVENT, other)
    moved = replace(other, start=other.start + timedelta(hours=1))
    second = written(EVENT, moved, before=first, now=LATER)
    third = written(EVENT, other, before=second, now=LATER)
    stamps = [
        [(event["SEQUENCE"], event["DTSTAMP"], event["LAST-MODIFIED"]) for event in read_back(one)]
        for one in (first, second, third)
    ]
    old, new = "20270104T060000Z", "20270105T060000Z"
    assert stamps == [
        [("0", old, old), ("0", old, old)],
        [("0", old, old), ("1", new, new)],
        [("0", old, old), ("2", new, new)],
    ]


def test_a_calendar_that_is_torn_or_not_ours_counts_as_empty() -> None:
    whole = written(EVENT)
    for cut in range(0, len(whole), 7):
        assert read_back(written(EVENT, before=whole[:cut]))[0]["SUMMARY"] == EVENT.summary
    assert is_ours(whole)
    assert not is_ours("BEGIN:VCALENDAR\r\nPRODID:-//Somebody//Else//EN\r\n")
