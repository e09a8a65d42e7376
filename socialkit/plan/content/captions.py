"""Captions and alt texts: her template, filled in once, within what each network takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from socialkit.model.network import Network
from socialkit.model.post import Slide, SlideRole

PLACEHOLDER = re.compile(r"\{(line|title|link|handle|website|hashtags|crisis_line)\}")
MOST_CHARACTERS = {Network.INSTAGRAM: 2200, Network.FACEBOOK: 63206}
"""Instagram: reference "Meta", 6.1 (documented). Facebook's figure is the usual one, not documented."""
MOST_COMMENT_CHARACTERS = {Network.INSTAGRAM: 2200, Network.FACEBOOK: 8000}
"""Instagram: the limit of a caption, of which a comment is said to have the same (reported, not
documented). Facebook's figure is the usual one, not documented."""
MOST_HASHTAGS = {Network.INSTAGRAM: 30, Network.FACEBOOK: 30}
MOST_MENTIONS = {Network.INSTAGRAM: 20, Network.FACEBOOK: 50}
"""Instagram: reference "Meta", 6.1 (documented). Facebook names no limit; these are ours."""
MOST_ALT_CHARACTERS = {Network.INSTAGRAM: 1000, Network.FACEBOOK: 1000}
"""Instagram: about 1,000 (reference "Meta", 6.1, reported). A Page's photos: Facebook documents no
limit; 1,000 is what others keep to, too (reported: trypostit/trypost PR #179)."""
ELLIPSIS = "…"
WORD_JOINER = "\u2060"
"""Invisible; behind "@" or "#" it keeps the networks from making a link of it."""
LIVE_HASHTAG = re.compile(rf"[#＃](?=[^\s{WORD_JOINER}])")
LIVE_MENTION = re.compile(rf"[@＠](?=[^\s{WORD_JOINER}])")
LIVE_SIGN = re.compile(r"([@#＠＃])(?=\S|\Z)")


@dataclass(frozen=True, slots=True)
class Words:
    """What the placeholders stand for; an empty word leaves its row out. `crisis_line` is given
    only where the words ask for care: whoever they touch finds a way to help below them."""

    line: str
    title: str
    link: str | None = None
    handle: str | None = None
    website: str | None = None
    hashtags: tuple[str, ...] = ()
    crisis_line: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """A finished caption; `problem` says in words why a network would refuse it."""

    text: str
    problem: str | None = None


def compose_caption(template: str, words: Words, network: Network) -> Caption:
    """Fill the template in one pass, so that a word which reads "{title}" stays as it is.

    A row whose placeholder is empty is left out, and empty rows never stand two in a row. "@" and
    "#" from the article lose their power. Over a limit hashtags go first, from the end; words are
    never cut.
    """
    hashtags = words.hashtags
    if words.crisis_line:
        template = _with_crisis_line(template)
    while True:
        text = _fill(template, words, hashtags)
        problem = _problem(text, network)
        if problem is None or not hashtags:
            return Caption(text, problem)
        hashtags = hashtags[:-1]


def compose_first_comment(
    template: str, words: Words, network: Network, *, caption: str
) -> Caption:
    """The comment below a post with this `caption`, filled in like one itself; empty where all its
    rows are. Instagram is said to count the hashtags and @names of both together."""
    hashtags = words.hashtags
    while True:
        text = _fill(template, words, hashtags)
        problem = _problem(text, network, below=caption)
        if problem is None or not hashtags:
            return Caption(text, problem)
        hashtags = hashtags[:-1]


def moves_hashtags(template: str | None) -> bool:
    """Whether a first comment brings the hashtags, which then leave the caption."""
    return template is not None and "hashtags" in PLACEHOLDER.findall(template)


def alt_texts(
    slides: Sequence[Slide],
    name: str,
    network: Network,
    *,
    together: bool = False,
    contacts: Sequence[str] = (),
) -> tuple[str, ...]:
    """One alt text a picture, made of the very words that stand on it: nothing is described that
    could be wrong. What `network` would not take is cut off behind a whole word. `together`: all the
    words stand on one picture. `contacts` stand at the end of a carousel."""
    pictures = [slides] if together else [[slide] for slide in slides]
    most = MOST_ALT_CHARACTERS[network]
    told = (
        _closing_alt_text(picture[0], [name, *contacts], most)
        if picture[0].role is SlideRole.CLOSING
        else _alt_text(picture, name, most)
        for picture in pictures
    )
    return tuple(_shortened(one, most) for one in told)


def _closing_alt_text(slide: Slide, names: Sequence[str], most: int) -> str:
    said = _told(slide, most // 2) if slide.text else ""
    whose = ", ".join(filter(None, names))
    return f"Closing card: {' — '.join(filter(None, (said, whose)))}."


def _alt_text(slides: Sequence[Slide], name: str, most: int) -> str:
    what = "Title card" if slides[0].role is SlideRole.TITLE else "Quote card"
    mark = f" {slides[0].mark}" if slides[0].mark else ""
    before, after = f"{what}{mark}: ", f" — {name}." if name else ""
    room = (most - _length(before) - _length(after) + 1) // len(slides) - 1
    return f"{before}{' '.join(_told(slide, room) for slide in slides)}{after}"


def _told(slide: Slide, room: int) -> str:
    """The words of a slide after its label, in quotation marks."""
    words = " ".join(slide.text.split())
    label = f"{slide.label.rstrip(' :')}: " if slide.label else ""
    shown = _shortened(words, room - _length(label) - 2)
    # Words that are spoken as a whole bring their own quotation marks.
    is_speech = shown.count("“") == 1 and shown.startswith("“") and shown.endswith("”")
    return f"{label}{shown}" if is_speech else f"{label}“{shown}”"


def _shortened(words: str, room: int) -> str:
    """The words as far as there is room for whole ones, with a mark where some are left out. One word
    that is too long alone is cut."""
    if _length(words) <= room:
        return words
    kept = words
    while kept and _length(kept) > room - len(ELLIPSIS):
        shorter, _, _ = kept.rpartition(" ")
        kept = shorter or kept[:-1]
    return f"{kept.rstrip(' ,;:—–-')}{ELLIPSIS}" if kept else ""


def _with_crisis_line(template: str) -> str:
    """The template with a row for the crisis line, above the hashtags or at the end; as it is where
    she gave it a place herself."""
    if "crisis_line" in PLACEHOLDER.findall(template):
        return template
    rows = template.splitlines()
    place = next((at for at, row in enumerate(rows) if "{hashtags}" in row), len(rows))
    return "\n".join([*rows[:place], "", "{crisis_line}", "", *rows[place:]])


def _fill(template: str, words: Words, hashtags: Sequence[str]) -> str:
    values = {
        "line": harmless(words.line),
        "title": harmless(words.title),
        "link": words.link or "",
        "handle": words.handle or "",
        "website": words.website or "",
        "hashtags": " ".join(hashtags),
        "crisis_line": words.crisis_line or "",
    }
    rows = [
        PLACEHOLDER.sub(lambda match: values[match.group(1)], row).rstrip()
        for row in template.splitlines()
        if _stays(PLACEHOLDER.findall(row), values)
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _stays(names: Sequence[str], values: Mapping[str, str]) -> bool:
    """A row with an empty word is left out; one with a way to help never is."""
    if "crisis_line" in names:
        return bool(values["crisis_line"].strip())
    return all(values[name].strip() for name in names)


def harmless(text: str) -> str:
    """Words of the article as a caption may hold them: they tag nobody and nothing."""
    return LIVE_SIGN.sub(rf"\1{WORD_JOINER}", text)


def _length(text: str) -> int:
    """Characters as the strictest reader counts them: UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _problem(text: str, network: Network, *, below: str | None = None) -> str | None:
    """Why a network would refuse this caption, or this comment `below` a caption."""
    name, all_of_it = network.label, text if below is None else f"{below}\n{text}"
    most = (MOST_CHARACTERS if below is None else MOST_COMMENT_CHARACTERS)[network]
    counted = (
        (_length(text), most, "characters"),
        (len(LIVE_HASHTAG.findall(all_of_it)), MOST_HASHTAGS[network], "hashtags"),
        (len(LIVE_MENTION.findall(all_of_it)), MOST_MENTIONS[network], "@names"),
    )
    for number, most_of_it, what in counted:
        if number <= most_of_it:
            continue
        if below is None:
            return (
                f"Its caption has {number:,} {what}, and {name} takes {most_of_it:,} at most. "
                f"Shorten the caption in schedule.yaml, or that of this line in lines.yaml."
            )
        both = "" if what == "characters" else " together with its caption"
        return (
            f"Its first comment has {number:,} {what}{both}, and {name} takes {most_of_it:,} at "
            f"most. Shorten first_comment under caption in schedule.yaml."
        )
    return None


def mark_link(link: str | None, slug: str, network: Network) -> str | None:
    """The link with `utm_source=facebook&utm_medium=social&utm_campaign=SLUG` on Facebook, behind what
    its query holds and before its #. One that says where it comes from already stays as it is."""
    if link is None or network is not Network.FACEBOOK:
        return link
    if not link.lower().startswith(("http://", "https://")):
        return link
    address, sharp, fragment = link.partition("#")
    page, _, query = address.partition("?")
    given = [one for one in query.split("&") if one]
    if any(one.lower().startswith("utm_") for one in given):
        return link
    marks = ("utm_source=facebook", "utm_medium=social", f"utm_campaign={slug}")
    return f"{page}?{'&'.join((*given, *marks))}{sharp}{fragment}"
