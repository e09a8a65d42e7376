"""The folder of hers that the web serves: where each card is found there, and whether it truly is.

Meta fetches Instagram's pictures by itself and says little where that fails, so what can be wrong is
found here first, in words that name the setting.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from socialkit.errors import AccountProblem, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Image
from socialkit.publishers.meta.photos import refusal
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
MEND = (
    f"{SETTING} must lead to a copy of the folder quotes/ that everybody can open. Mend that, or "
    f"remove {SETTING} from .env, then run: socialkit connect instagram"
)


class PublicFolder:
    """The address that shows what lies in `folder`."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address = address.strip().rstrip("/")
        self._folder = folder

    def require_safe(self) -> None:
        """Raise AccountProblem where the address is none that Instagram would fetch from."""
        parts = urlsplit(self._address)
        if parts.query or parts.fragment or parts.username:
            raise trouble("its address may hold neither ? nor # nor a password.")
        is_plain = parts.scheme.lower() == "http" and parts.hostname in LOOPBACK
        if parts.scheme.lower() != "https" and not is_plain:
            raise trouble(f"{self._address} does not begin with https://.")

    def address_of(self, image: Image, picture: bytes) -> str:
        """Where the picture can be fetched, tried out. Raise PublishError in words where it cannot."""
        self.require_safe()
        address = f"{self._address}/{quote(self._place_of(image))}"
        with plain_session() as session:
            self._compare(session, address, picture)
        return address

    def _place_of(self, image: Image) -> str:
        path, folder = Path(image.path).resolve(), self._folder.resolve()
        if not path.is_relative_to(folder):
            words = f"the picture {image.path} does not lie below {self._folder}"
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
            raise trouble(f"{address} shows another picture than the one that was made.")


def _require_picture(answer: requests.Response, address: str) -> None:
    if answer.status_code >= 500 or answer.status_code == 429:
        raise _unreachable(address)
    if answer.is_redirect:
        target = urljoin(address, answer.headers["location"]).partition("?")[0]
        raise trouble(f"{address} sends on to {target} (a login?), and shows no picture itself.")
    if answer.status_code in LOCKED:
        raise trouble(f"{address} asks for a login (status {answer.status_code}).")
    if answer.status_code != 200:
        raise trouble(f"{address} answers with status {answer.status_code}, not with the picture.")
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JPEG:
        raise trouble(f"{address} is served as {kind or 'nothing'}, not as {JPEG}.")


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


def trouble(words: str) -> AccountProblem:
    """Instagram cannot fetch from her public folder, and why."""
    return AccountProblem(
        f"Nothing is posted to Instagram: {words} {MEND}", network=Network.INSTAGRAM
    )


HTTPS_PORT = 443


def try_public_folder(address: str, folder: Path) -> str:
    """Fetch the newest card from her public folder. Raise AccountProblem where Instagram could not,
    TemporaryFailure where the address does not answer."""
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
            f"mend {SETTING} in .env."
        )
        raise TemporaryFailure(words, network=Network.INSTAGRAM) from None
    if host in LOOPBACK:
        return (
            f"{shown} shows the card, but to this computer only: Instagram cannot fetch it there."
        )
    return f"{shown} shows the card as it was made; Instagram can fetch it there."


def require_outside(host: str) -> None:
    """Raise AccountProblem where a name leads into a network of her own, which Meta cannot reach."""
    if host in LOOPBACK:  # to try things out; the words above say what it is
        return
    try:
        rows = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    except OSError:  # behind a proxy names may be known to the proxy only; fetching tells
        return
    found = {str(row[4][0]).partition("%")[0] for row in rows}
    if found and not any(ip_address(one).is_global for one in found):
        one = min(found)
        named = one if one == host else f"{host} is {one}, which"
        raise trouble(
            f"{named} lies inside your own network, where Instagram cannot fetch anything."
        )


def _newest_card(folder: Path) -> Path | None:
    cards = (one for one in folder.glob("*/*.jpg") if one.is_file())
    return max(cards, key=lambda one: (one.stat().st_mtime, one.name), default=None)
