"""Captions say her words, fit their network, and tag nobody by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.model.network import Network
from socialkit.model.post import Slide, SlideRole
from socialkit.plan.content.captions import (
    MAX_ALT_TEXT_LENGTH,
    WORD_JOINER,
    Words,
    alt_texts,
    compose_caption,
)

INSTAGRAM = Network.INSTAGRAM
TEMPLATE = "{line}\n\nFrom “{title}”\n{link}\n{hashtags}"
WORDS = Words("A pause is kind.", "On pauses", hashtags=("#pause", "#kind"))


def caption(template: str = TEMPLATE, words: Words = WORDS, network: str = "instagram") -> str:
    return compose_caption(template, words, Network(network)).text


def test_a_row_whose_word_is_missing_is_left_out() -> None:
    assert caption() == "A pause is kind.\n\nFrom “On pauses”\n#pause #kind"


def test_a_row_without_placeholders_stays() -> None:
    assert caption("{line}\nWith warmth,\n{handle}") == "A pause is kind.\nWith warmth,"


def test_two_empty_rows_never_stand_together() -> None:
    assert caption("{line}\n\n{link}\n\n{title}") == "A pause is kind.\n\nOn pauses"


def test_words_that_look_like_placeholders_stay_words() -> None:
    tricky = Words("She wrote {title} and {line}.", "On {hashtags}")
    assert caption("{line} / {title}", tricky) == "She wrote {title} and {line}. / On {hashtags}"


def test_unknown_braces_are_left_alone() -> None:
    assert caption("{line} {0} {name!r} {}") == "A pause is kind. {0} {name!r} {}"


def test_a_row_of_blanks_is_an_empty_row() -> None:
    assert caption("{line}\n  \n{link}\n   \n{title}  ") == "A pause is kind.\n\nOn pauses"


def test_a_sign_at_the_end_of_her_words_does_not_catch_what_follows() -> None:
    text = caption("{line}{title}", Words("Marked with #", "rest"))
    assert text == f"Marked with #{WORD_JOINER}rest"


def test_a_picture_sign_is_no_tag_either() -> None:
    assert caption("{line}", Words("Rest #\u2764", "")) == f"Rest #{WORD_JOINER}\u2764"


def test_too_many_names_are_refused_in_words() -> None:
    template = "{line} " + " ".join(f"@name{number}" for number in range(21))
    made = compose_caption(template, WORDS, Network.INSTAGRAM)
    assert "21 @names" in (made.problem or "")
    in_the_article = Words(" ".join(f"@name{number}" for number in range(21)), "")
    assert compose_caption("{line}", in_the_article, Network.INSTAGRAM).problem is None


def test_hashtags_of_the_template_count_too() -> None:
    tags = tuple(f"#t{number}" for number in range(30))
    made = compose_caption("#mine {line}\n{hashtags}", Words("a", "", hashtags=tags), INSTAGRAM)
    assert made.problem is None
    assert made.text.count("#") == 30
    assert made.text.startswith("#mine")


def test_half_a_letter_is_counted_not_crashed_on() -> None:
    assert caption("{line}", Words("a\ud800b", "")) == "a\ud800b"


def test_at_and_hash_of_the_article_lose_their_power() -> None:
    text = caption("{line}\n{hashtags}", Words("Ask @anna about #rest.", "", hashtags=("#mine",)))
    assert text == f"Ask @{WORD_JOINER}anna about #{WORD_JOINER}rest.\n#mine"


def test_her_own_template_may_tag() -> None:
    assert caption("{line} @quietharbour") == "A pause is kind. @quietharbour"


def test_hashtags_go_first_when_it_is_too_long() -> None:
    long = Words("a" * 2190, "", hashtags=("#pause", "#kind"))
    made = compose_caption("{line}\n{hashtags}", long, Network.INSTAGRAM)
    assert made.problem is None
    assert made.text.endswith("\n#pause")


def test_words_that_do_not_fit_are_refused_in_words_not_cut() -> None:
    made = compose_caption("{line}", Words("a" * 2300, ""), Network.INSTAGRAM)
    assert made.text == "a" * 2300
    assert "2,200 at most" in (made.problem or "")
    assert compose_caption("{line}", Words("a" * 2300, ""), Network.FACEBOOK).problem is None


def test_instagram_takes_at_most_thirty_hashtags() -> None:
    many = Words("a", "", hashtags=tuple(f"#t{number}" for number in range(40)))
    assert caption("{hashtags}", many).count("#") == 30


@given(st.text(max_size=3000), st.text(max_size=300), st.lists(st.text(max_size=30), max_size=40))
def test_a_caption_without_a_problem_fits(line: str, title: str, hashtags: list[str]) -> None:
    words = Words(line, title, hashtags=tuple(hashtags))
    made = compose_caption(TEMPLATE, words, Network.INSTAGRAM)
    if made.problem is None:
        units = len(made.text.encode("utf-16-le", "surrogatepass")) // 2
        assert units <= Network.INSTAGRAM.limits.caption


HELP = "If you are in danger, call 112. {title} #help"


def in_need(template: str, **more: object) -> str:
    return caption(template, replace(WORDS, crisis_line=HELP, **more))  # type: ignore[arg-type]


def test_a_crisis_line_stands_above_the_hashtags_as_she_wrote_it() -> None:
    made = in_need("{line}\nFrom “{title}”\n{hashtags}")
    assert made == f"A pause is kind.\nFrom “On pauses”\n\n{HELP}\n\n#pause #kind"
    assert in_need("{line}") == f"A pause is kind.\n\n{HELP}"


def test_a_caption_may_give_the_crisis_line_another_place() -> None:
    template = "{crisis_line}\n{line}\n{hashtags}"
    assert in_need(template) == f"{HELP}\nA pause is kind.\n#pause #kind"
    assert caption(template) == "A pause is kind.\n#pause #kind"


def test_a_crisis_line_is_never_left_out_with_another_word_of_its_row() -> None:
    assert in_need("{line}\n{crisis_line} {link}") == f"A pause is kind.\n{HELP}"


def test_hashtags_give_way_to_a_crisis_line() -> None:
    made = compose_caption(
        "{line}\n{hashtags}", replace(WORDS, line="a" * 2150, crisis_line=HELP), INSTAGRAM
    )
    assert made.problem is None
    assert made.text.endswith(HELP)


def test_alt_text_is_made_of_the_words_on_the_card() -> None:
    slides = (Slide("A pause\nis kind."), Slide("Come back.", label="With repair"))
    assert alt_texts(slides, "Quiet Harbour", Network.INSTAGRAM) == (
        "Quote card: “A pause is kind.” — Quiet Harbour.",
        "Quote card: With repair: “Come back.” — Quiet Harbour.",
    )


def test_two_sides_on_one_picture_share_an_alt_text() -> None:
    slides = (Slide("“Stay.”", label="With repair:"), Slide("word " * 300, label="Without repair"))
    (text,) = alt_texts(slides, "Quiet Harbour", Network.INSTAGRAM, together=True)
    assert text.startswith("Quote card: With repair: “Stay.” Without repair: “word word")
    assert text.endswith("…” — Quiet Harbour.")
    assert len(text) <= 1000


def test_a_label_with_its_own_colon_gets_no_second() -> None:
    (text,) = alt_texts(
        (Slide("Come back.", label="With repair:"),), "Quiet Harbour", Network.INSTAGRAM
    )
    assert text == "Quote card: With repair: “Come back.” — Quiet Harbour."


def test_words_that_are_speech_bring_their_own_quotation_marks() -> None:
    slides = (Slide("“I need a moment.”"), Slide("“Stay,” he said, and “Wait.”"))
    assert alt_texts(slides, "Quiet Harbour", Network.INSTAGRAM) == (
        "Quote card: “I need a moment.” — Quiet Harbour.",
        "Quote card: ““Stay,” he said, and “Wait.”” — Quiet Harbour.",
    )


@pytest.mark.parametrize("network", Network)
def test_a_very_long_alt_text_is_cut_behind_a_whole_word_and_shows_it(network: Network) -> None:
    words = " ".join(f"harbour{number}" for number in range(300))
    (text,) = alt_texts((Slide(words, label="With repair"),), "Quiet Harbour", network)
    most = MAX_ALT_TEXT_LENGTH[network]
    assert most - 15 < len(text) <= most
    last = text.removesuffix("…” — Quiet Harbour.").rpartition(" ")[2]
    assert last in words.split()


@pytest.mark.parametrize("network", Network)
def test_an_alt_text_keeps_to_the_bound_whatever_it_is_made_of(network: Network) -> None:
    most = MAX_ALT_TEXT_LENGTH[network]
    closing = Slide("Read on. " * 200, role=SlideRole.CLOSING)
    names = ["harbour " * 90, "letter" * 300, "🌊" * 700]
    for slides in ((closing,), (Slide("🌊" * 900),), (Slide("word " * 300),) * 3):
        for name in names:
            for text in alt_texts(slides, name, network, together=slides[0] is not closing):
                assert len(text.encode("utf-16-le")) // 2 <= most
