"""The one real article, which lies beside the repository: what must come out of it.

None of its sentences stands here; what is compared is read from the file itself.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run
from tests.conftest import REAL_ARTICLE

pytestmark = pytest.mark.skipif(
    not REAL_ARTICLE.exists(), reason="the real article lies in ../shared, which is not here"
)


def written(pattern: str) -> str:
    """What the article itself says, found by a simple pattern."""
    found = re.search(pattern, REAL_ARTICLE.read_text("utf-8"))
    assert found is not None
    return found.group(1)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    answer = run(
        "lines", str(REAL_ARTICLE), "--rejected", "--json", folder=tmp_path_factory.mktemp("real")
    )
    value: dict[str, Any] = answer.json
    return value


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("real")
    assert run("init", "practice", "--from", str(REAL_ARTICLE), folder=base).code == 0
    folder = base / "practice"
    assert run("make", folder=folder).code == 0
    assert run("approve", "--all", folder=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def fortnight(practice: Path) -> list[dict[str, Any]]:
    posts: list[dict[str, Any]] = run("rehearse", "--days", "14", "--json", folder=practice).json[
        "posts"
    ]
    return posts


def test_accounts_website_and_phone_are_found(reading: dict[str, Any]) -> None:
    links = reading["article"]["links"]
    assert links["instagram"] == [written(r"instagram\.com/([\w.]+)")]
    assert links["facebook"] == ["https://www." + written(r"(facebook\.com/share/\w+)/")]
    assert written(r"(https://[\w.]+)/contact") in links["website"][0]
    assert len(links["phone"]) == 1
    assert len([sign for sign in links["phone"][0] if sign.isdigit()]) == 12
    assert links["phone"][0] in reading["article"]["text"]


def test_there_are_lines_enough_and_every_one_is_a_slice(reading: dict[str, Any]) -> None:
    text = reading["article"]["text"]
    spans = [*reading["lines"], *reading["rejected"]]
    spans += [part for one in reading["structures"] for part in one["parts"]]
    assert len(reading["lines"]) >= 8
    assert all(text[one["start"] : one["end"]] == one["text"] for one in spans)


def test_three_contrasts_and_three_lists_are_found(reading: dict[str, Any]) -> None:
    structures = reading["structures"]
    assert Counter(one["kind"] for one in structures) == {"contrast": 3, "list": 3}
    contrasts = [one for one in structures if one["kind"] == "contrast"]
    labels = [[part["label"].split()[0] for part in one["parts"]] for one in contrasts]
    assert labels == [["With", "Without"]] * 3


def test_no_line_is_a_heading_an_item_an_example_an_invitation_or_a_contact(
    reading: dict[str, Any],
) -> None:
    rows = reading["article"]["text"].splitlines()
    headings = {row for row in rows if row and row[-1].isalnum() and len(row) < 90}
    items = {row[2:] for row in rows if row.startswith("- ")}
    spoken = {row for row in rows if row.startswith("“") or ", “" in row}
    for line in reading["lines"]:
        words = line["text"]
        assert words not in headings | items
        assert not any(words in row for row in spoken), words
        assert not any(sign in words for sign in ("[", "http", "+91", "👉", "📌"))
        assert words.rstrip("”\"'")[-1] in ".!…", words
        assert "support is available" not in words


def test_the_times_are_hers(fortnight: list[dict[str, Any]]) -> None:
    assert len(fortnight) == 12
    for post in fortnight:
        local = datetime.fromisoformat(post["local_time"])
        assert (local.strftime("%H:%M"), str(local.utcoffset())) == ("09:00", "5:30:00")
        assert local.weekday() in (0, 2, 4)
        assert post["due_at"].endswith("T03:30:00Z")


def test_the_words_are_hers_and_no_line_comes_twice(
    fortnight: list[dict[str, Any]], reading: dict[str, Any]
) -> None:
    text = reading["article"]["text"]
    for network in ("instagram", "facebook"):
        posts = [one for one in fortnight if one["network"] == network]
        assert len({one["text"] for one in posts}) == len(posts) == 6
        assert all(one["text"] in text for one in posts)
        assert all(one["caption"].startswith(one["text"]) for one in posts)
        assert all(" ".join(one["text"].split()) in one["alt_text"][0] for one in posts)
        assert {one["state"] for one in posts} == {"posted"}


def test_both_accounts_get_the_same_line_at_the_same_time(
    fortnight: list[dict[str, Any]],
) -> None:
    assert {one["account"] for one in fortnight} == {
        written(r"instagram\.com/([\w.]+)"),
        "https://www." + written(r"(facebook\.com/share/\w+)/"),
    }
    at_once = Counter((one["due_at"], one["text"]) for one in fortnight)
    assert set(at_once.values()) == {2}


def test_the_lines_last_beyond_the_fortnight(practice: Path) -> None:
    plan = run("plan", "--json", folder=practice).json
    lasts, first = plan["lasts_until"], plan["posts"][0]["local_time"][:10]
    assert (date.fromisoformat(lasts) - date.fromisoformat(first)).days > 28
