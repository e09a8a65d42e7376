"""What a cycle writes into the log: what is about to happen, and each thing that happened, a plain row each.

Used by the worker alone, since it loads articles and plans.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.errors import ConfigError, Problem
from socialkit.files import read_file
from socialkit.model.notice import NoticeCode
from socialkit.model.post import Post, State
from socialkit.model.text import count

if TYPE_CHECKING:
    from datetime import datetime

    from socialkit.outbox.store import Store
    from socialkit.pipeline.cycle import CycleReport
    from socialkit.pipeline.workspace.load import Workspace
    from socialkit.runtime.container import Container

log = logging.getLogger("socialkit")
TOLD = {
    State.POSTED: logging.INFO,
    State.PAUSED: logging.INFO,
    State.MISSED: logging.WARNING,
    State.FAILED: logging.WARNING,
    State.UNCONFIRMED: logging.WARNING,
}
"""The states that a post may come to in a cycle and that are told."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was so before the cycle: posts by state, and the fingerprint of each lines.yaml."""

    states: Mapping[str, State]
    lines: Mapping[str, str]


def look_before(workspace: Workspace, store: Store, *, now: datetime) -> Before:
    """What to compare with, after the cycle."""
    return Before({one.key: one.state for one in _recent(store, now)}, _read_lines(workspace))


def log_changes(workspace: Workspace, store: Store, before: Before, *, now: datetime) -> None:
    """A row for each lines.yaml that was made, and for each post that went out, or did not."""
    for slug, fingerprint in _read_lines(workspace).items():
        if before.lines.get(slug) != fingerprint:
            with suppress(ConfigError):
                file = workspace.line_file(slug)
                number = len(file.lines) if file else 0
                log.info("made quotes/%s: %s", slug, count(number, "line"))
    for post in _recent(store, now):
        if post.state in TOLD and before.states.get(post.key) is not post.state:
            log.log(TOLD[post.state], "%s", describe_event(post))


def describe_event(post: Post) -> str:
    """What became of a post: its state and key, when and where it was due, its words, and why."""
    from socialkit.plan.wording import describe_post, name_text

    where = f"{describe_post(post.plan)} {post.plan.account}"
    words = f"{post.state.value} {post.key}: {where}: “{name_text(post.plan)}”"
    behind = post.permalink if post.state is State.POSTED else post.error
    return f"{words} {behind}" if behind else words


def log_outlook(workspace: Workspace, store: Store, *, now: datetime, is_first: bool) -> None:
    """What comes next; in the first cycle also all that stands in the way."""
    from socialkit.pipeline.status.outlook import describe_outlook

    outlook = describe_outlook(workspace, store, now=now)
    sentences = outlook.sentences if is_first else (outlook.next_post,)
    for words in sentences:
        if words:
            log.info("%s", words)


def log_problems(container: Container, store: Store) -> None:
    """What `check` finds, errors first."""
    for one in sorted(_find_problems(container, store), key=lambda one: one.level != "error"):
        if one.level == "error":
            log.error("%s", one)
        else:
            log.info("note: %s", one)


def log_troubles(report: CycleReport, *, is_first: bool) -> None:
    """What due posts wait for and what did not work, each once; in the first cycle without what is wrong
    in files, which `log_problems` tells."""
    failures = report.failures
    if is_first:
        failures = [one for one in failures if one.code is not NoticeCode.FILE_PROBLEM]
    lost = () if is_first else report.lost_quotes
    for words in dict.fromkeys((*report.waits, *lost, *(one.text for one in failures))):
        log.warning("%s", words)


def _find_problems(container: Container, store: Store) -> Iterator[Problem]:
    from socialkit.pipeline.checks.run import check_workspace
    from socialkit.pipeline.planning.forecast import check_end

    yield from check_workspace(
        container.folder,
        today=container.today,
        assets=container.assets,
        open_shelf=container.open_page_shelf,
        remember=container.remember,
        look_ahead=lambda workspace: list(check_end(workspace, store, now=container.clock.now())),
        has_public_folder=container.settings.public_url is not None,
    )
    yield from container.settings.problems


def _recent(store: Store, now: datetime) -> tuple[Post, ...]:
    from socialkit.plan.slots import LOOK_BACK

    return tuple(store.posts(states=tuple(TOLD), since=now - LOOK_BACK))


def _read_lines(workspace: Workspace) -> dict[str, str]:
    found = {}
    for slug in workspace.articles:
        path: Path = workspace.line_file_path(slug)
        with suppress(OSError):
            found[slug] = hashlib.sha256(read_file(path)).hexdigest()
    return found
