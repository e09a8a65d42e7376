"""Markdown and HTML: the words without the marks, and what the marks said."""

from __future__ import annotations

import pytest

from socialkit.article.formats.article_text import TextFormat, extract_text
from tests.article.samples import PAGE, kinds, kinds_of

MARKDOWN = """# Small Repairs

Every couple argues. What **shapes** a [relationship](https://x.example/y) comes
*afterwards*. It helps to:

1. Breathe out
2. Name `it`

> A quarrel is a question.

## With and without

**With kindness:**

“I am sorry.”

<!-- a note to myself -->
"""

KEPT = "Closeness is a habit of returning. Calm can be learnt at any age, slowly and with help."
STRAY = "Love is always worth a second look."


def test_markdown_keeps_the_words_and_loses_the_marks() -> None:
    assert kinds(MARKDOWN, TextFormat.MARKDOWN) == [
        ("title", "Small Repairs"),
        ("paragraph", "Every couple argues. What shapes a relationship comes afterwards."),
        ("lead-in", "It helps to:"),
        ("list item", "Breathe out"),
        ("list item", "Name it"),
        ("quotation", "A quarrel is a question."),
        ("heading", "With and without"),
        ("label", "With kindness:"),
        ("dialogue", "“I am sorry.”"),
    ]


def test_footnotes_and_struck_words_of_markdown_are_left_out() -> None:
    raw = (
        "Rest helps.[^1] Love ~~is~~ was patient.\n\n"
        "[^1]: Hill, M. (2019). Love is a verb.\n\nSleep helps[^note] too."
    )
    assert [words for _, words in kinds(raw, TextFormat.MARKDOWN)] == [
        "Rest helps. Love was patient.",
        "Sleep helps too.",
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>\n<a href='/'>Home</a>\n\n{}\n\n</nav>",
        "<footer>{}</footer>",
        "<FOOTER class='site'>\n\n{}\n\n© 2026\n</FOOTER>",
        "<aside>\n  <aside>Tea</aside>\n\n{}\n</aside>",
        "<div>\n<nav>\n{}\n</nav>\n</div>",
        '<blockquote class="pullquote">\n<div>{}</div>\n</blockquote>',
        "<script>\n\nvar a = '{}'\n\n</script>",
    ],
)
def test_menus_footers_and_margins_written_as_tags_in_markdown_are_left_out(around: str) -> None:
    stray = around.format(STRAY)
    for raw in (f"{stray}\n\n{KEPT}\n", f"{KEPT}\n\n{stray}\n", f"{stray}\n{KEPT}\n{stray}"):
        assert extract_text(raw, TextFormat.MARKDOWN).text == KEPT


def test_a_tag_in_markdown_that_never_ends_takes_nothing_away() -> None:
    raw = f"<nav>\n\n{KEPT}\n\n<aside>{STRAY}</aside>\n\n</footer>\n\n{KEPT}"
    assert extract_text(raw, TextFormat.MARKDOWN).text == f"{KEPT}\n{KEPT}"
    many = "<nav><aside></footer>" * 20_000
    assert extract_text(f"{many}\n\n{KEPT}", TextFormat.MARKDOWN).text == KEPT


def test_the_boxes_of_a_list_of_tasks_are_marks_and_no_words() -> None:
    raw = "It helps to:\n\n- [ ] Breathe out\n- [x] Wait\n* [X] Name it\n"
    items = ["Breathe out", "Wait", "Name it"]
    for form in (TextFormat.MARKDOWN, TextFormat.TEXT):
        assert kinds(raw, form) == [
            ("lead-in", "It helps to:"),
            *(("list item", item) for item in items),
        ]


def test_markdown_without_blank_rows_is_read_row_by_row() -> None:
    raw = (
        "Every couple argues now and then.\nComing Back Together\nIt helps to:\n- Breathe out\n"
        "- Wait\nOver time, this adds up.\n"
    )
    assert [kind for kind, _ in kinds(raw, TextFormat.MARKDOWN)] == [
        "paragraph",
        "heading",
        "lead-in",
        "list item",
        "list item",
        "paragraph",
    ]


def test_a_page_gives_its_article_and_nothing_around_it() -> None:
    assert kinds(PAGE, TextFormat.HTML) == [
        ("title", "Small Repairs After a Quarrel"),
        ("byline", "By Anna Roy · 4 min read"),
        ("paragraph", "Every couple argues. What shapes a relationship comes afterwards."),
        ("paragraph", "A second row stands here."),
        ("heading", "What helps at once"),
        ("paragraph", "Few things are needed."),
        ("lead-in", "Before you talk again, it helps to:"),
        ("list item", "Breathe out slowly"),
        ("list item", "Name what you feel"),
        ("quotation", "A quarrel is a question asked too loudly."),
        ("label", "With kindness:"),
        ("dialogue", "“I am sorry, I was tired.”"),
        ("label", "Without kindness:"),
        ("dialogue", "“You always start.”"),
        ("paragraph", "Kindness grows when nobody keeps count. A study agrees."),
        ("call to action", "Book a first session"),
    ]


def test_a_page_names_its_links_even_in_the_footer_and_never_a_share_button() -> None:
    cleaned = extract_text(PAGE, TextFormat.HTML)
    assert cleaned.links.instagram == ("quietharbour",)
    assert cleaned.links.facebook == ("https://www.facebook.com/QuietHarbour",)
    assert cleaned.links.website == (
        "https://quietharbour.example",
        "https://quietharbour.example/contact/",
    )
    assert cleaned.links.phone == ("01632 960451",)
    assert cleaned.address == "https://quietharbour.example/small-repairs/"
    assert cleaned.title == "Small Repairs After a Quarrel"


def test_a_title_without_a_heading_loses_the_name_of_the_site() -> None:
    page = (
        "<html><head><title>The Quiet Hour – Harbour</title></head><p>Words, kind words.</p></html>"
    )
    assert extract_text(page, TextFormat.HTML).title == "The Quiet Hour"


def test_an_article_about_sharing_is_not_taken_for_share_buttons() -> None:
    words = "<p>Sharing what you feel takes courage, and it brings you closer every time.</p>" * 9
    link = '<a href="https://instagram.com/quietharbour">me</a>'
    page = f'<body><div class="share-feelings"><p>{words}</p>{link}</div></body>'
    cleaned = extract_text(page, TextFormat.HTML)
    assert len(cleaned.blocks) >= 9
    assert cleaned.links.instagram == ("quietharbour",)


def test_a_page_of_bare_divs_is_read_too() -> None:
    page = "<div><div>Every couple argues.<br><br>What Helps<br><br>A pause helps both of them.</div></div>"
    assert [kind for kind, _ in kinds_of(extract_text(page, TextFormat.HTML))] == [
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_entities_that_grow_and_odd_bytes_do_no_harm() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>Kind words &b; stay.</p>'
    assert "stay" in extract_text(bomb, TextFormat.HTML).text
    assert extract_text("<p>Kind</p>" + "<div>" * 5000 + "words", TextFormat.HTML).text
    assert extract_text("", TextFormat.HTML).blocks == ()


def test_site_builders_name_everything_a_widget_and_wrap_it_in_a_form() -> None:
    part = (
        '<div class="elementor-widget overflow-hidden"><p>Calm can be learnt at any age.</p></div>'
    )
    page = f'<form><header><a href="/">Quiet Harbour</a></header>{part * 5}</form>'
    assert [kind for kind, _ in kinds_of(extract_text(page, TextFormat.HTML))] == ["paragraph"] * 5


def test_a_whole_paragraph_set_as_a_heading_is_a_paragraph() -> None:
    words = (
        "Every couple argues. What shapes love is what comes afterwards, when the voices drop. " * 2
    )
    assert kinds_of(extract_text(f"<h2>{words}</h2>", TextFormat.HTML))[0][0] == "paragraph"


@pytest.mark.parametrize(
    "around",
    [
        '<div class="wp-caption"><img src="x.jpg"><p class="wp-caption-text">{}</p></div>',
        "<figure><img src='x.jpg'><figcaption>{}</figcaption></figure>",
        '<div style="color: red; display: none">{}</div>',
        '<p style="visibility:hidden;">{}</p>',
        '<div id="CybotCookiebotDialog"><p>{}</p></div>',
        '<div id="onetrust-banner-sdk"><p>{}</p></div>',
        '<div role="alertdialog"><p>{}</p></div>',
        '<div class="elementor-location-header"><p>{}</p></div>',
        '<div class="footer-widgets"><p>{}</p></div>',
        '<div class="jp-relatedposts"><p>{}</p></div>',
        '<section class="testimonial"><p>{}</p></section>',
        '<div class="cta-section"><p>{}</p></div>',
        '<div class="announcement-bar">{}</div>',
        "<noscript>{}</noscript>",
    ],
)
def test_boilerplate_around_an_article_is_not_part_of_it(around: str) -> None:
    for page in (f"{around.format(STRAY)}<p>{KEPT}</p>", f"<p>{KEPT}</p>{around.format(STRAY)}"):
        found = extract_text(f"<html><body><div>{page}</div></body></html>", TextFormat.HTML)
        assert found.text == KEPT


def test_a_class_that_is_named_oddly_never_takes_the_article_away() -> None:
    for name in ("has-footer", "cookie-ready", "dialog", "testimonial"):
        page = f'<div class="{name}"><p>{KEPT}</p></div><p>Calm.</p>'
        assert KEPT in extract_text(page, TextFormat.HTML).text


def test_the_numbers_of_footnotes_are_not_part_of_the_text() -> None:
    page = (
        "<p>Rest helps.<sup>1</sup> Sleep does.<sup><a>[2]</a></sup> The 2<sup>nd</sup> night.</p>"
    )
    assert extract_text(page, TextFormat.HTML).text == "Rest helps. Sleep does. The 2nd night."


def test_the_cells_of_a_table_are_no_list_and_no_sentences() -> None:
    table = (
        "<table><tr><th>In the morning</th><th>At night</th></tr><tr>"
        "<td>You wait until the other is ready.</td><td>You never let anybody speak.</td></tr></table>"
    )
    found = extract_text(
        f"<p>{KEPT} These help:</p>{table}<ul><li>Tea</li><li>Rest</li></ul>", TextFormat.HTML
    )
    assert [kind for kind, _ in kinds_of(found)] == [
        "paragraph", "lead-in", *["label"] * 4, *["list item"] * 2,
    ]  # fmt: skip
    rows = "| Morning | Night |\n| --- | --- |\n| You wait. | You never wait. |\n"
    assert [kind for kind, _ in kinds(f"{KEPT}\n\n{rows}", TextFormat.MARKDOWN)] == [
        "paragraph", *["label"] * 4,
    ]  # fmt: skip


def test_a_page_that_is_laid_out_with_a_table_is_read_like_any_other() -> None:
    page = f"<table><tr><td>Menu</td><td>{KEPT}<br><br><b>What helps</b><br><br>{KEPT}</td></tr></table>"
    assert [kind for kind, _ in kinds_of(extract_text(page, TextFormat.HTML))][-3:] == [
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_bullets_in_the_words_of_a_list_are_left_out() -> None:
    found = extract_text(
        f"<p>{KEPT}</p><ul><li>&bull; Tea</li><li>1. Rest</li></ul>", TextFormat.HTML
    )
    assert kinds_of(found)[1:] == [("list item", "Tea"), ("list item", "Rest")]
