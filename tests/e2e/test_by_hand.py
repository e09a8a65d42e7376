"""Pause, resume, post, cancel, resolve, unpublish: commands that act on single posts."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.e2e.practice import QUOTES, Practice, due
from tests.emulators.exchange import Fault, Kind
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)


def keys(practice: Practice) -> list[str]:
    return [row["key"] for row in practice.status["posts"]]


def test_what_falls_due_in_a_pause_stays_back_until_the_owner_sends_it(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[instagram]")])
    practice.run("connect", "instagram")
    assert practice.run("pause", "--reason", "a holiday").code == 0
    asked = len(world.log)
    assert practice.run("tick").code == 0
    assert len(world.log) == asked
    assert (practice.states, practice.status["paused"]) == ({"paused": 1}, True)
    assert practice.run("resume").code == 0
    practice.run("tick")
    assert practice.states == {"paused": 1}
    assert practice.run("post", keys(practice)[0]).code == 0
    assert practice.states == {"posted": 1}
    assert len(world.instagram.media) == 1


def test_resume_names_a_pause_that_stands_in_the_file(practice: Practice) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])], pause="true")
    refused = practice.run("resume")
    assert refused.code == 1
    assert "schedule.yaml, line 3" in refused.err


def test_a_cancelled_post_never_goes_out(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[instagram]")])
    practice.run("connect", "instagram")
    practice.run("pause")
    practice.run("plan")
    practice.run("tick")
    (key,) = keys(practice)
    assert practice.run("cancel", key).code == 0
    practice.run("resume")
    practice.run("tick")
    assert practice.states == {"cancelled": 1}
    assert practice.run("post", key).code == 1
    assert world.commits == []


def in_doubt(practice: Practice, world: World) -> str:
    practice.write_env(LOOK_UP_AFTER="0", SEND_TIMEOUT="2")
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    practice.run("connect", "facebook")
    world.faults.append(Fault(r"/\d+/feed", Kind.DROP))
    world.faults.append(Fault("published_posts", Kind.DROP, times=9, skip=1))
    practice.run("tick")
    threading.Event().wait(1)
    practice.run("tick")
    assert practice.states == {"unconfirmed": 1}
    return keys(practice)[0]


def test_what_cannot_be_looked_up_waits_for_resolve_posted(
    practice: Practice, world: World
) -> None:
    key = in_doubt(practice, world)
    assert "resolve" in " ".join(practice.status["problems"])
    assert practice.run("post", key).code == 1
    assert practice.run("resolve", key, "--posted").code == 0
    practice.run("tick")
    assert practice.states == {"posted": 1}
    assert len(world.commits) == 1


def test_what_the_owner_calls_not_posted_is_looked_for_once_more_before_it_is_sent(
    practice: Practice, world: World
) -> None:
    key = in_doubt(practice, world)
    assert practice.run("resolve", key, "--not-posted").code == 0
    assert practice.states == {"failed": 1}
    world.faults.clear()
    assert practice.run("post", key).code == 0
    assert practice.states == {"posted": 1}
    assert (len(world.commits), len(world.graph.posts)) == (1, 1)


def test_a_post_is_taken_down_on_both_networks(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    practice.run("tick")
    for key in keys(practice):
        assert practice.run("unpublish", key).code == 0
    assert (world.instagram.media, world.graph.posts) == ([], [])
    practice.run("tick")
    assert (world.instagram.media, world.graph.posts) == ([], [])


def test_what_was_taken_down_is_neither_taken_down_nor_sent_once_more(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    practice.run("tick")
    (key,) = keys(practice)
    practice.run("unpublish", key)
    asked = len(world.log)
    for command in ("unpublish", "post"):
        refused = practice.run(command, key, "--json")
        assert refused.code == 1
        assert "down before" in refused.json["error"]
    assert len(world.log) == asked
    assert "You took it down" in practice.run("status").out


def test_the_gap_between_two_posts_is_kept_and_said(practice: Practice, world: World) -> None:
    practice.write_env(MIN_GAP="3600")
    practice.write_schedule([due((n + 1) * MINUTE, QUOTES[n], to="[facebook]") for n in range(2)])
    practice.run("tick")
    assert practice.states == {"posted": 1, "scheduled": 1}
    (open_key,) = [row["key"] for row in practice.status["posts"] if row["state"] == "scheduled"]
    later = practice.run("post", open_key)
    assert later.code == 0 and "as soon as it may" in later.out
    assert len(world.commits) == 1


def test_a_network_that_is_down_is_tried_again_later(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    practice.run("connect", "facebook")
    world.faults.append(replace(Fault("/photos", Kind.DROP)))
    assert practice.run("tick").code == 0
    (row,) = practice.status["posts"]
    assert row["state"] == "scheduled" and "tries again" in row["error"]
    assert world.commits == []


def test_by_hand_nobody_tries_again_but_the_owner(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    practice.run("tick")
    (key,) = keys(practice)
    for command in (("connect", "facebook"), ("unpublish", key)):
        world.faults.append(Fault(".", Kind.DROP, times=99))
        refused = practice.run(*command)
        world.faults.clear()
        assert refused.code == 1
        assert "cannot be reached" in refused.err and "then run this again" in refused.err
        assert "tries again" not in refused.err
        assert practice.run(*command).code == 0


def test_what_fell_due_in_a_pause_stays_back_though_nobody_looked_meanwhile(
    practice: Practice, world: World
) -> None:
    in_time = datetime.now(UTC) + timedelta(
        seconds=90
    )  # the commands before the pause take a while
    soon = in_time.replace(second=0, microsecond=0)
    row = f'{{date: {soon:%Y-%m-%d}, at: "{soon:%H:%M}", to: [facebook], quote: "{QUOTES[0]}"}}'
    practice.write_schedule([row])
    practice.run("connect", "facebook")
    practice.run("plan")
    practice.run("pause", "--reason", "a holiday")
    threading.Event().wait(max(0, (soon - datetime.now(UTC)).total_seconds()) + 1)
    assert practice.run("resume").code == 0
    practice.run("tick")
    assert practice.states == {"paused": 1}
    assert "a holiday" in practice.status["posts"][0]["error"]
    assert world.commits == []


def test_a_pause_until_a_day_that_is_past_is_refused(practice: Practice) -> None:
    practice.write_schedule([])
    refused = practice.run("pause", "--until", "2020-01-01")
    assert refused.code == 1
    assert "2020-01-01" in refused.err
    assert practice.status["paused"] is False


def test_a_pause_works_while_the_schedule_is_broken(practice: Practice) -> None:
    practice.write_schedule([])
    practice.run("plan")
    (practice.folder / "schedule.yaml").write_text("post: [")
    assert practice.run("pause").code == 0


def test_in_a_pause_nothing_is_sent_by_hand_and_the_post_stays_as_it_was(
    practice: Practice, world: World
) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    row = f'{{date: {tomorrow:%Y-%m-%d}, at: "09:00", to: [facebook], quote: "{QUOTES[0]}"}}'
    practice.write_schedule([row])
    practice.run("connect", "facebook")
    practice.run("plan")
    practice.run("pause")
    refused = practice.run("post", keys(practice)[0], "--json")
    assert (refused.code, list(refused.json)) == (1, ["error"])
    assert practice.states == {"scheduled": 1}
    assert world.commits == []


def test_a_state_folder_that_cannot_be_written_is_said_in_words(practice: Practice) -> None:
    practice.write_schedule([])
    practice.write_env(STATE_DIR=str(practice.folder / "schedule.yaml" / "state"))
    refused = practice.run("tick", "--json")
    assert refused.code == 1
    assert "cannot be written" in refused.json["error"]


def held_back(practice: Practice) -> str:
    """The key of a post for Facebook that fell due in a pause, with the pause over."""
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    practice.run("connect", "facebook")
    practice.run("pause", "--reason", "a holiday")
    practice.run("tick")
    practice.run("resume")
    assert practice.states == {"paused": 1}
    return keys(practice)[0]


def test_while_paused_by_command_no_post_is_asked_for(practice: Practice, world: World) -> None:
    key = held_back(practice)
    practice.run("pause", "--reason", "a mourning")
    refused = practice.run("post", key)
    assert refused.code == 1
    assert "paused (a mourning)" in refused.err and "socialkit resume" in refused.err
    assert practice.states == {"paused": 1}
    practice.run("resume")
    practice.run("tick")
    assert (practice.states, world.commits) == ({"paused": 1}, [])


def test_while_paused_by_the_file_its_row_is_named(practice: Practice, world: World) -> None:
    key = held_back(practice)
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")], pause="true")
    refused = practice.run("post", key, "--json")
    assert (refused.code, list(refused.json)) == (1, ["error"])
    assert "schedule.yaml:3" in refused.json["error"]
    assert practice.states == {"paused": 1}


def test_an_account_that_rests_is_why_nothing_was_sent(practice: Practice, world: World) -> None:
    key = held_back(practice)
    practice.write_env(FACEBOOK_PAGE_TOKEN="EAAGnolongervalid")
    for command in (("post", key), ("post", key)):  # the first finds the trouble, then it rests
        refused = practice.run(*command)
        assert refused.code == 1
        assert "SOCIALKIT_FACEBOOK_PAGE_TOKEN" in refused.err
        assert "just now" not in refused.err
    refused = practice.run("post", key, "--json")
    assert (refused.code, list(refused.json)) == (1, ["error"])
    assert world.commits == []


def test_without_a_login_a_post_by_hand_is_not_done(practice: Practice, world: World) -> None:
    key = held_back(practice)
    practice.write_env(FACEBOOK_PAGE_TOKEN="")
    refused = practice.run("post", key, "--json")
    assert (refused.code, list(refused.json)) == (1, ["error"])
    assert "socialkit connect facebook" in refused.json["error"]
    assert world.commits == []


def test_a_post_by_hand_that_was_refused_for_want_of_a_login_keeps_its_own_time(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(-24 * 60 * MINUTE, QUOTES[0], to="[facebook]")])
    practice.run("plan")
    practice.write_env(FACEBOOK_PAGE_TOKEN="")
    refused = practice.run("post", keys(practice)[0])
    assert refused.code == 1 and "It keeps its time: " in refused.err
    practice.write_env()
    assert practice.run("connect", "facebook").code == 0
    assert practice.run("tick").code == 0
    assert world.commits == []
    assert practice.states == {"scheduled": 1}


def test_the_running_socialkit_sends_what_the_owner_asks_for(
    practice: Practice, world: World
) -> None:
    key = held_back(practice)
    with practice.start():
        for _ in range(100):
            if (practice.folder / ".socialkit" / "holder").exists():
                break
            threading.Event().wait(0.1)
        asked = practice.run("post", key)
        assert asked.code == 0 and "the running socialkit" in asked.out
