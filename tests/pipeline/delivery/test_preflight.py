"""The last check before anything is sent."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from socialkit.lines.rejected_words import RejectedWords, word_key
from socialkit.model.article import Article, Links
from socialkit.model.network import Network
from socialkit.model.post import Account, Image, Post, State, WaitReason
from socialkit.model.schedule import Pause, Schedule
from socialkit.pipeline.delivery.preflight import Preflight
from tests.support.builders import HANDLE, NOON, article, post, schedule


def claimed(key: str = "a" * 12, **changes: Any) -> Post:
    return replace(post(key, state=State.SENDING, **changes), lease_owner="me", lease_until=NOON)


def judge(
    *, rules: Schedule | None = None, text: Article | None = None, pause: Pause | None = None
) -> Preflight:
    chosen = text or article()
    return Preflight(rules or schedule(), {chosen.slug: chosen}, None, command_pause=pause)


def live(account: Account | None, *, text: Article | None = None) -> Preflight:
    chosen = text or article()
    accounts = {} if account is None else {(account.network, account.account): account}
    return Preflight(schedule(), {chosen.slug: chosen}, accounts)


def state_of(verdict: Post | None) -> State | None:
    return None if verdict is None else verdict.state


def test_a_post_on_time_with_nothing_against_it_may_go() -> None:
    assert judge()(claimed(), NOON) is None


def test_a_pause_in_the_file_holds_it() -> None:
    rules = schedule(pause=Pause(until=date(2027, 3, 5), reason="holiday"))
    verdict = judge(rules=rules)(claimed(), NOON)
    assert verdict is not None
    assert verdict.state is State.PAUSED
    assert "holiday" in (verdict.error or "")


def test_a_pause_by_command_holds_it() -> None:
    assert state_of(judge(pause=Pause())(claimed(), NOON)) is State.PAUSED


def test_a_pause_that_is_over_holds_nothing() -> None:
    rules = schedule(pause=Pause(until=date(2027, 3, 1)))
    assert judge(rules=rules)(claimed(), NOON) is None


def test_a_pause_ends_by_her_date_not_by_the_utc_date() -> None:
    rules = schedule(pause=Pause(until=date(2027, 3, 2)), timezone="Asia/Kolkata")
    evening = datetime(2027, 3, 1, 20, 0, tzinfo=UTC)  # the second of March in Kolkata
    assert judge(rules=rules)(claimed(due_at=evening), evening) is None


def test_a_post_that_comes_too_late_is_missed_and_says_how_to_send_it() -> None:
    verdict = judge()(claimed(), NOON + timedelta(hours=3))
    assert verdict is not None
    assert verdict.state is State.MISSED
    assert "socialkit post" in (verdict.error or "")


def test_what_she_asked_for_by_hand_is_never_too_late() -> None:
    asked = replace(claimed(), tickets={"asked_at": NOON.isoformat()})
    assert judge()(asked, NOON + timedelta(days=3)) is None


def test_a_line_that_left_its_article_is_not_posted() -> None:
    changed = article(text="Something else altogether stands here now.")
    assert state_of(judge(text=changed)(claimed(), NOON)) is State.WAITING


def test_an_article_that_now_links_elsewhere_stops_its_posts() -> None:
    elsewhere = article(links=Links(instagram=("another_practice",)))
    verdict = judge(text=elsewhere)(claimed(), NOON)
    assert verdict is not None
    assert verdict.state is State.WAITING


def test_an_article_without_links_stops_its_posts_in_words() -> None:
    verdict = judge(text=article(links=Links()))(claimed(), NOON)
    assert verdict is not None
    assert "links to no Instagram account" in (verdict.error or "")


def test_an_article_that_is_gone_stops_its_posts() -> None:
    assert state_of(Preflight(schedule(), {}, None)(claimed(), NOON)) is State.WAITING


@pytest.fixture
def picture(tmp_path: Path) -> Image:
    path = tmp_path / "card.jpg"
    path.write_bytes(b"picture")
    return Image(str(path), hashlib.sha256(b"picture").hexdigest(), "words")


def test_a_picture_that_was_changed_is_not_posted(picture: Image) -> None:
    assert judge()(claimed(images=(picture,)), NOON) is None
    Path(picture.path).write_bytes(b"another picture")
    assert state_of(judge()(claimed(images=(picture,)), NOON)) is State.WAITING


def test_a_picture_that_is_gone_is_not_posted(picture: Image) -> None:
    Path(picture.path).unlink()
    assert state_of(judge()(claimed(images=(picture,)), NOON)) is State.WAITING


def test_an_account_that_is_not_connected_makes_the_post_wait() -> None:
    assert state_of(live(None)(claimed(), NOON)) is State.WAITING


def test_a_connected_account_may_be_posted_to() -> None:
    account = Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON)
    assert live(account)(claimed(), NOON) is None


@pytest.mark.parametrize(("rests_for", "judged_again_after"), [(4, 4), (10, 10), (360, 10)])
def test_a_resting_account_puts_the_post_off_and_is_asked_again_soon(
    rests_for: int, judged_again_after: int
) -> None:
    account = Account(
        Network.INSTAGRAM,
        HANDLE,
        "instagrapi",
        connected_at=NOON,
        paused_until=NOON + timedelta(minutes=rests_for),
    )
    verdict = live(account)(claimed(), NOON)
    assert verdict is not None
    again = NOON + timedelta(minutes=judged_again_after)
    assert (verdict.state, verdict.next_try_at) == (State.SCHEDULED, again)


def test_a_sample_is_rehearsed_but_never_posted() -> None:
    sample = article(sample=True)
    account = Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON)
    assert judge(text=sample)(claimed(), NOON) is None
    assert state_of(live(account, text=sample)(claimed(), NOON)) is State.WAITING


def test_a_verdict_gives_the_claim_back() -> None:
    verdict = judge(pause=Pause())(claimed(), NOON)
    assert verdict is not None
    assert verdict.lease_owner is None


def test_refused_words_are_held_back_at_the_last_moment() -> None:
    chosen = article()
    waiting = claimed()
    refusing = RejectedWords([word_key(waiting.plan.text)])
    preflight = Preflight(schedule(), {chosen.slug: chosen}, None, rejected=refusing)
    verdict = preflight(waiting, NOON)
    assert verdict is not None
    assert (verdict.state, verdict.wait_reason) == (State.WAITING, WaitReason.APPROVAL)
    pinned = replace(preflight, pinned_slots={waiting.plan.slot_id})
    assert pinned(waiting, NOON) is None
