"""Which sentences may stand alone, and why not."""

from __future__ import annotations

import pytest

from socialkit.lines.reading import read_lines
from socialkit.lines.rules.gate import BLOCK_RULES, SENTENCE_RULES
from socialkit.model.article import BlockKind
from tests.lines.sample import DIALOGUE, HEADING, LABEL, PARAGRAPH, build, codes, paragraph


@pytest.mark.parametrize(
    "sentence",
    [
        "Boundaries are not walls; they are doors with handles on the inside.",
        "Those who love well listen first.",
        "You can love someone and still say no.",
        "When you feel safe, you speak more softly.",
        "Trust is built in very small moments.",
        "It takes courage to stay in a hard conversation.",
        "It is never too late to be gentle with each other.",
        "If nobody taught you how to rest, resting will feel like failing.",
        "Asking “Is this mine?” is the beginning of every boundary.",
        "What you feel is real, even when nobody else can see it.",
        "You’re not too late.",
        "Nothing about you is “too much” for the right ears.",
        "Children fear silence more than they fear anger.",
        "You never have to earn your rest.",
        "Rebuilding trust doesn’t require grand gestures.",
        "We told each other the truth and stayed.",
        "Let yourself be seen.",
        "When couples argue, they are often asking to be heard.",
        "But a closed door can be opened from the inside.",
        "Yet there is no such thing as a perfect home.",
        "The truth is that rest keeps no calendar.",
        "Nobody has to sort this out alone.",
        "He who rests well gives his best.",
        "Stress makes it hard to hear each other.",
        "If a friend asks for help, they deserve an honest answer.",
        "Shame shrinks when you name it aloud.",
        "The hand that shook can also learn to hold.",
    ],
)
def test_a_sentence_that_stands_alone_passes(sentence: str) -> None:
    assert codes(sentence) == [None]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("dangling", "It gets easier with time and practice."),
        ("dangling", "This is why so many couples drift apart."),
        ("dangling", "But that is not the whole story."),
        ("dangling", "When they do, everything changes at home."),
        ("dangling", "Over time, these silences harden."),
        ("dangling", "Such patterns take time to change."),
        ("dangling", "Instead, try to breathe before you speak."),
        ("dangling", "Both partners then feel unheard."),
        ("dangling", "Without it, love has no floor."),
        ("dangling", "First, notice what happens in your body."),
        ("dangling", "The same kindness now feels like pity."),
        ("dangling", "Anger, on the other hand, protects us."),
        ("dangling", "Doing so protects both of you."),
        ("dangling", "In a quiet hour, they remind us to breathe."),
        ("dangling", "Scrolling tends to deepen it when the house is quiet."),
        ("dangling", "Since silence weighs so much, they fill every room with noise."),
        ("dangling", "With the years, such habits harden into rules."),
        ("dangling", "When that happens, the whole house holds its breath."),
        ("dangling", "If you skip some of the steps, nothing is lost."),
        ("dangling", "But it was never about the dishes."),
        ("dangling", "The heart of it is being listened to."),
        ("dangling", "All of that is to be expected in a hard year."),
        ("dangling", "The trouble is, it never lasts."),
        ("dangling", "The last one is easily missed because it makes no noise."),
        ("dangling", "If no such friend is near, the night grows long."),
        ("reported_thought", "There is an old idea that a parent should never be tired."),
        ("dangling", "If the letter is lost and nobody asks, he carries the blame again."),
        ("dangling", "You aren't agreeing to it, you are only listening."),
        ("dangling", "If that's the case, an early night is worth the trouble."),
        ("dangling", "There is nothing wrong with that, and many people know the feeling."),
        ("dangling", "Nobody should be ashamed of that."),
        ("dangling", "Nobody ought to choose this out of duty."),
        ("dangling", "What that leaves out is how tired you feel."),
        ("dangling", "It'll feel long and be over soon."),
        ("call_to_action", "If your chest hurts, see your doctor before you read on."),
        ("call_to_action", "If the night feels too long, please call 112."),
        ("dangling", "Maybe a calm house was a safe house."),
        ("dangling", "Rather than pushing it away, we can be curious about it."),
        ("fragment", "Three simple steps towards calm."),
        ("fragment", "Couples who are not at war, but lost in a slow fog."),
        ("fragment", "Not bored with each other, necessarily."),
        ("lead_in", "You might find that…"),
        ("list_fragment", "1. Breathe out for longer than you breathe in."),
        ("dialogue", "Evenings had become a relay of chores."),
        ("dialogue", "Every week I hear things like, I have asked him a hundred times."),
        ("dialogue", "Take a walk before supper, for instance."),
        ("call_to_action", "Tune in with us and hear the full episode."),
        ("self_reference", "I’m a family therapist, so this crossroads is no news to me."),
        ("self_reference", "I can teach you ways to be kinder to yourself."),
        ("fragment", "Because we were never taught."),
        ("fragment", "Small moves matter"),
        ("fragment", "Breathe first."),
        ("heading", "Why couples stop talking at night."),
        ("label", "Finding Words: naming what you feel helps."),
        ("lead_in", "Here is what helps on most evenings:"),
        ("lead_in", "There are three things to remember at night."),
        ("question", "Why do we hurt the people we love?"),
        ("dialogue", "“You never listen to me,” she said."),
        ("dialogue", "The answer comes back, “Do whatever you want.”"),
        ("dialogue", "For example, a partner may sigh and leave the room."),
        ("dialogue", "You always make a drama of everything."),
        ("dialogue", "I’m not good enough for anybody."),
        ("reported_thought", "Many couples believe that love should be effortless."),
        ("reported_thought", "You might think that you are alone with it."),
        ("reported_thought", "People often assume that anger means the end."),
        ("reported_thought", "A common myth is that happy couples never fight."),
        ("quotation", "As Mara Hill says, courage starts with showing up."),
        ("quotation", "According to Mara Hill, contempt ends more than quarrels do."),
        ("call_to_action", "Book a first conversation whenever you like."),
        ("call_to_action", "If you are looking for support, sessions are available online."),
        ("contact", "Write to anna@quietharbour.example on any weekday."),
        ("contact", "The number is +44 1632 960451 for all questions."),
        ("price", "A first meeting costs £60 and lasts fifty minutes."),
        ("byline", "Photo by Sam Hill on a quiet morning."),
        ("byline", "Anna Roy is a licensed clinical psychologist with a quiet room."),
        ("byline", "If there is an emergency, please go to the nearest hospital."),
        ("number", "Nearly 70% of couples argue about the dishes."),
        ("number", "Research shows that gentle openings matter."),
        ("hype", "Amazing things happen when you let go!"),
        ("self_reference", "My clients often arrive with the same knot."),
        ("self_reference", "This article is about the hours afterwards."),
        ("language", "La tendresse est une force que nous apprenons."),
        ("language", "प्यार धीरे धीरे बढ़ता है।"),
        ("too_long", "Love " + "and care " * 30 + "matter."),
    ],
)
def test_a_sentence_that_misleads_alone_is_refused_by_name(code: str, sentence: str) -> None:
    assert codes(sentence) == [code]


def test_speech_that_began_in_an_earlier_sentence_is_still_speech() -> None:
    words = (
        "The reply is, “Nobody asked you. Your feelings are a burden to us all. Leave me alone.”"
    )
    assert set(codes(words)) == {"dialogue"}


def test_a_voice_without_quote_marks_goes_on_while_it_says_i() -> None:
    voice = "At night you tell yourself: Others have it worse. I am surely making it up."
    words = f"{voice} Rest helps nearly everybody."
    assert codes(words) == ["dialogue", "dialogue", None]


def test_an_answer_to_a_question_leans_on_it() -> None:
    assert codes("Do you know both voices? Perhaps one of your voices is kind.") == [
        "question",
        "dangling",
    ]


def test_what_is_told_inside_a_contrast_is_an_example_and_what_follows_is_not() -> None:
    article = build(
        [
            (HEADING, "At breakfast"),
            (LABEL, "With patience:"),
            (PARAGRAPH, "One partner waits until the other is ready to speak."),
            (LABEL, "Without patience:"),
            (PARAGRAPH, "One partner follows the other from room to room."),
            (PARAGRAPH, "Patience is love that has learnt to wait."),
        ]
    )
    reading = read_lines(article)
    assert [line.text for line in reading.lines] == ["Patience is love that has learnt to wait."]
    assert [one.code for one in reading.rejected].count("dialogue") == 2


def test_a_label_that_lost_its_other_side_still_marks_an_example() -> None:
    article = build(
        [
            (LABEL, "Without patience:"),
            (PARAGRAPH, "Love turns into a race that nobody wins."),
            (HEADING, "Later"),
            (DIALOGUE, "“Go away.”"),
        ]
    )
    assert read_lines(article).lines == ()


@pytest.mark.parametrize("kind", [kind for kind in BlockKind if kind is not BlockKind.PARAGRAPH])
def test_only_paragraphs_hold_lines(kind: BlockKind) -> None:
    reading = read_lines(build([(kind, "Trust is built in very small moments.")]))
    assert reading.lines == ()
    assert [one.text for one in reading.rejected] == ["Trust is built in very small moments."]


def test_the_sentence_before_a_lead_in_in_its_block_may_still_be_a_line() -> None:
    words = "Closeness can grow again after years. In the evening, you can:"
    reading = read_lines(build([(BlockKind.LEAD_IN, words)]))
    assert [line.text for line in reading.lines] == ["Closeness can grow again after years."]
    assert [one.code for one in reading.rejected] == ["lead_in"]


def test_a_phrase_of_never_post_is_refused_in_any_shape() -> None:
    article = paragraph("Trust is built in  very\nsmall moments, and you’re allowed to wait.")
    for phrase in ("Very small", "YOU'RE allowed"):
        reading = read_lines(article, never_post=(phrase,))
        assert reading.lines == ()
        assert [one.code for one in reading.rejected] == ["never_post"]


def test_an_empty_phrase_forbids_nothing() -> None:
    assert read_lines(
        paragraph("Trust is built in very small moments."), never_post=("", "  ")
    ).lines


def test_every_reason_is_a_plain_sentence() -> None:
    for rule in (*BLOCK_RULES, *SENTENCE_RULES):
        assert rule.reason[0].isupper()
        assert rule.reason.endswith(".")
        assert "_" not in rule.reason


def test_a_run_without_end_is_refused_at_once() -> None:
    assert codes("A.B." * 5_000 + "C") == ["too_long"]
