"""What holds for every article, put together from paragraphs and sections of our own."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.lines.reading import read_lines
from socialkit.lines.rules.gate import find_care_rule, find_refusal, survey
from socialkit.model.article import Article
from socialkit.model.text import fold_phrases, holds_phrase
from tests.lines.sample import (
    BYLINE,
    CALL,
    CONTACT,
    DIALOGUE,
    HEADING,
    ITEM,
    LABEL,
    LEAD_IN,
    PARAGRAPH,
    QUOTATION,
    ROWS,
    TITLE,
    Row,
    build,
)

Section = tuple[Row, ...]

PARAGRAPHS = [
    "Forgiveness is not a single decision. It is a door you keep walking through.",
    "Silence after a quarrel is rarely empty.",
    "Rest is not a reward. It is a need, and “later” is where needs go to hide.",
    "Many couples believe that love should be effortless. This is why they stop asking.",
    "“You never listen,” she said. “And you never stay.” He left the room.",
    "A diagnosis is a beginning, not a verdict. Priya learnt to rest at last.",
    "Nearly 70% of couples argue about the dishes. But that is not the whole story!",
    "Why do we hurt the people we love? Perhaps one of your voices is kind.",
    "At night you tell yourself: Others have it worse. I am surely making it up.",
    "As Mara Hill says, courage starts with showing up. J. K. Hill agrees at 9 a.m. on Mondays.",
    "विश्वास धीरे-धीरे बढ़ता है।चुप्पी भी सहारा होती है॥ क्यों?",
    "✨ Breathe out. ✨ Come back, e.g. after tea … and stay.",
    "Trust is built in very small moments.\nTrust is built in very small moments at home.",
    "He said, “Stay. And wait",
    "\u0000 …!? “ \ufeff \u200b",
]
SECTIONS: list[Section] = [
    *(((HEADING, f"Part {number}"), (PARAGRAPH, text)) for number, text in enumerate(PARAGRAPHS)),
    (
        (HEADING, "Situation: A promise was forgotten"),
        (LABEL, "With repair:"),
        (DIALOGUE, "“I can see that it hurt you.”"),
        (PARAGRAPH, "The evening is saved by one plain sentence."),
        (LABEL, "Without repair:"),
        (DIALOGUE, "“You always make a drama of everything.”"),
        (PARAGRAPH, "The dishes get done without a word."),
        (PARAGRAPH, "A promise was small, but what it stood for was not."),
    ),
    ((LABEL, "Without patience:"), (PARAGRAPH, "Love turns into a race that nobody wins.")),
    (
        (LEAD_IN, "Distance does not come at once. It grows when one of you feels:"),
        (ITEM, "Unseen"),
        (ITEM, "Unheard, and tired of asking"),
    ),
    ((QUOTATION, "A quarrel is a question asked too loudly."), (BYLINE, "By Anna Roy")),
    ((CALL, "Book a first conversation"), (CONTACT, "https://quietharbour.example/contact")),
    tuple(ROWS),
]
ARTICLES = st.lists(st.sampled_from(SECTIONS), max_size=6)
PHRASES = st.sampled_from(
    ["rest", "very  SMALL moments", "door", "unseen", "“Stay", "न", "at home", "you", " "]
)
QUICKLY = settings(max_examples=60, deadline=None)


def join(sections: Sequence[Section]) -> Article:
    return build([row for section in sections for row in section])


def spans(article: Article) -> list[tuple[str, int, int]]:
    """Everything that is shown or posted as the owner's words, with its place."""
    reading = read_lines(article, most=100)
    found = [(one.text, one.start, one.end) for one in reading.lines]
    found += [(one.text, one.start, one.end) for one in reading.rejected]
    parts = [part for structure in reading.structures for part in structure.parts]
    return found + [(part.text, part.start, part.end) for part in parts]


@QUICKLY
@given(ARTICLES)
def test_every_line_part_and_refusal_stands_in_the_article_letter_for_letter(
    sections: list[Section],
) -> None:
    article = join(sections)
    for text, start, end in spans(article):
        assert article.text[start:end] == text
        assert text == text.strip() != ""
    for structure in read_lines(article).structures:
        named = [part.label for part in structure.parts if part.label]
        assert all(words in article.text for words in named)


@QUICKLY
@given(ARTICLES)
def test_no_two_lines_or_structures_share_an_id(sections: list[Section]) -> None:
    reading = read_lines(join(sections), most=100)
    ids = [line.id for line in reading.lines]
    assert len(set(ids)) == len(ids)
    words: dict[str, set[str]] = {}
    for one in reading.structures:
        told = "\n".join([one.label, *(f"{part.label}: {part.text}" for part in one.parts)])
        words.setdefault(one.id, set()).add(told)
    # The same structure twice has one id: an approval counts for both.
    assert all(len(told) == 1 for told in words.values())
    assert set(ids).isdisjoint(words)


@QUICKLY
@given(ARTICLES)
def test_every_sentence_may_be_a_line_or_has_its_reason(sections: list[Section]) -> None:
    article = join(sections)
    reading = read_lines(article, most=100)
    refused = {(one.start, one.end): one for one in reading.rejected}
    for sentence in survey(article):
        refusal = find_refusal(sentence) or find_care_rule(sentence)
        in_pair = any(
            line.start < sentence.start and sentence.end == line.end
            for line in (*reading.lines, *reading.cared)
        )
        if refusal is None or in_pair:
            assert (sentence.start, sentence.end) not in refused
        else:
            told = refused.pop((sentence.start, sentence.end))
            assert (told.code, told.reason) == (refusal.code, refusal.reason)
            assert told.reason.endswith(".")
    assert refused == {}


@QUICKLY
@given(
    ARTICLES,
    st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=2),
    st.integers(min_value=0, max_value=6),
)
def test_a_section_elsewhere_changes_no_verdict(
    sections: list[Section], added: list[Section], place: int
) -> None:
    opened: list[Section] = [((HEADING, "Here"), *section) for section in sections]
    new: list[Section] = [((HEADING, "Elsewhere"), *section) for section in added]
    closed: Section = ((HEADING, "The end"),)
    place = min(place, len(opened))
    changed = [*opened[:place], *new, *opened[place:], closed]
    before = len(verdicts(opened[:place]))
    among = len(verdicts([*opened[:place], *new])) - before
    after = verdicts(changed)
    assert after[:before] + after[before + among :] == verdicts([*opened, closed])


def verdicts(sections: Sequence[Section]) -> list[tuple[str, str | None]]:
    """Each sentence with the code of what refuses it."""
    judged = [(one.text, find_refusal(one)) for one in survey(join(sections))]
    return [(text, None if refusal is None else refusal.code) for text, refusal in judged]


@QUICKLY
@given(ARTICLES)
def test_the_same_article_is_always_read_the_same(sections: list[Section]) -> None:
    article = join([((TITLE, "The quiet"),), *sections])
    again = join([((TITLE, "The quiet"),), *sections])
    assert read_lines(article, most=20) == read_lines(again, most=20)


@QUICKLY
@given(ARTICLES, st.lists(PHRASES, max_size=3))
def test_a_phrase_of_never_post_is_in_no_line_and_no_structure(
    sections: list[Section], phrases: list[str]
) -> None:
    reading = read_lines(join(sections), most=100, never_post=phrases)
    folded = fold_phrases(phrases)
    words = [line.text for line in reading.lines]
    for one in reading.structures:
        words += [
            one.label,
            *(text for part in one.parts for text in (part.text, part.label or "")),
        ]
    assert not any(holds_phrase(text, folded) for text in words)
