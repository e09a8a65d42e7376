"""Where a page may be fetched from: anywhere public, and inside the owner's own network only where the owner
wrote it.

A feed, a redirect or a name of a stranger may point at a router, a printer or a service on this computer.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from socialkit.article.links.address import split_address
from socialkit.errors import ArticleError

if TYPE_CHECKING:
    import httpx


class PrivateAddress(ArticleError):
    """An address leads into a network that only the owner can reach."""


@dataclass(frozen=True, slots=True)
class Access:
    """`hosts`, each with its port, are those that the owner wrote; None: that of the address itself.
    `logins` are by host: "USER:PASSWORD"."""

    hosts: frozenset[str] | None = None
    logins: Mapping[str, str] = field(default_factory=dict, repr=False)

    def login_for(self, address: str) -> tuple[str, str] | None:
        """User and password of the site of this address."""
        user, colon, password = self.logins.get(host_of(address) or "", "").partition(":")
        return (unquote(user), unquote(password)) if user or colon else None


OWNERS = Access()
"""For an address that the owner gave."""


def access_to(addresses: Iterable[str], logins: Mapping[str, str]) -> Access:
    """What the owner allows by writing these addresses, with the `logins` in them by address; what else they
    name is not the owner's word."""
    hosts = (host_of(one) for one in addresses if "://" in one)
    by_host = {host_of(one) or "": login for one, login in logins.items()}
    return Access(frozenset(one for one in hosts if one), by_host)


def host_of(address: str) -> str | None:
    """The host of an address with its port."""
    parts = split_address(address)
    if parts is None:
        return None
    usual = ":443" if parts.scheme == "https" else ":80"
    return parts.host if ":" in parts.host else f"{parts.host}{usual}"


class Gatekeeper:
    """The hooks of one request: asked before each step of it, and again once it is connected, since a name
    may mean another machine a moment later."""

    def __init__(self, address: str, access: Access) -> None:
        self._address = address
        own = host_of(address)
        self._hosts = access.hosts if access.hosts is not None else frozenset([own] if own else [])

    async def before(self, request: httpx.Request) -> None:
        """Raise PrivateAddress where this step leads into the owner's network."""
        host = request.url.host
        if self._is_owners(request) or request.url.scheme not in ("http", "https"):
            return
        if _is_local_name(host) or _is_private(host):
            raise self._refusal(host)
        if not _is_proxied(request.url):
            for number in await _look_up(host):
                if _is_private(number):
                    raise self._refusal(host)

    async def after(self, response: httpx.Response) -> None:
        """Raise PrivateAddress where the machine that answers is in the owner's network."""
        request = response.request
        stream = response.extensions.get("network_stream")
        if stream is None or self._is_owners(request) or _is_proxied(request.url):
            return
        peer: Any = stream.get_extra_info("server_addr")
        if peer and _is_private(str(peer[0])):
            raise self._refusal(request.url.host)

    def _is_owners(self, request: httpx.Request) -> bool:
        usual = 443 if request.url.scheme == "https" else 80
        return f"{request.url.host.lower()}:{request.url.port or usual}" in self._hosts

    def _refusal(self, host: str) -> PrivateAddress:
        return PrivateAddress(
            f"{self._address} leads to {host}, which is inside your own network or this computer, so it was "
            f"not opened. If that is right, write the address itself under articles: in schedule.yaml."
        )


async def _look_up(host: str) -> list[str]:
    """The numbers that a name stands for. Raises OSError where it stands for none."""
    import asyncio

    found = await asyncio.get_running_loop().getaddrinfo(host, None)
    return [str(one[4][0]) for one in found]


def _is_local_name(host: str) -> bool:
    return host.rstrip(".").lower().endswith(("localhost", ".local", ".internal", ".lan"))


def _is_private(host: str) -> bool:
    """Is it the number of a machine that not everybody can reach (RFC 6890)? False for a name."""
    try:
        number = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if inner is not None:
            return _is_private(str(inner))
        if number in _TRANSLATED:
            return _is_private(str(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)))
    return not number.is_global or number.is_multicast


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""An IPv4 number in the last 32 bits (RFC 6052)."""


def _is_proxied(url: httpx.URL) -> bool:
    """Is the name looked up by a proxy, somewhere else?"""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    has_proxy = bool(proxies.get(url.scheme) or proxies.get("all"))
    return has_proxy and not proxy_bypass(f"{url.host}:{url.port}" if url.port else url.host)
