"""From the checked rows of schedule.yaml to the model."""

from __future__ import annotations

from pathlib import Path

from socialkit.config.scalars.times import unique
from socialkit.config.schedule.schema import (
    AccountRows,
    BrandRows,
    CaptionRows,
    PostRow,
    ScheduleRows,
)
from socialkit.model.card import Brand, Palette, Size
from socialkit.model.network import Network
from socialkit.model.post import PostKind
from socialkit.model.schedule import AccountRule, CaptionRules, Schedule, SlotSpec
from socialkit.model.text import split_login


def convert(rows: ScheduleRows, folder: Path) -> Schedule:
    """The schedule that the rows mean; relative paths start at `folder`."""
    articles = [split_login(row.feed) for row in rows.articles]
    return Schedule(
        timezone=rows.timezone,
        brand=_brand(rows.brand, folder),
        articles=tuple(address for address, _ in articles),
        accounts=_accounts(rows.accounts),
        slots=tuple(_slot(row) for row in rows.post),
        review_required=rows.review == "required",
        if_late=rows.if_late,
        repeat_after=rows.repeat_after,
        repeat_when_empty=rows.when_empty == "repeat",
        quiet_days=frozenset(rows.quiet_days),
        pause=rows.pause,
        caption=_caption(rows.caption),
        never_post=rows.never_post,
        notify=rows.notify,
        all_is_well=rows.all_is_well,
        older_entries={split_login(row.feed)[0]: row.older for row in rows.articles if row.older},
        article_logins={address: login for address, login in articles if login is not None},
    )


def _brand(rows: BrandRows, folder: Path) -> Brand:
    return Brand(
        name=rows.name,
        handle=rows.handle,
        credential=rows.credential,
        website=rows.website,
        theme=rows.theme,
        logo=str((folder / rows.logo).absolute()) if rows.logo else None,
        photo=str((folder / rows.photo).absolute()) if rows.photo else None,
        photo_focus=rows.photo_focus,
        closing=rows.closing,
        palette=Palette(rows.palette.ground, rows.palette.ink, rows.palette.accent),
    )


def _accounts(rows: AccountRows) -> dict[Network, AccountRule]:
    rules = {}
    if rows.instagram:
        instagram = Network.INSTAGRAM
        rules[instagram] = AccountRule(instagram, rows.instagram.account, rows.instagram.via)
    if rows.facebook:
        rules[Network.FACEBOOK] = AccountRule(Network.FACEBOOK, rows.facebook.page)
    return rules


def _slot(row: PostRow) -> SlotSpec:
    return SlotSpec(
        at=row.at,
        to=tuple(dict.fromkeys(Network(one) for one in row.to)),
        days=unique(row.days),
        date=row.on_date,
        kind=PostKind(row.kind),
        theme=row.theme,
        size=Size(row.size) if row.size else None,
        quote=row.quote,
        caption=row.caption,
    )


def _caption(rows: CaptionRows) -> CaptionRules:
    own = {Network.INSTAGRAM: rows.instagram, Network.FACEBOOK: rows.facebook}
    default = CaptionRules()
    tags = {tag.lower(): tag for tag in reversed(rows.hashtags)}
    return CaptionRules(
        text=default.text if rows.text is None else rows.text,
        texts={network: one.text for network, one in own.items() if one and one.text},
        hashtags=tuple(reversed(tags.values())),
        crisis_line=rows.crisis_line,
        first_comment=rows.first_comment,
        first_comments={
            network: one.first_comment for network, one in own.items() if one and one.first_comment
        },
    )
