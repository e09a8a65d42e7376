"""Files that people take for a logo or a photo, and that no card can show."""

from __future__ import annotations

import gzip
import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image


def png(width: int = 900, height: int = 900, colour: str = "#B4532F") -> bytes:
    """A whole picture, with enough in it that a half is not the whole."""
    image = Image.new("RGB", (width, height), colour)
    image.paste(Image.frombytes("L", (64, 64), random.Random(7).randbytes(64 * 64)), (8, 8))
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def encoded(kind: str, mode: str = "RGB") -> bytes:
    image = Image.frombytes("L", (400, 300), random.Random(3).randbytes(400 * 300)).convert(mode)
    held = io.BytesIO()
    image.save(held, kind)
    return held.getvalue()


def bomb(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    return held.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
FTYP = b"\0\0\0\x18ftyp%s\0\0\0\0mif1" + bytes(200)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 40 20\nshowpage\n%%EOF\n"

FILES: Mapping[str, tuple[bytes, str]] = {
    "nothing in it": (b"", "the file is empty"),
    "a HEIC photo": (FTYP.replace(b"%s", b"heic"), "HEIC"),
    "a HEIC sequence": (FTYP.replace(b"%s", b"hevc"), "HEIC"),
    "a HEIF picture": (FTYP.replace(b"%s", b"mif1"), "HEIC"),
    "a broken AVIF": (b"\0\0\0\x18ftypavif\0\0\0\0avif" + bytes(200), "damaged"),
    "an SVG drawing": (SVG, "SVG"),
    "an SVG drawing with a head": (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->' + SVG, "SVG"),
    "a packed SVG drawing": (gzip.compress(SVG), "packed"),
    "a PDF": (b"%PDF-1.7\n%x", "PDF"),
    "an EPS": (EPS, "PostScript"),
    "an EPS of Windows": (b"\xc5\xd0\xd3\xc6" + bytes(26) + EPS, "PostScript"),
    "a Photoshop file": (b"8BPS\0\1" + bytes(60), "Photoshop"),
    "a GIMP file": (b"gimp xcf v011" + bytes(60), "GIMP"),
    "a JPEG XL": (b"\xff\x0a\x12\x34", "JPEG XL"),
    "a boxed JPEG XL": (b"\0\0\0\x0cJXL \x0d\x0a\x87\x0a", "JPEG XL"),
    "a document": (archive(), "document"),
    "a web page": (b"<!DOCTYPE html><title>Log in</title>", "web page"),
    "a note of Git LFS": (b"version https://git-lfs.github.com/spec/v1\noid x\n", "Git LFS"),
    "a note of macOS": (b"bplist00\xd1\1\2", "macOS"),
    "an answer of a server": (b'{"error": "not found"}', "text"),
    "plain text": (b"the logo comes on Monday\n", "damaged"),
    "noise": (random.Random(1).randbytes(500), "damaged"),
    "a Windows metafile": (b"\xd7\xcd\xc6\x9a" + bytes(40), "damaged"),
    "an X bitmap": (b"#define a_width 8\n#define a_height 8\nstatic char a[] = {0};", "damaged"),
    "a bomb": (bomb(30_000, 30_000), "far too large"),
    "a very large picture": (bomb(11_000, 9_000), "far too large"),
    "a PNG of no size": (bomb(0, 0), "damaged"),
    "eight bytes of a PNG": (png()[:8], "damaged"),
    **{
        f"{share} % of a PNG": (png()[: len(png()) * share // 100], "damaged")
        for share in (5, 50, 95)
    },
    **{
        f"half a {kind}": (encoded(kind)[: len(encoded(kind)) // 2], "damaged")
        for kind in ("JPEG", "GIF", "WEBP", "BMP", "TIFF")
    },
    "a PNG with a byte wrong": (png().replace(b"IDAT", b"IDAX", 1), "damaged"),
}
"""By name, the bytes of a file and a word of what is said of it."""


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def write_without_end(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(300_000_000)  # takes no room on the disk


def leave_in_the_cloud(path: Path) -> None:
    path.with_name(f".{path.name}.icloud").write_bytes(b"bplist00")


PLACES: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (lambda path: None, "There is no"),
    "a folder": (Path.mkdir, "is a folder"),
    "a pipe": (os.mkfifo, "is not a file"),
    "a link to nothing": (lambda path: path.symlink_to("gone.png"), "There is no"),
    "a link to itself": (link_to_itself, "There is no"),
    "a file without end": (write_without_end, "far too large"),
    "left in iCloud": (leave_in_the_cloud, "is in iCloud"),
}
"""By name, how to make something else than a file at a path, and a word of what is said of it."""


def put(name: str, path: Path) -> str:
    """Make this sample at the path; the word of what is said of it."""
    if name in FILES:
        content, word = FILES[name]
        path.write_bytes(content)
        return word
    make, word = PLACES[name]
    make(path)
    return word


def take_away(path: Path) -> None:
    """Remove whatever is at the path."""
    path.with_name(f".{path.name}.icloud").unlink(missing_ok=True)
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
