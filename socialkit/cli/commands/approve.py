"""`approve` and `reject`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_error, print_json, say
from socialkit.errors import ConfigError, UsageError
from socialkit.model.text import count
from socialkit.runtime.container import build_container

if TYPE_CHECKING:
    from socialkit.pipeline.workspace.load import Workspace


def run_approve(
    line_ids: tuple[str, ...],
    *,
    folder: Path,
    article: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Approve lines."""
    from socialkit.pipeline.workspace.approve import approve

    if not (line_ids or article or everything):
        raise UsageError("Which lines? Write their ids, or --article SLUG, or --all.")
    workspace = _open_lines(folder, "Nothing was approved.")
    changed = approve(workspace, line_ids, article_slug=article, everything=everything)
    _show_changed(changed, "approved", as_json=as_json)


def run_reject(line_ids: tuple[str, ...], *, folder: Path, as_json: bool) -> None:
    """Reject lines."""
    from socialkit.pipeline.workspace.approve import reject

    changed = reject(_open_lines(folder, "Nothing was rejected."), line_ids)
    _show_changed(changed, "rejected", as_json=as_json)


def _open_lines(folder: Path, nothing: str) -> Workspace:
    """The workspace with the schedule in force; a mistake in schedule.yaml is a note beside the answer.
    Raise UsageError, which ends with `nothing`, where no schedule can be used."""
    from socialkit.runtime.schedule_reload import peek_past_mistakes

    try:
        container = peek_past_mistakes(build_container(folder))
    except ConfigError as error:
        raise UsageError(f"{error}\n{nothing}") from error
    for problem in container.schedule_notes:
        if problem.level == "error":
            print_error(f"note: {problem}")
    return container.workspace


def _show_changed(changed: tuple[str, ...], done: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"changed": list(changed)})
    elif changed:
        say(f"{count(len(changed), 'line')} {done}: {', '.join(changed)}")
    else:
        say(
            f"Nothing to change: these lines are {done} already, or are under care and need their id."
        )
