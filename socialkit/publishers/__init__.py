"""The roads to the networks. One module a road; each knows one network and nothing of the others."""

from socialkit.publishers.base import (
    LivePublisher,
    Publisher,
    earliest_of,
    find_comment,
    find_ours,
    fold_caption,
)
from socialkit.publishers.courier import Courier
from socialkit.publishers.in_time import refuse_too_late
from socialkit.publishers.recipes import (
    InstagramGraphRecipe,
    InstagramRecipe,
    PageRecipe,
    Recipe,
    build_publisher,
    try_pictures,
)
from socialkit.publishers.rehearsal import RehearsalPublisher
from socialkit.publishers.serving import serve

__all__ = [
    "Courier",
    "InstagramGraphRecipe",
    "InstagramRecipe",
    "LivePublisher",
    "PageRecipe",
    "Publisher",
    "Recipe",
    "RehearsalPublisher",
    "build_publisher",
    "earliest_of",
    "find_comment",
    "find_ours",
    "fold_caption",
    "refuse_too_late",
    "serve",
    "try_pictures",
]
