"""The only module that uses facebook-sdk, Meta's Graph API.

The library by itself uses an API version that no longer exists, waits for ever, puts the token into
addresses and takes some failures for success. Here the version is set, every call has a time limit,
nothing is tried twice, and the token goes into a header.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from socialkit.errors import PublishError
from socialkit.model.network import Network
from socialkit.publishers.meta.errors import GONE, GraphAnswer, map_answer, map_silence
from socialkit.publishers.protocol import Moment
from socialkit.publishers.transport import (
    CONNECT_SECONDS,
    READ_SECONDS,
    is_surely_unsent,
    plain_session,
)

if TYPE_CHECKING:
    import requests

VERSION = "v26.0"
"""Current in November 2026: https://developers.facebook.com/docs/graph-api/changelog"""
USAGE_HEADER = "x-business-use-case-usage"
SECRET_FIELDS = ("client_secret", "fb_exchange_token", "input_token")
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AppCredentials:
    """The id and secret of the owner's app at Meta."""

    id: str
    secret: str = field(repr=False)


class GraphClient:
    """Requests to the Graph API with one token, or with None before there is one. Not for several
    threads at once. `network` is what its errors are about."""

    def __init__(
        self, token: str | None, *, send_timeout: timedelta, network: Network = Network.FACEBOOK
    ) -> None:
        import facebook

        self._network = network
        self._secrets = {token, token.partition("|")[2]} - {""} if token else set()
        self._send_seconds = send_timeout.total_seconds()
        self._session = make_session(token)
        self._session.hooks["response"].append(self._note)
        self._api = facebook.GraphAPI(session=self._session)
        self._api.version = VERSION
        self._last: requests.Response | None = None
        self._error: GraphAnswer | None = None

    @property
    def network(self) -> Network:
        """What its errors are about."""
        return self._network

    @property
    def error(self) -> GraphAnswer | None:
        """The error of the last call as Meta gave it; None where it gave none."""
        return self._error

    def read(self, path: str, **fields: str) -> Answer:
        """GET `path`. Raise PublishError; never UncertainOutcome."""
        return self._call(Moment.READING, lambda: self._api.request(self._at(path), dict(fields)))

    def read_if_there(self, path: str, **fields: str) -> Answer | None:
        """GET `path`; None where Meta says that there is no such thing. Raise PublishError."""
        try:
            return self.read(path, **fields)
        except PublishError:
            if self._error is not None and (self._error.code, self._error.subcode) == GONE:
                return None
            raise

    def read_hidden(self, path: str, fields: Mapping[str, str]) -> Answer:
        """A GET whose fields are secrets, sent as a POST that stands for one: they stay out of the
        address. Only the GET is documented for these paths; where Meta accepts no POST there, the call
        fails and the secret stays hidden. Raise PublishError."""
        hidden = {"method": "get", **fields}
        self._secrets |= {fields[name] for name in SECRET_FIELDS if fields.get(name)}
        return self.write(path, hidden, moment=Moment.READING)

    def write(
        self,
        path: str,
        fields: Mapping[str, str],
        *,
        moment: Moment,
        picture: bytes | None = None,
    ) -> Answer:
        """POST `fields`, and a picture where there is one. Raise PublishError."""
        files = None if picture is None else {"source": _named(picture)}
        return self._call(
            moment,
            lambda: self._api.request(self._at(path), post_args=dict(fields), files=files),
        )

    def delete(self, path: str) -> Answer:
        """DELETE `path`. Raise PublishError; never UncertainOutcome."""
        return self._call(
            Moment.PREPARING, lambda: self._api.request(self._at(path), method="DELETE")
        )

    def _at(self, path: str) -> str:
        return f"{VERSION}/{path}"

    def _note(self, response: requests.Response, *_: object, **__: object) -> None:
        self._last = response

    def _call(self, moment: Moment, ask: Callable[[], Any]) -> Answer:
        """Make one request; give its answer. Errors are raised bare: their causes hold addresses."""
        self._last = self._error = None
        is_commit = moment is Moment.COMMITTING
        seconds = self._send_seconds if is_commit else max(self._send_seconds, READ_SECONDS)
        self._api.timeout = (CONNECT_SECONDS, seconds)
        try:
            result = ask()
        except OSError as error:  # all of requests, and what it lets through
            failure = self._failed(error, moment)
        except Exception as error:  # the library's own, or an answer that it cannot read
            failure = self._mapped(error, moment)
        else:
            if self._last is not None and self._last.ok and isinstance(result, dict):
                return result
            failure = self._mapped(None, moment)
        raise failure from None

    def _failed(self, error: OSError, moment: Moment) -> PublishError:
        if self._last is not None:  # an answer came, but not one that can be read
            return self._mapped(None, moment)
        is_unsent = is_surely_unsent(error)
        return map_silence(moment=moment, is_unsent=is_unsent, network=self._network)

    def _mapped(self, error: Exception | None, moment: Moment) -> PublishError:
        return map_answer(self._answer(error), moment=moment, network=self._network)

    def _answer(self, error: Exception | None) -> GraphAnswer:
        """The error that Meta gave, as far as it can be read; a secret in its text is cut out."""
        result = getattr(error, "result", None)
        row = result.get("error") if isinstance(result, dict) else None
        row = row if isinstance(row, dict) else {}
        status = self._last.status_code if self._last is not None else 0
        self._error = GraphAnswer(
            code=_number(row.get("code")),
            subcode=_number(row.get("error_subcode")),
            status=status,
            message=self._without_secrets(row.get("message")),
            user_message=self._without_secrets(row.get("error_user_msg")) or None,
            wait=self._wait(),
        )
        return self._error

    def _without_secrets(self, words: Any) -> str:
        text = str(words or "")
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, "…")
        return text

    def _wait(self) -> timedelta | None:
        """The longest wait that Meta asks for in its usage header, in minutes there."""
        if self._last is None:
            return None
        try:
            usage = json.loads(self._last.headers.get(USAGE_HEADER, "{}"))
            rows = [row for of_one in usage.values() for row in of_one]
            minutes = max(
                (row.get("estimated_time_to_regain_access", 0) for row in rows), default=0
            )
        except (ValueError, AttributeError, TypeError):
            return None
        return timedelta(minutes=minutes) if minutes else None


def make_session(token: str | None) -> requests.Session:
    """A plain session: no retries, the token in a header, the certificates of SSL_CERT_FILE too."""
    import requests

    if token is None:
        return plain_session()

    class Bearer(requests.auth.AuthBase):
        def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
            request.headers["Authorization"] = f"Bearer {token}"
            return request

    session = plain_session()
    session.auth = Bearer()
    return session


def _named(picture: bytes) -> io.BytesIO:
    file = io.BytesIO(picture)
    file.name = "card.jpg"
    return file


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None
