"""What she may write, and what it means."""

from __future__ import annotations

import hashlib
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from socialkit.model.card import Palette, Size
from socialkit.model.network import Network
from socialkit.model.post import PostKind
from socialkit.model.schedule import LateKind, LateRule, Pause
from tests.config.cases import SMALL, WHOLE, broken, load


def test_every_key_is_understood(tmp_path: Path) -> None:
    loaded = load(WHOLE, tmp_path)
    schedule = loaded.schedule
    assert loaded.problems == ()
    assert schedule is not None
    assert schedule.brand.theme == "night"
    assert schedule.brand.logo == str(tmp_path / "assets" / "logo.png")
    assert schedule.brand.palette == Palette("#F7F1E7", "#2B2A27", "#B4532F")
    assert [slot.kind for slot in schedule.slots] == [
        PostKind.CARD,
        PostKind.CAROUSEL,
        PostKind.CARD,
    ]
    weekly, sunday, eve = schedule.slots
    assert (weekly.days, weekly.at) == ((0, 2, 4), time(9))
    assert weekly.to == (Network.INSTAGRAM, Network.FACEBOOK)
    assert (sunday.theme, sunday.size) == ("night", Size.SQUARE)
    assert (eve.date, eve.quote, eve.caption) == (date(2026, 12, 24), "A pause is kind.", "{line}")
    assert schedule.accounts[Network.INSTAGRAM].via == "instagrapi"
    assert schedule.accounts[Network.FACEBOOK].account == "linked"
    assert schedule.if_late == LateRule(LateKind.WITHIN, timedelta(hours=2))
    assert schedule.repeat_after == timedelta(days=180)
    assert schedule.quiet_days == {date(2027, 1, 26)}
    assert schedule.pause is None
    assert schedule.caption.text.startswith("{line}\n\nFrom “{title}”")
    assert schedule.caption.texts == {Network.FACEBOOK: "{line}\n\nRead it here: {link}"}
    assert schedule.caption.first_comment == "{hashtags}"
    assert schedule.caption.crisis_line == "If you are in danger, call 112."
    assert schedule.never_post == ("a phrase",)
    assert schedule.all_is_well == time(9)
    assert loaded.text_sha256 == hashlib.sha256(WHOLE.encode()).hexdigest()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"09:30"', time(9, 30)),
        ("9:30", time(9, 30)),
        ("9am", time(9)),
        ("9 AM", time(9)),
        ("9.30 pm", time(21, 30)),
        ("12am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ('"00:00"', time(0)),
        ("23:59:00", time(23, 59)),
        ("18h30", time(18, 30)),
    ],
)
def test_times_are_read_as_people_write_them(written: str, meant: time, tmp_path: Path) -> None:
    schedule = load(broken('"09:00"', written), tmp_path).schedule
    assert schedule is not None
    assert schedule.slots[0].at == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[Mon, wednesday, FRI]", (0, 2, 4)),
        ("monday", (0,)),
        ('"mon, wed and fri"', (0, 2, 4)),
        ("[sun, mon, sun]", (0, 6)),
        ("[Thurs]", (3,)),
    ],
)
def test_days_are_read_as_people_write_them(
    written: str, meant: tuple[int, ...], tmp_path: Path
) -> None:
    schedule = load(broken("[mon]", written), tmp_path).schedule
    assert schedule is not None
    assert schedule.slots[0].days == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("90m", LateRule(LateKind.WITHIN, timedelta(minutes=90))),
        ("2 hours", LateRule(LateKind.WITHIN, timedelta(hours=2))),
        ("1h 30m", LateRule(LateKind.WITHIN, timedelta(minutes=90))),
        ("same day", LateRule(LateKind.SAME_DAY, None)),
        ("Same-Day", LateRule(LateKind.SAME_DAY, None)),
        ("next slot", LateRule(LateKind.NEXT_SLOT, None)),
        ("skip", LateRule(LateKind.SKIP, None)),
    ],
)
def test_lateness_is_read(written: str, meant: LateRule, tmp_path: Path) -> None:
    schedule = load(f"{SMALL}if_late: {written}\n", tmp_path).schedule
    assert schedule is not None
    assert schedule.if_late == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", Pause()),
        ("yes", Pause()),
        ("false", None),
        ("off", None),
        ('"until 2026-12-01"', Pause(date(2026, 12, 1))),
        ("2026-12-01", Pause(date(2026, 12, 1))),
        ('"until 2026-12-01: away: at sea"', Pause(date(2026, 12, 1), "away: at sea")),
    ],
)
def test_a_pause_is_read(written: str, meant: Pause | None, tmp_path: Path) -> None:
    schedule = load(f"{SMALL}pause: {written}\n", tmp_path).schedule
    assert schedule is not None
    assert schedule.pause == meant


def test_short_forms_are_understood(tmp_path: Path) -> None:
    text = SMALL.replace("{account: linked, via: instagrapi}", "linked")
    text = text.replace("post:", "  facebook: 10000123456789\npost:")
    text = text.replace("to: [instagram]", "to: 'instagram, facebook'")
    text = text.replace("[articles/*]", "articles/*")
    text = text.replace("  name:", '  palette: "#b43"\n  name:')
    loaded = load(text + "caption: {hashtags: marriage, facebook: '{line}'}\n", tmp_path)
    schedule = loaded.schedule
    assert schedule is not None, loaded.problems
    assert schedule.accounts[Network.INSTAGRAM].account == "linked"
    assert schedule.accounts[Network.FACEBOOK].account == "10000123456789"
    assert schedule.slots[0].to == (Network.INSTAGRAM, Network.FACEBOOK)
    assert schedule.articles == ("articles/*",)
    assert schedule.brand.palette == Palette(accent="#BB4433")
    assert schedule.caption.hashtags == ("#marriage",)
    assert schedule.caption.texts == {Network.FACEBOOK: "{line}"}


def test_a_network_may_have_a_first_comment_and_the_usual_caption(tmp_path: Path) -> None:
    text = SMALL + 'caption: {facebook: {first_comment: "Read it here: {link}"}}\n'
    schedule = load(text, tmp_path).schedule
    assert schedule is not None
    assert schedule.caption.first_comments == {Network.FACEBOOK: "Read it here: {link}"}
    assert (schedule.caption.texts, schedule.caption.first_comment) == ({}, None)


def test_a_photo_lies_in_the_folder_and_has_a_point_that_matters(tmp_path: Path) -> None:
    rows = "  photo: assets/sea.jpg\n  photo_focus: [0.25, 1]\n  name:"
    brand = load(SMALL.replace("  name:", rows), tmp_path).schedule
    assert brand is not None
    assert brand.brand.photo == str(tmp_path / "assets" / "sea.jpg")
    assert brand.brand.photo_focus == (0.25, 1.0)
    plain = load(SMALL, tmp_path).schedule
    assert plain is not None
    assert (plain.brand.photo, plain.brand.photo_focus) == (None, (0.5, 0.5))


@pytest.mark.parametrize(
    "written", ["quietharbour", '"@QuietHarbour"', "https://www.instagram.com/quietharbour/?igsh=a"]
)
def test_a_handle_is_read_in_every_form(written: str, tmp_path: Path) -> None:
    text = SMALL.replace("account: linked", f"account: {written}").replace(
        'handle: "@quietharbour"', f"handle: {written}"
    )
    schedule = load(text, tmp_path).schedule
    assert schedule is not None
    assert schedule.accounts[Network.INSTAGRAM].account == "quietharbour"
    assert schedule.brand.handle is not None
    assert schedule.brand.handle.lower() == "@quietharbour"


def test_hashtags_in_any_script_stand_once_each(tmp_path: Path) -> None:
    text = SMALL + 'caption: {hashtags: ["#Paar", paar, "#रिश्ते"]}\n'
    schedule = load(text, tmp_path).schedule
    assert schedule is not None
    assert schedule.caption.hashtags == ("#Paar", "#रिश्ते")


def test_a_value_is_found_again_by_its_path(tmp_path: Path) -> None:
    loaded = load(WHOLE, tmp_path)
    assert loaded.position("post", 2, "quote") == (17, 60)
    assert loaded.position("brand", "logo") == (8, 9)
    assert loaded.position("brand", "palette", "accent") == (9, 56)
    assert loaded.position("post", 1, "caption") == loaded.position("post", 1) == (16, 5)
    assert load(SMALL, tmp_path).position("notify") == (1, 1)


NOTES = [
    ("days: [mon]", "date: 2026-11-01", (9, 12), "is over"),
    (
        'days: [mon], at: "09:00", to: [instagram]}',
        'days: [mon], at: "09:00", to: [instagram]}\n  - {date: 2026-11-09, at: 9am, to: instagram}',
        (10, 28),
        "line 9",
    ),
    (
        'days: [mon], at: "09:00", to: [instagram]}',
        'days: [mon], at: "09:00", to: [instagram]}\n  - {days: [tue, mon], at: 9am, to: instagram}',
        (10, 28),
        "line 9",
    ),
    ("post:", "quiet_days: [2026-11-01]\npost:", (8, 14), "is over"),
    ("post:", "pause: true\npost:", (8, 8), "nothing is posted"),
    ("post:", 'pause: "until 2026-11-02"\npost:', (8, 8), "over"),
    ("post:", 'notify: ["mailto://${NO_SUCH_NAME}"]\npost:', (8, 10), "NO_SUCH_NAME"),
]


@pytest.mark.parametrize(("old", "new", "where", "words"), NOTES)
def test_what_she_may_not_have_meant_is_a_note(
    old: str, new: str, where: tuple[int, int], words: str, tmp_path: Path
) -> None:
    loaded = load(broken(old, new), tmp_path)
    assert loaded.schedule is not None
    (problem,) = loaded.problems
    assert (problem.level, problem.line, problem.column) == ("note", *where)
    assert words in problem.message


def test_no_times_at_all_is_a_note(tmp_path: Path) -> None:
    text = SMALL.split("post:")[0] + "post: []\n"
    loaded = load(text, tmp_path)
    assert loaded.schedule is not None
    assert [one.level for one in loaded.problems] == ["note"]


@pytest.mark.parametrize(
    ("zone", "day", "at", "words"),
    [
        ("Europe/Berlin", "2027-03-28", "02:30", "at 03:30"),
        ("America/Asuncion", "2023-10-01", "00:30", "at 01:30"),
    ],
)
def test_a_time_that_the_clocks_skip_is_a_note(
    zone: str, day: str, at: str, words: str, tmp_path: Path
) -> None:
    text = SMALL.replace("Asia/Kolkata", zone).replace("days: [mon]", f"date: {day}")
    told = load(text.replace("09:00", at), tmp_path).problems
    assert any(words in one.message and one.level == "note" for one in told)


def test_a_name_in_the_env_file_is_known(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MAIL_LOGIN=anna:secret@mail.example\n")
    text = SMALL + 'notify: ["mailto://${MAIL_LOGIN}"]\n'
    assert load(text, tmp_path).problems == ()
