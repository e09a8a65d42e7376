"""Everything that is read from outside, each as a function of bytes that raises only for a fault of ours."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialkit.article.formats.article_text import TextFormat, extract_text
from socialkit.article.read import gather_articles
from socialkit.article.sources.feeds import is_feed, read_feed
from socialkit.article.sources.fetch import Answer
from socialkit.cards.paint.pictures import LOGO, PHOTO, read_picture
from socialkit.config.line_file.line_file import read_line_file
from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.config.settings import load_settings
from socialkit.errors import ArticleError, BrandFault, ConfigError
from socialkit.lines.reading import read_lines
from tests.article.word_samples import docx
from tests.conftest import REPOSITORY
from tests.support.site import item, page, rss

GOOD = "# On calm\n\nCalm can be learnt at any age, slowly and with help.\n"
FOLDER = Path(tempfile.mkdtemp(prefix="socialkit-fuzz-"))


@dataclass(frozen=True, slots=True)
class Target:
    """`run` reads one input; `seeds` are inputs to begin with, `words` are pieces to build others from.
    `is_guided`: by the coverage of what is pure Python, where that is installed."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]
    is_guided: bool = False


def _put(name: str, data: bytes) -> Path:
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _read_beside_a_good_one(ending: str, data: bytes) -> None:
    """Whatever it holds, the good article is read, and what is wrong is told as a problem of the bad one."""
    shutil.rmtree(FOLDER / "articles", ignore_errors=True)
    _put("articles/good.md", GOOD.encode())
    name = _put(f"articles/bad{ending}", data).name
    found = gather_articles(["articles"], FOLDER)
    assert "good" in found.articles
    for one in found.problems:
        assert one.file == f"articles/{name}" and "fault of socialkit" not in one.message, one
    for article in found.articles.values():
        for line in read_lines(article).lines:
            line.text.encode()
            assert line.text in article.text


def _read_front_matter(data: bytes) -> None:
    _read_beside_a_good_one(".md", b"---\n" + data + b"\n---\n" + GOOD.encode())


def _read_markdown(data: bytes) -> None:
    _read_beside_a_good_one(".md", data)


def _read_text(data: bytes) -> None:
    _read_beside_a_good_one(".txt", data)


def _read_page(data: bytes) -> None:
    _read_beside_a_good_one(".html", data)


def _read_word(data: bytes) -> None:
    """Half of the inputs are the XML of a document, the others the file itself."""
    if data[:1] < b"\x80":
        data = docx(data.decode("utf-8", "replace"))
    _read_beside_a_good_one(".docx", data)


def _read_a_feed(data: bytes) -> None:
    answer = Answer(data, "application/rss+xml", None)
    is_feed(answer)
    try:
        entries = read_feed(answer, "https://quietharbour.example/feed")
    except ArticleError:
        return
    for one in entries:
        f"{one.address}{one.title}{one.words}{one.guid}".encode()
        if one.words:
            extract_text(one.words, TextFormat.HTML, address=one.address)


def _read_lines_file(data: bytes) -> None:
    path = _put("quotes/bad/lines.yaml", data)
    try:
        read_line_file(path)
    except ConfigError as error:
        assert error.problems and "fault of socialkit" not in str(error)


def _read_schedule(data: bytes) -> None:
    path = _put("schedule.yaml", data)
    loaded = load_schedule(path, today=date(2026, 12, 1))
    assert loaded.schedule is not None or loaded.problems
    for one in loaded.problems:
        assert one.message.isprintable() and "fault of socialkit" not in one.message


def _read_env(data: bytes) -> None:
    _put(".env", data)
    try:
        load_settings(FOLDER)
    except ConfigError as error:
        assert error.problems


def _open_picture(data: bytes) -> None:
    path = _put("logo.png", data)
    for kind in (LOGO, PHOTO):
        try:
            read_picture(str(path), kind, least_px=200)
        except BrandFault as error:
            assert str(error)


SAMPLE = (REPOSITORY / "articles" / "after-the-argument.txt").read_bytes()
SCHEDULE = (REPOSITORY / "schedule.yaml").read_bytes()
PICTURES = tuple(
    one.read_bytes()
    for one in sorted((REPOSITORY / "docs" / "manual" / "images").glob("*.jpg"))[:2]
)
YAML_WORDS = tuple(
    (
        b"a: b\n|- a\n|  |: |[|]|{|}|,|\"|'|&a |*a|!!binary |!|<<: |? || |>|%YAML 1.2\n|---\n|...\n|#|"
        b"~|0x|.inf|2027-13-45|99:99|\\ud83d|\\ude00|\\0|\xff|\t|\r|\x85|title|true|null|1_0|"
        b"190:20:30|=|"
    ).split(b"|")
)
HTML_WORDS = tuple(
    (
        b"<p>|</p>|<br>|<div hidden>|<li>|<ul>|<table>|<tr>|<td>|<h1>|<sup>1</sup>|\x0b|&#11;|"
        b"&#xD83D;|&#x0;|&amp;|<script>|</script>|<style>.a{display:none}|</style>|"
        b"<a href=https://www.instagram.com/q>|<del>|<!--|-->|<svg>|<math>|<template>|<body>|<html>|"
        b"<title>|<meta charset=utf-16>|<base href=x>|\xef\xbf\xbe|\xed\xa0\xbd|<![CDATA[|<?xml?>|"
        b"<!DOCTYPE x [|A good line is kept.|\xff|<b>|</b>|<p class=a>|<q>|<p style='display:none'>|"
    ).split(b"|")
)
TEXT_WORDS = tuple(
    (
        b"# |## |- |* |1. |> |**|_|~|%%|<!-- private -->|<!--|-->|\n|\n\n|  \n|[a](|)|![|`|```|:|"
        b"\xe2\x80\x9c|\xe2\x80\x9d|It is a myth that|kind people never argue.|With trust:|\x0b|\x0c|"
        b"\x01|\xef\xbf\xbf|\xed\xa0\xbd|https://www.instagram.com/q|@q on Instagram|---\n|title: |"
        b"\xe0\xa4\x95\xe0\xa4\xbf|\xf0\x9f\x98\x80|\r|\t|\\"
    ).split(b"|")
)
WORD_WORDS = tuple(
    (
        b"<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|a|<w:br/>|<w:del>|</w:del>|<w:tbl>|<w:tr>|<w:tc>|"
        b"<w:vanish/>|<w:rPr>|</w:rPr>|"
    ).split(b"|")
)
PICTURE_WORDS = (b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"%!PS", b"GIF89a", b"\0" * 9)
ENV_WORDS = tuple(
    (
        b"SOCIALKIT_INSTAGRAM_PASSWORD=|SOCIALKIT_DATABASE_URL=|postgresql://a:b@c:d@e/f|sqlite:///|=|"
        b"\"|'|#| |\n|\r|\\|${A}|SOCIALKIT_PACE=1,|SOCIALKIT_STATE_DIR=|\x00|\xff|\xe2\x80\x9c|"
        b"export |A|:|@|%zz|[::1|SOCIALKIT_SEND_TIMEOUT=nan|"
    ).split(b"|")
)
FEED = rss(
    [item("https://quietharbour.example/a", date="01 Jan 2026 09:00:00 GMT", content="<p>Calm</p>")]
)

TARGETS: dict[str, Target] = {
    "front-matter": Target(
        _read_front_matter,
        (b"title: On calm\nlink: https://q.example/a",),
        YAML_WORDS,
        is_guided=True,
    ),
    "lines.yaml": Target(
        _read_lines_file,
        (b'article: {title: a, source: b, text_sha256: c}\nlines:\n  - {text: "a b", use: ask}\n',),
        YAML_WORDS,
        is_guided=True,
    ),
    "schedule.yaml": Target(
        _read_schedule, (SCHEDULE[:1500], SCHEDULE), YAML_WORDS, is_guided=True
    ),
    "html": Target(
        _read_page, (page("Calm", "A good line.").encode(),), HTML_WORDS, is_guided=True
    ),
    "markdown": Target(_read_markdown, (SAMPLE[:1200],), TEXT_WORDS),
    "text": Target(_read_text, (SAMPLE[:1200],), TEXT_WORDS),
    "docx": Target(_read_word, (b"<w:p><w:r><w:t>Calm.</w:t></w:r></w:p>", docx()), WORD_WORDS),
    "feed": Target(_read_a_feed, (FEED.encode(),), (*HTML_WORDS, b"<item>", b"<link>", b"<guid>")),
    ".env": Target(_read_env, (b"SOCIALKIT_INSTAGRAM_USERNAME=a\n",), ENV_WORDS),
    "picture": Target(_open_picture, PICTURES, PICTURE_WORDS),
}
