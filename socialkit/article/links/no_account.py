"""Why an address is no account, so that the owner can be told what to link instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from socialkit.article.links.address import Address, split_address
from socialkit.article.links.urls import (
    FACEBOOK_HOSTS,
    INSTAGRAM_HOSTS,
    TEMPLATE_NAMES,
    instagram_handle,
)
from socialkit.model.article import Links, NoAccount, RejectedLink
from socialkit.model.network import Network

LINK_LISTS = re.compile(
    r"(?:www\.)?(?:linktr\.ee|lnk\.bio|bio\.link|beacons\.(?:ai|page)|linkin\.bio|taplink\.(?:cc|at)|campsite\.bio"
    r"|solo\.to|koji\.to|withkoji\.com|linkpop\.com|msha\.ke|milkshake\.app|about\.me|carrd\.co|allmylinks\.com"
    r"|hoo\.be|snipfeed\.co|direct\.me|stan\.store|linkbio\.co|contactinbio\.com|biolinky\.co|bio\.site|flow\.page)"
    r"|[a-z0-9-]+\.carrd\.co"
)
CHATS = re.compile(
    r"(?:www\.|api\.|chat\.|web\.)?(?:wa\.me|whatsapp\.com|t\.me|telegram\.me|signal\.me)|wa\.link"
)
SHORTENERS = re.compile(
    r"(?:www\.)?(?:bit\.ly|tinyurl\.com|t\.co|lnkd\.in|goo\.gl|ow\.ly|buff\.ly|rebrand\.ly|cutt\.ly|is\.gd|shorturl\.at"
    r"|rb\.gy|t\.ly|amzn\.to|mailchi\.mp|eepurl\.com|qrco\.de|qr\.ae|g\.page|page\.link)|[a-z0-9.-]+\.list-manage\.com"
    r"|[a-z0-9.-]*\.?(?:sendgrid\.net|ct\.sendgrid\.net|mimecast\.com|hubspotlinks\.com|rs6\.net|cmail\d+\.com)"
)
_THREADS = re.compile(r"(?:www\.)?threads\.(?:net|com)")
_WATCH = re.compile(r"(?:www\.)?fb\.watch")
_ON_INSTAGRAM = {
    "p": NoAccount.POST,
    "reel": NoAccount.VIDEO,
    "reels": NoAccount.VIDEO,
    "tv": NoAccount.VIDEO,
    "stories": NoAccount.STORY,
    "s": NoAccount.STORY,
    "explore": NoAccount.TOPIC,
}
_ON_FACEBOOK = {
    "groups": NoAccount.GROUP,
    "events": NoAccount.EVENT,
    "reel": NoAccount.VIDEO,
    "watch": NoAccount.VIDEO,
    "video.php": NoAccount.VIDEO,
    "videos": NoAccount.VIDEO,
    "photo": NoAccount.POST,
    "photo.php": NoAccount.POST,
    "photos": NoAccount.POST,
    "posts": NoAccount.POST,
    "story.php": NoAccount.POST,
    "permalink.php": NoAccount.POST,
    "stories": NoAccount.STORY,
    "hashtag": NoAccount.TOPIC,
    "sharer": NoAccount.SHARE_BUTTON,
    "sharer.php": NoAccount.SHARE_BUTTON,
    "share.php": NoAccount.SHARE_BUTTON,
    "dialog": NoAccount.SHARE_BUTTON,
    "plugins": NoAccount.SHARE_BUTTON,
}
_SHARED_ON_FACEBOOK = {"p": NoAccount.POST, "r": NoAccount.VIDEO, "v": NoAccount.VIDEO}
_INSTAGRAM_WORD = re.compile(r"\b(?:instagram|insta|ig)\b", re.IGNORECASE)
_FACEBOOK_WORD = re.compile(r"\b(?:facebook|fb)\b", re.IGNORECASE)


def reject(address: str, row: str) -> RejectedLink | None:
    """Why an address (without wrapping) that gave no account is none, or None if nobody would take it
    for one. `row` is the text around it, which may name the network."""
    parts = split_address(address)
    if parts is None:
        return None
    shown = _shown(parts)
    if _THREADS.fullmatch(parts.host):
        return _reject_threads(shown, parts)
    if INSTAGRAM_HOSTS.fullmatch(parts.host):
        return RejectedLink(shown, _on_instagram(parts), Network.INSTAGRAM)
    if FACEBOOK_HOSTS.fullmatch(parts.host):
        return RejectedLink(shown, _on_facebook(parts), Network.FACEBOOK)
    if _WATCH.fullmatch(parts.host):
        return RejectedLink(shown, NoAccount.VIDEO, Network.FACEBOOK)
    return _reject_other(shown, parts, _meant(row))


def _shown(parts: Address) -> str:
    """Short, for a sentence: without https and query."""
    return f"{parts.host.removeprefix('www.')}{parts.path.rstrip('/')}"


def _meant(row: str) -> Network | None:
    """The one network that a row names outside its addresses."""
    is_instagram, is_facebook = _INSTAGRAM_WORD.search(row), _FACEBOOK_WORD.search(row)
    if bool(is_instagram) == bool(is_facebook):
        return None
    return Network.INSTAGRAM if is_instagram else Network.FACEBOOK


def _reject_threads(shown: str, parts: Address) -> RejectedLink | None:
    first = parts.segments[0] if parts.segments else ""
    handle = instagram_handle(first) if first.startswith("@") else None
    return RejectedLink(shown, NoAccount.THREADS, Network.INSTAGRAM, handle)


def _on_instagram(parts: Address) -> NoAccount:
    if not parts.segments:
        return NoAccount.FRONT_PAGE
    first, *rest = (part.lower() for part in parts.segments)
    if first == "share" and rest:
        return _ON_INSTAGRAM.get(rest[0], NoAccount.OTHER_PAGE)
    if first in _ON_INSTAGRAM:
        return _ON_INSTAGRAM[first]
    return _other(parts)


def _on_facebook(parts: Address) -> NoAccount:
    if not parts.segments:
        return NoAccount.FRONT_PAGE
    first, *rest = (part.lower() for part in parts.segments)
    if first == "share" and rest:
        shared = NoAccount.GROUP if rest[0] == "g" else NoAccount.OTHER_PAGE
        return _SHARED_ON_FACEBOOK.get(rest[0], shared)
    if first in _ON_FACEBOOK:
        return _ON_FACEBOOK[first]
    return _other(parts)


def _other(parts: Address) -> NoAccount:
    name = parts.segments[0].removeprefix("@").lower()
    return NoAccount.TEMPLATE if name in TEMPLATE_NAMES else NoAccount.OTHER_PAGE


def _reject_other(shown: str, parts: Address, meant: Network | None) -> RejectedLink | None:
    if LINK_LISTS.fullmatch(parts.host):
        return RejectedLink(shown, NoAccount.LIST_OF_LINKS, meant)
    if CHATS.fullmatch(parts.host):
        return RejectedLink(shown, NoAccount.CHAT, meant)
    if meant is not None and SHORTENERS.fullmatch(parts.host):
        return RejectedLink(shown, NoAccount.HIDDEN_TARGET, meant)
    return None


MAX_REJECTED = 3
"""So many links that are no account are named in one sentence."""
_WHY_NO_ACCOUNT: Mapping[NoAccount, str] = {
    NoAccount.POST: "is a single post, not an account",
    NoAccount.VIDEO: "is a single video, not an account",
    NoAccount.STORY: "is a story, not an account",
    NoAccount.TOPIC: "is a page about a hashtag or a place, not an account",
    NoAccount.GROUP: "is a group, and posts go to a Page",
    NoAccount.EVENT: "is an event, not a Page",
    NoAccount.SHARE_BUTTON: "is a share button, not an account",
    NoAccount.FRONT_PAGE: "is the network’s front page, not an account",
    NoAccount.OTHER_PAGE: "is a page of the network, not an account",
    NoAccount.TEMPLATE: "is the example of a template, not your account",
    NoAccount.LIST_OF_LINKS: "is a list of links, not an account",
    NoAccount.CHAT: "is a chat, not an account",
    NoAccount.HIDDEN_TARGET: "does not say where it leads",
    NoAccount.THREADS: "is on Threads, not on Instagram",
}
_EXAMPLES: Mapping[Network, str] = {
    Network.INSTAGRAM: "https://www.instagram.com/ and the name of your account",
    Network.FACEBOOK: "https://www.facebook.com/ and the name of your Page",
}


def what_to_link(links: Links, network: Network) -> str:
    """What an article without an account of this network lacks: which of its links look like one and
    are none, and what to write. A name on Threads is offered, never taken: it may be another person’s
    on Instagram."""
    rejected = [one for one in links.rejected if one.network is network]
    rejected += [one for one in links.rejected if one.network is None]
    if not rejected:
        return f"Add your {network.label} link at the end of the article."
    reasons = [f"{one.address} {_WHY_NO_ACCOUNT[one.reason]}" for one in rejected[:MAX_REJECTED]]
    handle = next((one.handle for one in rejected if one.handle), None)
    if handle is not None and network is Network.INSTAGRAM:
        offer = (
            f"If @{handle} is your name on Instagram too, add https://www.instagram.com/{handle}"
        )
        return f"{'; '.join(reasons)}. {offer} at the end of the article."
    return f"{'; '.join(reasons)}. Add {_EXAMPLES[network]} at the end of the article."
