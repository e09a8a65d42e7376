"""`init` and `check`.

In: a folder. Out: words or JSON. Knows nothing of lines and posts.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import command_row, print_json, say
from socialkit.errors import ConfigError, OutboxError, Problem
from socialkit.runtime.container import Wiring, wire
from socialkit.runtime.paths import find_assets, find_system_zone

if TYPE_CHECKING:
    from socialkit.model.article import Article
    from socialkit.pipeline.workspace.init import Start
    from socialkit.pipeline.workspace.load import Workspace


def run_init(directory: Path, source: str | None, *, here: Path, as_json: bool) -> None:
    """Start a workspace, or give one back its schedule.yaml, and say what to do next."""
    from socialkit.pipeline.workspace.init import start_workspace
    from socialkit.runtime.schedule_reload import recall_schedule

    schema = (find_assets() / "schedule.schema.json").read_text("utf-8")
    kept = recall_schedule(wire(directory)) if directory.is_dir() else None
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
    from socialkit.pipeline.workspace.load import SCHEDULE_NAME

    path = directory / SCHEDULE_NAME
    for name in start.created:
        say(f"made    {directory / name}")
    for name in start.kept:
        say(f"kept    {directory / name} (it was there already)")
    for words in start.guessed:
        say(f"found   {words}")
    if start.article is not None and SCHEDULE_NAME in start.created and restored is None:
        say(f"found   {tell_outlook(directory.resolve(), start.article)}")
    if restored is not None:
        say(f"\n{restored}.\n\nNext: see that all is well with")
    else:
        say(f"\nNext: open {path}, write the name of your practice, then run")
    for command in ("make", "rehearse") if restored is None else ("check", "plan"):
        say(f"    {command_row(command, directory)}")


def tell_outlook(folder: Path, article: Article) -> str:
    """How many lines the first article gives, and how long they last at the times of the template."""
    from socialkit.pipeline.planning.outlook import look_out

    try:
        found = look_out(folder, article, now=wire(folder).clock.now())
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


def run_check(folder: Path, *, as_json: bool) -> None:
    """Print every problem; exit 1 if one of them is an error."""
    from socialkit.pipeline.checks.run import check_workspace

    wiring = wire(folder)
    found = check_workspace(
        wiring.folder,
        today=wiring.today,
        assets=wiring.assets,
        open_shelf=wiring.open_page_shelf,
        remember=wiring.remember,
        look_ahead=lambda workspace: check_weeks(wiring, workspace),
        has_public_folder=has_public_folder(wiring),
    )
    problems = [*found, *check_settings(wiring)]
    errors = [one for one in problems if one.level == "error"]
    if as_json:
        print_json({"problems": [asdict(one) for one in problems]})
    else:
        show_problems(problems, tell_meanwhile_of(wiring) if errors else None)
    if errors:
        sys.exit(1)


def tell_meanwhile_of(wiring: Wiring) -> str | None:
    """What goes on while schedule.yaml cannot be used; None where it can, or where nobody can tell."""
    from socialkit.pipeline.schedule.meanwhile import tell_meanwhile

    try:
        with wiring.open_kept_outbox() as store:
            now = wiring.clock.now()
            return tell_meanwhile(
                store, wiring.folder, now=now, today=wiring.today, remember=wiring.remember
            )
    except (ConfigError, OutboxError):
        return None


def has_public_folder(wiring: Wiring) -> bool:
    """Whether .env names one; yes where it cannot be read, which is told by itself."""
    try:
        return wiring.settings.public_url is not None
    except ConfigError:
        return True


def check_weeks(wiring: Wiring, workspace: Workspace) -> list[Problem]:
    """What the coming weeks show; nothing where the outbox cannot be read, which `status` tells."""
    from socialkit.pipeline.planning.forecast import check_end

    try:
        with wiring.open_kept_outbox() as store:
            return list(check_end(workspace, store, now=wiring.clock.now()))
    except (ConfigError, OutboxError):
        return []


def check_settings(wiring: Wiring) -> tuple[Problem, ...]:
    """What is wrong, or worth knowing, in .env and the environment, and where the state lies."""
    try:
        note = wiring.cloud_note()
        return (*wiring.settings.problems, *([note] if note else []))
    except ConfigError as error:
        return error.problems


def show_problems(problems: list[Problem], meanwhile: str | None) -> None:
    """One row a problem, and in the end how it stands."""
    for one in problems:
        mark = "" if one.level == "error" else "note: "
        say(f"{one.file}:{one.line}:{one.column}: {mark}{one.message}")
    errors = sum(one.level == "error" for one in problems)
    if errors:
        say(f"\n{errors} to mend before anything new is posted. {meanwhile or ''}".rstrip())
    elif problems:
        say("\nNothing is wrong; the notes are for you to know.")
    else:
        say("All is well.")
