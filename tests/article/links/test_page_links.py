"""Links that a page or a document shows without words: icons, image maps, pictures, data for machines."""

from __future__ import annotations

import json

import pytest

from socialkit.article.formats.article_text import TextFormat, extract_text
from socialkit.article.links.wordless import find_linked_pictures
from socialkit.model.article import Links
from tests.article import word_samples

ME = "https://www.instagram.com/quietharbour"


def links_of(body: str, head: str = "") -> Links:
    page = f"<html><head>{head}</head><body><p>Calm can be learnt.</p>{body}</body></html>"
    return extract_text(page, TextFormat.HTML).links


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="{ME}"><img src="icon.png"></a>',
        f'<a href="{ME}"><svg><path d="M0 0"/></svg></a>',
        f'<svg><a xlink:href="{ME}"><path d="M0 0"/></a></svg>',
        f'<map name="m"><area shape="rect" href="{ME}"></map>',
        f'<a href="https://www.google.com/url?q={ME}&amp;sa=D">me</a>',
        '<a href="//www.instagram.com/quietharbour/">me</a>',
    ],
)
def test_an_icon_is_a_link(body: str) -> None:
    assert links_of(body).instagram == ("quietharbour",)


def test_a_share_button_behind_a_wrapper_is_none() -> None:
    share = "https%3A%2F%2Fwww.facebook.com%2Fsharer%2Fsharer.php%3Fu%3Dx"
    links = links_of(f'<a href="https://www.google.com/url?q={share}">Share</a>')
    assert links.facebook == links.instagram == ()


def data(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="me" href="{ME}">',
        data({"@type": "Organization", "sameAs": [ME, "https://quiet.example"]}),
        data({"@graph": [{"@type": "WebPage"}, {"@type": ["Person", "Thing"], "sameAs": ME}]}),
        data({"@type": "BlogPosting", "publisher": {"@type": "LocalBusiness", "sameAs": [ME]}}),
    ],
)
def test_what_a_page_says_of_its_owner_counts_where_it_shows_no_account(head: str) -> None:
    assert links_of("", head).instagram == ("quietharbour",)
    other = '<a href="https://www.instagram.com/other.voice">me</a>'
    assert links_of(other, head).instagram == ("other.voice",)
    post = '<a href="https://www.instagram.com/other.voice/reel/C1/">a film</a>'
    assert links_of(post, head).instagram == ("other.voice", "quietharbour")


@pytest.mark.parametrize(
    "head",
    [
        data({"@type": "BlogPosting", "about": {"@type": "Person", "sameAs": [ME]}}),
        data({"@type": "BlogPosting", "sameAs": [ME]}),
        data([[[[[[{"@type": "Person", "sameAs": ME}]]]]]]),
        '<script type="application/ld+json">{"@type": "Person", "sameAs"</script>',
        data("Person"),
    ],
)
def test_what_a_page_says_of_others_does_not_count(head: str) -> None:
    assert links_of("", head).instagram == ()


RELS = word_samples.DOCUMENT_LINKS.encode()
SPACES = (
    f'xmlns:w="{word_samples.SPACE}" xmlns:r="{word_samples.LINKS}" xmlns:a="a" xmlns:wp="b" '
    'xmlns:v="c"'
)


def pictures(body: str) -> tuple[str, ...]:
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
    return find_linked_pictures(
        {"word/document.xml": document, "word/_rels/document.xml.rels": RELS}
    )


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:drawing><wp:docPr><a:hlinkClick r:id="rId1"/></wp:docPr></w:drawing></w:r></w:p>',
        '<w:p><w:hyperlink r:id="rId1"><w:r><w:drawing/></w:r></w:hyperlink></w:p>',
        '<w:p><w:r><w:pict><v:shape href="https://www.instagram.com/quietharbour/?hl=en"/></w:pict></w:r></w:p>',
        "<w:p><w:fldSimple w:instr=' HYPERLINK \"https://www.instagram.com/quietharbour/?hl=en\" '>"
        "<w:r><w:drawing/></w:r></w:fldSimple></w:p>",
        "<w:p><w:r><w:instrText>HYPERLINK </w:instrText></w:r><w:r><w:instrText>"
        '"https://www.instagram.com/quietharbour/?hl=en"</w:instrText></w:r></w:p>',
    ],
)
def test_a_linked_picture_in_word_is_a_link(body: str) -> None:
    assert pictures(body) == ("https://www.instagram.com/quietharbour/?hl=en",)


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>me</w:t></w:r></w:hyperlink></w:p>',
        '<w:p><w:del><w:r><w:drawing><a:hlinkClick r:id="rId1"/></w:drawing></w:r></w:del></w:p>',
        '<w:p><w:r><w:drawing><a:hlinkClick r:id="rId4"/></w:drawing></w:r></w:p>',
        '<w:p><w:r><w:drawing><a:hlinkClick r:id="rId99"/></w:drawing></w:r></w:p>',
    ],
)
def test_a_link_with_words_or_deleted_or_to_a_picture_is_not_named_again(body: str) -> None:
    assert pictures(body) == ()
