"""Measures the named features of a sentence that its score is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from socialkit.lines.language.reference import count_definites
from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import (
    BASE_VERBS,
    FEELINGS,
    FUNCTION_WORDS,
    HEDGES,
    JARGON,
    find_any,
    open_with,
)
from socialkit.model.text import word_set

BEST_WORDS = (6, 21)
MIN_WORDS, MAX_WORDS = 2, 44
LONG_TAIL_WORDS = 11
MIN_EMPHASISED, MIN_EMPHASISED_WORDS = 0.6, 4

PLAIN_RATING = -2.0
"""The mean rating (score.rate) of sentences in therapists' articles that pass the gate: they sound less
like sayings than books do, which alone is not a fault (measured on labelled articles)."""

PLAIN_NEIGHBOURS = -2.1
"""The same for neighbouring sentences, refused ones included."""

_REFRAMES = re.compile(
    r"\b(?:not|never|rarely|isn't|aren't|doesn't|don't|wasn't|can't|cannot|no)\b.{3,90}?"
    r"(?:\bbut\b|—|--|–|;|\bit's\b|\brather\b|\bonly\b|\. )"
    r"|\b(?:rather than|instead of)\b|, not \w+|\bless .{2,40}\bmore\b"
    r"|\b(?:more|less|better|worse)\b.{0,40}?\bthan\b"
)
_NEGATES = re.compile(r"\b(?:not|never|rarely|nothing|nobody|no|neither|without|cannot)\b|n't\b")
_TURNS = re.compile(
    r"^(?:when|if|by|without|with|beneath|behind|once|every time|until|where)\b[^,]{6,80},"
)
_DEFINES = re.compile(
    r"^(?:[\w'-]+ ){1,4}?(?:is|are|means|begins|grows|allows|asks|starts|makes|becomes|takes|needs|lives"
    r"|heals|happens|isn't|aren't|does not mean|doesn't mean|can be)\b"
)
_TRIPLET = re.compile(r"\b[\w']+(?: [\w']+){0,3}, (?:[\w']+ ){0,3}[\w']+,? (?:and|or|nor) \w+")
_COUNTS_PEOPLE = open_with(r"""
    (?:many|most|some|several|people|everyone|another)\b
    a (?:lot|few|number|common)\b
    one (?:of|common|goal)\b
    (?:generally|typically|usually|traditional|externally|internally)\b
    there (?:is|are)\b
    in (?:some|many|most)\b
""")
_EXPLAINS = find_any(r"""
    such as\b|including\b|for example\b|for instance\b|e\.g|i\.e|known as\b|defined as\b
    (?:is )?based on\b|consists? of\b|refers? to\b|for the most part\b|in terms of\b
    various\b|it is important\b|recommend\w*|consider\b|the idea\b
""")
_TAIL = re.compile(r"(?:—|--| – )(?P<tail>[^—]+)$")
_NAME = re.compile(r"(?<=\s)(?!I\b)[A-ZÀ-ÖØ-Þ]")
_BRACKET_OR_DIGIT = re.compile(r"[(\d]")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_FIRST_PERSON = word_set("i i'm i've i'll i'd my me myself")
_READER = word_set("you your you're yourself you've you'll yours yourselves")
_THIRD_PERSON = word_set("he he's she she's him his her hers")
_SHARED = word_set("we our us ourselves we're")


@dataclass(frozen=True, slots=True)
class Features:
    """The features; each is in 0..1 except `quotable` and `company`, log-odds compared with plain prose
    of the field (score.rate)."""

    length: float
    feeling: float
    reader: float
    shared: float
    reframes: float
    negates: float
    turns: float
    defines: float
    triplet: float
    echoes: float
    alone: float
    edge: float
    hedged: float
    jargon: float
    counts_people: float
    explains: float
    commands: float
    definite: float
    first_person: float
    quoted: float
    long_tail: float
    cluttered: float
    names: float
    definites: float
    takes_a_turn: float
    third_person: float
    topic: float
    quotable: float
    company: float
    emphasised: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the article says about a sentence.

    `rated` is the rating of its words (score.rate), `company` the mean rating of its neighbours in the
    paragraph (None if it is alone there): of the sentences that readers quote, 47 % are followed by
    another quoted one, measured on labelled essays. `topic` is the share of its content words that
    recur in other sentences, in 0..1.
    """

    rated: float
    company: float | None = None
    topic: float = 0.0


def measure(sentence: Sentence, around: Surroundings) -> Features:
    """The features of one sentence, or of a pair taken as one."""
    text, words = sentence.lower, sentence.words
    return Features(
        length=_fit(sentence.length),
        feeling=_share_of(words, FEELINGS, 3),
        reader=float(not _READER.isdisjoint(words)),
        shared=float(not _SHARED.isdisjoint(words)),
        reframes=float(bool(_REFRAMES.search(text))),
        negates=float(bool(_NEGATES.search(text))),
        turns=float(bool(_TURNS.match(text))),
        defines=float(bool(_DEFINES.match(text))),
        triplet=float(bool(_TRIPLET.search(text))),
        echoes=_echo(words),
        alone=float(sentence.siblings == 1),
        edge=_edge(sentence),
        hedged=_share_of(words, HEDGES, 2),
        jargon=_share_of(words, JARGON, 2),
        counts_people=float(bool(_COUNTS_PEOPLE.match(text))),
        explains=float(bool(_EXPLAINS.search(text))),
        commands=float(bool(words) and words[0] in BASE_VERBS),
        definite=float(bool(words) and words[0] == "the" and "of" not in words[2:4]),
        first_person=float(not _FIRST_PERSON.isdisjoint(words)),
        quoted=min(1.0, sentence.quoted_words / 4),
        long_tail=_tail(sentence),
        cluttered=_clutter(sentence),
        names=_name_share(sentence),
        definites=min(1.0, count_definites(sentence.tokens) / 3),
        takes_a_turn=float(bool(words) and words[0] in ("but", "yet")),
        third_person=float(not _THIRD_PERSON.isdisjoint(words)),
        topic=around.topic,
        quotable=around.rated - PLAIN_RATING,
        company=0.0 if around.company is None else around.company - PLAIN_NEIGHBOURS,
        emphasised=_emphasis(sentence),
    )


def _fit(length: int) -> float:
    low, high = BEST_WORDS
    if length < low:
        return max(0.0, (length - MIN_WORDS) / (low - MIN_WORDS))
    return 1.0 if length <= high else max(0.0, (MAX_WORDS - length) / (MAX_WORDS - high))


def _share_of(words: tuple[str, ...], kind: frozenset[str], enough: int) -> float:
    return min(1.0, sum(word in kind for word in words) / enough)


def _echo(words: tuple[str, ...]) -> float:
    """A content word that occurs twice: "small problems stay small"."""
    content = [word for word in words if word not in FUNCTION_WORDS and len(word) > 3]
    return float(len(set(content)) < len(content))


def _edge(sentence: Sentence) -> float:
    first = sentence.opens_section and sentence.place == 0
    last = sentence.ends_section and sentence.place == sentence.siblings - 1
    return float(first or last)


def _emphasis(sentence: Sentence) -> float:
    """Emphasised as a whole; a bold word in it does not count, nor does a bold name of a paragraph."""
    whole = sentence.emphasised >= MIN_EMPHASISED
    return float(whole and sentence.length >= MIN_EMPHASISED_WORDS)


def _tail(sentence: Sentence) -> float:
    match = _TAIL.search(sentence.text)
    return float(match is not None and len(match["tail"].split()) > LONG_TAIL_WORDS)


def _name_share(sentence: Sentence) -> float:
    """Capitals inside the sentence: it is about a person or a place."""
    return min(1.0, len(_NAME.findall(sentence.plain)) / 2)


def _clutter(sentence: Sentence) -> float:
    """Brackets, acronyms, digits, many commas: each makes a card harder to read."""
    marks = bool(_BRACKET_OR_DIGIT.search(sentence.text))
    commas = max(0, sentence.text.count(",") + sentence.text.count(";") - 2)
    acronym = not sentence.text.isupper() and bool(_ACRONYM.search(sentence.text))
    return min(1.0, marks + acronym + commas / 3)
