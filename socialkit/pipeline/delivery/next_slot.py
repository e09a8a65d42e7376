"""The next post of the same account, for `if_late: next slot`.

In: a post, the outbox, the schedule. Out: when the next post of its account is due. Knows nothing of
what lateness means (lateness.py).

Two links to one Page are one account: the next post to it may stand under the other link.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from socialkit.model.post import Post
from socialkit.model.schedule import LateKind, LateRule
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import name_accounts


def find_next_due_at(rule: LateRule, store: Store, post: Post) -> datetime | None:
    """When the next post of this account is due; None where there is none, or the rule asks for none."""
    if rule.kind is not LateKind.NEXT_SLOT:
        return None
    name = name_accounts(store.accounts())
    after = post.plan.due_at + timedelta(seconds=1)
    later = store.posts(since=after)
    return min(
        (one.plan.due_at for one in later if name(one.plan) == name(post.plan)), default=None
    )
