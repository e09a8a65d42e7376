"""The addresses under `notify:`: filled at the last moment, named without their secrets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from socialkit.config.document.reader import salvage_notify
from socialkit.config.environment import fill_in, read_values
from socialkit.pipeline.checks.run import check_workspace
from socialkit.pipeline.checks.unheeded_rows import name_address
from tests.conftest import REPOSITORY

SCHEDULE = """timezone: UTC
brand: {name: Quiet Harbour}
articles: [articles/*]
accounts: {instagram: linked}
post:
  - {days: [mon], at: "09:00", to: [instagram]}
notify:
  - json://127.0.0.1/${TOPIC}
  - nonsense
  - ntfy://${NOBODY_KNOWS}
"""


def test_a_name_stands_for_the_environment_first_then_for_the_row_of_env(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("MAIL=anna:p${w@mail.example\nTOPIC=from-the-file\nEMPTY=\n")
    monkeypatch.setenv("TOPIC", "from-outside")
    values = read_values(tmp_path)
    assert fill_in("ntfy://${TOPIC}", values) == "ntfy://from-outside"
    assert fill_in("mailto://${EMPTY}", values) is None
    assert fill_in("mailto://${NOBODY_KNOWS}", values) is None
    assert fill_in("json://plain", values) == "json://plain"
    assert fill_in("${A}", {"A": "${B}", "B": "secret"}) == "${B}", "one pass, no more"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("mailto://anna:secret@mail.example", "address 1 (mailto://…)"),
        ("${MAIL}", "address 1 (${MAIL}…)"),
        ("anna:secret@mail.example", "address 1"),
    ],
)
def test_an_address_is_named_without_what_may_be_secret(written: str, name: str) -> None:
    assert name_address(written, 0) == name


def test_check_says_at_its_line_what_nothing_can_be_sent_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "schedule.yaml").write_text(SCHEDULE)
    monkeypatch.setenv("TOPIC", "a-topic")
    problems = check_workspace(tmp_path, today=date(2027, 3, 1), assets=REPOSITORY / "assets")
    told = {(one.line, one.level): one.message for one in problems if one.line > 7}
    assert set(told) == {(9, "note"), (10, "note")}
    assert "nothing can be sent to this address" in told[9, "note"]
    assert "NOBODY_KNOWS" in told[10, "note"]


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        ("timezone: [\n", ("json://127.0.0.1/${TOPIC}", "nonsense", "ntfy://${NOBODY_KNOWS}")),
        ("post: nothing\n", ("json://127.0.0.1/${TOPIC}", "nonsense", "ntfy://${NOBODY_KNOWS}")),
    ],
)
def test_the_addresses_are_found_in_a_file_that_cannot_be_used(
    tmp_path: Path, broken: str, found: tuple[str, ...]
) -> None:
    path = tmp_path / "schedule.yaml"
    path.write_text(f"{SCHEDULE}{broken}")
    assert salvage_notify(path) == found
    path.write_text(f"{broken}notify: ntfy://one\nbrand: x\n")
    assert salvage_notify(path) == ("ntfy://one",)
    path.write_text(broken + "notify: {a: [")
    assert salvage_notify(path) == ()
    assert salvage_notify(tmp_path / "none.yaml") == ()


def test_a_daily_note_without_an_address_is_named_at_its_own_row(tmp_path: Path) -> None:
    words = SCHEDULE.partition("notify:")[0] + 'all_is_well: "09:00"\n'
    (tmp_path / "schedule.yaml").write_text(words)
    found = check_workspace(tmp_path, today=date(2027, 3, 1), assets=REPOSITORY / "assets")
    (told,) = [one for one in found if (one.line, one.column) == (7, 14)]
    assert told.level == "note"
    assert "there is no address under notify:" in told.message


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("anna@quietharbour.example", "an e-mail address alone does not say how to send"),
        ("mailto://$MAIL", "put a name from .env in braces; write ${MAIL}"),
        ("nonsense", "nothing can be sent to this address"),
    ],
)
def test_where_no_address_takes_anything_check_says_that_nobody_would_be_told(
    written: str, words: str, tmp_path: Path
) -> None:
    text = SCHEDULE.split("notify:")[0] + f'notify: ["{written}"]\n'
    (tmp_path / "schedule.yaml").write_text(text)
    problems = check_workspace(tmp_path, today=date(2027, 3, 1), assets=REPOSITORY / "assets")
    told = [one.message for one in problems if one.line == 7]
    assert told[0].startswith("you would not hear of problems: ")
    assert told[1].startswith(words)
