"""Tells by its words alone whether a row is a heading, a label, speech or contact details."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from socialkit.article.structure.patterns import ATTRIBUTION, CALL_TO_ACTION, SIDE, SPEECH
from socialkit.model.text import word_set

MAX_HEADING_WORDS = 14
MAX_HEADING_CHARACTERS = 110
MAX_LABEL_WORDS = 6
TITLE_CASE_SHARE = 0.6
MAX_CONTACT_WORDS = 5
MAX_PATTERN_LENGTH = 600
"""Characters: a longer sentence is prose whatever its words, so patterns look at its start only."""

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”|]{2,2000}"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,3}(?:com|org|net|in|uk|example|info|co|health|care|me)\b(?:/[^\s<>\"“”|]{0,2000})?"
)
PHONE_SHAPE = re.compile(r"(?<![\w.])\+?\(?(?:\d[ ()/.\u00a0–-]{0,3}){8,14}\d(?!\w)")
HANDLE = re.compile(r"(?<![\w@.])@[\w.]{2,30}")
_NETWORK_WORD = re.compile(
    r"\b(?:instagram|facebook|phone|tel|mobile|whatsapp|e-?mail|website|linkedin|youtube)\b", re.I
)
_SENTENCE_BREAK = re.compile(r"[.!?…।॥]{1,8}[\"”’»)\]]{0,4}\s+(?=[\"“‘(«]{0,2}[^\W\d_a-z])")
_ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Rev|vs|No|Fig)|\b[A-Z]|e\.g|i\.e)\.\s+$")
_FINAL = re.compile(r"(?:[.!,;:…।॥—–][\"”’»)\]]*|\?[\"”’»]+)$")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SMALL = word_set(
    "a an the of in on to and or but nor for with at by from as is it vs via when if so"
)
_NOUN_CLAUSE = re.compile(r"(?:why|how)\b[^,?!:;]{3,80}\.$", re.IGNORECASE)
_SHORT_NOUN_CLAUSE = re.compile(
    r"(?:what|when|where)\b(?![^.]*\b(?:is|are|was|matters?|counts)\b)(?: [\w'’-]+){2,4}\.$",
    re.IGNORECASE,
)
_QUOTE_PAIRS = {"“": "”", '"': '"', "„": "”", "«": "»"}


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of `text[start:end]` begin; the point of an abbreviation does not end one."""
    starts = [start]
    for match in _SENTENCE_BREAK.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, match.end() - 12), match.end()):
            starts.append(match.end())
    return starts


def sentences(words: str) -> list[str]:
    """The sentences of one segment."""
    starts = [*sentence_starts(words, 0, len(words)), len(words)]
    return [words[a:b].strip() for a, b in pairwise(starts)]


def count_words(words: str) -> int:
    """How many words, numbers included."""
    return len(words.split())


def is_title_case(words: str) -> bool:
    """Do most words other than articles, prepositions and the like begin with a capital?"""
    heavy = [word for word in _WORD.findall(words) if word.lower() not in _SMALL]
    if len(heavy) < 2:
        return False
    rising = sum(1 for word in heavy if not word[0].islower())
    return rising >= TITLE_CASE_SHARE * len(heavy) and rising >= 2


def is_heading(words: str) -> bool:
    """A short row that is not a sentence, or is one question, or a noun clause ("Why ... .")."""
    if not _fits_heading(words):
        return False
    if words.endswith("?"):
        return True
    if words.endswith("."):
        return count_words(words) == 1 or bool(
            _NOUN_CLAUSE.match(words) or _SHORT_NOUN_CLAUSE.match(words)
        )
    if words.endswith(":"):
        return count_words(words) > MAX_LABEL_WORDS and is_title_case(words)
    if words.endswith("!"):
        return is_title_case(words)
    return not _FINAL.search(words)


def _fits_heading(words: str) -> bool:
    if len(words) > MAX_HEADING_CHARACTERS or count_words(words) > MAX_HEADING_WORDS:
        return False
    first = _WORD.search(words)
    if first is None or first.group()[0].islower() or words[0] in "“\"‘'[]|•":
        return False
    return len(sentence_starts(words, 0, len(words))) == 1


def is_label(words: str) -> bool:
    """A short row that ends in a colon."""
    return (
        words.endswith((":", "：")) and count_words(words) <= MAX_LABEL_WORDS and len(words) <= 80
    )


def are_sides(heads: Sequence[str]) -> bool:
    """Are these the two heads of a contrast, as "With ..." and "Without ..."?"""
    rows = [" ".join(head.split()) for head in heads]
    short = all(len(row.split()) <= MAX_LABEL_WORDS for row in rows)
    return len(rows) == 2 and short and rows[0] != rows[1] and all(map(SIDE.match, rows))


def quoted_words(words: str) -> tuple[int, bool]:
    """How many words are in double quotes, and whether the last quote is left open."""
    count, opened, closer = 0, -1, ""
    for index, letter in enumerate(words):
        if opened >= 0 and letter == closer:
            count += len(words[opened + 1 : index].split())
            opened = -1
        elif opened < 0 and letter in _QUOTE_PAIRS:
            opened, closer = index, _QUOTE_PAIRS[letter]
    if opened >= 0:
        count += len(words[opened + 1 :].split())
    return count, opened >= 0


def is_speech(words: str) -> bool:
    """Wholly or mostly quoted speech, or one short sentence in which somebody speaks."""
    quoted, _ = quoted_words(words)
    if quoted == 0:
        return False
    total = count_words(words)
    if quoted >= 0.5 * total and quoted >= 2:
        return True
    weighty = quoted >= 0.4 * total or words.endswith(("”", '"', "»"))
    return total <= 40 and quoted >= 3 and weighty and SPEECH.search(words) is not None


def is_attributed(words: str) -> bool:
    """Quoted words followed by a dash and a name, or such a name alone."""
    tail = words[-90:]
    found = ATTRIBUTION.search(tail)
    if found is None:
        return False
    if found.start() == 0 and len(words) <= 90:
        return words[0] in "—–―"
    before = tail[: found.start()].rstrip()
    return words[0] in '“"‘«' or before.endswith(("”", '"', "’", "»"))


def is_contact(words: str) -> bool:
    """A row that is hardly more than an address, a number or a handle."""
    if len(words) > MAX_PATTERN_LENGTH:
        return False
    rest, found = words, 0
    for pattern in (MAIL, ADDRESS, PHONE_SHAPE, HANDLE):
        rest, hits = pattern.subn(" ", rest)
        found += hits
    rest, names = _NETWORK_WORD.subn(" ", rest)
    if names and not _WORD.search(rest):
        return True
    return found > 0 and len(_WORD.findall(rest)) <= MAX_CONTACT_WORDS


def calls_to_action(words: str) -> bool:
    """At least half of the sentences ask the reader to do something."""
    said = sentences(words)
    asking = sum(1 for one in said if CALL_TO_ACTION.search(one[:MAX_PATTERN_LENGTH]))
    return asking > 0 and 2 * asking >= len(said)
