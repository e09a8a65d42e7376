"""One planned post from one occurrence, one unit and one network."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from socialkit.model.card import Size
from socialkit.model.lines import Use
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, PostKind, State, WaitReason
from socialkit.model.schedule import Schedule, SlotSpec
from socialkit.plan.content.captions import (
    Caption,
    Words,
    alt_texts,
    compose_caption,
    compose_first_comment,
    mark_link,
    takes_hashtags,
)
from socialkit.plan.content.units import Unit, build_slides, shares_card
from socialkit.plan.slots import Occurrence

KEY_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Terms:
    """The conditions of a plan. `connected` None: every account counts as connected (a rehearsal).
    `numbers`: by network and link the network's own number of an account, where known; two links may
    mean one account."""

    schedule: Schedule
    workspace: str
    connected: Collection[tuple[Network, str]] | None
    count_ask_as_approved: bool
    numbers: Mapping[tuple[Network, str], str] = field(default_factory=dict)


def post_key(workspace: str, slot_id: str, local_date: date, network: Network, account: str) -> str:
    """The identity of a post; its time of day and its route are not part of it, so both may change."""
    parts = (workspace, slot_id, local_date.isoformat(), network.value, account)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:KEY_LENGTH]


def draft_post(
    terms: Terms, occurrence: Occurrence, spec: SlotSpec, unit: Unit, network: Network
) -> PlannedPost:
    """The post of this occurrence for one network. The theme of the slot comes before that of the line,
    and that before the brand's; the same holds for captions."""
    schedule, account = terms.schedule, unit.accounts[network]
    slides = build_slides(unit, spec.kind, schedule)
    theme = spec.theme or unit.first.theme or schedule.brand.theme
    caption, comment = compose_texts(schedule, spec, unit, network)
    wait = _find_wait(terms, spec, unit, network)
    problem = caption.problem or comment.problem
    if problem is not None:
        wait = WaitReason.CAPTION, problem
    reason, error = wait or (None, None)
    return PlannedPost(
        key=post_key(terms.workspace, occurrence.slot_id, occurrence.local_date, network, account),
        slot_id=occurrence.slot_id,
        local_date=occurrence.local_date,
        due_at=occurrence.due_at,
        local_time=occurrence.local_time,
        network=network,
        account=account,
        via=schedule.accounts[network].via,
        kind=spec.kind,
        theme=theme,
        size=default_size(spec),
        article_slug=unit.first.article_slug,
        line_ids=unit.ids,
        text=unit.text,
        slides=slides,
        caption=caption.text,
        alt_texts=alt_texts(
            slides,
            schedule.brand.name,
            network,
            together=shares_card(spec.kind, theme),
            contacts=schedule.brand.contacts,
        ),
        state=State.WAITING if wait else State.SCHEDULED,
        error=error,
        wait_reason=reason,
        first_comment=comment.text,
    )


def default_size(spec: SlotSpec) -> Size:
    """The size of a slot's pictures: its own, else portrait, or that of stories."""
    return spec.size or (Size.STORY if spec.kind is PostKind.STORY else Size.PORTRAIT)


def compose_texts(
    schedule: Schedule, spec: SlotSpec, unit: Unit, network: Network
) -> tuple[Caption, Caption]:
    """The caption and the first comment. Hashtags go into one of them: into the comment, if its template
    has them. Stories take no comments."""
    rules, first = schedule.caption, unit.first
    template = spec.caption or first.caption or rules.texts.get(network) or rules.text
    below = rules.first_comments.get(network) or rules.first_comment
    words = Words(
        line=unit.text,
        title=first.title,
        link=mark_link(first.link, first.article_slug, network),
        handle=schedule.brand.handle,
        website=schedule.brand.website,
        hashtags=rules.hashtags,
        crisis_line=rules.crisis_line if unit.asks_for_care else None,
    )
    if below is None or spec.kind is PostKind.STORY:
        return compose_caption(template, words, network), Caption("")
    above = replace(words, hashtags=()) if takes_hashtags(below) else words
    caption = compose_caption(template, above, network)
    return caption, compose_first_comment(below, words, network, caption=caption.text)


def _find_wait(
    terms: Terms, spec: SlotSpec, unit: Unit, network: Network
) -> tuple[WaitReason, str] | None:
    """Why the post must wait, also for people; None where it may go when its time comes."""
    if terms.count_ask_as_approved:
        return None
    if unit.first.sample:
        return WaitReason.SAMPLE, "Its article is a sample: it is rehearsed, never posted."
    if not _is_approved(terms.schedule, spec, unit):
        asked = [part.id for part in unit.parts if part.use is not Use.YES]
        return WaitReason.APPROVAL, f"It needs your approval: socialkit approve {' '.join(asked)}"
    account = unit.accounts[network]
    if terms.connected is not None and (network, account) not in terms.connected:
        words = f"{network.label} {account} is not connected yet; run: socialkit connect"
        return WaitReason.ACCOUNT, f"{words} {network.value}"
    return None


def _is_approved(schedule: Schedule, spec: SlotSpec, unit: Unit) -> bool:
    if spec.quote is not None or unit.is_approved:
        return True
    return not schedule.review_required and not unit.asks_for_care
