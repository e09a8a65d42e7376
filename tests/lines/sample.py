"""Articles for the tests of this stage, built from (kind, words) pairs; every sentence is our own."""

from __future__ import annotations

from collections.abc import Sequence

from socialkit.lines.rules.gate import find_refusal, survey
from socialkit.model.article import Article, Block, BlockKind

Row = tuple[BlockKind, str]

TITLE, HEADING, PARAGRAPH = BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH
ITEM, LEAD_IN, LABEL = BlockKind.LIST_ITEM, BlockKind.LEAD_IN, BlockKind.LABEL
DIALOGUE, QUOTATION = BlockKind.DIALOGUE, BlockKind.QUOTATION
CALL, CONTACT, BYLINE = BlockKind.CALL_TO_ACTION, BlockKind.CONTACT, BlockKind.BYLINE


def build(rows: Sequence[Row], *, slug: str = "the-quiet") -> Article:
    """An article whose blocks are the rows, one a line."""
    text, blocks = "", []
    for kind, words in rows:
        level = 1 if kind is TITLE else 2 if kind is HEADING else 0
        blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += f"{words}\n"
    return Article(slug, "The quiet", "articles/quiet.txt", text, tuple(blocks))


def paragraph(words: str) -> Article:
    """An article of one paragraph."""
    return build([(PARAGRAPH, words)])


def codes(words: str) -> list[str | None]:
    """Why each sentence of a paragraph is refused; None for those that pass."""
    refusals = [find_refusal(sentence) for sentence in survey(paragraph(words))]
    return [None if refusal is None else refusal.code for refusal in refusals]


ROWS: list[Row] = [
    (TITLE, "After the quarrel"),
    (BYLINE, "By Anna Roy"),
    (
        PARAGRAPH,
        "A quarrel ends when the voices drop; the distance ends when somebody reaches out.",
    ),
    (HEADING, "What is a repair?"),
    (
        PARAGRAPH,
        "A repair is any small move that tells your partner they matter more than being right. "
        "It can be a cup of tea or one honest sentence.",
    ),
    (PARAGRAPH, "Forgiveness is not a single decision. It is a door you keep walking through."),
    (HEADING, "Why the quiet feels so loud"),
    (PARAGRAPH, "Silence after a quarrel is rarely empty."),
    (LEAD_IN, "In the quiet, one person may begin to feel:"),
    (ITEM, "Shut out"),
    (ITEM, "Ashamed"),
    (ITEM, "Tired of trying"),
    (HEADING, "How repair shows up at home"),
    (HEADING, "Situation: A promise was forgotten"),
    (LABEL, "With repair:"),
    (DIALOGUE, "The one who forgot says, “I can see that it hurt you. I am sorry.”"),
    (PARAGRAPH, "The evening is saved by one plain sentence."),
    (LABEL, "Without repair:"),
    (DIALOGUE, "The answer is, “You always make a drama of everything.”"),
    (PARAGRAPH, "The dishes get done without a word between two people."),
    (PARAGRAPH, "A promise was small, but what it stood for was not."),
    (HEADING, "Would you like some company?"),
    (PARAGRAPH, "If this article spoke to you, sessions are available online."),
    (CALL, "Book a first conversation"),
    (CONTACT, "https://quietharbour.example/contact"),
    (LEAD_IN, "You can also find me here:"),
    (ITEM, "Instagram @quietharbour"),
    (ITEM, "https://quietharbour.example"),
]
ARTICLE = build(ROWS)
