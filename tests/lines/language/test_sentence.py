"""Sentences with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.lines.language.sentence import find_quotes, split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rest is allowed. So is joy!", ["Rest is allowed.", "So is joy!"]),
        (
            "Dr. Roy met Mrs. Hill at noon. They talked.",
            ["Dr. Roy met Mrs. Hill at noon.", "They talked."],
        ),
        (
            "Some feelings, e.g. Shame, hide. Others shout.",
            ["Some feelings, e.g. Shame, hide.", "Others shout."],
        ),
        ("She moved to the U.S. The sea stayed.", ["She moved to the U.S.", "The sea stayed."]),
        ("A U.S. Senator wept.", ["A U.S. Senator wept."]),
        ("J. K. Hill wrote it. I read it.", ["J. K. Hill wrote it.", "I read it."]),
        ("It took 3.5 years. Then it held.", ["It took 3.5 years.", "Then it held."]),
        ("Wait ... and breathe. Then speak.", ["Wait ... and breathe.", "Then speak."]),
        ("Wait… Then speak.", ["Wait…", "Then speak."]),
        ("“Why?” she asked. Nobody knew.", ["“Why?” she asked.", "Nobody knew."]),
        ("He said, “Stay.” She stayed.", ["He said, “Stay.”", "She stayed."]),
        ("So do I. We both do.", ["So do I.", "We both do."]),
        ("She said no. Nobody minded.", ["She said no.", "Nobody minded."]),
        ("Love — even tired love — holds. Yes.", ["Love — even tired love — holds.", "Yes."]),
        ("प्यार धीरे बढ़ता है। विश्वास भी।", ["प्यार धीरे बढ़ता है।", "विश्वास भी।"]),
        ("What now?! Breathe.", ["What now?!", "Breathe."]),
        ("A line\nthat wraps. Another.", ["A line\nthat wraps.", "Another."]),
        ("So was J.R. Hill. He rested.", ["So was J.R. Hill.", "He rested."]),
        ("Plan B. It works, too.", ["Plan B.", "It works, too."]),
        ("Mx. Roy and Gen. Hill agreed. Good.", ["Mx. Roy and Gen. Hill agreed.", "Good."]),
        ("She has an M.Phil. Then she rested.", ["She has an M.Phil.", "Then she rested."]),
        ("At 9.30 a.m. Anna left. He stayed.", ["At 9.30 a.m. Anna left.", "He stayed."]),
        ("It cost $3.50. Nobody paid.", ["It cost $3.50.", "Nobody paid."]),
        ("1. Breathe out. 2. Come back.", ["1. Breathe out.", "2. Come back."]),
        ("Wait . . . and breathe. Then speak.", ["Wait . . . and breathe.", "Then speak."]),
        ("Well... Then speak.", ["Well...", "Then speak."]),
        (
            "“I am tired.” “So am I.” They laughed.",
            ["“I am tired.”", "“So am I.”", "They laughed."],
        ),
        ("“Why?”—and then she left. He stayed.", ["“Why?”—and then she left.", "He stayed."]),
        ("(Nobody saw it.) Then it rained.", ["(Nobody saw it.)", "Then it rained."]),
        ("✨ Breathe out. ✨ Come back.", ["Breathe out.", "Come back."]),
        ("👉🏽 Breathe out. 🌿 Come back. 🌿", ["Breathe out.", "Come back."]),
        ("Breathe out.✨ Come back.😊", ["Breathe out.", "Come back."]),
        ("Rest helps.[1] Sleep does.² Both do.", ["Rest helps.", "Sleep does.", "Both do."]),
        ("*Rest.* Then _go._ And rest.", ["*Rest.*", "Then _go._", "And rest."]),
        ("विश्वास बढ़ता है।चुप्पी घटती है॥ अब?", ["विश्वास बढ़ता है।", "चुप्पी घटती है॥", "अब?"]),
        ("डॉ. राय ने कहा। सब सुनते हैं।", ["डॉ. राय ने कहा।", "सब सुनते हैं।"]),
        ("🌿", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_stop_ends_a_sentence_only_where_a_reader_would_stop(
    text: str, sentences: list[str]
) -> None:
    assert split(text) == sentences


def test_offsets_count_from_the_whole_text() -> None:
    text = "Heading\nOne here. Two here.\n"
    assert [text[a:b] for a, b in split_sentences(text, 8, 27)] == ["One here.", "Two here."]


@given(st.text(alphabet="aA .!?…“”\"'’()1।\n—I", max_size=80))
def test_sentences_are_in_order_trimmed_and_lose_only_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert text[start:end] == text[start:end].strip()
        position = end


def test_quote_marks_of_every_shape_are_seen_and_apostrophes_are_not() -> None:
    text = 'It’s “soft” and ‘don’t go’ and "plain" and the parents’ house.'
    found = [text[a:b] for a, b in find_quotes(text, 0, len(text))]
    assert found == ["“soft”", "‘don’t go’", '"plain"']


def test_a_quote_left_open_runs_to_the_end_of_its_block() -> None:
    text = "He said, “Stay. And wait."
    assert find_quotes(text, 0, len(text)) == [(9, len(text))]


def test_a_long_run_without_an_end_is_one_sentence_and_ends_in_time() -> None:
    for piece in ("Dr. ", "A.B. ", "1. 2 ", "e.g. "):
        assert len(split(piece * 50_000)) <= 50_000
