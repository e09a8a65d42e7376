"""A sentence that was broken over two rows is whole again, or neither part is a line."""

from __future__ import annotations

import pytest

from socialkit.article.formats.article_text import TextFormat, extract_text
from socialkit.article.parse import compose_article
from socialkit.lines.reading import read_lines
from tests.article.samples import kinds

BEFORE = "Trust grows when nobody keeps count of it."
JOINED = [
    ("It is a myth that", "kind people never lose their patience."),
    ("I do not believe that", "silence heals a quarrel by itself."),
    ("I do not believe that", "I must be calm to be heard."),
    ("Some people think", "anger is a proof of love."),
    ("Some people think", "Anger is a proof of love."),
    ("Nobody says", "Rest is a waste of time."),
    ("Love is not the", "absence of a quarrel."),
    ("Rest is slow and", "it cannot be hurried by anyone."),
    ("Kindness after a long day", "is the repair that most of us forget."),
    ("When we are tired,", "we say what we would never say."),
    ("Love is no feeling –", "it is what two people practise."),
    ("Nobody heals because", "somebody told them to."),
    ("People rarely change when", "they are ashamed of themselves."),
    ("A quarrel is not what", "ends the love between two people."),
    ("Many of us were taught", "that needing others is weak."),
    ("We are told that", "Good couples never raise their voice."),
    ("It is simply not true that", "a quiet home is a happy one."),
    ("She never", "meant to hurt anybody."),
    ("There is no proof that", "quiet people love less than loud ones."),
    ("Stop believing that", "asking for help makes you weak."),
    ("The old saying goes that", "time heals all wounds by itself."),
    ("Hardly anybody", "learns to listen without being listened to."),
    ("It would be wrong to say", "love is always enough for two people."),
    ("Few of us would claim that", "we argue fairly when we are tired."),
    ("You may have heard that", "children never notice a quarrel."),
    ("An apology without change is", "only a pause between two quarrels."),
    ("We do not need", "to be perfect to be loved."),
    ("What hurts most is rarely", "what was said in the quarrel itself."),
    ("Some couples (not all of them)", "grow closer after a hard year."),
    ("In 2019 we learnt that", "rest is not a reward for hard work."),
    ("Dr. Anna Roy writes that", "nobody is healed by advice alone."),
    ("It takes about 20 minutes until", "a body has calmed down after a quarrel."),
    ("Nadie debería creer que", "el amor lo puede todo sin trabajo."),
    ("Es ist ein Märchen, dass", "glückliche Paare niemals streiten."),
    ("Il est faux de croire que", "l’amour suffit à lui seul."),
    ("Anger is not the enemy;", "contempt is what wears a love away."),
    ("Because nobody taught us how,", "we fight the way our parents did."),
    ("Not every silence is peace, and", "not every loud word is a wound."),
]
TORN = [
    ("If you stay silent,", "You win the quarrel every time."),
    ("Love needs rela-", "tionship and rest every day."),
    ("The person who helped most was", "Anna, who only listened to me."),
    ("The question “Are we all right?”", "deserves more than a nod."),
    ("Love, patience, humour:", "these are learnt at the kitchen table."),
    ("Unless both of you agree,", "Stay in the room and keep talking."),
    ("It is false that the", "Wisdom of old couples is only luck."),
]
APART = [
    ("Love is patient.", "Rest is kind to both of you."),
    ("What love is not", "Love is not a contract between two people."),
    ("Who We Are", "Two people began this practice in a small room."),
    ("What Love Asks Of", "Two people learn this slowly and together."),
    ("Dear friend,", "Rest is kind to both of you."),
    ("Things we lean on", "Couples lean on habits more than on words."),
]
FORMS = {
    "text": (TextFormat.TEXT, f"{BEFORE}\n\n{{}}\n{{}}\n\n{BEFORE}"),
    "markdown": (TextFormat.MARKDOWN, f"{BEFORE}\n\n{{}}\n{{}}\n\n{BEFORE}"),
    "hard break": (TextFormat.MARKDOWN, f"{BEFORE}\n\n{{}}  \n{{}}\n\n{BEFORE}"),
    "divided page": (TextFormat.HTML, f"<p>{BEFORE}</p><div>{{}}<br/>\n{{}}</div><p>{BEFORE}</p>"),
    "page": (TextFormat.HTML, f"<p>{BEFORE}</p><p>{{}}<br>{{}}</p><p>{BEFORE}</p>"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("one", "other"), JOINED)
def test_a_row_that_continues_a_sentence_is_joined(one: str, other: str, form: str) -> None:
    kind, frame = FORMS[form]
    assert f"{one} {other}" in [words for _, words in kinds(frame.format(one, other), kind)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("one", "other"), TORN)
def test_neither_part_is_a_line_where_it_is_unsure_how_it_goes_on(
    one: str, other: str, form: str
) -> None:
    kind, frame = FORMS[form]
    article = compose_article("a.txt", extract_text(frame.format(one, other), kind))
    assert {line.text for line in read_lines(article).lines} <= {BEFORE}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("one", "other"), APART)
def test_two_things_stay_two(one: str, other: str, form: str) -> None:
    kind, frame = FORMS[form]
    found = [words for _, words in kinds(frame.format(one, other), kind)]
    assert one in found
    assert other in found


@pytest.mark.parametrize(
    "rows",
    [
        ["It helps to:", "breathe out", "name what hurts", "ask one question"],
        ["It helps to:", "Breathe out", "Name what hurts", "Ask one question"],
        ["I kept the lamp", "The lamp kept me", "The night went on", "And on"],
    ],
)
def test_short_rows_without_an_end_are_not_glued(rows: list[str]) -> None:
    assert [words for _, words in kinds("\n".join([BEFORE, "", *rows]))][1:] == rows


def test_a_paragraph_that_was_broken_in_two_is_joined_or_refused() -> None:
    page = f"<p>{BEFORE}</p><p>It is a myth that</p><p>kind people never lose patience.</p>"
    assert ("paragraph", "It is a myth that kind people never lose patience.") in kinds(
        page, TextFormat.HTML
    )


@pytest.mark.parametrize("first", ["iPhone screens", "eBay parcels"])
def test_a_name_may_open_a_line_with_a_small_letter(first: str) -> None:
    words = f"{first} take more of our evenings than any quarrel does."
    article = compose_article(
        "a.txt", extract_text(f"{BEFORE}\n\n{words}\n\n{BEFORE}", TextFormat.TEXT)
    )
    assert words in {line.text for line in read_lines(article).lines} | {
        line.text for line in read_lines(article).rejected if line.code != "fragment"
    }


def test_a_line_never_opens_with_a_small_letter_where_there_are_capitals() -> None:
    words = "kind people lose their patience more often than they say."
    raw = f"{BEFORE}\n\n{words}\n\n{BEFORE}"
    article = compose_article("a.txt", extract_text(raw, TextFormat.TEXT))
    assert words not in [line.text for line in read_lines(article).lines]
