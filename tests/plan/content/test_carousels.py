"""A carousel from end to end: what opens it, what ends it, and that neither counts as a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from socialkit.model.card import Brand
from socialkit.model.lines import Candidate
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, PostKind, SlideRole, State
from socialkit.model.schedule import Schedule
from socialkit.plan.slots import match_slots
from tests.plan.sample import MORNING, NOW, distinct, line, plan, rows, schedule

CAROUSEL = replace(MORNING, kind=PostKind.CAROUSEL)
CLOSING = "Read the whole article: link in our profile"
BRAND = Brand(
    "Quiet Harbour",
    handle="@quietharbour",
    website="https://www.quietharbour.example/",
    closing=CLOSING,
)
TITLE = "On pauses, and coming back"


def rules(brand: Brand = BRAND, **changes: object) -> Schedule:
    return schedule(brand=brand, **changes)


def items(count: int, label: str | None = None) -> Candidate:
    parts = tuple((label, f"Item number {number} of hers") for number in range(count))
    return line(0, kind="list", text="A list", label="You can begin with:", parts=parts)


def three(**changes: object) -> list[Candidate]:
    return distinct(3, headline=TITLE, **changes)


def first(pool: list[Candidate], given: Schedule | None = None) -> PlannedPost:
    return plan([CAROUSEL], pool, days=1, rules=given or rules()).posts[0]


def roles(post: PlannedPost) -> list[str]:
    return [slide.role.value for slide in post.slides]


def test_three_lines_stand_between_their_title_and_where_to_find_her() -> None:
    post = first(three())
    assert roles(post) == ["title", "line", "line", "line", "closing"]
    assert (post.slides[0].text, post.slides[-1].text) == (TITLE, CLOSING)


def test_a_title_that_is_not_hers_opens_nothing() -> None:
    assert roles(first(distinct(3))) == ["line", "line", "line", "closing"]


@pytest.mark.parametrize("title", ["word " * 15, "", distinct(1)[0].text + "."])
def test_a_title_too_long_for_a_glance_or_said_by_a_line_opens_nothing(title: str) -> None:
    assert roles(first(distinct(3, headline=title)))[0] == "line"


def test_a_list_opens_with_its_lead_in_whatever_the_title() -> None:
    post = first([replace(items(3), headline=TITLE)])
    assert roles(post) == ["line"] * 4 + ["closing"]
    assert post.slides[0].text == "You can begin with:"


def test_items_without_a_name_show_which_they_are_of_how_many() -> None:
    assert [one.mark for one in first([items(3)]).slides] == [None, "1 / 3", "2 / 3", "3 / 3", None]
    assert {one.mark for one in first([items(3, label="Pause")]).slides} == {None}


@pytest.mark.parametrize(("count", "ends"), [(8, True), (9, False)])
def test_the_end_gives_way_to_a_tenth_slide_and_no_item_ever_does(count: int, ends: bool) -> None:
    post = first([items(count)])
    assert len(post.slides) == 10
    assert (post.slides[-1].role is SlideRole.CLOSING) is ends
    assert [one.text for one in post.slides[1 : count + 1]] == [
        text for _, text in items(count).parts
    ]


def test_a_list_of_more_than_ten_slides_is_not_used() -> None:
    assert plan([CAROUSEL], [items(10)], rules=rules()).posts == ()


def test_without_words_of_hers_the_end_shows_where_to_find_her() -> None:
    post = first(three(), rules(replace(BRAND, closing=None)))
    assert (post.slides[-1].role, post.slides[-1].text) == (SlideRole.CLOSING, "")
    assert post.alt_texts[-1] == "Closing card: Quiet Harbour, @quietharbour, quietharbour.example."


def test_with_nothing_to_show_there_is_no_end() -> None:
    assert roles(first(three(), rules(Brand("Quiet Harbour"))))[-1] == "line"


def test_alt_texts_say_the_words_of_each_slide_in_their_order() -> None:
    pool = three()
    assert first(pool).alt_texts == (
        f"Title card: “{TITLE}” — Quiet Harbour.",
        *(f"Quote card: “{one.text}” — Quiet Harbour." for one in pool),
        f"Closing card: “{CLOSING}” — Quiet Harbour, @quietharbour, quietharbour.example.",
    )
    assert first([items(2)]).alt_texts[1] == (
        "Quote card 1 / 2: “Item number 0 of hers” — Quiet Harbour."
    )


def test_what_must_never_be_posted_neither_opens_nor_ends_a_carousel() -> None:
    post = first(three(), rules(never_post=("COMING  back", "link in our")))
    assert roles(post) == ["line", "line", "line", "closing"]
    assert post.slides[-1].text == ""


def test_other_kinds_of_posts_are_left_as_they_are() -> None:
    made = plan([MORNING], three(), days=1, rules=rules())
    assert roles(made.posts[0]) == ["line"]


@pytest.mark.parametrize("pool", [three(), [items(4)]], ids=["lines", "list"])
def test_title_and_end_change_nothing_by_which_a_post_is_known(pool: list[Candidate]) -> None:
    bare = [replace(one, headline=None) for one in pool]
    dressed, plain = first(pool), first(bare, rules(Brand("Quiet Harbour")))
    for name in ("key", "line_ids", "text", "caption", "state"):
        assert getattr(dressed, name) == getattr(plain, name)


def test_other_closing_words_change_planned_posts_and_none_that_went_out() -> None:
    known = match_slots([], [CAROUSEL], now=NOW)
    pool = distinct(12, headline=TITLE)
    before = plan([CAROUSEL], pool, known=known, rules=rules(), days=4)
    gone, ahead = before.posts[:2], before.posts[2:]
    history = [
        *(replace(row, state=State.POSTED) for row in rows(before) if row.plan in gone),
        *(row for row in rows(before) if row.plan in ahead),
    ]
    other = rules(replace(BRAND, closing="Come and see us"))
    later = NOW + timedelta(hours=4)
    after = plan([CAROUSEL], pool, history, known=known, rules=other, days=4, now=later)
    assert not {one.key for one in gone} & {one.key for one in after.posts}
    shared = [(one.key, one.line_ids) for one in after.posts if one.due_at <= ahead[-1].due_at]
    assert shared == [(one.key, one.line_ids) for one in ahead]
    assert {one.slides[-1].text for one in after.posts} == {"Come and see us"}


def test_words_of_title_and_end_do_not_count_as_used() -> None:
    known = match_slots([], [CAROUSEL], now=NOW)
    posted = rows(plan([CAROUSEL], three(), known=known, rules=rules(), days=1), State.POSTED)
    same_words = [line(20, text=TITLE), line(21, text=CLOSING)]
    card = replace(MORNING, days=(1, 2))
    made = plan([card], same_words, posted, rules=rules(), now=NOW + timedelta(hours=5), days=5)
    texts = [one.text for one in made.posts if one.network is Network.INSTAGRAM]
    assert texts == [TITLE, CLOSING]


def test_a_title_never_asks_for_her_yes() -> None:
    post = first(three())
    assert post.state is State.SCHEDULED
    assert len(post.line_ids) == 3
