"""First comments through instagrapi: the comments of a post, and the one request that adds one.

Comments are read by a plain request, since the library's own list may answer "nothing" when it fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import instagrapi
from instagrapi.exceptions import MediaNotFound, MediaUnavailable

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import RemoteComment, Thread
from socialkit.publishers.instagram_unofficial.errors import map_error
from socialkit.publishers.meta.comments import as_comment_error
from socialkit.publishers.protocol import Moment

MAX_PAGES = 3
GONE = (MediaNotFound, MediaUnavailable)


def read_thread(client: instagrapi.Client, remote_id: str, me: str) -> Thread | None:
    """A post and its newest comments; None where Instagram says that it is not there."""
    try:
        items = client.private_request(f"media/{remote_id}/info/").get("items")
        if not isinstance(items, list) or not items:
            raise _unreadable()
        rows = _read_comments(client, f"{remote_id}_{me}")
    except GONE:
        return None
    except Exception as error:
        raise _as_comment_error(error, Moment.READING) from None
    caption = str((items[0].get("caption") or {}).get("text") or "")
    return Thread(caption, tuple(_comment(row, me) for row in rows))


def _read_comments(client: instagrapi.Client, media: str) -> list[Mapping[str, Any]]:
    """One page should hold all comments of a new post (not tried on the real network); a few more are
    read where the answer names them."""
    rows: list[Mapping[str, Any]] = []
    params: dict[str, Any] = {}
    for _ in range(MAX_PAGES):
        answer = client.private_request(f"media/{media}/comments/", params=dict(params))
        if not isinstance(answer.get("comments"), list):
            raise _unreadable()
        rows += answer["comments"]
        following = {
            short: answer.get(f"next_{short}")
            for short, more in (
                ("max_id", "has_more_comments"),
                ("min_id", "has_more_headload_comments"),
            )
            if answer.get(more) and answer.get(f"next_{short}")
        }
        if not following:
            break
        params = following
    return rows


def write_comment(client: instagrapi.Client, media: str, text: str) -> str:
    """The one request that writes a comment. The client's guard must be armed for it."""
    try:
        made = client.media_comment(media, text)
    except Exception as error:
        raise _as_comment_error(error, Moment.COMMITTING) from None
    if not made.pk:
        words = "Instagram's answer named no comment, so it may be there or not."
        raise UncertainOutcome(words, network=Network.INSTAGRAM)
    return str(made.pk)


def _as_comment_error(error: Exception, moment: Moment) -> PublishError:
    return as_comment_error(map_error(error, moment=moment), Network.INSTAGRAM)


def _unreadable() -> TemporaryFailure:
    words = "Instagram's list of comments could not be read."
    return TemporaryFailure(words, network=Network.INSTAGRAM)


def _comment(row: Mapping[str, Any], me: str) -> RemoteComment:
    author = (row.get("user") or {}).get("pk")
    is_ours = None if author is None else str(author) == me
    return RemoteComment(str(row["pk"]), str(row.get("text") or ""), is_ours=is_ours)
