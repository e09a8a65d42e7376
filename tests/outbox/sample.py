"""Posts of a fictional practice, as the plan would hand them over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from socialkit.model.card import Size
from socialkit.model.network import Network
from socialkit.model.post import Image, PlannedPost, Post, PostKind, Slide, State
from socialkit.model.schedule import Slot, SlotSpec
from socialkit.outbox.store import Store

NOW = datetime(2026, 10, 5, 3, 30, 0, 123456, tzinfo=UTC)
LEASE = timedelta(minutes=5)
LOOKS = tuple(timedelta(seconds=seconds) for seconds in (0, 30, 120, 600))


def plan(key: str = "aaaa1111", **changes: Any) -> PlannedPost:
    """A card that is due now, on Instagram."""
    text = "A quiet evening is not an empty one."
    usual = PlannedPost(
        key=key,
        slot_id="monday",
        local_date=date(2026, 10, 5),
        due_at=NOW,
        local_time="2026-10-05T09:00:00+05:30",
        network=Network.INSTAGRAM,
        account="quietharbour",
        via="instagrapi",
        kind=PostKind.CARD,
        theme="paper",
        size=Size.PORTRAIT,
        article_slug="quiet-evenings",
        line_ids=("l1", "l2"),
        text=text,
        slides=(Slide(text, label="With rest", emphasis="quiet"), Slide("“Ça va” — नमस्ते 🌿")),
        caption=f"{text}\n\nFrom “Quiet evenings”\n#rest",
        alt_texts=(text, "second"),
        state=State.SCHEDULED,
        images=(Image("/cards/a.jpg", "ab" * 32, text),),
    )
    return replace(usual, **changes)


def post(state: State = State.SENDING, **changes: Any) -> Post:
    """A post in the given state, as if it had come there."""
    usual = Post(plan=plan(), state=state, attempts=1, fence=1, next_try_at=NOW)
    return replace(usual, **changes)


def slot(identity: str = "monday", **changes: Any) -> Slot:
    """Mondays and Wednesdays at nine, on both networks."""
    spec = SlotSpec(at=time(9, 0), to=(Network.INSTAGRAM, Network.FACEBOOK), days=(0, 2))
    return replace(Slot(identity, 0, spec, accepted_at=NOW - timedelta(days=3)), **changes)


def add(store: Store, *plans: PlannedPost) -> None:
    """Put posts into the outbox."""
    store.sync([slot()], plans, withdrawn=(), now=NOW)


def claim(store: Store, key: str = "aaaa1111", *, now: datetime = NOW) -> Post:
    """Claim a post that is surely to be had."""
    claimed = store.claim(key, worker="worker", now=now, lease=LEASE)
    assert claimed is not None
    return claimed
