"""Accounts are looked at before it is too late, and left alone while a network blocks them.

Cycles at times that the test chooses; the judge is the networks' own log.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from socialkit.model.network import Network
from socialkit.model.post import Account, State
from socialkit.runtime.container import build_container
from tests.e2e.cycles import START, Cycles
from tests.e2e.faults import FEEDBACK
from tests.e2e.practice import HANDLE, PAGE_ID, QUOTES, TOKEN
from tests.emulators.exchange import Fault, Kind, Moment, json_reply
from tests.emulators.instagram import challenge
from tests.emulators.server import World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BOTH, INSTAGRAM, FACEBOOK = "[instagram, facebook]", "[instagram]", "[facebook]"
NEXT_DAY = START + DAY + HOUR
DUE = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
WHO_AM_I = "GET .*accounts/current_user"


def plan(cycles: Cycles, to: str, at: datetime = DUE, **more: str) -> None:
    row = f'{{date: {at:%Y-%m-%d}, at: "{at:%H:%M}", to: {to}, quote: "{QUOTES[0]}"}}'
    cycles.practice.write_schedule([row], **{"if_late": "200h", **more})


def go_to(cycles: Cycles, moment: datetime) -> list[str]:
    """One cycle at that moment; what the owner is told of accounts in cooldown."""
    cycles.traveller.move_to(moment)
    return cycles.tick().troubles


def look_at(cycles: Cycles, moment: datetime) -> list[str]:
    """The look at the accounts of a cycle at that moment, without the rest of it."""
    cycles.traveller.move_to(moment)
    return cycles.look()


def account(cycles: Cycles, network: Network) -> Account:
    with build_container(cycles.practice.folder).open_outbox() as store:
        return next(one for one in store.accounts() if one.network is network)


def asked(world: World, host: str = "instagram.com") -> list[str]:
    """The paths that were asked for since the last time, at one network."""
    paths = [one.path for one in world.log if one.host.endswith(host)]
    world.log.clear()
    return paths


def test_an_account_is_looked_at_once_a_day_and_an_hour_before_its_post(
    cycles: Cycles, world: World
) -> None:
    plan(cycles, INSTAGRAM)
    cycles.tick()
    asked(world)
    looks = {}
    for moment in (NEXT_DAY - 2 * HOUR, NEXT_DAY, DUE - 2 * HOUR, DUE - HOUR, DUE - MINUTE):
        look_at(cycles, moment)
        looks[moment] = len(asked(world))
    assert list(looks.values()) == [0, 1, 0, 1, 0], looks
    go_to(cycles, DUE)
    assert len(world.instagram.media) == 1
    assert world.instagram.accounts[HANDLE].logins == 1


def test_a_login_that_died_is_found_before_the_post_with_one_try_of_the_password(
    cycles: Cycles, world: World
) -> None:
    plan(cycles, BOTH)
    cycles.tick()
    owner_account = world.instagram.accounts[HANDLE]
    owner_account.password, owner_account.password_submissions = "changed", 0
    world.instagram.expire_sessions(HANDLE)
    (told,) = look_at(cycles, DUE - HOUR)
    assert "SOCIALKIT_INSTAGRAM_PASSWORD" in told
    for moment in (DUE - MINUTE, DUE + 2 * DAY):
        look_at(cycles, moment)
    go_to(cycles, DUE)
    assert owner_account.password_submissions <= 3, (
        "one login of the library is up to three requests"
    )
    assert (len(world.instagram.media), len(world.graph.posts)) == (0, 1)


def test_a_block_freezes_longer_each_time_and_is_over_by_itself(
    cycles: Cycles, world: World
) -> None:
    blocked = json_reply(FEEDBACK, status=400)
    world.faults.append(
        Fault("POST .*/media/configure/", Kind.REPLACE, Moment.BEFORE, blocked, times=2)
    )
    plan(cycles, INSTAGRAM, START - MINUTE)
    cycles.tick()
    frozen_at = START
    for freeze in (DAY, 2 * DAY):
        until = account(cycles, Network.INSTAGRAM).paused_until
        assert until is not None and abs(until - frozen_at - freeze) < HOUR
        asked(world)
        (told,) = go_to(cycles, until - HOUR)
        assert f"It is on hold until {until:%a}" in told and "goes on by itself" in told
        assert asked(world) == []
        frozen_at = until
        go_to(cycles, until + MINUTE)
        assert "current_user" in asked(world)[0]
    assert [post.state for post in cycles.posts] == [State.POSTED]
    assert account(cycles, Network.INSTAGRAM).blocks == 0


def test_in_a_pause_nothing_is_asked(cycles: Cycles, world: World) -> None:
    plan(cycles, BOTH)
    cycles.tick()
    plan(cycles, BOTH, pause="true")
    world.log.clear()
    look_at(cycles, NEXT_DAY)
    go_to(cycles, DUE - HOUR)
    go_to(cycles, DUE + 3 * DAY)
    assert world.log == []


def test_trouble_on_one_route_is_no_trouble_on_the_other(cycles: Cycles, world: World) -> None:
    plan(cycles, INSTAGRAM)
    cycles.tick()
    world.instagram.accounts[HANDLE].challenge = challenge()
    (told,) = look_at(cycles, DUE - HOUR)
    assert "Open the Instagram app" in told
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    cycles.practice.via = "graph"
    plan(cycles, INSTAGRAM)
    assert go_to(cycles, DUE) == []
    assert len(world.graph.media) == 1


def test_a_network_out_of_reach_is_told_only_where_a_post_is_near(
    cycles: Cycles, world: World
) -> None:
    plan(cycles, INSTAGRAM)
    cycles.tick()
    world.faults.append(Fault(WHO_AM_I, Kind.DROP, times=3))
    assert look_at(cycles, NEXT_DAY) == []
    (told,) = look_at(cycles, DUE - HOUR)
    assert "cannot be reached" in told
    (again,) = look_at(cycles, DUE - HOUR / 2)
    assert "cannot be reached" in again
    assert go_to(cycles, DUE) == []
    assert len(world.instagram.media) == 1


def test_an_account_that_was_renamed_rests_before_its_post(cycles: Cycles, world: World) -> None:
    plan(cycles, INSTAGRAM)
    cycles.tick()
    world.instagram.accounts[HANDLE].username = "calmharbour"
    (told,) = look_at(cycles, DUE - HOUR)
    assert "is called calmharbour now" in told


def test_a_token_is_told_of_before_it_ends_and_rests_its_page_when_it_did(
    cycles: Cycles, world: World
) -> None:
    world.graph.apps["77"] = "app-secret"
    cycles.practice.write_env(META_APP_ID="77", META_APP_SECRET="app-secret")
    plan(cycles, FACEBOOK)
    cycles.tick()
    assert account(cycles, Network.FACEBOOK).expires_at is None
    world.graph.tokens[TOKEN].expires_at = (DUE - HOUR / 2).timestamp()
    look_at(cycles, NEXT_DAY)
    assert account(cycles, Network.FACEBOOK).expires_at == DUE - HOUR / 2
    assert cycles.next_check_at == DUE - HOUR
    look_at(cycles, DUE - HOUR)
    assert cycles.next_check_at == DUE - HOUR / 2
    (told,) = look_at(cycles, DUE - HOUR / 3)
    assert "the token of your Page has expired" in told
