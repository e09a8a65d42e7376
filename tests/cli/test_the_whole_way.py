"""From an article to a rehearsed week, as she does it."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path
from typing import Any

from tests.cli.conftest import run
from tests.conftest import SAMPLE_ARTICLE

POST_FIELDS = {
    "key", "slot", "due_at", "local_time", "network", "account", "as", "theme", "size",
    "line_ids", "text", "caption", "alt_text", "images", "state", "remote_id", "permalink", "error",
    "first_comment",
}  # fmt: skip


def plan(folder: Path, days: int = 14) -> list[dict[str, Any]]:
    posts: list[dict[str, Any]] = run("plan", "--days", str(days), "--json", folder=folder).json[
        "posts"
    ]
    return posts


def test_init_fills_in_what_the_article_links_to(workspace: Path) -> None:
    text = (workspace / "schedule.yaml").read_text("utf-8")
    assert "quiet_harbour_sample" in text
    assert "https://quietharbour.example" in text
    assert "timezone: Europe/London" in text  # from +44 in the article
    assert (workspace / ".env").stat().st_mode & 0o777 == 0o600
    assert (workspace / "articles" / "after-the-argument.txt").exists()


def test_what_init_writes_has_no_error(workspace: Path) -> None:
    answer = run("check", "--json", folder=workspace)
    assert answer.code == 0
    assert [one for one in answer.json["problems"] if one["level"] == "error"] == []


def test_init_never_overwrites(workspace: Path, article: Path) -> None:
    before = (workspace / "schedule.yaml").read_text("utf-8") + "# mine\n"
    (workspace / "schedule.yaml").write_text(before, "utf-8")
    answer = run("init", str(workspace), "--from", str(article), folder=workspace)
    assert answer.code == 0
    assert (workspace / "schedule.yaml").read_text("utf-8") == before
    assert "kept" in answer.out


def test_the_commands_that_init_names_can_be_pasted_whatever_the_folder_is_called(
    tmp_path: Path,
) -> None:
    name = "Maya's practice $1"
    answer = run("init", name, folder=tmp_path)
    rows = [shlex.split(row) for row in answer.out.splitlines() if row.startswith("    ")]
    assert rows == [["cd", name], ["socialkit", "make"], ["socialkit", "rehearse"]]


def test_every_line_is_a_slice_of_the_article(tmp_path: Path) -> None:
    answer = run("lines", str(SAMPLE_ARTICLE), "--rejected", "--json", folder=tmp_path).json
    text = answer["article"]["text"]
    spans = [*answer["lines"], *answer["rejected"]]
    spans += [part for one in answer["structures"] for part in one["parts"]]
    assert len(answer["lines"]) >= 8
    assert all(text[one["start"] : one["end"]] == one["text"] for one in spans)
    assert list(tmp_path.iterdir()) == []  # it writes nothing


def test_the_sample_has_three_contrasts_and_three_lists(tmp_path: Path) -> None:
    answer = run("lines", str(SAMPLE_ARTICLE), "--json", folder=tmp_path).json
    assert Counter(one["kind"] for one in answer["structures"]) == {"contrast": 3, "list": 3}


def test_make_writes_lines_and_cards_and_does_not_do_it_again(made: Path) -> None:
    folder = made / "quotes" / "after-the-argument"
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert (folder / "lines.yaml").exists()
    assert len(list(folder.glob("*.jpg"))) >= 8
    again = run("make", "--json", folder=made).json["articles"]
    assert [one["slug"] for one in again] == ["after-the-argument"]
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_fresh_plan_waits_for_her_yes(made: Path) -> None:
    posts = plan(made)
    assert posts
    assert all(set(one) == POST_FIELDS for one in posts)
    assert {one["state"] for one in posts} == {"waiting"}
    assert all(Path(image).is_absolute() for one in posts for image in one["images"])
    assert all(Path(image).exists() for one in posts for image in one["images"])


def test_the_same_folder_gives_the_same_plan(made: Path) -> None:
    assert plan(made) == plan(made)


def test_all_accounts_of_a_slot_get_the_same_line(made: Path) -> None:
    by_slot: dict[tuple[str, str], set[str]] = {}
    for one in plan(made):
        by_slot.setdefault((one["slot"], one["due_at"]), set()).add(one["text"])
    assert all(len(texts) == 1 for texts in by_slot.values())


def test_her_no_takes_a_line_out_of_the_plan(made: Path) -> None:
    first = plan(made)[0]
    answer = run("reject", first["line_ids"][0], "--json", folder=made)
    assert answer.json == {"changed": first["line_ids"]}
    assert first["text"] not in {one["text"] for one in plan(made)}


def test_a_moved_slot_keeps_keys_and_words(made: Path) -> None:
    before = plan(made)
    path = made / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace("09:00", "10:15"), "utf-8")
    after = plan(made)
    shared = {one["key"] for one in before} & {one["key"] for one in after}
    assert len(shared) >= len(before) - 2  # today's own post may have passed by now
    texts = {one["key"]: one["text"] for one in before}
    assert all(one["text"] == texts[one["key"]] for one in after if one["key"] in shared)
    assert all("T10:15" in one["local_time"] for one in after)


def test_a_rehearsal_posts_everything_to_nobody(made: Path) -> None:
    run("approve", "--all", folder=made)
    answer = run("rehearse", "--days", "14", "--json", folder=made).json
    posts = answer["posts"]
    assert {one["state"] for one in posts} == {"posted"}
    assert Counter(one["network"] for one in posts) == {"instagram": 6, "facebook": 6}
    for network in ("instagram", "facebook"):
        texts = [one["text"] for one in posts if one["network"] == network]
        assert len(texts) == len(set(texts))
    page = Path(answer["page"])
    assert page == made / ".socialkit" / "rehearsal" / "index.html"
    assert posts[0]["text"].split()[0] in page.read_text("utf-8")


def test_a_rehearsal_changes_nothing_that_is_real(made: Path) -> None:
    before = plan(made)
    run("rehearse", "--days", "14", folder=made)
    assert plan(made) == before


def test_a_rehearsal_says_which_posts_lack_her_yes(made: Path) -> None:
    answer = run("rehearse", "--json", folder=made).json
    assert {one["state"] for one in answer["posts"]} == {"posted"}
    assert all(one["needs_yes"] for one in answer["posts"])
    assert "once you approve it" in Path(answer["page"]).read_text("utf-8")


def test_status_says_what_is_missing(made: Path) -> None:
    plan(made)
    report = run("status", "--json", folder=made).json
    assert set(report) == {
        "health", "clock_seen_at", "paused", "accounts", "counts", "posts", "problems",
    }  # fmt: skip
    assert {one["network"] for one in report["accounts"]} == {"instagram", "facebook"}
    assert report["health"] == "attention"
    assert not any(one["connected"] for one in report["accounts"])


def test_a_pinned_quote_is_her_yes(made: Path) -> None:
    quote = "An apology opens the door, and changed behaviour keeps it open."
    path = made / "schedule.yaml"
    row = f'  - {{date: 2099-01-05, at: "08:00", to: [instagram], quote: "{quote}"}}\n'
    text = path.read_text("utf-8")
    path.write_text(text.replace("\npost:\n", f"\npost:\n{row}", 1), "utf-8")
    assert run("check", folder=made).code == 0
    path.write_text(path.read_text("utf-8").replace("opens the door", "opens a door"), "utf-8")
    answer = run("check", folder=made)
    assert answer.code == 1
    assert "opens the door" in answer.out


def test_one_card_needs_no_workspace(tmp_path: Path) -> None:
    words = "It is never too late in the day to be gentle."
    answer = run("card", words, "--out", "one.jpg", "--json", folder=tmp_path).json
    assert answer["size"] == "1080x1350"
    assert " ".join(answer["lines"]) == words
    assert Path(answer["path"]).read_bytes().startswith(b"\xff\xd8\xff")
    assert set(answer) == {
        "path", "size", "theme", "font_px", "lines", "ink_box", "safe_box", "contrast",
    }  # fmt: skip


def test_a_contrast_and_a_list_of_an_article_are_cards_of_their_own(tmp_path: Path) -> None:
    article = str(SAMPLE_ARTICLE)
    structures = run("lines", article, "--json", folder=tmp_path).json["structures"]
    ids = {one["kind"]: one["id"] for one in structures}
    for kind, theme in (("contrast", "compare"), ("list", "list")):
        words = ("card", "--from", article, "--id", ids[kind], "--out", "one.jpg")
        assert run(*words, "--json", folder=tmp_path).json["theme"] == theme
        refused = run(*words, "--theme", "night", folder=tmp_path)
        assert refused.code == 1
        assert f"Choose one of: {theme}" in refused.err
        assert run(*words, "--theme", "all", folder=tmp_path).code == 0
    unknown = run("card", "--from", article, "--id", "nothing", folder=tmp_path)
    assert "lines, contrasts and lists" in unknown.err


def test_make_sets_contrasts_and_lists_too(made: Path) -> None:
    names = [path.name for path in (made / "quotes" / "after-the-argument").glob("*.jpg")]
    assert sum("-compare-portrait-" in name for name in names) == 3
    assert sum("-list-portrait-" in name for name in names) == 3


def test_a_contrast_is_one_card_where_its_slot_asks_for_compare(made: Path) -> None:
    path = made / "schedule.yaml"
    head = path.read_text("utf-8").split("\npost:\n")[0]
    slot = 'post:\n  - {days: [mon], at: "09:00", to: [instagram], as: contrast%s}\n'
    pictures = {}
    for theme in ("", ", theme: compare"):
        path.write_text(f"{head}\n{slot % theme}", "utf-8")
        assert run("check", folder=made).code == 0
        first = plan(made)[0]
        pictures[theme] = first["images"]
        assert len(first["alt_text"]) == len(first["images"])
    assert [len(images) for images in pictures.values()] == [2, 1]
    assert "Without repair: “" in first["alt_text"][0]
    run("approve", "--all", folder=made)
    posts = run("rehearse", "--days", "14", "--json", folder=made).json["posts"]
    assert {one["state"] for one in posts} == {"posted"}


def test_check_says_that_compare_takes_no_single_lines(made: Path) -> None:
    path = made / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace("theme: paper", "theme: compare"), "utf-8")
    notes = [one["message"] for one in run("check", "--json", folder=made).json["problems"]]
    assert any("compare takes no single lines; paper is used" in one for one in notes)
    assert {one["theme"] for one in plan(made)} <= {"paper", "compare"}


def test_json_is_the_only_thing_on_stdout(made: Path) -> None:
    for words in (["plan"], ["status"], ["check"], ["make"], ["rehearse"]):
        assert json.loads(run(*words, "--json", folder=made).out) is not None


def test_plan_at_her_word_takes_out_at_once_what_left_the_file_and_brings_it_back(
    made: Path,
) -> None:
    path = made / "schedule.yaml"
    before = path.read_text("utf-8")
    row = '  - {days: [sat], at: "10:00", to: [instagram]}\n'
    path.write_text(before.replace("post:\n", f"post:\n{row}", 1), "utf-8")
    first = plan(made)
    saturdays = {one["key"] for one in first if "T10:00" in one["local_time"]}
    assert saturdays
    path.write_text(before, "utf-8")
    assert saturdays.isdisjoint(one["key"] for one in plan(made))
    path.write_text(before.replace("post:\n", f"post:\n{row}", 1), "utf-8")
    assert {one["key"] for one in plan(made)} == {one["key"] for one in first}
