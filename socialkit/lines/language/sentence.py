"""One sentence where it stands: its words, its block, what comes before it, what is in quotes.

In: a slice of an article. Out: a value that every rule and every feature reads. Knows nothing of
rules and scores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from socialkit.model.article import BlockKind

_TOKEN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:'[A-Za-zÀ-ÖØ-öø-ÿ]+)*|\d+|[,;:—–?!()\"…]|--")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A slice of an article and its surroundings, all within its own block or section.

    `place` counts from 0 within the block of `siblings` sentences. `quotes` are the spans of `text`
    in quote marks, marks included; `opens_quoted` says that the quote began in a sentence before.
    `voiced`: somebody was let speak just before, without quote marks, and this goes on in "I".
    `example` marks the side of a contrast. `opens_section` and `ends_section`: the block stands
    right after or right before a heading, a label or the article's end. `emphasised` is the share of
    its letters that she set apart.
    """

    text: str
    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    place: int = 0
    siblings: int = 1
    previous: str | None = None
    section: str | None = None
    quotes: tuple[tuple[int, int], ...] = ()
    opens_quoted: bool = False
    example: bool = False
    voiced: bool = False
    opens_section: bool = False
    ends_section: bool = False
    emphasised: float = 0.0
    plain: str = field(init=False, repr=False)
    lower: str = field(init=False, repr=False)
    tokens: tuple[str, ...] = field(init=False, repr=False)
    words: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = self.text.translate(_STRAIGHT)
        lower = plain.lower()
        tokens = tuple(_TOKEN.findall(lower))
        object.__setattr__(self, "plain", plain)
        object.__setattr__(self, "lower", lower)
        object.__setattr__(self, "tokens", tokens)
        object.__setattr__(self, "words", tuple(t for t in tokens if t[0].isalnum()))

    @property
    def length(self) -> int:
        """How many words, as a reader counts them."""
        return len(self.text.split())

    @property
    def quoted_words(self) -> int:
        """How many of the words stand in quote marks."""
        return sum(len(self.text[start:end].split()) for start, end in self.quotes)

    @property
    def unquoted(self) -> str:
        """The sentence in her own voice: lower case, straight quotes, quoted runs left out."""
        pieces, position = [], 0
        for start, end in self.quotes:
            pieces.append(self.plain[position:start])
            position = end
        return "".join([*pieces, self.plain[position:]]).lower()
