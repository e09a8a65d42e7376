"""Converts a Word document (.docx) to HTML with headings, lists, bold, quotes and links.

mammoth gets a new zip of the inspected parts, never the file itself, which may be a zip bomb.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from socialkit.article.formats.docx_hidden import remove_hidden_words
from socialkit.article.formats.docx_parts import BROKEN, CORE, EDGES, UnsafeDocument, unpack_words
from socialkit.article.formats.page_titles import is_title_of_a_file
from socialkit.article.links.wordless import find_linked_pictures
from socialkit.errors import ArticleError

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LETTER = re.compile(r"[^\W\d_]")
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, ElementTree.ParseError),
    *(OSError, EOFError, ValueError, RuntimeError, LookupError, AttributeError, TypeError),
)
"""What zipfile and mammoth raise for a broken document."""


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document as HTML; `title` comes from its properties, None if it is a default such as “Document1”."""

    html: str
    title: str | None


def read_word(data: bytes, name: str) -> WordDocument:
    """The text of a .docx; `name` is its name in messages.

    Raises ArticleError when it is not a Word document, is locked, or unpacks to far too much.
    """
    if not data:
        raise ArticleError(
            f"{name} contains no text. Put the article’s text into it and try again."
        )
    if data.startswith(_COMPOUND):
        raise ArticleError(_describe_compound(data, name))
    try:
        parts = unpack_words(data)
        shown = remove_hidden_words(parts.xml)
        body, edges, title = _convert(shown), _read_edges(shown), _find_title(shown)
        edges += "".join(f"<p>{html.escape(one)}</p>" for one in find_linked_pictures(shown))
    except UnsafeDocument as error:
        raise ArticleError(f"{name} {error}") from error
    except _FAULTS as error:
        raise ArticleError(f"{name} {BROKEN}") from error
    if parts.pictures and not _LETTER.search(re.sub(r"<[^<>]*>", "", body)):
        raise ArticleError(
            f"{name} contains only pictures, no text that can be read. Type the article’s text."
        )
    return WordDocument(f"<body>{body}<footer>{edges}</footer></body>", title)


def _describe_compound(data: bytes, name: str) -> str:
    """Old .doc files and locked documents have the same container format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            f"{name} is locked with a password. Open it in Word, choose “Save as”, remove the "
            f"password under “Tools”, and use that file."
        )
    return (
        f"{name} is an old Word file (.doc) with a new ending. Open it in Word, choose “Save as”, then "
        f"“Word document (.docx)”, and use that file."
    )


def _convert(parts: dict[str, bytes]) -> str:
    import mammoth

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    converted = mammoth.convert_to_html(
        packed,
        style_map=_STYLES,
        include_embedded_style_map=False,
        transform_document=mammoth.transforms.element_of_type(_note_type(), _drop_note),
        convert_image=lambda _: [],
    )
    return str(converted.value)


def _note_type() -> Any:
    from mammoth.documents import NoteReference

    return NoteReference


def _drop_note(_: object) -> Any:
    """The number of a footnote is not part of the text."""
    from mammoth.documents import text

    return text("")


def _read_edges(parts: dict[str, bytes]) -> str:
    """The words and link addresses in headers and footers, which mammoth leaves out. The owner's
    accounts are often named there; none of it is part of the article."""
    rows: list[str] = []
    for name, part in parts.items():
        if not EDGES.fullmatch(name):
            continue
        for one in _outermost(ElementTree.fromstring(part)):
            if _kind(one) == "p":
                rows.append("".join(one.itertext()))
            elif one.get("Type", "").endswith("/hyperlink"):
                rows.append(one.get("Target", ""))
    return "".join(f"<p>{html.escape(row)}</p>" for row in rows)


def _outermost(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs that are in no other paragraph, and the targets of links."""
    if _kind(element) in ("p", "Relationship"):
        yield element
    else:
        for one in element:
            yield from _outermost(one)


def _kind(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _find_title(parts: dict[str, bytes]) -> str | None:
    if CORE not in parts:
        return None
    said = ElementTree.fromstring(parts[CORE]).findtext(f".//{_TITLE}") or ""
    title = " ".join(said.split())[:300]
    return title if is_title_of_a_file(title) else None
