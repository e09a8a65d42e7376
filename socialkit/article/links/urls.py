"""Whose account an address is, and addresses without tracking.

The forms of profile, Page and share addresses were collected from the networks' own apps and pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from socialkit.article.links.address import Address, split_address
from socialkit.article.links.wrapped import unwrap
from socialkit.model.text import word_set

_TRACKING = re.compile(
    r"(?:utm_\w*|ig(?:shid|sh|si|_rid|_mid)|mibextid|rdid|share_url|__tn__|__cft__.*|__xts__.*|_rdr|paipv|eav"
    r"|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|srsltid|ref_src|ref_url)",
    re.IGNORECASE,
)
INSTAGRAM_HOSTS = re.compile(r"(?:(?:www|m)\.)?(?:instagram\.com|instagr\.am)", re.IGNORECASE)
FACEBOOK_HOSTS = re.compile(
    r"(?:(?:www|m|mbasic|web|touch|mobile|business|[a-z]{2}-[a-z]{2})\.)?(?:facebook|fb)\.com",
    re.IGNORECASE,
)
_INSTAGRAM_CHAT = re.compile(r"(?:www\.)?ig\.me")
_MESSENGER = re.compile(r"(?:www\.)?(?:m\.me|messenger\.com)")
_SHORT_HOSTS = re.compile(r"(?:www\.)?fb\.me", re.IGNORECASE)
_HANDLE = re.compile(r"(?!\.)(?!.*\.\.)[a-z0-9._]{1,30}(?<!\.)")
_VANITY = re.compile(r"[a-z0-9][a-z0-9.]{1,49}", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:.*-)?(\d{5,20})")
_NOT_INSTAGRAM = word_set(
    """
    p reel reels tv s stories explore accounts account direct about developer developers legal web graphql
    api challenge auth_platform oauth emails qr share ar directory lite press session privacy
    terms topics locations static download help nametag invites m your_activity
    """
)
_NOT_FACEBOOK = word_set(
    """
    sharer sharer.php share.php groups events watch reel reels photo photo.php photos story.php
    permalink.php marketplace gaming login login.php help l.php plugins dialog hashtag stories
    home.php media ads business policies policy.php privacy settings notes video video.php videos
    search pg tr v2.0 v3.0 flx recover reg r.php messages friends pages people p profile.php
    terms terms.php legal about careers developers docs posts live fundraisers jobs places lite saved
    latest memories directory public logout.php albums ajax feed category
    """
)
TEMPLATE_NAMES = word_set(
    """
    instagram facebook meta wix wixstudio squarespace wordpress wordpressdotcom wpbeginner elementor godaddy
    weebly webflow jimdo canva shopify username yourusername your_username yourname your_name your.name
    yourhandle your_handle yourpage your.page yourprofile youraccount handle page profile example
    """
)
"""The names that website builders and templates write until somebody writes another one."""
_POST_TABS = frozenset({"p", "reel", "tv"})
_PROFILE_TABS = word_set("tagged reels channel guide guides live feed followers following")
_PAGE_TABS = word_set(
    """
    about reviews photos posts services events mentions videos community home reels photo video shop
    photos_albums photos_by followers following groups menu offers jobs live notes
    """
)
_PAGE_POSTS = word_set("posts videos photos reels events photo video notes")
_POST_SHARES = frozenset({"p", "r", "v", "g"})


def page_identity(address: str) -> str:
    """The same for two ways of writing the address of one page."""
    return clean_address(address).rstrip("/")


def clean_address(url: str) -> str:
    """An address without tracking, Facebook's in one canonical form. Other text is returned unchanged."""
    address = split_address(unwrap(url))
    if address is None:
        return url.strip()
    if FACEBOOK_HOSTS.fullmatch(address.host):
        return _usual_facebook(address)
    if INSTAGRAM_HOSTS.fullmatch(address.host):
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


def instagram_handle(text: str) -> str | None:
    """The handle in "name", "@name" or the address of a profile or of something on it, in lower case;
    None if the text names no account."""
    text = text.strip()
    bare = text.removeprefix("@").lower()
    if "/" not in bare:
        known = INSTAGRAM_HOSTS.fullmatch(bare) or bare.startswith("www.")
        return bare if _HANDLE.fullmatch(bare) and not known else None
    address = split_address(unwrap(text))
    if address is None:
        return None
    parts = list(address.segments)
    if _INSTAGRAM_CHAT.fullmatch(address.host):
        return _handle_in(parts[1:]) if parts[:1] == ["m"] and len(parts) == 2 else None
    if not INSTAGRAM_HOSTS.fullmatch(address.host):
        return None
    if parts[:1] == ["stories"] and 2 <= len(parts) <= 3:
        return _handle_in(parts[1:2]) if parts[1] != "highlights" else None
    return _handle_in(parts[1:] if parts[:1] == ["_u"] else parts)


def _handle_in(parts: Sequence[str]) -> str | None:
    """The handle of a path that begins with it; None if what follows it is not on a profile."""
    name = parts[0].removeprefix("@").lower() if parts else ""
    if name in _NOT_INSTAGRAM or name in TEMPLATE_NAMES or not _HANDLE.fullmatch(name):
        return None
    below = [part.lower() for part in parts[1:]]
    is_post = len(below) == 2 and below[0] in _POST_TABS
    return name if is_post or all(part in _PROFILE_TABS for part in below) else None


def facebook_identity(address: str) -> tuple[str, str] | None:
    """The Page of an address: ("id", number), ("name", vanity name in lower case) or ("share", code).

    A bare number or name counts too, and the address of something on a Page. A share code is opaque:
    only Facebook knows the Page behind it. None for share buttons, groups and everything else that
    names no Page.
    """
    text = address.strip()
    if "/" not in text:
        return _bare_identity(text.removeprefix("@"))
    parts = split_address(unwrap(text))
    if parts is None:
        return None
    if _SHORT_HOSTS.fullmatch(parts.host):
        return ("share", parts.segments[0]) if len(parts.segments) == 1 else None
    if _MESSENGER.fullmatch(parts.host):
        return _messenger_identity(parts.segments)
    if not FACEBOOK_HOSTS.fullmatch(parts.host) or not parts.segments:
        return None
    return _path_identity(parts)


def _bare_identity(name: str) -> tuple[str, str] | None:
    if name.isascii() and name.isdigit():
        return ("id", name)
    is_host = name.lower().endswith((".com", ".net")) or name.lower().startswith("www.")
    return ("name", name.lower()) if _VANITY.fullmatch(name) and not is_host else None


def _messenger_identity(parts: Sequence[str]) -> tuple[str, str] | None:
    """m.me/NAME and messenger.com/t/NAME are a chat with the Page of that name."""
    names = parts[1:] if parts[:1] == ("t",) else parts
    return _named(names[0]) if len(names) == 1 and names[0] not in ("j", "g") else None


def _named(name: str) -> tuple[str, str] | None:
    lower = name.removeprefix("@").lower()
    if lower in TEMPLATE_NAMES or lower in _NOT_FACEBOOK:
        return None
    return _bare_identity(lower)


def _path_identity(address: Address) -> tuple[str, str] | None:
    first, *rest = address.segments
    lower = first.lower()
    if lower in ("profile.php", "permalink.php", "story.php"):
        number = dict(address.query).get("id", "")
        return ("id", number) if number.isascii() and number.isdigit() else None
    if lower in ("pages", "people", "p") and rest:
        numbers = [found[1] for one in rest if (found := _NUMBERED.fullmatch(one))]
        return ("id", numbers[0]) if numbers else None
    if lower == "share":
        return ("share", rest[0]) if len(rest) == 1 and rest[0] not in _POST_SHARES else None
    if lower == "pg" and rest:
        first, *rest = rest
    tab = rest[0].lower() if rest else "home"
    is_on_page = tab in _PAGE_TABS or tab.startswith("about_")
    is_deep = len(rest) > 1 and tab not in _PAGE_POSTS
    return _named(first) if is_on_page and not is_deep else None


def names_only_a_post(address: str) -> bool:
    """Does an address lead to a post, video or story of an account, rather than to the account? An
    article may well show somebody else’s."""
    parts = split_address(unwrap(address))
    if parts is None or not parts.segments:
        return False
    first, *rest = (part.lower() for part in parts.segments)
    if first in ("stories", "permalink.php", "story.php"):
        return True
    posts = _POST_TABS if INSTAGRAM_HOSTS.fullmatch(parts.host) else _PAGE_POSTS
    return len(rest) > 1 and rest[0] in posts
