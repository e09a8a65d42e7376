"""`check`: everything that is wrong, all at once."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_json, say
from socialkit.errors import ConfigError, OutboxError, Problem
from socialkit.model.text import count
from socialkit.runtime.container import Container, build_container

if TYPE_CHECKING:
    from socialkit.pipeline.workspace.load import Workspace


def run_check(folder: Path, *, as_json: bool) -> None:
    """Print every problem; exit 1 if one of them is an error."""
    from socialkit.pipeline.checks.run import check_workspace

    container = build_container(folder)
    found = check_workspace(
        container.folder,
        today=container.today,
        assets=container.assets,
        open_shelf=container.open_page_shelf,
        remember=container.remember,
        look_ahead=lambda workspace: check_weeks(container, workspace),
        has_public_folder=has_public_folder(container),
    )
    problems = [*found, *check_settings(container)]
    errors = [one for one in problems if one.level == "error"]
    if as_json:
        print_json({"problems": [asdict(one) for one in problems]})
    else:
        show_problems(problems, describe_meanwhile_of(container) if errors else None)
    if errors:
        sys.exit(1)


def describe_meanwhile_of(container: Container) -> str | None:
    """What goes on while schedule.yaml cannot be used; None where it can, or where the outbox cannot be
    read."""
    from socialkit.pipeline.schedule.activate import describe_meanwhile

    try:
        with container.open_kept_outbox() as store:
            now = container.clock.now()
            return describe_meanwhile(
                store, container.folder, now=now, today=container.today, remember=container.remember
            )
    except (ConfigError, OutboxError):
        return None


def has_public_folder(container: Container) -> bool:
    """Whether .env names one; yes where .env cannot be read, which is a problem of its own."""
    try:
        return container.settings.public_url is not None
    except ConfigError:
        return True


def check_weeks(container: Container, workspace: Workspace) -> list[Problem]:
    """What the coming weeks show; nothing where the outbox cannot be read, which `status` reports."""
    from socialkit.pipeline.planning.forecast import check_end

    try:
        with container.open_kept_outbox() as store:
            return list(check_end(workspace, store, now=container.clock.now()))
    except (ConfigError, OutboxError):
        return []


def check_settings(container: Container) -> tuple[Problem, ...]:
    """Problems and notes about .env, the environment and the state folder."""
    try:
        note = container.cloud_note()
        return (*container.settings.problems, *([note] if note else []))
    except ConfigError as error:
        return error.problems


def show_problems(problems: list[Problem], meanwhile: str | None) -> None:
    """What must be fixed and what that means for posting; then the notes."""
    errors = [one for one in problems if one.level == "error"]
    notes = [one for one in problems if one.level == "note"]
    for one in errors:
        say(str(one))
    if errors:
        problems_to_fix = f"{count(len(errors), 'problem')} to fix before new posts can go out."
        say(f"\n{problems_to_fix} {meanwhile or ''}".rstrip())
    more = f"{count(len(notes), 'note')} below." if notes else ""
    if not errors:
        say(f"Ready. {more or 'Nothing is wrong.'}")
    elif notes:
        say(more)
    if notes:
        say()
    for one in notes:
        say(f"{one.file}:{one.line}:{one.column}: note: {one.message}")
