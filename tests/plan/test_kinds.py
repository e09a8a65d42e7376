"""Kinds of posts, pinned quotes and whose caption wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from socialkit.model.lines import Candidate, Use
from socialkit.model.network import Network
from socialkit.model.post import PostKind, State
from socialkit.model.schedule import SlotSpec
from socialkit.plan.slots import match_slots
from tests.plan.sample import BOTH, MORNING, NOW, distinct, line, plan, rows, schedule, words


def test_a_contrast_is_always_both_sides() -> None:
    both = (("With repair", "I can see that it hurt you."), ("Without repair", "You make a drama."))
    spec = replace(MORNING, kind=PostKind.CONTRAST)
    made = plan([spec], [line(0, kind="contrast", parts=both), *distinct(3)], days=1)
    assert [slide.label for slide in made.posts[0].slides] == ["With repair", "Without repair"]
    assert len(made.posts[0].alt_texts) == 2


@pytest.mark.parametrize("asked_by", ["slot", "line"])
def test_in_the_theme_compare_both_sides_are_one_picture(asked_by: str) -> None:
    theme = {"theme": "compare"}
    spec = replace(MORNING, kind=PostKind.CONTRAST, theme="compare" if asked_by == "slot" else None)
    contrast = line(0, kind="contrast", parts=BOTH_SIDES, **(theme if asked_by == "line" else {}))
    (post, _) = plan([spec], [contrast], days=1).posts
    assert post.theme == "compare"
    assert len(post.slides) == 2
    assert len(post.alt_texts) == 1


def test_a_contrast_slot_without_contrasts_stays_empty() -> None:
    made = plan([replace(MORNING, kind=PostKind.CONTRAST)], distinct(9))
    assert made.posts == ()
    assert made.notes


def test_a_carousel_prefers_a_list_and_is_whole() -> None:
    items = ((None, "Owning your part"), (None, "Listening to the end"))
    spec = replace(MORNING, kind=PostKind.CAROUSEL)
    pool = [line(0, kind="list", label="You can begin with:", parts=items), *distinct(6)]
    made = plan([spec], pool, days=3)
    slides = [len(one.slides) for one in made.posts if one.network is Network.INSTAGRAM]
    assert slides == [4, 4]  # lead-in and two items, three lines; each with its end
    assert made.posts[0].slides[0].text == "You can begin with:"


def test_a_carousel_of_more_than_ten_slides_is_not_cut() -> None:
    items = tuple((None, f"Item number {number}") for number in range(10))
    spec = replace(MORNING, kind=PostKind.CAROUSEL)
    assert plan([spec], [line(0, kind="list", label="Ten things:", parts=items)]).posts == ()


def test_a_story_has_the_size_of_a_story() -> None:
    made = plan([replace(MORNING, kind=PostKind.STORY)], distinct(1))
    assert {one.size.value for one in made.posts} == {"story"}


def test_a_pinned_quote_is_her_yes_and_goes_where_she_says() -> None:
    pool = distinct(9, use=Use.ASK)
    spec = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 5), quote=f"  {pool[4].text} ")
    made = plan([spec], pool)
    assert words(made.posts) == [pool[4].text]
    assert {one.state for one in made.posts} == {State.SCHEDULED}


def test_a_pinned_quote_is_kept_for_its_day() -> None:
    pool = distinct(9)
    spec = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 13), quote=pool[0].text)
    texts = words(plan([MORNING, spec], pool).posts)
    assert texts.count(pool[0].text) == 1
    assert texts[0] == pool[1].text


def test_a_quote_that_stands_nowhere_is_said() -> None:
    spec = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 5), quote="not hers")
    made = plan([spec], distinct(3))
    assert made.posts == ()
    assert any("not hers" in note for note in made.notes)


def test_the_nearest_caption_wins_slot_then_line_then_network() -> None:
    rules = schedule()
    rules = replace(
        rules, caption=replace(rules.caption, text="all", texts={Network.FACEBOOK: "fb"})
    )
    pool = [*distinct(1), replace(distinct(2)[1], caption="of the line")]
    made = plan(pool=pool, rules=rules, days=3)
    assert [one.caption for one in made.posts] == ["all", "fb", "of the line", "of the line"]
    slot = plan([replace(MORNING, caption="of the slot")], pool, rules=rules, days=1)
    assert {one.caption for one in slot.posts} == {"of the slot"}


def test_two_equal_captions_in_a_row_are_held() -> None:
    spec = replace(MORNING, days=(0, 1), caption="always the same")
    made = plan([spec], distinct(3), days=2)
    states = [one.state for one in made.posts if one.network is Network.INSTAGRAM]
    assert states == [State.SCHEDULED, State.WAITING]


@pytest.mark.parametrize("changes", [{"use": Use.NO}, {"use": Use.ASK, "care": "medication"}])
def test_a_pinned_quote_needs_no_other_yes(changes: dict[str, object]) -> None:
    pool = [line(0, **changes)]
    spec = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 5), quote=pool[0].text)
    assert {one.state for one in plan([spec], pool).posts} == {State.SCHEDULED}


def test_never_post_stops_a_pinned_quote_and_says_so() -> None:
    pool = [line(0)]
    spec = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 5), quote=pool[0].text)
    made = plan([spec], pool, rules=schedule(never_post=("gentle",)))
    assert made.posts == ()
    assert any("never_post" in note for note in made.notes)


def test_a_line_near_a_pinned_quote_is_kept_back_too() -> None:
    quote = "Small repairs made often do more for love than one grand gesture"
    pool = [line(0, text=quote.replace("one", "any")), line(1, text=quote)]
    spec = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 13), quote=quote)
    assert words(plan([MORNING, spec], pool).posts) == [quote]


def test_a_quote_posted_today_does_not_go_again_when_its_row_is_rewritten() -> None:
    pool = distinct(3)
    spec = SlotSpec(at=time(9), to=BOTH, date=date(2027, 1, 4), quote=pool[0].text)
    known = match_slots([], [spec], now=NOW)
    posted = rows(plan([spec], pool, known=known), State.POSTED)
    rewritten = replace(spec, theme="night", caption="{line}!")
    later = replace(spec, date=date(2027, 3, 4), quote=pool[1].text, theme="paper")
    again = plan([later, rewritten], pool, posted, known=known, now=NOW.replace(hour=10))
    assert again.posts == ()
    assert any("already" in note for note in again.notes)


NEARLY = (
    "Small repairs made often do more for love than one grand gesture.",
    "Small repairs made often do more for love than any grand gesture.",
)


def pins(*texts: str, captions: tuple[str | None, ...] = (None, None)) -> list[SlotSpec]:
    """One row a day for each text."""
    return [
        SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 5 + n), quote=text, caption=captions[n])
        for n, text in enumerate(texts)
    ]


def test_nearly_equal_quotes_on_neighbouring_days_both_go_out() -> None:
    made = plan(pins(*NEARLY), [line(n, text=text) for n, text in enumerate(NEARLY)])
    assert words(made.posts) == list(NEARLY)
    assert {one.state for one in made.posts} == {State.SCHEDULED}
    assert made.notes == ()


def test_nearly_equal_quotes_still_both_go_out_when_the_first_was_posted() -> None:
    pool, specs = [line(n, text=text) for n, text in enumerate(NEARLY)], pins(*NEARLY)
    known = match_slots([], specs, now=NOW)
    first = plan(specs, pool, known=known)
    states = {0: State.POSTED, 1: State.SCHEDULED}
    stored = [replace(row, state=states[n // 2]) for n, row in enumerate(rows(first))]
    again = plan(specs, pool, stored, known=known, now=NOW + timedelta(days=1))
    assert words(again.posts) == [NEARLY[1]]


def test_only_equal_captions_of_quotes_are_held_apart_and_it_is_said() -> None:
    pool = [line(0, text=NEARLY[0])]
    held = plan(pins(NEARLY[0], NEARLY[0]), pool)
    assert [one.state for one in held.posts if one.network is Network.INSTAGRAM] == [
        State.SCHEDULED,
        State.WAITING,
    ]
    assert "exactly the same caption" in (held.posts[-1].error or "")
    apart = plan(pins(NEARLY[0], NEARLY[0], captions=("{line}", "Again: {line}")), pool)
    assert {one.state for one in apart.posts} == {State.SCHEDULED}


def test_a_quote_goes_out_though_a_line_like_it_was_posted_the_day_before() -> None:
    pool = [line(n, text=text) for n, text in enumerate(NEARLY)]
    daily = replace(MORNING, days=(0,))
    known = match_slots([], [daily], now=NOW)
    posted = rows(plan([daily], pool[:1], known=known, days=1), State.POSTED)
    made = plan([daily, *pins(NEARLY[1])], pool, posted, known=known, days=3)
    assert words(made.posts) == [NEARLY[1]]


BOTH_SIDES = (("With repair:", "I can see it hurt you."), ("Without repair:", "You make a drama."))
ITEMS = ((None, "Owning your part"), (None, "Listening to the end"))


@pytest.mark.parametrize(
    ("kind", "structure"),
    [
        (PostKind.CONTRAST, line(0, kind="contrast", text="Two ways", parts=BOTH_SIDES)),
        (PostKind.CAROUSEL, line(0, kind="list", text="Begin", label="Begin with:", parts=ITEMS)),
    ],
)
def test_a_structure_that_was_posted_is_not_posted_again(
    kind: PostKind, structure: Candidate
) -> None:
    spec = replace(MORNING, kind=kind)
    known = match_slots([], [spec], now=NOW)
    first = plan([spec], [structure], known=known, days=1)
    assert len(first.posts) == 2
    later = NOW + timedelta(days=1)
    assert plan([spec], [structure], rows(first, State.POSTED), known=known, now=later).posts == ()


def test_a_label_with_a_colon_gets_no_second_one() -> None:
    contrast = line(0, kind="contrast", parts=BOTH_SIDES)
    (post, _) = plan([replace(MORNING, kind=PostKind.CONTRAST)], [contrast], days=1).posts
    assert post.text == "With repair: I can see it hurt you.\nWithout repair: You make a drama."


def test_a_carousel_finds_three_fresh_lines_between_used_ones() -> None:
    pool = distinct(6)
    known = match_slots([], [MORNING], now=NOW)
    cards = plan([MORNING], pool, known=known)
    posted = [
        replace(row, state=State.POSTED)
        for row in rows(cards)
        if row.plan.line_ids[0] in {"l0", "l2", "l4"}
    ]
    carousel = SlotSpec(at=time(7), to=BOTH, date=date(2027, 1, 18), kind=PostKind.CAROUSEL)
    made = plan([carousel], pool, posted, now=NOW + timedelta(days=13))
    assert [one.line_ids for one in made.posts] == [("l1", "l3", "l5")] * 2


def test_two_lines_for_a_carousel_are_too_few() -> None:
    assert plan([replace(MORNING, kind=PostKind.CAROUSEL)], distinct(2)).posts == ()


def test_a_carousel_holds_no_two_lines_that_are_nearly_the_same() -> None:
    text = "Small repairs made often do more for love than one grand gesture"
    pool = [line(0, text=text), line(1, text=text.replace("one", "any")), *distinct(4)[2:]]
    made = plan([replace(MORNING, kind=PostKind.CAROUSEL)], pool, days=1)
    assert made.posts[0].line_ids == ("l0", "l2", "l3")


def test_lines_of_two_articles_never_share_a_carousel() -> None:
    pool = [replace(one, article_slug=f"a{number}") for number, one in enumerate(distinct(3))]
    assert plan([replace(MORNING, kind=PostKind.CAROUSEL)], pool).posts == ()


def test_a_caption_that_was_posted_yesterday_is_held() -> None:
    spec = replace(MORNING, days=(0, 1), caption="always the same")
    known = match_slots([], [spec], now=NOW)
    first = rows(plan([spec], distinct(5), known=known, days=1), State.POSTED)
    second = plan([spec], distinct(5), first, known=known, now=NOW + timedelta(days=1), days=1)
    assert {one.state for one in second.posts} == {State.WAITING}
    assert "caption" in (second.posts[0].error or "")


def test_stories_show_no_caption_so_equal_ones_are_not_held() -> None:
    spec = replace(MORNING, days=(0, 1), caption="always the same", kind=PostKind.STORY)
    made = plan([spec], distinct(3), days=2)
    assert {one.state for one in made.posts} == {State.SCHEDULED}


def test_a_caption_that_is_too_long_waits_and_says_so() -> None:
    made = plan([replace(MORNING, caption="a" * 2201)], distinct(1))
    held = {one.network: one.error for one in made.posts if one.state is State.WAITING}
    assert "2,201 characters" in (held[Network.INSTAGRAM] or "")
    assert Network.FACEBOOK not in held


def test_repeats_take_three_lines_for_a_carousel_too() -> None:
    rules = schedule(repeat_when_empty=True)
    made = plan([replace(MORNING, kind=PostKind.CAROUSEL)], distinct(3), rules=rules)
    assert len(words(made.posts)) == 6


def test_a_carousel_takes_the_article_whose_lines_are_best_and_still_fresh() -> None:
    pool = [
        replace(one, article_slug="ab"[number % 2], rank=number // 2)
        for number, one in enumerate(distinct(8))
    ]
    card = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 4))
    carousel = SlotSpec(at=time(9), to=BOTH, date=date(2027, 1, 4), kind=PostKind.CAROUSEL)
    made = plan([card, carousel], pool)
    assert [one.line_ids for one in made.posts if one.network is Network.INSTAGRAM] == [
        ("l0",),
        ("l1", "l3", "l5"),
    ]
