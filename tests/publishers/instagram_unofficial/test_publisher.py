"""The real instagrapi against the emulated Instagram: what goes over the wire, and what fails."""

from __future__ import annotations

import hashlib
import json
import logging
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import instagrapi
import instagrapi.image_util
import instagrapi.mixins.photo
import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.post import Post, PostKind
from socialkit.publishers.instagram_unofficial.publisher import InstagramPrivate
from tests.emulators.exchange import Fault, Kind, Moment, Reply, html_reply, json_reply
from tests.emulators.instagram import LOGIN_REQUIRED, challenge
from tests.emulators.server import World
from tests.publishers.conftest import PASSWORD, SEED, card, open_instagram

CONFIGURE = "POST .*/media/configure"


def sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def prepared(instagram: InstagramPrivate, post: Post) -> Post:
    return replace(post, tickets=instagram.prepare(post))


def test_a_card_arrives_with_its_own_bytes_caption_and_alt_text(
    instagram: InstagramPrivate, world: World
) -> None:
    post = card("Ça va — नमस्ते 🌿\n\n#rest")
    receipt = instagram.commit(prepared(instagram, post))
    (media,) = world.instagram.media
    assert media.uploads[0].sha256 == sha256(post.plan.images[0].path)
    assert (media.caption, media.alt_texts) == (post.plan.caption, ["Picture 0"])
    assert receipt.remote_id == media.pk
    assert receipt.permalink == f"https://www.instagram.com/p/{media.code}/"


def test_several_pictures_become_one_album_with_an_alt_text_each(
    instagram: InstagramPrivate, world: World
) -> None:
    post = card(number=3, kind=PostKind.CAROUSEL)
    instagram.commit(prepared(instagram, post))
    (media,) = world.instagram.media
    assert media.alt_texts == ["Picture 0", "Picture 1", "Picture 2"]
    assert [one.sha256 for one in media.uploads] == [sha256(i.path) for i in post.plan.images]
    (remote,) = instagram.read_recent("quietharbour")
    assert (remote.remote_id, remote.image_count) == (media.pk, 3)


def test_a_story_goes_to_the_stories(instagram: InstagramPrivate, world: World) -> None:
    instagram.commit(prepared(instagram, card("", kind=PostKind.STORY)))
    assert [media.is_story for media in world.instagram.media] == [True]


def test_what_stands_on_the_account_is_read_newest_first(
    instagram: InstagramPrivate, world: World
) -> None:
    for words in ("first", "second"):
        instagram.commit(prepared(instagram, card(words)))
    recent = instagram.read_recent("quietharbour")
    assert [one.caption for one in recent] == ["second", "first"]
    assert all(one.posted_at is not None and one.posted_at.tzinfo for one in recent)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("feed/user", Kind.DROP),
        Fault("feed/user", Kind.REPLACE, reply=html_reply("busy", status=502)),
        Fault("feed/user", Kind.REPLACE, reply=json_reply({"status": "ok"})),
        Fault("feed/user", Kind.REPLACE, reply=json_reply({}, status=404)),
        Fault("feed/user", Kind.HANG, seconds=0.5),
    ],
    ids=["dropped", "502", "no items", "404", "hang"],
)
def test_a_feed_that_cannot_be_read_is_never_taken_for_an_empty_one(
    instagram: InstagramPrivate, world: World, fault: Fault
) -> None:
    instagram.identify()
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure):
        instagram.read_recent("quietharbour")


def fail_json(message: str, status: int = 400, **more: object) -> Reply:
    return json_reply({"message": message, "status": "fail", **more}, status=status)


DOUBT = UncertainOutcome
AT_COMMIT: dict[str, tuple[Fault, type[PublishError]]] = {
    "dropped before": (Fault(CONFIGURE, Kind.DROP, Moment.BEFORE), DOUBT),
    "dropped after": (Fault(CONFIGURE, Kind.DROP), DOUBT),
    "cut": (Fault(CONFIGURE, Kind.CUT), DOUBT),
    "hang": (Fault(CONFIGURE, Kind.HANG, seconds=9), DOUBT),
    "late accept": (Fault(CONFIGURE, Kind.DELAY, Moment.BEFORE, seconds=3), DOUBT),
    "408": (Fault(CONFIGURE, Kind.REPLACE, reply=html_reply("slow", status=408)), DOUBT),
    "429": (Fault(CONFIGURE, Kind.REPLACE, reply=json_reply({}, status=429)), DOUBT),
    "500": (Fault(CONFIGURE, Kind.REPLACE, reply=json_reply({}, status=500)), DOUBT),
    "502": (Fault(CONFIGURE, Kind.REPLACE, reply=html_reply("bad", status=502)), DOUBT),
    "html": (Fault(CONFIGURE, Kind.REPLACE, reply=html_reply("hello")), DOUBT),
    "empty object": (Fault(CONFIGURE, Kind.REPLACE, reply=json_reply({})), DOUBT),
    "no media": (Fault(CONFIGURE, Kind.REPLACE, reply=json_reply({"status": "ok"})), DOUBT),
    "please wait": (
        Fault(
            CONFIGURE,
            Kind.REPLACE,
            Moment.BEFORE,
            reply=fail_json("Please wait a few minutes before you try again."),
        ),
        AccountProblem,
    ),
    "login required": (
        Fault(CONFIGURE, Kind.REPLACE, Moment.BEFORE, reply=json_reply(LOGIN_REQUIRED, status=403)),
        TemporaryFailure,
    ),
    "challenge": (
        Fault(CONFIGURE, Kind.REPLACE, Moment.BEFORE, reply=json_reply(challenge(), status=400)),
        AccountProblem,
    ),
    "suspended": (
        Fault(
            CONFIGURE,
            Kind.REPLACE,
            Moment.BEFORE,
            reply=json_reply(challenge("/accounts/suspended/"), status=400),
        ),
        AccountProblem,
    ),
    "feedback": (
        Fault(CONFIGURE, Kind.REPLACE, Moment.BEFORE, reply=fail_json("feedback_required")),
        AccountProblem,
    ),
    "checkpoint": (
        Fault(CONFIGURE, Kind.REPLACE, Moment.BEFORE, reply=fail_json("checkpoint_required")),
        AccountProblem,
    ),
    "aspect ratio": (
        Fault(
            CONFIGURE,
            Kind.REPLACE,
            Moment.BEFORE,
            reply=fail_json("The submitted image has an unsupported aspect ratio."),
        ),
        PermanentFailure,
    ),
}


@pytest.mark.parametrize("name", AT_COMMIT)
def test_one_commit_is_one_request_whatever_happens(
    instagram: InstagramPrivate, world: World, name: str
) -> None:
    post = prepared(instagram, card())
    fault, expected = AT_COMMIT[name]
    world.faults.append(replace(fault))
    with pytest.raises(expected):
        instagram.commit(post)
    assert len(world.commits) == 1


AT_UPLOAD: dict[str, Fault] = {
    "dropped": Fault("rupload", Kind.DROP),
    "500": Fault("rupload", Kind.REPLACE, reply=html_reply("bad", status=500)),
    "hang": Fault("rupload", Kind.HANG, seconds=0.5),
    "logged out": Fault("rupload", Kind.REPLACE, reply=json_reply(LOGIN_REQUIRED, status=403)),
}


@pytest.mark.parametrize("name", AT_UPLOAD)
def test_a_failed_upload_is_surely_nothing_posted(
    instagram: InstagramPrivate, world: World, name: str
) -> None:
    world.faults.append(replace(AT_UPLOAD[name]))
    with pytest.raises(TemporaryFailure):
        instagram.prepare(card())
    assert world.commits == []


def test_what_surely_never_left_is_no_doubt(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = prepared(open_instagram(tmp_path), card())
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with pytest.raises(TemporaryFailure):
        open_instagram(tmp_path).commit(post)


def test_a_picture_that_is_gone_is_refused_before_anything_is_sent(
    instagram: InstagramPrivate, world: World
) -> None:
    post = card()
    gone = replace(post.plan.images[0], path="/nowhere/card.jpg")
    with pytest.raises(PermanentFailure, match="cannot be read"):
        instagram.prepare(replace(post, plan=replace(post.plan, images=(gone,))))


# The login


def test_one_login_serves_many_programs(tmp_path: Path, world: World) -> None:
    account = world.instagram.accounts["quietharbour"]
    for _ in range(3):
        identity = open_instagram(tmp_path).identify()
        assert (identity.id, identity.handle) == (account.pk, "quietharbour")
    assert account.password_submissions == 1


def test_the_session_is_readable_by_its_owner_alone(tmp_path: Path, world: World) -> None:
    open_instagram(tmp_path).identify()
    session = tmp_path / "sessions" / "instagram.json"
    assert stat.S_IMODE(session.stat().st_mode) == 0o600
    assert stat.S_IMODE(session.parent.stat().st_mode) == 0o700
    assert [one.name for one in session.parent.iterdir()] == ["instagram.json"]


def test_a_session_that_died_is_renewed_once_from_the_same_device(
    tmp_path: Path, world: World
) -> None:
    open_instagram(tmp_path).identify()
    session = tmp_path / "sessions" / "instagram.json"
    before = json.loads(session.read_text())["uuids"]
    world.instagram.expire_sessions("quietharbour")
    open_instagram(tmp_path).identify()
    after = json.loads(session.read_text())["uuids"]
    assert after["uuid"] == before["uuid"]
    assert after["android_device_id"] == before["android_device_id"]
    assert world.instagram.accounts["quietharbour"].password_submissions == 2


def test_a_wrong_password_is_submitted_at_most_three_times(tmp_path: Path, world: World) -> None:
    instagram = open_instagram(tmp_path, password="wrong")
    with pytest.raises(AccountProblem, match="SOCIALKIT_INSTAGRAM_PASSWORD"):
        instagram.identify()
    assert world.instagram.accounts["quietharbour"].password_submissions <= 3


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kolkata"])
def test_the_second_factor_is_right_in_every_zone(
    tmp_path: Path, world: World, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    world.instagram.accounts["quietharbour"].totp_seed = SEED
    assert open_instagram(tmp_path, totp_seed=SEED).identify().handle == "quietharbour"
    monkeypatch.undo()
    time.tzset()


def test_a_second_factor_without_its_key_is_asked_for_in_words(
    tmp_path: Path, world: World
) -> None:
    world.instagram.accounts["quietharbour"].totp_seed = SEED
    with pytest.raises(AccountProblem, match="SOCIALKIT_INSTAGRAM_TOTP_SEED"):
        open_instagram(tmp_path).identify()


def test_a_key_that_is_none_is_said_before_anything_is_sent(tmp_path: Path, world: World) -> None:
    with pytest.raises(AccountProblem, match="not a key"):
        open_instagram(tmp_path, totp_seed="not base 32!").identify()
    assert world.instagram.accounts["quietharbour"].password_submissions == 0


def test_without_a_login_she_is_told_where_it_goes(tmp_path: Path, world: World) -> None:
    with pytest.raises(AccountProblem, match=r"\.env"):
        open_instagram(tmp_path, password=None).identify()


def test_a_broken_session_file_is_put_aside_not_trusted(tmp_path: Path, world: World) -> None:
    session = tmp_path / "sessions" / "instagram.json"
    session.parent.mkdir()
    session.write_text("{half a fi")
    assert open_instagram(tmp_path).identify().handle == "quietharbour"
    assert session.with_suffix(".broken").exists()


def test_a_post_is_taken_down(instagram: InstagramPrivate, world: World) -> None:
    receipt = instagram.commit(prepared(instagram, card()))
    assert instagram.find_permalink(str(receipt.remote_id)) == receipt.permalink
    instagram.delete(str(receipt.remote_id))
    assert world.instagram.media == []


def test_no_secret_is_logged_or_told(
    tmp_path: Path, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.instagram.accounts["quietharbour"].totp_seed = SEED
    instagram = open_instagram(tmp_path, totp_seed=SEED)
    wrong = PASSWORD[::-1]
    told = [_told(lambda: open_instagram(tmp_path / "b", password=wrong).identify())]
    instagram.commit(prepared(instagram, card()))
    world.faults.append(Fault(CONFIGURE, Kind.REPLACE, reply=html_reply("x", status=500)))
    told.append(_told(lambda: instagram.commit(prepared(instagram, card("again")))))
    session = next(iter(world.instagram.accounts["quietharbour"].sessions))
    said = "\n".join([caplog.text, *told])
    for secret in (PASSWORD, wrong, SEED.replace(" ", ""), session):
        assert secret not in said


def _told(call: Callable[[], object]) -> str:
    import traceback

    try:
        call()
    except PublishError as error:
        return "".join(traceback.format_exception(error))
    raise AssertionError("it was to fail")


def logins(world: World) -> int:
    return sum("send_login_request" in line.path for line in world.log)


def test_a_refused_login_comes_back_from_the_same_device(world: World, tmp_path: Path) -> None:
    refusal = Fault(
        "POST .*send_login_request",
        Kind.REPLACE,
        Moment.BEFORE,
        reply=json_reply(challenge(), status=400),
        times=2,
    )
    world.faults.append(refusal)
    devices = []
    for _ in range(2):
        instagram = open_instagram(tmp_path)
        with pytest.raises(AccountProblem):
            instagram.identify()
        devices.append(instagram._client.get_settings()["uuids"])
    assert devices[0] == devices[1]
    assert stat.S_IMODE((tmp_path / "sessions" / "instagram.json").stat().st_mode) == 0o600


def test_a_session_refused_with_401_means_one_login(world: World, tmp_path: Path) -> None:
    open_instagram(tmp_path).identify()
    before = logins(world)
    ended = json_reply({"message": "login_required", "status": "fail"}, status=401)
    world.faults.append(
        Fault("GET .*current_user", Kind.REPLACE, Moment.BEFORE, reply=ended, times=1)
    )
    assert open_instagram(tmp_path).identify().handle == "quietharbour"
    assert logins(world) == before + 1


def test_an_answer_to_the_login_that_lets_nobody_in_is_hers_to_look_at(
    world: World, tmp_path: Path
) -> None:
    empty = {"status": "ok", "layout": {"bloks_payload": {"action": "(caa_actions)"}}}
    world.faults.append(
        Fault(
            "POST .*send_login_request",
            Kind.REPLACE,
            Moment.BEFORE,
            reply=json_reply(empty),
            times=9,
        )
    )
    with pytest.raises(AccountProblem, match=r"Look in the app and in \.env"):
        open_instagram(tmp_path).identify()
    assert logins(world) == 1


def test_a_lost_answer_to_the_login_rests_the_account_for_an_hour(
    world: World, tmp_path: Path
) -> None:
    world.faults.append(Fault("POST .*send_login_request", Kind.DROP, times=9))
    with pytest.raises(TemporaryFailure) as caught:
        open_instagram(tmp_path).identify()
    assert caught.value.retry_after == timedelta(hours=1)
    assert logins(world) == 1


def test_what_instagram_did_not_delete_is_not_called_taken_down(
    instagram: InstagramPrivate, world: World
) -> None:
    receipt = instagram.commit(prepared(instagram, card()))
    kept = json_reply({"did_delete": False, "status": "ok"})
    world.faults.append(Fault("POST .*/delete/", Kind.REPLACE, Moment.BEFORE, reply=kept))
    with pytest.raises(PermanentFailure, match="did not delete"):
        instagram.delete(str(receipt.remote_id))


def test_the_library_still_encodes_pictures_where_socialkit_keeps_it_from_that() -> None:
    photo = instagrapi.mixins.photo
    upload = photo.UploadPhotoMixin.photo_rupload
    assert "prepare_image" in upload.__code__.co_names
    assert upload.__globals__ is vars(photo)
    assert instagrapi.Client.photo_rupload is upload


def test_no_function_of_the_library_stays_replaced(tmp_path: Path, world: World) -> None:
    open_instagram(tmp_path).prepare(card())
    assert instagrapi.mixins.photo.prepare_image is instagrapi.image_util.prepare_image
