"""What may be written as one value, and what it means: texts, words, colours, names, addresses.

Each function raises ValueError with what to write instead.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from socialkit.config.yaml_errors.explain import BULLETS, without_invisible
from socialkit.config.yaml_errors.indentation import DASH

PLACEHOLDERS = ("line", "title", "link", "handle", "website", "hashtags", "crisis_line")
_SHORT_NETWORKS = {"instagram": "ig", "facebook": "fb"}
_HANDLE = re.compile(r"[a-z0-9._]{1,30}", re.IGNORECASE | re.ASCII)
_INSTAGRAM = re.compile(r"(?:https?://)?(?:www\.)?instagram\.com/([^/?#]+).*", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([^{}\n]{0,30})\}")


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known word that was most likely meant."""
    by_lower = {one.lower(): one for one in known}
    if word.lower() in by_lower:
        return by_lower[word.lower()]
    close = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=cutoff)
    if close:
        return by_lower[close[0]]
    longer = [one for one in by_lower if len(word) > 2 and one.startswith(word.lower()[:20])]
    return by_lower[longer[0]] if len(longer) == 1 else None


def suggest(word: str, known: Iterable[str]) -> str:
    """ "; did you mean …?", or the whole list where nothing is near."""
    words = tuple(known)
    close = nearest(word, words)
    return f'; did you mean "{close}"?' if close else f"; write one of: {', '.join(words)}"


def shorten(text: str) -> str:
    """A value on one line, in at most 40 characters, as a message shows it."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 40 else one_line[:39] + "…"


def quote(text: str) -> str:
    """The text between double quotes on one row, to be pasted: no word of it is lost."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def as_dates(value: object) -> object:
    """Like `as_list`; commas divide."""
    return re.split(r"\s*,\s*", value.strip(", ")) if isinstance(value, str) else as_list(value)


def as_hashtags(value: object) -> object:
    """Like `as_list`; `#one #two`, `one, two` and `#one; #two` are two."""
    if not isinstance(value, str):
        return as_list(value)
    words = split_hashtags(value)
    return words if len(words) > 1 else as_list(value)


def split_hashtags(text: str) -> list[str]:
    """The hashtags of a text, divided by commas, semicolons and by each #."""
    return [one for one in re.split(r"[\s,;，、]*(?=[#＃])|\s*[,;，、]\s*", text.strip()) if one]


def read_text(value: object) -> str:
    """Any text; its line breaks stay."""
    if isinstance(value, dict):
        inside = ", ".join(str(one) for one in value)
        hint = f'"{{{inside}}}"' if not any(value.values()) else '"…"'
        raise ValueError(f"this must be text; put it in quotes: {hint}")
    if isinstance(value, list):
        raise ValueError("this must be one text, not a list; remove the [ ] or the dash")
    if not isinstance(value, str) or not value.strip():
        raise ValueError("there is nothing between the quotes; write a value or remove this row")
    return value


def read_word(value: object) -> str:
    """One short text, without white space around it."""
    text = " ".join(read_text(value).split())
    if len(text) > 300:
        raise ValueError("this is too long; write it shorter")
    return text


def read_sign(value: object) -> str:
    """Like `read_word`, for a text that is never shown: invisible characters are left out."""
    return without_invisible(read_word(value)).strip()


def choice(*known: str) -> Callable[[object], str]:
    """A reader of one of the known words."""

    def read(value: object) -> str:
        word = read_sign(value)
        refuse_several(word, known)
        if word.lower() not in known:
            raise ValueError(f'"{shorten(word)}" is not known here{suggest(word, known)}')
        return word.lower()

    return read


def read_network(known: Iterable[str]) -> Callable[[object], str]:
    """A reader of one of the known networks; a short name gets a message of its own."""
    networks = tuple(known)
    usual = choice(*networks)

    def read(value: object) -> str:
        word = read_sign(value).lower()
        if word in ("both", "all", "everywhere"):
            raise ValueError(f'"{word}" is not known here; write [{", ".join(networks)}]')
        short = [one for one in networks if word == _SHORT_NETWORKS.get(one)]
        if short:
            raise ValueError(f'"{word}" is not known here; did you mean "{short[0]}"?')
        return usual(value)

    return read


def refuse_several(word: str, known: Iterable[str]) -> None:
    """Raise where several known words have no comma between them."""
    parts = re.split(r"[\s;&+/，、]+", word.lower())
    if len(parts) > 1 and set(parts) <= set(known):
        raise ValueError(f"write a comma between them: {', '.join(parts)}")


def as_list(value: object) -> object:
    """A single text where a list is expected is a list of one."""
    if isinstance(value, str):
        if re.match(rf"[{re.escape(BULLETS)}]\s", value):
            raise ValueError(f"{DASH} {value[1:].strip()}")
        if re.match(r"-[\w\"'“]", value):
            raise ValueError(f"write a space after the dash: - {value[1:]}")
        return [value]
    if isinstance(value, dict):
        raise ValueError("this must be a list; write each row of it as: - …")
    return value


def as_words(value: object) -> object:
    """Like `as_list`; `mon, wed and fri` is a list of three."""
    if isinstance(value, str):
        return [word for word in re.split(r"[\s,;&+，、]+", value) if word and word != "and"]
    return as_list(value)


def read_hashtag(value: object) -> str:
    """A hashtag with its #, whether or not it was written with one."""
    word = read_word(value)
    parts = [_join_hashtag(one) for one in split_hashtags(word)]
    name = word.lstrip("#＃")
    if len(parts) > 1 and all(parts):
        raise ValueError(f"write each hashtag by itself: {_list_hashtags(parts)}")
    joined = _join_hashtag(name)
    if not joined:
        raise ValueError(f'"{shorten(word)}" is not a hashtag; write for example "#couples"')
    if joined != name:
        apart = [part for one in name.split() if (part := _join_hashtag(one))]
        several = f", or each by itself: {_list_hashtags(apart)}" if len(apart) > 1 else ""
        raise ValueError(
            f'a hashtag is one word without spaces or signs; write "#{joined}"{several}'
        )
    return f"#{name}"


def _join_hashtag(text: str) -> str:
    """The text without what no hashtag may hold; empty where nothing is left but digits."""
    kept = [one for one in text if one.isalnum() or one == "_" or _joins(one)]
    joined = "".join(kept)
    return "" if joined.isdigit() else joined


def _list_hashtags(names: Iterable[str]) -> str:
    return ", ".join(f'"#{one}"' for one in names)


def _joins(letter: str) -> bool:
    """Vowel signs and accents, which are part of a word in Hindi and many other scripts."""
    return unicodedata.category(letter) in ("Mn", "Mc")


def read_handle(value: object) -> str:
    """An Instagram handle as "@name"; the address of the profile is understood."""
    word = read_sign(value)
    address = _INSTAGRAM.fullmatch(word)
    name = address[1] if address else word.removeprefix("@")
    if not _HANDLE.fullmatch(name):
        raise ValueError(
            f'"{shorten(word)}" is not a handle; write letters, digits, dots and _ only: '
            f'"@quietharbour"'
        )
    return f"@{name}"


def _refuse_switch(word: str, key: str) -> None:
    """Raise for yes and no where an account is named: there is nothing to switch."""
    if word.lower() in ("yes", "on", "true"):
        raise ValueError(f'"{word}" is not an account; write {key}: linked')
    if word.lower() in ("no", "off", "false", "none"):
        raise ValueError(f'"{word}" is not an account; to post nothing there, remove this row')


def read_account(value: object) -> str:
    """`linked`, or a handle in small letters without its @, as articles link to it."""
    word = read_sign(value)
    _refuse_switch(word, "account")
    return "linked" if word.lower() == "linked" else read_handle(word)[1:].lower()


def read_page(value: object) -> str:
    """`linked`, or the Page: its number, name or address."""
    word = read_sign(value)
    if word.lower() == "linked":
        return "linked"
    _refuse_switch(word, "page")
    if " " in word or "@" in word[1:]:
        raise ValueError(
            f'"{shorten(word)}" is not a Page; write linked, or the number of the Page'
        )
    return word


def read_website(value: object) -> str:
    """An address that begins with https:// or http://."""
    word = read_sign(value)
    if "://" not in word:
        raise ValueError(f"an address begins with https:// ; write {quote('https://' + word)}")
    try:
        parts = urlsplit(word)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme.lower() not in ("https", "http") or "." not in host or " " in word:
        raise ValueError(
            f'"{shorten(word)}" is not the address of a website; '
            f"write for example https://quietharbour.example"
        )
    return word


def read_caption(value: object) -> str:
    """The words of a caption, with known {placeholders} only."""
    text = read_text(value)
    for name in _PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            known = [f"{{{one}}}" for one in PLACEHOLDERS]
            close = nearest(name.strip(), PLACEHOLDERS)
            meant = f"did you mean {{{close}}}?" if close else f"write one of: {' '.join(known)}"
            raise ValueError(f"{{{name}}} is not a placeholder; {meant}")
    return text


_SHARE = re.compile(r"0?\.\d+|0|1(\.0+)?", re.ASCII)


def read_number(value: object) -> int:
    """How many: 0 or more."""
    word = read_sign(value)
    if not re.fullmatch(r"\d{1,4}", word, re.ASCII):
        raise ValueError(f'"{shorten(word)}" is not a number; write for example 10')
    return int(word)


def read_focus(value: object) -> tuple[float, float]:
    """A point in a photo, as shares from the left and from the top."""
    parts = [str(one).strip() for one in value] if isinstance(value, (list, tuple)) else []
    if len(parts) != 2 or not all(_SHARE.fullmatch(part) for part in parts):
        raise ValueError(
            "write how far from the left and from the top, 0 to 1, for example [0.5, 0.4]"
        )
    return float(parts[0]), float(parts[1])


_COLOUR_NAMES = {
    "white": "#FFFFFF", "black": "#000000", "red": "#C0392B", "green": "#4A7C59", "blue": "#2E5E8C",
    "yellow": "#E0B84C", "orange": "#D9792B", "pink": "#D98CA0", "purple": "#6B4C8A",
    "grey": "#6E6E6E", "gray": "#6E6E6E", "beige": "#F1E9DA", "brown": "#6F4E37", "teal": "#2F7F7A",
    "cream": "#F7F1E7",
}  # fmt: skip
"""What to write for a colour by name: usual colours, some of them softer than a screen's."""
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3}).*\)", re.IGNORECASE | re.ASCII
)
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_colour(value: object) -> str:
    """A colour as "#RRGGBB", in capitals; "#RGB" is its short form."""
    word = read_sign(value)
    if _COLOUR.fullmatch(word):
        digits = word[1:] if len(word) == 7 else "".join(one * 2 for one in word[1:])
        return f"#{digits.upper()}"
    if _COLOUR.fullmatch(f"#{word}"):
        raise ValueError(f'a colour begins with #, in quotes: "#{word}"')
    raise ValueError(f'"{shorten(word)}" is not a colour; {_meant_colour(word)}')


def _meant_colour(word: str) -> str:
    named = _COLOUR_NAMES.get(word.lower())
    parts = _RGB.fullmatch(word)
    if parts is not None and all(int(part) < 256 for part in parts.groups()):
        named = "#" + "".join(f"{int(part):02X}" for part in parts.groups())
    if re.fullmatch(r"#[0-9a-fA-F]{8}", word):
        named = word[:7].upper()  # the last two digits let things shine through
    if named is not None:
        return f'write for example "{named}", in quotes'
    return 'write it as "#B4532F", in quotes'
