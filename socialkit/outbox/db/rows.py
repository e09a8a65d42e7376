"""Posts, slots and accounts as columns, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row

from socialkit.model.card import Size
from socialkit.model.network import Network
from socialkit.model.post import (
    Account,
    CancelledBy,
    Image,
    PlannedPost,
    Post,
    PostKind,
    Slide,
    SlideRole,
    State,
    WaitReason,
)
from socialkit.model.schedule import Slot, SlotSpec

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to send a post; `number` is the fence of its claim."""

    number: int
    at: datetime
    outcome: str
    error: str | None


@dataclass(frozen=True, slots=True)
class StateRow:
    """A remembered value as it is stored, and when it was written."""

    value: str
    at: datetime


def columns_of_plan(plan: PlannedPost) -> Columns:
    """Give what is planned, as columns."""
    columns = {field.name: getattr(plan, field.name) for field in fields(PlannedPost)}
    columns |= {
        "line_ids": list(plan.line_ids),
        "alt_texts": list(plan.alt_texts),
        "slides": [asdict(slide) for slide in plan.slides],
        "images": [asdict(image) for image in plan.images],
        "planned_state": columns.pop("state"),
        "planned_error": columns.pop("error"),
        "planned_wait_reason": columns.pop("wait_reason"),
    }
    return columns


def columns_of_fate(post: Post) -> Columns:
    """Give what became of a post, as columns."""
    columns = {field.name: getattr(post, field.name) for field in fields(Post)}
    del columns["plan"]
    columns["tickets"] = dict(post.tickets)
    return columns


def post_of(row: Row[Any]) -> Post:
    """Give the post that a row of `posts` holds."""
    columns = row._mapping
    fate = {field.name: columns[field.name] for field in fields(Post) if field.name != "plan"}
    fate |= {
        "state": State(columns["state"]),
        "cancelled_by": CancelledBy(by) if (by := columns["cancelled_by"]) else None,
        "wait_reason": _wait_reason(columns["wait_reason"]),
    }
    return Post(plan=_plan_of(columns), **fate)


def _wait_reason(value: str | None) -> WaitReason | None:
    return WaitReason(value) if value else None


def _plan_of(columns: Mapping[Any, Any]) -> PlannedPost:
    plan = {field.name: columns[field.name] for field in fields(PlannedPost)}
    plan |= {
        "network": Network(columns["network"]),
        "kind": PostKind(columns["kind"]),
        "size": Size(columns["size"]),
        "line_ids": tuple(columns["line_ids"]),
        "alt_texts": tuple(columns["alt_texts"]),
        "slides": tuple(map(slide_of, columns["slides"])),
        "images": tuple(Image(**image) for image in columns["images"]),
        "state": State(columns["planned_state"]),
        "error": columns["planned_error"],
        "wait_reason": _wait_reason(columns["planned_wait_reason"]),
    }
    return PlannedPost(**plan)


def slide_of(row: Mapping[str, Any]) -> Slide:
    """A slide; one that was stored before slides had a role is a line."""
    return Slide(**{**row, "role": SlideRole(row.get("role", SlideRole.LINE))})


def columns_of_slot(slot: Slot) -> Columns:
    """Give a slot, as columns."""
    spec = asdict(slot.spec)
    spec["at"] = slot.spec.at.isoformat()
    spec["date"] = slot.spec.date.isoformat() if slot.spec.date else None
    return {
        "id": slot.id,
        "position": slot.position,
        "spec": spec,
        "accepted_at": slot.accepted_at,
        "removed_at": slot.removed_at,
    }


def slot_of(row: Row[Any]) -> Slot:
    """Give the slot that a row of `slots` holds."""
    spec = {**row.spec}
    spec |= {
        "at": time.fromisoformat(spec["at"]),
        "to": tuple(Network(name) for name in spec["to"]),
        "days": tuple(spec["days"]),
        "date": date.fromisoformat(spec["date"]) if spec["date"] else None,
        "kind": PostKind(spec["kind"]),
        "size": Size(spec["size"]) if spec["size"] else None,
    }
    return Slot(
        id=row.id,
        position=row.position,
        spec=SlotSpec(**spec),
        accepted_at=row.accepted_at,
        removed_at=row.removed_at,
    )


def account_of(row: Row[Any]) -> Account:
    """Give the account that a row of `accounts` holds."""
    columns = {field.name: row._mapping[field.name] for field in fields(Account)}
    return Account(**{**columns, "network": Network(row.network)})
