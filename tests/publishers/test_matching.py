"""A post of ours is recognised on the network, and nobody else's ever is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socialkit.model.post import Image, PostKind, RemotePost, Slide, SlideRole
from socialkit.publishers.matching import fold_caption, match_post
from tests.support.builders import NOON, post


def remote(caption: str, **changes: object) -> RemotePost:
    value = RemotePost("r1", caption, NOON + timedelta(seconds=5), "https://example.org/r1")
    return replace(value, **changes)  # type: ignore[arg-type]


def test_a_post_with_our_caption_is_ours() -> None:
    found = match_post(post(), [remote(post().plan.caption)])
    assert found is not None
    assert found.remote_id == "r1"
    assert found.permalink == "https://example.org/r1"


def test_white_space_that_a_network_changes_does_not_matter() -> None:
    changed = post().plan.caption.replace("\n", "  \r\n") + " \n"
    assert match_post(post(), [remote(changed)]) is not None


def test_another_caption_is_not_ours() -> None:
    assert match_post(post(), [remote(post().plan.caption + " And more.")]) is None


def test_a_post_that_belongs_to_another_row_is_not_adopted() -> None:
    assert match_post(post(), [remote(post().plan.caption)], known_ids={"r1"}) is None


def test_last_years_post_with_the_same_caption_is_not_ours() -> None:
    old = remote(post().plan.caption, posted_at=NOON - timedelta(days=200))
    assert match_post(post(), [old]) is None


def test_another_number_of_pictures_is_not_ours() -> None:
    image = Image("/x.jpg", "0" * 64, "words")
    ours = post(images=(image,))
    assert match_post(ours, [remote(ours.plan.caption, image_count=3)]) is None
    assert match_post(ours, [remote(ours.plan.caption, image_count=1)]) is not None


def test_a_carousel_is_ours_with_and_without_its_title_and_its_end() -> None:
    """A lost database and other closing words in between must not send it again."""
    lines = tuple(map(Slide, ("One line.", "Another.", "A third.")))
    slides = (Slide("A title", role=SlideRole.TITLE), *lines)
    image = Image("/x.jpg", "0" * 64, "words")
    ours = post(kind=PostKind.CAROUSEL, slides=slides, images=(image,) * 4)
    counts = [
        count
        for count in range(1, 9)
        if match_post(ours, [remote(ours.plan.caption, image_count=count)])
    ]
    assert counts == [3, 4, 5]


def test_a_ticket_the_network_names_is_proof_whatever_the_caption() -> None:
    ours = replace(post(), tickets={"photo": "p9"})
    assert match_post(ours, [remote("edited by hand", ticket="p9")]) is not None


def test_folding_keeps_the_words() -> None:
    assert fold_caption(" a \r\nb\n\n") == "a\nb"


def test_a_story_is_never_taken_for_a_card_with_the_same_words() -> None:
    story = post(kind=PostKind.STORY)
    card = RemotePost("r1", story.plan.caption, NOON)
    assert match_post(story, [card]) is None
