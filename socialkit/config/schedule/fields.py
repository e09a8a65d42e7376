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


def _reads(read: Any, **schema: Any) -> tuple[Any, ...]:
    """How one kind of value is read, and what the schema says of it."""
    return (PlainValidator(read), WithJsonSchema({"type": "string"} | schema))


def _any_of(*schemas: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": list(schemas)}


TEXT = {"type": "string"}
Text = Annotated[str, *_reads(values.read_text)]
Word = Annotated[str, *_reads(values.read_word)]
Caption = Annotated[str, *_reads(values.read_caption)]
Handle = Annotated[str, *_reads(values.read_handle)]
Account = Annotated[str, *_reads(values.read_account)]
Page = Annotated[
    str,
    PlainValidator(values.read_page),
    WithJsonSchema(_any_of(TEXT, {"type": "integer"})),
]
TextList = Annotated[tuple[Word, ...], BeforeValidator(values.as_list)]
Website = Annotated[str, *_reads(values.read_website, format="uri")]
Focus = Annotated[
    tuple[float, float],
    PlainValidator(values.read_focus),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "number", "minimum": 0, "maximum": 1},
            "minItems": 2,
            "maxItems": 2,
        }
    ),
]
Colour = Annotated[str, *_reads(values.read_colour, pattern="^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")]
Zone = Annotated[str, *_reads(zones.read_zone)]
Time = Annotated[time, *_reads(times.read_time)]
DailyTime = Annotated[time, *_reads(times.read_daily_time)]
Day = Annotated[date, *_reads(times.read_date, format="date")]
Weekday = Annotated[int, *_reads(times.read_weekday, examples=list(times.WEEKDAYS))]
Late = Annotated[LateRule, *_reads(times.read_late)]
Repeat = Annotated[timedelta | None, *_reads(times.read_repeat)]
Hashtag = Annotated[str, *_reads(values.read_hashtag)]
Stop = Annotated[
    Pause | None,
    PlainValidator(times.read_pause),
    WithJsonSchema(_any_of({"type": "boolean"}, TEXT)),
]
Number = Annotated[
    int, PlainValidator(values.read_number), WithJsonSchema({"type": "integer", "minimum": 0})
]


def one_of(known: tuple[str, ...]) -> tuple[Any, ...]:
    """One of these words."""
    return _reads(values.choice(*known), enum=list(known))


ThemeName = Annotated[str, *one_of(THEMES)]
SizeName = Annotated[str, *one_of(tuple(Size))]
KindName = Annotated[str, *one_of(tuple(PostKind))]
NetworkName = Annotated[str, *_reads(values.read_network(Network), enum=list(Network))]
Route = Annotated[str, *one_of(ROUTES)]


def short_form(key: str) -> BeforeValidator:
    """`instagram: linked` means `instagram: {account: linked}`."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class Rows(BaseModel):
    """A part of the file: named rows, and none that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
