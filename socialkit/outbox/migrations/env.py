"""What Alembic runs around every step: the connection is handed in, and already in a transaction."""

from __future__ import annotations

from alembic import context

from socialkit.outbox.db.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite can, though Alembic does not assume it: all steps or none
    render_as_batch=True,  # SQLite changes a column only by copying the table
)
with context.begin_transaction():
    context.run_migrations()
