"""What an editor is told and what is understood are the same; tests/docs holds the manual to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from socialkit.config.schedule.schema import schedule_schema
from tests.conftest import REPOSITORY


def rows(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in (schema, *schema["$defs"].values()):
        yield from part["properties"].items()


def test_the_schema_beside_the_demo_is_that_of_the_models() -> None:
    kept = json.loads((REPOSITORY / "assets" / "schedule.schema.json").read_text("utf-8"))
    assert kept == json.loads(json.dumps(schedule_schema())), "renew it with: make schema"


def test_every_key_has_help_and_an_example() -> None:
    for name, row in rows(schedule_schema()):
        assert len(row["description"]) > 15, name
        assert row["examples"], name


def test_nothing_unknown_is_allowed_anywhere() -> None:
    schema = schedule_schema()
    assert schema["additionalProperties"] is False
    assert all(part["additionalProperties"] is False for part in schema["$defs"].values())
