"""Instagram's private mobile API, as far as instagrapi speaks it.

Below the log-in everything needs a live session.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any, Self

from tests.emulators import comments
from tests.emulators.comments import Comment
from tests.emulators.exchange import Reply, Request, html_reply, json_reply
from tests.emulators.instagram_login import OK, Doors, signed
from tests.emulators.instagram_state import Account, Media, Upload, jpeg_size, make_pk

LOGIN_REQUIRED = {"message": "login_required", "logout_reason": 8, "status": "fail"}
NOT_FOUND = {"message": "Media not found or unavailable", "status": "fail"}
RUPLOAD = "/rupload_igphoto/"
Answer = dict[str, Any]


def challenge(path: str = "/challenge/1/") -> Answer:
    """The answer that asks for proof of identity."""
    url = f"https://i.instagram.com{path}"
    asked = {"url": url, "api_path": path, "native_flow": True, "lock": True}
    kind = {"message": "challenge_required", "error_type": "checkpoint_challenge_required"}
    return {**kind, "challenge": asked, "status": "fail"}


class InstagramApp:
    """Accounts behind i.instagram.com. `visible_after` seconds pass until new media can be read,
    `comments_lag` until a new comment can;
    `elsewhere` is what went out by another route."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.uploads: dict[str, Upload] = {}
        self.media: list[Media] = []
        self.elsewhere: Callable[[], list[Media]] = list
        self.visible_after = 0.0
        self.comments_lag = 0.0
        self._doors = Doors(self.accounts)
        self._sequence = 0

    @classmethod
    def with_account(
        cls,
        username: str = "quietharbour",
        password: str = "sea-glass-and-42-gulls",
        *,
        totp_seed: str | None = None,
    ) -> Self:
        """One account."""
        made = cls()
        made.add_account(username, password, totp_seed=totp_seed)
        return made

    def add_account(self, username: str, password: str, *, totp_seed: str | None = None) -> Account:
        """Another account."""
        pk = str(5_000_000_000 + len(self.accounts))
        account = Account(username, password, pk, totp_seed, full_name="Quiet Harbour")
        self.accounts[username] = account
        return account

    @property
    def live_posts(self) -> list[Media]:
        """What followers see, oldest first."""
        return list(self.media)

    def expire_sessions(self, username: str) -> None:
        """Every device of the account is logged out."""
        self.accounts[username].sessions.clear()

    def serves(self, host: str, path: str) -> bool:
        return host == "instagram.com" or host.endswith(".instagram.com")

    def is_commit(self, request: Request) -> bool:
        return request.method == "POST" and request.path.startswith("/api/v1/media/configure")

    def answer(self, request: Request) -> Reply:
        if not request.path.startswith(("/api/", RUPLOAD, "/graphql_www")):
            return html_reply("Instagram")
        entered = self._doors.answer(request)
        if entered is not None:
            return entered
        account = self._who(request)
        if account is None:
            return json_reply(LOGIN_REQUIRED, status=403)
        if account.challenge is not None:
            return json_reply(account.challenge, status=400)
        if request.path.startswith(RUPLOAD):
            return self._upload(request)
        return self._route(account, request)

    def _who(self, request: Request) -> Account | None:
        bearer = request.headers.get("authorization", "")
        session = ""
        if bearer.startswith("Bearer IGT:2:"):
            session = json.loads(base64.b64decode(bearer[13:]))["sessionid"]
        for account in self.accounts.values():
            if session in account.sessions:
                return account
        return None

    def _upload(self, request: Request) -> Reply:
        params = json.loads(request.headers["x-instagram-rupload-params"])
        size = jpeg_size(request.body)
        if size is None or int(request.headers["x-entity-length"]) != len(request.body):
            info = {"retriable": False, "type": "ProcessingFailedError", "message": "Bad image"}
            return json_reply({"debug_info": info}, status=400)
        upload = Upload(str(params["upload_id"]), request.body, size, params)
        self.uploads[upload.id] = upload
        return json_reply({"upload_id": upload.id, "xsharing_nonces": {}, **OK})

    def _route(self, account: Account, request: Request) -> Reply:
        parts = [one for one in request.path.removeprefix("/api/v1/").split("/") if one]
        match parts:
            case ["accounts", "current_user"]:
                return json_reply({"user": account.row, **OK})
            case ["users", name, "usernameinfo"]:
                return self._user(self.accounts.get(name))
            case ["users", pk, "info"]:
                named = {one.pk: one for one in self.accounts.values()}
                return self._user(named.get(pk))
            case ["feed", "user", pk]:
                return self._feed(pk, request)
            case ["feed", "user", pk, "story"]:
                return self._reel(pk)
            case ["media", "configure"]:
                return self._configure(account, signed(request), is_story=False)
            case ["media", "configure_to_story"]:
                return self._configure(account, signed(request), is_story=True)
            case ["media", "configure_sidecar"]:
                return self._sidecar(account, signed(request))
            case ["media", identity, verb]:
                return self._one(identity, verb, request)
        return json_reply(OK)

    def _user(self, account: Account | None) -> Reply:
        if account is None:
            return json_reply({"message": "User not found", "status": "fail"}, status=404)
        return json_reply({"user": account.row, **OK})

    def _seen(self, pk: str, *, is_story: bool) -> list[Media]:
        now = time.time()
        return [
            one
            for one in sorted([*self.media, *self.elsewhere()], key=_newest, reverse=True)
            if one.owner.pk == pk and one.is_story is is_story and one.visible_at <= now
        ]

    def _feed(self, pk: str, request: Request) -> Reply:
        seen, count = self._seen(pk, is_story=False), int(request.query.get("count", "12"))
        after = request.query.get("max_id")
        ids = [f"{one.pk}_{pk}" for one in seen]
        start = ids.index(after) + 1 if after in ids else 0
        items = seen[start : start + count]
        answer: Answer = {"items": [one.row for one in items], "num_results": len(items)}
        answer["more_available"] = start + count < len(seen)
        if answer["more_available"]:
            answer["next_max_id"] = f"{items[-1].pk}_{pk}"
        return json_reply({**answer, **OK})

    def _reel(self, pk: str) -> Reply:
        items = [one.row for one in self._seen(pk, is_story=True)]
        reel = {"id": pk, "items": items, "user": {"pk": pk}} if items else None
        return json_reply({"reel": reel, **OK})

    def _configure(self, account: Account, given: Answer, *, is_story: bool) -> Reply:
        upload = self.uploads.get(str(given.get("upload_id")))
        if upload is None:
            return json_reply(_unknown_upload(given))
        alt_text = str(given.get("custom_accessibility_caption", ""))
        return self._publish(account, given, [upload], [alt_text], is_story=is_story)

    def _sidecar(self, account: Account, given: Answer) -> Reply:
        children = given.get("children_metadata", [])
        uploads = [self.uploads.get(str(one.get("upload_id"))) for one in children]
        known = [one for one in uploads if one is not None]
        if len(known) != len(children) or not 2 <= len(known) <= 10:
            return json_reply(_unknown_upload(given))
        alt_texts = [str(one.get("custom_accessibility_caption", "")) for one in children]
        return self._publish(account, given, known, alt_texts, is_story=False)

    def _publish(
        self,
        account: Account,
        given: Answer,
        uploads: list[Upload],
        alt_texts: list[str],
        *,
        is_story: bool,
    ) -> Reply:
        self._sequence += 1
        now = time.time()
        caption = str(given.get("caption", ""))
        pk = make_pk(self._sequence)
        seen_at = now + self.visible_after
        media = Media(pk, account, caption, uploads, alt_texts, now, seen_at, is_story)
        self.media.append(media)
        return json_reply({"media": media.row, "upload_id": uploads[0].id, **OK})

    def _one(self, identity: str, verb: str, request: Request) -> Reply:
        pk = identity.partition("_")[0]
        media = next((one for one in self.media if one.pk == pk), None)
        if media is None:
            return json_reply(NOT_FOUND, status=400)
        if verb == "info":
            return json_reply({"items": [media.row], "num_results": 1, **OK})
        if verb == "delete":
            self.media.remove(media)
            return json_reply({"did_delete": True, **OK})
        if verb == "comment":
            made = self._comment(media, signed(request)["comment_text"])
            return json_reply({"comment": self._comment_row(made), **OK})
        if verb == "comments":
            rows = [self._comment_row(one) for one in comments.seen(media.comments)]
            return json_reply({"comments": rows, "has_more_comments": False, **OK})
        return json_reply(OK)

    def _comment(self, media: Media, text: str) -> Comment:
        self._sequence += 1
        number = f"1789{self._sequence:013}"
        return comments.write(media.comments, number, text, media.owner.pk, lag=self.comments_lag)

    def _comment_row(self, one: Comment) -> Answer:
        author = next((owner for owner in self.accounts.values() if owner.pk == one.author), None)
        times = {"created_at_utc": int(one.created_at), "content_type": "comment"}
        user = {"user": author.row} if author else {}
        return {"pk": one.id, "text": one.text, "status": "Active", **times, **user}


def _unknown_upload(given: Answer) -> Answer:
    media = {"upload_id": given.get("upload_id")}
    return {
        "message": "media_needs_reupload",
        "error_title": "bad image input",
        "media": media,
        **OK,
    }


def _newest(media: Media) -> tuple[float, int]:
    return media.taken_at, int(media.pk)
