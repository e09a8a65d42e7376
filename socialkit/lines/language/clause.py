"""Tells whether a sentence is complete, by its verbs, clauses and ending, without a parser."""

from __future__ import annotations

import re

from socialkit.lines.language.sentence import ABBREVIATIONS, Sentence
from socialkit.lines.language.vocabulary import (
    AUXILIARIES,
    BASE_VERBS,
    DETERMINERS,
    FEELINGS,
    FUNCTION_WORDS,
    PASTS,
    PREPOSITIONS,
    SUBORDINATORS,
    VERBS,
    find_any,
)
from socialkit.model.text import word_set

_ANNOUNCES = find_any(r"""
    there(?:'s| is| are) (?:\w+ ){0,3}(?:things?|ways?|steps?|reasons?|points?) (?:to|you|that|why|we)
    there(?:'s| is| are) (?:\w+ ){0,3}(?:tips?|signs?|questions?) (?:to|you|that|why|we)
    (?:in|of) (?:several|many|two|three|four|five|a few|different|various|some) (?:\w+ )?ways[.:]
    here (?:are|is)\b
    (?:these|the following) (?:\w+ )?(?:things|ways|steps|reasons|points|tips|signs|questions)\b
    (?:several|some|a few|two|three|four|five|\d+) (?:\w+ )?(?:things|ways|steps|tips) (?:to|you can)\b
""")

_OTHER_LETTERS = re.compile("[ɐ-῿Ⰰ-퟿豈-﷿ﹰ-￿\U00010000-\U0003ffff]")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_TRAILS_OFF = re.compile(r"\b(?:that|because|when|like|is|are|to|of|and|or|but|as) ?(?:\.\.\.|…)$")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
MAX_LABEL_WORDS = 4
MIN_WORDS = 4
MIN_WORDS_UNENDED = 8
_CONTRACTED = ("n't", "'re", "'ve", "'ll", "'m", "it's", "that's")
_IN_GROUP = word_set("not never always ever also just still only often been being be")
_BEFORE_NOUNS = (DETERMINERS | PREPOSITIONS) - word_set("that this these those")
_JOINING = frozenset({",", ";", "and", "or", "but", "—", "–"})
_RELATIVE = word_set("who which that whose whom")
_SHARED_WITH_OTHERS = word_set("""
    a am an as art by de die don dos es eh fast gift hat in kind man me met mind no on or per rate
    so son sang sans tag tan ten to war was will
""")
_ENGLISH_ENDINGS = ("ing", "ness", "ful", "less", "ly", "ght", "n't", "'re")
_ENGLISH = (FUNCTION_WORDS | VERBS | FEELINGS) - _SHARED_WITH_OTHERS
_BREAKS = frozenset(",;:—–") | {"--"}
_ENDINGS = ".!?…।॥。？！"


def is_short(sentence: Sentence) -> bool:
    """Fewer than four words: a label, an aside or an answer. "You're" counts as two."""
    contracted = sum(word.endswith(_CONTRACTED) for word in sentence.words)
    return sentence.length + contracted < MIN_WORDS


def is_unended(sentence: Sentence) -> bool:
    """No full stop at its end, and too short to be more than a heading or a label."""
    bare = sentence.text.rstrip("\"'”’»)]")
    return bool(bare) and bare[-1] not in _ENDINGS and sentence.length < MIN_WORDS_UNENDED


_STOP_INSIDE = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]{2,20})\.[\"”’»)]?\s+[^\W\d_]")


def goes_on_after_its_end(sentence: Sentence) -> bool:
    """A full stop in its middle and a small letter behind it: a part is missing, or the stop is a slip."""
    for found in _STOP_INSIDE.finditer(sentence.text):
        small = found[0][-1].islower()
        if small and found["word"].lower() not in ABBREVIATIONS:
            return True
    return False


def lacks_verb(sentence: Sentence) -> bool:
    """No verb of its own: neither an imperative at the head nor one outside "who ..." clauses."""
    words = sentence.words
    if not words or words[0] in BASE_VERBS or words[0] in ("don't", "let's", "let"):
        return False
    if words[0] == "not" and words[1:2] and words[1] not in AUXILIARIES:
        words = words[2:]
    if not any(_is_main_verb(words, index) for index in range(len(words))):
        return True
    return _is_only_a_noun(sentence.tokens)


def _is_only_a_noun(tokens: tuple[str, ...]) -> bool:
    """ "A friend who has stayed, listened and waited.": every verb belongs to the noun's own "who ..."."""
    head = next((at for at, token in enumerate(tokens[:5]) if token in _RELATIVE), 0)
    if not head or any(token in VERBS or not token[0].isalpha() for token in tokens[:head]):
        return False
    clause = tokens[head:]
    return not any(_leaves_the_clause(clause, index) for index in range(2, len(clause)))


def _leaves_the_clause(tokens: tuple[str, ...], index: int) -> bool:
    """A verb that is neither the first of the clause nor a past participle that belongs to it."""
    token, at = tokens[index], index - 1
    if token in AUXILIARIES:
        return tokens[at] not in AUXILIARIES | _IN_GROUP | _JOINING
    if not _is_main_verb(tokens, index):
        return False
    while at and (tokens[at] in _IN_GROUP or tokens[at].endswith("ly")):
        at -= 1
    before = tokens[at]
    if before in AUXILIARIES or (before == "to" and token in BASE_VERBS):
        return False
    return before not in _JOINING or (token in VERBS - PASTS and not token.endswith("ed"))


def _is_main_verb(words: tuple[str, ...], index: int) -> bool:
    if words[index] not in VERBS and not _is_likely_verb(words, index):
        return False
    if index and words[index] not in AUXILIARIES and words[index - 1] in _BEFORE_NOUNS:
        return False
    return not _RELATIVE.intersection(words[max(0, index - 2) : index])


def _count_verbs(words: tuple[str, ...]) -> int:
    """The number of verbs; "were never taught" counts as one."""
    count, in_group = 0, False
    for index, word in enumerate(words):
        verb = _is_main_verb(words, index)
        count += verb and not in_group
        in_group = word in AUXILIARIES or (in_group and (word.endswith("ly") or word in _IN_GROUP))
    return count


def _is_likely_verb(words: tuple[str, ...], index: int) -> bool:
    """In a longer sentence, a verb that is not listed: "-ed" or "-s" between two content words."""
    word = words[index]
    if len(words) < 8 or not 0 < index < len(words) - 1 or len(word) < 5:
        return False
    before = words[index - 1]
    third_person = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return (third_person or word.endswith("ed")) and before not in DETERMINERS | PREPOSITIONS


def is_only_subordinate(sentence: Sentence) -> bool:
    """A "when ..." or "because ..." without a main clause."""
    words, tokens = sentence.words, sentence.tokens
    if not words or words[0] not in SUBORDINATORS - {"so", "before", "after", "since", "as"}:
        return False
    if any(token in _BREAKS for token in tokens[1:]):
        return False
    return _count_verbs(words[1:]) <= 1


def opens_with_a_number(sentence: Sentence) -> bool:
    """ "1. Breathe out slowly.": the number belongs to a list."""
    return bool(_NUMBERED.match(sentence.text))


def opens_with_label(sentence: Sentence) -> bool:
    """ "Patience: the slow part.": a term without a verb and a colon, as in a list of terms."""
    head, colon, rest = sentence.plain.partition(":")
    words = tuple(_WORD.findall(head.lower()))
    if not colon or not rest.strip() or not 0 < len(words) <= MAX_LABEL_WORDS:
        return False
    if len(words) > 1 and all(word[0].isupper() for word in head.split() if len(word) > 3):
        return True
    if words[0] in BASE_VERBS:
        return False
    return not any(_is_main_verb(words, index) for index in range(len(words)))


def is_heading_with_a_stop(sentence: Sentence) -> bool:
    """ "Why it hurts.", "What helps at night.": a heading, though it ends in a full stop."""
    words = sentence.words
    if not words or words[0] not in ("why", "how", "what", "where", "who"):
        return False
    verbs = _count_verbs(words[1:])
    return words[0] == "why" or verbs <= (2 if words[0] == "how" else 1)


def announces(sentence: Sentence) -> bool:
    """Announces a list that the card will not show: "There are three things to know."."""
    text = sentence.lower
    return bool(_ANNOUNCES.search(text) or _TRAILS_OFF.search(text))


def is_foreign(sentence: Sentence) -> bool:
    """Another language, to which the rules do not apply: other letters, or hardly any English words."""
    if _OTHER_LETTERS.search(sentence.text) and _is_other_script(sentence.text):
        return True
    words = sentence.words
    known = len([word for word in words if word in _ENGLISH or word.endswith(_ENGLISH_ENDINGS)])
    return len(words) >= 5 and known * 6 < len(words)


def _is_other_script(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    latin = sum(letter.isalpha() and letter < "ɐ" for letter in text)
    return latin * 10 < letters * 7
