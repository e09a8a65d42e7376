"""Articles from Word, pages and feeds, the whole way: as a user has them."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.article.sources.page_cache import pack, unpack
from tests.article import word_samples as word
from tests.cli.conftest import run
from tests.support.site import RSS, Site, item, rss

SENTENCES = (
    "A pause is kind when it comes with a time to return.",
    "Trust grows each time somebody comes back and is made welcome.",
    "Closeness is not the absence of arguments but the habit of returning.",
)
FOOT = "https://www.instagram.com/quietharbour/ https://www.facebook.com/quietharbour"
PAGE = (
    "<html><body><article><h1>{title}</h1>"
    + "".join(f"<p>{one}</p>" for one in SENTENCES)
    + f"</article><footer>{FOOT}</footer></body></html>"
)


@pytest.fixture
def feed(home: Site) -> str:
    """A feed of two articles."""
    links = [home.put(f"/{name}", PAGE.format(title=name)) for name in ("pauses", "returns")]
    return home.put("/feed/", rss(item(link, link[-7:]) for link in links), RSS)


@pytest.fixture
def practice(workspace: Path, feed: str) -> Path:
    """A workspace whose articles come from the feed alone."""
    path = workspace / "schedule.yaml"
    row = f'{{feed: "{feed}", older: 30}}'
    path.write_text(path.read_text("utf-8").replace('"articles/*"', row), "utf-8")
    assert run("make", folder=workspace).code == 0
    assert run("approve", "--all", folder=workspace).code == 0
    return workspace


def test_a_word_document_gives_lines_and_its_accounts(tmp_path: Path) -> None:
    body = word.paragraph("Small Repairs", style="Title")
    body += "".join(map(word.paragraph, SENTENCES)) + word.link("Follow me")
    (tmp_path / "repairs.docx").write_bytes(word.docx(body))
    shown = run("lines", "repairs.docx", "--json", folder=tmp_path).json
    assert shown["article"]["title"] == "Small Repairs"
    assert shown["article"]["links"]["instagram"] == ["quietharbour"]
    assert {one["text"] for one in shown["lines"]} == set(SENTENCES)
    assert run("init", "new", "--from", "repairs.docx", folder=tmp_path).code == 0
    assert "quotes/repairs: 3 lines" in run("make", folder=tmp_path / "new").out


@pytest.mark.parametrize("command", [["lines"], ["init", "new", "--from"]], ids=" ".join)
def test_where_one_article_is_asked_for_a_feed_names_its_own(
    command: list[str], feed: str, tmp_path: Path
) -> None:
    answer = run(*command, feed, folder=tmp_path)
    assert answer.code == 1
    assert "a feed of several articles" in answer.err
    assert "/pauses" in answer.err
    assert not list(tmp_path.glob("*/.socialkit"))


def test_every_entry_of_a_feed_is_made_and_planned(practice: Path) -> None:
    assert {path.name for path in (practice / "quotes").iterdir() if path.is_dir()} == {
        "pauses",
        "returns",
    }
    posts = run("plan", "--json", folder=practice).json["posts"]
    assert {one["network"] for one in posts} == {"instagram", "facebook"}
    assert run("check", folder=practice).code == 0


def test_many_commands_ask_the_site_once(practice: Path, home: Site) -> None:
    for command in (["make"], ["plan"], ["status"], ["check"], ["approve", "--all"]):
        run(*command, folder=practice)
    assert {path: home.count(path) for path in ("/feed/", "/pauses", "/returns")} == {
        "/feed/": 1,
        "/pauses": 1,
        "/returns": 1,
    }


def test_a_feed_out_of_reach_without_copies_loses_no_post(practice: Path, home: Site) -> None:
    run("plan", folder=practice)
    before = run("status", "--json", folder=practice).json
    assert before["posts"]
    shutil.rmtree(practice / ".socialkit" / "pages")
    home.is_down = True
    run("plan", folder=practice)
    after = run("status", "--json", folder=practice).json
    assert after["posts"] == before["posts"]
    assert any("/feed/" in words for words in after["problems"])
    assert after["health"] == "attention"


def test_while_the_site_is_down_an_old_copy_is_a_note_and_no_alarm(
    practice: Path, home: Site
) -> None:
    before = run("status", "--json", folder=practice).json
    for path in (practice / ".socialkit" / "pages").iterdir():
        copy = unpack(path.read_bytes())
        assert copy is not None
        day = copy.read_at - timedelta(days=3)
        path.write_bytes(pack(replace(copy, read_at=day, asked_at=day)))
    home.is_down = True
    after = run("status", "--json", folder=practice).json
    notes = [words for words in after["problems"] if words not in before["problems"]]
    assert len(notes) == 3
    assert all(words.startswith("note: ") for words in notes)
    assert all(f"the copy of {day.day} {day:%B %Y} is used" in words for words in notes)
    assert [words for words in after["problems"] if words not in notes] == before["problems"]
    assert after["health"] == before["health"]
    assert run("check", folder=practice).code == 0
    assert "note: " in run("make", folder=practice).out


def test_without_a_workspace_no_copy_is_kept(feed: str, home: Site, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("lines", f"{home.address}/pauses", folder=tmp_path).code == 0
    assert home.count("/pauses") == 2
    assert list(tmp_path.iterdir()) == []


def test_what_stood_in_a_feed_before_she_named_it_is_no_article(
    workspace: Path, feed: str, home: Site
) -> None:
    path = workspace / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace('"articles/*"', f'"{feed}"'), "utf-8")
    answer = run("check", folder=workspace)
    assert answer.code == 0
    assert "2 entries were in this feed before you named it" in answer.out
    assert f"write under articles: - {{feed: {feed}, older: 2}}" in answer.out
    assert run("make", "--json", folder=workspace).json["articles"] == []

    new = home.put("/new-one", PAGE.format(title="new-one"))
    rows = [item(new, "New"), *(item(home.address + one, one) for one in ("/pauses", "/returns"))]
    home.put("/feed/", rss(rows), RSS)
    shutil.rmtree(workspace / ".socialkit" / "pages")  # an hour later
    (made,) = run("make", "--json", folder=workspace).json["articles"]
    assert made["slug"] == "new-one"
    assert "before you named it" not in run("check", folder=workspace).out


def test_a_lost_state_folder_loses_no_article_that_was_made(practice: Path, feed: str) -> None:
    path = practice / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace(", older: 30", ""), "utf-8")
    shutil.rmtree(practice / ".socialkit")
    made = run("make", "--json", folder=practice).json["articles"]
    assert {one["slug"] for one in made} == {"pauses", "returns"}


def test_nor_one_in_whose_lines_she_mistyped_meanwhile(practice: Path) -> None:
    path = practice / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace(", older: 30", ""), "utf-8")
    lines = practice / "quotes" / "pauses" / "lines.yaml"
    whole = lines.read_text("utf-8")
    lines.write_text(re.sub(r"use: \w+", "use: perhaps", whole, count=1), "utf-8")
    shutil.rmtree(practice / ".socialkit")
    assert "perhaps" in run("check", folder=practice).err + run("check", folder=practice).out
    lines.write_text(whole, "utf-8")
    made = run("make", "--json", folder=practice).json["articles"]
    assert {one["slug"] for one in made} == {"pauses", "returns"}


def test_a_feed_out_of_reach_beside_other_articles_is_a_note_at_her_own_row(
    practice: Path, feed: str, home: Site
) -> None:
    path = practice / "schedule.yaml"
    row = f'{{feed: "{feed}", older: 30}}'
    path.write_text(path.read_text("utf-8").replace(row, f'{row}\n  - "articles/*"'), "utf-8")
    shutil.rmtree(practice / ".socialkit" / "pages")
    home.is_down = True
    rows = path.read_text("utf-8").splitlines()
    (line,) = (number for number, one in enumerate(rows, 1) if feed in one)
    column = rows[line - 1].index(f'"{feed}"') + 1
    answer = run("check", folder=practice)
    assert answer.code == 0
    assert f"schedule.yaml:{line}:{column}: note: {feed} could not be reached" in answer.out
    assert "to fix" not in answer.out


def test_where_nothing_else_can_be_read_it_is_an_error_at_her_own_row(
    practice: Path, feed: str, home: Site
) -> None:
    shutil.rmtree(practice / ".socialkit" / "pages")
    home.is_down = True
    answer = run("check", folder=practice)
    assert answer.code == 1
    assert re.search(rf"^schedule.yaml:\d+:\d+: {feed} could not be reached", answer.out, re.M)
