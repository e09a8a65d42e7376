"""Can the last picture of her carousels hold the words that she wrote for it?

In: a workspace and the assets. Out: problems at their row of schedule.yaml. Draws, but writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from socialkit.errors import CardError, Problem
from socialkit.model.card import Size
from socialkit.model.post import PostKind
from socialkit.model.schedule import Schedule
from socialkit.pipeline.checks.placing import at, note
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.carousels import closing_words

ROW = ("brand", "closing")


def check_closing(workspace: Workspace, *, assets: Path) -> Iterable[Problem]:
    """Is the row `closing` used, and does it fit in every theme and size that carousels have?"""
    schedule = workspace.schedule
    if schedule.brand.closing is None:
        return
    if not closing_words(schedule.brand, schedule.never_post):
        words = "these words hold a phrase that stands under never_post, so no card shows them"
        yield note(workspace.loaded, ROW, words)
        return
    errors = (_try(schedule, theme, size, assets) for theme, size in _looks(schedule))
    found = next(filter(None, errors), None)
    if found is not None:
        words = f"{found} Until then carousels end without a closing slide."
        yield at(workspace.loaded, ROW, words)


def _looks(schedule: Schedule) -> list[tuple[str, Size]]:
    """Theme and size of the rows that post a carousel, each once."""
    rows = (spec for spec in schedule.slots if spec.kind is PostKind.CAROUSEL)
    looks = ((spec.theme or schedule.brand.theme, spec.size or Size.PORTRAIT) for spec in rows)
    return list(dict.fromkeys(looks))


def _try(schedule: Schedule, theme: str, size: Size, assets: Path) -> CardError | None:
    from socialkit.cards.render import make_card
    from socialkit.pipeline.planning.post_images import closing_request

    brand = schedule.brand
    try:
        make_card(closing_request(brand.closing or "", brand, theme, size), brand, assets=assets)
    except CardError as error:
        return error
    return None
