"""Small values for tests: one sensible post, schedule or article, with what matters replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from socialkit.model.article import Article, Block, BlockKind, Links
from socialkit.model.card import Brand, Size
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, Post, PostKind, Slide, State
from socialkit.model.schedule import AccountRule, Schedule

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
LINE = "A pause is kind when it comes with a time to return."
HANDLE = "quiet_harbour_sample"


def article(**changes: Any) -> Article:
    """An article of one paragraph that links to one Instagram account."""
    text = changes.pop("text", LINE)
    value = Article(
        slug="pauses",
        title="On pauses",
        source="articles/pauses.txt",
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),),
        links=Links(instagram=(HANDLE,)),
    )
    return replace(value, **changes)


def schedule(**changes: Any) -> Schedule:
    """A schedule in UTC with no slots and the linked Instagram account."""
    value = Schedule(
        timezone="UTC",
        brand=Brand(name="Quiet Harbour", handle="@quietharbour"),
        articles=("articles/*",),
        accounts={Network.INSTAGRAM: AccountRule(Network.INSTAGRAM, via="instagrapi")},
        slots=(),
    )
    return replace(value, **changes)


def planned(key: str = "a" * 12, **changes: Any) -> PlannedPost:
    """A card for Instagram, due at NOON."""
    value = PlannedPost(
        key=key,
        slot_id="s1",
        local_date=date(2027, 3, 1),
        due_at=NOON,
        local_time="2027-03-01T12:00+00:00",
        network=Network.INSTAGRAM,
        account=HANDLE,
        via="instagrapi",
        kind=PostKind.CARD,
        theme="paper",
        size=Size.PORTRAIT,
        article_slug="pauses",
        line_ids=("l1",),
        text=LINE,
        slides=(Slide(LINE),),
        caption=f"{LINE}\n\nFrom “On pauses”",
        alt_texts=(f"Quote card: “{LINE}”",),
        state=State.SCHEDULED,
    )
    return replace(value, **changes)


def post(key: str = "a" * 12, *, state: State = State.SCHEDULED, **changes: Any) -> Post:
    """A row of the outbox."""
    return Post(plan=planned(key, **changes), state=state)


def minutes(number: float) -> timedelta:
    """A span."""
    return timedelta(minutes=number)
