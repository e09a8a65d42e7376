"""Texts of a fictional practice, and the kinds of what is found in them."""

from __future__ import annotations

from socialkit.article.formats.article_text import ArticleText, TextFormat, extract_text

PAGE = """<!DOCTYPE html><html><head><title>Small Repairs | Quiet Harbour Therapy</title>
<link rel="canonical" href="https://quietharbour.example/small-repairs/">
<script>var a = "https://www.facebook.com/script.page";</script></head>
<body class="single share-enabled no-sidebar">
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About me</a></li></ul></nav></header>
<div class="cookie-notice">We use cookies to make this site better. <button>Accept</button></div>
<main><article class="post related-to-love">
<h1>Small Repairs After a Quarrel</h1>
<p>By <a href="/anna">Anna Roy</a> &middot; 4 min read</p>
<div class="share-buttons">Share <a href="https://www.facebook.com/sharer.php?u=x">Facebook</a>
<a href="https://www.instagram.com/share.tool/">Instagram</a></div>
<p>Every couple argues. What&nbsp;shapes a <strong>relationship</strong> comes
<em>afterwards</em>.<br>A second row stands here.</p>
<h2>What helps at once</h2>
<p>Few things are needed. Before you talk again, it helps to:</p>
<ul><li>Breathe out slowly</li><li><p>Name what you feel</p></li></ul>
<blockquote><p>A quarrel is a question asked too loudly.</p></blockquote>
<p><strong>With kindness:</strong> “I am sorry, I was tired.”</p>
<p><strong>Without kindness:</strong> “You always start.”</p>
<p>Kindness grows when nobody keeps count. <a href="https://journal.example/x">A study</a> agrees.</p>
<aside><p>An advertisement for something else entirely.</p></aside>
<p><a href="https://quietharbour.example/contact/?utm_source=blog">Book a first session</a></p>
</article><section class="related-posts"><h3>Related</h3><p>How to be quiet together.</p></section></main>
<div id="comments" class="comments-area"><p>Great post, I loved it.</p></div>
<footer><p>Call <a href="tel:+441632960451">01632 960451</a></p>
<a href="https://www.facebook.com/QuietHarbour/?ref=footer" aria-label="Facebook"></a>
<a href="//instagram.com/quietharbour/?hl=en"></a>
<a href="https://agency.example/">Site by Agency</a><p>© 2026 Quiet Harbour</p></footer></body></html>
"""


def kinds(raw: str, form: TextFormat = TextFormat.TEXT) -> list[tuple[str, str]]:
    """What each block is, and its words."""
    return kinds_of(extract_text(raw, form))


def kinds_of(cleaned: ArticleText) -> list[tuple[str, str]]:
    return [(block.kind.value, cleaned.text[block.start : block.end]) for block in cleaned.blocks]


def kind_of(row: str, *, before: str = "", after: str = "") -> str:
    """What a row is between two ordinary paragraphs."""
    before = before or "Every couple argues, and most of them make up again by the evening."
    after = after or "A pause is kind when it comes with a time to return, said aloud."
    return {words: kind for kind, words in kinds(f"{before}\n{row}\n{after}")}[row]
