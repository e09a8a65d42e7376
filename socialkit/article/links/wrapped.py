"""Addresses that lead on to another one and name it: exit pages, mail filters, click counters, archives.

Google, Outlook, newsletters and the networks themselves put such an address in place of the one that
was written. No request is made: an address that hides its target stays as it is. A button that shares
something names an address too, but as what to share; that is never a target.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from socialkit.article.links.address import Address, decode_percent, split_address
from socialkit.model.text import word_set

MAX_WRAPPINGS = 4
"""A link of a newsletter that was sent through two mail filters has three."""
MAX_PARAMETERS = 40
NETWORK_HOSTS = re.compile(
    r"(?:[a-z0-9-]{1,63}\.){0,2}(?:instagram\.com|instagr\.am|ig\.me|facebook\.com|fb\.com|fb\.me|fb\.watch|m\.me"
    r"|messenger\.com|threads\.net|threads\.com)"
)
_SITES_WITH_EXITS = re.compile(
    r"(?:www\.)?google\.[a-z.]{2,6}|[a-z0-9]+\.safelinks\.protection\.outlook\.com|lm?\.(?:facebook|instagram)\.com"
    r"|urldefense\.(?:com|us|proofpoint\.com)|linkprotect\.cudasvc\.com|href\.li"
)
"""Here any target counts; elsewhere only an account of the two networks, so that no ordinary address with
another one in its query changes."""
_SHARES = word_set(
    """
    share sharer sharer.php share.php sharing sharearticle share-offsite intent submit submitlink create
    bookmark bookmarklet compose tweet send save add add_to oembed embed plugins widgets dialog search check
    clip clip.action post blog-this.g login signin signup oauth wp-login.php
    """
)
_SHARING_HOSTS = re.compile(
    r"(?:.*\.)?(?:wa\.me|whatsapp\.com|t\.me|telegram\.(?:me|org)|pinterest\.[a-z.]+|getpocket\.com|buffer\.com"
    r"|addtoany\.com|addthis\.com|line\.me)|(?:share|sharer|validator|graph)\..*"
)
_NO_TARGET = re.compile(
    r"utm_\w*|ref|refer+er|referral|source|src|from|origin|original_referer|text|body|status|message|title|summary"
    r"|description|subject|quote|via|content|comment|note|caption|media|image|img|picture|canonical(?:url)?|back"
    r"|return(?:_?to|_?url)?|hashtags|related",
    re.IGNORECASE,
)
"""Names of parameters that hold what is shared or where one came from."""
_EXIT_PATHS = ("/l.php", "/login", "/accounts/login", "/flx/warn")
_ABSOLUTE = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)
_IN_PATH = re.compile(r"/(https?:/{1,2}[^/].*)", re.IGNORECASE)
_DEFENDED = re.compile(r"/v3/__(.+?)(?:__(?:;.*)?)?$")
_BASE64 = re.compile(r"aHR0c[A-Za-z0-9+/_-]{8,2000}")


def unwrap(text: str) -> str:
    """The address that an address leads to, if it names one; otherwise the text unchanged."""
    return _unwrap(text.strip(), MAX_WRAPPINGS)


def _unwrap(text: str, depth: int) -> str:
    address = split_address(text)
    if address is None or depth == 0:
        return text
    for target in _find_targets(address):
        end = _unwrap(target, depth - 1)
        if _SITES_WITH_EXITS.fullmatch(address.host) or _is_of_network(end):
            return end
    return text


def _is_of_network(text: str) -> bool:
    address = split_address(text)
    return address is not None and NETWORK_HOSTS.fullmatch(address.host) is not None


def _find_targets(address: Address) -> Iterator[str]:
    """The addresses that an address may lead to, most likely first."""
    if NETWORK_HOSTS.fullmatch(address.host):
        yield from _exits(address)
    elif not _shares(address):
        yield from _translated(address)
        yield from _in_path(address)
        yield from _in_query(address)


def _exits(address: Address) -> Iterator[str]:
    """Where the networks themselves lead on: their exit pages, and a login before a profile."""
    if not address.host.startswith(("l.", "lm.")) and not address.path.startswith(_EXIT_PATHS):
        return
    for name, value in address.query[:MAX_PARAMETERS]:
        target = _whole_address(value)
        if name in ("u", "next") and target is not None:
            yield target
        elif name == "next" and decode_percent(value).startswith("/"):
            yield f"https://{address.host}{decode_percent(value)}"


def _shares(address: Address) -> bool:
    parts = [part.lower() for part in address.segments]
    is_search = not parts and any(name in ("q", "p") for name, _ in address.query)
    return (
        is_search
        or not _SHARES.isdisjoint(parts)
        or _SHARING_HOSTS.fullmatch(address.host) is not None
    )


def _translated(address: Address) -> Iterator[str]:
    """www-instagram-com.translate.goog is a page that Google translates."""
    name, _, site = address.host.partition(".")
    if site == "translate.goog":
        host = name.replace("--", "\0").replace("-", ".").replace("\0", "-")
        yield f"https://{host}{address.path}"


def _in_path(address: Address) -> Iterator[str]:
    defended = _DEFENDED.fullmatch(address.path) if "urldefense" in address.host else None
    if defended is not None:
        yield _mend_slashes(defended[1])
        return
    for part in address.segments:
        decoded = decode_percent(part.removeprefix("RU="))
        if _ABSOLUTE.match(decoded):
            yield decoded
        yield from _in_base64(part)
    written_out = _IN_PATH.search(address.path)
    if written_out is not None:
        query = "&".join(
            name if value == "\0" else f"{name}={value}" for name, value in address.query
        )
        yield _mend_slashes(written_out[1]) + (f"?{query}" if query else "")


def _in_query(address: Address) -> Iterator[str]:
    is_proofpoint = address.host == "urldefense.proofpoint.com"
    for name, value in address.query[:MAX_PARAMETERS]:
        if value == "\0" or _ABSOLUTE.match(decode_percent(name)):  # href.li/?https://…
            target = _whole_address(name if value == "\0" else f"{name}={value}")
        elif _NO_TARGET.fullmatch(name.removeprefix("amp;")):
            continue
        elif is_proofpoint and name == "u":
            target = _whole_address(value.replace("_", "/").replace("-", "%"))
        else:
            target = _whole_address(value)
        if target is not None:
            yield target
        yield from _in_base64(value)


def _in_base64(text: str) -> Iterator[str]:
    """Some counters of clicks write their target in base64; it begins with the letters of “http”."""
    found = _BASE64.search(text)
    if found is None:
        return
    code = found.group().replace("-", "+").replace("_", "/")
    try:
        target = base64.b64decode(code + "=" * (-len(code) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return
    if _whole_address(target):
        yield target


def _whole_address(value: str) -> str | None:
    """The address that a value is, however often it was encoded; None if it is anything else."""
    for _ in range(MAX_WRAPPINGS):
        if _ABSOLUTE.match(value) or _is_bare_address(value):
            return f"https:{value}" if value.startswith("//") else value
        decoded = decode_percent(value)
        if decoded == value:
            return None
        value = decoded
    return None


def _is_bare_address(value: str) -> bool:
    """An address of a network without https in front: instagram.com/quietharbour."""
    return "/" in value and _is_of_network(value) and not value.startswith("/")


def _mend_slashes(address: str) -> str:
    """Servers take two slashes within a path for one."""
    return re.sub(r"^(https?):/{1,2}", r"\1://", address, flags=re.IGNORECASE)
