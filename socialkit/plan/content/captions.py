"""Captions, first comments and alt texts, within the limits of each network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from socialkit.model.network import Network
from socialkit.model.post import Slide, SlideRole

PLACEHOLDER = re.compile(r"\{(line|title|link|handle|website|hashtags|crisis_line)\}")
MAX_COMMENT_LENGTH = {Network.INSTAGRAM: 2200, Network.FACEBOOK: 8000}
"""Neither network documents a limit: on Instagram it is reported to be that of a caption; Facebook's is
the usual figure."""
MAX_ALT_TEXT_LENGTH = {Network.INSTAGRAM: 1000, Network.FACEBOOK: 1000}
"""The limit that is reported for Instagram; Facebook documents none, and others use the same."""
ELLIPSIS = "…"
WORD_JOINER = "\u2060"
"""Invisible; after "@" or "#" it stops the networks from making a link."""
LIVE_HASHTAG = re.compile(rf"[#＃](?=[^\s{WORD_JOINER}])")
LIVE_MENTION = re.compile(rf"[@＠](?=[^\s{WORD_JOINER}])")
LIVE_SIGN = re.compile(r"([@#＠＃])(?=\S|\Z)")


@dataclass(frozen=True, slots=True)
class Words:
    """The values of the placeholders; a row with an empty one is left out. `crisis_line` is given only
    where the line is under care, so that readers find a way to get help."""

    line: str
    title: str
    link: str | None = None
    handle: str | None = None
    website: str | None = None
    hashtags: tuple[str, ...] = ()
    crisis_line: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """A finished caption; `problem` says, for people, why a network would refuse it."""

    text: str
    problem: str | None = None


def compose_caption(template: str, words: Words, network: Network) -> Caption:
    """Fill the template in one pass, so that "{title}" in a line stays as it is.

    A row whose placeholder is empty is left out, and there are never two empty rows together. "@" and
    "#" from the article link to nothing. Over a limit hashtags are left out, from the end; words are
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
    """The comment below a post with this `caption`, filled in like a caption; empty where all its rows
    are. Instagram is reported to count the hashtags and @names of both together."""
    hashtags = words.hashtags
    while True:
        text = _fill(template, words, hashtags)
        problem = _problem(text, network, below=caption)
        if problem is None or not hashtags:
            return Caption(text, problem)
        hashtags = hashtags[:-1]


def takes_hashtags(template: str | None) -> bool:
    """Whether a first comment has the hashtags, which then leave the caption."""
    return template is not None and "hashtags" in PLACEHOLDER.findall(template)


def alt_texts(
    slides: Sequence[Slide],
    name: str,
    network: Network,
    *,
    together: bool = False,
    contacts: Sequence[str] = (),
) -> tuple[str, ...]:
    """One alt text per image, made of the words on it and nothing else. What is too long is cut after
    a whole word. `together`: all the words are on one image. `contacts` are on the closing slide of a
    carousel."""
    most = MAX_ALT_TEXT_LENGTH[network]
    images = [slides] if together else [[slide] for slide in slides]
    texts = (
        _closing_alt_text(image[0], [name, *contacts], most)
        if image[0].role is SlideRole.CLOSING
        else _alt_text(image, name, most)
        for image in images
    )
    return tuple(_shorten_to_words(one, most) for one in texts)


def _closing_alt_text(slide: Slide, names: Sequence[str], most: int) -> str:
    sentence = _quote_slide(slide, most // 2) if slide.text else ""
    sender = ", ".join(filter(None, names))
    return f"Closing card: {' — '.join(filter(None, (sentence, sender)))}."


def _alt_text(slides: Sequence[Slide], name: str, most: int) -> str:
    what = "Title card" if slides[0].role is SlideRole.TITLE else "Quote card"
    mark = f" {slides[0].mark}" if slides[0].mark else ""
    before, after = f"{what}{mark}: ", f" — {name}." if name else ""
    room = (most - _length(before) - _length(after) + 1) // len(slides) - 1
    return f"{before}{' '.join(_quote_slide(slide, room) for slide in slides)}{after}"


def _quote_slide(slide: Slide, room: int) -> str:
    """The words of a slide after its label, in quotation marks."""
    words = " ".join(slide.text.split())
    label = f"{slide.label.rstrip(' :')}: " if slide.label else ""
    shown = _shorten_to_words(words, room - _length(label) - 2)
    # Words that are spoken as a whole bring their own quotation marks.
    is_speech = shown.count("“") == 1 and shown.startswith("“") and shown.endswith("”")
    return f"{label}{shown}" if is_speech else f"{label}“{shown}”"


def _shorten_to_words(words: str, room: int) -> str:
    """As many whole words as there is room for, with an ellipsis where some are left out. A single word
    that is too long is cut."""
    if _length(words) <= room:
        return words
    kept = words
    while kept and _length(kept) > room - len(ELLIPSIS):
        shorter, _, _ = kept.rpartition(" ")
        kept = shorter or kept[:-1]
    return f"{kept.rstrip(' ,;:—–-')}{ELLIPSIS}" if kept else ""


def _with_crisis_line(template: str) -> str:
    """The template with a row for the crisis line, above the hashtags or at the end; unchanged where it
    has one."""
    if "crisis_line" in PLACEHOLDER.findall(template):
        return template
    rows = template.splitlines()
    place = next((at for at, row in enumerate(rows) if "{hashtags}" in row), len(rows))
    return "\n".join([*rows[:place], "", "{crisis_line}", "", *rows[place:]])


def _fill(template: str, words: Words, hashtags: Sequence[str]) -> str:
    values = {
        "line": disarm(words.line),
        "title": disarm(words.title),
        "link": words.link or "",
        "handle": words.handle or "",
        "website": words.website or "",
        "hashtags": " ".join(hashtags),
        "crisis_line": words.crisis_line or "",
    }
    rows = [
        PLACEHOLDER.sub(lambda match: values[match.group(1)], row).rstrip()
        for row in template.splitlines()
        if _is_kept(PLACEHOLDER.findall(row), values)
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _is_kept(names: Sequence[str], values: Mapping[str, str]) -> bool:
    """A row with an empty value is left out, but never one with the crisis line."""
    if "crisis_line" in names:
        return bool(values["crisis_line"].strip())
    return all(values[name].strip() for name in names)


def disarm(text: str) -> str:
    """Text of the article as it may be in a caption: its "@" and "#" link to nothing."""
    return LIVE_SIGN.sub(rf"\1{WORD_JOINER}", text)


def _length(text: str) -> int:
    """Characters by the strictest count: UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _problem(text: str, network: Network, *, below: str | None = None) -> str | None:
    """Why a network would refuse this caption, or this comment `below` a caption."""
    name, limits, all_of_it = network.label, network.limits, f"{below or ''}\n{text}"
    most = limits.caption if below is None else MAX_COMMENT_LENGTH[network]
    counted = (
        (_length(text), most, "characters"),
        (len(LIVE_HASHTAG.findall(all_of_it)), limits.hashtags, "hashtags"),
        (len(LIVE_MENTION.findall(all_of_it)), limits.mentions, "@names"),
    )
    for number, limit, what in counted:
        if number <= limit:
            continue
        if below is None:
            return (
                f"Its caption has {number:,} {what}, and {name} takes {limit:,} at most. "
                f"Shorten the caption in schedule.yaml, or that of this line in lines.yaml."
            )
        both = "" if what == "characters" else " together with its caption"
        return (
            f"Its first comment has {number:,} {what}{both}, and {name} takes {limit:,} at "
            f"most. Shorten first_comment under caption in schedule.yaml."
        )
    return None


def mark_link(link: str | None, slug: str, network: Network) -> str | None:
    """The link with `utm_source=facebook&utm_medium=social&utm_campaign=SLUG` on Facebook, at the end of
    its query. A link that has a utm_ value already stays as it is."""
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
