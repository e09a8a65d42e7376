"""The roads to the networks. One module a road; each knows one network and nothing of the others."""

from socialkit.publishers.base import LivePublisher, Publisher, find_ours, fold_caption
from socialkit.publishers.rehearsal import RehearsalPublisher

__all__ = ["LivePublisher", "Publisher", "RehearsalPublisher", "find_ours", "fold_caption"]
