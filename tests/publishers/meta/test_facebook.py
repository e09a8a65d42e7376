"""The real facebook-sdk against the emulated Graph API: what goes over the wire, and what fails."""

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
from socialkit.model.network import Network
from socialkit.model.post import Post, PostKind, Receipt
from socialkit.publishers.matching import match_post
from socialkit.publishers.meta.client import VERSION, AppCredentials
from socialkit.publishers.meta.facebook import FacebookPage
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.emulators.server import World
from tests.publishers.conftest import PAGE, SHORT, TOKEN, card_for, graph_error, sha256

FEED = f"POST .*/{PAGE}/feed"
PHOTOS = f"POST .*/{PAGE}/photos"


def card(caption: str = "A pause is kind.", **changes: object) -> Post:
    return card_for(Network.FACEBOOK, caption=caption, **changes)


def prepared(page: FacebookPage, post: Post) -> Post:
    return replace(post, tickets=page.prepare(post))


def test_the_token_says_which_page_it_is_for(page: FacebookPage) -> None:
    identity = page.identify()
    assert (identity.id, identity.name, identity.handle) == (PAGE, "Quiet Harbour", "quietharbour")
    assert identity.address == "https://www.facebook.com/quietharbour"


def test_a_card_arrives_with_its_own_bytes_caption_and_alt_text(
    page: FacebookPage, world: World
) -> None:
    post = card("Ça va — नमस्ते 🌿\n\n#rest")
    receipt = page.commit(prepared(page, post))
    (live,) = world.graph.posts
    assert live.photos[0].sha256 == sha256(post.plan.images[0].path)
    assert (live.message, live.photos[0].alt_text) == (post.plan.caption, "Picture 0")
    assert receipt.remote_id == live.id
    assert page.find_permalink(live.id) == live.permalink


def test_until_the_commit_nothing_is_public(page: FacebookPage, world: World) -> None:
    page.prepare(card(number=3))
    assert world.graph.posts == []
    assert world.commits == []
    assert len(world.graph.photos) == 3


def test_several_pictures_become_one_post(page: FacebookPage, world: World) -> None:
    post = card(number=3, kind=PostKind.CAROUSEL)
    page.commit(prepared(page, post))
    (live,) = world.graph.posts
    assert [photo.alt_text for photo in live.photos] == ["Picture 0", "Picture 1", "Picture 2"]
    (remote,) = page.read_recent("quietharbour")
    assert (remote.remote_id, remote.image_count) == (live.id, 3)


def test_uploads_of_an_earlier_try_are_used_again(page: FacebookPage, world: World) -> None:
    first = prepared(page, card())
    assert page.prepare(first) == first.tickets
    assert len(world.graph.photos) == 1


def test_after_an_edit_the_photo_of_the_old_picture_is_not_shown(
    page: FacebookPage, world: World
) -> None:
    first = prepared(page, card())
    (image,) = first.plan.images
    edited = replace(image, path=card(number=2).plan.images[1].path, sha256="another")
    post = prepared(page, replace(first, plan=replace(first.plan, images=(edited,))))
    page.commit(post)
    (live,) = world.graph.posts
    assert [photo.sha256 for photo in live.photos] == [sha256(edited.path)]


def test_an_upload_that_is_gone_is_sent_again(page: FacebookPage, world: World) -> None:
    first = prepared(page, card())
    world.graph.photos.clear()
    assert page.prepare(first) != first.tickets


def test_a_post_is_known_by_its_photo_even_when_its_words_were_edited(
    page: FacebookPage, world: World
) -> None:
    post = replace(prepared(page, card()), plan=card().plan)
    page.commit(post)
    world.graph.posts[0].message = "edited by a person"
    found = match_post(post, page.read_recent("quietharbour"))
    assert found is not None and found.remote_id == world.graph.posts[0].id


def test_every_page_of_the_list_is_read_until_there_is_enough(
    page: FacebookPage, world: World
) -> None:
    for number in range(7):
        page.commit(prepared(page, card(f"words {number}")))
    recent = page.read_recent("quietharbour", count=5)
    assert [one.caption for one in recent] == [f"words {n}" for n in (6, 5, 4, 3, 2)]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("published_posts", Kind.DROP),
        Fault("published_posts", Kind.REPLACE, reply=html_reply("busy", status=502)),
        Fault("published_posts", Kind.REPLACE, reply=json_reply({"odd": 1})),
        Fault("published_posts", Kind.REPLACE, reply=json_reply({"odd": 1}, status=500)),
        Fault("published_posts", Kind.REPLACE, reply=graph_error(2, status=500)),
        Fault("published_posts", Kind.REPLACE, reply=graph_error(4)),
    ],
    ids=["dropped", "502", "no data", "500 without an error", "error 2", "throttled"],
)
def test_a_list_that_cannot_be_read_is_never_taken_for_an_empty_one(
    page: FacebookPage, world: World, fault: Fault
) -> None:
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure):
        page.read_recent("quietharbour")


DOUBT = UncertainOutcome
AT_COMMIT: dict[str, tuple[Fault, type[PublishError]]] = {
    "dropped before": (Fault(FEED, Kind.DROP, Moment.BEFORE), DOUBT),
    "dropped after": (Fault(FEED, Kind.DROP), DOUBT),
    "cut": (Fault(FEED, Kind.CUT), DOUBT),
    "hang": (Fault(FEED, Kind.HANG, seconds=9), DOUBT),
    "late accept": (Fault(FEED, Kind.DELAY, Moment.BEFORE, seconds=3), DOUBT),
    "408": (Fault(FEED, Kind.REPLACE, reply=html_reply("slow", status=408)), DOUBT),
    "429": (Fault(FEED, Kind.REPLACE, reply=html_reply("slow", status=429)), DOUBT),
    "500": (Fault(FEED, Kind.REPLACE, reply=json_reply({"odd": 1}, status=500)), DOUBT),
    "502": (Fault(FEED, Kind.REPLACE, reply=html_reply("bad", status=502)), DOUBT),
    "odd json": (Fault(FEED, Kind.REPLACE, reply=json_reply([1, 2])), DOUBT),
    "error 1": (Fault(FEED, Kind.REPLACE, reply=graph_error(1, status=500)), DOUBT),
    "error 2": (Fault(FEED, Kind.REPLACE, reply=graph_error(2, status=500)), DOUBT),
    "suspected": (Fault(FEED, Kind.REPLACE, reply=graph_error(4, subcode=2207051)), DOUBT),
    "duplicate": (Fault(FEED, Kind.REPLACE, reply=graph_error(506, subcode=1455006)), DOUBT),
    "expired": (
        Fault(FEED, Kind.REPLACE, Moment.BEFORE, reply=graph_error(190, subcode=463)),
        AccountProblem,
    ),
    "no permission": (
        Fault(FEED, Kind.REPLACE, Moment.BEFORE, reply=graph_error(200, status=403)),
        AccountProblem,
    ),
    "blocked": (Fault(FEED, Kind.REPLACE, Moment.BEFORE, reply=graph_error(368)), AccountProblem),
    "bad parameter": (
        Fault(FEED, Kind.REPLACE, Moment.BEFORE, reply=graph_error(100)),
        PermanentFailure,
    ),
}


@pytest.mark.parametrize("name", AT_COMMIT)
def test_one_commit_is_one_request_whatever_happens(
    page: FacebookPage, world: World, name: str
) -> None:
    post = prepared(page, card())
    fault, expected = AT_COMMIT[name]
    world.faults.append(replace(fault))
    with pytest.raises(expected):
        page.commit(post)
    assert len(world.commits) == 1


AT_UPLOAD: dict[str, tuple[Fault, type[PublishError]]] = {
    "dropped": (Fault(PHOTOS, Kind.DROP), TemporaryFailure),
    "502": (Fault(PHOTOS, Kind.REPLACE, reply=html_reply("bad", status=502)), TemporaryFailure),
    "no number": (Fault(PHOTOS, Kind.REPLACE, reply=json_reply({})), TemporaryFailure),
    "too large": (
        Fault(PHOTOS, Kind.REPLACE, reply=graph_error(100, subcode=1366046)),
        PermanentFailure,
    ),
    "expired": (Fault(PHOTOS, Kind.REPLACE, reply=graph_error(190)), AccountProblem),
}


@pytest.mark.parametrize("name", AT_UPLOAD)
def test_a_failed_upload_is_surely_nothing_posted(
    page: FacebookPage, world: World, name: str
) -> None:
    fault, expected = AT_UPLOAD[name]
    world.faults.append(replace(fault))
    with pytest.raises(expected):
        page.prepare(card())
    assert world.commits == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTPS_PROXY", "http://127.0.0.1:9"), ("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")],
)
def test_what_surely_never_left_is_no_doubt(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    page = FacebookPage(TOKEN, send_timeout=SHORT)
    post = prepared(page, card())
    monkeypatch.setenv(name, value)
    fresh = FacebookPage(TOKEN, send_timeout=SHORT)
    with pytest.raises(TemporaryFailure, match="cannot be reached"):
        fresh.commit(post)


def test_the_wait_that_meta_asks_for_is_kept(page: FacebookPage, world: World) -> None:
    usage = '{"100200300400500":[{"type":"pages","estimated_time_to_regain_access":37}]}'
    reply = replace(graph_error(80001), headers={"x-business-use-case-usage": usage})
    kind = {"Content-Type": "application/json"}
    reply = replace(reply, headers={**reply.headers, **kind})
    world.faults.append(Fault("published_posts", Kind.REPLACE, reply=reply))
    with pytest.raises(TemporaryFailure) as asked:
        page.read_recent("quietharbour")
    assert asked.value.retry_after == timedelta(minutes=37)


def test_the_token_of_a_person_is_refused_in_words(world: World) -> None:
    with pytest.raises(AccountProblem, match=r"a personal token.*, not the token of a Page"):
        FacebookPage("EAAGuser", send_timeout=SHORT).identify()


def test_a_token_that_nobody_knows_is_refused_in_words(world: World) -> None:
    with pytest.raises(AccountProblem, match="SOCIALKIT_FACEBOOK_PAGE_TOKEN"):
        FacebookPage("EAAGnobody", send_timeout=SHORT).identify()


def test_with_the_app_it_says_when_the_token_ends(world: World) -> None:
    world.graph.apps["77"] = "app-secret"
    ends = int(SystemClock().now().timestamp()) + 86_400
    world.graph.tokens[TOKEN].expires_at = ends
    page = FacebookPage(TOKEN, send_timeout=SHORT, app=AppCredentials("77", "app-secret"))
    assert page.identify().expires_at == datetime.fromtimestamp(ends, UTC)


def test_a_post_is_taken_down(page: FacebookPage, world: World) -> None:
    page.delete(str(page.commit(prepared(page, card())).remote_id))
    assert world.graph.posts == []


def test_every_call_names_a_living_version(page: FacebookPage, world: World) -> None:
    page.commit(prepared(page, card()))
    assert {one.path.split("/")[1] for one in world.log} == {VERSION}


def test_the_token_is_in_no_address_no_log_and_no_error(
    page: FacebookPage, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page.commit(prepared(page, card()))
    page.read_recent("quietharbour")
    said = []
    for fault in (Fault(FEED, Kind.DROP), Fault(FEED, Kind.REPLACE, reply=graph_error(190))):
        world.faults.append(fault)
        try:
            page.commit(prepared(page, card("again")))
        except PublishError as error:
            said.append("".join(traceback.format_exception(error)))
    assert len(said) == 2
    assert TOKEN not in "\n".join([*world.urls, caplog.text, *said])


def test_the_photo_proves_the_post_that_the_list_does_not_show_yet(
    page: FacebookPage, world: World
) -> None:
    post = prepared(page, card())
    world.graph.visible_after = 600
    receipt = page.commit(post)
    assert match_post(post, page.read_recent("")) is None
    assert page.find_proof(post) == Receipt(receipt.remote_id)


def test_before_its_commit_a_photo_proves_nothing(page: FacebookPage) -> None:
    assert page.find_proof(prepared(page, card())) is None
    assert page.find_proof(card()) is None


def test_a_photo_that_belongs_to_a_post_is_never_uploaded_again(
    page: FacebookPage, world: World
) -> None:
    post = prepared(page, card())
    page.commit(post)
    with pytest.raises(TemporaryFailure, match="is on the Page already"):
        page.prepare(post)


def test_a_kept_photo_that_cannot_be_asked_for_is_not_uploaded_again(
    page: FacebookPage, world: World
) -> None:
    post = prepared(page, card())
    photo = post.tickets["photo_1"]
    world.faults.append(Fault(f"GET .*/{photo}", Kind.DROP, times=9))
    with pytest.raises(TemporaryFailure):
        page.prepare(post)


def test_what_facebook_did_not_delete_is_not_called_taken_down(
    page: FacebookPage, world: World
) -> None:
    receipt = page.commit(prepared(page, card()))
    kept = json_reply({"success": False})
    world.faults.append(Fault("DELETE .*", Kind.REPLACE, Moment.BEFORE, reply=kept))
    with pytest.raises(PermanentFailure, match="did not delete"):
        page.delete(str(receipt.remote_id))
