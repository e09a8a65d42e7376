"""Small pieces of text that every message needs the same way."""

from __future__ import annotations


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 post", "3 posts", "1,200 posts": a number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shorten(text: str, most: int) -> str:
    """The text in at most `most` characters; what is cut off ends with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
