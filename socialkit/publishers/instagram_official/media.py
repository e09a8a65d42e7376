"""A professional account, its posts and their pictures, as Instagram's official interface lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from socialkit.errors import AccountProblem, PermanentFailure, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import (
    SENT_AT,
    Identity,
    Image,
    PlannedPost,
    Post,
    PostKind,
    Receipt,
    RemotePost,
)
from socialkit.publishers.instagram_official.public_folder import PublicFolder
from socialkit.publishers.matching import JPEG_START, captions_of, fold_caption
from socialkit.publishers.meta.client import GraphClient
from socialkit.publishers.meta.comments import read_instant, read_list
from socialkit.publishers.meta.facebook import (
    PHOTO_TICKET,
    find_address,
    read_picture,
    refusal,
    upload_hidden,
)

MEDIA_FIELDS = "id,caption,timestamp,media_type,permalink,children{id}"
AROUND_COMMIT = (timedelta(minutes=1), timedelta(minutes=15))
"""How long before and after its commit began a post may call itself published: clocks differ."""


def read_media(
    graph: GraphClient, account: str, *, since: datetime | None, count: int
) -> tuple[RemotePost, ...]:
    """The newest posts, no stories. Raise PublishError when it cannot look, or not so far back."""
    return read_list(
        graph,
        f"{account}/media",
        fields=MEDIA_FIELDS,
        remote=_remote,
        since=since,
        count=count,
        network=Network.INSTAGRAM,
    )


def commit_begun_at(post: Post) -> datetime | None:
    """When the request left that would have published it: the last one, or where another try was begun
    since, the first."""
    first = post.tickets.get(SENT_AT)
    return post.commit_started_at or (datetime.fromisoformat(first) if first else None)


def find_among(recent: Iterable[RemotePost], post: Post, begun: datetime) -> Receipt | None:
    """The one with the words of `post` that went out when its commit began; None where there is none."""
    first, last = begun - AROUND_COMMIT[0], begun + AROUND_COMMIT[1]
    for remote in recent:
        at = remote.posted_at
        if at and first <= at <= last and fold_caption(remote.caption) in captions_of(post):
            return Receipt(remote.remote_id, remote.permalink, at)
    return None


def _remote(row: Mapping[str, Any]) -> RemotePost:
    is_album = row.get("media_type") == "CAROUSEL_ALBUM"
    children = (row.get("children") or {}).get("data") or ()
    return RemotePost(
        remote_id=str(row["id"]),
        caption=str(row.get("caption") or ""),
        posted_at=read_instant(row.get("timestamp")),
        permalink=row.get("permalink"),
        image_count=len(children) if is_album else 1,
    )


ACCOUNT_FIELD = "instagram_business_account"


def read_account(graph: GraphClient, page: Mapping[str, Any]) -> Identity:
    """The account of this Page. Raise AccountProblem where it shows none."""
    number, name = str(page["id"]), str(page.get("name") or page["id"])
    account = _read_row(graph, number)
    handle = str(account.get("username") or "").lower()
    if not account.get("id") or not handle:
        raise _not_connected(name)
    return Identity(
        Network.INSTAGRAM,
        id=str(account["id"]),
        name=handle,
        handle=handle,
        address=f"https://www.instagram.com/{handle}/",
        page=name,
    )


def _read_row(graph: GraphClient, page: str) -> Mapping[str, Any]:
    try:
        row = graph.read(page, fields=f"id,{ACCOUNT_FIELD}{{id,username}}")
    except PermanentFailure:  # probably: a token without instagram_basic has no such field
        return {}
    account: Mapping[str, Any] = row.get(ACCOUNT_FIELD) or {}
    return account


def _not_connected(page: str) -> AccountProblem:
    return AccountProblem(
        f"The Page “{page}” shows no Instagram account, so nothing is posted there. Make the account "
        f"a professional one (Instagram's app: Settings, Account type and tools), connect it to the "
        f"Page (facebook.com, as the Page: Settings, Linked accounts, Instagram), make a token that "
        f"may instagram_basic and instagram_content_publish, then run: socialkit connect instagram",
        network=Network.INSTAGRAM,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The addresses of all pictures of a post, and the photos that they are kept as."""

    addresses: tuple[str, ...]
    tickets: dict[str, str] = field(default_factory=dict)


def read_pictures(plan: PlannedPost) -> list[bytes]:
    """The bytes of all pictures. Raise PermanentFailure where Instagram would refuse them."""
    number, network = len(plan.images), Network.INSTAGRAM
    if plan.kind is PostKind.STORY and number != 1:
        raise refusal("a story has one picture", network)
    most = network.limits.images
    if not 1 <= number <= most:
        raise refusal(f"it has {number} pictures; Instagram takes 1 to {most}", network)
    pictures = []
    for image in plan.images:
        picture = read_picture(image, network)
        if not picture.startswith(JPEG_START):
            raise refusal(f"the picture {image.path} is not a JPEG", network)
        pictures.append(picture)
    return pictures


def show_in_folder(
    folder: PublicFolder, images: Sequence[Image], pictures: Sequence[bytes]
) -> Shown:
    """The pictures as the public folder shows them. Raise PublishError where it does not."""
    pairs = zip(images, pictures, strict=True)
    return Shown(tuple(folder.address_of(image, picture) for image, picture in pairs))


def show_on_page(
    graph: GraphClient,
    page: str,
    images: Sequence[Image],
    pictures: Sequence[bytes],
    *,
    kept: Mapping[str, str],
) -> Shown:
    """The pictures as unpublished photos of the Page; those of an earlier try (`kept`) are used
    again. Raise PublishError."""
    addresses, tickets = [], {}
    for number, (image, picture) in enumerate(zip(images, pictures, strict=True), start=1):
        name = PHOTO_TICKET.format(number)
        photo = kept.get(name)
        address = find_address(graph, photo) if photo else None
        if photo is None or address is None:
            photo, address = _upload(graph, page, picture, image.alt_text)
        tickets[name] = photo
        addresses.append(address)
    return Shown(tuple(addresses), tickets)


def _upload(graph: GraphClient, page: str, picture: bytes, alt_text: str) -> tuple[str, str]:
    network = Network.INSTAGRAM
    photo = upload_hidden(graph, page, picture, alt_text=alt_text, network=network)
    address = find_address(graph, photo)
    if address is None:
        words = "Facebook does not say where Instagram can fetch the picture. Nothing was posted."
        raise TemporaryFailure(words, network=network)
    return photo, address
