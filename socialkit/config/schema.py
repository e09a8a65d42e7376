"""schedule.yaml as models: every key, what it means, what may stand there (CONTRACT, "schedule.yaml").

In: nothing. Out: the models, and the JSON schema that her editor shows as help. The descriptions
are written for her. Knows nothing of files and positions.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from socialkit.config import amounts, colours, times, values, zones
from socialkit.model import LateRule, Network, Pause, PostKind, Size

THEMES = ("paper", "night", "arch", "compare", "list", "photo", "hook")
ROUTES = ("instagrapi", "graph")


def _reads(read: Any, **schema: Any) -> tuple[Any, ...]:
    """How one kind of value is read, and what her editor is told of it."""
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
Website = Annotated[str, *_reads(values.read_website, format="uri")]
Focus = Annotated[
    tuple[float, float],
    PlainValidator(amounts.read_focus),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "number", "minimum": 0, "maximum": 1},
            "minItems": 2,
            "maxItems": 2,
        }
    ),
]
Colour = Annotated[str, *_reads(colours.read_colour, pattern="^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")]
Zone = Annotated[str, *_reads(zones.read_zone)]
Time = Annotated[time, *_reads(times.read_time)]
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
    int, PlainValidator(amounts.read_number), WithJsonSchema({"type": "integer", "minimum": 0})
]


def _words(known: tuple[str, ...]) -> tuple[Any, ...]:
    return _reads(values.choice(*known), enum=list(known))


ThemeName = Annotated[str, *_words(THEMES)]
SizeName = Annotated[str, *_words(tuple(Size))]
KindName = Annotated[str, *_words(tuple(PostKind))]
NetworkName = Annotated[str, *_reads(values.read_network(Network), enum=list(Network))]
Route = Annotated[str, *_words(ROUTES)]


def _short_form(key: str) -> BeforeValidator:
    """`instagram: linked` means `instagram: {account: linked}`."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class Rows(BaseModel):
    """A part of the file: named rows, and none that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class PaletteRows(Rows):
    """Your colours, each in quotes; one is enough, the theme supplies the rest."""

    ground: Colour | None = Field(
        None, description="The colour of the card behind the words.", examples=["#F7F1E7"]
    )
    ink: Colour | None = Field(None, description="The colour of the words.", examples=["#2B2A27"])
    accent: Colour | None = Field(
        None, description="The colour of small marks and emphasis.", examples=["#B4532F"]
    )


class BrandRows(Rows):
    """What stands on every card."""

    name: Word = Field(
        description="The name of your practice, as it stands on every card.",
        examples=["Quiet Harbour Therapy"],
    )
    credential: Word | None = Field(
        None,
        description="Your name and licence, small on every card.",
        examples=["Anna Roy, RCI licensed psychologist"],
    )
    handle: Handle | None = Field(
        None, description="Your Instagram handle, in quotes.", examples=["@quietharbour"]
    )
    website: Website | None = Field(
        None,
        description="Your website, with https:// in front. In captions: {website}.",
        examples=["https://quietharbour.example"],
    )
    theme: ThemeName = Field("paper", description="How your cards look.", examples=["paper"])
    logo: Word | None = Field(
        None,
        description="A picture file in this folder. Without one, your name is set as a wordmark.",
        examples=["assets/logo.png"],
    )
    photo: Word | None = Field(
        None,
        description="A photo in this folder, behind the words of the theme photo. Without one, soft "
        "patches of your colours.",
        examples=["assets/photo.jpg"],
    )
    photo_focus: Focus = Field(
        (0.5, 0.5),
        description="What must stay in sight when the photo is cropped: how far from the left and from "
        "the top, 0 to 1.",
        examples=[[0.5, 0.4]],
    )
    closing: Word | None = Field(
        None,
        description="Your words on the last picture of a carousel, above your handle. Without them it "
        "shows your name, handle and website.",
        examples=["Read the whole article: link in our profile"],
    )
    palette: Annotated[PaletteRows, _short_form("accent")] = Field(
        PaletteRows(),
        description='Your colours. A single colour such as "#B4532F" is the accent.',
        examples=[{"ground": "#F7F1E7", "ink": "#2B2A27", "accent": "#B4532F"}],
    )


class ArticleRow(Rows):
    """A feed, of which older entries count, too."""

    feed: Word = Field(
        description="The address of the feed.", examples=["https://quietharbour.example/feed/"]
    )
    older: Number = Field(
        0,
        description="How many of the entries that stood in the feed before you named it are articles, "
        "too, the newest of them. A feed holds 30 at most.",
        examples=[10],
    )


class InstagramRows(Rows):
    """Your Instagram account."""

    account: Account = Field(
        "linked",
        description="linked: only the account that the article itself links to. Or your handle.",
        examples=["linked", "@quietharbour"],
    )
    via: Route = Field(
        "instagrapi",
        description="instagrapi: signs in as the app does; not official, and accounts have been blocked "
        "for it. graph: the official and safe way, for professional accounts.",
        examples=["instagrapi", "graph"],
    )


class FacebookRows(Rows):
    """Your Facebook Page."""

    page: Page = Field(
        "linked",
        description="linked: only the Page that the article itself links to. Or the Page's number.",
        examples=["linked"],
    )


class AccountRows(Rows):
    """Where posts may go. A network without a row here gets nothing."""

    instagram: Annotated[InstagramRows | None, _short_form("account")] = Field(
        None,
        description="Your Instagram account.",
        examples=[{"account": "linked", "via": "instagrapi"}],
    )
    facebook: Annotated[FacebookRows | None, _short_form("page")] = Field(
        None, description="Your Facebook Page.", examples=[{"page": "linked"}]
    )


class PostRow(Rows):
    """One row of your week, or one date."""

    days: Annotated[tuple[Weekday, ...], BeforeValidator(values.as_words)] = Field(
        (), description="On which weekdays, every week.", examples=[["mon", "wed", "fri"]]
    )
    on_date: Day | None = Field(
        None, alias="date", description="On one date instead of days.", examples=["2026-12-24"]
    )
    at: Time = Field(
        description="At what time of the day, in your timezone, in quotes.", examples=["09:00"]
    )
    to: Annotated[tuple[NetworkName, ...], BeforeValidator(values.as_words)] = Field(
        min_length=1,
        description="To which accounts. All of them get the same line.",
        examples=[["instagram", "facebook"]],
    )
    kind: KindName = Field(
        "card",
        alias="as",
        description="card: one picture. carousel: several. contrast: both sides of one. "
        "story: upright, gone after a day.",
        examples=["card"],
    )
    theme: ThemeName | None = Field(
        None, description="A look for this row only.", examples=["night"]
    )
    size: SizeName | None = Field(
        None,
        description="portrait unless you say otherwise; a story is always upright.",
        examples=["square"],
    )
    quote: Text | None = Field(
        None,
        description="Words that stand in an article: exactly these are posted. This is your yes.",
        examples=["A pause is kind when it comes with a time to return."],
    )
    caption: Caption | None = Field(
        None, description="The caption of this row only.", examples=["{line}\n\n{link}"]
    )


class NetworkCaptionRows(Rows):
    """The caption for one network."""

    text: Caption | None = Field(
        None,
        description="The caption for this network.",
        examples=["{line}\n\nRead it here: {link}"],
    )
    first_comment: Caption | None = Field(
        None,
        description="The first comment for this network.",
        examples=["Read it here: {link}"],
    )


class CaptionRows(Rows):
    """How the words under a picture are made."""

    text: Caption | None = Field(
        None,
        description="Placeholders: {line} {title} {link} {handle} {website} {hashtags}. "
        "A row whose placeholder is empty is left out.",
        examples=["{line}\n\nFrom “{title}”\n{hashtags}"],
    )
    first_comment: Caption | None = Field(
        None,
        description="Written below the post by yourself, right after it is out; the same placeholders. "
        "{hashtags} in it leave the caption. Stories have none.",
        examples=["{hashtags}"],
    )
    instagram: Annotated[NetworkCaptionRows | None, _short_form("text")] = Field(
        None, description="Other words for Instagram.", examples=[{"text": "{line}\n{hashtags}"}]
    )
    facebook: Annotated[NetworkCaptionRows | None, _short_form("text")] = Field(
        None, description="Other words for Facebook.", examples=[{"text": "{line}\n\n{link}"}]
    )
    hashtags: Annotated[tuple[Hashtag, ...], BeforeValidator(values.as_hashtags)] = Field(
        (), description="At most 30, each in quotes.", examples=[["#marriage", "#couples"]]
    )
    crisis_line: Text | None = Field(
        None,
        description="Where to find help. It stands above the hashtags, only below lines under care "
        "(self-harm, abuse, a diagnosis …). {crisis_line} in a caption gives it another place.",
        examples=["If you are in danger, call your local emergency number."],
    )


TextList = Annotated[tuple[Word, ...], BeforeValidator(values.as_list)]


class ScheduleRows(Rows):
    """The whole of schedule.yaml."""

    timezone: Zone = Field(
        description="All times are times on the wall in this zone.", examples=["Asia/Kolkata"]
    )
    brand: BrandRows = Field(
        description="Who you are on every card.", examples=[{"name": "Quiet Harbour Therapy"}]
    )
    articles: Annotated[
        tuple[Annotated[ArticleRow, _short_form("feed")], ...], BeforeValidator(values.as_list)
    ] = Field(
        min_length=1,
        description="Your articles: files of this folder, and addresses of pages or feeds. Of a feed the "
        "entries count that come from now on; {feed: …, older: 10} takes ten older ones, too.",
        examples=[["articles/*"]],
    )
    accounts: AccountRows = Field(
        description="Where posts may go.",
        examples=[{"instagram": {"account": "linked", "via": "instagrapi"}}],
    )
    post: tuple[PostRow, ...] = Field(
        description="When posts go out, one row for each time.",
        examples=[[{"days": ["mon"], "at": "09:00", "to": ["instagram"]}]],
    )
    review: Annotated[str, *_words(("required", "automatic"))] = Field(
        "required",
        description="required: nothing goes out that you have not said yes to. "
        "automatic: only lines under care wait for you.",
        examples=["required"],
    )
    if_late: Late = Field(
        LateRule(),
        description="When the computer was off: how late may a post still go out? "
        "A length of time, same day, next slot, or skip.",
        examples=["2h", "same day", "next slot", "skip"],
    )
    repeat_after: Repeat = Field(
        timedelta(days=180),
        description="The same or nearly the same line goes to the same account never sooner.",
        examples=["180d", "never"],
    )
    when_empty: Annotated[str, *_words(("skip", "repeat"))] = Field(
        "skip",
        description="When no fresh line is left: skip the post, or repeat an old line.",
        examples=["skip"],
    )
    quiet_days: Annotated[tuple[Day, ...], BeforeValidator(values.as_dates)] = Field(
        (), description="Dates on which nothing is posted.", examples=[["2027-01-26"]]
    )
    pause: Stop = Field(
        None,
        description="true stops all posting; false goes on.",
        examples=[True, "until 2026-12-01", "until 2026-12-01: reason"],
    )
    caption: CaptionRows = Field(
        CaptionRows(),
        description="The words under a picture.",
        examples=[{"text": "{line}\n\nFrom “{title}”"}],
    )
    never_post: TextList = Field(
        (), description="A line that holds one of these is never used.", examples=[["a phrase"]]
    )
    notify: TextList = Field(
        (),
        description="Where to tell you of trouble. ${NAME} stands for a secret in .env.",
        examples=[["mailto://${MAIL}"]],
    )


SECTIONS: dict[tuple[str, ...], type[Rows]] = {
    (): ScheduleRows,
    ("brand",): BrandRows,
    ("brand", "palette"): PaletteRows,
    ("articles", "*"): ArticleRow,
    ("accounts",): AccountRows,
    ("accounts", "instagram"): InstagramRows,
    ("accounts", "facebook"): FacebookRows,
    ("post", "*"): PostRow,
    ("caption",): CaptionRows,
    ("caption", "instagram"): NetworkCaptionRows,
    ("caption", "facebook"): NetworkCaptionRows,
}
"""Which rows may stand where; "*" is any row of a list."""


def schedule_schema() -> dict[str, Any]:
    """The JSON schema of schedule.yaml, short forms included."""
    schema = ScheduleRows.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "schedule.yaml"
    parts = schema["$defs"]
    for part in (schema, *parts.values()):
        for row in part["properties"].values():
            row.pop("title", None)
            _allow_short_forms(row)
    return schema


def _allow_short_forms(row: dict[str, Any]) -> None:
    """One word may stand where a list or a group of rows is expected; the loader understands it."""
    row.pop("default", None)
    if row.get("type") == "array" and str(row["items"].get("$ref")).endswith("ArticleRow"):
        row["items"] = {"anyOf": [row["items"], TEXT]}
    if row.get("type") == "array" and "$ref" not in row["items"]:
        listed = {key: row.pop(key) for key in ("type", "items", "minItems") if key in row}
        row["anyOf"] = [listed, TEXT]
    kinds = row.get("anyOf", [])
    row_refs = [one for one in (*kinds, row) if "$ref" in one]
    if any(str(one["$ref"]).endswith(_WITH_SHORT_FORM) for one in row_refs):
        row["anyOf"] = [{"$ref": row.pop("$ref", row_refs[0]["$ref"])}, TEXT]
    if "anyOf" in row:
        kinds = [one for one in row["anyOf"] if one.get("type") != "null"]
        row.pop("anyOf") if len(kinds) == 1 else row.update(anyOf=kinds)
        row.update(kinds[0] if len(kinds) == 1 else {})


_WITH_SHORT_FORM = ("PaletteRows", "InstagramRows", "FacebookRows", "NetworkCaptionRows")


def write_schema(path: Path) -> None:
    """Write the JSON schema for editors."""
    import json

    path.write_text(json.dumps(schedule_schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    write_schema(Path(__file__).parents[2] / "assets" / "schedule.schema.json")
