"""What her editor is told, what the README says and what is understood are the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from socialkit.config.schedule.json_schema import schedule_schema
from socialkit.config.schedule.schema import SECTIONS
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


GROUPS = {"brand", "accounts", "caption", "brand.palette.ground", "brand.palette.ink"}
GROUPS |= {"brand.palette.accent", "accounts.instagram.account", "accounts.instagram.via"}
GROUPS |= {"accounts.facebook.page"}
"""Told in the row of what holds them, or of what they hold."""
TOLD_WITH_ITS_NETWORK = re.compile(r"caption\.(instagram|facebook)\.\w+")


def test_the_readme_has_a_row_for_every_key_and_for_no_other() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    table = readme.split("## schedule.yaml")[1].split("## Commands")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    known = {
        ".".join((*path, info.alias or field)).replace(".*", "[]")
        for path, model in SECTIONS.items()
        for field, info in model.model_fields.items()
    }
    assert {one for one in known if not TOLD_WITH_ITS_NETWORK.fullmatch(one)} - GROUPS == told


def test_what_has_no_row_of_its_own_stands_in_the_row_above_it() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    for name in ("account", "via", "page", "ground", "ink", "accent"):
        assert re.search(rf"[{{ ]{name}: ", readme), name
