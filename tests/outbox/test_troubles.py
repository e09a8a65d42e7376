"""Whatever is wrong with a database, she is told in plain words, and no password is."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from socialkit.errors import OutboxError
from socialkit.outbox.db.connection import in_plain_words, open_engine
from socialkit.outbox.store import open_store
from tests.outbox.sample import add, plan


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_database_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "workspace" / ".socialkit"
    before = os.umask(0o022)
    try:
        with open_store(f"sqlite:///{folder / 'outbox.db'}", workspace="w") as store:
            add(store, plan())
            assert mode(folder) == 0o700
            assert {mode(path) for path in folder.iterdir()} == {0o600}
            assert len(list(folder.iterdir())) == 3
    finally:
        os.umask(before)


def test_a_database_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "outbox.db"
    open_store(f"sqlite:///{file}", workspace="w").close()
    file.chmod(0o644)
    open_store(f"sqlite:///{file}", workspace="w").close()
    assert mode(file) == 0o600


def test_every_connection_waits_for_the_disk(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'outbox.db'}")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "fullfsync")
        }
    engine.dispose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "fullfsync": 1,
    }


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "outbox.db"
    file.write_text("Dear diary, " * 400)
    with pytest.raises(OutboxError) as trouble:
        open_store(f"sqlite:///{file}", workspace="w")
    assert str(file) in str(trouble.value)
    assert "is not a socialkit database, or is damaged" in str(trouble.value)
    assert file.read_text().startswith("Dear diary")


def test_a_folder_in_the_place_of_the_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "outbox.db").mkdir()
    with pytest.raises(OutboxError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w")


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(OutboxError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path / 'state' / 'outbox.db'}", workspace="w")


@pytest.mark.parametrize(
    ("setting", "statement", "words"),
    [
        ("PRAGMA max_page_count=1", "INSERT INTO t SELECT zeroblob(900000)", "the disk is full"),
        ("PRAGMA query_only=ON", "INSERT INTO t VALUES (1)", "cannot be written"),
    ],
)
def test_a_full_or_locked_away_file_is_said(
    tmp_path: Path, setting: str, statement: str, words: str
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'outbox.db'}")
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    with (
        pytest.raises(OutboxError, match=words),
        in_plain_words("The database"),
        engine.connect() as connection,
    ):
        connection.exec_driver_sql(setting)
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_database_that_another_program_holds_is_said(tmp_path: Path) -> None:
    file = tmp_path / "outbox.db"
    engine = open_engine(f"sqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    other.execute("BEGIN IMMEDIATE")
    with (
        pytest.raises(OutboxError, match="in use by another program"),
        in_plain_words("The database"),
        engine.execution_options(writes=True).begin(),
    ):
        pass
    other.close()
    engine.dispose()


FILL = """
import resource, sys
from socialkit.errors import OutboxError
from socialkit.outbox.store import open_store
from tests.outbox.sample import NOW, plan, slot

with open_store(sys.argv[1], workspace="w") as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        for batch in range(1000):
            plans = [plan(f"{batch:03}-{n:03}") for n in range(20)]
            store.sync([slot()], plans, withdrawn=(), now=NOW)
    except OutboxError as error:
        print(batch, error)
"""


def test_a_disk_that_fills_up_is_said_and_what_was_stored_stays_whole(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'outbox.db'}"
    done = subprocess.run(
        [sys.executable, "-c", FILL, address], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    batches, words = done.stdout.split(" ", 1)
    assert "disk" in words
    with open_store(address, workspace="w") as store:
        assert len(store.posts()) == 20 * int(batches) > 0
        add(store, plan())


def test_a_server_that_does_not_answer_is_said_without_the_password() -> None:
    address = "postgresql://anna:very-secret@127.0.0.1:1/outbox?password=also-secret"
    with pytest.raises(OutboxError) as trouble:
        open_store(address, workspace="w")
    words = str(trouble.value)
    assert words.startswith("The PostgreSQL server at 127.0.0.1 does not answer, or")
    assert "secret" not in words
    assert "secret" not in repr(trouble.value.__cause__)


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have_is_said(server: str) -> None:
    with pytest.raises(OutboxError, match="SOCIALKIT_DATABASE_URL"):
        open_store(server.replace("/postgres?", "/nowhere?"), workspace="w")


@pytest.mark.postgres
def test_a_user_without_rights_is_said(fresh_database: str) -> None:
    engine = open_engine(fresh_database)
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE guest LOGIN"))
    engine.dispose()
    guest = fresh_database.replace("//postgres:@", "//guest@")
    with pytest.raises(OutboxError, match="does not let this user work in it"):
        open_store(guest, workspace="w")


@pytest.mark.postgres
def test_a_server_that_was_restarted_is_simply_used_again(fresh_database: str) -> None:
    with open_store(fresh_database, workspace="w") as store:
        add(store, plan())
        engine = open_engine(fresh_database)
        with engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        engine.dispose()
        assert len(store.posts()) == 1


@pytest.mark.parametrize("address", ["mysql://anna:very-secret@here/x", "very-secret", ""])
def test_an_address_of_another_kind_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(OutboxError) as trouble:
        open_store(address, workspace="w")
    assert "SOCIALKIT_DATABASE_URL" in str(trouble.value)
    assert "secret" not in str(trouble.value)
