"""Word documents: the words of a .docx as HTML, with headings, lists, bold, quotes and links.

In: the bytes of a file. Out: HTML, and the title that the document says of itself. Knows nothing of
files on the disk and of kinds of runs.

A .docx is a zip of XML, and either can be a trap. So nothing is believed that the zip says of itself:
the few parts that hold words are unpacked here, up to a limit, looked through, and only a new zip of
those parts is handed to mammoth. Pictures are never unpacked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from socialkit.errors import ArticleError

MOST_MEMBERS = 5_000
MOST_XML_BYTES = 10_000_000
MOST_NODES = 300_000
"""Elements and their attributes: a book of 200,000 words has about as many."""

DEEPEST = 100
MOST_OPEN_FIELDS = 50
_MEMBER = b"PK\x01\x02"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CORE = "docProps/core.xml"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|(?:[^/]+/)?(?:document|styles|numbering)\d*\.xml|(?:[^/]+/)?_rels/document\d*\.xml\.rels"
)
_DOCUMENT = re.compile(r"(?:[^/]+/)?document\d*\.xml")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MEANS_NOTHING = re.compile(
    r"(?:microsoft word\b.*|untitled.*|(?:new )?doc(?:ument)?[\s_-]*\d*|blank.*|template|title|normal"
    r"|.*\.(?:docx?|dotx?|rtf|odt|pages|pdf|txt))",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, struct.error),
    *(ValueError, RuntimeError, LookupError, AttributeError, TypeError, AssertionError),
)
"""What zipfile and mammoth raise for a broken document."""


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document as HTML; `title` is what its properties say, where that means something."""

    html: str
    title: str | None


class _Trap(Exception):
    """What is inside is not what Word writes; the words say what is wrong with it."""


def read_word(data: bytes, name: str) -> WordDocument:
    """The words of a .docx; `name` is how messages call it.

    Raise ArticleError when it is something else, is locked, or would burst.
    """
    if not data:
        raise ArticleError(f"{name} holds no text. Put the article’s words into it and try again.")
    if data.startswith(_COMPOUND):
        raise ArticleError(_compound(data, name))
    try:
        parts, pictures = _unpack(data)
        body = _convert(parts)
    except _Trap as trap:
        raise ArticleError(f"{name} {trap}") from trap
    except _FAULTS as error:
        raise ArticleError(f"{name} {_BROKEN}") from error
    if pictures and not _LETTER.search(re.sub(r"<[^<>]*>", "", body)):
        raise ArticleError(
            f"{name} holds pictures and no words that can be read. Type the article’s words."
        )
    return WordDocument(f"<html><body>{body}</body></html>", _find_title(parts))


_BROKEN = (
    "is no Word document, or a broken one. Open it in Word, choose “Save as”, then “Word document "
    "(.docx)”, and use that file."
)
_TOO_MUCH = (
    "holds far more than an article can. Put only the article’s words into a new document, and use "
    "that file."
)
_STRANGE = (
    "holds something that Word does not write into its documents, so it is not opened. Copy the "
    "article’s words into a new document, and use that file."
)


def _compound(data: bytes, name: str) -> str:
    """Old .doc files and locked documents come in the same wrapping."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            f"{name} is locked with a password. Open it in Word, choose “Save as”, take the password "
            f"away under “Tools”, and use that file."
        )
    return (
        f"{name} is an old Word file (.doc) under a new name. Open it in Word, choose “Save as”, then "
        f"“Word document (.docx)”, and use that file."
    )


def _unpack(data: bytes) -> tuple[dict[str, bytes], bool]:
    """The parts that hold words, and whether there are pictures. Raise _Trap."""
    if data.count(_MEMBER) > MOST_MEMBERS:
        raise _Trap(_TOO_MUCH)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if not any(_DOCUMENT.fullmatch(one) for one in names):
            raise _Trap(_no_document(names))
        parts: dict[str, bytes] = {}
        room = MOST_XML_BYTES
        for one in dict.fromkeys(names):
            if _PARTS.fullmatch(one):
                parts[one] = _inflate(archive, one, room)
                room -= len(parts[one])
    _look_through(parts)
    return parts, any("/media/" in one for one in names)


def _no_document(names: list[str]) -> str:
    if "mimetype" in names and "content.xml" in names:
        return (
            "is a document of LibreOffice (.odt) under another name. Open it there, choose “Save "
            "as”, then “Word 2007 (.docx)”, and use that file."
        )
    return "is a zip file without a Word document in it. Unpack it, and use the article’s own file."


def _inflate(archive: zipfile.ZipFile, name: str, room: int) -> bytes:
    """One part, read no further than there is room, whatever the zip says of its size."""
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise _Trap("is locked with a password. Save it without one, and use that file.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Trap(_STRANGE)  # other packings unpack a whole block at once, however large
    if info.file_size > room:
        raise _Trap(_TOO_MUCH)
    with archive.open(info) as member:
        part = member.read(room + 1)
    if len(part) > room:
        raise _Trap(_TOO_MUCH)
    return part


def _look_through(parts: dict[str, bytes]) -> None:
    """Count what the parser would have to hold, and refuse every kind of XML entity."""
    look = _Look()
    for part in parts.values():
        parser = expat.ParserCreate()
        parser.StartElementHandler = look.open
        parser.EndElementHandler = look.close
        parser.CommentHandler = lambda _: look.count(1)
        parser.ProcessingInstructionHandler = lambda *_: look.count(1)
        parser.StartDoctypeDeclHandler = look.refuse
        try:
            parser.Parse(part, True)
        except expat.ExpatError as error:
            raise _Trap(_BROKEN) from error


@dataclass(slots=True)
class _Look:
    nodes: int = 0
    depth: int = 0
    fields: int = 0

    def count(self, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise _Trap(_TOO_MUCH)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self.count(1 + len(attributes))
        self.depth += 1
        if name.endswith("fldChar"):
            kind = next((one for key, one in attributes.items() if key.endswith("Type")), "")
            self.fields += (kind == "begin") - (kind == "end")
        if self.depth > DEEPEST or self.fields > MOST_OPEN_FIELDS:
            raise _Trap(_STRANGE)

    def close(self, _: str) -> None:
        self.depth -= 1

    def refuse(self, *_: object) -> None:
        raise _Trap(_STRANGE)


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
    """The little number of a footnote is no word of hers."""
    from mammoth.documents import text

    return text("")


def _find_title(parts: dict[str, bytes]) -> str | None:
    if _CORE not in parts:
        return None
    said = ElementTree.fromstring(parts[_CORE]).findtext(f".//{_TITLE}") or ""
    title = " ".join(said.split())[:300]
    return title if _LETTER.search(title) and not _MEANS_NOTHING.fullmatch(title) else None
