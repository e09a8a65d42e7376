"""The parts of a web address, as they are written in texts: with or without http in front."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"(?:(?P<scheme>https?)://)?(?:[^\s/@?#]{0,200}@)?(?P<host>[^\s/:?#@]{1,253})(?::(?P<port>\d{1,5}))?"
    r"(?P<path>/[^\s?#]*)?(?:\?(?P<query>[^\s#]*))?(?:#(?P<fragment>\S*))?",
    re.IGNORECASE,
)


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


def decode_percent(text: str) -> str:
    """The text with its percent-encoded bytes decoded once; what is not UTF-8 becomes a question mark."""

    def decode(match: re.Match[str]) -> str:
        return bytes.fromhex(match.group().replace("%", "")).decode("utf-8", "replace")

    return re.sub(r"(?:%[0-9a-fA-F]{2})+", decode, text)
