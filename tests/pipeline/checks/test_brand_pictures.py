"""Missing pictures of the brand are reported at their row, before a card is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialkit.pipeline.checks.brand import check_brand
from tests.config.cases import SMALL, load


@pytest.mark.parametrize("kind", ["logo", "photo"])
def test_a_picture_that_is_missing_is_told_at_its_row(kind: str, tmp_path: Path) -> None:
    loaded = load(SMALL.replace("  name:", f"  {kind}: sea.jpg\n  name:"), tmp_path)
    assert loaded.schedule is not None
    told = [one for one in check_brand(loaded.schedule, loaded) if one.level != "note"]
    assert [(one.line, one.column) for one in told] == [(3, 5 + len(kind))]
    assert f"put the {kind} there or remove this row" in told[0].message
    (tmp_path / "sea.jpg").write_bytes(b"a picture, as far as this check looks")
    assert not [one for one in check_brand(loaded.schedule, loaded) if one.level != "note"]
