"""The tiers of tests: every name in the lists is a test that exists, and kinds go where they belong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.tiers import FOLDERS, REPRESENTATIVES, TESTS, is_end_to_end


@pytest.mark.parametrize("name", [*TESTS, *REPRESENTATIVES])
def test_every_test_that_a_list_names_exists(name: str) -> None:
    file, *inside = name.split("::")
    text = (REPOSITORY / file).read_text("utf-8")
    for one in inside:
        wanted = re.escape(one.partition("[")[0])
        assert re.search(rf"^(?:def {wanted}\(|{wanted} = |class {wanted}\b)", text, re.MULTILINE)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_of_the_list_holds_tests(folder: str) -> None:
    assert list(Path(REPOSITORY / folder).glob("test_*.py"))


def test_a_server_or_ocr_makes_a_test_one_of_make_e2e() -> None:
    nodeid = "tests/outbox/test_store.py::test_accounts_are_kept[postgresql]"
    assert is_end_to_end(nodeid, {"parametrize", "postgres"})
    assert not is_end_to_end(nodeid, {"parametrize"})


def test_representatives_run_with_make_test() -> None:
    assert not is_end_to_end(REPRESENTATIVES[0], {"ocr"})
    assert is_end_to_end("tests/e2e/test_daily.py::test_any", ())
