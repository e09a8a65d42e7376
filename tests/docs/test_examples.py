"""The examples of schedule.yaml in the manual are right: `socialkit check` finds nothing wrong in them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from socialkit.cli.app import app
from tests.conftest import SAMPLE_ARTICLE
from tests.docs.pages import OWNER_PAGES, name_of, text_of

BLOCK = re.compile(r"^( *)```yaml\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
OWN_FILES = ("assets/photo.jpg", "assets/logo.png")
"""Files that examples name and the owner brings."""


def examples() -> Iterator[tuple[str, str]]:
    """Every block of YAML in the manual, with its page; those of lines.yaml aside."""
    for page in OWNER_PAGES:
        for found in BLOCK.finditer(text_of(page)):
            rows = "\n".join(row.removeprefix(found[1]) for row in found[2].splitlines())
            if "id: " not in rows and not rows.startswith("    theme:"):
                yield name_of(page), rows


def completed(rows: str) -> dict[str, Any]:
    """A whole schedule around an example."""
    given = YAML(typ="safe", pure=True).load(rows)
    schedule: dict[str, Any] = {
        "timezone": "Europe/London",
        "brand": {"name": "Quiet Harbour Therapy"},
        "articles": ["articles/*"],
        "accounts": {"instagram": {"account": "linked"}, "facebook": {"page": "linked"}},
        "post": [{"days": ["mon"], "at": "09:00", "to": ["instagram"]}],
    }
    if isinstance(given, list):
        return schedule | {"post" if "at" in given[0] else "articles": given}
    if set(given) <= {"instagram", "facebook"}:
        return schedule | {"accounts": schedule["accounts"] | given}
    if "brand" in given:
        given["brand"] = schedule["brand"] | given["brand"]
    schedule.update(given)
    return schedule


@pytest.mark.parametrize(("page", "rows"), list(examples()))
def test_every_example_of_the_schedule_is_right(page: str, rows: str, tmp_path: Path) -> None:
    schedule = completed(rows)
    schedule["articles"] = [
        one for one in schedule["articles"] if isinstance(one, str) and "://" not in one
    ] or ["articles/*"]
    (tmp_path / "articles").mkdir()
    shutil.copy(SAMPLE_ARTICLE, tmp_path / "articles")
    (tmp_path / ".env").write_text("")
    # JSON is YAML
    (tmp_path / "schedule.yaml").write_text(json.dumps(schedule, default=str, indent=1), "utf-8")
    result = CliRunner().invoke(app, ["check", "--json", "-C", str(tmp_path)])
    problems = json.loads(result.stdout)["problems"]
    wrong = [one["message"] for one in problems if one["level"] == "error"]
    assert [one for one in wrong if not any(file in one for file in OWN_FILES)] == []
