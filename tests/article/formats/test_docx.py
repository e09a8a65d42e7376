"""Word documents: what is kept of them, and the messages for files that are not Word documents."""

from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from socialkit.article.read import read_article
from socialkit.errors import ArticleError
from socialkit.model.article import Article
from tests.article import word_samples as word

LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{more}]>
<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&{last};</w:t></w:r></w:p></w:body></w:document>"""
BILLION = LAUGHS.format(
    space=word.SPACE,
    last="a9",
    more="".join(
        f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10)
    ),
)
OUTSIDE = LAUGHS.format(space=word.SPACE, last="b", more='<!ENTITY b SYSTEM "file:///etc/passwd">')


def read(data: bytes, folder: Path, name: str = "small_repairs.docx") -> Article:
    (folder / name).write_bytes(data)
    return read_article(name, folder=folder)


def test_headings_lists_bold_quotes_and_links_survive(tmp_path: Path) -> None:
    article = read(word.docx(), tmp_path)
    assert [(block.kind.value, article.slice(block)) for block in article.blocks] == [
        ("title", "Small Repairs After a Quarrel"),
        ("paragraph", "Every couple argues. What shapes a relationship comes afterwards."),
        ("heading", "What helps at once"),
        ("lead-in", "Before you talk again, it helps to:"),
        ("list item", "Breathe out slowly"),
        ("list item", "Name what you feel"),
        ("quotation", "A quarrel is a question asked too loudly."),
        ("heading", "When nobody keeps count"),
        ("paragraph", "Kindness grows slowly."),
        ("call to action", "Follow me"),
        ("call to action", "Like the Page"),
    ]
    assert article.links.instagram == ("quietharbour",)
    assert article.links.facebook == ("https://www.facebook.com/QuietHarbour",)


def test_the_number_of_a_footnote_is_not_part_of_the_text(tmp_path: Path) -> None:
    assert "1" not in read(word.docx(), tmp_path).text


def test_accounts_at_the_foot_of_the_sheet_count_and_its_words_do_not(tmp_path: Path) -> None:
    foot = word.document(word.paragraph("Quiet Harbour &amp; friends")).replace("document", "ftr")
    where = word.DOCUMENT_LINKS.replace("quietharbour/", "from_the_foot/")
    more = {"word/footer1.xml": foot, "word/_rels/footer1.xml.rels": where}
    article = read(word.docx(more=more), tmp_path)
    assert article.links.instagram == ("quietharbour", "from_the_foot")
    assert "friends" not in article.text


@pytest.mark.parametrize(
    ("body", "said", "title"),
    [
        (word.ARTICLE, "Something Else", "Small Repairs After a Quarrel"),
        (
            word.paragraph("After the Rain", style="Heading1") + word.paragraph("It dries."),
            None,
            "After the Rain",
        ),
        (word.paragraph("It dries slowly, and that is all."), "After the Rain", "After the Rain"),
        (word.paragraph("It dries slowly, and that is all."), "Document1", "Small repairs"),
        (
            word.paragraph("It dries slowly, and that is all."),
            "Microsoft Word - rain.doc",
            "Small repairs",
        ),
        (word.paragraph("It dries slowly, and that is all."), " ", "Small repairs"),
        (word.paragraph("It dries slowly, and that is all."), None, "Small repairs"),
    ],
)
def test_the_title_is_the_documents_own_before_the_files_name(
    body: str, said: str | None, title: str, tmp_path: Path
) -> None:
    assert read(word.docx(body, title=said), tmp_path).title == title


def test_what_a_document_keeps_beside_its_words_is_no_headline(tmp_path: Path) -> None:
    body = word.paragraph("It dries slowly, and that is all.")
    assert read(word.docx(body, title="After the Rain"), tmp_path).headline is None
    assert read(word.docx(word.ARTICLE), tmp_path).headline == "Small Repairs After a Quarrel"


def plain_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("holiday/photo.txt", "sea")
    return packed.getvalue()


def locked() -> bytes:
    """A document with a password on the zip itself: the mark is a bit in both headers."""
    data = bytearray(word.docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    return bytes(data)


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
NO_DOCUMENT = {
    "plain zip": (plain_zip(), "without a Word document"),
    "old doc": (COMPOUND + "WordDocument".encode("utf-16-le"), "old Word file"),
    "encrypted": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
    "locked zip": (locked(), "password"),
    "odt": (
        word.docx(more={"mimetype": b"x", "content.xml": b"x"}).replace(b"document", b"writings"),
        "LibreOffice",
    ),
    "nothing": (b"", "no text"),
    "text": (b"Every couple argues.", "not a Word document"),
    "half": (word.docx()[:900], "not a Word document"),
    "no words": (word.docx("<w:p/>", more={"word/media/image1.png": b""}), "no text"),
    "pictures": (word.docx(word.PICTURE), "pictures, no text"),
    "not xml": (word.docx(more={"word/document.xml": b"Every couple"}), "not a Word document"),
    "unknown prefix": (word.docx(more={"word/document.xml": "<x:y/>"}), "not a Word document"),
    "no body": (word.docx(more={"word/document.xml": "<y/>"}), "not a Word document"),
    "laughs": (word.docx(more={"word/document.xml": BILLION}), "does not write"),
    "laughs in utf-16": (
        word.docx(more={"word/document.xml": BILLION.encode("utf-16")}),
        "does not write",
    ),
    "laughs in styles": (word.docx(more={"word/styles.xml": BILLION}), "does not write"),
    "outside": (word.docx(more={"word/document.xml": OUTSIDE}), "does not write"),
    "other packing": (word.docx(packing=zipfile.ZIP_BZIP2), "does not write"),
}


@pytest.mark.parametrize(("data", "words"), NO_DOCUMENT.values(), ids=NO_DOCUMENT.keys())
def test_the_message_for_a_file_that_is_not_a_word_document_says_what_to_do(
    data: bytes, words: str, tmp_path: Path
) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        read(data, tmp_path)
    assert str(caught.value).startswith("small_repairs.docx ")


def bomb() -> bytes:
    return word.docx(more={"word/document.xml": word.document(" " * 200_000_000)})


def crowded() -> bytes:
    packed = io.BytesIO(word.docx())
    with zipfile.ZipFile(packed, "a") as archive:
        for number in range(6_000):
            archive.writestr(f"word/media/{number}", b"")
    return packed.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "bomb that says it is small": lambda: word.lying(bomb(), "word/document.xml", 1000),
    "many members": crowded,
    "many paragraphs": lambda: word.docx("<w:p/>" * 400_000),
    "many attributes": lambda: word.docx(
        "<w:p " + " ".join(f'a{n}=""' for n in range(400_000)) + "/>"
    ),
    "deep": lambda: word.docx("<w:p>" * 90_000 + "</w:p>" * 90_000),
    "open fields": lambda: word.docx(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 50_000 + "</w:p>"
    ),
    "one endless word": lambda: word.docx(word.paragraph("&#65;" * 1_900_000)),
    "larger than a file may be": lambda: word.docx() + bytes(20_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_document_that_would_burst_is_refused_in_time_and_room(name: str, tmp_path: Path) -> None:
    data = BOMBS[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    try:
        read(data, tmp_path)
    except ArticleError as error:
        assert str(error).startswith("small_repairs.docx ")
        assert "document" in str(error) or "too large" in str(error)
    assert time.perf_counter() - began < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_long_document_with_large_pictures_is_read_in_time(tmp_path: Path) -> None:
    body = word.paragraph("Calm can be learnt at any age, slowly and with help.") * 5_000
    picture = {"word/media/image2.jpg": bytes(range(256)) * 40_000}
    began = time.perf_counter()
    article = read(word.docx(body, more=picture, packing=zipfile.ZIP_STORED), tmp_path)
    assert len(article.blocks) == 5_000
    assert time.perf_counter() - began < 20
