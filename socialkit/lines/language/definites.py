"""How much does a sentence take for granted? "The timetable", "the second letter": which ones?

In: the tokens of a sentence. Out: how many things it speaks of as known already. Knows nothing of
other sentences and of scores.
"""

from __future__ import annotations

from socialkit.lines.language.vocabulary import AUXILIARIES, FUNCTION_WORDS, VERBS
from socialkit.lines.language.word_patterns import word_set

STEM_LETTERS = 5
MOST_ADJECTIVES = 2
_KNOWN_TO_ALL = word_set("""
    world body heart mind brain soul self truth past future present moment way time first most best
    only same nervous system reason goal work aim art key kind people person one ones words things
    answer day end right
""")
_NO_PART_OF_IT = FUNCTION_WORDS | AUXILIARIES | VERBS
_EXPLAINING = word_set("of that who which you we to between in")


def count_definites(tokens: tuple[str, ...]) -> int:
    """How many "the ..." name a thing that neither the sentence nor the world makes known.

    "The heart", "the fear of silence" and "the person you love" are known; "the timetable" is not.
    """
    seen: set[str] = set()
    count = 0
    for index, token in enumerate(tokens):
        if token == "the" and index + 1 < len(tokens):
            count += _is_unknown(tokens, index + 1, seen)
        if token[0].isalpha() and token not in FUNCTION_WORDS:
            seen.add(token[:STEM_LETTERS])
    return count


def _is_unknown(tokens: tuple[str, ...], first: int, seen: set[str]) -> bool:
    last = first
    while last < first + MOST_ADJECTIVES and last + 1 < len(tokens) and _goes_on(tokens[last + 1]):
        last += 1
    after = tokens[last + 1] if last + 1 < len(tokens) else "."
    known = tokens[first] in _KNOWN_TO_ALL or tokens[last] in _KNOWN_TO_ALL
    return not known and after not in _EXPLAINING and tokens[last][:STEM_LETTERS] not in seen


def _goes_on(token: str) -> bool:
    return token[0].isalpha() and token not in _NO_PART_OF_IT
