"""`init` and `check`.

In: a folder. Out: words or JSON. Knows nothing of lines and posts.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from socialkit.cli.output import print_json, say
from socialkit.errors import ConfigError, Problem
from socialkit.wiring import Wiring, find_assets, find_system_zone, wire


def run_init(directory: Path, source: str | None, *, here: Path, as_json: bool) -> None:
    """Start a workspace and say what to do next."""
    from socialkit.pipeline.start import start_workspace

    schema = (find_assets() / "schedule.schema.json").read_text("utf-8")
    start = start_workspace(
        directory, source, here=here, schema=schema, system_zone=find_system_zone()
    )
    if as_json:
        report = {"created": start.created, "kept": start.kept, "found": start.guessed}
        print_json({"folder": str(directory.resolve())} | report)
        return
    for name in start.created:
        say(f"made    {directory / name}")
    for name in start.kept:
        say(f"kept    {directory / name} (it was there already)")
    for words in start.guessed:
        say(f"found   {words}")
    say()
    say(f"Next: open {directory / 'schedule.yaml'}, write the name of your practice, then run")
    inside = "" if directory == Path() else f" -C {directory}"
    for command in ("make", "rehearse"):
        say(f"    socialkit {command}{inside}")


def run_check(folder: Path, *, as_json: bool) -> None:
    """Print every problem; exit 1 if one of them is an error."""
    from socialkit.pipeline.check import check_workspace

    wiring = wire(folder)
    found = check_workspace(
        wiring.folder,
        today=wiring.today,
        assets=wiring.assets,
        open_shelf=wiring.open_page_shelf,
        has_public_folder=has_public_folder(wiring),
    )
    problems = [*found, *check_settings(wiring)]
    errors = [one for one in problems if one.level == "error"]
    if as_json:
        print_json({"problems": [asdict(one) for one in problems]})
    else:
        show_problems(problems)
    if errors:
        sys.exit(1)


def has_public_folder(wiring: Wiring) -> bool:
    """Whether .env names one; yes where it cannot be read, which is told by itself."""
    try:
        return wiring.settings.public_url is not None
    except ConfigError:
        return True


def check_settings(wiring: Wiring) -> tuple[Problem, ...]:
    """What is wrong, or worth knowing, in .env and the environment."""
    try:
        return wiring.settings.problems
    except ConfigError as error:
        return error.problems


def show_problems(problems: list[Problem]) -> None:
    """One row a problem, and in the end how it stands."""
    for one in problems:
        mark = "" if one.level == "error" else "note: "
        say(f"{one.file}:{one.line}:{one.column}: {mark}{one.message}")
    errors = sum(one.level == "error" for one in problems)
    if errors:
        say(f"\n{errors} to mend before anything new is posted.")
    elif problems:
        say("\nNothing is wrong; the notes are for you to know.")
    else:
        say("All is well.")
