"""Tells whether a sentence depends on an earlier one: "It ...", "This shift ...", "But ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from socialkit.lines.language.pronouns import has_orphan, stands_for_nothing
from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import (
    AUXILIARIES,
    ENUMERATORS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SHELL_NOUNS,
    SUBORDINATORS,
    VERBS,
    find_any,
    open_with,
)
from socialkit.model.text import word_set

_OPENERS = word_set("""
    this that these it it's it'll it'd its they they're they've they'll their them he he's she she's him his
    such then thus therefore hence however moreover furthermore additionally otherwise
    similarly likewise conversely meanwhile nevertheless nonetheless consequently accordingly
    also and or nor so plus that's those too neither both underneath again afterwards
    alternatively namely here here's there's instead""")
_ALLOWED = open_with(r"""
    (?:those|he|she|they) (?:who|whose)\b
    so (?:much|many|often|long as)\b
    neither \w+ nor\b
    both \w+(?: \w+)? and\b
    there's (?:no|a|an|nothing|something|more|always|still|room|only)\b
    (?:this|these) (?:week|morning|evening|year|season|winter|summer|spring|autumn|month|days)\b
    again and again\b
    instead of\b
    or else\b
    here's to\b
""")
_PERSON = r"(?:couple|partner|speaker|listener|woman|man|husband|wife|client|boy|girl)"
_LEANING = r"(?:from|after|before|because of|since|by|with|without|through|for|like|to|beyond)"
_POINTING = r"(?:these|those|them|this|that|it|which)"
_PHRASES = open_with(rf"""
    (?:in (?:truth|essence|reality|practice|the end)|sooner or later),? (?:it|they|we|he|she|this|that)\b
    (?:at first|along the way|maybe|perhaps)\b
    one (?:\w+ )?(?:way|reason|example|option|thing|step) (?:is|was|to)\b
    (?:once|after|when) the (?!other|two)\w+ (?:exists|ends|begins)\b
    what you(?:'re| are) (?:describing|feeling|experiencing|reading)\b
    (?:what|how|why|where) (?:this|that|it|they|he|she|these|those)\b
    about (?:not )?\w+ing\b
    \w+ing (?:it|them|this|that|him|her)\b(?! \w+ing\b)
    (?:none|some|most|much) of what follows\b
    the (?:same|others?|former|latter|above|following|next|previous|second|third)\b
    the first (?:is|was|one|reason|way|thing|type|kind|sign|point|question|option|stage|part|group)\b
    (?:soon|eventually|later|by then|until then|from then on|before long|suddenly)\b
    the (?:\w+ )?{_PERSON}\b(?! who| in| of| you| with| that)
    the \w+ of (?:it|them|this|that|these|those)\b
    the (?:short answer|long answer|longer answer|answer|result|reason|rest|point)\b
    (?:more|most) (?:often|importantly|commonly)\b
    (?:even (?:better|worse)|better still|better yet|worse still)\b
    (?:as|for) (?:a result|example|instance|this reason|that reason|the same reason)\b
    in (?:other words|contrast|turn|addition|short|this|that|these|those|such|both cases|fact)\b
    on the (?:other hand|contrary|one hand|flip side)\b
    over time, (?:this|that|these|those|it|they)\b
    {_LEANING} (?:there|then|this|that|these|those|here|it|them)(?! who| you| we)\b
    (?:doing|to do) (?:so|this|that|it)\b
    (?:one|some|each|most|many|much|all|none|either|neither|any|both|few|half)(?: \w+ly)? of {_POINTING}\b
    another (?:is|was|way|reason|example|sign|one|thing|part|says|may|might)\b
    other (?:\w+ )?(?:parts?|ones?|times)\b
    (?:new|old|such|older|newer) ones?\b
    the (?:\w+ )?ones?\b(?! (?:who|that|you|we|thing|person|place)\b)
    the (?:trouble|problem|truth|catch|fact|thing|point|news|result) is,?(?: that)? (?:it|they|he|she)\b
    (?:after all|of course|that said|and yet|not only that|no wonder|either way)\b
    part of (?:this|that|it)\b
    what(?:'s| is) more\b
    (?:once|when|if|until|unless) (?:that|this) (?:is|was|happens|happened)\b
    (?:if so|if not|when it (?:is|was|does))\b
    in the (?:example|case|story|scene)\b
""")
_TAKEN_UP = re.compile(
    r"[,;] (?:this|these|those|that)"
    r" (?:is|was|may|might|can|could|will|would|gives|makes|means|helps)\b"
)
_ASIDE = find_any(r"""
    (?:if|when|once|because|like|before|after|until|while) (?:these|those) (?:are|were|have|happen)\b
    (?:if|when|once|because|like|before|after|until|while) (?:that's|(?:this|that) (?:is|was|has))\b
    (?:if|when|once|because|like|before|after|until|while) (?:this|that) \w\w+(?:[^su]s|ed)\b
    (?:of|with|for|about|to|from|by|on|in|than|like) (?:that|these|those)(?=[,.;:!?]|$| and\b| but\b)
    this (?:out of|at|to|for|with|without|from|because|when|if|by|and|or|but|alone|together|again)\b
    doing (?:this|that|so)\b
    (?:some|most|many|each|any|none|both|few|all) of the (?!time\b)\w+(?=[,.;:!?]|$)
    (?:not|sat|get|gets|got|getting|go|goes|went) there\b(?! (?:is|are|was|for)\b)
    (?<!\bno )such (?!as\b|an?\b)[a-z]+(?! as\b)
    no such (?!things?\b)\w+ (?!as\b)
    at (?:this|that) (?:point|stage|moment)\b
    (?:afterwards?|beforehand)[.,;]
    (?:like (?:this|that|these|those)|middle of (?:this|it)|from there|that (?:much|many))\b
    this(?=[,;.:!?]|$)
""")
_THAT_WAY = re.compile(r"^(?:[\w'-]+ ){0,8}(?:this|that) way\b(?! (?:you|we|they|that|of)\b)")
_ANSWERS = re.compile(r"^(?:perhaps|maybe|yes|no|because|not|probably|often|sometimes|usually)\b")
_CONNECTS = re.compile(
    r"^(?:[\w'-]+ ){0,7}?[\w'-]+,? (?:on the other hand|however|in turn|for example|for instance"
    r"|therefore|by contrast|in contrast|likewise|as a result|in other words|thus|then|too|as well"
    r"|instead),"
)
_DEMONSTRATIVE = re.compile(r"\b(?:this|these|those|that same|such an?) ([a-z]+)")
_SELF_EVIDENT = word_set("moment week day year life world time point who one")
_TAKING_UP = word_set("it it's they they're this that that's these those he she")
_EXPLAINING = word_set("of that you we between is isn't to who for in")
_TURN = re.compile(r"(?:But|Yet),? (?!for )", re.IGNORECASE)
_OPENING = re.compile(r"^[\"'(\[\s]+")


def leans_on_what_came_before(sentence: Sentence) -> bool:
    """Does it contain a word whose meaning is in an earlier sentence?"""
    sentence = _without_turn(sentence)
    text = _OPENING.sub("", sentence.lower)
    if (
        answers_a_question(sentence)
        or _opens_with_reference(sentence, text)
        or _PHRASES.match(text)
        or _CONNECTS.match(text)
    ):
        return True
    return has_orphan(sentence) or _points_back(sentence)


def _without_turn(sentence: Sentence) -> Sentence:
    """Without an opening "But", with which complete and dependent sentences alike begin."""
    turn = _TURN.match(sentence.text)
    if turn is None:
        return sentence
    cut = turn.end()
    quotes = tuple((max(0, left - cut), right - cut) for left, right in sentence.quotes)
    return replace(sentence, text=sentence.text[cut:], quotes=quotes)


def answers_a_question(sentence: Sentence) -> bool:
    """Directly after a question, with the opening of an answer."""
    asked = sentence.previous is not None and sentence.previous.rstrip("\"'”’)").endswith("?")
    return asked and bool(_ANSWERS.match(sentence.lower))


def refers_to_the_one_before(sentence: Sentence) -> bool:
    """Does it open with a pronoun for the subject of the sentence before?"""
    return bool(sentence.words) and sentence.words[0] in _TAKING_UP


def _opens_with_reference(sentence: Sentence, text: str) -> bool:
    words = sentence.words
    if not words:
        return False
    if words[0] in ENUMERATORS:
        return len(sentence.tokens) > 1 and sentence.tokens[1] == ","
    if words[0] not in _OPENERS:
        return False
    return not (_ALLOWED.match(text) or stands_for_nothing(text, words[0]))


def _points_back(sentence: Sentence) -> bool:
    """ "these signals", ", this may ..." without anything in the sentence that it refers to."""
    text = sentence.unquoted
    opens_clause = bool(sentence.words) and sentence.words[0] in SUBORDINATORS | PREPOSITIONS
    if opens_clause and _TAKEN_UP.search(text):
        return True
    if _ASIDE.search(text) or _THAT_WAY.match(text):
        return True
    for match in _DEMONSTRATIVE.finditer(text):
        if len(text[: match.start()].split()) > 12:
            return False
        noun = match.group(1)
        if noun in _SELF_EVIDENT or noun in FUNCTION_WORDS - {"is"}:
            continue
        if noun[:5] not in text[: match.start()]:
            return True
    return _opens_with_shell(sentence)


def _opens_with_shell(sentence: Sentence) -> bool:
    """ "The shift happened ...": a shell noun that the sentence does not explain."""
    words = sentence.words
    if len(words) < 4 or words[0] != "the" or words[1] not in SHELL_NOUNS:
        return False
    return words[2] not in _EXPLAINING


STEM_LETTERS = 5
MAX_ADJECTIVES = 2
_COMMON_KNOWLEDGE = word_set("""
    world body heart mind brain soul self truth past future present moment way time first most best
    only same nervous system reason goal work aim art key kind people person one ones words things
    answer day end right
""")
_NO_PART_OF_IT = FUNCTION_WORDS | AUXILIARIES | VERBS
_EXPLAINING_A_DEFINITE = word_set("of that who which you we to between in")


def count_definites(tokens: tuple[str, ...]) -> int:
    """How many "the ..." name a thing that neither the sentence nor common knowledge explains.

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
    while last < first + MAX_ADJECTIVES and last + 1 < len(tokens) and _goes_on(tokens[last + 1]):
        last += 1
    after = tokens[last + 1] if last + 1 < len(tokens) else "."
    known = tokens[first] in _COMMON_KNOWLEDGE or tokens[last] in _COMMON_KNOWLEDGE
    return (
        not known
        and after not in _EXPLAINING_A_DEFINITE
        and tokens[last][:STEM_LETTERS] not in seen
    )


def _goes_on(token: str) -> bool:
    return token[0].isalpha() and token not in _NO_PART_OF_IT
