"""The first comment is her words below the post, and hashtags never stand there twice."""

from __future__ import annotations

from dataclasses import replace

from socialkit.model.network import Network
from socialkit.model.post import PostKind, State
from socialkit.model.schedule import CaptionRules
from socialkit.plan.content.captions import Words, compose_first_comment
from tests.plan.sample import MORNING, line, plan, schedule

INSTAGRAM, FACEBOOK = Network.INSTAGRAM, Network.FACEBOOK
WORDS = Words("A pause is kind.", "On pauses", hashtags=("#pause", "#kind"))
TAGS = ("#pause", "#kind")
BELOW = CaptionRules(hashtags=TAGS, first_comment="{hashtags}\n{link}")


def comment(template: str, words: Words = WORDS, caption: str = "") -> str:
    return compose_first_comment(template, words, INSTAGRAM, caption=caption).text


def planned(rules: CaptionRules, **changes: object) -> dict[Network, tuple[str, str]]:
    spec = replace(MORNING, **changes)  # type: ignore[arg-type]
    made = plan([spec], [line(1)], days=1, rules=schedule(caption=rules))
    return {one.network: (one.caption, one.first_comment) for one in made.posts}


def test_rows_without_their_word_are_left_out_until_nothing_is_left() -> None:
    assert comment("{hashtags}\n{link}") == "#pause #kind"
    assert comment("{link}") == ""


def test_hashtags_in_the_comment_leave_the_caption() -> None:
    text, below = planned(BELOW)[INSTAGRAM]
    assert "#" not in text
    assert below == "#pause #kind"


def test_a_comment_without_hashtags_leaves_them_where_they_are() -> None:
    text, below = planned(replace(BELOW, first_comment="{title}"))[INSTAGRAM]
    assert text.endswith("#pause #kind")
    assert below == "On pauses"


def test_a_network_may_have_its_own() -> None:
    rules = replace(BELOW, first_comment=None, first_comments={FACEBOOK: "From {title}"})
    made = planned(rules)
    assert (made[INSTAGRAM][1], made[FACEBOOK][1]) == ("", "From On pauses")
    assert "#pause" in made[INSTAGRAM][0]


def test_a_story_has_none_and_keeps_its_hashtags() -> None:
    text, below = planned(BELOW, kind=PostKind.STORY)[INSTAGRAM]
    assert below == ""
    assert "#pause" in text


def test_hashtags_that_are_too_many_together_with_the_caption_go_first() -> None:
    caption = " ".join(f"#tag{number}" for number in range(29))
    assert comment("{hashtags}", caption=caption) == "#pause"


def test_what_a_network_would_refuse_is_told_while_it_can_be_put_right() -> None:
    names = " ".join(f"@name{number}" for number in range(11))
    rules = CaptionRules(text=f"{{line}} {names}", first_comment=names)
    made = plan([MORNING], [line(1)], days=1, rules=schedule(caption=rules))
    held, other = made.posts
    assert held.state is State.WAITING
    assert "22 @names together with its caption, and Instagram takes 20" in (held.error or "")
    assert other.state is State.SCHEDULED


def test_a_comment_is_too_long_for_instagram_and_not_for_facebook() -> None:
    template = "warm " * 500
    told = compose_first_comment(template, WORDS, INSTAGRAM, caption="").problem
    assert "Its first comment has 2,499 characters" in (told or "")
    assert compose_first_comment(template, WORDS, FACEBOOK, caption="").problem is None
