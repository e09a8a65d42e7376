"""Half an emoji in a name or value is a problem at its place, and nothing else ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.cases import load

ROWS = [
    '"\\ude00": x',
    'brand: {name: a, "\\ud83d": x}',
    'brand: {name: "Hope \\ud83d"}',
    'post: [{"\\ud83d": {"\\ude00": ["\\ud83d"]}}]',
    'caption: {text: "\\ud83d{line}"}',
    'quiet_days: ["\\ud83d"]',
    'pause: "until 2027-01-26: \\ud83d"',
    'never_post: ["\\0"]',
]


@pytest.mark.parametrize("row", ROWS)
def test_it_is_told_at_its_place(row: str, tmp_path: Path) -> None:
    loaded = load(f"timezone: UTC\n{row}\n", tmp_path)
    assert loaded.schedule is None
    told = [one for one in loaded.problems if "cannot be shown or posted (U+" in one.message]
    assert told and all(one.line == 2 for one in told)
    for one in loaded.problems:
        one.message.encode()
