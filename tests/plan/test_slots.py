"""Slots keep their identity through edits, and fall due once a date, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.model.network import Network
from socialkit.model.post import PostKind
from socialkit.model.schedule import Slot, SlotSpec
from socialkit.plan.slots import Occurrence, expand, match_slots

NOW = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)
BOTH = (Network.INSTAGRAM, Network.FACEBOOK)
MORNING = SlotSpec(at=time(9), to=BOTH, days=(0, 2, 4))
EVENING = SlotSpec(at=time(18, 30), to=(Network.INSTAGRAM,), days=(6,), kind=PostKind.CAROUSEL)
VALENTINE = SlotSpec(at=time(8), to=(Network.FACEBOOK,), date=date(2027, 2, 14))
LATER = NOW + timedelta(days=3)


def ids(slots: tuple[Slot, ...]) -> list[str]:
    return [slot.id for slot in slots if slot.removed_at is None]


def changed(spec: SlotSpec, **changes: object) -> SlotSpec:
    from dataclasses import replace

    return replace(spec, **changes)  # type: ignore[arg-type]


def test_new_rows_count_from_now() -> None:
    slots = match_slots([], [MORNING, EVENING], now=NOW)
    assert [slot.accepted_at for slot in slots] == [NOW, NOW]
    assert len(set(ids(slots))) == 2


def test_the_same_file_keeps_every_identity() -> None:
    first = match_slots([], [MORNING, EVENING], now=NOW)
    assert match_slots(first, [MORNING, EVENING], now=LATER) == first


def test_two_equal_rows_are_two_slots() -> None:
    first = match_slots([], [MORNING, MORNING], now=NOW)
    assert len(set(ids(first))) == 2
    assert ids(match_slots(first, [MORNING, MORNING], now=LATER)) == ids(first)


def test_rows_in_another_order_keep_their_identities() -> None:
    first = match_slots([], [MORNING, EVENING], now=NOW)
    assert ids(match_slots(first, [EVENING, MORNING], now=LATER)) == list(reversed(ids(first)))


@pytest.mark.parametrize(
    "edit",
    [
        {"at": time(10, 15)},
        {"days": (1, 3)},
        {"to": (Network.FACEBOOK,)},
        {"kind": PostKind.STORY},
        {"theme": "night"},
        {"caption": "{line}"},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_one_changed_field_keeps_the_identity(edit: dict[str, object]) -> None:
    first = match_slots([], [MORNING, EVENING], now=NOW)
    after = match_slots(first, [changed(MORNING, **edit), EVENING], now=LATER)
    assert ids(after) == ids(first)
    assert after[0].accepted_at == NOW


def test_two_changed_fields_make_a_new_slot() -> None:
    first = match_slots([], [MORNING], now=NOW)
    after = match_slots(first, [changed(MORNING, at=time(10), days=(5,))], now=LATER)
    assert ids(after) != ids(first)
    assert [slot.removed_at for slot in after if slot.id == first[0].id] == [LATER]


def test_a_row_in_its_place_for_the_same_days_is_the_old_one_whatever_else_changed() -> None:
    first = match_slots([], [MORNING, EVENING], now=NOW)
    edited = changed(MORNING, at=time(10), caption="Hello {line}", theme="night")
    assert ids(match_slots(first, [edited, EVENING], now=LATER)) == ids(first)


def test_a_removed_row_that_comes_back_with_another_time_is_the_old_one() -> None:
    first = match_slots([], [MORNING, EVENING], now=NOW)
    without = match_slots(first, [EVENING], now=LATER)
    back = match_slots(without, [changed(MORNING, at=time(10)), EVENING], now=LATER)
    assert ids(back) == ids(first)
    assert back[0].accepted_at == LATER


def test_a_row_put_in_front_does_not_take_anothers_identity() -> None:
    first = match_slots([], [MORNING, EVENING], now=NOW)
    after = match_slots(first, [changed(MORNING, at=time(7)), MORNING, EVENING], now=LATER)
    assert ids(after)[1:] == ids(first)


def test_a_row_that_comes_back_has_its_old_identity_but_counts_from_now() -> None:
    first = match_slots([], [MORNING, EVENING], now=NOW)
    without = match_slots(first, [EVENING], now=LATER)
    back = match_slots(without, [MORNING, EVENING], now=LATER + timedelta(days=9))
    assert ids(back) == ids(first)
    assert back[0].accepted_at == LATER + timedelta(days=9)
    assert back[0].removed_at is None


def test_the_order_of_days_and_accounts_does_not_matter() -> None:
    first = match_slots([], [MORNING], now=NOW)
    turned = changed(MORNING, days=(4, 0, 2), to=BOTH[::-1], at=time(10))
    assert ids(match_slots(first, [turned], now=LATER)) == ids(first)


def test_a_lost_database_finds_the_same_identities_again() -> None:
    assert ids(match_slots([], [MORNING, EVENING], now=NOW)) == ids(
        match_slots([], [MORNING, EVENING], now=LATER)
    )


def test_of_two_rows_that_could_be_the_old_one_the_one_in_its_place_is() -> None:
    first = match_slots([], [EVENING, MORNING], now=NOW)
    edits = [changed(MORNING, at=time(7)), changed(MORNING, at=time(8))]
    after = match_slots(first, edits, now=LATER)
    assert ids(after)[1] == first[1].id
    assert ids(after)[0] not in ids(first)


FIELDS: dict[str, st.SearchStrategy[object]] = {
    "at": st.sampled_from([time(7), time(9), time(18, 30)]),
    "days": st.sampled_from([(0,), (0, 2, 4), (6,)]),
    "to": st.sampled_from([BOTH, BOTH[:1], BOTH[1:]]),
    "kind": st.sampled_from(list(PostKind)),
    "theme": st.sampled_from([None, "night"]),
}
ROWS = st.builds(
    lambda **values: SlotSpec(**values),
    **FIELDS,
)


@given(st.lists(ROWS, min_size=1, max_size=5, unique=True), st.data())
def test_an_edit_of_one_field_of_one_row_keeps_every_other_identity(
    before: list[SlotSpec], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(before) - 1))
    field = data.draw(st.sampled_from(sorted(FIELDS)))
    edited = changed(before[index], **{field: data.draw(FIELDS[field])})
    after = [*before[:index], edited, *before[index + 1 :]]
    if edited in before[:index] + before[index + 1 :]:
        return
    known = match_slots([], before, now=NOW)
    assert ids(match_slots(known, after, now=LATER)) == ids(known)


@given(
    st.lists(st.sampled_from([MORNING, EVENING, VALENTINE]), max_size=6),
    st.lists(st.sampled_from([MORNING, EVENING, VALENTINE]), max_size=6),
)
def test_no_edit_makes_two_slots_one(before: list[SlotSpec], after: list[SlotSpec]) -> None:
    known = match_slots([], before, now=NOW)
    slots = match_slots(known, after, now=LATER)
    assert [slot.spec for slot in slots[: len(after)]] == after
    assert len({slot.id for slot in slots}) == len(slots)
    assert {slot.id for slot in known} <= {slot.id for slot in slots}


def due(spec: SlotSpec, zone: str, since: datetime, days: int) -> tuple[Occurrence, ...]:
    slot = Slot("s", 0, spec, since)
    return expand(slot, ZoneInfo(zone), since=since, until=since + timedelta(days=days))


def test_the_time_on_the_wall_stays_through_the_change_of_clocks() -> None:
    found = due(MORNING, "Europe/London", datetime(2027, 3, 22, tzinfo=UTC), 14)
    assert {one.local_time[11:16] for one in found} == {"09:00"}
    assert {one.due_at.hour for one in found} == {9, 8}


def test_local_time_carries_the_offset() -> None:
    found = due(MORNING, "Asia/Kolkata", datetime(2027, 1, 4, tzinfo=UTC), 1)
    assert [one.local_time for one in found] == ["2027-01-04T09:00+05:30"]
    assert found[0].due_at == datetime(2027, 1, 4, 3, 30, tzinfo=UTC)


def on_date(day: date, at: time, zone: str) -> list[datetime]:
    spec = SlotSpec(at=at, to=BOTH, date=day)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
    return [one.due_at for one in due(spec, zone, start, 5)]


def test_a_time_that_does_not_exist_moves_forward_by_the_gap() -> None:
    assert on_date(date(2027, 3, 14), time(2, 30), "America/New_York") == [
        datetime(2027, 3, 14, 7, 30, tzinfo=UTC)
    ]


def test_a_time_that_exists_twice_means_the_first() -> None:
    assert on_date(date(2027, 11, 7), time(1, 30), "America/New_York") == [
        datetime(2027, 11, 7, 5, 30, tzinfo=UTC)
    ]


def test_a_gap_at_midnight_does_not_leave_the_date() -> None:
    # Nuuk's clocks jump from 23:00 to midnight: 23:30 would move into the next day.
    found = on_date(date(2024, 3, 30), time(23, 30), "America/Nuuk")
    assert [one.astimezone(ZoneInfo("America/Nuuk")).isoformat() for one in found] == [
        "2024-03-30T22:59:00-02:00"
    ]


def test_a_date_that_a_zone_skipped_has_no_post() -> None:
    assert on_date(date(2011, 12, 30), time(9), "Pacific/Apia") == []


def test_a_date_at_the_end_of_time_is_only_far_away() -> None:
    spec = changed(VALENTINE, date=date(9999, 12, 31), at=time(23))
    assert due(spec, "America/New_York", NOW, 30) == ()


def test_a_weekly_slot_counts_from_its_acceptance() -> None:
    slot = Slot("s", 0, MORNING, accepted_at=NOW)  # a Monday noon: today's nine has passed
    found = expand(slot, ZoneInfo("UTC"), since=NOW - timedelta(days=7), until=LATER)
    assert [one.local_date for one in found] == [date(2027, 1, 6)]


def test_a_date_slot_does_not_wait_for_its_acceptance() -> None:
    slot = Slot("s", 0, changed(VALENTINE, date=date(2027, 1, 4)), accepted_at=NOW)
    found = expand(slot, ZoneInfo("UTC"), since=NOW - timedelta(hours=5), until=LATER)
    assert len(found) == 1


def judge_year(zone_name: str, year: int, at: time) -> None:
    """Exactly one post for every local date that exists, in order."""
    zone = ZoneInfo(zone_name)
    start = datetime(year, 1, 3, tzinfo=UTC)
    daily = SlotSpec(at=at, to=BOTH, days=tuple(range(7)))
    found = due(daily, zone_name, start, 364)
    dates = [one.local_date for one in found]
    assert dates == sorted(set(dates)), (zone_name, year, at)
    assert all(one.due_at.astimezone(zone).date() == one.local_date for one in found)
    assert [one.due_at for one in found] == sorted(one.due_at for one in found)
    missing = (dates[-1] - dates[0]).days + 1 - len(dates)
    assert missing == (1 if (zone_name, year) == ("Pacific/Apia", 2011) else 0), (zone_name, year)


@pytest.mark.parametrize(
    "zone",
    [
        "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo",
        "Africa/Casablanca", "Pacific/Apia", "America/Nuuk", "America/Sao_Paulo", "Asia/Beirut",
    ],
)  # fmt: skip
def test_every_date_has_one_post(zone: str) -> None:
    for year in (2011, 2018, 2024, 2027):
        for at in (time(0), time(0, 30), time(2, 30), time(23, 59)):
            judge_year(zone, year, at)


def test_every_date_has_one_post_in_every_twentieth_zone() -> None:
    for number, zone in enumerate(sorted(available_timezones())[::20]):
        judge_year(zone, 2018 + number % 10, (time(0), time(2, 30), time(23, 59))[number % 3])


@pytest.mark.slow
def test_every_date_has_one_post_in_all_zones() -> None:
    # Samoa and Tokelau, on the date line, skipped a whole day at the end of 2011.
    for zone in sorted(available_timezones()):
        for year in range(2018, 2028):
            judge_year(zone, year, (time(0), time(2, 30), time(23, 59))[year % 3])
