"""lines.yaml is read quickly, and never otherwise than YAML would read it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit.config.document import Document, read_any, read_document
from socialkit.config.line_text import Kept, write_lines
from socialkit.config.plain_rows import read_plain_rows
from socialkit.model import LineFile
from tests.config.test_line_file import FILE, FILES

TEXT = write_lines(FILE, Kept())
ROWS = TEXT.split("\n")[17:]
STRAY = (
    "", "# a note", "#", "- a: b", "use: yes", "text: >-", "text: |-", "lines: []", "parts:",
    "word", "id: null", "id: ~", "text: 'a'", "text: \"a\\u00e9\"", "text: a  b", "text: a # b",
    "text: >", "text: &a b", "text: [a]", "text: “a”", "use: yes ", "\ttext: a", "text: a:", "---",
)  # fmt: skip
CHANGES = st.tuples(
    st.integers(0, len(ROWS) - 1),
    st.sampled_from(("drop", "double", "push", "pull", "cut", "stray", "sign")),
    st.integers(0, 9),
    st.sampled_from(STRAY),
    st.sampled_from("#:-\"'é\\,[]{}>|&*!%@~? 💛“x1\u00a0\u2028\r\t"),
)
OFTEN = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_same(text: str) -> bool:
    """True where it was read quickly; then all of it is what YAML says, in the same order."""
    found = read_plain_rows(text)
    if found is None:
        return False
    quick, slow = Document("f", text, *found), read_any(text, "f")
    assert quick == slow
    assert list(quick.places) == list(slow.places)
    return True


def mangle(rows: list[str], at: int, how: str, count: int, stray: str, sign: str) -> list[str]:
    at = min(at, len(rows) - 1)
    row = rows[at]
    instead = {
        "drop": [],
        "double": [row, row],
        "push": [" " * count + row],
        "pull": [row[count:]],
        "cut": [row[:-count]],
        "stray": [" " * count + stray, row],
        "sign": [row[:count] + sign + row[count:]],
    }
    return [*rows[:at], *instead[how], *rows[at + 1 :], ""][: len(rows) + 2]


def test_a_file_as_it_is_written_is_read_quickly() -> None:
    assert assert_same(TEXT)


@OFTEN
@given(file=FILES)
def test_every_text_that_is_written_is_read_as_yaml_reads_it(file: LineFile) -> None:
    assert_same(write_lines(file, Kept()))


@OFTEN
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_rows_that_somebody_changed_are_read_as_yaml_reads_them(
    changes: list[tuple[int, str, int, str, str]],
) -> None:
    rows = ROWS
    for change in changes:
        rows = mangle(rows, *change)
    assert_same("\n".join(rows))


def test_her_word_and_her_comments_are_read_quickly_too() -> None:
    assert assert_same(TEXT.replace("use: ask", "use: yes\n# look at this again", 1))


def test_whatever_is_written_in_another_way_is_left_to_yaml() -> None:
    for stray in STRAY[9:]:
        text = f"{TEXT}extra:\n  {stray}\n"
        assert read_plain_rows(text) is None or stray == STRAY[13]
        assert read_document(text.encode(), "f") == read_any(text, "f")


def test_rows_without_end_are_left_to_yaml() -> None:
    assert read_plain_rows("".join(f"a{number}: b\n" for number in range(30_000))) is None
    deep = "".join(f"{' ' * number}a:\n" for number in range(30)) + " " * 30 + "a: b\n"
    assert read_plain_rows(deep) is None
