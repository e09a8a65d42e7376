"""Which of the posts and comments on an account is ours."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from socialkit.model.post import (
    REQUESTED_AT,
    SENT_AS,
    SENT_AT,
    PlannedPost,
    Post,
    PostKind,
    Receipt,
    RemotePost,
    SlideRole,
    Thread,
)

ADOPTION_WINDOW = timedelta(hours=24)
"""How long before its due time a post of ours could be on the network already. The same caption is never
planned twice within 48 hours for one account, so even one that went out a day late lies before this
window."""

JPEG_START = b"\xff\xd8\xff"
"""How the bytes of every JPEG begin."""

CLOCKS_DIFFER = timedelta(hours=1)
"""How much earlier than our clock a network may date a post."""


def _may_have(plan: PlannedPost, count: int, planned: int) -> bool:
    """Could the post have gone out with so many pictures? A carousel with and without its title and its
    end: those follow the schedule, and its lines are what it is known by."""
    if plan.kind is not PostKind.CAROUSEL or count == planned:
        return count == planned
    lines = sum(slide.role is SlideRole.LINE for slide in plan.slides)
    return lines <= count <= lines + 2


def earliest_of(post: Post) -> datetime:
    """Since when `post` could be on its network: since its first request left, where it is known that
    one did; else since its due time or the owner's request, and a while before."""
    if SENT_AT in post.tickets:
        return datetime.fromisoformat(post.tickets[SENT_AT]) - CLOCKS_DIFFER
    return _begin_of(post)


def _begin_of(post: Post) -> datetime:
    """The oldest date at which something that looks like `post` is taken for it. The owner may have sent
    it long before its time."""
    times = [post.tickets[name] for name in (REQUESTED_AT, SENT_AT) if name in post.tickets]
    known = [datetime.fromisoformat(one) for one in times]
    return min([post.plan.due_at, *known]) - ADOPTION_WINDOW


def captions_of(post: Post) -> frozenset[str]:
    """The folded words by which `post` is known: its own, and those that it was sent with."""
    return frozenset(caption for caption, _ in _forms_of(post))


def _forms_of(post: Post) -> list[tuple[str, int]]:
    """Words and number of pictures: those of now, and those that it was sent with."""
    forms = [(fold_caption(post.plan.caption), len(post.plan.images))]
    if SENT_AS in post.tickets:
        sent = json.loads(post.tickets[SENT_AS])
        forms.append((fold_caption(str(sent["caption"])), int(sent["pictures"])))
    return forms


def fold_caption(caption: str) -> str:
    """A caption as it is compared: NFC, "\\n" only, no blanks at line ends and at both ends.

    Networks change these (observed).
    """
    lines = unicodedata.normalize("NFC", caption).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def find_comment(text: str, thread: Thread) -> str | None:
    """The id of our comment of this text, if it is in `thread`. Where the network does not say who wrote
    one, its text is enough: it is better to miss a comment than to write it twice."""
    wanted = fold_caption(text)
    ours = (one for one in thread.comments if one.is_ours is not False)
    return next((one.remote_id for one in ours if fold_caption(one.text) == wanted), None)


def match_post(
    post: Post,
    recent: Iterable[RemotePost],
    *,
    known_ids: Collection[str] = (),
    twins_at: Collection[datetime] = (),
) -> Receipt | None:
    """The receipt of `post` if it is among `recent`, else None.

    A ticket that the network names is proof. Else caption and number of pictures must agree, the
    remote post must not be another post of ours (`known_ids`), nor be older than the post could be.
    `twins_at` are the times at which posts of ours with the same caption went out or may have: what
    is nearer to one of them than to this post belongs to that one.
    A story has no caption to know it by: only a ticket identifies it.
    """
    for remote in recent:
        if remote.remote_id in known_ids:
            continue
        by_ticket = remote.ticket is not None and remote.ticket in post.tickets.values()
        if by_ticket or (
            _looks_like(post, remote) and not _belongs_to_another(post, remote, twins_at)
        ):
            return Receipt(remote.remote_id, remote.permalink, remote.posted_at)
    return None


def _belongs_to_another(post: Post, remote: RemotePost, twins_at: Collection[datetime]) -> bool:
    if remote.posted_at is None:
        return bool(twins_at)
    at = remote.posted_at
    ours = abs(at - (post.commit_started_at or post.plan.due_at))
    return any(abs(at - other) < ours for other in twins_at)


def _looks_like(post: Post, remote: RemotePost) -> bool:
    if post.plan.kind is PostKind.STORY:
        return False
    if remote.posted_at is not None and remote.posted_at < _begin_of(post):
        return False
    said, count = fold_caption(remote.caption), remote.image_count
    return any(
        said == caption and (not count or _may_have(post.plan, count, planned))
        for caption, planned in _forms_of(post)
    )
