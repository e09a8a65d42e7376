"""What Meta refuses of words and pictures for Instagram."""

from __future__ import annotations

import http.client

from tests.emulators.graph_state import GraphError
from tests.emulators.instagram_state import jpeg_size

MOST_BYTES = 8_000_000
FLATTEST, STEEPEST = 1.91, 0.8
LENIENCE = 0.005  # of a picture of 1200x630


def check_caption(caption: str) -> None:
    """Raise GraphError where Meta would refuse the words."""
    if len(caption) > 2200 or caption.count("#") > 30:  # [guess] the code for hashtags
        raise GraphError(36004, "The caption is too long", subcode=2207010)
    if caption.count("@") > 20:
        raise GraphError(100, "Too many @", subcode=2207040)


def check_picture(body: bytes, *, is_story: bool) -> None:
    """Raise GraphError where Meta would refuse the picture."""
    size = jpeg_size(body)
    if size is None:
        raise GraphError(36001, "The image format is not supported", subcode=2207005)
    if len(body) > MOST_BYTES:
        raise GraphError(36000, "The image is too large", subcode=2207004)
    ratio = size[0] / size[1]
    if not is_story and not STEEPEST - LENIENCE <= ratio <= FLATTEST + LENIENCE:
        raise GraphError(36003, "The aspect ratio is not supported", subcode=2207009)


def fetch_here(host: str, port: int, path: str) -> bytes:
    """A picture from an address on loopback, really fetched."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    except OSError:
        raise GraphError(-2, "The download timed out", subcode=2207003) from None
    finally:
        connection.close()
    if answer.status != 200:
        raise GraphError(9004, "The media could not be fetched", subcode=2207052)
    return body
