"""Make lines and plan, as one step of a cycle; a problem of one article stops nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from socialkit.errors import ConfigError, SocialkitError, name_fault
from socialkit.model.notice import FILE_GRACE, Level, Notice, NoticeCode, file_notice
from socialkit.outbox.store import Store
from socialkit.pipeline.planning.brand_faults import find_brand_faults, remember_brand_faults
from socialkit.pipeline.planning.planner import PlanningResult, PlanTrigger, plan_ahead
from socialkit.pipeline.workspace.approve import (
    find_lost_approvals,
    find_missing_lines,
    remember_approvals,
)
from socialkit.pipeline.workspace.load import Workspace
from socialkit.pipeline.workspace.make_lines import make

log = logging.getLogger(__name__)


def prepare(
    workspace: Workspace,
    store: Store,
    *,
    now: datetime,
    until: datetime,
    assets: Path,
    told: Callable[[str], None],
    rehearsal: bool,
) -> list[Notice]:
    """Make and plan, and give what failed; where they fail, what is planned already still goes out."""
    notices: list[Notice] = []
    missing = find_missing_lines(workspace)
    try:
        made = make(_with_readable_lines(workspace), assets=assets, told=told)
        for one in (one.renamed for one in made if one.renamed):
            log.warning("%s", one.message)
    except Exception as error:
        notices += _failure_notices("make", error)
    _check_approvals(workspace, missing, store, now=now)
    notices += _brand_notices(workspace, store, assets, now=now)
    try:
        occasion = PlanTrigger.REHEARSED_CLOCK if rehearsal else PlanTrigger.CLOCK
        ahead = plan_ahead(
            workspace, store, now=now, until=until, assets=assets, told=told, occasion=occasion
        )
    except Exception as error:
        return [*notices, *_failure_notices("plan", error)]
    _log(ahead)
    return [*notices, *map(file_notice, ahead.problems)]


def _brand_notices(
    workspace: Workspace, store: Store, assets: Path, *, now: datetime
) -> list[Notice]:
    faults = find_brand_faults(workspace, assets=assets)
    remember_brand_faults(store, faults, now=now)
    return [file_notice(one, NoticeCode.BRAND_FAULT) for one in faults]


def _failure_notices(step: str, error: Exception) -> list[Notice]:
    """Problems in files each by themselves: the status may name the same ones."""
    if isinstance(error, ConfigError):
        log.warning("%s: %s", step, error)
        return [file_notice(one) for one in error.problems]
    failed, subject = NoticeCode.CYCLE_FAILED, f"cycle:{step}"
    if isinstance(error, SocialkitError):
        log.warning("%s: %s", step, error)
        return [Notice(Level.ERROR, failed, subject, str(error), FILE_GRACE)]
    log.error("%s ended in a fault", step, exc_info=error)
    words = (
        f"New lines, cards and plans could not be made, by a fault of socialkit ({name_fault(error)}). What "
        f"is planned already goes out. If you changed or added a file just before, take that back. Please "
        f"report this."
    )
    return [Notice(Level.ERROR, failed, subject, words)]


def _log(ahead: PlanningResult) -> None:
    if ahead.changes:
        log.info("%s", "; ".join(ahead.changes))
    for words in ahead.warnings:
        log.warning("%s", words)


def _check_approvals(
    workspace: Workspace, regenerated: Collection[str], store: Store, *, now: datetime
) -> None:
    """Warn, in the cycle that regenerates a lines.yaml, which approvals were lost with the old one."""
    articles = {slug: one for slug, one in workspace.articles.items() if slug in regenerated}
    for notice in find_lost_approvals(replace(workspace, articles=articles), store, now=now):
        log.warning("%s", notice.text)
    remember_approvals(workspace, store, now=now)


def _with_readable_lines(workspace: Workspace) -> Workspace:
    """The workspace without articles whose lines.yaml has a mistake: planning reports those."""
    return replace(
        workspace,
        articles={
            slug: article
            for slug, article in workspace.articles.items()
            if _is_readable(workspace, slug)
        },
    )


def _is_readable(workspace: Workspace, slug: str) -> bool:
    try:
        workspace.line_file(slug)
    except ConfigError:
        return False
    return True
