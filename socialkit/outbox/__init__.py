"""The outbox: the posts to come, and what became of every one.

`open_store` gives the Store that keeps them; the rest says, purely, what a post becomes.
"""

from socialkit.outbox.by_hand import (
    asked_for,
    cancelled,
    handed,
    is_asked_for,
    is_handed,
    resolved,
)
from socialkit.outbox.limits import Limits
from socialkit.outbox.rests import CHECK_BEFORE_A_POST, CHECK_EVERY, UNOFFICIAL
from socialkit.outbox.rows import Attempt, Mark
from socialkit.outbox.sent import has_left, shows_until
from socialkit.outbox.sign_of_life import (
    CLOCK_MARK,
    HEARTBEAT_NAME,
    UnknownTime,
    leave_sign,
    read_unknown_time,
)
from socialkit.outbox.spacing import find_turns
from socialkit.outbox.states import (
    after_blind_look,
    after_failure,
    after_lease_lost,
    after_look,
    after_receipt,
    held,
    looked_again,
    missed,
    paused,
    put_off,
    released,
)
from socialkit.outbox.store import Store, open_store
from socialkit.outbox.sync import SyncResult
from socialkit.outbox.waits import Wait, look_again, read_waits

__all__ = [
    "CHECK_BEFORE_A_POST",
    "CHECK_EVERY",
    "CLOCK_MARK",
    "HEARTBEAT_NAME",
    "UNOFFICIAL",
    "Attempt",
    "Limits",
    "Mark",
    "Store",
    "SyncResult",
    "UnknownTime",
    "Wait",
    "after_blind_look",
    "after_failure",
    "after_lease_lost",
    "after_look",
    "after_receipt",
    "asked_for",
    "cancelled",
    "find_turns",
    "handed",
    "has_left",
    "held",
    "is_asked_for",
    "is_handed",
    "leave_sign",
    "look_again",
    "looked_again",
    "missed",
    "open_store",
    "paused",
    "put_off",
    "read_unknown_time",
    "read_waits",
    "released",
    "resolved",
    "shows_until",
]
