"""Where Instagram can fetch the pictures of a post: it takes addresses, never bytes.

Without a public folder each picture becomes an unpublished photo of the owner's own Page, and
Instagram fetches it from there. Others do so; it was never tried here on the real network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Image, PlannedPost, PostKind
from socialkit.publishers.instagram_official.public_folder import PublicFolder
from socialkit.publishers.matching import JPEG_START
from socialkit.publishers.meta.client import GraphClient
from socialkit.publishers.meta.photos import (
    PHOTO_TICKET,
    find_address,
    read_picture,
    refusal,
    upload_hidden,
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
