"""The plan: slots become instants, lines fill them, captions go with them. Pure."""

from socialkit.plan.captions import alt_texts, compose_caption
from socialkit.plan.drafts import Terms, post_key
from socialkit.plan.posts import Plan, plan_posts
from socialkit.plan.slots import Occurrence, expand, match_slots
from socialkit.plan.units import fold

__all__ = [
    "Occurrence",
    "Plan",
    "Terms",
    "alt_texts",
    "compose_caption",
    "expand",
    "fold",
    "match_slots",
    "plan_posts",
    "post_key",
]
