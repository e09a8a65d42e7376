"""An address that cannot be used is told in plain words, and its password never."""

from __future__ import annotations

import traceback
from uuid import uuid4

import psycopg
import pytest

from socialkit.errors import OutboxError
from socialkit.outbox.db.connection import open_engine
from socialkit.outbox.store import open_store


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://app:p@ss:secretword@127.0.0.1:5432/kit",
        "postgresql://app:secretword",
        "mysql://app:secretword@host/kit",
        "secretword",
        "",
    ],
)
def test_an_address_that_cannot_be_read_never_shows_its_password(address: str) -> None:
    with pytest.raises(OutboxError, match="PASSWORD@HOST") as caught:
        open_engine(address)
    assert "secretword" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.postgres
@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_lacks_letters_is_named(server: str, encoding: str) -> None:
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE \"{name}\" ENCODING '{encoding}' TEMPLATE template0 "
            f"LC_COLLATE 'C' LC_CTYPE 'C'".encode()
        )
    with pytest.raises(OutboxError, match=f"keeps letters as {encoding}.*--encoding=UTF8"):
        open_store(server.replace("/postgres?", f"/{name}?"), workspace="w")
