"""`make`: articles into lines and cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_json, say, show_progress
from socialkit.errors import ConfigError, UsageError
from socialkit.model.text import count
from socialkit.runtime.container import build_container

if TYPE_CHECKING:
    from socialkit.pipeline.workspace.load import Workspace


def run_make(folder: Path, *, as_json: bool) -> None:
    """Make lines and cards of every article. Raise ConfigError, with the lines made, where no card of the
    brand can be drawn."""
    from socialkit.pipeline.planning.brand_faults import find_brand_faults
    from socialkit.pipeline.workspace.make_lines import make

    container = build_container(folder)
    if nothing := _describe_no_article(container.workspace):
        raise UsageError(nothing)
    with show_progress("Reading articles and making cards", quiet=as_json) as bar:
        made = make(container.workspace, assets=container.assets, told=bar.step)
    faults = find_brand_faults(container.workspace, assets=container.assets)
    if faults and as_json:
        raise ConfigError(faults)
    if as_json:
        rows = [{"slug": one.slug, "lines": one.lines, "cards": one.cards} for one in made]
        print_json({"articles": rows})
        return
    for one in made:
        say(f"quotes/{one.slug}: {count(one.lines, 'line')}, {count(one.cards, 'card')}")
        if one.renamed:
            say(f"  {one.renamed.message}")
        for problem in one.problems:
            say(f"  {problem.message}")
    for problem in container.workspace.problems:
        say(f"note: {problem}" if problem.level == "note" else str(problem))
    if faults:
        say()
        raise ConfigError(faults)
    if made:
        say(
            "\nNext: look at the cards in quotes/, then run socialkit approve, or socialkit rehearse."
        )


def _describe_no_article(workspace: Workspace) -> str | None:
    """Why there is nothing to make lines of; None where there is, or where a feed has nothing new yet."""
    problems = [one for one in workspace.problems if one.level == "error"]
    is_waiting = any("://" in one for one in workspace.schedule.articles) and not problems
    if workspace.articles or (is_waiting and workspace.problems):
        return None
    if workspace.problems:
        return "\n".join(map(str, workspace.problems))
    return (
        "No article was found. Put one into articles/ (.docx, .txt, .md or .html), then run: "
        "socialkit make"
    )
