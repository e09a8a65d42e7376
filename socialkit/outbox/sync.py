"""The plan into the rows: new posts come, open ones follow, everything else stays as it is.

In: a connection inside a transaction, the slots and the planned posts. Out: which keys were
added, changed and removed. Knows nothing of how a plan is made, nor of what time it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from socialkit.model import PlannedPost, Post, Slot
from socialkit.outbox import states
from socialkit.outbox.rows import (
    Columns,
    columns_of_fate,
    columns_of_plan,
    columns_of_slot,
    post_of,
)
from socialkit.outbox.tables import posts, slots
