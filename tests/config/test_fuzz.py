"""Whatever stands in the file, she gets problems with places; never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from socialkit.config.document.messages import Sections
from socialkit.config.schedule.schedule_file import Loaded
from socialkit.config.schedule.schema import SECTIONS
from tests.config.cases import SMALL, WHOLE, load

KNOWN: Sections = SECTIONS
KEYS = sorted(
    {field.alias or name for part in KNOWN.values() for name, field in part.model_fields.items()}
)
SIGNS = "aé“”\"'#@:-[]{},&*!|>%?\\ \n\t019.~<=`$\r\u2028\x85\ufeff"
WORDS = st.sampled_from(
    ["10.30", "no", "on", "~", "#x", "@x", "*x", "&x y", "[", "{a", '"', "“a”", "1e9", "9am", "mon"]
) | st.text(SIGNS, max_size=12)
TREES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda one: f"[{', '.join(one)}]")
        | st.dictionaries(st.sampled_from(KEYS) | WORDS, inner, max_size=3).map(
            lambda one: "{" + ", ".join(f"{key}: {value}" for key, value in one.items()) + "}"
        )
    ),
    max_leaves=6,
)
QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LONG = settings(
    max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def assert_in_words(loaded: Loaded, text: str) -> None:
    """Either a schedule, or problems that stand somewhere in the text and say something."""
    errors = [one for one in loaded.problems if one.level == "error"]
    assert (loaded.schedule is None) == bool(errors)
    rows = text.replace("\r\n", "\n").count("\n") + text.count("\r") + 1
    rows += sum(text.count(sign) for sign in "\x85\u2028\u2029")
    for one in loaded.problems:
        assert 1 <= one.line <= rows + 1
        assert one.column >= 1
        assert 10 < len(one.message) < 500
        assert one.message.isprintable()


@QUICK
@example(text="\r:")
@given(text=st.text(SIGNS, max_size=80) | st.text(max_size=60))
def test_any_text_is_answered(text: str, tmp_path: Path) -> None:
    assert_in_words(load(text, tmp_path), text)


@QUICK
@given(raw=st.binary(max_size=80))
def test_any_bytes_are_answered(raw: bytes, tmp_path: Path) -> None:
    assert load(raw, tmp_path).problems


@QUICK
@given(data=st.data())
def test_any_value_at_any_key_is_answered(data: st.DataObject, tmp_path: Path) -> None:
    text = _with_other_values(data)
    assert_in_words(load(text, tmp_path), text)


@pytest.mark.slow
@LONG
@given(data=st.data())
def test_any_value_at_any_key_is_answered_at_length(data: st.DataObject, tmp_path: Path) -> None:
    text = _with_other_values(data)
    assert_in_words(load(text, tmp_path), text)


def _with_other_values(data: st.DataObject) -> str:
    rows = WHOLE.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, len(rows) - 1))
        start = rows[index].find(": ") + 2
        value: Any = data.draw(TREES)
        rows[index] = rows[index][:start] + value if start > 1 else f"{rows[index]} {value}"
    return "\n".join(rows) + "\n"


@QUICK
@given(start=st.integers(0, len(WHOLE)), length=st.integers(0, 9), put=st.text(SIGNS, max_size=4))
def test_any_slip_of_the_hand_is_answered(
    start: int, length: int, put: str, tmp_path: Path
) -> None:
    text = WHOLE[:start] + put + WHOLE[start + length :]
    assert_in_words(load(text, tmp_path), text)


def test_a_file_cut_at_any_byte_is_answered(tmp_path: Path) -> None:
    for raw in (SMALL.encode(), WHOLE.encode()):
        for end in range(len(raw)):
            loaded = load(raw[:end], tmp_path)
            assert_in_words(loaded, raw[:end].decode("utf-8", "replace"))
