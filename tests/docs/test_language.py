"""The pages speak to the owner as "you", name nothing outside the repository, and quote real messages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.docs.pages import (
    ENGINEERING,
    MANUAL,
    OWNER_PAGES,
    PAGES,
    messages,
    name_of,
    prose_of,
    text_of,
)

OLD_WORDS = r"anew|your word|your yes|mend(?:ed|s)?|on the wall|road(?:s)?"
ELSEWHERE = r"\.\./shared|CONTRACT\.md|REDESIGN\.md|DESIGN\.md"
PRIVATE = r"file://|(?<![\w.~$}])/(?:root|tmp|var|mnt|srv|work)/"
ROOMS = """
article cards cli config daemon lines model notifier outbox pipeline plan processes publishers runtime
socialkit tests assets docs .ci
"""
INVENTED = "harbour"
"""A name in examples of what somebody would add."""


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_nobody_is_called_she(page: Path) -> None:
    found = re.findall(r"\b(?:she|her|hers|herself)\b", text_of(page), re.IGNORECASE)
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_document_that_is_not_in_the_repository(page: Path) -> None:
    assert re.findall(ELSEWHERE, text_of(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    assert re.findall(PRIVATE, text_of(page)) == []


@pytest.mark.parametrize("page", OWNER_PAGES, ids=name_of)
def test_the_manual_uses_the_words_of_today(page: Path) -> None:
    """Messages of the program between quotes may be older."""
    words = re.sub(r"\"[^\"\n]*\"", "", prose_of(page))
    assert re.findall(rf"\b(?:{OLD_WORDS})\b", words, re.IGNORECASE) == []


def quoted_messages() -> list[str]:
    """The messages that the page on troubleshooting explains: the first column, between quotes."""
    page = text_of(MANUAL / "troubleshooting.md")
    return re.findall(r"^\| \"(.+?)\" \|", page, re.MULTILINE)


@pytest.mark.parametrize("message", quoted_messages())
def test_every_message_on_the_page_of_troubles_is_one_of_the_program(message: str) -> None:
    known = messages() + (REPOSITORY / "Makefile").read_text("utf-8")
    pieces = [one.strip(" “”,.;") for one in message.split("…")]
    missing = [one for one in pieces if len(one) > 3 and one not in known]
    assert missing == []


@pytest.mark.parametrize("page", sorted(ENGINEERING.rglob("*.md")), ids=name_of)
def test_every_file_of_code_that_a_page_names_exists(page: Path) -> None:
    """Paths are written from the repository or from socialkit/: `outbox/claims.py`, `tests/e2e/`."""
    missing = []
    for code in re.findall(r"`([^`\n]+)`", text_of(page)):
        path = code.strip().removesuffix("/")
        is_path = re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+|[\w-]+\.py|Makefile", path)
        is_ours = "/" not in path or path.split("/")[0] in ROOMS.split()
        if not is_path or not is_ours or INVENTED in path:
            continue
        roots = (REPOSITORY, REPOSITORY / "socialkit")
        is_there = any((root / path).exists() for root in roots)
        if "/" not in path and not is_there:
            is_there = any((REPOSITORY / "socialkit").rglob(path))
        if not is_there:
            missing.append(path)
    assert missing == []
