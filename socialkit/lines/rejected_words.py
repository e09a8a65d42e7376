"""Words that the owner rejected: they are not used again, whatever file or page they stand in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from socialkit.model.lines import Entry, LineFile, Use

MIN_WORDS_INSIDE = 4
"""A shorter rejection forbids only itself: its words may be part of many other sentences."""
_APOSTROPHES = "'’‘ʼ"
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_WORD_CATEGORIES = frozenset("LMN")


def word_key(text: str) -> str:
    """The words of a text alone, to compare rejections: without capitals, punctuation, accents written
    another way, or signs that nobody sees."""
    if text.isascii():  # the same, faster
        return " ".join(_PLAIN_WORD.findall(text.lower().replace("'", "")))
    composed = unicodedata.normalize("NFKC", text).casefold()
    shown = (one for one in composed if unicodedata.category(one) != "Cf")
    return " ".join("".join(map(_letter_or_blank, shown)).split())


def _letter_or_blank(letter: str) -> str:
    if letter in _APOSTROPHES:  # "don't" is one word however it is written
        return ""
    return letter if unicodedata.category(letter)[0] in _WORD_CATEGORIES else " "


def rejected_keys(file: LineFile) -> frozenset[str]:
    """The key of every rejection in a lines.yaml, those of lines that left the article included."""
    return _keys(file, Use.NO)


def approved_keys(file: LineFile) -> frozenset[str]:
    """The key of every approval in a lines.yaml."""
    return _keys(file, Use.YES)


def _keys(file: LineFile, use: Use) -> frozenset[str]:
    found = (word_key(one.text) for one in file.all_entries if one.use is use)
    return frozenset(filter(None, found))


class RejectedWords:
    """All rejections of a workspace, by their keys."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._keys = frozenset(keys)
        self._lengths: dict[str, set[int]] = {}
        for key in self._keys:
            words = key.split()
            if len(words) >= MIN_WORDS_INSIDE:
                self._lengths.setdefault(words[0], set()).add(len(words))

    def effective_use(self, entry: Entry) -> Use:
        """What counts for a row of a lines.yaml: equal words are rejected whatever the row says; words that
        contain a whole rejected sentence are, unless the row itself was approved."""
        if entry.use is Use.NO or not self._keys:
            return entry.use
        key = word_key(entry.text)
        is_rejected = key in self._keys or (entry.use is Use.ASK and self._has_one_inside(key))
        return Use.NO if is_rejected else entry.use

    def forbids(self, text: str) -> bool:
        """Whether exactly these words were rejected."""
        return bool(self._keys) and word_key(text) in self._keys

    def _has_one_inside(self, key: str) -> bool:
        words = key.split()
        return any(
            " ".join(words[start : start + length]) in self._keys
            for start, word in enumerate(words)
            for length in self._lengths.get(word, ())
        )
