"""Values of a YAML file, and where each of them stands.

In: nothing. Out: the words in which the readers of files speak. Knows nothing of how files are read.
"""

from __future__ import annotations

from dataclasses import dataclass

Value = str | None | list["Value"] | dict[str, "Value"]
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: line and column from 1, `start` and `end` as indices into the text.

    `key` is the place of the key before it; None for rows of a list and the whole file.
    """

    line: int
    column: int
    start: int
    end: int
    quoted: bool = False
    key: tuple[int, int] | None = None
