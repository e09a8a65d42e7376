"""Pictures on a Page that nobody sees yet: uploaded unpublished, known by their id."""

from __future__ import annotations

import hashlib
from pathlib import Path

from socialkit.errors import PermanentFailure, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Image
from socialkit.publishers.meta.client import GraphClient
from socialkit.publishers.protocol import Moment

PHOTO_TICKET = "photo_{}"


def refusal(words: str, network: Network) -> PermanentFailure:
    """The error for a post that can never go as it is."""
    return PermanentFailure(f"This post cannot go: {words}.", network=network)


def read_picture(image: Image, network: Network) -> bytes:
    """The bytes of a picture. Raise PermanentFailure where it is not there or too large."""
    try:
        picture = Path(image.path).read_bytes()
    except OSError as error:
        raise refusal(f"the picture {image.path} cannot be read", network) from error
    if len(picture) > network.limits.image_bytes:
        most = f"{network.limits.image_bytes // 1_000_000} MB"
        raise refusal(f"the picture {image.path} is larger than {most}", network)
    return picture


def name_of_picture(image: Image) -> str:
    """A name for this picture with this alt text, different from that of every other."""
    return hashlib.sha256(f"{image.sha256} {image.alt_text}".encode()).hexdigest()


def upload_hidden(
    graph: GraphClient, page: str, picture: bytes, *, alt_text: str, network: Network
) -> str:
    """Upload one picture unpublished; give its id. Raise PublishError."""
    fields = {"published": "false", "alt_text_custom": alt_text}
    row = graph.write(f"{page}/photos", fields, moment=Moment.PREPARING, picture=picture)
    if not row.get("id"):
        words = "Facebook took the picture but gave it no id. Nothing was posted."
        raise TemporaryFailure(words, network=network)
    return str(row["id"])


def find_address(graph: GraphClient, photo: str) -> str | None:
    """Where the largest form of an uploaded photo can be fetched; None where it is gone or Facebook
    does not say."""
    row = graph.read_if_there(photo, fields="id,images") or {}
    forms = [one for one in row.get("images") or () if isinstance(one, dict) and one.get("source")]
    largest = max(forms, key=lambda one: int(one.get("width") or 0), default=None)
    return None if largest is None else str(largest["source"])
