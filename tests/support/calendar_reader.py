"""A reader of calendars, written from RFC 5545 and not from the product's own writer."""

from __future__ import annotations


def read_back(text: str) -> list[dict[str, str]]:
    """The events of a calendar, their texts as they were before they were written."""
    assert text.endswith("END:VCALENDAR\r\n")
    rows = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    events: list[dict[str, str]] = []
    for row in rows:
        name, _, value = row.partition(":")
        if row == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("END",):
            events[-1][name] = unescape(value)
    return events


def unescape(value: str) -> str:
    out, triggers = "", iter(value)
    for sign in triggers:
        after = next(triggers) if sign == "\\" else ""
        out += {"n": "\n"}.get(after, after) if after else sign
    return out
