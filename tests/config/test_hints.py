"""What a message says to write can be written, gives what was meant, and loses no word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socialkit.config.scalars.zones import describe_fixed_zone, read_zone
from tests.config.cases import SMALL, broken, load

MEANT = [
    ("hashtags: #marriage #couples", ("#marriage", "#couples")),
    ("hashtags: #marriage, #couples", ("#marriage", "#couples")),
    ("hashtags: #marriage; #couples;#love", ("#marriage", "#couples", "#love")),
    ("hashtags: #marriage#couples", ("#marriage", "#couples")),
    ("hashtags: #marriage and couples", ("#marriageandcouples",)),
    ("hashtags: [#marriage, #couples]", ("#marriage", "#couples")),
    ("hashtags: [#marriage #couples]", ("#marriage", "#couples")),
    ('hashtags: ["#marriage, #couples"]', ("#marriage", "#couples")),
    ('hashtags: ["#marriage #couples"]', ("#marriage", "#couples")),
    ('hashtags: ["#marriage; #couples", "#love"]', ("#marriage", "#couples", "#love")),
    ('hashtags: ["marriage, couples"]', ("#marriage", "#couples")),
    ('hashtags: ["#self-care"]', ("#selfcare",)),
    ('hashtags: "#don\'t go"', ("#dontgo",)),
]
UNDERSTOOD = [
    ("hashtags: marriage, couples", ("#marriage", "#couples")),
    ("hashtags: marriage; couples", ("#marriage", "#couples")),
    ('hashtags: "#marriage; #couples"', ("#marriage", "#couples")),
    ('hashtags: "#marriage, #couples,"', ("#marriage", "#couples")),
    ('hashtags: "#marriage#couples"', ("#marriage", "#couples")),
    ('hashtags: "marriage #couples"', ("#marriage", "#couples")),
    ('hashtags: "＃marriage ＃couples"', ("#marriage", "#couples")),
    ("hashtags: marriage", ("#marriage",)),
    ('hashtags:\n    - "#marriage"\n    - couples', ("#marriage", "#couples")),
]


def told(row: str, folder: Path) -> str:
    """The one error of a schedule with this row below caption:."""
    (problem,) = load(f"{SMALL}caption:\n  {row}\n", folder).problems
    return problem.message


def paste(row: str, hint: str) -> str:
    """The row as one would write it who follows the hint."""
    if hint.startswith("hashtags:"):
        return hint
    start = row.index("[") if "[" in row else row.index(":") + 1
    before = row[:start].rstrip()
    kept = re.findall(r'"#love"', row) if "#love" not in hint else []
    return f"{before} [{', '.join([hint, *kept])}]"


@pytest.mark.parametrize(("row", "tags"), MEANT)
def test_a_hint_on_hashtags_loses_no_word(row: str, tags: tuple[str, ...], tmp_path: Path) -> None:
    words = told(row, tmp_path)
    found = re.search(r'(?:quotes|itself|write):? ((?:hashtags: )?\[?"#.*?"\]?)(?:, or|$)', words)
    assert found is not None, words
    pasted = paste(row, found[1])
    loaded = load(f"{SMALL}caption:\n  {pasted}\n", tmp_path)
    if len(tags) == 1 and loaded.schedule is None:  # words that are no hashtag get one hint more
        assert f'"{tags[0]}"' in loaded.problems[0].message
        return
    assert loaded.schedule is not None, loaded.problems
    assert loaded.schedule.caption.hashtags == tags


@pytest.mark.parametrize(("row", "tags"), UNDERSTOOD)
def test_hashtags_are_understood_however_they_are_divided(
    row: str, tags: tuple[str, ...], tmp_path: Path
) -> None:
    loaded = load(f"{SMALL}caption:\n  {row}\n", tmp_path)
    assert loaded.schedule is not None, loaded.problems
    assert loaded.schedule.caption.hashtags == tags


GLUED = [
    ("timezone: Asia/Kolkata", "timezone:Asia/Kolkata"),
    ("name: Quiet Harbour", "name:Quiet Harbour"),
    ('handle: "@quietharbour"', 'handle:"@quietharbour"'),
    ("articles: [articles/*]", "articles:[articles/*]"),
    (
        "instagram: {account: linked, via: instagrapi}",
        "instagram:{account: linked, via: instagrapi}",
    ),
    ("days: [mon]", "days:[mon]"),
    ("to: [instagram]", "to:[instagram]"),
]


@pytest.mark.parametrize(("right", "glued"), GLUED)
def test_a_row_without_a_space_is_told_at_its_colon_and_pasted_as_it_was_meant(
    right: str, glued: str, tmp_path: Path
) -> None:
    text = broken(right, glued)
    (problem,) = load(text, tmp_path).problems
    before = text[: text.index(glued)]
    assert problem.line == 1 + before.count("\n")
    column = len(before) - (before.rfind("\n") + 1) + glued.index(":") + 2
    assert problem.column == column
    assert problem.message.endswith(f": {right}")


@pytest.mark.parametrize(
    "quoted", ['"note:this"', "'note:this'", "|\n    note:this", "note - this"]
)
def test_a_colon_without_a_space_inside_a_text_is_no_mistake(quoted: str, tmp_path: Path) -> None:
    loaded = load(f"{SMALL}caption:\n  text: {quoted}\n", tmp_path)
    assert loaded.problems == ()


def test_a_row_that_was_read_as_the_end_of_the_text_above_it_is_a_note(tmp_path: Path) -> None:
    text = broken("name: Quiet Harbour\n", "name: Quiet Harbour\n    theme:night\n")
    loaded = load(text, tmp_path)
    assert loaded.schedule is not None
    (note,) = loaded.problems
    assert (note.line, note.column, note.level) == (4, 11, "note")
    assert note.message == "write a space after the colon: theme: night"


MEANT_ZONES = [
    ("Asia/Calcuta", "Asia/Kolkata"), ("Asia/Kolkatta", "Asia/Kolkata"), ("Kolkata", "Asia/Kolkata"),
    ("Calcutta", "Asia/Kolkata"), ("Kolkata, India", "Asia/Kolkata"), ("IST", "Asia/Kolkata"),
    ("India Standard Time", "Asia/Kolkata"), ("Asia/Mumbai", "Asia/Kolkata"),
    ("Asia / Kolkata", "Asia/Kolkata"), ("Asia-Kolkata", "Asia/Kolkata"), ("Mumbai", "Asia/Kolkata"),
    ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"), ("+05:30", "Asia/Kolkata"),
    ("UTC +5.5", "Asia/Kolkata"), ("+0530", "Asia/Kolkata"), ("London", "Europe/London"),
    ("Londn", "Europe/London"), ("London, UK", "Europe/London"), ("London time", "Europe/London"),
    ("BST", "Europe/London"), ("GMT Standard Time", "Europe/London"), ("England", "Europe/London"),
    ("new york", "America/New_York"), ("New Yrok", "America/New_York"), ("NYC", "America/New_York"),
    ("America/New York", "America/New_York"), ("America/NewYork", "America/New_York"),
    ("Eastern Time", "America/New_York"), ("US Eastern", "America/New_York"), ("EDT", "America/New_York"),
    ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"), ("UTC-5", "America/New_York"),
    ("America/Los Angeles", "America/Los_Angeles"), ("Pacific Time", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"), ("CST", "America/Chicago"), ("Central Time", "America/Chicago"),
    ("CEST", "Europe/Berlin"), ("Europe/Munich", "Europe/Berlin"), ("GMT+1", "Europe/Berlin"),
    ("Central European Time", "Europe/Berlin"), ("Germany", "Europe/Berlin"), ("UTC+2", "Europe/Athens"),
    ("AEST", "Australia/Sydney"), ("sydney", "Australia/Sydney"), ("Sao Paulo", "America/Sao_Paulo"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "zone"), MEANT_ZONES)
def test_a_zone_by_another_name_is_answered_with_the_zone_that_was_meant(
    written: str, zone: str
) -> None:
    with pytest.raises(ValueError, match=f"is not a time zone.*{zone}"):
        read_zone(written)
    assert read_zone(zone) == zone
    assert describe_fixed_zone(zone) is None


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("EST", "write the zone of your city, for example America/New_York"),
        ("MST", "America/Denver (or America/Phoenix, which has none)"),
        ("HST", "for example Pacific/Honolulu"),
        ("GMT", "for example Europe/London"),
        ("GMT0", "for example Europe/London"),
        ("Greenwich", "for example Europe/London"),
        ("Etc/GMT", "for example Europe/London"),
        ("Etc/GMT-5", "5 h ahead of UTC, without summer time"),
        ("Etc/GMT-5", "5 h behind UTC: America/New_York"),
        ("Etc/GMT+5", "write the zone of your city, for example America/New_York"),
        ("Etc/GMT+12", "12 h behind UTC"),
        ("Etc/GMT-14", "for example Pacific/Kiritimati"),
    ],
)  # fmt: skip
def test_a_zone_without_summer_time_is_taken_with_a_note(
    zone: str, words: str, tmp_path: Path
) -> None:
    loaded = load(broken("Asia/Kolkata", zone), tmp_path)
    assert loaded.schedule is not None
    assert loaded.schedule.timezone == zone
    (note,) = loaded.problems
    assert (note.line, note.column, note.level) == (1, 11, "note")
    assert words in note.message


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "CET", "EST5EDT", "Asia/Dubai", "Singapore"])
def test_other_zones_get_no_note(zone: str, tmp_path: Path) -> None:
    assert load(broken("Asia/Kolkata", zone), tmp_path).problems == ()
