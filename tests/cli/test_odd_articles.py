"""Articles as they should not be: each ends in time, with a list, or a message, or the reasons."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, run
from tests.support.site import Reply, Site

ONE = "Closeness is not the absence of arguments but the habit of returning."
HEADINGS = "\n\n".join(
    ["What Helps After an Argument", "Small Steps That Bring You Back", "When Words Hurt"]
)
DIALOGUE = "\n\n".join(
    [
        "“I was waiting for you all evening,” she said.",
        "“And I was afraid to come home,” he answered quietly.",
        "“You always say that,” she said.",
    ]
)
RUSSIAN = (
    "Близость растёт там, где никто не считает обид. Пауза добра, если у неё есть срок возвращения."
)
HINDI = "विश्वास धीरे-धीरे बढ़ता है और हर बार लौटने पर गहरा होता है। चुप्पी भी कभी-कभी सहारा होती है।"
POEM = """Salt on the sill,
a lamp that forgets,
and the river
carrying all of it home

Nights bend
towards the door,
and the door
bends back
"""
GERMAN = "Nähe wächst dort, wo niemand die Kränkungen zählt und beide immer wieder zurückkehren."


def lines(data: bytes, folder: Path) -> Answer:
    """What `lines` says of a file with these bytes."""
    (folder / "odd.txt").write_bytes(data)
    return run("lines", "odd.txt", "--rejected", "--json", folder=folder)


@pytest.mark.parametrize(
    ("words", "codes", "said"),
    [
        (HEADINGS, {"heading"}, "2 headings"),
        (DIALOGUE, {"dialogue"}, "there is only speech"),
        (RUSSIAN, {"language"}, "the text is not in English"),
        (HINDI, {"language"}, "the text is not in English"),
        (GERMAN, {"language"}, "the text is not in English"),
        (POEM, {"fragment"}, "fragments"),
    ],
    ids=["headings", "dialogue", "russian", "hindi", "german", "poem"],
)
def test_a_text_without_a_line_gives_an_empty_list_and_the_reasons(
    words: str, codes: set[str], said: str, tmp_path: Path
) -> None:
    answer = lines(words.encode(), tmp_path)
    assert answer.code == 0
    assert answer.json["lines"] == []
    assert {one["code"] for one in answer.json["rejected"]} >= codes
    shown = run("lines", "odd.txt", folder=tmp_path).out
    assert "No line: " in shown
    assert said in shown


@pytest.mark.parametrize(
    "data",
    [ONE.encode(), ONE.encode("utf-16"), f"“{ONE}”\n{ONE} Café.".encode("cp1252")],
    ids=["one row", "utf-16", "cp1252"],
)
def test_a_single_row_in_any_usual_encoding_gives_its_line(data: bytes, tmp_path: Path) -> None:
    assert [one["text"] for one in lines(data, tmp_path).json["lines"]] == [ONE]


@pytest.mark.parametrize("data", [b"Calm\0calm", b"\0" * 1000, ONE.encode("utf-16-le")])
def test_a_file_with_nuls_is_told_with_what_to_do(data: bytes, tmp_path: Path) -> None:
    answer = lines(data, tmp_path)
    assert answer.code == 1
    assert "odd.txt does not look like text" in answer.json["error"]
    assert "save it as plain text" in answer.json["error"]


@pytest.mark.parametrize(
    "thousands", [20, pytest.param(200, marks=pytest.mark.slow)], ids=["20,000", "200,000"]
)
def test_a_book_of_so_many_words_gives_its_lines(thousands: int, tmp_path: Path) -> None:
    words = f"{ONE} A pause is kind when it comes with a time to return. She waits. "
    answer = lines("\n\n".join([words * 3] * (13 * thousands)).encode(), tmp_path)
    assert answer.code == 0
    assert ONE in [one["text"] for one in answer.json["lines"]]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<p>" + ONE.encode() * 750_000),
        Reply(b"<p>" + ONE.encode() * 100, endless=True),
        Reply(b"\0" * 50_000_000),
    ],
    ids=["50 MB", "endless", "50 MB of nothing"],
)
def test_a_page_that_is_too_large_is_left_at_once(reply: Reply, home: Site, tmp_path: Path) -> None:
    home.replies["/a"] = reply
    began = time.perf_counter()
    answer = run("lines", f"{home.address}/a", folder=tmp_path)
    assert answer.code == 1
    assert "larger than 5 MB" in answer.err
    assert time.perf_counter() - began < 10
