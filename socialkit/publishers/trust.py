"""Which certificate authorities the web libraries of both networks shall trust, for how long to wait
for a connection, and a plain session that keeps to that.

In: the environment. Out: a path, or None for the library's own list. `requests` by itself reads
REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE, not SSL_CERT_FILE (CONTRACT names it).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 10.0
"""DESIGN, "Publish": connect 10 s."""
READ_SECONDS = 30.0
"""For whatever makes nothing public; such a call is simply tried again later."""
BY_ITSELF = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def find_authorities() -> str | None:
    """The file of SSL_CERT_FILE where `requests` would not find another one by itself."""
    if any(os.environ.get(name) for name in BY_ITSELF):
        return None
    return os.environ.get("SSL_CERT_FILE") or None


def plain_session() -> requests.Session:
    """A session without retries and without any login, not even one of the machine's own files."""
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    session.auth = lambda request: request
    session.mount("https://", HTTPAdapter(max_retries=0))
    session.mount("http://", HTTPAdapter(max_retries=0))
    authorities = find_authorities()
    if authorities is not None:
        session.verify = authorities
    return session
