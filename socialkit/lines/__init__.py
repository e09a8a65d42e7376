"""An article's lines: which runs of it are worth a card, word for word, and her word on them.

In: an Article, and lines.yaml as it was. Out: a Reading, and lines.yaml as it should be.
Knows nothing of files, cards, times and networks. What judges words is loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socialkit.lines.care import name_care
    from socialkit.lines.identity import line_id
    from socialkit.lines.keep import keep_lines
    from socialkit.lines.read import read_lines
    from socialkit.lines.split import split_sentences

__all__ = ["keep_lines", "line_id", "name_care", "read_lines", "split_sentences"]

_HOMES = {
    "keep_lines": "keep",
    "line_id": "identity",
    "name_care": "care",
    "read_lines": "read",
    "split_sentences": "split",
}


def __getattr__(name: str) -> Any:
    """Load the judge that is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
