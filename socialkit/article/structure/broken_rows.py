"""Decides whether a row continues the sentence of the row before it, and mends what was broken.

In: neighbouring rows, with what is between them. Out: for each gap, whether it joins the two, breaks a
sentence that cannot be mended, or sets two things apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from socialkit.article.structure.line_shapes import is_title_case
from socialkit.model.text import word_set

LONG_ROW = 45
"""Characters: a row as long as this that has no end was broken by its width."""
MAX_VERSE_ROW = 60
MIN_VERSE_ROWS = 3
MOST_LOOKED_AT = 8
"""Rows of a stanza before and after, so that a huge one takes no longer."""
MAX_GREETING_WORDS = 4

_END = re.compile(r"[.!?:…।॥。？！][\"”’»)\]*_]*\s*$")
_ELLIPSIS = re.compile(r"(?:\.\s?\.\s?\.|…)\s*$")
_FIRST_LETTER = re.compile(r"[\s\"'“‘«(\[*_]{0,8}([^\W\d_])")
_FIRST_WORD = re.compile(r"[\s\"'“‘«(\[*_]{0,8}([^\W\d_][\w’'-]*)")
_LAST_WORD = re.compile(r"([^\W\d_][\w’'-]*)[\s*_\"”’]*$")
_ASKS = re.compile(r"\s*(?:why|how|what|when|where|who|which|things|ways)\b", re.IGNORECASE)
_GREETS = re.compile(
    r"\s*(?:dear|hi|hello|hey|with|love|warmly|kindly|yours|best|take care)\b", re.I
)
_COMMA = re.compile(r"[,;]\s*$")
_DASH = re.compile(r"\s[–—-]\s*$|[–—]\s*$")
_CUT_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]\s*$")
_LABEL = re.compile(r"\s*[^\W\d_][\w ]{0,20}:\s")

_NEVER_LAST = word_set("""
    that the a an and or but nor because if whether than my your our their whose although though
    unless until while into as
""")
"""No heading and no sentence ends with one of these."""

_REPORTS = word_set("""
    think thinks thought believe believes believed say says said claim claims assume assumes suppose
    imagine feel feels insist insists suggest suggests deny denies doubt doubts told teach teaches
    taught hear heard pretend
""")
_SELDOM_LAST = word_set("""
    is are was were be been of to with for from by at in on about who which when not never no has have
    had can will would should could must may might do does did its his it's isn't don't doesn't
    cannot can't won't
""")
_GOES_ON = word_set("""
    is are was were be been of to with for from by at in on about who which that when where while
    because if unless until than and or but nor as has have had can will would should could must may
    might does did not never into through without within
""")


class Gap(Enum):
    """What is between two rows."""

    APART = auto()
    JOINED = auto()
    BROKEN = auto()  # one sentence, but it is not certain how it goes on


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of text. `near`: only a line break is before it, no blank row and no new paragraph. `bare`:
    it may be prose: markup and marks say nothing else."""

    words: str
    near: bool = False
    bare: bool = True


def find_gaps(rows: Sequence[TextRow]) -> list[Gap]:
    """The gap before each row; the first is always APART."""
    gaps = [Gap.APART] * len(rows)
    small_style = _is_small_style(rows)
    index = 1
    while index < len(rows):
        end = _end_of_run(rows, index)
        if end > index:
            for at, gap in _judge_run(rows, index, end, small_style=small_style):
                gaps[at] = gap
            index = end
            continue
        gaps[index] = _judge_capital(rows, index)
        index += 1
    return gaps


def opens_small(words: str) -> bool:
    """Does it begin with a small letter? Names such as iPhone do not count."""
    letter, word = _FIRST_LETTER.match(words), _FIRST_WORD.match(words)
    if letter is None or word is None or not letter[1].islower():
        return False
    return not any(one.isupper() for one in word[1])


def has_end(words: str) -> bool:
    """Does it end as a sentence or a lead-in does?"""
    return _END.search(words[-20:]) is not None


def _is_small_style(rows: Sequence[TextRow]) -> bool:
    """Some people write without capitals; then a small letter says nothing."""
    prose = [row for row in rows if row.bare and has_end(row.words)]
    return len(prose) > 1 and 2 * sum(opens_small(row.words) for row in prose) > len(prose)


def _is_open(words: str) -> bool:
    return not has_end(words) or _ELLIPSIS.search(words[-10:]) is not None


def _last_word(words: str) -> str:
    found = _LAST_WORD.search(words[-60:])
    return found[1].lower().replace("’", "'") if found else ""


def _is_unfinished(words: str) -> bool:
    last = _last_word(words)
    open_sign = _COMMA.search(words[-4:]) or _DASH.search(words[-4:])
    return last in _NEVER_LAST | _REPORTS | _SELDOM_LAST or open_sign is not None


def _end_of_run(rows: Sequence[TextRow], index: int) -> int:
    """The end of the small-lettered rows from `index` on that may continue the one before."""
    end = index
    while (
        end < len(rows)
        and rows[end].bare
        and rows[end - 1].bare
        and _is_open(rows[end - 1].words)
        and opens_small(rows[end].words)
        and not _LABEL.match(rows[end].words)
    ):
        end += 1
    return end


def _judge_run(
    rows: Sequence[TextRow], index: int, end: int, *, small_style: bool
) -> list[tuple[int, Gap]]:
    """One verdict for a sentence over several rows: joined, if its end is there and it is no list."""
    first, last = rows[index - 1].words, rows[end - 1].words
    listed = end < len(rows) and rows[end].near and rows[end].bare and opens_small(rows[end].words)
    if any(_CUT_WORD.search(rows[at - 1].words) for at in range(index, end)):
        return [(at, Gap.BROKEN) for at in range(index, end)]
    if small_style:
        gaps = [(at, _by_words(rows, at)) for at in range(index, end)]
        return [(at, Gap.APART if gap is Gap.BROKEN else gap) for at, gap in gaps]
    if opens_small(first):
        return [(at, _by_words(rows, at)) for at in range(index, end)]
    if has_end(last) and not listed and all(rows[at].near for at in range(index, end)):
        return [(at, Gap.JOINED) for at in range(index, end)]
    return [(at, _by_words(rows, at)) for at in range(index, end)]


def _by_words(rows: Sequence[TextRow], at: int) -> Gap:
    """Joined where the words leave no doubt: those at the end of the row before, or its length."""
    before, words = rows[at - 1].words, rows[at].words
    following = _FIRST_WORD.match(words)
    goes_on = following is not None and following[1].lower() in _GOES_ON
    certain = _is_unfinished(before) or len(before) >= LONG_ROW
    if certain or (goes_on and rows[at].near):
        return Gap.JOINED
    return Gap.BROKEN


def _judge_capital(rows: Sequence[TextRow], index: int) -> Gap:
    """A row that begins with a capital: a name, "I", or each row of a verse does."""
    one, before = rows[index], rows[index - 1]
    if not (one.bare and before.bare) or has_end(before.words) or is_title_case(before.words):
        return Gap.APART
    if not _FIRST_LETTER.match(one.words) or opens_small(one.words):
        return Gap.APART
    asks = _ASKS.match(before.words) is not None
    last = _last_word(before.words)
    certain = last in _NEVER_LAST or (last in _REPORTS and not asks)
    if certain and _FIRST_LETTER.match(before.words):
        return Gap.JOINED if one.near and not _is_verse(rows, index) else Gap.BROKEN
    if not one.near:
        return Gap.APART
    greets = _GREETS.match(before.words) and len(before.words.split()) <= MAX_GREETING_WORDS
    comma = _COMMA.search(before.words[-4:]) is not None and not greets
    return Gap.BROKEN if comma or (last in _SELDOM_LAST and not asks) else Gap.APART


def _is_verse(rows: Sequence[TextRow], index: int) -> bool:
    """One of at least three short rows together, each with a capital, most of them without an end."""
    start, end = index, index + 1
    while start > max(0, index - MOST_LOOKED_AT) and rows[start].near:
        start -= 1
    while end < min(len(rows), index + MOST_LOOKED_AT) and rows[end].near:
        end += 1
    stanza = [row.words for row in rows[start:end]]
    short = all(len(one) <= MAX_VERSE_ROW and not opens_small(one) for one in stanza)
    return len(stanza) >= MIN_VERSE_ROWS and short and 2 * sum(map(_is_open, stanza)) > len(stanza)
