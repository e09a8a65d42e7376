"""One account, two routes: what is posted by one of them stands in the lists of the other."""

from __future__ import annotations

from tests.emulators.graph_instagram import InstagramEndpoints
from tests.emulators.graph_media import GraphMedia, GraphPicture
from tests.emulators.instagram import InstagramApp
from tests.emulators.instagram_state import EPOCH_MS, Media, Upload, jpeg_size


def join(mobile: InstagramApp, graph: InstagramEndpoints) -> None:
    """Let each route see what went out by the other, where both lead to one user name."""
    mobile.elsewhere = lambda: [
        _as_mobile(media, mobile, graph)
        for media in graph.media
        if graph.users[media.user].username in mobile.accounts
    ]
    graph.elsewhere = lambda user: [
        _as_graph(media, user)
        for media in mobile.media
        if media.owner.username == graph.users[user].username
    ]


def _as_graph(media: Media, user: str) -> GraphMedia:
    pictures = [
        GraphPicture(upload.body, alt_text)
        for upload, alt_text in zip(media.uploads, media.alt_texts, strict=True)
    ]
    number, many = f"1802{media.pk}", len(pictures) > 1
    children = [f"{number}{n}" for n in range(len(pictures))] if many else []
    times = (media.taken_at, media.visible_at)
    return GraphMedia(number, user, media.caption, pictures, *times, "", media.is_story, children)


def _as_mobile(media: GraphMedia, mobile: InstagramApp, graph: InstagramEndpoints) -> Media:
    uploads = [
        Upload(f"{media.id}{n}", one.body, jpeg_size(one.body) or (1, 1), {})
        for n, one in enumerate(media.pictures)
    ]
    pk = ((int(media.created_at * 1000) - EPOCH_MS) << 23) + int(media.id) % 1000
    owner = mobile.accounts[graph.users[media.user].username]
    alt_texts = [one.alt_text for one in media.pictures]
    times = (media.created_at, media.visible_at)
    return Media(str(pk), owner, media.caption, uploads, alt_texts, *times, media.is_story)
