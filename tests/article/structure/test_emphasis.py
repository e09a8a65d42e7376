"""Emphasis is passed on letter for letter; the text is the same with and without it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.article.formats.article_text import ArticleText, TextFormat, extract_text
from socialkit.article.formats.docx import read_word
from tests.article.word_samples import docx

KEY = "Calm is not the absence of feeling."
AROUND = ("Every couple argues now and then.", "A pause helps both of them to return.")


def apart(cleaned: ArticleText) -> list[str]:
    """The words set apart, in order."""
    return [cleaned.text[a:b] for block in cleaned.blocks for a, b in block.emphasis]


def page(words: str, *, beside: str = "") -> ArticleText:
    """A page with one paragraph."""
    return extract_text(f"<body><main><p>{words}</p></main>{beside}</body>", TextFormat.HTML)


@pytest.mark.parametrize("tag", ["b", "strong", "em", "i", "mark"])
def test_a_sentence_that_a_page_sets_apart_is_marked_where_it_stands(tag: str) -> None:
    found = page(f"{AROUND[0]}\n  <{tag}>{KEY}</{tag}> {AROUND[1]}")
    assert apart(found) == [KEY]
    assert found.text == f"{AROUND[0]} {KEY} {AROUND[1]}"


@pytest.mark.parametrize("mark", ["**{}**", "__{}__", "*{}*", "_{}_", "***{}***", "<b>{}</b>"])
def test_so_is_one_in_markdown(mark: str) -> None:
    found = extract_text(f"{AROUND[0]} {mark.format(KEY)} {AROUND[1]}", TextFormat.MARKDOWN)
    assert apart(found) == [KEY]


def test_so_is_one_in_a_word_document() -> None:
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{KEY}</w:t></w:r>"
    rest = f"<w:r><w:t xml:space='preserve'> {AROUND[1]}</w:t></w:r>"
    document = read_word(docx(f"<w:p>{bold}{rest}</w:p>"), "quiet.docx")
    assert apart(extract_text(document.html, TextFormat.HTML)) == [KEY]


def test_tags_within_tags_and_uneven_white_space_leave_one_stretch() -> None:
    found = page(
        f"{AROUND[0]} <b>Calm is <i>not</i></b>\n <b> the absence\tof</b> <em>feeling.</em>"
    )
    assert apart(found) == [KEY]


def test_plain_text_has_no_emphasis() -> None:
    assert apart(extract_text(f"{AROUND[0]} **{KEY}** {AROUND[1]}", TextFormat.TEXT)) == []


def test_a_paragraph_wholly_in_italics_says_nothing_and_one_in_bold_does() -> None:
    assert apart(page(f"<em>{AROUND[0]} {KEY}</em>")) == []
    assert apart(page(f"<b>{AROUND[0]} {KEY}</b>")) == [f"{AROUND[0]} {KEY}"]


def test_emphasis_is_cut_where_a_label_and_its_words_are() -> None:
    found = page("<b>With kindness: We</b> wait, and the evening is saved.")
    assert apart(found) == ["With kindness:", "We"]


@pytest.mark.parametrize(
    "pull",
    [
        '<aside class="pullquote">{}</aside>',
        "<aside><p>{}</p><p>Anna Roy</p></aside>",
        '<blockquote class="pull-quote"><p>“{}”</p></blockquote>',
        '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>',
    ],
)
def test_what_a_pull_quote_says_again_is_marked_and_the_pull_quote_is_left_out(pull: str) -> None:
    found = page(f"{AROUND[0]} {KEY} {AROUND[1]}", beside=pull.format(KEY))
    assert apart(found) == [KEY]
    assert found.text == f"{AROUND[0]} {KEY} {AROUND[1]}"


def test_a_pull_quote_in_other_words_or_of_three_words_marks_nothing() -> None:
    for said in ("Calm is never the absence of feeling.", "A pause helps"):
        beside = f'<aside class="pullquote">{said}</aside>'
        assert apart(page(f"{AROUND[0]} {KEY} {AROUND[1]}", beside=beside)) == []


def test_a_margin_written_as_tags_in_markdown_marks_what_it_says_again() -> None:
    pull = f'<aside class="pullquote">\n<p>{KEY}</p>\n</aside>'
    found = extract_text(f"{pull}\n\n{AROUND[0]} {KEY} {AROUND[1]}", TextFormat.MARKDOWN)
    assert apart(found) == [KEY]
    assert found.text == f"{AROUND[0]} {KEY} {AROUND[1]}"


def test_a_quotation_in_markdown_that_the_text_says_too_marks_it() -> None:
    found = extract_text(f"{AROUND[0]} {KEY} {AROUND[1]}\n\n> {KEY}\n", TextFormat.MARKDOWN)
    assert apart(found) == [KEY]
    assert found.blocks[1].kind == "quotation"


WORDS = st.lists(
    st.tuples(st.text("ab\u0301é😀 \n\u00a0.-", max_size=8), st.sampled_from(["", "b", "em"])),
    max_size=8,
)


@given(WORDS)
def test_spans_lie_in_their_block_in_order_and_begin_and_end_with_a_letter(
    parts: list[tuple[str, str]],
) -> None:
    marked = "".join(f"<{tag}>{words}</{tag}>" if tag else words for words, tag in parts)
    found = page(f"Words {marked} more")
    assert found.text == page("Words " + "".join(words for words, _ in parts) + " more").text
    for block in found.blocks:
        edges = [edge for span in block.emphasis for edge in span]
        assert edges == sorted(set(edges))
        assert all(block.start <= edge <= block.end for edge in edges)
    assert all(words == words.strip() != "" for words in apart(found))
    inside = "".join("".join(words.split()) for words, tag in parts if tag)
    assert "".join("".join(words.split()) for words in apart(found)) == inside


def test_many_tags_and_pull_quotes_are_read_in_bounded_time() -> None:
    many = f"<b>{KEY}</b> and " * 20_000
    pulls = f"<aside>{KEY} Again.</aside>" * 2_000
    began = time.process_time()
    assert len(apart(page(many, beside=pulls))) == 20_000
    assert time.process_time() - began < 10
