"""What `status` and `plan` show of posts: on every terminal enough to act on each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from socialkit.errors import PermanentFailure
from socialkit.model.post import PlannedPost, Receipt, State, WaitReason
from socialkit.outbox.machine.states import after_failure, after_lease_lost, missed, paused
from socialkit.outbox.store import Store
from socialkit.runtime.container import build_container
from socialkit.runtime.system_clock import SystemClock
from tests.cli.conftest import Answer, run
from tests.support.builders import planned

HOUR = timedelta(hours=1)
NOW = SystemClock().now()


def at(key: str, due_at: datetime, **changes: Any) -> PlannedPost:
    local = due_at.isoformat(timespec="minutes")
    return planned(key, due_at=due_at, local_date=due_at.date(), local_time=local, **changes)


def claimed(store: Store, key: str) -> Any:
    post = store.claim(key, worker="me", now=NOW, lease=HOUR)
    assert post is not None
    return post


def post_it(store: Store, key: str, permalink: str) -> None:
    begun = store.start_commit(claimed(store, key), NOW)
    assert begun is not None
    store.record_receipt(begun, Receipt(f"r-{key}", permalink), now=NOW)


def status(folder: Path, *, columns: int = 80) -> Answer:
    return run("status", folder=folder, COLUMNS=str(columns))


@pytest.mark.parametrize("columns", [40, 80, 99, 100, 160])
def test_the_key_of_every_post_is_visible_at_any_width(made: Path, columns: int) -> None:
    keys = [one["key"][:12] for one in run("plan", "--json", folder=made).json["posts"]]
    shown = run("plan", folder=made, COLUMNS=str(columns)).out
    assert keys
    assert [key for key in keys if key not in shown] == []


def test_what_is_planned_next_is_kept_short_and_has_keys(made: Path) -> None:
    posts = run("plan", "--days", "60", "--json", folder=made).json["posts"]
    shown = status(made).out
    assert posts[0]["key"][:12] in shown
    assert posts[-1]["key"][:12] not in shown
    assert "more times; to see all: socialkit plan" in shown


def test_every_post_that_did_not_go_out_is_listed_with_key_and_reason(made: Path) -> None:
    names = ("waits", "holds", "pause", "late", "broken", "doubt")
    keys = {name: name.ljust(12, "0") for name in names}
    plans = [at(key, NOW - (n + 1) * HOUR) for n, key in enumerate(keys.values())]
    waits = "Instagram is not connected yet; run: socialkit connect instagram"
    plans[0] = replace(plans[0], state=State.WAITING, error=waits, wait_reason=WaitReason.ACCOUNT)
    with build_container(made).open_outbox() as store:
        store.sync([], plans, withdrawn=(), now=NOW)
        store.annotate(keys["holds"], error="Instagram does not answer.")
        store.move(store.post(keys["pause"]), paused(store.post(keys["pause"]), "A holiday."))
        store.move(store.post(keys["late"]), missed(store.post(keys["late"]), "Nobody ran it."))
        post = claimed(store, keys["broken"])
        error = PermanentFailure("The picture is refused.", network="instagram")
        store.finish(post, after_failure(post, error, now=NOW, look_up_after=()))
        begun = store.start_commit(claimed(store, keys["doubt"]), NOW)
        assert begun is not None
        doubt = after_lease_lost(begun, now=NOW, look_up_after=(HOUR,))
        store.finish(begun, replace(doubt, look_at=None))
    shown = status(made).out
    assert [key for key in keys.values() if f"  {key}  " not in shown] == []
    reasons = (waits, "does not answer", "A holiday.", "Nobody ran it.", "picture is refused")
    assert [words for words in (*reasons, "look at the account") if words not in shown] == []
    assert shown.count("picture is refused") == 1


def test_a_due_post_that_waits_needs_her_and_is_named_by_its_key(made: Path) -> None:
    waiting = at(
        "waits0000000",
        NOW - HOUR,
        state=State.WAITING,
        error="It needs an account.",
        wait_reason=WaitReason.ACCOUNT,
    )
    held = at("holds0000000", NOW - HOUR)
    with build_container(made).open_outbox() as store:
        store.sync([], [waiting, held], withdrawn=(), now=NOW)
        store.annotate(held.key, error="Instagram does not answer.")
    report = run("status", "--json", folder=made).json
    told = "\n".join(report["problems"])
    assert report["health"] == "attention"
    assert "waits0000000 is due and waits: It needs an account." in told
    assert "holds0000000 is due and waits: Instagram does not answer." in told


def test_a_post_that_waits_and_is_not_due_yet_is_no_problem(made: Path) -> None:
    later = at(
        "later0000000",
        NOW + HOUR,
        state=State.WAITING,
        error="It needs your approval.",
        wait_reason=WaitReason.APPROVAL,
    )
    with build_container(made).open_outbox() as store:
        store.sync([], [later], withdrawn=(), now=NOW)
    assert "later0000000" not in str(run("status", "--json", folder=made).json["problems"])


def test_the_last_five_that_were_posted_are_listed_with_their_address(made: Path) -> None:
    keys = [f"posted{n:06}" for n in range(7)]
    plans = [at(key, NOW - (n + 1) * HOUR) for n, key in enumerate(keys)]
    with build_container(made).open_outbox() as store:
        store.sync([], plans, withdrawn=(), now=NOW)
        for n, key in reversed(list(enumerate(keys))):
            post = claimed(store, key)
            begun = store.start_commit(post, NOW - (n + 1) * HOUR)
            assert begun is not None
            receipt = Receipt(key, f"https://www.instagram.com/p/number-{n}/")
            store.record_receipt(begun, receipt, now=NOW - (n + 1) * HOUR)
    shown = status(made).out
    assert [n for n in range(7) if f"/p/number-{n}/" in shown] == [0, 1, 2, 3, 4]
    assert [key for key in keys if key in shown] == keys[:5]


def test_words_from_a_network_cannot_steer_the_terminal(made: Path) -> None:
    with build_container(made).open_outbox() as store:
        store.sync([], [at("steer0000000", NOW - HOUR)], withdrawn=(), now=NOW)
        post_it(store, "steer0000000", "https://www.instagram.com/p/x\x1b[2J\r\n\x07/")
    shown = status(made).out
    assert "steer0000000" in shown
    assert not set(shown) & set("\x1b\r\x07")


def pin(folder: Path, day: str, quote: str) -> None:
    path = folder / "schedule.yaml"
    row = f'  - {{date: {day}, at: "08:00", to: [instagram], quote: "{quote}"}}\n'
    path.write_text(path.read_text("utf-8").replace("\npost:\n", f"\npost:\n{row}", 1), "utf-8")


def test_a_pinned_quote_that_left_its_article_needs_her(made: Path) -> None:
    quote = "An apology opens the door, and changed behaviour keeps it open."
    pin(made, "2099-01-05", quote)
    told = "these words are in no article"
    assert told not in str(run("status", "--json", folder=made).json["problems"])
    article = made / "articles" / "after-the-argument.txt"
    text = article.read_text("utf-8")
    article.write_text(text.replace("opens the door", "opens a door"), "utf-8")
    report = run("status", "--json", folder=made).json
    (problem,) = [words for words in report["problems"] if told in words]
    assert problem.startswith("schedule.yaml:")
    assert report["health"] == "attention"


def test_a_pinned_quote_whose_day_is_over_is_no_problem_any_more(made: Path) -> None:
    pin(made, "2020-01-06", "These words never stood in any article of hers.")
    assert "are in no article" not in str(run("status", "--json", folder=made).json["problems"])
