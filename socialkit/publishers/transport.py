"""Sessions for requests to both networks, and whether a request that failed was sent at all.

A dropped answer behind a proxy looks like a proxy error (measured), so only what surely happened
before the request left counts as "not sent"; everything else is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from socialkit.tls import ca_bundle_for_requests

if TYPE_CHECKING:
    import requests

NEVER_SENT = ("Tunnel connection failed", "CERTIFICATE_VERIFY_FAILED", "CA certificate bundle")


def is_surely_unsent(error: BaseException) -> bool:
    """Whether the connection itself failed: no such host, refused, no handshake, no tunnel."""
    from requests import exceptions
    from urllib3 import exceptions as below

    before_the_bytes = (
        below.NewConnectionError,
        below.ConnectTimeoutError,
        below.NameResolutionError,
        exceptions.ConnectTimeout,
        exceptions.InvalidURL,
        exceptions.InvalidProxyURL,
        exceptions.MissingSchema,
        exceptions.InvalidSchema,
    )
    return any(
        isinstance(one, before_the_bytes) or any(words in str(one) for words in NEVER_SENT)
        for one in _chain(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and everything below it, as `requests` and `urllib3` nest them."""
    seen: list[BaseException] = []
    left: list[object] = [error]
    while left:
        one = left.pop()
        if not isinstance(one, BaseException) or any(one is other for other in seen):
            continue
        seen.append(one)
        yield one
        left += [*one.args, getattr(one, "reason", None), getattr(one, "original_error", None)]
        left += [one.__cause__, one.__context__]


CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
"""For whatever makes nothing public; such a call is simply tried again later."""


def plain_session() -> requests.Session:
    """A session without retries and without any login, not even one of the machine's own files."""
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    session.auth = lambda request: request
    session.mount("https://", HTTPAdapter(max_retries=0))
    session.mount("http://", HTTPAdapter(max_retries=0))
    authorities = ca_bundle_for_requests()
    if authorities is not None:
        session.verify = authorities
    return session
