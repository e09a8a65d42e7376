"""What all tests share: the places of things, the tier of each test, and the rule about skips.

With SOCIALKIT_FORBID_SKIPS=1 (CI sets it) a test that would be skipped fails instead.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.support.site import Site, open_site
from tests.tiers import is_end_to_end

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
REAL_ARTICLE = SHARED / "articles" / "emotional-connection-in-marriage.txt"
SAMPLE_ARTICLE = REPOSITORY / "articles" / "after-the-argument.txt"


@pytest.hookimpl(tryfirst=True)  # before -m chooses by the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if is_end_to_end(item.nodeid, {mark.name for mark in item.iter_markers()}):
            item.add_marker("e2e")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and os.environ.get("SOCIALKIT_FORBID_SKIPS")
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def assets() -> Path:
    """The repository's own fonts, colours and schemas."""
    return REPOSITORY / "assets"


@pytest.fixture(scope="session")
def real_article() -> Path:
    """The one real article; its text is the owner's, so it is beside the repository, not in it."""
    if not REAL_ARTICLE.exists():
        pytest.skip("the real article is in ../shared, which is not here")
    return REAL_ARTICLE


@pytest.fixture(scope="session")
def sample_article() -> Path:
    """The article of the demo workspace."""
    return SAMPLE_ARTICLE


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The owner's site on this machine, empty at first."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with open_site() as site:
        yield site
