"""The login at Instagram: one file, one device, one client that cannot repeat what it posts.

The session file is as good as a password. The device in it always stays the same, since Instagram
distrusts a login from a new device.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import instagrapi
import instagrapi.mixins.photo
import requests
from filelock import FileLock, Timeout
from instagrapi.exceptions import ChallengeRequired
from pyotp import TOTP
from requests.adapters import HTTPAdapter

from socialkit.errors import TemporaryFailure
from socialkit.files import PRIVATE_FILE, make_private_folder
from socialkit.model.network import Network
from socialkit.publishers.protocol import MAKES_PUBLIC, Forwarding, LivePublisher
from socialkit.publishers.transport import CONNECT_SECONDS, READ_SECONDS
from socialkit.tls import ca_bundle_for_requests

DEVICE_KEYS = (
    "uuids",
    "mid",
    "device_settings",
    "user_agent",
    "country",
    "country_code",
    "locale",
    "timezone_offset",
    "timezone_name",
    "usdid",
)
"""What belongs to the device and outlives a login."""
COMMIT = re.compile(r"/media/(configure|[^/]+/comment/)")
LOGGERS = ("instagrapi", "private_request", "public_request")
SEED_WORDS = "SOCIALKIT_INSTAGRAM_TOTP_SEED is not a key of an authenticator app"


@dataclass(frozen=True, slots=True)
class InstagramLogin:
    """The owner's login; the password and the seed never show."""

    username: str
    password: str | None = field(default=None, repr=False)
    totp_seed: str | None = field(default=None, repr=False)


UPLOAD = "/rupload_igphoto/"


class OneShotAdapter(HTTPAdapter):
    """Carries requests with a time limit and without retries, and lets one request that makes
    something public pass for each time it is armed. instagrapi by itself sends such a request again
    after a 408, a cut answer or an empty one (measured)."""

    def __init__(self, send_timeout: timedelta) -> None:
        super().__init__(max_retries=0)
        self._seconds = send_timeout.total_seconds()
        self._allowed = 0

    def arm(self) -> None:
        """Let the next commit request pass."""
        self._allowed = 1

    def send(self, request: requests.PreparedRequest, *args: Any, **named: Any) -> Any:
        """Send, once where it commits. Raise requests.ConnectionError for a second commit."""
        is_commit = request.method == "POST" and bool(COMMIT.search(str(request.url)))
        if is_commit and not self._allowed:
            raise requests.exceptions.ConnectionError("a second commit was stopped")
        if is_commit:
            self._allowed = 0
        seconds = self._seconds if is_commit else max(self._seconds, READ_SECONDS)
        named["timeout"] = (CONNECT_SECONDS, seconds)
        response = super().send(request, *args, **named)
        if is_commit and response.status_code == requests.codes.request_timeout:
            # The library would wait a minute and try again; there is nothing to wait for.
            raise requests.exceptions.ConnectionError("the answer was a timeout")
        if UPLOAD in (request.url or "") and response.ok and not _is_confirmed(response):
            # The library checks the status only, and would make a post of a picture that is not there.
            raise requests.exceptions.ConnectionError("the upload was not confirmed")
        return response


def _is_confirmed(response: requests.Response) -> bool:
    """Whether an answer to an upload says that the picture is there."""
    try:
        answer = response.json()
    except ValueError:
        return False
    return isinstance(answer, dict) and ("upload_id" in answer or answer.get("status") == "ok")


class CardClient(instagrapi.Client):  # type: ignore[misc]
    """The library's client, but a card is sent as it is: the library would encode it again, worse."""

    def photo_rupload(self, *args: Any, **named: Any) -> Any:
        """Upload a picture; its number, width and height."""
        with _pictures_as_they_are():
            return super().photo_rupload(*args, **named)


@contextmanager
def _pictures_as_they_are() -> Iterator[None]:
    """The library offers no way to upload the bytes of a file, so its function is replaced meanwhile.
    One process makes one call at a time, so nobody else sees it."""
    module = instagrapi.mixins.photo
    original = module.prepare_image
    module.prepare_image = _read_as_it_is
    try:
        yield
    finally:
        module.prepare_image = original


def _read_as_it_is(path: str, **_: Any) -> tuple[bytes, None]:
    """The bytes; the library finds out the size, which it gives beside them, once more by itself."""
    return Path(path).read_bytes(), None


def open_client(
    settings: dict[str, Any], *, pace: tuple[timedelta, timedelta], send_timeout: timedelta
) -> tuple[instagrapi.Client, OneShotAdapter]:
    """A client with the device and login of `settings`, and the adapter that guards its commits."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # they log addresses and answers
    client = CardClient(
        private_transport="requests",
        public_transport="requests",
        session_retry_total=0,
        with_challenge_flow=False,
        request_timeout=0,
        delay_range=_delay_range(pace),
    )
    if settings:
        client.set_settings(settings)
        client.set_retry_config(
            request_timeout=0,
            session_retry_total=0,
            private_transport="requests",
            public_transport="requests",
        )
    client.challenge_code_handler = _refuse_to_ask
    client.change_password_handler = _refuse_to_ask
    return client, _guard(client, send_timeout)


def _guard(client: instagrapi.Client, send_timeout: timedelta) -> OneShotAdapter:
    adapter = OneShotAdapter(send_timeout)
    authorities = ca_bundle_for_requests()
    for session in (client.private, client.public, client.graphql):
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        if authorities is not None:
            session.verify = authorities
    return adapter


def _delay_range(pace: tuple[timedelta, timedelta]) -> list[float] | None:
    shortest, longest = (one.total_seconds() for one in pace)
    return [shortest, longest] if longest else None


def _refuse_to_ask(*_: Any, **__: Any) -> NoReturn:
    raise ChallengeRequired("Instagram asks for a code, and nobody is there to give it")


def device_of(settings: dict[str, Any]) -> dict[str, Any]:
    """The same device without its login."""
    return {name: settings[name] for name in DEVICE_KEYS if name in settings}


class AuthenticatorCode(TOTP):
    """The code of a key of any length: the network made the key, so its length is its business."""

    min_secret_length_bits = 0


def make_code(seed: str, now: datetime) -> str:
    """The six digits of an authenticator app at `now`.

    Not the library's own, which is an hour off when the clock changes in autumn. Raise ValueError, in
    words for the owner, where the seed is not one.
    """
    clean = "".join(seed.split()).replace("-", "").rstrip("=")
    try:
        return AuthenticatorCode(clean).at(now)
    except ValueError:
        raise ValueError(SEED_WORDS) from None


MAX_WAIT = timedelta(seconds=20)
"""How long a call waits for another one. A commit does not wait: its time is counted already."""


class LockedPublisher(Forwarding):
    """A LivePublisher behind a lock that all processes of this machine share."""

    def __init__(self, publisher: LivePublisher, lock_file: Path) -> None:
        self._publisher = publisher
        self._lock_file = lock_file

    @property
    def network(self) -> Network:
        """The network of this publisher."""
        return self._publisher.network

    def _call(self, verb: str, *args: Any, **named: Any) -> Any:
        with self._lock(timedelta() if verb in MAKES_PUBLIC else MAX_WAIT):
            return getattr(self._publisher, verb)(*args, **named)

    @contextmanager
    def _lock(self, max_wait: timedelta) -> Iterator[None]:
        lock = FileLock(self._lock_file, timeout=max_wait.total_seconds(), mode=PRIVATE_FILE)
        try:
            make_private_folder(self._lock_file.parent)
            lock.acquire()
        except Timeout:
            words = "Another socialkit is using this account right now. Nothing was posted."
            raise TemporaryFailure(words, network=self.network) from None
        except (OSError, NotImplementedError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            words = f"{self._lock_file.parent} cannot be written: {why}. Let your user write there."
            raise TemporaryFailure(words, network=self.network) from None
        try:
            yield
        finally:
            lock.release()
