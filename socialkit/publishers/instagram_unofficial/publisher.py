"""Publishes to Instagram through instagrapi, which logs in as the app does. Not official.

The upload makes nothing public and is done beforehand; the commit is the one configure request,
guarded so that no library below can send it twice. Posts are read by a plain request, since the
library's own list answers "nothing" when it fails.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from instagrapi.exceptions import LoginRequired, TwoFactorRequired

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.model.post import Identity, Post, PostKind, Receipt, RemotePost, Thread
from socialkit.model.protocols import Clock
from socialkit.publishers.instagram_unofficial.comments import read_thread, write_comment
from socialkit.publishers.instagram_unofficial.errors import (
    GONE,
    WRONG_CODE,
    ErrorKind,
    find_meaning,
    map_error,
)
from socialkit.publishers.instagram_unofficial.payloads import (
    child_of,
    page_of,
    permalink_of,
    require_picture,
)
from socialkit.publishers.instagram_unofficial.session import (
    InstagramLogin,
    device_of,
    make_code,
    open_client,
)
from socialkit.publishers.protocol import Moment
from socialkit.publishers.transport import Page, read_pages_until, read_session, write_session

NO_LOGIN = (
    "There is no login for Instagram. Write SOCIALKIT_INSTAGRAM_USERNAME and "
    "SOCIALKIT_INSTAGRAM_PASSWORD into .env, then run: socialkit connect instagram"
)


class InstagramPrivate:
    """One account. `pace` is the least and the most wait before a call; `ask_code` asks a person."""

    def __init__(
        self,
        login: InstagramLogin,
        session_file: Path,
        *,
        pace: tuple[timedelta, timedelta],
        send_timeout: timedelta,
        clock: Clock,
        ask_code: Callable[[str], str] | None = None,
    ) -> None:
        self._login = login
        self._session_file = session_file
        self._pace = pace
        self._send_timeout = send_timeout
        self._clock = clock
        self._ask_code = ask_code
        self._identity: Identity | None = None
        self._last_upload = 0
        self._open(read_session(session_file))

    def _open(self, settings: dict[str, Any]) -> None:
        opened = open_client(settings, pace=self._pace, send_timeout=self._send_timeout)
        self._client, self._guard = opened
        self._has_login = bool(settings.get("authorization_data") or settings.get("cookies"))

    @property
    def network(self) -> Network:
        """Instagram."""
        return Network.INSTAGRAM

    def find_choices(self) -> tuple[Identity, ...]:
        """Nothing: a login is for one account."""
        return ()

    def choose(self, identity: str) -> None:
        """Nothing: there is no choice."""

    def identify(self) -> Identity:
        """The account that is logged in: by the stored session, else by one login. Raise AccountProblem
        where the login is refused; it is never tried twice."""
        if self._identity is None:
            try:
                user = self._read_user()
            except Exception as error:
                if find_meaning(error) is not ErrorKind.LOGIN_ENDED:
                    raise map_error(error, moment=Moment.READING) from None
                self._log_in()
                user = self._ask(Moment.LOGIN, self._read_user)
            self._identity = self._identity_of(user)
            self._save_session()
        return self._identity

    def _read_user(self) -> Mapping[str, Any]:
        if not self._has_login:
            raise LoginRequired
        user = self._client.private_request("accounts/current_user/?edit=true").get("user")
        if not isinstance(user, dict) or "pk" not in user:
            raise LoginRequired
        return user

    def _identity_of(self, user: Mapping[str, Any]) -> Identity:
        handle = str(user.get("username", "")).lower()
        return Identity(
            Network.INSTAGRAM,
            id=str(user["pk"]),
            name=str(user.get("full_name") or handle),
            handle=handle,
            address=f"https://www.instagram.com/{handle}/",
        )

    def _log_in(self) -> None:
        """Log in once, from the same device as always; a code that a person types makes it twice."""
        if not self._login.password:
            raise AccountProblem(NO_LOGIN, network=Network.INSTAGRAM)
        try:
            code = self._make_code()
            self._open(device_of(self._client.get_settings()))
            self._save_session()  # after a refused login, the next one comes from the same device
            try:
                self._send_login(code)
            except TwoFactorRequired:
                if code:
                    raise AccountProblem(WRONG_CODE, network=Network.INSTAGRAM) from None
                if self._ask_code is None:
                    raise
                self._send_login(self._ask_code("The code of your second factor").strip())
        except ValueError as error:
            words = f"{error}. Correct it in .env, then run: socialkit connect instagram"
            raise AccountProblem(words, network=Network.INSTAGRAM) from None
        except Exception as error:
            raise map_error(error, moment=Moment.LOGIN) from None
        self._has_login = True
        self._save_session()

    def _make_code(self) -> str:
        seed = self._login.totp_seed
        return make_code(seed, self._clock.now()) if seed else ""

    def _send_login(self, code: str) -> None:
        done = self._client.login(
            self._login.username, self._login.password, verification_code=code
        )
        if not done:
            raise LoginRequired

    def _save_session(self) -> None:
        try:
            write_session(self._session_file, self._client.get_settings())
        except OSError as error:
            raise TemporaryFailure(
                f"The login could not be saved in {self._session_file}: {error.strerror}. Make room "
                f"on the disk, or let your user write there.",
                network=Network.INSTAGRAM,
            ) from None

    def _ask(self, moment: Moment, ask: Callable[[], Any]) -> Any:
        """Make a request; whatever fails becomes one of the four kinds of error."""
        try:
            return ask()
        except Exception as error:
            raise map_error(error, moment=moment) from None

    def read_recent(
        self,
        account: str,  # noqa: ARG002 - the login is for one account only
        *,
        since: datetime | None = None,
        count: int = 25,
    ) -> tuple[RemotePost, ...]:
        """The newest posts of the account, newest first. Raise PublishError when it cannot look, or not
        so far back."""
        feed = f"feed/user/{self.identify().id}/"

        def read_page(after: Any) -> Page:
            params = {"count": count} if after is None else {"count": count, "max_id": after}
            ask = partial(self._client.private_request, feed, params=params)
            page: Page = self._ask(Moment.READING, lambda: page_of(ask()))
            return page

        return read_pages_until(read_page, since=since, count=count, network=self.network)

    def prepare(self, post: Post) -> Mapping[str, str]:
        """Upload every picture, its own bytes; the tickets are the ids of the uploads."""
        self.identify()
        rows = [self._upload(require_picture(image), post) for image in post.plan.images]
        self._clock.wait(self._pace[1])  # a person looks once more before sharing, too
        return {"uploads": json.dumps(rows)}

    def _upload(self, path: Path, post: Post) -> tuple[str, int, int]:
        """Send one picture; give its id, width and height. The id is our own: two that the library makes
        within one millisecond are the same."""
        self._last_upload = max(int(self._clock.now().timestamp() * 1000), self._last_upload + 1)
        number = str(self._last_upload)
        is_album = len(post.plan.images) > 1
        is_story = post.plan.kind is PostKind.STORY
        _, width, height = self._ask(
            Moment.PREPARING,
            lambda: self._client.photo_rupload(path, number, to_album=is_album, for_story=is_story),
        )
        return number, width, height

    def find_proof(self, post: Post) -> Receipt | None:  # noqa: ARG002
        """Nothing: an upload does not tell which post it became."""
        return None

    def commit(self, post: Post) -> Receipt:
        """The one request that makes the uploads a post."""
        self._guard.arm()
        answer = self._ask(Moment.COMMITTING, lambda: self._configure(post))
        media = answer.get("media") if isinstance(answer, dict) else None
        if not isinstance(media, dict) or "pk" not in media:
            words = "Instagram's answer named no post, so it may be there or not. socialkit checks."
            raise UncertainOutcome(words, network=Network.INSTAGRAM)
        return Receipt(str(media["pk"]), permalink_of(media))

    def _configure(self, post: Post) -> Any:
        uploads = json.loads(post.tickets["uploads"])
        caption = post.plan.caption
        if post.plan.kind is PostKind.STORY:
            return self._client.photo_configure_to_story(*uploads[0], caption)
        alt_texts = [image.alt_text for image in post.plan.images]
        if len(uploads) == 1:
            extra = {"custom_accessibility_caption": alt_texts[0]}
            return self._client.photo_configure(*uploads[0], caption, extra_data=extra)
        children = [
            child_of(*upload, alt_text=alt) for upload, alt in zip(uploads, alt_texts, strict=True)
        ]
        return self._client.album_configure(children, caption)

    def read_thread(self, remote_id: str) -> Thread | None:
        """A post of the account with its newest comments."""
        me = self.identify().id
        thread = read_thread(self._client, remote_id, me)
        self._clock.wait(self._pace[1])  # a person reads before writing, too
        return thread

    def comment(self, post: Post) -> str:
        """The one request that writes the first comment."""
        media = f"{post.remote_id}_{self.identify().id}"
        self._guard.arm()
        return write_comment(self._client, media, post.plan.first_comment)

    def find_permalink(self, remote_id: str) -> str | None:
        """The address of a post."""
        answer = self._ask(
            Moment.READING, lambda: self._client.private_request(f"media/{remote_id}/info/")
        )
        items = answer.get("items") or [{}]
        return permalink_of(items[0])

    def delete(self, remote_id: str) -> None:
        """Take a post off the account. Raise PermanentFailure where Instagram says that it did not."""
        me = self.identify().id
        media = f"{remote_id}_{me}"
        if not self._ask(Moment.PREPARING, lambda: self._client.media_delete(media)):
            words = "Instagram did not delete this post. Delete it in the app."
            raise PermanentFailure(words, network=Network.INSTAGRAM)

    def is_there(self, remote_id: str) -> bool:
        """Whether a post is on the account. Raise PublishError when it cannot look."""
        self.identify()
        try:
            answer = self._client.private_request(f"media/{remote_id}/info/")
        except GONE:
            return False
        except Exception as error:
            raise map_error(error, moment=Moment.READING) from None
        if not isinstance(answer.get("items"), list):
            words = "Instagram's answer about this post could not be read."
            raise TemporaryFailure(words, network=Network.INSTAGRAM)
        return bool(answer["items"])
