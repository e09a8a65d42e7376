"""The parts of a Word document that hold words, unpacked without believing anything.

A .docx is a zip of XML, and either can be a trap. So nothing is believed that the zip says of itself:
the few parts that hold words are read up to a limit, and their elements counted before any parser
holds them in memory. Pictures are never unpacked.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.parsers import expat

MOST_MEMBERS = 5_000
MOST_XML_BYTES = 10_000_000
MOST_NODES = 300_000
"""Elements and their attributes: a book of 200,000 words has about as many."""

DEEPEST = 100
MOST_OPEN_FIELDS = 50
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


class Trap(Exception):
    """What is inside is not what Word writes; the words say what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """XML by the name of its part; `pictures`: are there any?"""

    xml: dict[str, bytes]
    pictures: bool


def unpack_words(data: bytes) -> Parts:
    """The parts that hold words. Raise Trap, or what zipfile raises for a broken zip."""
    if data.count(_MEMBER) > MOST_MEMBERS:
        raise Trap(_TOO_MUCH)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if not any(_DOCUMENT.fullmatch(one) for one in names):
            raise Trap(_no_document(names))
        parts: dict[str, bytes] = {}
        room = MOST_XML_BYTES
        for one in dict.fromkeys(names):
            if _PARTS.fullmatch(one):
                parts[one] = _inflate(archive, one, room)
                room -= len(parts[one])
    _look_through(parts)
    return Parts(parts, any("/media/" in one for one in names))


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
        raise Trap("is locked with a password. Save it without one, and use that file.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Trap(_STRANGE)  # other packings unpack a whole block at once, however large
    if info.file_size > room:
        raise Trap(_TOO_MUCH)
    with archive.open(info) as member:
        part = member.read(room + 1)
    if len(part) > room:
        raise Trap(_TOO_MUCH)
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
            raise Trap(BROKEN) from error


@dataclass(slots=True)
class _Look:
    nodes: int = 0
    depth: int = 0
    fields: int = 0

    def count(self, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise Trap(_TOO_MUCH)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self.count(1 + len(attributes))
        self.depth += 1
        if name.endswith("fldChar"):
            kind = next((one for key, one in attributes.items() if key.endswith("Type")), "")
            self.fields += (kind == "begin") - (kind == "end")
        if self.depth > DEEPEST or self.fields > MOST_OPEN_FIELDS:
            raise Trap(_STRANGE)

    def close(self, _: str) -> None:
        self.depth -= 1

    def refuse(self, *_: object) -> None:
        raise Trap(_STRANGE)
