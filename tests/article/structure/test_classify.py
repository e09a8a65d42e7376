"""What the rows of a plain text are."""

from __future__ import annotations

import pytest

from tests.article.samples import kind_of, kinds


@pytest.mark.parametrize(
    "row",
    [
        "Coming Back Together",
        "The Words We Keep—and Those We Lose",
        "Why the Quiet Feels So Loud (Even When Nobody Is Angry)",
        "When patience runs out",
        "What Is a Repair?",
        "Why silence is so hard to bear.",
        "How to Say Sorry Without a Speech at Home:",
    ],
)
def test_a_short_row_between_paragraphs_is_a_heading(row: str) -> None:
    assert kind_of(row) == "heading"


@pytest.mark.parametrize(
    "row",
    [
        "Trust returns slowly.",
        "Love is not lost in one evening; it is mislaid in many.",
        "When you stop, the noise comes back.",
        "What matters is that you return.",
        "You are never alone with this!",
        "Listen to your body before you listen to your fear.",
        "By Monday, the quarrel was forgotten.",
        "A pause can feel “too long.”",
        "To ask “Am I kind?” before “Who won?” is the work of many patient years.",
        "The question is not “Who is right?” but what is kind, and who begins with it.",
        "Share what you feel before you share what you think.",
        "Reach out your hand before you reach for the last word.",
        "With every silent hour, the guesses harden.",
        "If your partner would like more calm, begin with your own voice.",
        "Sit with your partner for three minutes and read their face.",
        "Schedule a weekly conversation with your partner, and keep it.",
        "The names that others call us stay with us for years.",
        "You did not sign up to be perfect.",
        "Nothing can reach me when I close every door.",
        "If you would like support from your partner, ask for it plainly.",
        "Patience is a strict but loving coach.",
        "Between 2010–2020, couples learnt to talk by typing.",
        "Discover what your anger protects.",
    ],
)
def test_a_sentence_is_a_paragraph(row: str) -> None:
    assert kind_of(row) == "paragraph"


@pytest.mark.parametrize(
    "row",
    [
        "If these words resonated with you, a first talk costs nothing.",
        "If you would like help with mending trust, appointments are available.",
        "For more thoughts of this kind, you can also find me here:",
        "Book a free consultation today.",
        "Feel free to reach out.",
        "Call me on +44 1632 960451 if these words sound like the two of you.",
        "Contact me to find a time.",
        "[Read about couples sessions]",
        "Subscribe to my newsletter for weekly notes.",
        "Read more about how I work",
        "Watch: A Short Film About Listening",
        "Follow me on Instagram for daily notes.",
        "I help couples find their way back to each other.",
    ],
)
def test_what_wants_the_reader_to_act_is_a_call_to_action(row: str) -> None:
    assert kind_of(row) == "call to action"


def test_a_pointing_hand_is_no_part_of_the_block_and_makes_it_a_call_to_action() -> None:
    assert ("call to action", "[See the sessions]") in kinds(
        "Words first.\n👉 [See the sessions]\n"
    )


@pytest.mark.parametrize(
    "row",
    [
        "]https://quietharbour.example/contact/",
        "[Instagram] |https://www.instagram.com/quietharbour?igsh=abc&utm_source=qr",
        "anna@quietharbour.example",
        "Phone: +44 1632 960451",
        "Instagram | Facebook",
        "@quietharbour",
    ],
)
def test_a_row_that_is_little_but_an_address_is_contact(row: str) -> None:
    assert kind_of(row) == "contact"


@pytest.mark.parametrize(
    "row",
    [
        "By Anna Roy",
        "Written by Dr. Anna Roy, psychologist",
        "4 min read",
        "Category: Love · Read time: 5 min",
        "12 March 2026",
        "March 12, 2026",
        "© 2026 Quiet Harbour Therapy",
        "All rights reserved.",
        "Photo by Somebody Else",
        "Anna Roy is a licensed psychologist who lives by the sea.",
    ],
)
def test_who_wrote_it_and_when_is_a_byline(row: str) -> None:
    assert kind_of(row) == "byline"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Previous: Why Silence Hurts", "byline"),
        ("Next: What repair looks like at home", "byline"),
        ("Next up: “Who Says Sorry First?”", "byline"),
        ("Next: a cup of tea, and the window open.", "paragraph"),
        ("Next, What Happens Is Quieter.", "paragraph"),
    ],
)
def test_a_row_that_names_the_previous_or_next_article_is_a_byline(row: str, kind: str) -> None:
    assert kind_of(row) == kind


def test_the_heading_that_opens_the_article_is_its_title() -> None:
    found = kinds(
        "After the Quarrel\nEvery couple argues now and then.\nWhat Helps\nA pause helps both."
    )
    assert [kind for kind, _ in found] == ["title", "paragraph", "heading", "paragraph"]


def test_a_lead_in_is_cut_off_from_the_sentences_before_it() -> None:
    found = kinds("Dr. Roy says silence is never empty. In it, one may feel:\n- Ashamed\n- Alone\n")
    assert found == [
        ("paragraph", "Dr. Roy says silence is never empty."),
        ("lead-in", "In it, one may feel:"),
        ("list item", "Ashamed"),
        ("list item", "Alone"),
    ]


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "2)", "a)"])
def test_list_marks_are_left_out(mark: str) -> None:
    found = kinds(f"It helps to:\n{mark} Breathe out\n{mark} Wait\nThen begin again, gently.")
    assert found[0] == ("lead-in", "It helps to:")
    assert found[1:3] == [("list item", "Breathe out"), ("list item", "Wait")]
    assert found[3][0] == "paragraph"


def test_a_list_that_lost_its_marks_is_still_a_list() -> None:
    found = kinds(
        "It helps to:\nBreathe out\nName a feeling\nComing Back Together\nA pause is kind."
    )
    assert [kind for kind, _ in found] == [
        "lead-in",
        "list item",
        "list item",
        "heading",
        "paragraph",
    ]


def test_rows_with_the_same_small_picture_are_a_list() -> None:
    found = kinds(
        "Words come first here.\n✨ Patience is a gift\n✨ Trust is a choice\nAnd so on it goes."
    )
    assert found[1:3] == [("list item", "Patience is a gift"), ("list item", "Trust is a choice")]


def test_a_number_before_a_heading_is_no_list() -> None:
    found = kinds(
        "1. Listen First\nListening is the way home.\n2. Speak Second\nFew words are enough."
    )
    assert found[2] == ("heading", "Speak Second")


def test_words_and_what_they_mean_are_a_list() -> None:
    found = kinds(
        "Noticing: Seeing what is there.\nNaming: Saying it in one word.\nThis takes time."
    )
    assert [kind for kind, _ in found] == ["list item", "list item", "paragraph"]


def test_both_sides_of_a_contrast_are_labelled_and_their_speech_is_dialogue() -> None:
    found = kinds(
        "Situation: A promise was forgotten.\nWith trust:\nThe answer is, “Tell me more about it.”\n"
        "Both feel heard.\nWithout trust:\nThe answer is a short “hm.”\nThe talk ends there.\n"
    )
    assert [kind for kind, _ in found] == [
        "label",
        "label",
        "dialogue",
        "paragraph",
        "label",
        "dialogue",
        "paragraph",
    ]


def test_a_label_in_the_same_row_is_cut_off() -> None:
    found = kinds(
        "Words first, as always.\nWith trust: They talk.\nWithout trust: They wait.\nThe end is near."
    )
    assert found[1:3] == [("label", "With trust:"), ("paragraph", "They talk.")]


@pytest.mark.parametrize(
    "row",
    [
        "“I can see that it hurt you. I am sorry.”",
        "She says, “You never listen to me.”",
        "He: I was late, I know.",
        "“You always start,” she said.",
    ],
)
def test_an_example_voice_is_dialogue(row: str) -> None:
    assert kind_of(row) == "dialogue"


def test_speech_over_several_rows_is_dialogue_to_its_end() -> None:
    found = kinds(
        "Words before it.\n“I was late again.\nI know that it hurt.\nForgive me.”\nWords after it."
    )
    assert [kind for kind, _ in found] == ["paragraph", *["dialogue"] * 3, "paragraph"]


def test_words_of_others_are_a_quotation() -> None:
    assert kind_of("“Love is a verb.” — Somebody Known") == "quotation"
    assert kind_of("— Somebody Known") == "quotation"


def test_nothing_below_about_the_author_belongs_to_the_article() -> None:
    found = kinds(
        "Love is patient work.\nAbout the Author\nShe writes by the sea and teaches others."
    )
    assert found[-1][0] == "byline"


def test_verse_is_no_row_of_headings() -> None:
    found = kinds("Love came in late\nIt stood at the door\nIt had no words\nIt was let in\n")
    assert {kind for kind, _ in found} == {"paragraph"}


def test_rows_wrapped_by_hand_are_one_paragraph() -> None:
    raw = (
        "Every couple argues, and what shapes a relationship is what\n"
        "happens in the hours afterwards, when the voices drop and\n"
        "Anna closes the window.\n\nA second paragraph stands here, and it runs on over the edge\n"
        "of the row as well, as they do.\n"
    )
    assert [kind for kind, _ in kinds(raw)] == ["paragraph", "paragraph"]


def test_hindi_sentences_are_paragraphs() -> None:
    assert kinds("प्यार धीरे बढ़ता है।\nहर दिन थोड़ा सुनो।")[0][0] == "paragraph"
