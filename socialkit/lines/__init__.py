"""An article's lines: which runs of it are worth a card, word for word, and her word on them.

In: an Article, and lines.yaml as it was. Out: a Reading, and lines.yaml as it should be.
Knows nothing of files, cards, times and networks.
"""

from socialkit.lines.care import name_care
from socialkit.lines.identity import line_id
from socialkit.lines.keep import keep_lines
from socialkit.lines.read import read_lines
from socialkit.lines.split import split_sentences

__all__ = ["keep_lines", "line_id", "name_care", "read_lines", "split_sentences"]
