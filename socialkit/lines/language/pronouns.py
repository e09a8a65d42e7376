"""Tells whether a pronoun refers to something in its own sentence.

It checks agreement in number and the scope of a clause: a pronoun that is the object of a verb never
refers to that verb's subject (Chomsky, Lectures on Government and Binding, 1981, principle B).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import (
    AUXILIARIES,
    BASE_VERBS,
    DETERMINERS,
    FEELINGS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SUBORDINATORS,
    VERBS,
)
from socialkit.model.text import word_set

_SINGULAR = word_set("it it's it'll it'd its itself yours")
_PLURAL = word_set("they they're they've they'll they'd them their theirs themselves")
_PERSONAL = word_set("he he's he'll he'd him his she she's she'll she'd her hers")
_THIRD_PERSONS = _SINGULAR | _PLURAL | _PERSONAL
_OBJECTS = word_set("it them")
_ADDRESSED = word_set("you we you're we're i your our us my me")
_GROUPS = word_set("""
    people children men women others parents couples partners both many some everyone anyone someone
    somebody anybody nobody everybody person partner child spouse friend teenager teen adult baby
    client patient listener speaker colleague boss family couple team team's one none each whoever
    loved ones mother father husband wife
""")
_HOLDS_IT = word_set(
    "make makes made making find finds found think take takes feel call keep leave"
)
_PERSONS = word_set("""
    person partner child spouse friend teenager teen adult baby client patient colleague boss mother
    father husband wife parent man woman boy girl men women king god soul lover one anyone everyone
    someone somebody anybody everybody whoever kid son daughter brother sister fool hero neighbour
    neighbor human couple mom mum dad
""")
_NO_PERSONS = word_set("""
    letter matter water power number order paper river weather summer winter dinner supper anger
    hunger corner danger wonder manner finger shoulder center chapter answer color favor error mirror
    floor door behavior humor labor honor disorder laughter character never ever over under after
    other another rather together whether either neither minor major inner outer
""")
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "ant")
_BEFORE_NOUNS = DETERMINERS | PREPOSITIONS
_CLAUSE_MARKS = frozenset(",;:—–") | {"--"}
_JOINS = SUBORDINATORS | word_set("and but or who which that whose")
_CERTAIN_VERBS = AUXILIARIES | word_set("feels means makes gets becomes needs wants keeps")
_NO_ACTS = _CERTAIN_VERBS | _HOLDS_IT
_EXPLETIVE = re.compile(
    r"(?:those|he|she|they) (?:who|whose)\b"
    r"|it(?:'s| is| was| can be| may be| might be| feels| becomes| gets| is never| isn't| is not)"
    r"(?: \w+ly| not| never| always| often| also| still| far| much| so| too| very| more| less| no)*"
    r" (?:a |an |your |our |my )?(?:job|fault|responsibility|task"
    r"|okay|ok|fine|easy|easier|hard|harder|difficult|normal|natural|possible"
    r"|impossible|better|best|good|healthy|healthier|important|common|brave|kind|safe|tempting"
    r"|human|understandable|enough|late|early|all right|alright|rare|simple|wise|essential|vital"
    r"|strange|lonely|painful|powerful|effective|helpful|useful|right|wrong|time|relief|gift|joy"
    r"|sign of strength|mistake)\b(?: [\w']+){0,5}? (?:to|that|when|if|for)\b"
    r"|it (?:helps|hurts|matters|makes sense|makes a difference) (?:to|when|that|if)\b"
    r"|it takes (?!this|that|it\b)[\w']+(?: [\w']+){0,5}? to\b"
)


@dataclass(slots=True)
class _Mentioned:
    """What the sentence has mentioned before one of its words."""

    one: bool = False
    several: bool = False
    person: bool = False
    clause_names: int = 0
    earlier_names: int = 0
    addressed: bool = False
    verb: str = ""

    def begin_clause(self) -> None:
        self.earlier_names += self.clause_names
        self.clause_names, self.addressed, self.verb = 0, False, ""


def has_orphan(sentence: Sentence) -> bool:
    """Is there a third-person pronoun without an antecedent before it in the sentence?

    "When it weakens, ..." and "A steady hand helps, and they learn" have one; "Trust grows when it
    is fed" has none; "it is easy to ..." and "those who ..." refer to nothing and need none.
    """
    text = sentence.lower
    return any(
        not _is_named(token, mentioned) and not stands_for_nothing(text, token)
        for token, mentioned in _third_persons(sentence.tokens)
    )


def stands_for_nothing(text: str, pronoun: str) -> bool:
    """Does the first occurrence of the pronoun refer to nothing, as in "it is easy to ..."?"""
    found = re.search(rf"(?<![\w']){re.escape(pronoun)}(?![\w'])", text)
    return found is not None and bool(_EXPLETIVE.match(text[found.start() :]))


def may_be_noun(token: str, before: str) -> bool:
    """A content word that is not an adverb, and not a verb unless an article or the like precedes it."""
    if token in FUNCTION_WORDS or token in _ADDRESSED or not token[0].isalpha():
        return False
    if token.endswith("ly"):
        return False
    if token.endswith("ing") and token not in FEELINGS and before not in DETERMINERS:
        return False
    if before == "to" and token in BASE_VERBS:
        return False
    return token not in VERBS or token in FEELINGS or before in _BEFORE_NOUNS


def _third_persons(tokens: tuple[str, ...]) -> Iterator[tuple[str, _Mentioned]]:
    mentioned = _Mentioned()
    leads = bool(tokens) and tokens[0] in PREPOSITIONS
    before = ""
    for token in tokens:
        if token in _THIRD_PERSONS:
            if leads and before == "," and token not in _PERSONAL:
                mentioned.one = mentioned.several = False
            yield token, mentioned
            mentioned.one = mentioned.several = mentioned.person = True
        _record(mentioned, token, before)
        before = token


def _record(mentioned: _Mentioned, token: str, before: str) -> None:
    if token in _CLAUSE_MARKS or token in _JOINS:
        mentioned.several = mentioned.several or (token == "and" and mentioned.clause_names > 0)
        if token not in ("and", "or") or mentioned.verb:
            mentioned.begin_clause()
    elif token in _ADDRESSED:
        mentioned.addressed = True
    elif token in _GROUPS or may_be_noun(token, before):
        mentioned.several = mentioned.several or token in _GROUPS or _is_plural(token)
        mentioned.person = mentioned.person or token in _PERSONS or _is_agent(token)
        mentioned.one = True
        mentioned.clause_names += 1
    elif token in VERBS:
        mentioned.verb = token


def _is_agent(noun: str) -> bool:
    return len(noun) > 4 and noun.endswith(_PERSON_ENDINGS) and noun not in _NO_PERSONS


def _is_plural(noun: str) -> bool:
    if noun.endswith(("men", "people")):
        return True
    return len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))


def _is_named(pronoun: str, mentioned: _Mentioned) -> bool:
    if pronoun in _PLURAL and not mentioned.several:
        return False
    if pronoun in _PERSONAL and not mentioned.person:
        return False
    if pronoun in _SINGULAR and not mentioned.one:
        return False
    return not _is_own_object(pronoun, mentioned)


def _is_own_object(pronoun: str, mentioned: _Mentioned) -> bool:
    """ "Scrolling deepens it": the only noun before it is the subject of the same verb."""
    if pronoun not in _OBJECTS or not mentioned.verb or mentioned.verb in _NO_ACTS:
        return False
    return mentioned.clause_names == 1 and not mentioned.earlier_names and not mentioned.addressed
