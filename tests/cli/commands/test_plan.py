"""`plan` as she runs it: weeks, what helps her on, and her calendar."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import run
from tests.support.calendar_reader import read_back


def test_a_plan_ends_with_how_long_it_lasts_and_a_calendar(made: Path) -> None:
    path = made / "schedule.yaml"
    path.write_text(path.read_text("utf-8") + 'pause: "until 2099-01-01: holiday"\n', "utf-8")
    answer = run("plan", folder=made)
    rows = answer.out.splitlines()
    assert rows[0].startswith("Paused until 1 January 2099 (holiday): nothing is posted.")
    assert "Next week" in rows
    tail = "\n".join(rows[-4:])
    assert "Your lines last until " in tail
    assert "need your approval: read them in quotes/" in tail
    assert "socialkit cancel KEY" in tail
    assert str(made / "calendar.ics") in tail
    posts = run("plan", "--json", folder=made).json["posts"]
    text = (made / "calendar.ics").read_bytes().decode()
    events = read_back(text)
    starts = {post["due_at"].replace("-", "").replace(":", "") for post in posts}
    assert {event["DTSTART"] for event in events} == starts
    assert {event["SEQUENCE"] for event in events} == {"0"}
    assert all(event["SUMMARY"].startswith("(paused) Instagram, Facebook: ") for event in events)
    assert "calendar.ics" in (made / ".gitignore").read_text("utf-8")


def test_days_without_a_time_are_no_mistake_and_the_next_time_is_named(made: Path) -> None:
    path = made / "schedule.yaml"
    text = path.read_text("utf-8").replace("days: [mon, wed, fri]", "date: 2027-09-06")
    path.write_text(text, "utf-8")
    rows = run("plan", "--days", "1", folder=made).out.splitlines()
    assert rows[0] == "Nothing is due in these days. The next time is Monday 6 September at 09:00."


def test_what_she_says_by_command_stands_in_her_calendar_at_once(made: Path) -> None:
    def read() -> list[dict[str, str]]:
        return read_back((made / "calendar.ics").read_bytes().decode())

    posts = run("plan", "--json", folder=made).json["posts"]
    events = len(read())
    for post in posts:
        if post["due_at"] == posts[0]["due_at"]:
            assert run("cancel", post["key"], folder=made).code == 0
    assert len(read()) == events - 1
    assert run("pause", folder=made).code == 0
    assert all(event["SUMMARY"].startswith("(paused) ") for event in read())
    assert run("resume", folder=made).code == 0
    assert not any("paused" in event["SUMMARY"] for event in read())


def test_check_says_what_goes_on_while_the_file_is_wrong(made: Path) -> None:
    path = made / "schedule.yaml"
    good = path.read_text("utf-8")
    path.write_text(good.replace('at: "09:00"', "at: 29:00", 1), "utf-8")
    assert "Nothing is planned and nothing is posted" in run("check", folder=made).out
    path.write_text(good, "utf-8")
    posts = run("plan", "--json", folder=made).json["posts"]
    path.write_text(good.replace('at: "09:00"', "at: 29:00", 1), "utf-8")
    answer = run("check", folder=made)
    assert answer.code == 1
    assert f"the last good schedule.yaml stays in force, with {len(posts)} planned" in answer.out
