"""`init`: a new workspace, or the lost schedule.yaml of one that is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import change_folder_row, print_json, say
from socialkit.errors import ConfigError
from socialkit.model.text import count
from socialkit.runtime.container import build_container
from socialkit.runtime.paths import find_assets, find_system_zone

if TYPE_CHECKING:
    from socialkit.model.article import Article
    from socialkit.pipeline.workspace.init import Start


def run_init(directory: Path, source: str | None, *, here: Path, as_json: bool) -> None:
    """Create a workspace, or give it back its schedule.yaml, and say what to do next."""
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
        say(f"\n{restored}.\n\nNext: check that all is well")
    else:
        say(f"\nNext: open {path} and write the name of your practice, then run")
    if directory.resolve() != Path.cwd():
        say(f"    {change_folder_row(directory)}")
    for command in ("make", "rehearse") if restored is None else ("check", "plan"):
        say(f"    socialkit {command}")


def describe_forecast(folder: Path, article: Article) -> str:
    """How many lines the first article gives, and how long they last at the times of the template."""
    from socialkit.pipeline.planning.forecast import forecast_new_workspace

    try:
        found = forecast_new_workspace(folder, article, now=build_container(folder).clock.now())
    except ConfigError as error:
        return str(error)
    if not found.lines:
        return "no line that is good enough for a card. To see why: socialkit lines ARTICLE"
    lines = count(found.lines, "line")
    end = found.end
    if end is not None and end.gap is None:  # the article links to no account, as is said already
        return f"{lines} good enough for a card."
    last = f"until {end.until.day} {end.until:%B %Y}" if end else "for a year and more"
    they = "it lasts" if found.lines == 1 else "they last"
    return f"{lines} good enough for a card; once approved, at these times, {they} {last}."
