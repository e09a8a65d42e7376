"""A lines.yaml that is anything but rows of lines is named, and nothing else ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialkit.config.line_file.line_file import read_line_file
from socialkit.errors import ConfigError

NOT_ROWS = [
    "- a\n- b\n",
    "a word\n",
    "7\n",
    "[a, b]\n",
    '"x"\n',
    "{}\n",
    "? [a]\n: b\n",
    "!!python/x y\n",
    "true\n",
    "2027-01-01\n",
    "article:\n",
    "article: x\n",
    "article: []\n",
    "article: {title: {a: b}}\n",
    "lines: x\n",
    "lines: {a: b}\n",
    "lines: [[a]]\n",
    "lines: [a]\n",
    "lines: [{parts: x}]\n",
    "lines: [{parts: [x]}]\n",
    "lines: [{text: [a], use: {b: c}}]\n",
    "gone: 7\n",
    "structures: [null]\n",
    'lines: [{text: "\\ud83d"}]\n',
    'article: {title: "\\0"}\n',
    "a: &a [*a]\n",
    "[" * 5000,
    "\x00",
    "- " * 4000,
    "%YAML 9\n",
    "--- a\n--- b\n",
    '"\\ude00": x\n',
    'lines: [{"\\ud83d": x}]\n',
    'article: {"\\0": x, title: "a\\ud83d"}\n',
]


@pytest.mark.parametrize("text", NOT_ROWS, ids=lambda one: repr(one)[:40])
def test_it_is_named_with_its_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "quotes" / "calm" / "lines.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        read_line_file(path)
    for one in caught.value.problems:
        assert one.file == "quotes/calm/lines.yaml" and one.line >= 1
        assert "fault of socialkit" not in one.message
