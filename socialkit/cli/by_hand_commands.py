"""The commands by which she steps in, and their options: a pause, one post.

In: the words of a command line. Out: functions for app.py. What they do stands in hand.py, loaded
when asked.
"""

from typing import Annotated

import typer

from socialkit.cli.options import HERE, AsJson, Folder


def pause(
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The first day it goes on.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="WORDS")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Post nothing from now on."""
    from socialkit.cli.commands.hand import run_pause

    run_pause(folder, until=until, reason=reason, as_json=as_json)


def resume(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """End a pause that was set by command."""
    from socialkit.cli.commands.hand import run_resume

    run_resume(folder, as_json=as_json)


Key = Annotated[str, typer.Argument(metavar="KEY", help="The key of a post, or its beginning.")]


def post(key: Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Send one post now, by your word."""
    from socialkit.cli.commands.hand import run_post

    run_post(key, folder, as_json=as_json)


def cancel(key: Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Take one post out for good."""
    from socialkit.cli.commands.hand import run_cancel

    run_cancel(key, folder, as_json=as_json)


def resolve(
    key: Key,
    is_posted: Annotated[
        bool | None,
        typer.Option("--posted/--not-posted", help="What you saw on the account; say one of them."),
    ] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Settle a post that was sent without an answer."""
    from socialkit.cli.commands.hand import run_resolve

    if is_posted is None:  # typer by itself would name only the first of the two
        words = "look at the account, then say what you saw there: --posted or --not-posted"
        raise typer.BadParameter(words)
    run_resolve(key, folder, is_posted=is_posted, as_json=as_json)


def unpublish(key: Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Delete one post from its network, where the network lets us."""
    from socialkit.cli.commands.hand import run_unpublish

    run_unpublish(key, folder, as_json=as_json)
