"""Where a share link leads: one look, nothing followed.

In: an address. Out: the address that it points to, or None. Knows nothing of accounts.

Facebook's share links are opaque; their first answer names the Page's own address
(reference: Meta, 7). Where that answer is a log-in page, nothing can be learnt.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urljoin, urlsplit

from socialkit.article.links.urls import clean_address
from socialkit.article.sources.fetch import tls_context

LOOK_SECONDS = 10
NOT_AN_ACCOUNT = ("/login", "/checkpoint", "/share", "/recover", "/cookie")


def find_redirect(address: str) -> str | None:
    """Give the address that `address` points to, without tracking; None where nobody tells."""
    import httpx

    try:
        with httpx.Client(verify=tls_context(), timeout=LOOK_SECONDS) as client:
            answer = client.get(address)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
        return None
    if not answer.has_redirect_location:
        return None
    target = _beyond_login(urljoin(address, answer.headers["location"]))
    if urlsplit(target).path.startswith(NOT_AN_ACCOUNT):
        return None
    return clean_address(target)


def _beyond_login(target: str) -> str:
    """A log-in page often carries the address that it stands in front of."""
    parts = urlsplit(target)
    if not parts.path.startswith("/login"):
        return target
    return parse_qs(parts.query).get("next", [target])[0]
