"""Only the formats that we take are ever tried: no other reader of Pillow sees a byte of a file."""

from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

import socialkit

PACKAGE = Path(socialkit.__file__).parent

PROGRAM = """
import json, sys
from PIL import Image
from socialkit.cards.paint.pictures import FORMATS, LOGO, PHOTO, read_picture
from socialkit.errors import BrandFault

Image.init()
reached = []

def watch(name):
    def accept(start):
        reached.append(name)
        return False
    return accept

others = [name for name in Image.OPEN if name not in FORMATS]
for name in others:
    Image.register_open(name, Image.OPEN[name][0], watch(name))
told = []
for path in sys.argv[1:]:
    for kind in (LOGO, PHOTO):
        try:
            read_picture(path, kind)
        except BrandFault as error:
            told.append(str(error))
    try:
        Image.open(path).load()  # what anybody else would do: it shows that the watch works
    except Exception:
        pass
    told.append(len(reached))
    reached.clear()
print(json.dumps({"others": others, "told": told}))
"""

POSTSCRIPT = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 40 20\n%%EndComments\n(x) (w) file closefile\n"
)


def draw(form: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 20), "#B4532F").save(data, form)
    return data.getvalue()


def test_no_other_reader_of_pillow_is_reached(tmp_path: Path) -> None:
    """Each file lies under the name of a picture, whatever it is."""
    files = {
        "postscript": POSTSCRIPT,
        "pdf": b"%PDF-1.7\n1 0 obj\n",
        "ppm": draw("PPM"),
        "pcx": draw("PCX"),
        "tga": draw("TGA"),
        "sgi": draw("SGI"),
        "icns": draw("ICNS"),
        "fits": b"SIMPLE  =                    T" + b" " * 2850,
        "wmf": b"\xd7\xcd\xc6\x9a" + bytes(60),
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "nothing": b"x" * 200,
    }
    paths = []
    for name, data in files.items():
        path = tmp_path / f"{name}.png"
        path.write_bytes(data)
        paths.append(str(path))
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, *paths], capture_output=True, check=True, cwd=PACKAGE.parent
    )
    found = json.loads(answer.stdout)
    assert {"EPS", "PPM", "TGA", "FITS", "WMF", "PDF"} & set(found["others"]) >= {"EPS", "PPM"}
    told = found["told"]
    for first, second, reached in zip(told[::3], told[1::3], told[2::3], strict=True):
        assert "cannot be read" in first and "cannot be read" in second, (first, second)
        assert reached == len(
            found["others"]
        )  # by the call without formats alone, each of them once


def test_every_picture_is_opened_with_its_formats() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "Image.open"):
                continue
            assert any(one.arg == "formats" for one in node.keywords), f"{path}:{node.lineno}"
