"""Finds the article on a page and removes boilerplate: menus, banners, forms, share buttons."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from lxml import html

from socialkit.article.formats.hidden import is_for_the_ear
from socialkit.model.text import word_set

ARTICLE_SHARE = 0.8
"""If no element is named as the article, it is the smallest one with this share of the prose."""

NAMED_ARTICLE_SHARE = 0.5
"""The least share of the prose that an element named as the article must hold."""

MAX_DROPPED_SHARE = 0.4
"""An element with more of the page's words is never boilerplate, whatever its class says."""

MAX_SHARE_WORDS = 30
"""A row of share buttons has few words; an article about sharing feelings has more."""

MAX_MARGINS = 50
"""How many asides and pull quotes are read."""

_BOILERPLATE_TAGS = word_set(
    """
    script style noscript template nav footer aside button iframe svg canvas select textarea
    input dialog object embed video audio map figcaption head s strike del
    """
)
_BOILERPLATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharer|social|cookies?|consent|gdpr|newsletter|subscribe|popup|modal"
    r"|breadcrumbs?|comments?|respond|related|(?:jp-)?relatedposts|sidebar|menu|navbar|nav|navigation|pagination|pager|widget-area"
    r"|advert|ads|banner|promo|toc|skip-link|screen-reader-text|sr-only|visually-hidden|pull-?quote"
    r"|site-header|location-header|top-?bar|announcement|footer|masthead|author-box|author-bio|post-tags"
    r"|tag-list|read-next|contentinfo|complementary|captions?|testimonials?|cta|call-to-action"
    r"|alertdialog|dialog)(?:$|[\s_-])|cookie|onetrust|usercentrics|didomi|osano",
    re.IGNORECASE,
)
_PULL_CLASS = re.compile(r"(?:^|[\s_-])pull-?quotes?(?:$|[\s_-])", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?")
_SHARE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharer|addtoany|a2a|addthis|tweet)", re.IGNORECASE
)
BLOCKS = word_set(
    """
    p div section article main header footer aside nav ul ol li dl dt dd table tr td th blockquote
    pre figure h1 h2 h3 h4 h5 h6 br hr address form fieldset details summary body html center
    """
)
_HOLDERS = word_set("html body div section article main table tbody tr td center span header")
_PROSE = ("p", "li", "blockquote", "dd", "div", "td", "section", "article", "main", "center")
_WHOLE = frozenset({"html", "body", "main", "article"})
_NAMED = (
    "//article | //*[contains(@itemprop, 'articleBody')] | //*[contains(@class, 'entry-content')]"
    " | //*[contains(@class, 'post-content')] | //*[contains(@class, 'article-body')]",
    "//main | //*[@role='main']",
)


def tag_of(element: html.HtmlElement) -> str:
    """The tag of an element; empty for comments and the like."""
    return element.tag if isinstance(element.tag, str) else ""


def _label(element: html.HtmlElement, *names: str) -> str:
    return " ".join(element.get(name, "") for name in names)[:500]


def _count_words(element: html.HtmlElement) -> int:
    return sum(len(text.split()) for text in element.itertext())


def remove_boilerplate(root: html.HtmlElement) -> None:
    """Remove what is never part of an article; by its class only an element with few of the words."""
    for element in list(root.iter(*_BOILERPLATE_TAGS)):
        _drop(element)
    for element in list(root.iter("sup")):
        if _FOOTNOTE.fullmatch(element.text_content().strip()):
            _drop(element)
    for element in [one for one in root.iter() if tag_of(one) and is_for_the_ear(one)]:
        _drop(element)
    most = MAX_DROPPED_SHARE * _count_words(root)
    for element in list(root.iter()):
        if _is_boilerplate(element) and _count_words(element) <= most:
            _drop(element)


def find_pull_quotes(root: html.HtmlElement) -> tuple[str, ...]:
    """The words of pull quotes and asides. Those that the text repeats are what the owner emphasises."""
    found = [
        one
        for one in root.iter("aside", "blockquote", "figure", "div", "section", "p", "span")
        if tag_of(one) == "aside" or _PULL_CLASS.search(_label(one, "class", "id", "role"))
    ]
    rows = (row for one in found[:MAX_MARGINS] for row in one.xpath("descendant::p") or [one])
    return tuple(" ".join(row.text_content().split()) for row in islice(rows, MAX_MARGINS))


def _is_boilerplate(element: html.HtmlElement) -> bool:
    name = tag_of(element)
    if name in _WHOLE:
        return False
    if name == "form" or (name == "header" and element.find(".//h1") is None):
        return True
    return bool(_BOILERPLATE_CLASS.search(_label(element, "class", "id", "role")))


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def find_article(root: html.HtmlElement) -> html.HtmlElement:
    """The element with the article: one named so, else the smallest with most of the prose."""
    weights = _weigh(root)
    for path in _NAMED:
        named = [
            one for one in root.xpath(path) if weights[one] >= NAMED_ARTICLE_SHARE * weights[root]
        ]
        if named and weights[root]:
            return min(named, key=lambda one: weights[one])
    best = root.body if root.body is not None else root
    least = max(ARTICLE_SHARE * weights[root], 1)
    while inner := [one for one in best if weights[one] >= least and tag_of(one) in _HOLDERS]:
        best = inner[0]
    return best


def _weigh(root: html.HtmlElement) -> Counter[html.HtmlElement]:
    """The number of words of prose in each element."""
    weights: Counter[html.HtmlElement] = Counter()
    for element in root.iter(*_PROSE):
        parts = [element.text or ""]
        for child in element:
            if tag_of(child) not in BLOCKS:
                parts.extend(child.itertext())
            parts.append(child.tail or "")
        words = sum(len(part.split()) for part in parts)
        for holder in (element, *element.iterancestors()):
            weights[holder] += words
    return weights


def is_share(element: html.HtmlElement) -> bool:
    """Is it a row of share buttons, by its class or label?"""
    if tag_of(element) in _WHOLE:
        return False
    return (
        bool(_SHARE_CLASS.search(_label(element, "class", "id", "aria-label")))
        and _count_words(element) <= MAX_SHARE_WORDS
    )
