"""Migration 0006 reads from the sentences of older versions why each post waits."""

from __future__ import annotations

from importlib import import_module

import pytest

SENTENCES = {
    "A sample article: it can be rehearsed, it is never posted.": "sample",
    "Its article is a sample: it is rehearsed, never posted.": "sample",
    "It waits for your yes: socialkit approve l1 l2": "approval",
    "It waits: another post to Facebook within two days has the very same caption, and the two could "
    "not be told apart there.": "duplicate",
    "Its caption has 31 hashtags, and Instagram takes 30 at most. Shorten it.": "caption",
    "Its first comment has 2,300 characters, and Instagram takes 2,200 at most.": "caption",
    "Its article is no longer in the workspace.": "changed",
    "The picture /home/anna/a.jpg is not the one that was planned.": "changed",
    "“It is not connected yet.” no longer stands in the article. Look at its lines after: socialkit make":
        "changed",
    "Its account is not connected; run: socialkit connect instagram": "account",
    "Its article links to another account now.": "account",
    "Facebook https://www.facebook.com/quiet is not connected yet; run: socialkit connect facebook":
        "account",
    "“On pauses” links to no Facebook account, so its lines do not go there. Add your Facebook link at "
    "the end of the article.": "account",
    "“On pauses” links to 2 Instagram accounts (a, b). Say under accounts in schedule.yaml which one is "
    "meant.": "account",
    "“On pauses” links to facebook.com/share/1, and nobody can see from that whether it is quiet. Put "
    "the Page's own address into the article, or write page: linked.": "account",
    "“On pauses” links to loud, not to quiet. Change the link in the article or the account in "
    "schedule.yaml.": "account",
    "“When two people have lived beside …” does not fit a square card: it is too long.": "image",
    "“It waits for your yes: …” does not fit a square card: it is too long.": "image",
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_gives_its_reason(sentence: str) -> None:
    migration = import_module("socialkit.outbox.migrations.versions.0006_wait_reasons")
    assert migration._reason(sentence) == SENTENCES[sentence]
