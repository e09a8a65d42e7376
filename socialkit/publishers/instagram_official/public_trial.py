"""Her public folder tried out as Instagram would use it: one card, fetched from outside as far as that
can be done from here.

In: the address of the folder, the folder of the cards. Out: in words what was found; a PublishError
where Instagram could not fetch from there. Makes nothing public. Knows nothing of Meta and of posts.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from socialkit.errors import TemporaryFailure
from socialkit.model.post import Image, Network
from socialkit.publishers.instagram_official.public_folder import (
    LOOPBACK,
    SETTING,
    PublicFolder,
    trouble,
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
