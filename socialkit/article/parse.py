"""From the bytes of a file or page to an article, at most so many seconds and so much memory each.

What is small is read in this process. What is large is read by a child that the system ends at its limits:
`python -m socialkit.article.parse`, given the arguments on its stdin.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from socialkit.article.formats.article_text import (
    MAX_SEGMENTS,
    ArticleText,
    TextFormat,
    extract_text,
)
from socialkit.article.formats.front_matter import FrontMatter, split_front_matter
from socialkit.article.sources.article_files import decode, read_file_text
from socialkit.article.sources.feeds import describe_feed, is_feed, read_feed
from socialkit.article.sources.fetch import Answer
from socialkit.article.sources.sources import slug_of, title_from_name
from socialkit.errors import ArticleError, ArticleWithheld
from socialkit.model.article import Article
from socialkit.processes.child import run_child, without_secrets

MAX_CPU = timedelta(seconds=9)
MAX_WAIT = timedelta(seconds=90)
"""On a machine that does other things as well."""
MAX_DATA_BYTES = 230_000_000
"""Memory beside the program itself, which takes about 60 MB."""
SMALL_BYTES = 150_000
"""The slowest of some eighty kinds of hostile text takes two seconds at this size (measured)."""
COMMAND = (sys.executable, "-m", "socialkit.article.parse")

_PAGE_FORMATS = {
    "text/html": TextFormat.HTML,
    "application/xhtml+xml": TextFormat.HTML,
    "text/plain": TextFormat.TEXT,
    "text/markdown": TextFormat.MARKDOWN,
}
_WORD = re.compile(r"[^\W\d_]")


def compose_article(
    name: str, cleaned: ArticleText, matter: FrontMatter | None = None, *, slug: str | None = None
) -> Article:
    """The article with this name. Raises ArticleError when it has no text or far too much."""
    matter = matter or FrontMatter()
    if cleaned.crowded:
        raise ArticleError(
            f"{name} has more than {MAX_SEGMENTS:,} paragraphs, too many for an article. "
            f"Put only the article’s text into a .txt file."
        )
    if not _WORD.search(cleaned.text):
        raise ArticleError(
            f"{name} contains no text. Put the article’s text into it and try again."
        )
    title = matter.title or cleaned.title
    return Article(
        slug=slug or slug_of(name),
        title=title or title_from_name(name),
        source=name,
        text=cleaned.text,
        blocks=cleaned.blocks,
        links=cleaned.links,
        address=cleaned.address,
        sample=matter.sample,
        headline=(matter.title if matter.is_by_owner else None) or cleaned.headline,
        title_is_guessed=title is None,
    )


def parse_file(name: str, ending: str, data: bytes, slug: str | None) -> Article:
    """The article in the bytes of a file with this ending. Raises ArticleError when it cannot be read."""
    matter, cleaned = _clean_file(name, ending, data)
    return compose_article(name, cleaned, matter, slug=slug)


def _clean_file(name: str, ending: str, data: bytes) -> tuple[FrontMatter, ArticleText]:
    writing = read_file_text(data, ending, name)
    if writing.form is TextFormat.HTML:
        cleaned = extract_text(writing.words, TextFormat.HTML)
        said = None if cleaned.title else writing.title
        return FrontMatter(title=said, is_by_owner=False), cleaned
    try:
        matter, rest = split_front_matter(writing.words)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error
    if matter.withheld is not None:
        raise ArticleWithheld(
            f"{name} is kept back, because “{matter.withheld}” is at its top: it gives no lines and nothing "
            f"of it is posted. When it is ready, remove that row."
        )
    return matter, extract_text(rest, writing.form, address=matter.address)


def parse_page(address: str, answer: Answer, slug: str | None) -> Article:
    """The article on a page. Raises ArticleError when it cannot be read, or is a feed with several."""
    if is_feed(answer):
        raise ArticleError(describe_feed(read_feed(answer, address), address))
    form = _PAGE_FORMATS.get(answer.content_type or "text/html")
    if form is None:
        raise ArticleError(
            f"{address} is not a page of text but {answer.content_type}. "
            f"Use the article’s own page, or save its text as a .txt file."
        )
    raw = decode(answer.body, address, page=form is TextFormat.HTML, charset=answer.charset)
    return compose_article(address, extract_text(raw, form, address=address), slug=slug)


def parse_words(address: str, words: str, slug: str | None) -> Article:
    """The article in the text that a feed holds of it, as HTML. Raises ArticleError when it has no text."""
    return compose_article(
        address, extract_text(words, TextFormat.HTML, address=address), slug=slug
    )


@dataclass(frozen=True, slots=True)
class ParseJob:
    """One call of `parse_file` or `parse_page`."""

    parse: Callable[..., Article]
    arguments: tuple[Any, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The article; or why it takes too much to be read, which is worth remembering."""

    article: Article | None
    refusal: str = ""

    def demand(self) -> Article:
        """The article. Raises ArticleError where there is none."""
        if self.article is None:
            raise ArticleError(self.refusal)
        return self.article


def parse_bounded(job: ParseJob, data: bytes, *, is_word: bool = False) -> Parsed:
    """The article that the job gives, or that it takes more than MAX_CPU or MAX_DATA_BYTES. Raises
    ArticleError as the job does."""
    if not _is_large(data, is_word=is_word):
        return Parsed(job.parse(*job.arguments))
    given = pickle.dumps((job.parse, job.arguments))
    environment = without_secrets(os.environ)
    result = run_child(COMMAND, given, limit=MAX_WAIT, environment=environment)
    if result.code != 0:
        words = (
            f"{job.name} takes more than {MAX_CPU.seconds} seconds or 300 MB of memory to read, so it is not "
            f"used. Put only the article’s text into a .txt file."
        )
        return Parsed(None, words)
    found = pickle.loads(result.output)
    if isinstance(found, ArticleError):
        raise found
    assert isinstance(found, Article)
    return Parsed(found)


def _is_large(data: bytes, *, is_word: bool) -> bool:
    if not is_word:
        return len(data) > SMALL_BYTES
    from socialkit.article.formats.docx_parts import measure_words

    return measure_words(data) > 2 * SMALL_BYTES  # most of it is markup


def main() -> int:
    """Do one job, given on stdin; its article or ArticleError on stdout."""
    _limit()
    parse, arguments = pickle.load(sys.stdin.buffer)
    try:
        found: Article | ArticleError = parse(*arguments)
    except ArticleError as error:
        if _is_full():  # a parser that finds no memory takes the rest for missing
            return 1
        found = error
    sys.stdout.buffer.write(pickle.dumps(found))
    return 0


def _limit() -> None:
    """Let the system end this process at its limits; Windows has none, and waits for MAX_WAIT."""
    if sys.platform == "win32":
        return
    import resource

    seconds = int(MAX_CPU.total_seconds())
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_DATA_BYTES, MAX_DATA_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _is_full() -> bool:
    """Whether nearly all the memory was in use at some time, where the system says so."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return False
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    return peak is not None and int(peak[1]) * 1024 > MAX_DATA_BYTES


if __name__ == "__main__":
    sys.exit(main())
