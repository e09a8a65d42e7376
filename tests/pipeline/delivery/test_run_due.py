"""The engine runs what is due, once each, and ends."""

from __future__ import annotations

from socialkit.pipeline.delivery.publish import run_due


def test_everything_due_is_run_in_order() -> None:
    left = ["a", "b", "c"]
    assert run_due(lambda: tuple(left), left.remove) == ("a", "b", "c")
    assert left == []


def test_what_becomes_due_meanwhile_is_run_too() -> None:
    left = ["a"]

    def publish(key: str) -> None:
        left.remove(key)
        if key == "a":
            left.append("b")

    assert run_due(lambda: tuple(left), publish) == ("a", "b")


def test_a_post_that_stays_due_is_tried_once_a_run() -> None:
    tried: list[str] = []
    assert run_due(lambda: ("stuck",), tried.append) == ("stuck",)
    assert tried == ["stuck"]
