"""All YAML is read in one way, which ends whatever the text holds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import socialkit
from socialkit.bounded_yaml import TooMuch, compose, find_unwritable, join_pairs, load_values

PACKAGE = Path(socialkit.__file__).parent
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n"
    for last, name in zip("abcde", "bcdef", strict=True)
)


def test_values_stay_the_text_as_typed() -> None:
    text = "a: 10.30\nb: true\nc:\nd: ~\ne: '~'\nf: [2027-13-45, 0x, {g: .inf}]\na: again\n"
    assert load_values(text) == {
        "a": "10.30",
        "b": "true",
        "c": None,
        "d": None,
        "e": "~",
        "f": ["2027-13-45", "0x", {"g": ".inf"}],
    }


def test_an_empty_text_has_no_value() -> None:
    assert load_values("# nothing\n") is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BOMB, id="an alias bomb"),
        pytest.param("a: &a [*a]", id="an alias of itself"),
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("{a: " * 50_000, id="braces"),
        pytest.param("- " * 50_000 + "a", id="dashes"),
        pytest.param("- a\n" * 70_000, id="rows"),
    ],
)
def test_what_goes_on_without_end_is_ended(text: str) -> None:
    with pytest.raises((TooMuch, ValueError)):
        load_values(text)


def test_a_value_that_a_program_defines_is_refused() -> None:
    for tag in ("!!python/object:os.system", "!!binary", "!mine"):
        with pytest.raises(ValueError, match=r"[a-z]"):
            load_values(f"a: {tag} x")
    assert compose("a: !!python/object:os.system x") is not None  # a tree; nothing is made from it


def test_an_emoji_in_two_halves_is_joined_and_half_a_one_is_named() -> None:
    whole = load_values('a: "\\ud83d\\ude00"')
    assert whole == {"a": "\U0001f600"}
    assert join_pairs("\ud83d\ude00\ude00\ud83d") == "\U0001f600\ude00\ud83d"
    assert find_unwritable("\U0001f600") is None
    assert find_unwritable("so \ud83d") == "U+D83D"
    assert find_unwritable("so\0") == "U+0000"


def test_no_other_module_composes_or_loads_yaml() -> None:
    """Nodes and errors may be imported elsewhere; a loader may not."""
    for path in PACKAGE.rglob("*.py"):
        if path.name == "bounded_yaml.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [one.name for one in node.names]
                if isinstance(node, ast.ImportFrom | ast.Import)
                else []
            )
            module = getattr(node, "module", "") or ""
            foreign = module.startswith("ruamel") and module not in (
                "ruamel.yaml.nodes",
                "ruamel.yaml.error",
            )
            assert not foreign and not any(name.startswith(("ruamel", "yaml")) for name in names), (
                path
            )
