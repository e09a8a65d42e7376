"""What the owner hid is no part of an article, in any format."""

from __future__ import annotations

import pytest

from socialkit.article.formats.article_text import TextFormat, extract_text
from socialkit.article.formats.docx import read_word
from socialkit.article.formats.hidden import remove_chat_marks
from tests.article import word_samples as word

SHOWN = "Patience is how two tired people stay kind."
SECRET = "Envy keeps a ledger that nobody ever reads"
AFTER = "Rest is a way of telling the truth."

PLAIN = {
    "percent": f"%%{SECRET}%%",
    "percent with blanks": f"%% {SECRET} %%",
    "percent on rows of their own": f"%%\n{SECRET}\n%%",
    "percent over paragraphs": f"%%\n{SECRET}\n\nMore.\n%%",
    "comment": f"<!-- {SECRET} -->",
    "comment over paragraphs": f"<!--\n{SECRET}\n\nMore.\n-->",
    "private": f"<!-- private -->{SECRET}<!-- /private -->",
    "private on rows": f"<!-- private -->\n\n{SECRET}\n\n<!-- /private -->",
    "private in capitals": f"<!--PRIVATE-->{SECRET}<!--/PRIVATE-->",
    "private with end": f"<!-- private -->{SECRET}<!-- end private -->",
    "private with a comment inside": f"<!-- private -->\n<!-- x -->\n{SECRET}\n<!-- /private -->",
    "private twice": f"<!-- private --><!-- private -->x<!-- /private -->{SECRET}<!-- /private -->",
    "private by percent": f"%% private %%\n{SECRET}\n%% /private %%",
    "private as a tag": f"<private>{SECRET}</private>",
    "struck": f"~~{SECRET}~~",
    "struck as in WhatsApp": f"~{SECRET}~",
}
ELEMENTS = {
    "hidden": f"<p hidden>{SECRET}</p>",
    "hidden until found": f'<p hidden="until-found">{SECRET}</p>',
    "display none": f'<p style="color:red; display: none">{SECRET}</p>',
    "display none important": f'<p style="display:none!important">{SECRET}</p>',
    "visibility": f'<p style="visibility: hidden;">{SECRET}</p>',
    "Word's own": f"<p><span style='mso-hide:all'>{SECRET}</span></p>",
    "aria": f'<p aria-hidden="true">{SECRET}</p>',
    "del": f"<p><del>{SECRET}</del></p>",
    "s": f"<p><s>{SECRET}</s></p>",
    "strike": f"<p><strike>{SECRET}</strike></p>",
    "template": f"<template><p>{SECRET}</p></template>",
    "dialog": f"<dialog><p>{SECRET}</p></dialog>",
    "sr-only": f'<p class="x sr-only">{SECRET}</p>',
    "visually hidden": f'<p class="visually-hidden">{SECRET}</p>',
    "screen reader": f'<p class="screen-reader-text">{SECRET}</p>',
    "in a hidden box": f"<div hidden><p>{SECRET}</p><p>And more of it.</p></div>",
}
ONLY_IN_PAGES = {
    "noscript": f"<noscript><p>{SECRET}</p></noscript>",
    "class of a sheet": f"<style>.aside-note{{display:none}}</style><p class=aside-note>{SECRET}</p>",
    "id of a sheet": f"<style>p#n, .q {{ visibility:hidden }}</style><p id=n>{SECRET}</p>",
    "private over paragraphs": f"<!-- private --><p>{SECRET}</p><p>More.</p><!-- /private -->",
    "private that is never closed": f"<!-- private --><p>{SECRET}</p>",
    "typed marks": f"<p>%%</p><p>{SECRET}</p><p>%%</p>",
    "typed private": f"<p>&lt;!-- private --&gt;</p><p>{SECRET}</p><p>&lt;!-- /private --&gt;</p>",
}


@pytest.mark.parametrize("form", [TextFormat.TEXT, TextFormat.MARKDOWN])
@pytest.mark.parametrize("hidden", PLAIN.values(), ids=PLAIN)
def test_a_comment_or_private_passage_is_not_in_the_text(hidden: str, form: TextFormat) -> None:
    text = extract_text(f"{SHOWN}\n\n{hidden}\n\n{AFTER}\n", form).text
    assert "ledger" not in text
    assert SHOWN in text
    assert AFTER in text


@pytest.mark.parametrize("hidden", ELEMENTS.values(), ids=ELEMENTS)
def test_an_element_that_nobody_sees_is_not_in_markdown_either(hidden: str) -> None:
    text = extract_text(f"{SHOWN}\n\n{hidden}\n\n{AFTER}\n", TextFormat.MARKDOWN).text
    assert text.split("\n") == [SHOWN, AFTER]


@pytest.mark.parametrize(
    "hidden", [*ELEMENTS.values(), *ONLY_IN_PAGES.values()], ids=[*ELEMENTS, *ONLY_IN_PAGES]
)
def test_an_element_that_nobody_sees_is_not_in_a_page(hidden: str) -> None:
    page = f"<html><body><article><h1>Rest</h1><p>{SHOWN}</p>{hidden}</article></body></html>"
    assert extract_text(page, TextFormat.HTML).text.split("\n") == ["Rest", SHOWN]


@pytest.mark.parametrize("form", [TextFormat.TEXT, TextFormat.MARKDOWN])
def test_a_mark_that_is_never_closed_hides_the_rest(form: TextFormat) -> None:
    for mark in ("%%", "<!--", "<!-- private -->"):
        assert "ledger" not in extract_text(f"{SHOWN}\n\n{mark}\n{SECRET}\n", form).text


def test_what_is_around_hidden_words_reads_as_it_is_seen() -> None:
    for hidden in ("%% so %%", "<!-- so -->", "~~so~~"):
        text = extract_text(f"Rest is {hidden} a kind of trust.", TextFormat.TEXT).text
        assert text == "Rest is a kind of trust."


def test_per_cent_signs_are_no_comment() -> None:
    words = "For 5%% of couples rest is enough, for ~10 it is not, and ~20 know."
    assert extract_text(words, TextFormat.TEXT).text == words


def test_a_hidden_link_is_no_link_to_an_account() -> None:
    seen = "https://www.instagram.com/quietharbour"
    other = "https://www.instagram.com/somebodyelse"
    page = f'<p>{SHOWN}</p><p hidden><a href="{other}">x</a></p><a href="{seen}">y</a>'
    assert extract_text(page, TextFormat.HTML).links.instagram == ("quietharbour",)
    for form in (TextFormat.TEXT, TextFormat.MARKDOWN):
        raw = f"{SHOWN}\n\n%% {other} %%\n\n{seen}\n"
        assert extract_text(raw, form).links.instagram == ("quietharbour",)


def test_a_page_that_is_hidden_until_its_script_has_run_is_read() -> None:
    page = (
        f'<body style="visibility:hidden"><div aria-hidden="true"><main><p>{SHOWN}</p></main></div>'
    )
    assert SHOWN in extract_text(page, TextFormat.HTML).text


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def styled(words: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(words)}</w:p>'


STYLES = f"""<w:styles xmlns:w="{word.SPACE}">
<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="N"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="S"/><w:basedOn w:val="Note"/></w:style>
<w:style w:type="paragraph" w:styleId="Open"><w:name w:val="O"/><w:basedOn w:val="Note"/>
<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Mute"><w:name w:val="M"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
HIDDEN_IN_WORD = {
    "vanish": run(SECRET, "<w:vanish/>"),
    "vanish true": run(SECRET, '<w:vanish w:val="true"/>'),
    "web hidden": run(SECRET, "<w:webHidden/>"),
    "special": run(SECRET, "<w:specVanish/>"),
    "struck": run(SECRET, "<w:strike/>"),
    "struck twice": run(SECRET, "<w:dstrike/>"),
    "character style": run(SECRET, '<w:rStyle w:val="Mute"/>'),
    "deleted": f"<w:del>{run(SECRET).replace('w:t', 'w:delText')}</w:del>",
    "moved": f"<w:moveFrom>{run(SECRET)}</w:moveFrom>",
    "in a link": f'<w:hyperlink r:id="rId1">{run(SECRET, "<w:vanish/>")}</w:hyperlink>',
}
OFF = '<w:vanish w:val="0"/>'
VISIBLE_IN_WORD = {
    "vanish off": f"<w:p>{run(AFTER, OFF)}</w:p>",
    "vanish false": f"<w:p>{run(AFTER, OFF.replace('0', 'false'))}</w:p>",
    "only the end of the paragraph": f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run(AFTER)}</w:p>",
    "style says otherwise": styled(AFTER, "Open"),
    "run says otherwise": styled(AFTER, "Note").replace("<w:rPr>", '<w:rPr><w:vanish w:val="0"/>'),
    "inserted": f"<w:p><w:ins>{run(AFTER)}</w:ins></w:p>",
}


def words_of(body: str) -> str:
    html = read_word(word.docx(body, more={"word/styles.xml": STYLES}), "a.docx").html
    cleaned = extract_text(html, TextFormat.HTML)
    return cleaned.text if "rId1" not in body else f"{cleaned.text} {cleaned.links.instagram}"


@pytest.mark.parametrize("hidden", HIDDEN_IN_WORD.values(), ids=HIDDEN_IN_WORD)
def test_a_hidden_run_in_word_is_never_in_the_text(hidden: str) -> None:
    found = words_of(f"<w:p>{run(SHOWN)}</w:p><w:p>{run('Rest ')}{hidden}{run('heals.')}</w:p>")
    assert "ledger" not in found
    assert "quietharbour" not in found
    assert "Rest heals." in found


@pytest.mark.parametrize("style", ["Note", "Sub"])
def test_a_hidden_paragraph_style_in_word_hides_its_runs(style: str) -> None:
    assert words_of(f"<w:p>{run(SHOWN)}</w:p>{styled(SECRET, style)}") == SHOWN


@pytest.mark.parametrize("visible", VISIBLE_IN_WORD.values(), ids=VISIBLE_IN_WORD)
def test_what_word_shows_stays(visible: str) -> None:
    assert AFTER in words_of(f"{visible}<w:p>{run(SHOWN)}</w:p>")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*Calm* is learnt.", "Calm is learnt."),
        ("_Calm is learnt._ It takes two.", "Calm is learnt. It takes two."),
        ("*_Calm_* is learnt.", "Calm is learnt."),
        ("(*calm*, _always_)", "(calm, always)"),
        ("“*Calm*” is learnt.", "“Calm” is learnt."),
        ("~Anger is calm.~ Calm is learnt.", "Calm is learnt."),
        ("It costs ~5 and takes ~2 hours.", "It costs ~5 and takes ~2 hours."),
        ("* calm\n* slow", "* calm\n* slow"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("Calm* is learnt. *See below", "Calm* is learnt. *See below"),
        ("https://q.example/_calm_/a*b*c", "https://q.example/_calm_/a*b*c"),
        ("*not over\ntwo rows*", "*not over\ntwo rows*"),
    ],
)
def test_the_signs_of_a_chat_go_and_its_words_stay(typed: str, shown: str) -> None:
    assert remove_chat_marks(typed) == shown
