"""Whatever one article holds, the others are read; signs that no text may hold go where it enters."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path
from typing import TypeVar

import pytest

from socialkit.article.read import gather_articles, read_article
from socialkit.article.sources.fetch import Answer
from tests.support.site import RSS, item, rss

T = TypeVar("T")
GOOD = "Calm can be learnt at any age, slowly and with help."
NUMBERS = [*range(1, 9), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF]
FORBIDDEN = frozenset(map(chr, NUMBERS)) | frozenset("\ud83d\ude00")


def gather(folder: Path) -> tuple[set[str], list[str]]:
    found = gather_articles(["articles"], folder)
    return set(found.articles), [one.message for one in found.problems]


def write(folder: Path, name: str, data: str | bytes) -> None:
    path = folder / "articles" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("number", NUMBERS, ids=lambda one: f"U+{one:04X}")
@pytest.mark.parametrize("form", ["raw", "decimal", "hexadecimal"])
def test_a_sign_that_no_text_may_hold_is_left_out_of_a_page(
    tmp_path: Path, number: int, form: str
) -> None:
    sign = {"raw": chr(number), "decimal": f"&#{number};", "hexadecimal": f"&#x{number:x};"}[form]
    padding = "<p>Nothing is learnt in a hurry, and nobody has to.</p>" * 8
    body = (
        f"<html><head><title>On{sign} calm</title></head><body><h1>On calm{sign}</h1>"
        f"<p>{GOOD}<sup>1</sup>{sign}It takes two{sign} to be calm.</p>{padding}</body></html>"
    )
    write(tmp_path, "page.html", body)
    article = read_article("articles/page.html", folder=tmp_path)
    assert not FORBIDDEN & set(article.text + article.title)
    assert GOOD in article.text


@pytest.mark.parametrize("number", NUMBERS, ids=lambda one: f"U+{one:04X}")
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_sign_that_no_text_may_hold_is_left_out_of_a_text(
    tmp_path: Path, number: int, name: str
) -> None:
    write(
        tmp_path, name, f"# On{chr(number)} calm\n\n{GOOD}{chr(number)} It takes two.\n" + GOOD * 9
    )
    article = read_article(f"articles/{name}", folder=tmp_path)
    assert not FORBIDDEN & set(article.text + article.title)
    assert GOOD in article.text


def test_the_line_break_of_word_ends_a_row(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", f"On calm\x0b\x0b{GOOD}\x0b\x0bIt takes two to be calm.\n")
    assert "calm\n\nCalm" in read_article("articles/a.txt", folder=tmp_path).text


def test_a_feed_leaves_out_what_no_text_may_hold() -> None:
    from socialkit.article.sources.feeds import read_feed

    words = " ".join([GOOD] * 20)
    one = item("https://q.example/a", date="01 Jan 2026 09:00:00 GMT").replace(
        "</item>",
        f"<description>&lt;p&gt;{words}&amp;#11;&amp;#55357;&lt;/p&gt;</description></item>",
    )
    for entry in read_feed(
        Answer(rss([one]).encode(), RSS.split(";")[0], None), "https://q.example/"
    ):
        assert not FORBIDDEN & set(f"{entry.title} {entry.words} {entry.guid}")


FRONTS = {
    "a date that is none": "date: 2027-13-45",
    "a time that is none": "date: 2027-01-01 99:99:99",
    "a base that is none": "a: 0x",
    "an alias bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "\n".join(
        f"{n}: &{n} [{','.join([f'*{p}'] * 9)}]" for p, n in zip("abcdefg", "bcdefgh", strict=True)
    ),
    "a bool as a name": "true: x\nnull: y",
    "a list as a name": "? [a]\n: b",
    "a map in a map as a name": "{a: b}: c",
    "half an emoji": 'title: "Hope \\ud83d"',
    "an emoji in two halves": 'title: "Hope \\ud83d\\ude00"',
    "a merge of a text": "<<: x",
    "a merge of itself": "a: &a\n  <<: *a",
    "binary": "a: !!binary x",
    "a set": "a: !!set {b}",
    "ordered": "a: !!omap [x]",
    "a tag of a program": "a: !!python/object:os.system x",
    "an anchor twice": "a: &a 1\nb: &a 2",
    "an alias of nothing": "a: *b",
    "brackets": "a: " + "[" * 3000,
    "a directive": "%YAML 9.9",
    "endless numbers": "a: " + "9" * 15000,
    "a list": "- a\n- b",
    "underscores": "a: 1_0_\nb: ._",
    "base 60": "a: 190:20:30\nb: 1:99",
    "a float of nothing": "a: .e+1\nb: 1e99999999",
}


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_front_matter_that_makes_no_sense_stops_no_other_article(
    tmp_path: Path, front: str
) -> None:
    write(tmp_path, "bad.md", f"---\ntitle: On hope\n{front}\n---\n\n{GOOD}\n\nIt takes two.\n")
    write(tmp_path, "good.md", f"# On calm\n\n{GOOD}\n")
    found, problems = gather(tmp_path)
    assert "good" in found
    assert "bad" in found or "at the top of the file" in problems[0]
    assert not any("fault of socialkit" in one for one in problems)


def test_an_emoji_in_two_halves_is_one_in_the_title(tmp_path: Path) -> None:
    write(tmp_path, "a.md", f'---\ntitle: "Hope \\ud83d\\ude00"\n---\n\n{GOOD}\n')
    assert read_article("articles/a.md", folder=tmp_path).title == "Hope \U0001f600"


def test_half_an_emoji_in_the_title_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.md", f'---\ntitle: "Hope \\ud83d"\n---\n\n{GOOD}\n')
    assert "(U+D83D)" in gather(tmp_path)[1][0]


def test_a_fault_of_ours_is_a_problem_of_one_article(tmp_path: Path) -> None:
    write(tmp_path, "bad.md", f"# On hope\n\n{GOOD}\n")
    write(tmp_path, "good.md", f"# On calm\n\n{GOOD}\n")

    def remember(kind: type[T], content: object, read: object) -> T:
        assert isinstance(content, list)
        if b"On hope" in content[-1]:
            raise IndexError("words of the owner")
        return read()  # type: ignore[operator,no-any-return]

    found = gather_articles(["articles"], tmp_path, remember=remember)
    assert set(found.articles) == {"good"}
    assert set(found.unread) == {"bad"}  # so that none of its posts is cancelled
    (problem,) = found.problems
    assert problem.file == "articles/bad.md"
    assert "IndexError in test_one_bad_input.py" not in problem.message  # only where in socialkit
    assert "IndexError" in problem.message and "words of the owner" not in problem.message


def test_a_fault_of_ours_in_a_feed_is_a_problem_of_that_feed(tmp_path: Path) -> None:
    write(tmp_path, "good.md", f"# On calm\n\n{GOOD}\n")

    def load(address: str) -> Answer:
        raise RuntimeError(address)

    found = gather_articles(["https://q.example/feed", "articles"], tmp_path, load=load)
    assert set(found.articles) == {"good"}
    assert not found.is_complete
    assert [one.file for one in found.problems] == ["https://q.example/feed"]


def test_a_word_file_with_a_broken_part_stops_no_other(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document>\x0b&#11;</w:document>")
    write(tmp_path, "bad.docx", data.getvalue())
    write(tmp_path, "good.md", f"# On calm\n\n{GOOD}\n")
    found, problems = gather(tmp_path)
    assert found == {"good"} and len(problems) == 1


@pytest.mark.skipif(
    os.name == "nt" or sys.platform == "darwin", reason="this system has no such names"
)
def test_a_file_whose_name_is_no_text_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, "good.md", f"# On calm\n\n{GOOD}\n")
    bad = os.fsdecode(os.fsencode(tmp_path / "articles") + b"/a\xff\xfe.txt")
    Path(bad).write_text(f"On hope\n\n{GOOD}\n")
    found = gather_articles(["articles"], tmp_path)
    assert set(found.articles) == {"good"}
    (problem,) = found.problems
    assert problem.file == "articles/a??.txt" and "Rename the file" in problem.message
