"""The options that every command takes.

In: nothing. Out: their types and their default. Knows nothing of commands.
"""

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path, typer.Option("-C", metavar="DIR", help="The folder that holds schedule.yaml.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as one JSON value, for programs.")]
HERE = Path()
