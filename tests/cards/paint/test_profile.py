"""The colour profile is our own and can be built again from its figures."""

from __future__ import annotations

import io
import struct
from pathlib import Path

from PIL import Image, ImageChops, ImageCms

# IEC 61966-2-1 primaries and white, adapted to D50 with Bradford, as every sRGB profile has them.
WHITE = (0.95045, 1.0, 1.08905)
RED, GREEN, BLUE = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.7141),
)
CURVE_POINTS = 512


def build_profile() -> bytes:
    """The bytes of assets/icc/srgb.icc."""
    curve = _curve()
    tags = [
        (b"desc", _description("sRGB")),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        *zip(
            (b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, (WHITE, RED, GREEN, BLUE)), strict=True
        ),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    start = 132 + 12 * len(tags)
    table, body, places = b"", b"", dict[bytes, int]()
    for name, content in tags:
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", places[content], len(content))
    head = struct.pack(">I4sI", start + len(body), bytes(4), 0x02100000)
    head += b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _description(text: str) -> bytes:
    ascii_text = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(78)


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _curve() -> bytes:
    steps = [index / (CURVE_POINTS - 1) for index in range(CURVE_POINTS)]
    light = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in steps]
    packed = b"".join(struct.pack(">H", round(value * 65535)) for value in light)
    return b"curv\0\0\0\0" + struct.pack(">I", CURVE_POINTS) + packed


def test_the_profile_is_built_from_its_figures(assets: Path) -> None:
    assert (assets / "icc" / "srgb.icc").read_bytes() == build_profile()


def test_the_profile_means_srgb() -> None:
    ramps = [
        Image.linear_gradient("L"),
        Image.linear_gradient("L").rotate(90),
        Image.radial_gradient("L"),
    ]
    picture = Image.merge("RGB", ramps)
    ours = ImageCms.ImageCmsProfile(io.BytesIO(build_profile()))
    converted = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))
    assert converted is not None
    extrema = ImageChops.difference(picture, converted).getextrema()
    assert all(channel[1] <= 1 for channel in extrema if isinstance(channel, tuple))


def test_no_clock_is_in_the_profile() -> None:
    assert build_profile()[24:36] == bytes(12)
