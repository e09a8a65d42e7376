"""The kinds of values in schedule.yaml: how each is read, and what the schema says of it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, WithJsonSchema

from socialkit.config.scalars import times, values, zones
from socialkit.model.card import Size
from socialkit.model.network import Network
from socialkit.model.post import PostKind
from socialkit.model.schedule import LateRule, Pause

THEMES = ("paper", "night", "arch", "compare", "list", "photo", "hook")
ROUTES = ("instagrapi", "graph")


Schema = dict[str, Any]


def _reads(read: Any, schema: Schema) -> tuple[Any, ...]:
    """How one kind of value is read, and what the schema says of it."""
    return (PlainValidator(read), WithJsonSchema(schema))


def _text(pattern: str = r"\S", *kinds: str) -> Schema:
    """A text. An editor takes a value without quotes for a number or a switch; here it stays a text."""
    return {"type": ["string", *kinds], "pattern": pattern}


def _any_case(*words: str) -> str:
    """A pattern for one of these words, in capitals or not."""
    spelt = (
        "".join(f"[{sign.upper()}{sign.lower()}]" if sign.isalpha() else sign for sign in one)
        for one in words
    )
    return f"(?:{'|'.join(spelt)})"


def _several(pattern: str) -> Schema:
    """Several words in one text, with commas, spaces or "and" between them."""
    between = r"(?:[\s,;&+，、]|\band\b)"
    return {"type": "string", "pattern": f"^{between}*{pattern}(?:{between}+{pattern})*{between}*$"}


_SWITCHES = _any_case("yes", "no", "on", "off", "true", "false", "none")
_ADDRESS = r"(?:[Hh][Tt][Tt][Pp][Ss]?://)"
_PROFILE = rf"{_ADDRESS}?(?:www\.)?{_any_case('instagram.com').replace('.', '[.]')}/[^/?#\s]+\S*"
_NAME = rf"(?:@?[A-Za-z0-9._]{{1,30}}|{_PROFILE})"
_KNOWN = "|".join(values.PLACEHOLDERS)
_CLOCK = r"(?:[01]?\d|2[0-3])[:h：][0-5]\d(?::00)?"
_HALF_DAY = r"(?:0?[1-9]|1[0-2])(?:[:.h：][0-5]\d(?::00)?)?\s*[AaPp]\.?[Mm]\.?"
_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_AMOUNT = (
    r"\d{1,7}(?:\.\d{1,3})?\s*"
    + _any_case(*sorted(times.UNITS, key=len, reverse=True))
    + r"(?![A-Za-z])"
)
_LENGTH = rf"{_AMOUNT}(?:(?:[\s,]|\band\b)*{_AMOUNT})*"
_DAYS = _any_case(*sorted(times.DAY_NAMES, key=len, reverse=True))
_NETWORKS = _any_case(*Network)

TEXT = _text(r"\S", "number", "boolean")
CAPTION = _text(
    rf"^(?![\s\S]*\{{(?!(?:{_KNOWN})\}})[^{{}}\n]{{0,30}}\}})[\s\S]*\S", "number", "boolean"
)
HANDLE = _text(rf"^\s*{_NAME}\s*$", "number")
ACCOUNT = _text(rf"^\s*(?!{_SWITCHES}\s*$){_NAME}\s*$", "number")
PAGE = _text(rf"^\s*(?!{_SWITCHES}\s*$)@?[^\s@]+\s*$", "number")
COLOUR = _text(r"^\s*#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\s*$")
TIME = _text(rf"^\s*(?:{_CLOCK}|{_HALF_DAY})\s*$")
DATE = _text(rf"^\s*{_DATE}\s*$")
DATES = _text(rf"^[\s,]*{_DATE}(?:\s*,\s*{_DATE})*[\s,]*$")
DAYS = _several(_DAYS)
NETWORKS = _several(_NETWORKS)
_TAG = r"[^\s#＃.,;:!?'\"()/&+*@$%-]+"
HASHTAG = _text(rf"^\s*[#＃]*(?!\d+\s*$){_TAG}\s*$")
HASHTAGS = _text(
    rf"^[\s,;，、]*[#＃]*(?!\d+\s*$){_TAG}(?:[\s,;，、]*[#＃]+{_TAG}|\s*[,;，、]\s*{_TAG})*[\s,;，、]*$"
)
SHARE = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^\s*(?:0?\.\d+|0|1(?:\.0+)?)\s*$"},
    ]
}
COUNT = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 9999},
        {"type": "string", "pattern": r"^\s*\d{1,4}\s*$"},
    ]
}

WEBSITE = _text(rf"^\s*{_ADDRESS}(?:[^\s/?#]*@)?[^\s/?#@]*\.[^\s/?#]*\S*\s*$")
_AREAS = (
    "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico"
    "|Pacific|US"
)
_SINGLE_ZONES = (
    "UTC|UCT|Zulu|Universal|GMT|GMT0|GMT[+]0|GMT-0|Greenwich|EST|MST|HST|EST5EDT|CST6CDT|MST7MDT|PST8PDT|CET"
    "|MET|EET|WET|GB|GB-Eire|Eire|Iceland|Portugal|Poland|Turkey|Israel|Iran|Egypt|Libya|Cuba|Jamaica|Navajo"
    "|Kwajalein|Japan|ROK|ROC|PRC|Hongkong|Singapore|NZ|NZ-CHAT|W-SU"
)
ZONE = _text(rf"^\s*(?:(?:{_AREAS})(?:/[A-Za-z][A-Za-z_+-]*\d{{0,2}}){{1,2}}|{_SINGLE_ZONES})\s*$")
WEEKDAY = {"anyOf": [{"enum": list(times.WEEKDAYS)}, _text(rf"^\s*{_DAYS}\s*$")]}
_SAME_DAY = (
    rf"{_any_case('same')}[\s_-]+{_any_case('day')}|{_any_case('next')}[\s_-]+{_any_case('slot')}"
)
LATE = _text(rf"^\s*(?:{_SAME_DAY}|{_any_case('skip')}|{_LENGTH})\s*$")
REPEAT = _text(rf"^\s*(?:{_any_case('never')}|{_LENGTH})\s*$")
_ON_OR_OFF = _any_case("true", "yes", "on", "false", "no", "off")
_UNTIL = rf"(?:{_any_case('until')}\s+)?{_DATE}(?:\s*:[\s\S]*)?"
STOP = _text(rf"^\s*(?:{_ON_OR_OFF}|{_UNTIL})\s*$", "boolean")

SHORT_FORMS = {
    "PaletteRows": COLOUR,
    "InstagramRows": ACCOUNT,
    "FacebookRows": PAGE,
    "NetworkCaptionRows": CAPTION,
}
"""What may stand in place of these groups of rows."""
TEXT_FOR_LIST = {
    "days": DAYS,
    "to": NETWORKS,
    "quiet_days": DATES,
    "hashtags": HASHTAGS,
}
"""What may stand in place of these lists; elsewhere it is one item of it."""

Text = Annotated[str, *_reads(values.read_text, TEXT)]
Word = Annotated[str, *_reads(values.read_word, TEXT | {"maxLength": 300})]
Caption = Annotated[str, *_reads(values.read_caption, CAPTION)]
Handle = Annotated[str, *_reads(values.read_handle, HANDLE)]
Account = Annotated[str, *_reads(values.read_account, ACCOUNT)]
Page = Annotated[str, *_reads(values.read_page, PAGE)]
TextList = Annotated[tuple[Word, ...], BeforeValidator(values.as_list)]
Website = Annotated[str, *_reads(values.read_website, WEBSITE)]
Focus = Annotated[
    tuple[float, float],
    *_reads(values.read_focus, {"type": "array", "items": SHARE, "minItems": 2, "maxItems": 2}),
]
Colour = Annotated[str, *_reads(values.read_colour, COLOUR)]
Zone = Annotated[str, *_reads(zones.read_zone, ZONE)]
Time = Annotated[time, *_reads(times.read_time, TIME)]
DailyTime = Annotated[time, *_reads(times.read_daily_time, TIME)]
Day = Annotated[date, *_reads(times.read_date, DATE)]
Weekday = Annotated[int, *_reads(times.read_weekday, WEEKDAY)]
Late = Annotated[LateRule, *_reads(times.read_late, LATE)]
Repeat = Annotated[timedelta | None, *_reads(times.read_repeat, REPEAT)]
Hashtag = Annotated[str, *_reads(values.read_hashtag, HASHTAG)]
Stop = Annotated[Pause | None, *_reads(times.read_pause, STOP)]
Number = Annotated[int, *_reads(values.read_number, COUNT)]


def one_of(known: tuple[str, ...]) -> tuple[Any, ...]:
    """One of these words, in capitals or not; an editor offers them."""
    return _reads(values.choice(*known), _offer(known))


def _offer(known: tuple[str, ...]) -> Schema:
    return {"anyOf": [{"enum": list(known)}, _text(rf"^\s*{_any_case(*known)}\s*$")]}


ThemeName = Annotated[str, *one_of(THEMES)]
SizeName = Annotated[str, *one_of(tuple(Size))]
KindName = Annotated[str, *one_of(tuple(PostKind))]
NetworkName = Annotated[str, *_reads(values.read_network(Network), _offer(tuple(Network)))]
Route = Annotated[str, *one_of(ROUTES)]


def short_form(key: str) -> BeforeValidator:
    """`instagram: linked` means `instagram: {account: linked}`."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class Rows(BaseModel):
    """A part of the file: named rows, and none that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
