"""The books of both networks as one JSON file, so that a world can be opened again where it was left.

In: a world, a file. Out: the file; or the world with all that stood in it. Pictures are left out: what
followers see is told by captions and numbers. Knows nothing of socialkit.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.emulators.comments import Comment
from tests.emulators.graph_state import Page, PagePost, Photo, Token
from tests.emulators.instagram_state import Account, Media, Upload
from tests.emulators.server import World

Row = dict[str, Any]


def write_books(world: World, path: Path) -> None:
    """Keep all that both networks know."""
    mobile, graph = world.instagram, world.graph
    books = {
        "instagram": {
            "sequence": mobile._sequence,
            "accounts": [
                {**asdict(one), "sessions": sorted(one.sessions)}
                for one in mobile.accounts.values()
            ],
            "media": [_media_row(one) for one in mobile.media],
        },
        "graph": {
            "numbers": graph._numbers,
            "redirects": graph.redirects,
            "tokens": [{**asdict(one), "scopes": sorted(one.scopes)} for one in _all(graph.tokens)],
            "pages": [asdict(one) for one in _all(graph.pages)],
            "photos": [_photo_row(one) for one in _all(graph.photos)],
            "posts": [
                {**asdict(one), "photos": [photo.id for photo in one.photos]} for one in graph.posts
            ],
        },
    }
    path.write_text(json.dumps(books, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


def read_books(world: World, path: Path) -> None:
    """Let the networks of `world` know what they knew."""
    books = json.loads(path.read_text("utf-8"))
    mobile, graph = world.instagram, world.graph
    kept = books["instagram"]
    mobile._sequence = kept["sequence"]
    mobile.accounts.clear()
    for row in kept["accounts"]:
        mobile.accounts[row["username"]] = Account(**{**row, "sessions": set(row["sessions"])})
    mobile.media[:] = [_media(row, mobile.accounts) for row in kept["media"]]
    kept = books["graph"]
    graph._numbers = kept["numbers"]
    graph.redirects.update(kept["redirects"])
    tokens = [Token(**{**row, "scopes": frozenset(row["scopes"])}) for row in kept["tokens"]]
    graph.tokens = {one.value: one for one in tokens}
    pages = [Page(**{**row, "tasks": tuple(row["tasks"])}) for row in kept["pages"]]
    graph.pages = {one.id: one for one in pages}
    graph.photos = {row["id"]: Photo(**row, body=b"") for row in kept["photos"]}
    graph.posts[:] = [_post(row, graph.photos) for row in kept["posts"]]


def _all(kept: dict[str, Any]) -> list[Any]:
    return [kept[name] for name in sorted(kept)]


def _photo_row(photo: Photo) -> Row:
    return {name: value for name, value in vars(photo).items() if name != "body"}


def _media_row(media: Media) -> Row:
    row = dict(vars(media))
    uploads = [{"id": one.id, "size": one.size} for one in media.uploads]
    comments = [asdict(one) for one in media.comments]
    return {**row, "owner": media.owner.username, "uploads": uploads, "comments": comments}


def _media(row: Row, accounts: dict[str, Account]) -> Media:
    uploads = [Upload(one["id"], b"", tuple(one["size"]), {}) for one in row["uploads"]]
    comments = [Comment(**one) for one in row["comments"]]
    owner = accounts[row["owner"]]
    return Media(**{**row, "owner": owner, "uploads": uploads, "comments": comments})


def _post(row: Row, photos: dict[str, Photo]) -> PagePost:
    shown = [photos[one] for one in row["photos"]]
    return PagePost(**{**row, "photos": shown, "comments": [Comment(**c) for c in row["comments"]]})
