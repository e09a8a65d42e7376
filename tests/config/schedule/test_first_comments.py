"""What Instagram would refuse in a first comment is told at its row, before anything is planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.cases import SMALL, load

TAGS = " ".join(f"#tag{number}" for number in range(20))
NAMES = " ".join(f"@name{number}" for number in range(15))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([f'text: "{{line}} {TAGS}"', f'first_comment: "{TAGS}"'], "there are 40 hashtags"),
        ([f'text: "{{line}} {NAMES}"', f'first_comment: "{NAMES}"'], "there are 30 @names"),
        ([f'first_comment: "{"long " * 450}"'], "Instagram allows 2,200"),
        ([f'instagram: {{first_comment: "{"long " * 450}"}}'], "Instagram allows 2,200"),
    ],
)
def test_too_much_is_told_at_its_row(rows: list[str], words: str, tmp_path: Path) -> None:
    text = SMALL + "caption:\n" + "".join(f"  {row}\n" for row in rows)
    (problem,) = load(text, tmp_path).problems
    assert words in problem.message
    assert problem.line == 10 + len(rows)


def test_placeholders_count_as_nothing_here(tmp_path: Path) -> None:
    text = SMALL + f'caption: {{text: "{TAGS}", first_comment: "{{hashtags}} {{line}}"}}\n'
    assert load(text, tmp_path).problems == ()


def test_facebook_has_room_for_more(tmp_path: Path) -> None:
    text = SMALL + f'caption: {{facebook: {{first_comment: "{"long " * 450}"}}}}\n'
    assert load(text, tmp_path).problems == ()
