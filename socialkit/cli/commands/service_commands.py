"""The commands of `service` and their options.

In: the words of a command line. Out: a group for app.py. What they do stands in service.py, loaded
when asked.
"""

from typing import Annotated

import typer

from socialkit.cli.options import HERE, AsJson, Folder
from socialkit.cli.plain import PlainGroup

service = typer.Typer(
    cls=PlainGroup, help="Let `run` start by itself and stay up, on a computer with systemd."
)


@service.command("install")
def service_install(
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the service, write it, start it."""
    from socialkit.cli.commands.service import run_install

    run_install(folder, yes=yes, as_json=as_json)


@service.command("uninstall")
def service_uninstall(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Stop the service and take it away."""
    from socialkit.cli.commands.service import run_uninstall

    run_uninstall(folder, as_json=as_json)


@service.command("status")
def service_status(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Say whether the service is there, whether it runs, and since when."""
    from socialkit.cli.commands.service import run_service_status

    run_service_status(folder, as_json=as_json)
