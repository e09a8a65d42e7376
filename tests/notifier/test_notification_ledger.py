"""What is news, what is settled, and when the next message may leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from socialkit.model.state_values import NotificationLedger
from socialkit.notifier.notification_ledger import (
    MAX_MESSAGES_AN_HOUR,
    Alert,
    AlertKind,
    after_sending,
    begin_sending,
    due_alerts,
    next_allowed_at,
    next_sending_at,
    observe,
)
from socialkit.outbox.db.rows import StateRow
from socialkit.outbox.store import open_store
from socialkit.outbox.workspace_state import NOTICES, Key, decode, encode
from socialkit.pipeline.notify.dispatch import MAX_HANDOVERS_PER_MESSAGE, choose, compose_message
from socialkit.pipeline.status.problems import load_ledger
from tests.support.builders import NOON, minutes

ACCOUNT = Alert(
    "account:a", AlertKind.ACCOUNT, "Instagram anna", "Instagram anna: log in anew.", passes=True
)
POST = Alert("post:1:failed", AlertKind.FAILED, "Mon 01 Mar 12:00", "Mon 01 Mar 12:00: too large.")
FILE = Alert("words:x", AlertKind.FILE, "schedule.yaml", "line 3", grace=minutes(10), passes=True)
HANDED = Alert(
    "post:2:handed",
    AlertKind.HANDED,
    "Mon",
    "handed to you",
    pictures=("/a.jpg",),
    caption="Words\n#tag",
)


def through_the_outbox(record: NotificationLedger) -> NotificationLedger:
    return decode(NOTICES, StateRow(encode(NOTICES, record), NOON))


def told(
    ledger: NotificationLedger, *troubles: Alert, after: float = 0
) -> tuple[NotificationLedger, list[str]]:
    """One turn in which every address takes the message; the ledger goes through the outbox."""
    now = NOON + minutes(after)
    ledger = observe(through_the_outbox(ledger), troubles, now=now)
    news = due_alerts(ledger, troubles, now=now)
    if news and now >= next_allowed_at(ledger, now=now):
        ledger = after_sending(ledger, news, refused=[], is_heard=True, now=now)
        return ledger, [one.subject for one in news]
    return ledger, []


def test_a_trouble_is_told_once_and_again_only_once_it_was_settled() -> None:
    ledger, first = told(NotificationLedger(), ACCOUNT, POST)
    assert first == ["account:a", "post:1:failed"]
    ledger, again = told(ledger, ACCOUNT, POST, after=60)
    ledger, gone = told(ledger, POST, after=120)
    assert (again, gone, ledger.settled) == ([], [], ("Instagram anna",))
    ledger, anew = told(ledger, ACCOUNT, POST, after=180)
    assert (anew, ledger.settled) == (["account:a"], ())


def test_an_account_with_another_problem_is_not_settled() -> None:
    ledger, _ = told(NotificationLedger(), ACCOUNT)
    other = Alert("account:b", AlertKind.ACCOUNT, ACCOUNT.name, "It asks for a code.", passes=True)
    ledger, news = told(ledger, other, after=60)
    assert (news, ledger.settled) == (["account:b"], ())


def test_a_mistake_in_a_file_is_told_once_it_stood_for_a_while() -> None:
    ledger, early = told(NotificationLedger(), FILE)
    assert next_sending_at(ledger, [FILE], now=NOON) == NOON + minutes(10)
    ledger, late = told(ledger, FILE, after=10)
    assert (early, late) == ([], ["words:x"])
    mended, _ = told(told(NotificationLedger(), FILE)[0], after=5)
    assert told(mended, FILE, after=12)[1] == []


def test_what_comes_and_goes_brings_no_more_than_a_few_messages_an_hour() -> None:
    ledger, times = NotificationLedger(), []
    for minute in range(121):
        ledger, news = told(ledger, *([ACCOUNT] if minute % 2 == 0 else []), after=minute)
        times += [minute] if news else []
    assert len([one for one in times if one < 60]) == MAX_MESSAGES_AN_HOUR
    assert len([one for one in times if 60 <= one < 120]) == MAX_MESSAGES_AN_HOUR


def test_what_nobody_took_is_tried_again_at_growing_distances() -> None:
    now, ledger, waits = NOON, observe(NotificationLedger(), [POST], now=NOON), []
    for _ in range(7):
        news = due_alerts(ledger, [POST], now=now)
        ledger = after_sending(ledger, news, refused=["address 1"], is_heard=False, now=now)
        ledger = through_the_outbox(ledger)
        next_at = next_allowed_at(ledger, now=now)
        waits.append((next_at - now) // timedelta(minutes=1))
        now = next_at
    assert waits == [5, 15, 60, 240, 720, 720, 720]
    assert (ledger.tries, ledger.refused, ledger.silent_since) == (
        7,
        ("address 1",),
        NOON.isoformat(),
    )
    heard = after_sending(ledger, [POST], refused=[], is_heard=True, now=now)
    assert (heard.tries, heard.refused, heard.silent_since) == (0, (), None)


def test_whoever_died_while_telling_holds_the_next_one_up_for_minutes_only() -> None:
    ledger = begin_sending(observe(NotificationLedger(), [POST], now=NOON), now=NOON)
    assert due_alerts(ledger, [POST], now=NOON) == [POST]
    assert next_allowed_at(ledger, now=NOON) == NOON + minutes(3)


def test_old_posts_are_no_news_when_the_first_address_is_named() -> None:
    old = Alert("post:9:missed", AlertKind.MISSED, "Mon", "too late", is_old=True)
    first = observe(NotificationLedger(is_new=True), [old, POST], now=NOON)
    assert due_alerts(first, [old, POST], now=NOON) == [POST]
    later = observe(through_the_outbox(NotificationLedger()), [old], now=NOON)
    assert due_alerts(later, [old], now=NOON) == [old]


def test_while_the_schedule_cannot_be_read_nothing_else_counts_as_settled() -> None:
    ledger, _ = told(NotificationLedger(), ACCOUNT)
    partial = observe(ledger, [FILE], now=NOON, is_all=False)
    assert ACCOUNT.subject in partial.told
    assert FILE.subject in partial.seen


@pytest.mark.parametrize("text", ["{", "[]", '{"x": 1}'])
def test_a_ledger_that_cannot_be_read_counts_as_none(text: str) -> None:
    with open_store("sqlite://", workspace="w") as store:
        store.state.put(Key(NOTICES.name, str, NOTICES.since), text, now=NOON)
        assert load_ledger(store) == NotificationLedger(is_new=True)


def test_the_message_says_what_it_is_about_in_its_first_line() -> None:
    def title(*news: Alert) -> str:
        return compose_message("Quiet Harbour", news, ()).title

    assert title(POST) == "socialkit: 1 post could not be posted"
    assert title(POST, POST) == "socialkit: 2 posts could not be posted"
    assert title(ACCOUNT) == "socialkit: Instagram anna needs you"
    assert title(HANDED) == "socialkit: 1 post to post by hand"
    assert title(ACCOUNT, POST, FILE) == "socialkit: 3 things need you"


def test_a_post_to_post_by_hand_brings_its_pictures_and_its_caption() -> None:
    message = compose_message("Quiet Harbour", [HANDED], ("Instagram anna",))
    assert message.pictures == ("/a.jpg",)
    assert "Post this picture with these words:\n\nWords\n#tag\n" in message.body
    assert "Settled: Instagram anna." in message.body
    assert "Quiet Harbour" in message.body


def test_a_post_to_post_by_hand_brings_what_to_write_for_those_who_cannot_see() -> None:
    one = replace(HANDED, alt_texts=("A quote card: “Words”",))
    many = replace(HANDED, alt_texts=("First card", "Second card"))
    assert (
        "cannot see the picture:\n\nA quote card: “Words”\n" in compose_message("Q", [one], ()).body
    )
    assert (
        "cannot see them:\n\n1. First card\n2. Second card\n"
        in compose_message("Q", [many], ()).body
    )


def test_what_is_too_much_is_counted_but_pictures_wait_for_a_message_with_room() -> None:
    posts = [
        Alert(f"post:{n}:failed", AlertKind.FAILED, "Mon", f"post {n} failed") for n in range(12)
    ]
    handed = [Alert(f"post:h{n}:handed", AlertKind.HANDED, "Mon", "by hand") for n in range(6)]
    chosen = choose([*posts, *handed])
    assert [one.kind for one in chosen] == [AlertKind.HANDED] * MAX_HANDOVERS_PER_MESSAGE + [
        AlertKind.FAILED
    ] * 12
    body = compose_message("Quiet Harbour", chosen, ()).body
    assert "post 3 failed" in body
    assert "post 4 failed" not in body
    assert "… and 8 more." in body


OLD = {
    "account:instagram:anna:0ce501a97ced5687": "Instagram anna",
    "words:26d6d106c4eb7a04:1": "schedule.yaml",
    "post:1:failed": "",
}
"""As version 0.1.0 stored what it had sent: two subjects end with a hash of the message."""


def test_what_an_older_version_sent_under_a_hash_is_not_sent_again() -> None:
    account = Alert(
        "account:instagram:anna:needs_owner", AlertKind.ACCOUNT, "Instagram anna", "x", passes=True
    )
    quote = Alert("quote:Words.", AlertKind.FILE, "schedule.yaml", "line 3", passes=True)
    ledger, news = told(NotificationLedger(told=OLD), account, quote, POST)
    assert (news, ledger.settled) == ([], ())
    assert ledger.told == {
        account.subject: "Instagram anna",
        quote.subject: "schedule.yaml",
        POST.subject: "",
    }
    other = Alert("file:articles/a.md:1", AlertKind.FILE, "articles/a.md", "line 1", passes=True)
    _, later = told(ledger, account, quote, POST, other, after=60)
    assert later == [other.subject], "only the first look takes over what was sent"


def test_what_an_older_version_had_not_sent_is_news() -> None:
    other = Alert("account:instagram:bea:needs_owner", AlertKind.ACCOUNT, "Instagram bea", "x")
    quote = Alert("quote:Words.", AlertKind.FILE, "schedule.yaml", "line 3", passes=True)
    old = {"account:instagram:anna:0ce501a97ced5687": "Instagram anna"}
    ledger, news = told(NotificationLedger(told=old), other, quote)
    assert (news, ledger.settled) == ([other.subject, quote.subject], ())
