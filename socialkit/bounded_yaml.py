"""The one way to read YAML: plain values, and an end to whatever nests, repeats or goes on without end.

Nothing is constructed, so no tag can start anything; a value without quotes stays the text as typed.
"""

from __future__ import annotations

import re
import warnings
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Value = str | None | list["Value"] | dict[str, "Value"]

MAX_VALUES = 60_000
"""Aliases count as often as they are used: an alias of aliases of aliases would grow without end."""
MAX_LEVELS = 20

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge", "value")
)


class TooMuch(Exception):
    """The text holds more values, or nests them deeper, than any file of the owner does."""


class _BoundedComposer(Composer):
    """ruamel's composer, which goes one level of Python deeper with each level of the file."""

    level = 0
    values = 0

    def compose_node(self, parent: Node | None, index: Any) -> Any:
        self.values += 1
        self.level += 1
        if self.values > MAX_VALUES or self.level > MAX_LEVELS:
            raise TooMuch
        try:
            return super().compose_node(parent, index)
        finally:
            self.level -= 1


def compose(text: str) -> Node | None:
    """The tree of nodes; None for a text without values.

    Raises TooMuch, and for what is no YAML the errors of ruamel.yaml or ValueError.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _BoundedComposer
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an anchor given twice: harmless, the later one counts
        node: Node | None = yaml.compose(text)
    return node


def load_values(text: str) -> Value:
    """The values of a text; of a key that is there twice, the first counts. Raises as `compose` does, and
    ValueError for a value of a kind that a program defines."""
    node = compose(text)
    return None if node is None else _Reader().value(node, 0)


class _Reader:
    """Counts the values of one text."""

    def __init__(self) -> None:
        self.read = 0

    def value(self, node: Node, level: int) -> Value:
        """The value of a node, with all below it."""
        self.read += 1
        if self.read > MAX_VALUES or level > MAX_LEVELS:
            raise TooMuch
        if str(node.ctag) not in _TAGS:
            raise ValueError(node.ctag)
        if isinstance(node, MappingNode):
            found: dict[str, Value] = {}
            for key, one in node.value:
                if isinstance(key, ScalarNode):
                    found.setdefault(join_pairs(str(key.value)), self.value(one, level + 1))
            return found
        if isinstance(node, SequenceNode):
            return [self.value(one, level + 1) for one in node.value]
        return None if is_null(node) else join_pairs(str(node.value))


def is_null(node: Node) -> bool:
    """Whether nothing stands there: an empty value, ~ or null without quotes."""
    return isinstance(node, ScalarNode) and not node.style and str(node.ctag).endswith(":null")


def join_pairs(text: str) -> str:
    """The text with every emoji whole that JSON spells as two halves (RFC 8259, section 7)."""
    return _PAIR.sub(_join, text)


def _join(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def find_unwritable(text: str) -> str | None:
    """The first sign that no file or database can hold, such as U+D83D; None where there is none."""
    found = _UNWRITABLE.search(text)
    return found and f"U+{ord(found[0]):04X}"
