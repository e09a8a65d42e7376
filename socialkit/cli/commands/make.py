"""`make`: articles into lines and cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_json, say, show_progress
from socialkit.runtime.container import build_container

if TYPE_CHECKING:
    pass


def run_make(folder: Path, *, as_json: bool) -> None:
    """Make lines and cards of every article."""
    from socialkit.pipeline.workspace.make_lines import make

    container = build_container(folder)
    with show_progress("Reading and setting", quiet=as_json) as bar:
        made = make(container.workspace, assets=container.assets, told=bar.step)
    if as_json:
        rows = [{"slug": one.slug, "lines": one.lines, "cards": one.cards} for one in made]
        print_json({"articles": rows})
        return
    for one in made:
        say(f"quotes/{one.slug}: {one.lines} lines, {one.cards} cards")
        for problem in one.problems:
            say(f"  {problem.message}")
    for problem in container.workspace.problems:
        say(f"note: {problem}" if problem.level == "note" else str(problem))
    if made:
        say("\nNext: look at the cards in quotes/, say yes with socialkit approve, or rehearse.")
    elif not container.workspace.problems:
        say(
            "No article was found. Put one into articles/ (.docx, .txt, .md or .html), then: socialkit make"
        )
