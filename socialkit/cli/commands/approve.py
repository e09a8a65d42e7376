"""`approve` and `reject`."""

from __future__ import annotations

from pathlib import Path

from socialkit.cli.output import print_error, print_json, say
from socialkit.errors import ConfigError, OutboxError, UsageError
from socialkit.model.lines import Use
from socialkit.model.text import count
from socialkit.runtime.container import Container, build_container


def run_decision(
    use: Use,
    names: tuple[str, ...],
    *,
    folder: Path,
    article: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Approve or reject lines: `use` is YES or NO."""
    from socialkit.pipeline.workspace.approve import approve, reject

    if not (names or article or everything):
        raise UsageError("Which lines? Write their ids, or --article SLUG, or --all.")
    decide, done = (approve, "approved") if use is Use.YES else (reject, "rejected")
    container = _open_lines(folder, f"Nothing was {done}.")
    changed = decide(
        container.workspace,
        names,
        article_slug=article,
        everything=everything,
        posts=_lines_of_posts(container) if names else {},
    )
    _show_changed(changed, done, as_json=as_json)


def _lines_of_posts(container: Container) -> dict[str, tuple[str, ...]]:
    """The lines of each post; none where nothing was planned, or the outbox cannot be read."""
    try:
        with container.open_kept_outbox() as store:
            return {one.key: one.plan.line_ids for one in store.posts()} if store else {}
    except OutboxError:
        return {}


def _open_lines(folder: Path, nothing: str) -> Container:
    """The parts of the workspace with the schedule in force; a mistake in schedule.yaml is a note beside the
    answer. Raise UsageError, which ends with `nothing`, where no schedule can be used."""
    from socialkit.runtime.schedule_reload import peek_past_mistakes

    try:
        container = peek_past_mistakes(build_container(folder))
    except ConfigError as error:
        raise UsageError(f"{error}\n{nothing}") from error
    for problem in container.schedule_notes:
        if problem.level == "error":
            print_error(f"note: {problem}")
    return container


def _show_changed(changed: tuple[str, ...], done: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"changed": list(changed)})
    elif changed:
        say(f"{count(len(changed), 'line')} {done}: {', '.join(changed)}")
    else:
        say(
            f"Nothing to change: these lines are {done} already, or are under care and need their id."
        )
