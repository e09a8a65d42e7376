"""The plan: right words, right places, no repeats; and an edit changes only what it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.model import (
    AccountRule,
    Candidate,
    LateKind,
    LateRule,
    Network,
    PlannedPost,
    Post,
    PostKind,
    Schedule,
    Slot,
    SlotSpec,
    State,
    Use,
)
from socialkit.plan import Plan, Terms, match_slots, plan_posts
from tests.builders import schedule as base_schedule

NOW = datetime(2027, 1, 4, 6, 0, tzinfo=UTC)  # a Monday, before nine
BOTH = (Network.INSTAGRAM, Network.FACEBOOK)
ACCOUNTS = {Network.INSTAGRAM: "quiet", Network.FACEBOOK: "https://www.facebook.com/quiet"}
RULES = {network: AccountRule(network) for network in BOTH}
MORNING = SlotSpec(at=time(9), to=BOTH, days=(0, 2, 4))
EVENING = SlotSpec(at=time(18, 30), to=(Network.INSTAGRAM,), days=(6,))
NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def schedule(**changes: object) -> Schedule:
    return base_schedule(accounts=RULES, **changes)


def line(number: int, **changes: object) -> Candidate:
    """A line of its own words, so that no two are alike."""
    words = f"{NUMBERS[number % 12]} gentle {number} words of article number {number // 12} stay"
    value = Candidate(
        id=f"l{number}",
        kind="single",
        text=words,
        article_slug="pauses",
        title="On pauses",
        rank=number,
        use=Use.YES,
        accounts=ACCOUNTS,
    )
    return replace(value, **changes)  # type: ignore[arg-type]


def distinct(count: int, **changes: object) -> list[Candidate]:
    texts = [" ".join(f"{word}{number}" for word in NUMBERS[:6]) for number in range(count)]
    return [line(number, text=text, **changes) for number, text in enumerate(texts)]


def plan(
    specs: Sequence[SlotSpec] = (MORNING,),
    pool: Sequence[Candidate] = (),
    history: Sequence[Post] = (),
    *,
    days: int = 14,
    now: datetime = NOW,
    rules: Schedule | None = None,
    known: Sequence[Slot] = (),
    connected: set[tuple[Network, str]] | None = None,
    rehearsal: bool = False,
) -> Plan:
    slots = [slot for slot in match_slots(known, specs, now=NOW) if slot.removed_at is None]
    terms = Terms(rules or schedule(), "w", connected, rehearsal)
    return plan_posts(terms, slots, pool, history, now=now, until=now + timedelta(days=days))


def rows(made: Plan, state: State | None = None) -> list[Post]:
    return [Post(plan=one, state=state or one.state) for one in made.posts]


def words(posts: Sequence[PlannedPost], network: Network = Network.INSTAGRAM) -> list[str]:
    return [one.text for one in posts if one.network is network]


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
    made = plan(pool=[line(0, accounts=only, held={Network.FACEBOOK: "no Facebook link"})])
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


# What an edit touches


def test_a_moved_time_keeps_keys_and_words() -> None:
    pool, known = distinct(9), match_slots([], [MORNING, EVENING], now=NOW)
    before = plan([MORNING, EVENING], pool, known=known)
    after = plan([replace(MORNING, at=time(10)), EVENING], pool, rows(before), known=known)
    assert {one.key: one.text for one in after.posts} == {one.key: one.text for one in before.posts}
    assert after.withdrawn == ()


def test_a_new_slot_leaves_all_other_posts_alone() -> None:
    pool, known = distinct(12), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    after = plan([MORNING, EVENING], pool, rows(before), known=known)
    assert {one.key: one.text for one in before.posts}.items() <= {
        one.key: one.text for one in after.posts
    }.items()
    assert len(after.posts) > len(before.posts)


def test_a_removed_slot_takes_only_its_own_posts() -> None:
    pool, known = distinct(12), match_slots([], [MORNING, EVENING], now=NOW)
    before = plan([MORNING, EVENING], pool, known=known)
    after = plan([EVENING], pool, rows(before), known=known)
    gone = {one.key for one in before.posts if one.slot_id == known[0].id}
    assert set(after.withdrawn) == gone
    assert {one.key for one in after.posts} == {one.key for one in before.posts} - gone


def test_other_days_take_over_the_lines_of_the_old_ones() -> None:
    pool, known = distinct(12), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    after = plan([replace(MORNING, days=(1, 3, 5))], pool, rows(before), known=known)
    assert words(after.posts) == words(before.posts)
    assert set(after.withdrawn) == {one.key for one in before.posts}


def test_a_line_that_may_not_be_used_any_more_is_replaced_alone() -> None:
    pool, known = distinct(9), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    fewer = [replace(one, use=Use.NO) if one.id == "l2" else one for one in pool]
    after = plan([MORNING], fewer, rows(before), known=known)
    changed = [
        (old.text, new.text)
        for old, new in zip(before.posts, after.posts, strict=True)
        if old.text != new.text
    ]
    assert set(changed) == {(pool[2].text, pool[6].text)}


def test_new_lines_do_not_push_planned_ones_aside() -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(6), known=known)
    better = [line(50, rank=-1, text="a brand new best line stands here"), *distinct(6)]
    assert plan([MORNING], better, rows(before), known=known).posts == before.posts


# What is done is done


@pytest.mark.parametrize(
    "state",
    [State.POSTED, State.SENDING, State.UNCONFIRMED, State.FAILED, State.MISSED, State.PAUSED],
)
def test_a_slot_and_date_that_is_done_is_never_planned_again(state: State) -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(9), known=known)
    done = [
        replace(row, state=state) if index < 2 else row for index, row in enumerate(rows(before))
    ]
    after = plan([MORNING], distinct(9), done, known=known)
    keys = {row.key for row in done[:2]}
    assert keys.isdisjoint(one.key for one in after.posts)
    assert keys.isdisjoint(after.withdrawn)


def test_what_was_posted_is_not_posted_again_within_the_span() -> None:
    pool, known = distinct(2), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known, days=1)
    later = NOW + timedelta(days=7)
    after = plan([MORNING], pool, rows(before, State.POSTED), known=known, now=later)
    assert set(words(after.posts)) == {pool[1].text}


def test_after_the_span_a_line_may_come_again() -> None:
    rules = schedule(repeat_after=timedelta(days=7))
    made = plan(pool=distinct(3), rules=rules)
    assert len(words(made.posts)) == 6
    never = plan(pool=distinct(3), rules=schedule(repeat_after=None))
    assert len(words(never.posts)) == 3


def test_a_missed_line_returns_to_the_pool() -> None:
    pool, known = distinct(1), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known, days=1)
    missed = rows(before, State.MISSED)
    after = plan([MORNING], pool, missed, known=known, now=NOW + timedelta(days=1))
    assert set(words(after.posts)) == {pool[0].text}


def test_when_empty_repeat_takes_the_longest_unused() -> None:
    rules = schedule(repeat_when_empty=True)
    pool = distinct(3)
    assert words(plan(pool=pool, rules=rules).posts) == [one.text for one in (*pool, *pool)]


def test_an_overdue_post_is_left_to_those_who_send() -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(9), known=known)
    later = before.posts[0].due_at + timedelta(hours=1)
    after = plan([MORNING], distinct(9), rows(before), known=known, now=later)
    overdue = {one.key for one in before.posts[:2]}
    assert overdue.isdisjoint(one.key for one in after.posts)
    assert after.withdrawn == ()


def test_a_time_that_passed_while_nobody_planned_counts_only_within_if_late() -> None:
    known = match_slots([], [MORNING], now=NOW)
    an_hour_late = datetime(2027, 1, 6, 10, tzinfo=UTC)
    late = plan([MORNING], distinct(9), known=known, now=an_hour_late, days=1)
    assert [one.local_date for one in late.posts][:1] == [date(2027, 1, 6)]
    skip = schedule(if_late=LateRule(LateKind.SKIP, None))
    assert (
        plan([MORNING], distinct(9), known=known, now=an_hour_late, days=1, rules=skip).posts == ()
    )


# Kinds, quotes, captions


def test_a_contrast_is_always_both_sides() -> None:
    both = (("With repair", "I can see that it hurt you."), ("Without repair", "You make a drama."))
    spec = replace(MORNING, kind=PostKind.CONTRAST)
    made = plan([spec], [line(0, kind="contrast", parts=both), *distinct(3)], days=1)
    assert [slide.label for slide in made.posts[0].slides] == ["With repair", "Without repair"]
    assert len(made.posts[0].alt_texts) == 2


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
    assert slides == [3, 3]  # lead-in and two items; then three lines
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


def test_how_long_the_lines_last() -> None:
    assert plan(pool=distinct(7)).lasts_until == date(2027, 1, 18)
    assert plan(pool=distinct(2)).lasts_until == date(2027, 1, 6)
    assert plan(pool=distinct(200)).lasts_until is None
    assert plan(pool=distinct(3), rules=schedule(repeat_when_empty=True)).lasts_until is None


KINDS = st.sampled_from([PostKind.CARD, PostKind.STORY, PostKind.CAROUSEL])
SPECS = st.builds(
    SlotSpec,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    to=st.sampled_from([BOTH, BOTH[:1], BOTH[1:]]),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    kind=KINDS,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPECS, max_size=4), st.lists(SPECS, max_size=4), st.integers(0, 12))
def test_whatever_she_edits_no_line_repeats_and_no_key_is_double(
    before: list[SlotSpec], after: list[SlotSpec], count: int
) -> None:
    pool = distinct(count)
    known = match_slots([], before, now=NOW)
    first = plan(before, pool, known=known)
    second = plan(after, pool, rows(first), known=known)
    assert len({one.key for one in second.posts}) == len(second.posts)
    for network in BOTH:
        used = [key for one in second.posts if one.network is network for key in one.line_ids]
        assert len(used) == len(set(used))
    kept = {row.key for row in rows(first)} & {one.key for one in second.posts}
    assert set(second.withdrawn) == {row.key for row in rows(first)} - kept
