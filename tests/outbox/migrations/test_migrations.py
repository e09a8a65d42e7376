"""The steps of the migrations and the tables in the code are the same thing."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from socialkit.errors import OutboxError
from socialkit.outbox.db.connection import open_engine
from socialkit.outbox.db.tables import VERSION_TABLE, metadata
from socialkit.outbox.migrations.upgrade import FOLDER, HEAD, migrate
from socialkit.outbox.store import open_store


def step_by_step(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def differences(connection: Connection) -> list[Any]:
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, metadata))


def shape(connection: Connection) -> dict[str, Any]:
    seen = inspect(connection)
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(table)],
            seen.get_pk_constraint(table),
            sorted(_words(index) for index in seen.get_indexes(table)),
            seen.get_foreign_keys(table),
        )
        for table in sorted(seen.get_table_names())
    }  # fmt: skip


def _words(index: Any) -> str:
    only = {name: str(where) for name, where in index.get("dialect_options", {}).items()}
    return f"{index['name']} {index['column_names']} {index['unique']} {only}"


def test_the_steps_lead_to_the_tables_in_the_code(fresh: str) -> None:
    engine = open_engine(fresh)
    step_by_step(engine)
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_a_new_database_is_what_the_steps_would_have_made(fresh: str) -> None:
    engine = open_engine(fresh)
    migrate(engine, place="here")
    with engine.begin() as connection:
        at_once = shape(connection)
        assert differences(connection) == []
        for table in at_once:
            connection.execute(text(f"DROP TABLE {table}" + _cascade(engine)))
    step_by_step(engine)
    with engine.connect() as connection:
        assert shape(connection) == at_once
    engine.dispose()


def _cascade(engine: Engine) -> str:
    return " CASCADE" if engine.dialect.name == "postgresql" else ""


def test_the_newest_step_is_the_one_the_code_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_of_a_newer_program_is_left_alone(fresh: str) -> None:
    open_store(fresh, workspace="w").close()
    engine = open_engine(fresh)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(OutboxError, match="newer socialkit"):
        open_store(fresh, workspace="w")
    with engine.connect() as connection:
        found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    assert found == "9999"
    engine.dispose()


def test_an_interrupted_set_up_is_done_again(fresh: str) -> None:
    engine = open_engine(fresh)
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.rollback()
    open_store(fresh, workspace="w").close()
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_an_up_to_date_or_new_database_does_not_load_alembic(fresh: str) -> None:
    words = (
        "import sys; from socialkit.outbox.store import open_store\n"
        f"for _ in range(2): open_store({fresh!r}, workspace='w').close()\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_four_programs_may_open_a_new_database_at_once(fresh: str) -> None:
    words = (
        "from socialkit.outbox.store import open_store; import sys\n"
        "sys.stdin.read()\n"
        f"with open_store({fresh!r}, workspace='w') as store: print(len(store.posts()))"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(4)
    ]
    assert [child.communicate()[0] for child in children] == ["0\n"] * 4
