"""The plan: right words, right places, no repeats, and how long the lines last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from socialkit.model.lines import Use
from socialkit.model.network import Network
from socialkit.model.post import CancelledBy, PostKind, State
from socialkit.model.schedule import CaptionRules, SlotSpec
from socialkit.plan.slots import match_slots
from tests.plan.sample import (
    ACCOUNTS,
    BOTH,
    MORNING,
    NOW,
    RULES,
    distinct,
    line,
    plan,
    rows,
    schedule,
    words,
)


def test_every_slot_gets_the_next_best_line_on_all_its_accounts() -> None:
    pool = distinct(9)
    made = plan(pool=pool)
    assert words(made.posts) == [one.text for one in pool[:6]]
    assert words(made.posts, Network.FACEBOOK) == words(made.posts)
    assert {one.account for one in made.posts} == set(ACCOUNTS.values())


def test_the_same_inputs_give_the_same_plan() -> None:
    assert plan(pool=distinct(9)) == plan(pool=distinct(9))


def test_the_order_of_the_pool_does_not_matter() -> None:
    assert plan(pool=distinct(9)) == plan(pool=distinct(9)[::-1])


def test_a_shorter_plan_is_the_beginning_of_a_longer_one() -> None:
    long, short = plan(pool=distinct(9)), plan(pool=distinct(9), days=7)
    assert long.posts[: len(short.posts)] == short.posts


def test_a_line_never_goes_twice_to_one_account() -> None:
    made = plan(pool=distinct(3))
    assert len(words(made.posts)) == 3
    assert len(made.empty_slots) == 3


def test_a_nearly_equal_line_counts_as_the_same() -> None:
    first = line(0, text="Small repairs made often do more for love than one grand gesture")
    second = line(1, text="Small repairs made often do more for love than any grand gesture")
    assert words(plan(pool=[first, second]).posts) == [first.text]


def test_lines_she_approved_come_first() -> None:
    pool = [*distinct(3, use=Use.ASK), line(7, text="an approved one comes first here")]
    assert words(plan(pool=pool).posts)[0] == "an approved one comes first here"


def test_two_articles_take_turns() -> None:
    pool = distinct(4)
    pool = [
        replace(one, article_slug="ab"[number % 2], rank=number // 2)
        for number, one in enumerate(pool)
    ]
    slugs = [one.article_slug for one in plan(pool=pool).posts if one.network is Network.INSTAGRAM]
    assert slugs == ["a", "b", "a", "b"]


def test_a_refused_line_is_never_planned() -> None:
    assert plan(pool=distinct(3, use=Use.NO)).posts == ()


def test_a_line_under_care_is_never_planned_without_her_yes() -> None:
    assert plan(pool=distinct(3, use=Use.ASK, care="medication")).posts == ()
    assert len(plan(pool=distinct(3, use=Use.YES, care="medication")).posts) == 6


def test_only_lines_under_care_carry_the_crisis_line() -> None:
    rules = schedule(caption=CaptionRules(text="{line}", crisis_line="Help: 112"))
    pool = [*distinct(2), replace(distinct(3)[2], care="It speaks of a diagnosis.")]
    helped = {
        one.line_ids: "Help: 112" in one.caption for one in plan(pool=pool, rules=rules).posts
    }
    assert helped == {("l0",): False, ("l1",): False, ("l2",): True}


def test_one_line_under_care_is_enough_for_a_carousel_and_any_caption_of_hers() -> None:
    rules = schedule(caption=CaptionRules(crisis_line="Help: 112"))
    lines = distinct(3)
    pool = [*lines[:2], replace(lines[2], care="It speaks of a diagnosis.")]
    spec = replace(MORNING, kind=PostKind.CAROUSEL, caption="Three thoughts: {line}")
    posts = plan([spec], pool, rules=rules).posts
    assert posts
    assert all(one.caption.endswith("Help: 112") for one in posts)


def test_a_forbidden_phrase_stops_even_an_approved_line() -> None:
    rules = schedule(never_post=("GENTLE 0",))
    assert plan(pool=[line(0)], rules=rules).posts == ()


def test_without_her_yes_a_post_waits_and_says_how_to_say_it() -> None:
    made = plan(pool=distinct(1, use=Use.ASK))
    assert {one.state for one in made.posts} == {State.WAITING}
    assert "socialkit approve l0" in (made.posts[0].error or "")


def test_review_automatic_needs_no_yes_but_under_care() -> None:
    rules = schedule(review_required=False)
    pool = [*distinct(1, use=Use.ASK), line(9, use=Use.ASK, care="crisis")]
    made = plan(pool=pool, rules=rules)
    assert {one.state for one in made.posts} == {State.SCHEDULED}
    assert {one.line_ids for one in made.posts} == {("l0",)}


def test_an_account_that_is_not_connected_is_waited_for() -> None:
    made = plan(pool=distinct(1), connected={(Network.FACEBOOK, ACCOUNTS[Network.FACEBOOK])})
    states = {one.network: one.state for one in made.posts}
    assert states == {Network.INSTAGRAM: State.WAITING, Network.FACEBOOK: State.SCHEDULED}
    assert "connect instagram" in (made.posts[0].error or "")


def test_a_rehearsal_asks_for_nothing() -> None:
    made = plan(pool=distinct(1, use=Use.ASK, sample=True), connected=set(), rehearsal=True)
    assert {one.state for one in made.posts} == {State.SCHEDULED}


def test_a_sample_always_waits() -> None:
    assert {one.state for one in plan(pool=distinct(1, sample=True)).posts} == {State.WAITING}


def test_an_article_without_a_facebook_link_posts_to_instagram_only_and_says_why() -> None:
    only = {Network.INSTAGRAM: "quiet"}
    made = plan(pool=[line(0, accounts=only, blocked={Network.FACEBOOK: "no Facebook link"})])
    assert [one.network for one in made.posts] == [Network.INSTAGRAM]
    assert "no Facebook link" in made.notes


def test_a_line_that_serves_all_accounts_of_a_slot_goes_first() -> None:
    part = line(0, accounts={Network.INSTAGRAM: "quiet"})
    whole = line(1, text="this other one may go to both accounts at once")
    assert words(plan(pool=[part, whole]).posts)[0] == whole.text


def test_quiet_days_have_no_posts() -> None:
    rules = schedule(quiet_days=frozenset({date(2027, 1, 6)}))
    days = {one.local_date for one in plan(pool=distinct(9), rules=rules).posts}
    assert date(2027, 1, 4) in days
    assert date(2027, 1, 6) not in days


def test_how_long_the_lines_last() -> None:
    assert plan(pool=distinct(7)).lasts_until == date(2027, 1, 18)
    assert plan(pool=distinct(2)).lasts_until == date(2027, 1, 6)
    assert plan(pool=distinct(200)).lasts_until is None
    assert plan(pool=distinct(3), rules=schedule(repeat_when_empty=True)).lasts_until is None


def test_a_mistyped_quote_does_not_shorten_how_long_the_lines_last() -> None:
    typo = SlotSpec(at=time(8), to=BOTH, date=date(2027, 1, 5), quote="not hers")
    assert plan([MORNING, typo], distinct(7)).lasts_until == date(2027, 1, 18)


def test_a_slot_that_no_article_can_fill_is_said_and_does_not_shorten_it_either() -> None:
    contrasts = replace(MORNING, kind=PostKind.CONTRAST, days=(1,))
    made = plan([MORNING, contrasts], distinct(7))
    assert made.lasts_until == date(2027, 1, 18)
    assert any("no article has a contrast" in note for note in made.notes)


def test_without_any_line_the_lines_last_until_today() -> None:
    assert plan([MORNING], []).lasts_until == NOW.date()


def test_a_post_that_she_took_out_by_hand_is_no_gap() -> None:
    known = match_slots([], [MORNING], now=NOW)
    far = plan([MORNING], distinct(200), known=known, days=30)
    out = [
        replace(row, state=State.CANCELLED, cancelled_by=CancelledBy.OWNER)
        if row.plan.local_date == date(2027, 1, 25)
        else row
        for row in rows(far)
    ]
    assert plan([MORNING], distinct(200), out, known=known).lasts_until is None


def test_times_that_stay_empty_are_told_once_a_kind_with_the_first_of_them() -> None:
    (note,) = plan(pool=distinct(4)).notes
    assert note.startswith("2 times stay empty, the first on Wednesday 13 January at 09:00")


def test_an_article_that_gives_nothing_to_anybody_is_said() -> None:
    held = {Network.INSTAGRAM: "no Instagram link", Network.FACEBOOK: "no Facebook link"}
    made = plan(pool=[line(0, accounts={}, blocked=held)])
    assert {"no Instagram link", "no Facebook link"} <= set(made.notes)


def test_what_is_held_is_said_again_when_the_posts_are_stored() -> None:
    pool = [line(0, accounts={Network.INSTAGRAM: "quiet"}, blocked={Network.FACEBOOK: "no link"})]
    known = match_slots([], [MORNING], now=NOW)
    first = plan(pool=pool, known=known)
    assert "no link" in plan(pool=pool, history=rows(first), known=known).notes


def test_an_approved_line_goes_before_one_that_serves_more_accounts() -> None:
    asked, approved = line(0, use=Use.ASK), line(1, accounts={Network.INSTAGRAM: "quiet"})
    assert words(plan(pool=[asked, approved]).posts)[0] == approved.text


def test_posts_stand_by_time_and_network_whatever_the_order_of_to() -> None:
    made = plan([replace(MORNING, to=BOTH[::-1])], distinct(3), days=1)
    assert [one.network for one in made.posts] == list(BOTH)


def test_a_network_without_an_account_rule_gets_nothing() -> None:
    only = replace(schedule(), accounts={Network.INSTAGRAM: RULES[Network.INSTAGRAM]})
    assert {one.network for one in plan(pool=distinct(3), rules=only).posts} == {Network.INSTAGRAM}


def test_a_forbidden_phrase_is_found_in_the_name_of_a_side() -> None:
    sides = (("With repair", "“I am sorry.”"), ("Without repair", "“You always start.”"))
    contrast = line(0, kind="contrast", label="At home", parts=sides)
    spec = replace(MORNING, kind=PostKind.CONTRAST)
    assert plan([spec], [contrast]).posts
    assert plan([spec], [contrast], rules=schedule(never_post=("without  REPAIR",))).posts == ()


def test_a_forbidden_phrase_is_found_in_any_shape_of_quotes() -> None:
    said = line(0, text="She says it’s fine and means the opposite of it")
    assert plan(pool=[said], rules=schedule(never_post=("IT'S  fine",))).posts == ()
