"""Unpacks the parts of a Word document that contain words, safely.

A .docx is a zip of XML, and either can be a bomb. So no size in the zip is trusted: the few parts with
words are read up to a limit, and their elements are counted before any parser builds a tree of them.
Pictures are never unpacked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from xml.parsers import expat

MAX_MEMBERS = 5_000
MAX_XML_BYTES = 10_000_000
MAX_NODES = 300_000
"""Elements and their attributes: a book of 200,000 words has about this many."""

MAX_DEPTH = 100
MAX_OPEN_FIELDS = 50
CORE = "docProps/core.xml"
EDGES = re.compile(r"(?:[^/]+/)?(?:_rels/)?(?:header|footer)\d*\.xml(?:\.rels)?")
_MEMBER = b"PK\x01\x02"
_DOCUMENT = re.compile(r"(?:[^/]+/)?document\d*\.xml")
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|(?:[^/]+/)?(?:document|styles|numbering)\d*\.xml|(?:[^/]+/)?_rels/document\d*\.xml\.rels"
    rf"|{EDGES.pattern}"
)
BROKEN = (
    "is not a Word document, or is broken. Open it in Word, choose “Save as”, then “Word document "
    "(.docx)”, and use that file."
)
_TOO_MUCH = (
    "contains far more than an article. Put only the article’s text into a new document, and use "
    "that file."
)
_STRANGE = (
    "contains something that Word does not write into its documents, so it is not opened. Copy the "
    "article’s text into a new document, and use that file."
)


class UnsafeDocument(Exception):
    """The content is not what Word writes; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """XML by the name of its part; `pictures`: does the document contain any?"""

    xml: dict[str, bytes]
    pictures: bool


def unpack_words(data: bytes) -> DocumentParts:
    """The parts that contain words. Raises UnsafeDocument, or what zipfile raises for a broken zip."""
    if data.count(_MEMBER) > MAX_MEMBERS:
        raise UnsafeDocument(_TOO_MUCH)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if not any(_DOCUMENT.fullmatch(one) for one in names):
            raise UnsafeDocument(_no_document(names))
        parts: dict[str, bytes] = {}
        room = MAX_XML_BYTES
        for one in dict.fromkeys(names):
            if _PARTS.fullmatch(one):
                parts[one] = _inflate(archive, one, room)
                room -= len(parts[one])
    _inspect(parts)
    return DocumentParts(parts, any("/media/" in one for one in names))


def measure_words(data: bytes) -> int:
    """How many bytes of XML the parts with words have when they are unpacked; 0 for what is no zip. The
    zip's own figures can be trusted so far: no more than they say is ever unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(
                one.file_size for one in archive.infolist() if _PARTS.fullmatch(one.filename)
            )
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, struct.error, RuntimeError):
        return 0


def _no_document(names: list[str]) -> str:
    if "mimetype" in names and "content.xml" in names:
        return (
            "is a LibreOffice document (.odt) with another ending. Open it there, choose “Save "
            "as”, then “Word 2007 (.docx)”, and use that file."
        )
    return "is a zip file without a Word document in it. Unpack it, and use the article’s own file."


def _inflate(archive: zipfile.ZipFile, name: str, room: int) -> bytes:
    """One part, read up to `room` bytes, whatever the zip says about its size."""
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise UnsafeDocument("is locked with a password. Save it without one, and use that file.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnsafeDocument(_STRANGE)  # other methods unpack a whole block at once, however large
    if info.file_size > room:
        raise UnsafeDocument(_TOO_MUCH)
    with archive.open(info) as member:
        part = member.read(room + 1)
    if len(part) > room:
        raise UnsafeDocument(_TOO_MUCH)
    return part


def _inspect(parts: dict[str, bytes]) -> None:
    """Count what a parser would keep in memory, and refuse every XML entity."""
    inspection = _Inspection()
    for part in parts.values():
        parser = expat.ParserCreate()
        parser.StartElementHandler = inspection.open
        parser.EndElementHandler = inspection.close
        parser.CommentHandler = lambda _: inspection.count(1)
        parser.ProcessingInstructionHandler = lambda *_: inspection.count(1)
        parser.StartDoctypeDeclHandler = inspection.refuse
        try:
            parser.Parse(part, True)
        except expat.ExpatError as error:
            raise UnsafeDocument(BROKEN) from error


@dataclass(slots=True)
class _Inspection:
    nodes: int = 0
    depth: int = 0
    fields: int = 0

    def count(self, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise UnsafeDocument(_TOO_MUCH)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self.count(1 + len(attributes))
        self.depth += 1
        if name.endswith("fldChar"):
            kind = next((one for key, one in attributes.items() if key.endswith("Type")), "")
            self.fields += (kind == "begin") - (kind == "end")
        if self.depth > MAX_DEPTH or self.fields > MAX_OPEN_FIELDS:
            raise UnsafeDocument(_STRANGE)

    def close(self, _: str) -> None:
        self.depth -= 1

    def refuse(self, *_: object) -> None:
        raise UnsafeDocument(_STRANGE)
