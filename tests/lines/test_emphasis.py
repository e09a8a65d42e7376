"""Emphasis raises the score a little, if it is a whole sentence and was chosen."""

from __future__ import annotations

from socialkit.article.formats.article_text import TextFormat, extract_text
from socialkit.lines.language.features import Surroundings, measure
from socialkit.lines.reading import read_lines
from socialkit.lines.rules.gate import survey
from socialkit.model.article import Article

CALM = "Calm is not the absence of feeling, it is room for it."
TRUST = "Trust is not built in a day, it grows in small returns."
PLAIN = "Most people come home late, and dinner is warm at eight. Then the week goes on as it did before."
BAD = "“**You never listen to anything I say**,” she says."


def read(markdown: str) -> Article:
    cleaned = extract_text(markdown, TextFormat.MARKDOWN)
    return Article("calm", "Calm", "articles/calm.md", cleaned.text, cleaned.blocks)


def emphasised(markdown: str) -> list[str]:
    """The sentences that count as set apart."""
    found = survey(read(markdown))
    return [one.text for one in found if measure(one, Surroundings(0.0)).emphasised]


def scores(markdown: str) -> dict[str, float]:
    return {line.text: line.score for line in read_lines(read(markdown)).lines}


def test_of_two_sentences_the_bold_one_scores_higher_than_before() -> None:
    plain = scores(f"{PLAIN} {CALM} {PLAIN} {TRUST} {PLAIN}")
    bold = scores(f"{PLAIN} **{CALM}** {PLAIN} {TRUST} {PLAIN}")
    assert bold[CALM] > plain[CALM]
    assert bold[TRUST] == plain[TRUST]


def test_the_words_the_ids_and_the_offsets_are_the_same_with_and_without() -> None:
    def shown(markdown: str) -> list[tuple[str, str, int]]:
        return sorted((one.id, one.text, one.start) for one in read_lines(read(markdown)).lines)

    assert shown(f"{PLAIN} {CALM} {TRUST} {PLAIN}") == shown(f"{PLAIN} *{CALM}* {TRUST} {PLAIN}")


def test_a_bold_word_in_a_sentence_or_a_bold_name_for_a_paragraph_means_nothing() -> None:
    assert emphasised(f"{PLAIN} Calm is **not** the absence of **feeling**. {PLAIN}") == []
    assert emphasised(f"**Listen to it.** {PLAIN}") == []
    assert emphasised(f"{PLAIN} **Calm is not the absence** of feeling. {PLAIN}") == [
        "Calm is not the absence of feeling."
    ]


def test_where_most_of_the_page_is_bold_bold_says_nothing() -> None:
    assert emphasised(f"**{PLAIN}**\n\n**{CALM}** {TRUST}") == []
    assert emphasised(f"{PLAIN}\n\n**{CALM}** {TRUST}") == [CALM]


def test_bold_lets_nothing_through_the_gate() -> None:
    bold = f"{PLAIN} {BAD} **Book a first session with me today.** **It helps you to see this.**"
    plain = bold.replace("**", "")
    refused = [
        [(one.text, one.code) for one in read_lines(read(words)).rejected]
        for words in (bold, plain)
    ]
    assert refused[0] == refused[1]
    assert len(refused[0]) >= 3


def test_a_pair_is_set_apart_as_far_as_both_its_sentences_are() -> None:
    first, second = (
        "Forgiveness is not a single decision.",
        "It is a door you keep walking through.",
    )
    both = scores(f"{PLAIN} **{first} {second}** {PLAIN}")[f"{first} {second}"]
    half = scores(f"{PLAIN} {first} **{second}** {PLAIN}")[f"{first} {second}"]
    assert both > half
