"""The plan: slots become instants, lines fill them, captions go with them. Pure."""

from socialkit.plan.captions import alt_texts, compose_caption, compose_first_comment
from socialkit.plan.carousels import closing_words
from socialkit.plan.drafts import (
    Terms,
    is_of_a_sample,
    post_key,
    waits_for_an_account,
    waits_for_her_yes,
)
from socialkit.plan.posts import Plan, plan_posts
from socialkit.plan.slots import Occurrence, expand, match_slots
from socialkit.plan.units import fold, shares_card

__all__ = [
    "Occurrence",
    "Plan",
    "Terms",
    "alt_texts",
    "closing_words",
    "compose_caption",
    "compose_first_comment",
    "expand",
    "fold",
    "is_of_a_sample",
    "match_slots",
    "plan_posts",
    "post_key",
    "shares_card",
    "waits_for_an_account",
    "waits_for_her_yes",
]
