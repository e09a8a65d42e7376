"""The official publisher to Instagram where something fails: what is sure, what is a doubt, what is told."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import PIL.Image
import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.model.post import Image, PostKind
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from tests.emulators.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.emulators.server import World
from tests.publishers.conftest import TOKEN, graph_error
from tests.publishers.conftest import instagram_card as card
from tests.publishers.conftest import instagram_carousel as carousel
from tests.publishers.conftest import on_instagram as prepared

PUBLISH = "POST .*/media_publish"
MEDIA = r"POST .*/\d+/media$"


REFUSED_AT_MEDIA: dict[str, tuple[int, int | None, type[PublishError], str]] = {
    "too large": (36000, 2207004, PermanentFailure, "8 MB"),
    "format": (36001, 2207005, PermanentFailure, "JPEG only"),
    "shape": (36003, 2207009, PermanentFailure, "size: portrait"),
    "caption": (36004, 2207010, PermanentFailure, "2,200"),
    "too many @": (100, 2207040, PermanentFailure, "20 accounts"),
    "not fetched": (9004, 2207052, TemporaryFailure, "SOCIALKIT_PUBLIC_URL"),
    "timed out": (-2, 2207003, TemporaryFailure, "SOCIALKIT_PUBLIC_URL"),
    "restricted": (25, 2207050, AccountProblem, "app"),
    "spam": (4, 2207051, AccountProblem, "spam"),
    "token": (190, 463, AccountProblem, "connect instagram"),
    "permission": (10, None, AccountProblem, "instagram_content_publish"),
    "slow down": (80002, None, TemporaryFailure, "slow down"),
    "unknown": (-1, 2207001, TemporaryFailure, "error of its own"),
}


@pytest.mark.parametrize("name", REFUSED_AT_MEDIA)
def test_a_refusal_before_the_commit_is_surely_nothing_posted(
    graph: InstagramGraph, world: World, name: str
) -> None:
    code, subcode, expected, words = REFUSED_AT_MEDIA[name]
    reply = graph_error(code, subcode=subcode)
    world.faults.append(Fault(MEDIA, Kind.REPLACE, Moment.BEFORE, reply=reply))
    with pytest.raises(expected, match=words) as told:
        graph.prepare(card())
    assert told.value.network == Network.INSTAGRAM
    assert world.commits == []


@pytest.mark.parametrize("is_late", [False, True], ids=["at once", "by its state"])
def test_a_caption_that_is_too_long_is_refused_whenever_instagram_tells(
    graph: InstagramGraph, world: World, is_late: bool
) -> None:
    world.graph.tells_failures_late = is_late
    with pytest.raises(PermanentFailure, match="2,200"):
        graph.prepare(card("a" * 2201))


@pytest.mark.parametrize("is_late", [False, True], ids=["at once", "by its state"])
def test_where_instagram_does_not_take_photos_of_the_page_the_setting_is_named(
    graph: InstagramGraph, world: World, is_late: bool
) -> None:
    world.graph.fetches_page_photos, world.graph.tells_failures_late = False, is_late
    with pytest.raises(TemporaryFailure, match="SOCIALKIT_PUBLIC_URL"):
        graph.prepare(card())


DOUBT = UncertainOutcome
BEFORE, AFTER = Moment.BEFORE, Moment.AFTER


def at_commit(
    code: int, subcode: int | None, *, status: int = 400, moment: Moment = AFTER
) -> Fault:
    reply = graph_error(code, subcode=subcode, status=status)
    return Fault(PUBLISH, Kind.REPLACE, moment, reply=reply)


AT_COMMIT: dict[str, tuple[Fault, type[PublishError]]] = {
    "dropped before": (Fault(PUBLISH, Kind.DROP, BEFORE), DOUBT),
    "dropped after": (Fault(PUBLISH, Kind.DROP), DOUBT),
    "cut": (Fault(PUBLISH, Kind.CUT), DOUBT),
    "hang": (Fault(PUBLISH, Kind.HANG, seconds=9), DOUBT),
    "late accept": (Fault(PUBLISH, Kind.DELAY, BEFORE, seconds=3), DOUBT),
    "408": (Fault(PUBLISH, Kind.REPLACE, reply=html_reply("slow", status=408)), DOUBT),
    "500": (Fault(PUBLISH, Kind.REPLACE, reply=json_reply({"odd": 1}, status=500)), DOUBT),
    "502": (Fault(PUBLISH, Kind.REPLACE, reply=html_reply("bad", status=502)), DOUBT),
    "no number": (Fault(PUBLISH, Kind.REPLACE, reply=json_reply({})), DOUBT),
    "odd json": (Fault(PUBLISH, Kind.REPLACE, reply=json_reply([1])), DOUBT),
    "error 2": (at_commit(2, None, status=500), DOUBT),
    "server error": (at_commit(-1, 2207001), DOUBT),
    "suspected": (at_commit(4, 2207051), DOUBT),
    "throttled": (at_commit(4, None), DOUBT),
    "not found": (at_commit(24, 2207006), DOUBT),
    "missing": (at_commit(100, 33), DOUBT),
    "expired container": (at_commit(-2, 2207020), DOUBT),
    "not ready but 500": (at_commit(9007, 2207027, status=500), DOUBT),
    "not ready": (at_commit(9007, 2207027, moment=BEFORE), TemporaryFailure),
    "quota": (at_commit(9, 2207042, moment=BEFORE), TemporaryFailure),
    "restricted": (at_commit(25, 2207050, moment=BEFORE), AccountProblem),
    "token": (at_commit(190, 463, moment=BEFORE), AccountProblem),
    "bad parameter": (at_commit(100, None, moment=BEFORE), PermanentFailure),
}


@pytest.mark.parametrize("name", AT_COMMIT)
def test_one_commit_is_one_request_whatever_happens(
    graph: InstagramGraph, world: World, name: str
) -> None:
    post = prepared(graph, card())
    fault, expected = AT_COMMIT[name]
    world.faults.append(replace(fault))
    with pytest.raises(expected) as told:
        graph.commit(post)
    assert type(told.value) is expected
    assert len(world.commits) == 1


def test_a_block_at_the_commit_is_a_doubt_that_also_rests_the_account(
    graph: InstagramGraph, world: World
) -> None:
    post = prepared(graph, card())
    world.faults.append(at_commit(4, 2207051))
    with pytest.raises(UncertainOutcome) as told:
        graph.commit(post)
    assert "connect instagram" in (told.value.account_problem or "")
    proof = graph.find_proof(post)
    assert proof is not None and proof.remote_id == world.graph.media[0].id


def test_the_token_is_in_no_address_no_log_and_no_error(
    graph: InstagramGraph, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    graph.commit(prepared(graph, carousel()))
    graph.read_recent("quietharbour")
    said = []
    for fault in (Fault(PUBLISH, Kind.DROP), at_commit(190, None)):
        world.faults.append(fault)
        try:
            graph.commit(prepared(graph, card("again")))
        except PublishError as error:
            said.append("".join(traceback.format_exception(error)))
    assert len(said) == 2
    assert TOKEN not in "\n".join([*world.urls, *world.graph.fetched, caplog.text, *said])


def test_what_the_token_may_not_do_is_named(graph: InstagramGraph, world: World) -> None:
    token = world.graph.tokens[TOKEN]
    token.scopes = frozenset(token.scopes) - {"instagram_content_publish"}
    with pytest.raises(AccountProblem, match="It needs instagram_basic, instagram_content_publish"):
        graph.prepare(card())


def test_a_day_that_fills_up_before_the_commit_posts_nothing(
    graph: InstagramGraph, world: World
) -> None:
    post = prepared(graph, card())
    world.graph.quota_total = 0
    with pytest.raises(TemporaryFailure, match="no more posts") as told:
        graph.commit(post)
    assert told.value.retry_after == timedelta(hours=1)
    assert world.graph.media == []


def test_a_picture_too_tall_for_the_feed_is_refused_and_goes_as_a_story(
    graph: InstagramGraph, world: World, tmp_path: Path
) -> None:
    tall = tmp_path / "tall.jpg"
    PIL.Image.new("RGB", (540, 960), "white").save(tall)
    images = (Image(str(tall), "", "Picture"),)
    with pytest.raises(PermanentFailure, match="size: portrait"):
        graph.prepare(card(images=images))
    graph.commit(prepared(graph, card(images=images, kind=PostKind.STORY)))
    assert len(world.graph.media) == 1
