"""A time zone as she may write it, and which one was meant.

In: a value as it stands in the file. Out: the name of a zone. Raises ValueError with what to write
instead. Knows nothing of times.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping

from socialkit.config.scalars.values import nearest, read_sign, shorten

_ZONE_HINTS: Mapping[str, str] = {
    "ist": "Asia/Kolkata",  # codespell:ignore ist
    "india": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "uk": "Europe/London",
    "england": "Europe/London",
    "bst": "Europe/London",
    "cest": "Europe/Berlin",
    "germany": "Europe/Berlin",
    "pst": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "ct": "America/Chicago",
    "et": "America/New_York",
    "washington": "America/New_York",
    "aest": "Australia/Sydney",
}
_NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})


def read_zone(value: object) -> str:
    """A time zone by its name in the tz database, such as Asia/Kolkata."""
    word = read_sign(value)
    try:
        if word not in _NO_ZONES:
            return zoneinfo.ZoneInfo(word).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise ValueError(f'"{shorten(word)}" is not a time zone{_meant_zone(word)}')


def _meant_zone(word: str) -> str:
    zones = {zone for zone in zoneinfo.available_timezones() if "/" in zone and zone[:3] != "Etc"}
    plain = word.lower().replace("_", " ")
    cities = {zone.rpartition("/")[2].replace("_", " ").lower(): zone for zone in sorted(zones)}
    close = _ZONE_HINTS.get(plain) or cities.get(plain)
    close = close or nearest(word.replace(" ", "_"), zones, cutoff=0.75)
    if close is None:
        city = nearest(plain, cities, cutoff=0.8)
        close = cities[city] if city else None
    return f'; did you mean "{close}"?' if close else "; write for example Asia/Kolkata"
