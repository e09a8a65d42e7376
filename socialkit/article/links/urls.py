"""Web addresses: removes tracking and tells whose account an address is.

The forms of profile, Page and share addresses were collected from the networks' own apps and pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from socialkit.model.text import word_set

_ADDRESS = re.compile(
    r"(?:(?P<scheme>https?)://)?(?:[^\s/@?#]{0,200}@)?(?P<host>[^\s/:?#@]{1,253})(?::(?P<port>\d{1,5}))?"
    r"(?P<path>/[^\s?#]*)?(?:\?(?P<query>[^\s#]*))?(?:#(?P<fragment>\S*))?",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"(?:utm_\w*|ig(?:shid|sh|si|_rid|_mid)|mibextid|rdid|share_url|__tn__|__cft__.*|__xts__.*|_rdr|paipv|eav"
    r"|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|srsltid|ref_src|ref_url)",
    re.IGNORECASE,
)
_INSTAGRAM_HOSTS = re.compile(r"(?:(?:www|m)\.)?(?:instagram\.com|instagr\.am)", re.IGNORECASE)
_FACEBOOK_HOSTS = re.compile(
    r"(?:(?:www|m|mbasic|web|touch|mobile|business|[a-z]{2}-[a-z]{2})\.)?(?:facebook|fb)\.com",
    re.IGNORECASE,
)
_WRAPPER_HOSTS = re.compile(r"l\.(?:facebook|instagram)\.com", re.IGNORECASE)
_SHORT_HOSTS = re.compile(r"(?:www\.)?fb\.me", re.IGNORECASE)
_HANDLE = re.compile(r"(?!\.)(?!.*\.\.)[a-z0-9._]{1,30}(?<!\.)")
_VANITY = re.compile(r"[a-z0-9][a-z0-9.]{1,49}", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:.*-)?(\d{5,20})")
_NOT_INSTAGRAM = word_set(
    """
    p reel reels tv s stories explore accounts account direct about developer developers legal web graphql
    api challenge auth_platform oauth emails qr share ar directory lite press session privacy
    terms topics locations static download help nametag invites
    """
)
_NOT_FACEBOOK = word_set(
    """
    sharer sharer.php share.php groups events watch reel reels photo photo.php photos story.php
    permalink.php marketplace gaming login login.php help l.php plugins dialog hashtag stories
    home.php media ads business policies policy.php privacy settings notes video video.php videos
    search pg tr v2.0 v3.0 flx recover reg r.php messages friends pages people p profile.php
    terms terms.php legal about careers developers docs
    """
)
_PROFILE_TABS = frozenset({"tagged", "reels", "channel"})
_PAGE_TABS = word_set("about reviews photos posts services events mentions videos community home")
_POST_SHARES = frozenset({"p", "r", "v", "g"})


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address. `host` is lower case, `path` begins with a slash or is empty."""

    scheme: str
    host: str
    path: str
    query: tuple[tuple[str, str], ...]
    fragment: str

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path between slashes, none of them empty."""
        return tuple(part for part in self.path.split("/") if part)


def split_address(text: str) -> Address | None:
    """The parts of an address, with or without http in front; None if the text is not an address."""
    match = _ADDRESS.fullmatch(text.strip())
    if match is None or ("." not in match["host"] and match["scheme"] is None):
        return None
    port = f":{match['port']}" if match["port"] else ""
    return Address(
        (match["scheme"] or "https").lower(),
        match["host"].lower().rstrip(".") + port,
        match["path"] or "",
        tuple(_split_pair(pair) for pair in (match["query"] or "").split("&") if pair),
        match["fragment"] or "",
    )


def _split_pair(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name, value if "=" in pair else "\0"


def clean_address(url: str) -> str:
    """An address without tracking, Facebook's in one canonical form. Other text is returned unchanged."""
    address = _unwrap(url)
    if address is None:
        return url.strip()
    if _FACEBOOK_HOSTS.fullmatch(address.host):
        return _usual_facebook(address)
    if _INSTAGRAM_HOSTS.fullmatch(address.host):
        return "/".join(("https://www.instagram.com", *address.segments))
    kept = [pair for pair in address.query if not _TRACKING.fullmatch(pair[0])]
    query = "&".join(name if value == "\0" else f"{name}={value}" for name, value in kept)
    fragment = "" if address.fragment.startswith(":~:") else address.fragment
    return (
        f"{address.scheme}://{address.host}{address.path}"
        f"{'?' + query if query else ''}{'#' + fragment if fragment else ''}"
    )


def _usual_facebook(address: Address) -> str:
    path = "/".join(("https://www.facebook.com", *address.segments))
    number = dict(address.query).get("id", "")
    return f"{path}?id={number}" if number.isdigit() else path


def _unwrap(text: str) -> Address | None:
    """The parts of an address, or of the target where a network's exit page (l.facebook.com) wraps it."""
    address = split_address(text)
    if address is not None and _WRAPPER_HOSTS.fullmatch(address.host):
        return split_address(_decode_percent(dict(address.query).get("u", "")))
    return address


def _decode_percent(text: str) -> str:
    def decode(match: re.Match[str]) -> str:
        return bytes.fromhex(match.group().replace("%", "")).decode("utf-8", "replace")

    return re.sub(r"(?:%[0-9a-fA-F]{2})+", decode, text)


def instagram_handle(text: str) -> str | None:
    """The handle in "name", "@name" or a profile's address, in lower case; None if it is not a profile."""
    text = text.strip()
    bare = text.removeprefix("@").lower()
    if "/" not in bare:
        known = _INSTAGRAM_HOSTS.fullmatch(bare) or bare.startswith("www.")
        return bare if _HANDLE.fullmatch(bare) and not known else None
    address = _unwrap(text)
    if address is None or not _INSTAGRAM_HOSTS.fullmatch(address.host):
        return None
    parts = address.segments[1:] if address.segments[:1] == ("_u",) else address.segments
    name = parts[0].removeprefix("@").lower() if parts else ""
    if name in _NOT_INSTAGRAM or not _HANDLE.fullmatch(name):
        return None
    return name if all(part in _PROFILE_TABS for part in parts[1:]) else None


def facebook_identity(address: str) -> tuple[str, str] | None:
    """The Page of an address: ("id", number), ("name", vanity name in lower case) or ("share", code).

    A bare number or name counts too. A share code is opaque: only Facebook knows the Page behind it.
    None for share buttons, posts, groups and everything else that is not a Page.
    """
    text = address.strip()
    if "/" not in text:
        return _bare_identity(text.removeprefix("@"))
    parts = _unwrap(text)
    if parts is None:
        return None
    if _SHORT_HOSTS.fullmatch(parts.host):
        return ("share", parts.segments[0]) if len(parts.segments) == 1 else None
    if not _FACEBOOK_HOSTS.fullmatch(parts.host) or not parts.segments:
        return None
    return _path_identity(parts)


def _bare_identity(name: str) -> tuple[str, str] | None:
    if name.isascii() and name.isdigit():
        return ("id", name)
    is_host = name.lower().endswith((".com", ".net")) or name.lower().startswith("www.")
    return ("name", name.lower()) if _VANITY.fullmatch(name) and not is_host else None


def _path_identity(address: Address) -> tuple[str, str] | None:
    first, *rest = address.segments
    lower = first.lower()
    if lower == "profile.php":
        number = dict(address.query).get("id", "")
        return ("id", number) if number.isascii() and number.isdigit() else None
    if lower in ("pages", "people", "p") and rest:
        numbered = _NUMBERED.fullmatch(rest[-1])
        return ("id", numbered[1]) if numbered else None
    if lower == "share":
        return ("share", rest[0]) if len(rest) == 1 and rest[0] not in _POST_SHARES else None
    if lower in _NOT_FACEBOOK or any(part.lower() not in _PAGE_TABS for part in rest):
        return None
    name = first.removeprefix("@")
    if name.isascii() and name.isdigit():
        return ("id", name)
    return ("name", name.lower()) if _VANITY.fullmatch(name) else None
