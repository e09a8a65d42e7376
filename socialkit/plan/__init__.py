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
from socialkit.plan.icalendar import Event, is_ours, write_calendar
from socialkit.plan.lasting import (
    LinesEnd,
    Reminder,
    remind,
    tell_end,
    tell_last_day,
    tell_near_end,
)
from socialkit.plan.posts import Plan, plan_posts
from socialkit.plan.slots import Occurrence, expand, find_occurrences, match_slots, settle
from socialkit.plan.spoken import name_day, name_state, name_words
from socialkit.plan.units import fold, holds_phrase, shares_card

__all__ = [
    "Event",
    "LinesEnd",
    "Occurrence",
    "Plan",
    "Reminder",
    "Terms",
    "alt_texts",
    "closing_words",
    "compose_caption",
    "compose_first_comment",
    "expand",
    "find_occurrences",
    "fold",
    "holds_phrase",
    "is_of_a_sample",
    "is_ours",
    "match_slots",
    "name_day",
    "name_state",
    "name_words",
    "plan_posts",
    "post_key",
    "remind",
    "settle",
    "shares_card",
    "tell_end",
    "tell_last_day",
    "tell_near_end",
    "waits_for_an_account",
    "waits_for_her_yes",
    "write_calendar",
]
