"""The JSON schema of schedule.yaml, which her editor shows as help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from socialkit.config.schedule.fields import TEXT
from socialkit.config.schedule.schema import ScheduleRows

_WITH_SHORT_FORM = ("PaletteRows", "InstagramRows", "FacebookRows", "NetworkCaptionRows")


def schedule_schema() -> dict[str, Any]:
    """The JSON schema of schedule.yaml, short forms included."""
    schema = ScheduleRows.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "schedule.yaml"
    parts = schema["$defs"]
    for part in (schema, *parts.values()):
        for row in part["properties"].values():
            row.pop("title", None)
            _allow_short_forms(row)
    return schema


def _allow_short_forms(row: dict[str, Any]) -> None:
    """One word may stand where a list or a group of rows is expected; the loader understands it."""
    row.pop("default", None)
    if row.get("type") == "array" and str(row["items"].get("$ref")).endswith("ArticleRow"):
        row["items"] = {"anyOf": [row["items"], TEXT]}
    if row.get("type") == "array" and "$ref" not in row["items"]:
        listed = {key: row.pop(key) for key in ("type", "items", "minItems") if key in row}
        row["anyOf"] = [listed, TEXT]
    kinds = row.get("anyOf", [])
    row_refs = [one for one in (*kinds, row) if "$ref" in one]
    if any(str(one["$ref"]).endswith(_WITH_SHORT_FORM) for one in row_refs):
        row["anyOf"] = [{"$ref": row.pop("$ref", row_refs[0]["$ref"])}, TEXT]
    if "anyOf" in row:
        kinds = [one for one in row["anyOf"] if one.get("type") != "null"]
        row.pop("anyOf") if len(kinds) == 1 else row.update(anyOf=kinds)
        row.update(kinds[0] if len(kinds) == 1 else {})


def write_schema(path: Path) -> None:
    """Write the JSON schema for editors."""
    path.write_text(json.dumps(schedule_schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
