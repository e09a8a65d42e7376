"""Word documents made by hand: the few parts that a .docx needs, well-formed or hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = f"""<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">
<Default Extension="xml" ContentType="application/xml"/></Types>"""
PACKAGE_LINKS = f"""<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="word/document.xml"/></Relationships>"""
DOCUMENT_LINKS = f"""<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{LINKS}/hyperlink" TargetMode="External"
 Target="https://www.instagram.com/quietharbour/?hl=en"/>
<Relationship Id="rId2" Type="{LINKS}/styles" Target="styles.xml"/>
<Relationship Id="rId3" Type="{LINKS}/numbering" Target="numbering.xml"/>
<Relationship Id="rId4" Type="{LINKS}/image" Target="media/image1.png"/></Relationships>"""
STYLES = f"""<?xml version="1.0"?><w:styles xmlns:w="{SPACE}">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style></w:styles>"""
NUMBERING = f"""<?xml version="1.0"?><w:numbering xmlns:w="{SPACE}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
FOOTNOTES = f"""<?xml version="1.0"?><w:footnotes xmlns:w="{SPACE}"><w:footnote w:id="1">
<w:p><w:r><w:t>A remark at the foot.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def paragraph(words: str, *, style: str = "", listed: bool = False, bold: bool = False) -> str:
    """One paragraph of a document."""
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if listed else ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:pPr>{kind}{number}</w:pPr><w:r>{look}<w:t>{words}</w:t></w:r></w:p>"


def link(words: str, number: str = "rId1") -> str:
    """A paragraph that is one link."""
    return f'<w:p><w:hyperlink r:id="{number}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>'


def field(address: str, words: str) -> str:
    """A paragraph that is one link, the way older Words write it."""
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText>HYPERLINK "{address}"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{words}</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
PICTURE = """<w:p><w:r><w:drawing><wp:inline
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>
<a:blip r:embed="rId4"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>
</w:drawing></w:r></w:p>"""

ARTICLE = "".join(
    [
        paragraph("Small Repairs After a Quarrel", style="Title"),
        paragraph("Every couple argues. What shapes a relationship comes afterwards."),
        paragraph("What helps at once", style="Heading2"),
        paragraph("Before you talk again, it helps to:"),
        paragraph("Breathe out slowly", listed=True),
        paragraph("Name what you feel", listed=True),
        paragraph("A quarrel is a question asked too loudly.", style="Quote"),
        paragraph("When nobody keeps count", bold=True),
        f"<w:p><w:r><w:t>Kindness grows slowly.</w:t></w:r>{NOTE}</w:p>",
        PICTURE,
        link("Follow me"),
        field("https://www.facebook.com/QuietHarbour", "Like the Page"),
    ]
)


def document(body: str) -> str:
    """document.xml with this body."""
    return (
        f'<?xml version="1.0"?><w:document xmlns:w="{SPACE}" xmlns:r="{LINKS}">'
        f"<w:body>{body}</w:body></w:document>"
    )


def core(title: str) -> str:
    """docProps/core.xml with this title."""
    return (
        '<?xml version="1.0"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )


def docx(
    body: str = ARTICLE,
    *,
    title: str | None = None,
    more: Mapping[str, str | bytes] | None = None,
    packing: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A whole .docx; `more` adds parts or takes the place of others."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_LINKS,
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": DOCUMENT_LINKS,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": FOOTNOTES,
        "word/media/image1.png": b"\x89PNG",
        **({"docProps/core.xml": core(title)} if title is not None else {}),
        **(more or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def lying(data: bytes, name: str, size: int) -> bytes:
    """The same zip, but wherever it says how large `name` is inflated, it says `size`."""
    true = zipfile.ZipFile(io.BytesIO(data)).getinfo(name).file_size
    return data.replace(true.to_bytes(4, "little"), size.to_bytes(4, "little"))
