"""Finds the articles that `articles:` names and gives each a slug."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from socialkit.article.links.address import split_address
from socialkit.article.links.urls import page_identity
from socialkit.model.text import word_set

ARTICLE_ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".docx"})
FOREIGN_ENDINGS = word_set(
    ".pages .pdf .doc .dot .odt .rtf .rtfd .epub .gdoc .wpd .wps .webarchive .mht .mhtml .eml .tex .icloud "
    ".textclipping"
)
"""Kinds of documents that look like an article in the folder and cannot be read."""
MAX_SLUG_LENGTH = 80
_MAGIC = re.compile(r"[*?\[]")
_PAGE_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article is read from (a path in the workspace, or an address), and its slug."""

    slug: str
    source: str


def single_article(address: str) -> Sequence[str]:
    """Takes every address for one article, without loading it."""
    return (address,)


def find_sources(
    patterns: Sequence[str],
    folder: Path,
    *,
    articles_at: Callable[[str], Sequence[str]] = single_article,
) -> tuple[Source, ...]:
    """Every article that the patterns name, each once, with a slug of its own.

    A pattern is a path, a folder, a path with *, or an address; `articles_at` returns the articles at
    an address, which may be a feed. A path of one file is returned even if the file does not exist, so
    that reading it can say what is wrong. Of two articles with the same name, the one with the shorter
    path keeps the slug; the other's slug gets a suffix that depends on its path alone.
    """
    found: dict[str, str] = {}
    for source in (one for pattern in patterns for one in _expand(pattern, folder, articles_at)):
        found.setdefault(_canonical(source), source)
    names = {source: slug_of(source) for source in found.values()}
    keepers: dict[str, str] = {}
    for source in sorted(names, key=_priority):
        keepers.setdefault(names[source], source)
    return tuple(
        Source(slug if keepers[slug] == source else f"{slug}-{_fingerprint(source)}", source)
        for source, slug in names.items()
    )


def _canonical(source: str) -> str:
    """The same text for two ways of writing one address."""
    return page_identity(source) if is_address(source) else source


def is_address(source: str) -> bool:
    """Is it a page rather than a file?"""
    return "://" in source[:12]


def slug_of(source: str) -> str:
    """The name of an article in folders and commands: the name of its file or page in a-z, 0-9 and -."""
    name = _page_name(source) if is_address(source) else PurePosixPath(source).stem
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = (
        re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:MAX_SLUG_LENGTH].strip("-")
    )
    return slug or f"article-{_fingerprint(source)}"


def title_from_name(source: str) -> str:
    """The name of a file or page as words, for a title."""
    name = _page_name(source) if is_address(source) else PurePosixPath(source).stem
    words = " ".join(re.sub(r"[-_]+", " ", name).split())
    return (words[:1].upper() + words[1:]) or source


def relative_source(source: str, folder: Path) -> str:
    """A path as it is shown: relative to the workspace if it is inside, else as given."""
    path = Path(os.path.normpath(folder / source))
    root = Path(os.path.normpath(folder))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else source


def _expand(
    pattern: str, folder: Path, articles_at: Callable[[str], Sequence[str]]
) -> Iterator[str]:
    if is_address(pattern):
        yield from articles_at(pattern.strip())
        return
    path = _as_on_disk(pattern, folder)
    matches = _find_matches(path, folder)
    if matches is None:
        yield relative_source(path, folder)
        return
    base = _base(Path(path), folder)
    yield from (relative_source(str(one), folder) for one in matches if _is_article(one, base))


def _find_matches(pattern: str, folder: Path) -> list[Path] | None:
    """Every file that a path takes in, of whatever kind; None where it names one file."""
    path = Path(pattern)
    if (folder / path).is_dir():
        path = path / "*"
    elif not _MAGIC.search(pattern) or (folder / path).is_file():
        return None
    try:
        return sorted(_base(path, folder).glob(str(path.relative_to(path.anchor))))
    except (OSError, ValueError):  # a folder that may not be read, or an invalid pattern
        return []


def _base(path: Path, folder: Path) -> Path:
    return Path(path.anchor) if path.anchor else folder


def _as_on_disk(pattern: str, folder: Path) -> str:
    """The name of a file as the disk spells it, where only the form of its letters, capitals or the direction
    of the slashes differ: a Mac takes letters with accents apart, and Windows writes backslashes."""
    if (folder / pattern).exists():
        return pattern
    parts = PurePosixPath(pattern.replace("\\", "/")).parts
    place = PurePosixPath()
    for part in parts:
        if not (folder / place / part).exists():
            alike = [one for one in _names_in(folder / place) if _spelling(one) == _spelling(part)]
            part = alike[0] if len(alike) == 1 else part
        place = place / part
    return str(place)


def _names_in(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir()]
    except OSError:
        return []


def _spelling(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def find_foreign_files(patterns: Sequence[str], folder: Path) -> Iterator[str]:
    """Files that the patterns take in and that no article can be read from, such as .pages or .pdf."""
    for pattern in (one for one in patterns if not is_address(one)):
        for one in _find_matches(_as_on_disk(pattern, folder), folder) or ():
            if one.suffix.lower() in FOREIGN_ENDINGS and not one.name.startswith("~$"):
                yield relative_source(str(one), folder)


def _is_article(path: Path, base: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(base).parts)
    readme = path.stem.lower() == "readme"
    return path.suffix.lower() in ARTICLE_ENDINGS and not hidden and not readme and path.is_file()


def _priority(source: str) -> tuple[bool, int, str]:
    return is_address(source), source.count("/"), source


def _page_name(address: str) -> str:
    parts = split_address(address)
    if parts is None:
        return address
    if parts.segments:
        return _PAGE_ENDING.sub("", parts.segments[-1])
    values = [value for _, value in parts.query if value != "\0"]
    return " ".join([parts.host.removeprefix("www.").split(":")[0], *values])


def _fingerprint(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:6]
