"""A typo costs nothing: it is told at the very value, with what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socialkit.config.schedule.schedule_file import load_schedule
from tests.config.cases import SMALL, TODAY, WHOLE, broken, load

Told = tuple[int, int, str]

NOT_A_SCHEDULE = [
    (b"", (1, 1), "empty"),
    (b"\n\n# a remark\n", (1, 1), "empty"),
    (b"- a\n- b\n", (1, 1), "name: value"),
    (b"hello", (1, 1), "name: value"),
    (b"\xff\xfet\x00", (1, 1), "UTF-8"),
    (b"\x89PNG\r\n\x00\x00", (1, 1), "not a text file"),
    (b"brand:\n  name: \xe9", (2, 9), "UTF-8"),
    (b"timezone: \x01UTC", (1, 11), "invisible character"),
    (b"x" * 1_000_001, (1, 1), "megabyte"),
    (b"[" * 5_000, (1, 1), "without end"),
    (b"a: &a [*a]\n", (1, 1), "without end"),
    (b"---\n---\n", (2, 1), "remove this row"),
]


def read_cases() -> list[tuple[str, str, list[Told]]]:
    """The blocks of broken.txt."""
    cases: list[tuple[str, str, list[Told]]] = []
    for row in Path(__file__).with_name("broken.txt").read_text("utf-8").splitlines():
        if row.startswith("-"):
            cases.append((_plain(row[2:]), "", []))
        elif row.startswith("+"):
            cases[-1] = (cases[-1][0], _plain(row[2:]), [])
        elif row and not row.startswith("#"):
            line, column, words = row.split(":", 2)
            cases[-1][2].append((int(line), int(column), words[1:]))
    return cases


def _plain(text: str) -> str:
    triggers = ("\\u00a0", "\u00a0"), ("\\u200b", "\u200b"), ("\\n", "\n"), ("\\t", "\t")
    for sign, meant in (*triggers, ("\\\\", "\\")):
        text = text.replace(sign, meant)
    return text


BROKEN = read_cases()


INSTRUCTION = re.compile(
    r"\b(write|add|remove|delete|keep|take|put|use|start it|save|type|is written|should end|"
    r"needs? quotes|did you mean|belongs|begins with|need brackets|are known|needs straight ones|"
    r"is missing before this|too many here)\b"
)
"""The words by which a message says what to do."""


def test_there_are_many_cases() -> None:
    assert len(BROKEN) > 200


def bomb() -> str:
    """Nine aliases of nine aliases, nine levels deep: three hundred million values."""
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for above, name in zip("abcdefgh", "bcdefghi", strict=True):
        rows.append(f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(("old", "new", "told"), BROKEN, ids=[new[:40] for _, new, _ in BROKEN])
def test_a_mistake_is_told_where_it_stands(
    old: str, new: str, told: list[Told], tmp_path: Path
) -> None:
    loaded = load(broken(old, new) if old else SMALL + new, tmp_path)
    errors = [one for one in loaded.problems if one.level == "error"]
    assert loaded.schedule is None
    assert [(one.line, one.column) for one in errors] == [where[:2] for where in told]
    for one, (_, _, words) in zip(errors, told, strict=True):
        assert one.message.startswith(words)
        assert INSTRUCTION.search(one.message)
        assert one.file == "schedule.yaml"


@pytest.mark.parametrize(("raw", "where", "words"), NOT_A_SCHEDULE)
def test_a_file_that_is_no_schedule_is_told_in_words(
    raw: bytes, where: tuple[int, int], words: str, tmp_path: Path
) -> None:
    loaded = load(raw, tmp_path)
    assert loaded.schedule is None
    assert [(one.line, one.column) for one in loaded.problems] == [where]
    assert words in loaded.problems[0].message


def test_aliases_of_aliases_do_not_grow_without_end(tmp_path: Path) -> None:
    (problem,) = load(bomb(), tmp_path).problems
    assert "write each row out once" in problem.message


def test_a_missing_file_sends_her_to_init(tmp_path: Path) -> None:
    loaded = load_schedule(tmp_path / "schedule.yaml", today=TODAY)
    assert loaded.schedule is None
    assert "run `socialkit init`" in loaded.problems[0].message
    assert str(tmp_path) in loaded.problems[0].message


def test_a_missing_file_may_have_been_renamed_and_then_wants_its_name_back(tmp_path: Path) -> None:
    (problem,) = load_schedule(tmp_path / "schedule.yaml", today=TODAY).problems
    assert "if it was renamed or moved, give it back its name and place" in problem.message
    assert "in a new folder run `socialkit init`" in problem.message


def test_an_emptied_file_is_taken_back_before_anything_else(tmp_path: Path) -> None:
    (problem,) = load("", tmp_path).problems
    assert "get its rows back with your editor (undo) or from a backup" in problem.message


def test_a_folder_in_place_of_the_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "schedule.yaml").mkdir()
    (problem,) = load_schedule(tmp_path / "schedule.yaml", today=TODAY).problems
    assert "cannot be read" in problem.message


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    text = WHOLE
    for old, new in (
        ("Asia/Kolkata", "Asia/Kolkatta"),
        ("theme: night", "theme: nightt"),
        ('at: "09:00"', "at: 9.00"),
        ("[sun]", "[sonday]"),
        ("2026-12-24", "24.12.2026"),
        ("if_late: 2h", "if_late: later"),
        ("facebook: {page: linked}\n", "\n"),
        ("notify:", "notifyy:"),
    ):
        text = broken(old, new, text)
    lines = [one.line for one in load(text, tmp_path).problems]
    assert lines == sorted(lines)
    assert {1, 7, 15, 16, 17, 19, 1 + WHOLE[: WHOLE.index("notify")].count("\n")} <= set(lines)


def test_a_broken_row_does_not_hide_what_is_wrong_elsewhere(tmp_path: Path) -> None:
    text = broken("[instagram, facebook]", "[instagram, facebok]", WHOLE)
    text = broken("  facebook: {page: linked}\n", "", text)
    told = [one.message for one in load(text, tmp_path).problems]
    assert any("facebok" in words for words in told)
    assert any("no facebook under accounts" in words for words in told)


def test_thirty_one_hashtags_are_too_many(tmp_path: Path) -> None:
    tags = ", ".join(f'"#t{number}x"' for number in range(31))
    text = broken('["#marriage"]', f"[{tags}]", WHOLE)
    (problem,) = load(text, tmp_path).problems
    assert problem.line == 1 + text[: text.index('"#t30x"')].count("\n")
    assert text.splitlines()[problem.line - 1][problem.column - 1 :].startswith('"#t30x"')


def test_windows_line_ends_and_a_mark_at_the_start_are_read(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert load(raw, tmp_path).schedule is not None
    (problem,) = load(raw.replace(b"09:00", b"25:00"), tmp_path).problems
    assert (problem.line, problem.column) == (9, 23)


def test_line_ends_of_an_old_computer_move_no_place(tmp_path: Path) -> None:
    raw = broken("days: [mon]", "days: monday, friday").replace("\n", "\r")
    (problem,) = load(raw, tmp_path).problems
    assert (problem.line, problem.column) == (9, 20)
    assert problem.message.startswith('"friday" is on its own here')


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_signs_that_only_look_like_line_ends_are_told_and_no_more(
    sign: str, tmp_path: Path
) -> None:
    assert load(broken("days: [mon]", "days: a, b").replace("\n", sign), tmp_path).problems
    assert load("a: {b, c" + sign + "d, e}\n", tmp_path).problems
