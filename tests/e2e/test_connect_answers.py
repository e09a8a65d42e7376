"""`connect` against each network's doors: every answer says what happened and what to do now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.e2e.practice import HANDLE, PAGE_ID, TOKEN, Practice, due
from tests.emulators.graph_state import PAGE_SCOPES, Token
from tests.emulators.instagram import challenge
from tests.emulators.server import World

SEED = "JBSWY3DPEHPK3PXP"
OTHER_SEED = "KRSXG5CTMVRXEZLU"
INSTAGRAM_SCOPES = PAGE_SCOPES | {"instagram_basic", "instagram_content_publish"}
Prepare = Callable[[Practice, World], None]


@dataclass(frozen=True)
class Case:
    """What is wrong, whom to connect, and what the answer must say."""

    prepare: Prepare
    said: tuple[str, ...]
    network: str = "instagram"
    via: str = "instagrapi"


def env(**changes: str) -> Prepare:
    return lambda practice, _: practice.write_env(**changes)


def account(**changes: object) -> Prepare:
    def prepare(_: Practice, world: World) -> None:
        for name, value in changes.items():
            setattr(world.instagram.accounts[HANDLE], name, value)

    return prepare


def token(**changes: object) -> Prepare:
    def prepare(_: Practice, world: World) -> None:
        for name, value in changes.items():
            setattr(world.graph.tokens[TOKEN], name, value)

    return prepare


def own_token(kind: str) -> Prepare:
    """A token of another kind in .env, without the app's id and secret."""

    def prepare(practice: Practice, world: World) -> None:
        world.graph.tokens["EAAGother"] = Token("EAAGother", kind, "900")
        practice.write_env(FACEBOOK_PAGE_TOKEN="EAAGother")

    return prepare


def wrong_seed(practice: Practice, world: World) -> None:
    world.instagram.accounts[HANDLE].totp_seed = SEED
    practice.write_env(INSTAGRAM_TOTP_SEED=OTHER_SEED)


def no_network(practice: Practice, _: World) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        practice.extra[name] = "http://127.0.0.1:9"


def may_only_look(_: Practice, world: World) -> None:
    world.graph.pages[PAGE_ID].tasks = ("ANALYZE",)


UNOFFICIAL = {
    "a wrong password": Case(
        env(INSTAGRAM_PASSWORD="wrong"),
        ("did not accept the name and password", "Correct SOCIALKIT_INSTAGRAM_USERNAME and"),
    ),
    "no password": Case(
        env(INSTAGRAM_USERNAME="", INSTAGRAM_PASSWORD=""),
        ("For a professional account the official way needs no password", "via: graph"),
    ),
    "an e-mail address": Case(
        env(INSTAGRAM_USERNAME="anna@mail.example"),
        ("is an e-mail address; write the name that stands in the address of your profile",),
    ),
    "a question": Case(
        account(challenge=challenge()), ("wants to be sure that it is you", "Open the Instagram app")
    ),
    "a suspension": Case(
        account(challenge=challenge("/accounts/suspended/")),
        ("has suspended this account. Open the app and see what it says",),
    ),
    "a second factor": Case(
        account(totp_seed=SEED),
        ("asks for the code of your second factor", "SOCIALKIT_INSTAGRAM_TOTP_SEED"),
    ),
    "a second factor with the key of another account": Case(
        wrong_seed, ("did not accept the code", "SOCIALKIT_INSTAGRAM_TOTP_SEED")
    ),
    "a key that is none": Case(
        env(INSTAGRAM_TOTP_SEED="123456"), ("SOCIALKIT_INSTAGRAM_TOTP_SEED", "not a key")
    ),
    "no network": Case(no_network, ("Instagram cannot be reached", "run")),
}  # fmt: skip
OFFICIAL = {
    "no token": Case(
        env(FACEBOOK_PAGE_TOKEN=""), ("There is no token", "docs/manual/connecting.md"), via="graph"
    ),
    "a Page without Instagram": Case(
        token(scopes=INSTAGRAM_SCOPES),
        ("shows no Instagram account", "Make the account a professional one", "Linked accounts"),
        via="graph",
    ),
    "a missing permission": Case(
        token(forced=(10, None)),
        ("It needs instagram_basic, instagram_content_publish", "Get a new token"),
        via="graph",
    ),
    "an expired token": Case(
        token(forced=(190, 463)), ("has expired", "Get a new token of the Page"), via="graph"
    ),
    "no network": Case(no_network, ("cannot be reached",), via="graph"),
}
PAGE = {
    "no token": Case(
        env(FACEBOOK_PAGE_TOKEN=""), ("There is no token of your Page yet", "connecting.md")
    ),
    "the token of a person": Case(own_token("USER"), ("not the token of a Page", "META_APP_SECRET")),
    "the token of the app": Case(own_token("APP"), ("not the token of a Page",)),
    "an expired token": Case(token(forced=(190, 463)), ("has expired", "Get a new token")),
    "a changed password": Case(token(forced=(190, 460)), ("password was changed", "Get a new token")),
    "a question": Case(token(forced=(190, 459)), ("confirm that it is you", "Get a new token")),
    "a nonsense token": Case(
        env(FACEBOOK_PAGE_TOKEN="nonsense"), ("does not accept the token", "Get a new token")
    ),
    "a missing permission": Case(
        token(forced=(200, None)), ("pages_manage_posts and pages_read_engagement",)
    ),
    "no network": Case(no_network, ("Facebook cannot be reached",)),
}  # fmt: skip
CASES = [
    *(pytest.param("instagram", one, id=f"instagrapi: {name}") for name, one in UNOFFICIAL.items()),
    *(pytest.param("instagram", one, id=f"graph: {name}") for name, one in OFFICIAL.items()),
    *(pytest.param("facebook", one, id=f"facebook: {name}") for name, one in PAGE.items()),
]


@pytest.mark.parametrize(("network", "case"), CASES)
def test_connect_says_what_happened_and_what_to_do(
    network: str, case: Case, practice: Practice, world: World
) -> None:
    practice.via = case.via
    practice.write_schedule(
        [due(timedelta(days=1), "A calm voice leaves room for a second thought.")]
    )
    case.prepare(practice, world)
    answer = practice.run("connect", network)
    print(answer.err)
    assert answer.code == 1
    for words in case.said:
        assert words in answer.err
    assert "sea-glass" not in answer.err and TOKEN not in answer.err
    assert world.instagram.media == [] and world.graph.posts == []
