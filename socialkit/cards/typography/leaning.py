"""Knows which words belong to the next or previous word, per language, so that lines do not separate them.

A new language needs a Leaning here; words of different scripts never collide.

English function words come first: article, preposition, pronoun and auxiliary belong to the next word.
Most of the Hindi ones come last: postpositions mark the case of the noun before them and are joined to a
pronoun (उसने, मुझको; O. N. Koul, Modern Hindi Grammar, 2008, 3.1.2), and auxiliaries end the verb (है, था,
रहा, सकता, चाहिए: https://universaldependencies.org/hi/). At the start of a line they look as wrong as “the”
at the end of one. Conjunctions, negation before its verb, possessives and determiners belong to the
next word, as in English. तो is left out, because it is both “then” and a particle. पर is “on”, which
belongs to the previous word, and “but”, which follows a comma.
"""

from __future__ import annotations

from dataclasses import dataclass

MARKS = "“”‘’\"'«»‹›()[].,;:?!।॥…—–-"
OPENERS = "“‘\"'«‹(["


@dataclass(frozen=True, slots=True)
class Leaning:
    """The function words of a language, separated by spaces.

    `onto_next` words should not end a line, `onto_before` words not begin one; `opening` words are good
    at the start of a line, because a new part of the sentence begins. “of” belongs to `before_of` words.
    """

    onto_next: str
    opening: str
    onto_before: str = ""
    before_of: str = ""


ENGLISH = Leaning(
    onto_next="""
    a an the of to and or but nor is are was were be i we you he she they it my our your his her
    their its in on at for with by as from into not no if so that than this who what every each very
    more does do can one any when which where while because even during about isn’t aren’t don’t
    doesn’t can’t won’t it’s
    """,
    opening="""
    and but or because when while where who which that with without of in from into than to for if as
    until before after is are
    """,
    before_of="""
    all some any one two three each many most much few half none part kind sort lot lots plenty
    bit out because instead ahead front spite outside inside either neither
    """,
)
HINDI = Leaning(
    onto_next="""
    और या एवं कि लेकिन मगर किंतु बल्कि क्योंकि ताकि अगर यदि जब न ना नहीं मत एक हर इस उस इन उन किसी
    मेरा मेरे मेरी हमारा हमारे हमारी तुम्हारा तुम्हारे तुम्हारी आपका आपके आपकी उसका उसके उसकी
    इसका इसके इसकी उनका उनके उनकी अपना अपने अपनी बहुत
    """,
    opening="और या एवं कि लेकिन मगर किंतु बल्कि क्योंकि ताकि अगर यदि जब",
    onto_before="""
    का के की को से में पर ने तक लिए साथ बिना बाद पहले पास बारे तरह ओर द्वारा वाला वाले वाली
    ही भी सा सी है हैं हूँ हूं हो था थे थी थीं रहा रहे रही सकता सकते सकती चाहिए
    """,
)
LANGUAGES = (ENGLISH, HINDI)


def _all(rows: list[str]) -> frozenset[str]:
    return frozenset(" ".join(rows).split())


HINDI_CONJUNCTIONS = _all([HINDI.opening])
ONTO_NEXT = _all([one.onto_next for one in LANGUAGES])
OPENING = _all([one.opening for one in LANGUAGES])
ONTO_BEFORE = _all([one.onto_before for one in LANGUAGES])
BEFORE_OF = _all([one.before_of for one in LANGUAGES])


def leans_on_next(word: str, following: str) -> bool:
    """Does the word belong to the next one? Not if punctuation follows it, and not if it is a Hindi word
    before a conjunction (यह नहीं | कि), where it ends its clause."""
    return word.lower().lstrip(OPENERS) in ONTO_NEXT and following not in HINDI_CONJUNCTIONS


def leans_on_before(word: str, before: str) -> bool:
    """Does the word belong to the previous one? Not after punctuation."""
    return word.rstrip(MARKS) in ONTO_BEFORE and before[-1:] not in MARKS


def opens(word: str) -> bool:
    """Does a new part of the sentence begin with this word?"""
    return word.lower() in OPENING


def is_of_pair(before: str, word: str) -> bool:
    """“all of”, “because of”: does “of” belong to the word before it?"""
    return word == "of" and before.lower().lstrip(OPENERS) in BEFORE_OF
