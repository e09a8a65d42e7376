"""The shape of the program: rooms of at most twelve modules, names that say where one is, one language."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PROGRAM = REPOSITORY / "socialkit"
TESTS = REPOSITORY / "tests"
LISTS = {"cards/paint", "cards/themes", "cli/commands", "outbox/migrations/versions"}
"""Folders of like things: a list may be long."""
ALIKE = {"__main__.py", "comments.py", "errors.py", "publisher.py", "run.py"}
"""File names that rooms which are alike may share."""
WORD_LISTS = {
    "article/structure/patterns.py",
    "cards/layout/emphasis_marks.py",
    "cards/typography/leaning.py",
    "lines/language/features.py",
    "lines/language/pronouns.py",
    "lines/language/reference.py",
    "lines/language/sentence.py",
    "lines/language/vocabulary.py",
    "lines/language/voices.py",
    "lines/rules/care.py",
}
"""Modules with word lists of English, where pronouns are data: only comments and docstrings count there."""
SHE = r"(?i)\b(?:she|her|hers|herself)\b"
CITATION = r"\b(?:CONTRACT|(?:RE)?DESIGN)\b|\breference: "
STORED_BY_OLDER_VERSIONS = {
    "outbox/migrations/versions/0006_wait_reasons.py",
    "outbox/workspace_state.py",
}
"""Here the word is part of a stored name or value, which never changes."""
CITATION_ITSELF = {"docs/test_language.py", "test_rooms.py"}
MAX_IN_A_ROOM = 12
MAX_LINES = 500
MAX_MODULES = 260
MAX_SHARE_OF_SMALL = 0.12
SMALL = 60
"""Lines below which a module counts as small."""


def modules() -> Iterator[Path]:
    """Every module of the program but the faces of packages."""
    return (one for one in sorted(PROGRAM.rglob("*.py")) if one.name != "__init__.py")


def name_of(path: Path) -> str:
    return path.relative_to(PROGRAM).as_posix()


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def rows_with(pattern: str, folder: Path, but: set[str]) -> list[str]:
    """FILE:LINE of each row of Python below `folder` in which `pattern` occurs."""
    return [
        f"{name}:{number}"
        for path in sorted(folder.rglob("*.py"))
        if (name := path.relative_to(folder).as_posix()) not in but
        for number, row in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, row)
    ]


def prose_of(path: Path) -> str:
    """Comments and docstrings of a module, without what stands between quotes there."""
    text = path.read_text("utf-8")
    rows = tokenize.generate_tokens(io.StringIO(text).readline)
    prose = [row.string for row in rows if row.type == tokenize.COMMENT]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = (one for one in ast.walk(ast.parse(text)) if isinstance(one, documented))
    prose += [ast.get_docstring(one) or "" for one in nodes]
    return re.sub(r"[\"“`][^\"”`]*[\"”`]", "", "\n".join(prose))


def test_no_room_holds_more_than_twelve_modules_of_unlike_things() -> None:
    rooms = Counter(path.parent for path in modules())
    crowded = {name_of(room): n for room, n in rooms.items() if n > MAX_IN_A_ROOM}
    assert {room: n for room, n in crowded.items() if room not in LISTS} == {}


def test_the_face_of_a_package_is_empty_or_one_docstring() -> None:
    full = []
    for path in sorted(PROGRAM.rglob("__init__.py")):
        body = ast.parse(path.read_text("utf-8")).body
        is_docstring = len(body) == 1 and ast.get_docstring(ast.Module(body, [])) is not None
        if body and not is_docstring:
            full.append(name_of(path))
    assert full == []


def test_no_module_is_longer_than_five_hundred_lines() -> None:
    assert {name_of(path): n for path in modules() if (n := lines_of(path)) > MAX_LINES} == {}


def test_a_file_name_is_there_once() -> None:
    """The same word for two modules makes a reader open both."""
    named: dict[str, list[str]] = {}
    for path in modules():
        room = path.parent.relative_to(PROGRAM).as_posix()
        if path.name not in ALIKE and room not in {"cli/commands", "cards/paint"}:
            named.setdefault(path.name, []).append(name_of(path))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_a_public_class_has_a_name_of_its_own() -> None:
    named: dict[str, list[str]] = {}
    for path in modules():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(name_of(path))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_no_module_is_called_utils() -> None:
    vague = {"utils.py", "util.py", "helpers.py", "misc.py"}
    assert [name_of(path) for path in modules() if path.name in vague] == []


def test_the_program_has_at_most_260_modules() -> None:
    assert len(list(modules())) <= MAX_MODULES


def test_few_modules_are_small() -> None:
    sizes = {name_of(path): lines_of(path) for path in modules()}
    small = {name: size for name, size in sizes.items() if size < SMALL}
    assert len(small) < MAX_SHARE_OF_SMALL * len(sizes), small


def test_nobody_is_called_she() -> None:
    said = [name for name in sorted(WORD_LISTS) if re.search(SHE, prose_of(PROGRAM / name))]
    assert rows_with(SHE, PROGRAM, WORD_LISTS | STORED_BY_OLDER_VERSIONS) + said == []


def test_no_name_calls_anybody_she() -> None:
    """Names have their words joined by underscores, which are letters to a regular expression."""
    pattern = r"(?i)(?<![a-z])(?:she|hers?)_|_(?:she|hers?)(?![a-z])"
    assert rows_with(pattern, PROGRAM, WORD_LISTS | STORED_BY_OLDER_VERSIONS) == []


@pytest.mark.parametrize("folder", [PROGRAM, TESTS], ids=["socialkit", "tests"])
def test_no_comment_cites_a_document_that_is_not_in_the_repository(folder: Path) -> None:
    assert rows_with(CITATION, folder, CITATION_ITSELF) == []


def imported_by_tests() -> set[str]:
    """Every module of the program that a file below tests/ imports."""
    found: set[str] = set()
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_every_module_of_the_pipeline_is_imported_by_a_test() -> None:
    imported = imported_by_tests()
    rooms = (one for one in modules() if name_of(one).startswith("pipeline/"))
    names = [".".join(one.relative_to(REPOSITORY).with_suffix("").parts) for one in rooms]
    assert [name for name in names if name not in imported] == []
