"""Messages for values that the models refuse; pydantic's own wording is never shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from socialkit.bounded_yaml import Value
from socialkit.config.document.reader import Document, Location
from socialkit.config.scalars.times import DAY_NAMES
from socialkit.config.scalars.values import nearest, quote, shorten, split_hashtags
from socialkit.config.yaml_errors.explain import ODD_SPACE, has_odd_space, without_invisible
from socialkit.errors import Problem
from socialkit.model.network import Network

Sections = Mapping[tuple[str, ...], type[BaseModel]]

_SYNONYMS = {
    "time": "at", "times": "at", "when": "at", "hour": "at", "day": "days", "weekday": "days",
    "weekdays": "days", "dates": "date", "network": "to", "networks": "to", "account": "to",
    "type": "as", "kind": "as", "format": "as", "zone": "timezone", "tz": "timezone",
    "colours": "palette", "colors": "palette", "colour": "palette", "color": "palette",
    "background": "ground", "username": "handle", "site": "website", "url": "website",
    "tags": "hashtags", "schedule": "post", "line": "quote", "style": "theme", "holidays": "quiet_days",
    "approval": "review", "route": "via", "id": "page", "license": "credential",
    "text": "ink", "foreground": "ink",
}  # fmt: skip
_WORDS = frozenset({*Network, *DAY_NAMES})
_PLAIN = re.compile(r"[A-Za-z][\w/ .-]*")


def explain_refusals(
    error: ValidationError, document: Document, sections: Sections
) -> Iterator[Problem]:
    """One problem for each value that a model refused; `explain_empty` reports empty values."""
    errors = error.errors(include_url=False)
    unknown = [one["loc"] for one in errors if one["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], _meant(loc, sections)) for loc in unknown}
    for one in errors:
        location, kind = one["loc"], one["type"]
        value = _at(document.value, location)
        empty = value is None and location in document.places and kind != "extra_forbidden"
        mistyped = kind == "missing" and location in meant
        if empty or mistyped or (kind == "too_short" and value):
            continue
        (line, column), words = _explain(one, document, sections)
        yield Problem(document.file, line, column, words)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, from top to bottom, each in one line that a terminal can show."""
    clean = {
        replace(one, message=" ".join("".join(map(_printable, one.message)).split()))
        for one in problems
    }
    return tuple(sorted(clean))


def _printable(sign: str) -> str:
    return sign if sign.isprintable() else " "


def explain_empty(document: Document, sections: Sections) -> Iterator[Problem]:
    """One problem for every key or dash with nothing after it: half a row is never guessed."""
    for location, place in document.places.items():
        if not location or _at(document.value, location) is not None:
            continue
        if isinstance(location[-1], str) and location[-1] not in _fields(location[:-1], sections):
            continue  # reported as an unknown setting, or as rows where there should be none
        hidden = document.rest_of_row(place.line, place.column)
        name = location[-1]
        shown = quote_hidden(hidden, location)
        if shown is not None:
            it = "each" if shown.endswith('"]') else "it"
            words = f"everything after a # is a comment; put {it} in quotes: {shown}"
        elif isinstance(name, int):
            words = "there is nothing after this dash; write something or remove the dash"
        else:
            words = (
                f'there is nothing after "{shorten(name)}:"; write {_example(location, sections)}'
            )
        yield Problem(document.file, place.line, place.column, words)


def quote_hidden(hidden: str, location: Location) -> str | None:
    """What stands behind a #, as the value it was meant to be: hashtags as a list, a colour by itself, any
    other words whole. None where it is a comment."""
    name = location[-1] if location else ""
    words = hidden.strip().split()
    if not words or not words[0].startswith("#") or len(words[0]) < 2:
        return None
    first = re.split(r"[,\]};]", words[0])[0]
    if re.fullmatch(r"#[0-9a-fA-F]{3,8}", first):
        shown = f'"{first}"'
    elif "hashtags" in location:
        tags = split_hashtags(" ".join(re.sub(r"[\]}]+\s*$", "", hidden).split()))
        shown = ", ".join(quote(one) for one in tags)
        shown = f"[{shown}]" if len(tags) > 1 and isinstance(name, str) else shown
    else:
        shown = quote(hidden)
    return shown if isinstance(name, int) else f"{name}: {shown}"


def _example(location: Location, sections: Sections) -> str:
    if not location:
        name, first = next(iter(_fields((), sections).items()))
        return _show_row(name, first)
    field = _fields(location[:-1], sections).get(str(location[-1]))
    shown = _show_row(str(location[-1]), field) if field is not None else "a value"
    return shown if field is not None and field.is_required() else f"{shown} or remove this row"


def _explain(
    error: ErrorDetails, document: Document, sections: Sections
) -> tuple[tuple[int, int], str]:
    location, kind = error["loc"], error["type"]
    place = document.position(*location)
    if kind == "missing":
        return document.position(*location[:-1]), _missing(location, sections)
    if kind == "extra_forbidden":
        words = _unknown(location, sections)
        if location in document.places and _at(document.value, location) is None:
            is_plain = not words.startswith(("write a colon", "this colon", ODD_SPACE))
            words = (_without_colon(location, document) if is_plain else None) or words
        return document.key_position(*location), words
    if kind == "value_error":
        return place, str(error.get("ctx", {}).get("error", ""))
    if kind in ("model_type", "model_attributes_type"):
        begins = "begin with" if not location else "write"
        words = f"this must be rows of name: value; {begins} {_example(location, sections)}"
        return place, words
    if kind in ("tuple_type", "list_type"):
        example = '- {days: [mon], at: "09:00", to: [instagram]}'
        return place, f"each row here begins with a dash: {example}"
    if kind in ("too_short", "missing_argument"):
        return place, f"at least one is needed here; write {_example(location, sections)}"
    return place, f"this is not understood; write {_example(location, sections)}"


def _without_colon(location: Location, document: Document) -> str | None:
    """Why a word is on its own between commas; None where it has a colon."""
    name, (line, column) = str(location[-1]), document.key_position(*location)
    behind = document.rest_of_row(line, column)[len(name) :]
    if name.lower() in _WORDS:
        return f'"{name}" is on its own here; several words need brackets: [ … , {name}]'
    if behind.lstrip()[:1] not in (",", "}"):
        return None
    shown = shorten(name)
    if re.fullmatch(r"\d\d", name):
        return f'a time is written with a colon, not with a comma: "…:{name}"'
    return f'"{shown}" is on its own here; a text with a comma needs quotes: "… , {shown}"'


def _missing(location: Location, sections: Sections) -> str:
    name = str(location[-1])
    field = _fields(location[:-1], sections).get(name)
    shown = _show_row(name, field) if field is not None else f"{name}: …"
    above = next((str(one) for one in reversed(location[:-1]) if isinstance(one, str)), None)
    where = f"under {above}:" if above else "in this file"
    if len(location) > 1 and isinstance(location[-2], int):
        where = "in this row"
    return f'"{name}" is missing {where}; add {shown}'


def _meant(location: Location, sections: Sections) -> str | None:
    """The setting of this part of the file that an unknown name was most likely meant to be."""
    name = str(location[-1])
    here = _fields(location[:-1], sections)
    glued = re.match(r"(\w+)[\s:：]", name)
    for known in (name.lower(), _SYNONYMS.get(name.lower()), glued and glued[1]):
        if known in here:
            return known
    return None if _elsewhere(location, sections) else nearest(name, here)


def _elsewhere(location: Location, sections: Sections) -> str | None:
    """Where a name belongs that is in the wrong part of the file."""
    name = str(location[-1])
    for path, model in sections.items():
        if path and name in _names(model) and path != _section(location[:-1]):
            parent = path[0] if path[-1] == "*" else path[-1]
            return f"it belongs under {parent}:, indented by spaces"
    if len(location) > 1 and name in _fields((), sections):
        return "it belongs in a row of its own, without spaces before it"
    return None


def _unknown(location: Location, sections: Sections) -> str:
    name = str(location[-1])
    shown = f'"{shorten(name)}" is not a setting here'
    here = _fields(location[:-1], sections)
    meant = _meant(location, sections)
    if meant is not None and re.match(rf"{meant}:", name) and has_odd_space(name):
        return ODD_SPACE
    if without_invisible(name) in here:
        return (
            f"there is an invisible character in this name; delete the name and type {meant}: again"
        )
    if meant is not None and re.match(rf"{meant}\s*：", name):
        return f"this colon comes from another script; write : and a space after {meant}"
    if meant is not None and re.match(rf"{meant}[\s:]", name):
        return f"write a colon and a space after {meant}, as in {_show_row(meant, here[meant])}"
    if meant is not None:
        return f'{shown}; did you mean "{meant}"?'
    elsewhere = _elsewhere(location, sections)
    return f"{shown}; {elsewhere or 'these are known: ' + ', '.join(here)}"


def _section(location: Location) -> tuple[str, ...]:
    return tuple("*" if isinstance(one, int) else one for one in location)


def _fields(location: Location, sections: Sections) -> dict[str, FieldInfo]:
    model = sections.get(_section(location))
    return {} if model is None else _names(model)


def _names(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _show_row(name: str, field: FieldInfo) -> str:
    """The row as one would write it, from the first example of the field."""
    example = field.examples[0] if field.examples else "…"
    if isinstance(example, list) and example and isinstance(example[0], dict):
        return f"{name}: and below it  - {_show(example[0])}"
    return f"{name}: {_show(example)}"


def _show(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_show(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_show(one) for one in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    plain = _PLAIN.fullmatch(text) or re.fullmatch(r"\d+[a-z]|\d{4}-\d\d-\d\d|https?://\S+", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _at(value: Value, location: Location) -> Value:
    """The value at a location; None where there is none."""
    for part in location:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part] if part < len(value) else None
        else:
            return None
    return value
