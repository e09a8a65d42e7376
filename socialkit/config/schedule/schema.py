"""schedule.yaml as models: every key, what it means, what may be written there."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from socialkit.config.scalars import values
from socialkit.config.schedule import fields
from socialkit.config.schedule.fields import (
    Account,
    Caption,
    Colour,
    DailyTime,
    Day,
    Focus,
    Handle,
    Hashtag,
    KindName,
    Late,
    NetworkName,
    Number,
    Page,
    Repeat,
    Route,
    Rows,
    SizeName,
    Stop,
    Text,
    TextList,
    ThemeName,
    Time,
    Website,
    Weekday,
    Word,
    Zone,
    one_of,
    short_form,
)
from socialkit.model.schedule import LateRule


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
    """What is on every card."""

    name: Word = Field(
        description="The name of your practice, as it is on every card.",
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
        description="What must stay visible when the photo is cropped: how far from the left and from "
        "the top, 0 to 1.",
        examples=[[0.5, 0.4]],
    )
    closing: Word | None = Field(
        None,
        description="Your words on the last picture of a carousel, above your handle. Without them it "
        "shows your name, handle and website.",
        examples=["Read the whole article: link in our profile"],
    )
    palette: Annotated[PaletteRows, short_form("accent")] = Field(
        PaletteRows(),
        description='Your colours. A single colour such as "#B4532F" is the accent.',
        examples=[{"ground": "#F7F1E7", "ink": "#2B2A27", "accent": "#B4532F"}],
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
        description="A comment of your account below the post, right after it is out; the same placeholders. "
        "{hashtags} in it leave the caption. Stories have none.",
        examples=["{hashtags}"],
    )
    instagram: Annotated[NetworkCaptionRows | None, short_form("text")] = Field(
        None, description="Other words for Instagram.", examples=[{"text": "{line}\n{hashtags}"}]
    )
    facebook: Annotated[NetworkCaptionRows | None, short_form("text")] = Field(
        None, description="Other words for Facebook.", examples=[{"text": "{line}\n\n{link}"}]
    )
    hashtags: Annotated[tuple[Hashtag, ...], BeforeValidator(values.as_hashtags)] = Field(
        (), description="At most 30, each in quotes.", examples=[["#marriage", "#couples"]]
    )
    crisis_line: Text | None = Field(
        None,
        description="Where to find help. It is above the hashtags, only below lines under care "
        "(self-harm, abuse, a diagnosis …). {crisis_line} in a caption gives it another place.",
        examples=["If you are in danger, call your local emergency number."],
    )


class ArticleRow(Rows):
    """A feed whose older entries count too."""

    feed: Word = Field(
        description="The address of the feed.", examples=["https://quietharbour.example/feed/"]
    )
    older: Number = Field(
        0,
        description="How many older entries of the feed count too, the newest first: entries that were there "
        "before you named the feed. Only its newest 30 are read.",
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

    instagram: Annotated[InstagramRows | None, short_form("account")] = Field(
        None,
        description="Your Instagram account.",
        examples=[{"account": "linked", "via": "instagrapi"}],
    )
    facebook: Annotated[FacebookRows | None, short_form("page")] = Field(
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
        description="Words from an article: exactly these are posted. This counts as your approval.",
        examples=["A pause is kind when it comes with a time to return."],
    )
    caption: Caption | None = Field(
        None, description="The caption of this row only.", examples=["{line}\n\n{link}"]
    )


class ScheduleRows(Rows):
    """The whole of schedule.yaml."""

    timezone: Zone = Field(
        description="All times are local times in this zone.", examples=["Asia/Kolkata"]
    )
    brand: BrandRows = Field(
        description="Who you are on every card.", examples=[{"name": "Quiet Harbour Therapy"}]
    )
    articles: Annotated[
        tuple[Annotated[ArticleRow, short_form("feed")], ...], BeforeValidator(values.as_list)
    ] = Field(
        min_length=1,
        description="Your articles: files in this folder, and addresses of pages or feeds. From a feed, only "
        "entries that come from now on count; {feed: …, older: 10} adds ten older ones.",
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
    review: Annotated[str, *one_of(("required", "automatic"))] = Field(
        "required",
        description="required: nothing goes out without your approval. "
        "automatic: only lines under care need it.",
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
        description="The same or nearly the same line goes to the same account no sooner than this.",
        examples=["180d", "never"],
    )
    when_empty: Annotated[str, *one_of(("skip", "repeat"))] = Field(
        "skip",
        description="When no fresh line is left: skip the post, or repeat an old line.",
        examples=["skip"],
    )
    quiet_days: Annotated[tuple[Day, ...], BeforeValidator(values.as_dates)] = Field(
        (), description="Dates on which nothing is posted.", examples=[["2027-01-26"]]
    )
    pause: Stop = Field(
        None,
        description="true stops all posting; false lets it go on.",
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
        description="Where to tell you of problems. ${NAME} stands for a secret in .env.",
        examples=[["mailto://${MAIL}"]],
    )
    all_is_well: DailyTime | None = Field(
        None,
        description="At what time of day you get one message, at the addresses under notify: that all is "
        "well, or what is open. Without this row you hear of problems only.",
        examples=["09:00"],
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
"""Which rows belong where; "*" is any row of a list."""
NAMES = frozenset(
    field.alias or name for model in SECTIONS.values() for name, field in model.model_fields.items()
)
"""Every name that a row may have."""


def schedule_schema() -> dict[str, Any]:
    """The JSON schema of schedule.yaml, short forms included."""
    schema = ScheduleRows.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "schedule.yaml"
    parts = schema["$defs"]
    for part in (schema, *parts.values()):
        for name, row in part["properties"].items():
            row.pop("title", None)
            _allow_short_forms(name, row)
    return schema


def _allow_short_forms(name: str, row: dict[str, Any]) -> None:
    """Allow one word in place of a list or a group of rows; the loader understands it."""
    row.pop("default", None)
    if row.get("type") == "array" and name != "photo_focus":
        _allow_text_for_list(name, row)
    kinds = [one for one in row.get("anyOf", [row]) if one.get("type") != "null"]
    short = next((fields.SHORT_FORMS.get(_group_of(one)) for one in kinds if "$ref" in one), None)
    if short is not None:
        kinds = [{"$ref": kinds[0]["$ref"]}, short]
        row.pop("$ref", None)
    if short is not None or "anyOf" in row:
        row.pop("anyOf", None)
        row.update(kinds[0] if len(kinds) == 1 else {"anyOf": kinds})


def _allow_text_for_list(name: str, row: dict[str, Any]) -> None:
    items = row["items"]
    if _group_of(items) == "PostRow":
        return
    if _group_of(items) == "ArticleRow":
        items = row["items"] = {"anyOf": [items, fields.TEXT]}
        listed = {key: row.pop(key) for key in ("type", "items", "minItems") if key in row}
        row["anyOf"] = [listed, fields.TEXT]
        return
    listed = {key: row.pop(key) for key in ("type", "items", "minItems") if key in row}
    row["anyOf"] = [listed, fields.TEXT_FOR_LIST.get(name, items)]


def _group_of(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def write_schema(path: Path) -> None:
    """Write the JSON schema for editors."""
    path.write_text(json.dumps(schedule_schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
