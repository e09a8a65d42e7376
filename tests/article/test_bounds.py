"""An article costs at most 9 s of CPU and 300 MB, or is refused in words, and the others are read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeVar

import pytest

from socialkit.article.bounded import MAX_CPU, SMALL_BYTES
from socialkit.article.parse import Parsed
from socialkit.article.read import read_article
from socialkit.errors import ArticleError
from tests.article.word_samples import SPACE, docx, paragraph

T = TypeVar("T")
GOOD = "# On calm\n\nCalm can be learnt at any age, slowly and with help.\n"
MEGABYTE = 1_000_000
HOSTILE = {
    "paragraphs.html": "<p>a</p>" * (5 * MEGABYTE // 8),
    "cells.html": "<tr><td>a<td>b" * (4 * MEGABYTE // 14),
    "brackets.md": "[" * (5 * MEGABYTE),
    "pictures.md": "![" * (2 * MEGABYTE),
    "stars.md": "*a_ " * MEGABYTE,
    "headings.md": "# a\n" * MEGABYTE,
    "addresses.md": "http://a.b " * (4 * MEGABYTE // 11),
    "addresses.txt": "http://a.b " * (4 * MEGABYTE // 11),
}


PROGRAM = r"""
import json, re, resource, sys
from pathlib import Path
from socialkit.article.read import gather_articles

found = gather_articles(["articles"], Path(sys.argv[1]))
used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# the system counts what the tests took before this program began, but not in VmHWM
own = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps({
    "articles": sorted(found.articles),
    "problems": [[one.file, one.message] for one in found.problems],
    "seconds": sum(one.ru_utime + one.ru_stime for one in used),
    "megabytes": max(int(own[1]), used[1].ru_maxrss) // 1024,
}))
"""


def gather(folder: Path) -> dict[str, Any]:
    """What is read in a process of its own, what it cost, and the most memory that it or its child took."""
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)], capture_output=True, check=True
    )
    return dict(json.loads(answer.stdout))


@pytest.mark.parametrize(("name", "text"), HOSTILE.items(), ids=HOSTILE)
def test_a_hostile_text_is_read_or_refused_in_words_and_the_others_are_read(
    tmp_path: Path, name: str, text: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD)
    (folder / name).write_text(f"Calm is good.\n\n{text}")
    found = gather(tmp_path)
    assert "good" in found["articles"]
    assert found["seconds"] < MAX_CPU.total_seconds() + 2
    assert found["megabytes"] < 300
    for file, message in found["problems"]:
        assert file == f"articles/{name}"
        assert "Put only the article’s text into a .txt file" in message


def test_a_refusal_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>a</p>" * (5 * MEGABYTE // 8))
    kept: list[Parsed] = []

    def remember(kind: type[T], content: object, read: object) -> T:
        if not kept:
            kept.append(read())  # type: ignore[operator]
        assert isinstance(kept[0], kind)
        return kept[0]

    for _ in range(2):
        with pytest.raises(ArticleError, match="300 MB of memory"):
            read_article("a.html", folder=tmp_path, remember=remember)
    assert len(kept) == 1


def test_what_is_large_and_harmless_is_read_the_same_way(tmp_path: Path) -> None:
    rows = [
        f"Calm number {number} can be learnt at any age, slowly and with help."
        for number in range(4000)
    ]
    text = "\n\n".join(rows)
    assert len(text) > SMALL_BYTES
    (tmp_path / "a.txt").write_text(text)
    article = read_article("a.txt", folder=tmp_path)
    assert article.text.strip() == text and len(article.blocks) == len(rows)


def test_an_error_of_what_is_large_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nlink: no address\n---\n{GOOD * 4000}")
    with pytest.raises(
        ArticleError, match="“no address” at the top of the file is not a web address"
    ):
        read_article("a.md", folder=tmp_path)


def test_paragraphs_in_paragraphs_of_a_header_are_read_once(tmp_path: Path) -> None:
    nested = "<w:p>" * 90 + "<w:r><w:t>" + "calm " * 20_000 + "</w:t></w:r>" + "</w:p>" * 90
    header = f'<w:hdr xmlns:w="{SPACE}">{nested}</w:hdr>'
    data = docx(paragraph(GOOD), more={"word/header1.xml": header})
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.docx").write_bytes(data)
    found = gather(tmp_path)
    assert found["articles"] == ["a"]
    assert found["megabytes"] < 100
