"""schedule.yaml as models: every key, what it means, what may stand there (CONTRACT, "schedule.yaml")."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field

from socialkit.config.scalars import values
from socialkit.config.schedule.brand_rows import BrandRows, PaletteRows
from socialkit.config.schedule.caption_rows import CaptionRows, NetworkCaptionRows
from socialkit.config.schedule.fields import (
    Account,
    Caption,
    DailyTime,
    Day,
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
    Weekday,
    Word,
    Zone,
    one_of,
    short_form,
)
from socialkit.model.schedule import LateRule


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
        description="Words that stand in an article: exactly these are posted. This is your yes.",
        examples=["A pause is kind when it comes with a time to return."],
    )
    caption: Caption | None = Field(
        None, description="The caption of this row only.", examples=["{line}\n\n{link}"]
    )


class ScheduleRows(Rows):
    """The whole of schedule.yaml."""

    timezone: Zone = Field(
        description="All times are times on the wall in this zone.", examples=["Asia/Kolkata"]
    )
    brand: BrandRows = Field(
        description="Who you are on every card.", examples=[{"name": "Quiet Harbour Therapy"}]
    )
    articles: Annotated[
        tuple[Annotated[ArticleRow, short_form("feed")], ...], BeforeValidator(values.as_list)
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
    review: Annotated[str, *one_of(("required", "automatic"))] = Field(
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
    all_is_well: DailyTime | None = Field(
        None,
        description="At what time of the day you are told, once a day, at the addresses under notify: "
        "that all is well, or else what stands open. Without this row you hear of trouble only.",
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
"""Which rows may stand where; "*" is any row of a list."""
