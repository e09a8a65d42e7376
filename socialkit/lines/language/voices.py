"""Recognises words that are not the owner's: example dialogue, common errors, other people's quotations."""

from __future__ import annotations

import re

from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import any_of, open_with

MAX_QUOTED_WORDS = 6
MAX_QUOTED_SHARE = 0.4

_SPEECH = any_of(r"""
    say|says|said|saying|ask|asks|asked|tell|tells|told|think|thinks|thought|wonder|wonders
    reply|replies|replied|respond|responds|responded|response|answer|answers|answered
    whisper|whispers|shout|shouts|yell|yells|snap|snaps|mutter|mutters
    write|writes|wrote|add|adds|added|text|texts
""")
_SPEAKS = re.compile(rf"(?<!\bto )\b{_SPEECH}\b[^.!?\"“”:]{{0,30}}[,:]? ?[\"“‘]")
_SPEAKS_AFTER = re.compile(rf"[\"”’] ?(?:(?:he|she|they|you|we|i|\w+ \w+) )?{_SPEECH}\b")
_SAYING = r"(?:say|tell|ask|think|wonder|believe)(?:s|ing)?"
_ONESELF = r"(?:yourself|themselves|themself|himself|herself|myself|something like|things like)"
_VOICE_WITHOUT_MARKS = re.compile(
    rf"\b{_SAYING} ?(?:to |that )?{_ONESELF}?\s*:"
    r"|\b(?:tell|tells|told) (?:me|us),"
    r"|\b(?:hear|hears|heard|say|says|said) (?:\w+ )?(?:things|something|lines|words) like\b"
    r"|\bsome version of\b|\b(?:thoughts|questions|words|sentences|beliefs) (?:like|such as)\b"
)
_SCENE = open_with(r"""
    (?:situation|example|scenario|scene|case)\b
    (?:imagine|picture this|suppose|let's say|say you|take, for)\b
    (?:for example|for instance)\b
    consider (?:a|an|the|this|how)\b
    you(?:'re| are)? (?:used to|wonder|find yourself|catch yourself|drag|look at|lie|wake)\b
    you (?:may|might|will|could) find yourself\b
    you (?:keep|start|feel|try|tell|say|think|get|go|come)\b
""")
_EPISODE = re.compile(
    r"^(?!if\b)(?:[\w'-]+ ){1,4}had (?:\w+ly |never |always |not |already )?"
    r"(?:\w+ed|been|become|grown|gone|lost|come|begun|built|made|found|left)\b"
)
_FOR_INSTANCE = re.compile(r"\bfor (?:instance|example)[.!]?$")
_MYTH_LABEL = re.compile(r"^(?:(?:the|a|another|one|common) )*(?:myth|misconception|lie|fallacy)\b")
_PEOPLE = any_of(r"""
    of us|of them|of you|people|couples|partners|parents|clients|men|women|adults|husbands|wives
    families|individuals|children|teenagers|friends
""")
_THINKERS = any_of(rf"""
    (?:many|most|some|few|other|a lot of|plenty of|lots of|so many|countless)? ?{_PEOPLE}
    someone|somebody|others|society|everyone|everybody|we all|we|you|one
    the world|our culture|social media|movies|popular culture
""")
_SOFTENERS = any_of(r"""
    may|might|could|can|will|would|often|sometimes|usually|tend to|still|wrongly|mistakenly|secretly
    also|even|just|then|quickly|easily|begin to|start to|commonly|probably|now
""")
_BELIEVES = any_of(r"""
    believe|think|assume
    (?:suppose|imagine|expect|fear|worry|conclude|wonder|feel|say|hear) (?:that|if|whether|as if)
    feel like|have heard|grew up believing
    tell (?:themselves|yourself|ourselves)|say to (?:themselves|yourself)
    (?:are|were|have been) (?:so |often |always )?(?:told|taught|convinced)
""")
_REPORTED = re.compile(
    r"^(?:(?:sometimes|often|usually|at first|too often|as children|perhaps|maybe|when \w+ \w+),? )?"
    rf"{_THINKERS}(?: {_SOFTENERS})* {_BELIEVES}\b"
)
_SOMEONE = r"(?:you|we|one|they|someone|somebody)"
_SUPPOSES = any_of(r"""
    say|think|believe|assume|object|argue|ask|wonder|be told|have been told|have heard
    tell yourself
""")
_PERSUADED = re.compile(
    any_of(rf"""
    ^{_SOMEONE} (?:may|might|could|would)(?: \w+ly| also| even| well| not)* {_SUPPOSES}\b
    ^(?:you|we) (?:may|might|could) be (?:thinking|convinced|asking|wondering|tempted)\b
    ^(?:society|culture|the world|social media|movies|films|advertising) (?:tells|teaches|says|told)\b
    \b(?:contrary to popular|popular belief|common wisdom|so-called|the idea that)\b
    \b(?:it is|it's) a (?:common )?(?:myth|misconception)
    \bthere(?:'s| is) (?:\w+ ){{0,3}}(?:idea|belief|notion|myth|assumption|stereotype|expectation) that\b
    \bwe(?:'re| are| were) (?:often )?told\b
    """)
)
_ACCUSES = open_with(r"""
    you (?:always|never)(?! (?:have|need|had) to)\b
    you(?:'re| are) always (?!allowed|welcome|free|enough|worthy|loved)
    you(?:'re| are) (?:too|so) (?!much more)
    you(?:'re| are) (?:just|worthless|useless|selfish|crazy|lazy|weak|unlovable|a burden|a failure)\b
    i(?:'m| am) (?:not (?:good|worth|lov|enough)|never (?:good|enough)|too|worthless|useless)
    i(?:'m| am) a (?:burden|failure)\b
    i (?:hate (?:you|me|myself)|can't (?:do|take|stand|cope|go on))\b
    (?:nobody|no one) (?:will|would|could)? ?(?:ever )?(?:love|want|care)
""")
_PLAIN_WE = re.compile(
    r"^(?:we|you|one) (?:think|expect|feel|believe|imagine|fear|worry|wonder|picture)\b"
)
_NAME = r"(?:[A-Z][\w.'’-]+ ){1,3}"
_WRITES = any_of(r"""
    said|says|wrote|writes|noted|notes|argued|argues|observed|observes|reminds us|put it|puts it
    called|calls it|describes|described
""")
_ATTRIBUTED = re.compile(
    any_of(rf"""
    \b{_NAME}(?:once |famously |also |has |reportedly )?{_WRITES}\b
    \b(?:[Aa]ccording to|[Ii]n the words of) {_NAME}
    \b[Aa]s {_NAME}{_WRITES}\b
    [\"”’.] ?[—–-]+ ?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){{0,3}}\.?$
    """)
)
_PRONOUN_NAMES = re.compile(r"^(?:It|He|She|They|We|You|I|This|That|One|Love|And|But)\b")


def is_dialogue(sentence: Sentence) -> bool:
    """Speech in an example: wholly or mostly in quotes, or introduced by "says", "responds"."""
    if sentence.opens_quoted or sentence.voiced or _ACCUSES.match(sentence.lower):
        return True
    if not sentence.quotes:
        return bool(_VOICE_WITHOUT_MARKS.search(sentence.lower))
    quoted = sentence.quoted_words
    if quoted >= MAX_QUOTED_WORDS or quoted > MAX_QUOTED_SHARE * sentence.length:
        return True
    text = sentence.text.lower()
    return bool(_SPEAKS.search(text) or _SPEAKS_AFTER.search(text))


def opens_voice(sentence: Sentence) -> bool:
    """Does it introduce speech, without quote marks, in the next sentence?"""
    return bool(_VOICE_WITHOUT_MARKS.search(sentence.unquoted))


def is_example(sentence: Sentence) -> bool:
    """Part of an example: one side of a contrast, or a scene."""
    text = sentence.lower
    return sentence.example or bool(
        _SCENE.match(text) or _FOR_INSTANCE.search(text) or _EPISODE.match(text)
    )


def is_reported_thought(sentence: Sentence) -> bool:
    """A belief that is reported, which the article then corrects."""
    text = sentence.lower
    if _MYTH_LABEL.match(text) or _PERSUADED.search(text):
        return True
    return bool(_REPORTED.match(text)) and not _PLAIN_WE.match(text)


def is_attributed(sentence: Sentence) -> bool:
    """Words that are attributed to somebody by name."""
    match = _ATTRIBUTED.search(sentence.text)
    return match is not None and not _PRONOUN_NAMES.match(match.group(0))
