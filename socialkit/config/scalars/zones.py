"""Time zones by their names in the tz database, and which one was meant by other names.

A zone without summer time where people have one is taken, with a note: all summer its times are wrong.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from functools import lru_cache

from socialkit.config.scalars.values import nearest, read_sign, shorten

_MEANT: Mapping[str, str] = {
    "Asia/Kolkata": "ist, india, indian, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, "
    "chennai, madras, hyderabad, pune, ahmedabad, jaipur, lucknow, goa, kochi, "
    "cochin, chandigarh",
    "Europe/London": "uk, gmt, britain, great britain, united kingdom, england, scotland, wales, "
    "british, bst, manchester, birmingham, edinburgh, glasgow, liverpool, "
    "bristol, leeds, cardiff",
    "Europe/Berlin": "germany, deutschland, central european, w. europe, cest, mez, munich, "
    "hamburg, frankfurt, cologne, stuttgart",
    "Europe/Dublin": "ireland, irish",
    "Europe/Paris": "france, romance, lyon, marseille",
    "Europe/Rome": "italy, milan, naples",
    "Europe/Madrid": "spain, barcelona, valencia",
    "Europe/Lisbon": "western european, west",
    "Europe/Amsterdam": "netherlands, holland, rotterdam",
    "Europe/Zurich": "switzerland, geneva, basel",
    "Europe/Vienna": "austria",
    "Europe/Athens": "greece, eastern european, eest",
    "America/New_York": "et, edt, eastern, new york city, nyc, washington, boston, miami, atlanta, "
    "philadelphia, florida, usa, united states",
    "America/Chicago": "ct, cst, cdt, central, houston, dallas, austin, texas",
    "America/Denver": "mt, mdt, mountain, colorado",
    "America/Phoenix": "arizona",
    "America/Los_Angeles": "pt, pst, pdt, pacific, california, san francisco, seattle, la, san diego, las "
    "vegas, portland",
    "America/Anchorage": "alaska, alaskan, akst, akdt",
    "Pacific/Honolulu": "hawaii, hawaiian",
    "America/Halifax": "atlantic, ast, adt",
    "America/Toronto": "ontario, ottawa, montreal, quebec",
    "America/Vancouver": "british columbia",
    "America/Sao_Paulo": "brazil, rio, rio de janeiro, brasilia",
    "America/Argentina/Buenos_Aires": "argentina",
    "Australia/Sydney": "aest, aedt, australian eastern, aus eastern, australia, canberra",
    "Australia/Perth": "awst, western australia",
    "Australia/Adelaide": "acst, acdt",
    "Pacific/Auckland": "nzst, nzdt, new zealand, wellington, christchurch",
    "Asia/Dubai": "gst, uae, united arab emirates, abu dhabi, arabian",
    "Asia/Singapore": "sgt",
    "Asia/Tokyo": "jst, japan, osaka",
    "Asia/Hong_Kong": "hkt",
    "Asia/Shanghai": "china, beijing, peking",
    "Asia/Karachi": "pkt, pakistan, lahore, islamabad",
    "Asia/Dhaka": "bangladesh",
    "Asia/Colombo": "sri lanka",
    "Asia/Kathmandu": "nepal",
    "Asia/Manila": "philippines",
    "Asia/Jerusalem": "israel, tel aviv, idt",
    "Africa/Johannesburg": "sast, south africa, cape town, durban, pretoria",
    "Africa/Nairobi": "eat, kenya",
    "Africa/Lagos": "wat, nigeria, abuja",
}  # fmt: skip
"""What people write for a zone, beyond the names of its cities in the tz database."""
_RENAMED: Mapping[str, str] = {
    "Asia/Calcutta": "Asia/Kolkata", "Asia/Katmandu": "Asia/Kathmandu", "Asia/Dacca": "Asia/Dhaka",
    "Asia/Saigon": "Asia/Ho_Chi_Minh", "Asia/Rangoon": "Asia/Yangon", "Europe/Kiev": "Europe/Kyiv",
}  # fmt: skip
_BY_OFFSET: Mapping[int, str] = {
    -660: "Pacific/Pago_Pago", -600: "Pacific/Honolulu", -540: "America/Anchorage",
    -480: "America/Los_Angeles", -420: "America/Denver", -360: "America/Chicago",
    -300: "America/New_York", -240: "America/Halifax", -210: "America/St_Johns",
    -180: "America/Sao_Paulo", -60: "Atlantic/Azores", 0: "Europe/London", 60: "Europe/Berlin",
    120: "Europe/Athens", 180: "Africa/Nairobi", 210: "Asia/Tehran", 240: "Asia/Dubai", 270: "Asia/Kabul",
    300: "Asia/Karachi", 330: "Asia/Kolkata", 345: "Asia/Kathmandu", 360: "Asia/Dhaka",
    390: "Asia/Yangon", 420: "Asia/Bangkok", 480: "Asia/Singapore", 540: "Asia/Tokyo",
    570: "Australia/Adelaide", 600: "Australia/Sydney", 660: "Pacific/Noumea", 720: "Pacific/Auckland",
    780: "Pacific/Tongatapu", 840: "Pacific/Kiritimati",
}  # fmt: skip
"""A city for each distance from UTC, in minutes, as it is in winter."""
_WITHOUT_SUMMER: Mapping[str, str] = {
    "EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu",
    **dict.fromkeys(("GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich"), "Europe/London"),
    **dict.fromkeys(("Etc/GMT", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0", "Etc/Greenwich"), "Europe/London"),
}  # fmt: skip
_FIXED = re.compile(r"Etc/GMT([+-])(\d{1,2})")
_OFFSET = re.compile(
    r"(?:utc|gmt|z)?\s*([+\-−–])\s*(\d{1,2})(?:[:.]?(\d{2})|(\.5))?", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^)]*\)|\b(?:us|standard|daylight|summer|savings?|local|time|zone)\b")
_NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})


def read_zone(value: object) -> str:
    """A time zone by its name in the tz database, such as Asia/Kolkata. Raise ValueError with the zone
    that was probably meant."""
    word = read_sign(value)
    try:
        if word not in _NO_ZONES:
            return zoneinfo.ZoneInfo(word).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise ValueError(f'"{shorten(word)}" is not a time zone; {_describe_meant(word)}')


def describe_fixed_zone(zone: str) -> str | None:
    """What is rarely meant by a zone that never has summer time, and what to write instead; None for the
    zone of a city, and for UTC."""
    fixed = _FIXED.fullmatch(zone)
    if fixed is not None and int(fixed[2]):
        # In these names west is plus, against all other use.
        hours = int(fixed[2]) * (-1 if fixed[1] == "+" else 1)
        way, other = ("ahead of", "behind") if hours > 0 else ("behind", "ahead of")
        here, turned = _BY_OFFSET.get(60 * hours), _BY_OFFSET.get(-60 * hours)
        example = f", for example {here}" if here else ""
        meant = f" ({abs(hours)} h {other} UTC: {turned})" if turned else ""
        return (
            f"the sign in this name is turned round: {zone} is {abs(hours)} h {way} UTC, without summer "
            f"time; write the zone of your city{example}{meant}"
        )
    city = _WITHOUT_SUMMER.get(zone)
    if city is None:
        return None
    if zone == "HST":
        return f"write the zone of your city in place of {zone}, for example {city}"
    return (
        f"{zone} has no summer time: where the clocks change, all posts go out an hour late in summer; "
        f"write the zone of your city, for example {city}"
        + (" (or America/Phoenix, which has none)" if zone == "MST" else "")
    )


def _describe_meant(word: str) -> str:
    offset = _OFFSET.search(word)
    city = _find_city(word)
    if city is None and offset is not None:
        minutes = int(offset[2]) * 60 + (30 if offset[4] else int(offset[3] or 0))
        zone = _BY_OFFSET.get(minutes if offset[1] == "+" else -minutes, "Asia/Kolkata")
        return f"write for example {zone}: the zone of a city, which knows summer time too"
    if city is None:
        return "write for example Asia/Kolkata"
    today = f' It is called "{_RENAMED[city]}" today.' if city in _RENAMED else ""
    return f'did you mean "{city}"?{today}'


def _find_city(word: str) -> str | None:
    """The zone that a word means: a name, a city, a country, a usual short form, or nearly one of these."""
    zones, cities = _known_names()
    plain = " ".join(word.lower().replace("_", " ").split())
    short = " ".join(_ASIDE.sub(" ", plain).split()).strip(" ,")
    parts = [plain, short, *(one.strip() for one in reversed(re.split(r"[/&]", short)))]
    parts += [one.strip() for one in short.split(",")]
    for part in parts:
        if part in cities:
            return _RENAMED.get(cities[part], cities[part])
    close = nearest(re.sub(r"\s*/\s*", "/", word.strip()).replace(" ", "_"), zones, cutoff=0.75)
    if close is not None or not short:
        return close
    city = nearest(short, cities, cutoff=0.8)
    return cities[city] if city else None


@lru_cache(maxsize=1)
def _known_names() -> tuple[frozenset[str], dict[str, str]]:
    """The zones of cities, and the zone of every city and of every other name, in small letters."""
    known = zoneinfo.available_timezones()
    zones = frozenset(one for one in known if "/" in one and not one.startswith(("Etc", "US/")))
    cities = {one.rpartition("/")[2].replace("_", " ").lower(): one for one in sorted(zones)}
    for zone, names in _MEANT.items():
        cities |= dict.fromkeys(names.split(", "), zone)
    return zones, cities
