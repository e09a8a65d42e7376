"""`init`: a new workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import command_row, print_json, say
from socialkit.errors import ConfigError
from socialkit.runtime.container import build_container
from socialkit.runtime.paths import find_assets, find_system_zone

if TYPE_CHECKING:
    from socialkit.model.article import Article
    from socialkit.pipeline.workspace.init import Start


def run_init(directory: Path, source: str | None, *, here: Path, as_json: bool) -> None:
    """Start a workspace, or give one back its schedule.yaml, and say what to do next."""
    from socialkit.pipeline.workspace.init import start_workspace
    from socialkit.runtime.schedule_reload import recall_schedule

    schema = (find_assets() / "schedule.schema.json").read_text("utf-8")
    kept = recall_schedule(build_container(directory)) if directory.is_dir() else None
    start = start_workspace(
        directory,
        source,
        here=here,
        schema=schema,
        system_zone=find_system_zone(),
        kept_schedule=kept.text if kept else None,
    )
    if as_json:
        report = {"created": start.created, "kept": start.kept, "found": start.guessed}
        restored = kept.words if kept else None
        print_json({"folder": str(directory.resolve()), "restored": restored} | report)
        return
    _show_start(directory, start, restored=kept.words if kept else None)


def _show_start(directory: Path, start: Start, *, restored: str | None) -> None:
    from socialkit.config.schedule.schedule_file import SCHEDULE_NAME

    path = directory / SCHEDULE_NAME
    for name in start.created:
        say(f"made    {directory / name}")
    for name in start.kept:
        say(f"kept    {directory / name} (it was there already)")
    for words in start.guessed:
        say(f"found   {words}")
    if start.article is not None and SCHEDULE_NAME in start.created and restored is None:
        say(f"found   {describe_forecast(directory.resolve(), start.article)}")
    if restored is not None:
        say(f"\n{restored}.\n\nNext: see that all is well with")
    else:
        say(f"\nNext: open {path}, write the name of your practice, then run")
    for command in ("make", "rehearse") if restored is None else ("check", "plan"):
        say(f"    {command_row(command, directory)}")


def describe_forecast(folder: Path, article: Article) -> str:
    """How many lines the first article gives, and how long they last at the times of the template."""
    from socialkit.pipeline.planning.forecast import forecast_new_workspace

    try:
        found = forecast_new_workspace(folder, article, now=build_container(folder).clock.now())
    except ConfigError as error:
        return str(error)
    if not found.lines:
        return "No line worth a card. To see why: socialkit lines ARTICLE"
    lines = "1 line" if found.lines == 1 else f"{found.lines} lines"
    end = found.end
    if end is not None and end.gap is None:  # the article links to no account, as is said already
        return f"{lines} worth a card."
    last = f"until {end.until.day} {end.until:%B %Y}" if end else "for a year and more"
    return f"{lines} worth a card; with your yes and these times they last {last}."
