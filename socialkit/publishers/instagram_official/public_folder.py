"""The owner's folder that is on the web: the address of each card there, and whether it shows the card.

Meta fetches the pictures by itself and says little when that fails, so what can be wrong is found
here first, with a message that names the setting.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from socialkit.errors import AccountProblem, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Image
from socialkit.publishers.meta.facebook import refusal
from socialkit.publishers.transport import CONNECT_SECONDS, READ_SECONDS, plain_session

if TYPE_CHECKING:
    import requests
import socket
from ipaddress import ip_address

SETTING = "SOCIALKIT_PUBLIC_URL"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
JPEG = "image/jpeg"
LOCKED = frozenset({401, 403, 407})
CHUNK = 65_536
FIX = (
    f"{SETTING} must lead to a copy of the folder quotes/ that everybody can open. Fix that, or "
    f"remove {SETTING} from .env, then run: socialkit connect instagram"
)


class PublicFolder:
    """The public address of `folder`."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address = address.strip().rstrip("/")
        self._folder = folder

    def require_safe(self) -> None:
        """Raise AccountProblem where Instagram would not fetch from the address."""
        parts = urlsplit(self._address)
        if parts.query or parts.fragment or parts.username:
            raise unreachable_folder("its address must not contain ?, # or a password.")
        is_plain = parts.scheme.lower() == "http" and parts.hostname in LOOPBACK
        if parts.scheme.lower() != "https" and not is_plain:
            raise unreachable_folder(f"{self._address} does not start with https://.")

    def address_of(self, image: Image, picture: bytes) -> str:
        """The address of the picture, after fetching it once. Raise PublishError where that fails."""
        self.require_safe()
        address = f"{self._address}/{quote(self._place_of(image))}"
        with plain_session() as session:
            self._compare(session, address, picture)
        return address

    def _place_of(self, image: Image) -> str:
        path, folder = Path(image.path).resolve(), self._folder.resolve()
        if not path.is_relative_to(folder):
            words = f"the picture {image.path} is not inside {self._folder}"
            raise refusal(words, Network.INSTAGRAM)
        return path.relative_to(folder).as_posix()

    def _compare(self, session: requests.Session, address: str, picture: bytes) -> None:
        waits = (CONNECT_SECONDS, READ_SECONDS)
        try:
            answer = session.get(address, timeout=waits, stream=True, allow_redirects=False)
            with answer:
                _require_picture(answer, address)
                found = _read(answer, most_bytes=len(picture) + 1)
        except OSError:  # all of requests; bare, as its words may hold the address of a proxy
            raise _unreachable(address) from None
        if hashlib.sha256(found).digest() != hashlib.sha256(picture).digest():
            raise unreachable_folder(
                f"{address} shows a different picture from the one that was made."
            )


def _require_picture(answer: requests.Response, address: str) -> None:
    if answer.status_code >= 500 or answer.status_code == 429:
        raise _unreachable(address)
    if answer.is_redirect:
        target = urljoin(address, answer.headers["location"]).partition("?")[0]
        raise unreachable_folder(
            f"{address} redirects to {target} (a login?) and shows no picture."
        )
    if answer.status_code in LOCKED:
        raise unreachable_folder(f"{address} asks for a login (status {answer.status_code}).")
    if answer.status_code != 200:
        raise unreachable_folder(
            f"{address} answers with status {answer.status_code}, not with the picture."
        )
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JPEG:
        raise unreachable_folder(f"{address} is served as {kind or 'nothing'}, not as {JPEG}.")


def _read(answer: requests.Response, *, most_bytes: int) -> bytes:
    found = b""
    for chunk in answer.iter_content(CHUNK):
        found += chunk
        if len(found) >= most_bytes:
            break
    return found


def _unreachable(address: str) -> TemporaryFailure:
    words = (
        f"The picture cannot be fetched from {address} just now ({SETTING}). Nothing was posted."
    )
    return TemporaryFailure(words, network=Network.INSTAGRAM)


def unreachable_folder(words: str) -> AccountProblem:
    """The error for a public folder from which Instagram cannot fetch, with the reason."""
    return AccountProblem(
        f"Nothing is posted to Instagram: {words} {FIX}", network=Network.INSTAGRAM
    )


HTTPS_PORT = 443


def try_public_folder(address: str, folder: Path) -> str:
    """Fetch the newest card from the public folder; give in words what came of it. Raise
    AccountProblem where Instagram could not, TemporaryFailure where the address does not answer."""
    public, host = PublicFolder(address, folder), urlsplit(address).hostname or ""
    public.require_safe()
    require_outside(host)
    card = _newest_card(folder)
    if card is None:
        return (
            f"{SETTING} could not be tried: there is no card in {folder} yet. Run: socialkit make, copy "
            f"the folder to where {address} shows it, then run: socialkit connect instagram"
        )
    try:
        shown = public.address_of(Image(str(card), "", ""), card.read_bytes())
    except TemporaryFailure as error:
        words = (
            f"{error} Open that address in a browser on another machine: if it does not show the card, "
            f"fix {SETTING} in .env."
        )
        raise TemporaryFailure(words, network=Network.INSTAGRAM) from None
    if host in LOOPBACK:
        return (
            f"{shown} shows the card, but to this computer only: Instagram cannot fetch it there."
        )
    return f"{shown} shows the card as it was made; Instagram can fetch it there."


def require_outside(host: str) -> None:
    """Raise AccountProblem where a name leads into a private network, which Meta cannot reach."""
    if host in LOOPBACK:  # to try things out; the message above says so
        return
    try:
        rows = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    except OSError:  # behind a proxy, only the proxy may know the name; fetching the card shows it
        return
    found = {str(row[4][0]).partition("%")[0] for row in rows}
    if found and not any(ip_address(one).is_global for one in found):
        one = min(found)
        named = one if one == host else f"{host} is {one}, which"
        raise unreachable_folder(
            f"{named} is inside your own network, where Instagram cannot fetch anything."
        )


def _newest_card(folder: Path) -> Path | None:
    cards = (one for one in folder.glob("*/*.jpg") if one.is_file())
    return max(cards, key=lambda one: (one.stat().st_mtime, one.name), default=None)
