"""Every call of a LivePublisher is forwarded, and only those."""

from __future__ import annotations

from socialkit.publishers.protocol import MAKES_PUBLIC, VERBS, LivePublisher, Publisher


def test_the_calls_are_those_of_the_protocol() -> None:
    protocol = {name for one in (Publisher, LivePublisher) for name in vars(one) if name[0] != "_"}
    assert protocol - {"network"} == VERBS
    assert set(MAKES_PUBLIC) <= VERBS
