"""What `check` notes about the official road to Instagram."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from socialkit.pipeline.checks.run import check_workspace

SCHEDULE = """timezone: UTC
brand: {{name: Quiet Harbour, handle: "@quietharbour"}}
articles: [articles/*]
accounts:
  instagram: {{account: linked, via: {via}}}
post:
  - {{date: 2099-01-01, at: "09:00", to: [instagram]}}
"""


@pytest.mark.parametrize(
    ("via", "has_public_folder", "notes"),
    [("graph", False, 1), ("graph", True, 0), ("instagrapi", False, 0)],
)
def test_the_way_of_pictures_that_could_not_be_tried_is_noted_at_its_row(
    tmp_path: Path, assets: Path, via: str, has_public_folder: bool, notes: int
) -> None:
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.format(via=via))
    told = check_workspace(
        tmp_path, today=date(2026, 12, 1), assets=assets, has_public_folder=has_public_folder
    )
    found = [one for one in told if "SOCIALKIT_PUBLIC_URL" in one.message]
    assert [(one.line, one.level) for one in found] == [(5, "note")] * notes
