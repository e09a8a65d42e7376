"""The official road to Instagram against the emulated Graph API: what goes over the wire, what fails."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model import Image, Network, Post, PostKind, Receipt
from socialkit.publishers import find_ours
from socialkit.publishers.graph import AppCredentials
from socialkit.publishers.instagram_graph import InstagramGraph
from tests.fakes import HandClock
from tests.networks.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.networks.server import World
from tests.publishers.conftest import PAGE, SHORT, TOKEN, card_for, graph_error, sha256
from tests.wall_clock import WallClock

PUBLISH = "POST .*/media_publish"
MEDIA = r"POST .*/\d+/media$"


def card(caption: str = "A pause is kind.", **changes: object) -> Post:
    now = WallClock().now()
    return card_for(Network.INSTAGRAM, caption=caption, **{"due_at": now, **changes})


def carousel(number: int = 3, caption: str = "Three pauses.") -> Post:
    return card(caption, number=number, kind=PostKind.CAROUSEL)


def prepared(graph: InstagramGraph, post: Post) -> Post:
    tickets = {**post.tickets, **graph.prepare(post)}
    return replace(post, tickets=tickets, commit_started_at=WallClock().now())


def test_the_token_of_the_page_says_which_account_it_leads_to(
    graph: InstagramGraph, world: World
) -> None:
    identity = graph.identify()
    (user,) = world.graph.users.values()
    assert (identity.id, identity.handle, identity.page) == (
        user.id,
        "quietharbour",
        "Quiet Harbour",
    )
    assert identity.address == "https://www.instagram.com/quietharbour/"


def test_a_page_without_an_account_says_where_to_connect_one(world: World) -> None:
    with pytest.raises(AccountProblem, match=r"Linked accounts.*connect instagram"):
        InstagramGraph(TOKEN, send_timeout=SHORT, clock=WallClock()).identify()


@pytest.mark.parametrize(
    ("token", "words"),
    [("EAAGuser", "as a person, not of a Page"), ("EAAGnobody", "FACEBOOK_PAGE_TOKEN")],
)
def test_a_token_that_is_not_the_pages_is_refused_in_words(
    graph: InstagramGraph, token: str, words: str
) -> None:
    with pytest.raises(AccountProblem, match=words) as refused:
        InstagramGraph(token, send_timeout=SHORT, clock=WallClock()).identify()
    assert "socialkit connect instagram" in str(refused.value)


def test_with_the_app_it_says_when_the_token_ends(graph: InstagramGraph, world: World) -> None:
    world.graph.apps["77"] = "app-secret"
    ends = int(WallClock().now().timestamp()) + 86_400
    world.graph.tokens[TOKEN].expires_at = ends
    app = AppCredentials("77", "app-secret")
    road = InstagramGraph(TOKEN, send_timeout=SHORT, clock=WallClock(), app=app)
    assert road.identify().expires_at == datetime.fromtimestamp(ends, UTC)


def test_a_card_arrives_with_its_own_bytes_caption_and_alt_text(
    graph: InstagramGraph, world: World
) -> None:
    post = card("Ça va — नमस्ते 🌿\n\n#rest")
    receipt = graph.commit(prepared(graph, post))
    (live,) = world.graph.media
    assert [one.sha256 for one in live.pictures] == [sha256(post.plan.images[0].path)]
    assert (live.caption, live.pictures[0].alt_text) == (post.plan.caption, "Picture 0")
    assert receipt.remote_id == live.id
    assert graph.find_permalink(live.id) == live.permalink


def test_a_carousel_arrives_whole_each_picture_with_its_alt_text(
    graph: InstagramGraph, world: World
) -> None:
    post = carousel()
    receipt = graph.commit(prepared(graph, post))
    (live,) = world.graph.media
    wanted = [(sha256(one.path), one.alt_text) for one in post.plan.images]
    assert [(one.sha256, one.alt_text) for one in live.pictures] == wanted
    assert live.caption == post.plan.caption
    (remote,) = graph.read_recent("quietharbour")
    assert (remote.remote_id, remote.image_count) == (receipt.remote_id, 3)


def test_a_story_arrives_and_carries_no_words(graph: InstagramGraph, world: World) -> None:
    receipt = graph.commit(prepared(graph, card(kind=PostKind.STORY)))
    (live,) = world.graph.media
    assert (live.id, live.is_story, live.caption) == (receipt.remote_id, True, "")
    assert live.pictures[0].alt_text == ""
    assert graph.read_recent("quietharbour") == ()


@pytest.mark.parametrize("post", [card(), carousel(), card(kind=PostKind.STORY)])
def test_until_the_commit_nothing_is_public(
    graph: InstagramGraph, world: World, post: Post
) -> None:
    graph.prepare(post)
    assert (world.graph.media, world.graph.posts, world.commits) == ([], [], [])


def test_what_an_earlier_try_prepared_is_used_again(graph: InstagramGraph, world: World) -> None:
    first = prepared(graph, card())
    assert graph.prepare(first)["container"] == first.tickets["container"]
    assert (len(world.graph.containers), len(world.graph.photos)) == (1, 1)


def test_after_an_edit_it_is_prepared_anew(graph: InstagramGraph) -> None:
    first = prepared(graph, card("old words"))
    edited = replace(first, plan=card("new words").plan)
    assert graph.prepare(edited)["container"] != first.tickets["container"]


@pytest.mark.parametrize("failure", ["expired", "failed", "gone"])
def test_what_is_of_no_use_any_more_is_built_anew_from_the_same_photo(
    graph: InstagramGraph, world: World, failure: str
) -> None:
    first = prepared(graph, card())
    container = world.graph.containers[first.tickets["container"]]
    if failure == "gone":
        world.graph.containers.clear()
    elif failure == "expired":
        container.created_at -= 90_000
    else:
        container.failure = 2207053
    again = graph.prepare(first)
    assert again["container"] != container.id
    assert again["photo_1"] == first.tickets["photo_1"]
    assert len(world.graph.photos) == 1


def test_what_was_published_is_never_prepared_again(graph: InstagramGraph, world: World) -> None:
    post = prepared(graph, card())
    graph.commit(post)
    with pytest.raises(TemporaryFailure, match="has published this already"):
        graph.prepare(post)
    assert len(world.graph.containers) == 1


@pytest.mark.parametrize("post", [card(), carousel(2)])
def test_it_waits_until_instagram_has_finished(
    graph: InstagramGraph, world: World, post: Post
) -> None:
    world.graph.ready_after = 0.8
    graph.commit(prepared(graph, post))
    assert len(world.graph.media) == 1


def test_what_takes_too_long_is_tried_later_after_few_looks(
    graph: InstagramGraph, world: World
) -> None:
    world.graph.ready_after = 600
    clock = HandClock()
    begun = clock.now()
    patient = InstagramGraph(TOKEN, send_timeout=SHORT, clock=clock)
    with pytest.raises(TemporaryFailure, match="takes long"):
        patient.prepare(card())
    looks = [one for one in world.log if one.method == "GET" and "/1790" in one.path]
    assert 2 < len(looks) < 12
    assert clock.now() - begun <= timedelta(seconds=60)
    assert world.commits == []


def test_a_full_day_is_waited_out_before_anything_is_uploaded(
    graph: InstagramGraph, world: World
) -> None:
    graph.commit(prepared(graph, card()))
    world.graph.quota_total = 1
    with pytest.raises(TemporaryFailure, match="takes 1 posts") as told:
        graph.prepare(card("another"))
    assert told.value.retry_after == timedelta(hours=1)
    assert len(world.graph.photos) == 1


def test_pictures_that_instagram_would_refuse_are_not_even_uploaded(
    graph: InstagramGraph, world: World
) -> None:
    missing = replace(card().plan, images=(Image("/nowhere/card.jpg", "", ""),))
    many = carousel(11).plan
    two = card(number=2, kind=PostKind.STORY).plan
    no_jpeg = replace(card().plan, images=(Image(__file__, "", ""),))
    for plan in (missing, many, two, no_jpeg):
        with pytest.raises(PermanentFailure, match="cannot go"):
            graph.prepare(replace(card(), plan=plan))
    assert world.graph.photos == {}


REFUSED_AT_MEDIA: dict[str, tuple[int, int | None, type[PublishError], str]] = {
    "too large": (36000, 2207004, PermanentFailure, "8 MB"),
    "format": (36001, 2207005, PermanentFailure, "JPEG only"),
    "shape": (36003, 2207009, PermanentFailure, "size: portrait"),
    "caption": (36004, 2207010, PermanentFailure, "2,200"),
    "too many @": (100, 2207040, PermanentFailure, "20 @"),
    "not fetched": (9004, 2207052, TemporaryFailure, "SOCIALKIT_PUBLIC_URL"),
    "timed out": (-2, 2207003, TemporaryFailure, "SOCIALKIT_PUBLIC_URL"),
    "restricted": (25, 2207050, AccountProblem, "app"),
    "spam": (4, 2207051, AccountProblem, "spam"),
    "token": (190, 463, AccountProblem, "connect instagram"),
    "permission": (10, None, AccountProblem, "instagram_content_publish"),
    "slow down": (80002, None, TemporaryFailure, "slow down"),
    "unknown": (-1, 2207001, TemporaryFailure, "fault of its own"),
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


@pytest.mark.parametrize(
    "fault",
    [
        Fault("GET .*/media$", Kind.DROP),
        Fault("GET .*/media$", Kind.REPLACE, reply=html_reply("busy", status=502)),
        Fault("GET .*/media$", Kind.REPLACE, reply=json_reply({"odd": 1})),
        Fault("GET .*/media$", Kind.REPLACE, reply=graph_error(100, subcode=33)),
    ],
    ids=["dropped", "502", "no data", "missing"],
)
def test_a_list_that_cannot_be_read_is_never_taken_for_an_empty_one(
    graph: InstagramGraph, world: World, fault: Fault
) -> None:
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure):
        graph.read_recent("quietharbour")


def test_every_page_of_the_list_is_read_until_there_is_enough(
    graph: InstagramGraph, world: World
) -> None:
    for number in range(4):
        graph.commit(prepared(graph, card(f"words {number}")))
    found = []
    for number, one in enumerate(world.graph.media):
        one.created_at -= 100 - number
        found.append(one.caption)
    assert [one.caption for one in graph.read_recent("", count=3)] == found[:0:-1]


def test_the_container_proves_the_post_and_its_words_tell_its_number(
    graph: InstagramGraph, world: World
) -> None:
    post = prepared(graph, card())
    assert graph.find_proof(post) is None
    receipt = graph.commit(post)
    graph.commit(prepared(graph, card("a newer one")))
    proof = graph.find_proof(post)
    assert proof is not None
    assert (proof.remote_id, proof.permalink) == (
        receipt.remote_id,
        world.graph.media[0].permalink,
    )


@pytest.mark.parametrize("post", [card(), carousel(), card(kind=PostKind.STORY)])
def test_a_post_that_no_list_shows_is_proven_without_a_number(
    graph: InstagramGraph, world: World, post: Post
) -> None:
    world.graph.visible_after = 600
    sent = prepared(graph, post)
    graph.commit(sent)
    assert find_ours(sent, graph.read_recent("")) is None
    assert graph.find_proof(sent) == Receipt(None)


def test_the_newest_post_is_not_taken_for_ours_because_it_is_the_newest(
    graph: InstagramGraph, world: World
) -> None:
    world.graph.visible_after = 600
    post = prepared(graph, card("ours"))
    graph.commit(post)
    world.graph.visible_after = 0
    graph.commit(prepared(graph, card("by hand")))
    graph.commit(prepared(graph, card("ours")))
    world.graph.media[-1].created_at -= 86_400  # the same words, of yesterday
    assert graph.find_proof(post) == Receipt(None)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("GET .*/1790", Kind.DROP),
        Fault("GET .*/1790", Kind.REPLACE, reply=graph_error(100, subcode=33)),
    ],
    ids=["dropped", "missing"],
)
def test_a_container_that_cannot_be_asked_proves_nothing_either_way(
    graph: InstagramGraph, world: World, fault: Fault
) -> None:
    post = prepared(graph, card())
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure):
        graph.find_proof(post)


def test_a_post_of_another_road_has_no_container_to_prove_it(graph: InstagramGraph) -> None:
    assert graph.find_proof(replace(card(), tickets={"uploads": "[]"})) is None


def test_no_post_can_be_deleted_and_she_reads_how_to(graph: InstagramGraph, world: World) -> None:
    receipt = graph.commit(prepared(graph, card()))
    with pytest.raises(PermanentFailure, match="Delete it in the app"):
        graph.delete(str(receipt.remote_id))
    assert len(world.graph.media) == 1


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


def test_only_the_page_it_is_for_is_used(graph: InstagramGraph, world: World) -> None:
    graph.commit(prepared(graph, card()))
    uploads = [one.path for one in world.log if one.path.endswith("/photos")]
    assert uploads and all(f"/{PAGE}/" in path for path in uploads)
