"""The command line: every command with its options.

What a command does is in commands/, loaded when the command runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from socialkit.cli.output import exit_quietly, fail, flush_output, machine_words
from socialkit.cli.plain import PlainGroup
from socialkit.errors import SocialkitError, TemporaryFailure

Folder = Annotated[
    Path, typer.Option("-C", metavar="DIR", help="The folder that holds schedule.yaml.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as one JSON value, for programs.")]
HERE = Path()


def pause(
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The first day it goes on.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="WORDS")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Post nothing from now on."""
    from socialkit.cli.commands.pause import run_pause

    run_pause(folder, until=until, reason=reason, as_json=as_json)


def resume(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """End a pause that was set by command."""
    from socialkit.cli.commands.pause import run_resume

    run_resume(folder, as_json=as_json)


Key = Annotated[str, typer.Argument(metavar="KEY", help="The key of a post, or its beginning.")]


def post(key: Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Send one post now, by your word."""
    from socialkit.cli.commands.post import run_post

    run_post(key, folder, as_json=as_json)


def cancel(key: Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Take one post out for good."""
    from socialkit.cli.commands.post import run_cancel

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
    from socialkit.cli.commands.post import run_resolve

    if is_posted is None:  # typer by itself would name only the first of the two
        words = "look at the account, then say what you saw there: --posted or --not-posted"
        raise typer.BadParameter(words)
    run_resolve(key, folder, is_posted=is_posted, as_json=as_json)


def unpublish(key: Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Delete one post from its network, where the network lets us."""
    from socialkit.cli.commands.post import run_unpublish

    run_unpublish(key, folder, as_json=as_json)


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


app = typer.Typer(
    name="socialkit",
    cls=PlainGroup,
    help="Your own sentences, word for word, set as cards and posted at your times.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Days = Annotated[int, typer.Option("--days", min=1, max=366, help="How many days ahead.")]


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to start.")] = HERE,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="ARTICLE", help="Fill it from this article's own links."),
    ] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Start a workspace: a commented schedule.yaml and the folders. Never overwrites anything."""
    from socialkit.cli.commands.init import run_init

    run_init(folder / directory, source, here=folder, as_json=as_json)


@app.command()
def check(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Say all that is wrong, and what to write instead."""
    from socialkit.cli.commands.check import run_check

    run_check(folder, as_json=as_json)


@app.command()
def lines(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file, a page, or a slug.")],
    top: Annotated[int, typer.Option("--top", min=1, max=500, help="At most so many.")] = 10,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what was refused.")] = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the lines of one article, best first. Writes nothing."""
    from socialkit.cli.commands.lines import run_lines

    run_lines(article, folder=folder, top=top, rejected=rejected, as_json=as_json)


@app.command()
def card(
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="The words.")] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", help="paper, night …, or all for a sheet.")
    ] = None,
    size: Annotated[
        str, typer.Option("--size", help="portrait, square, story or landscape.")
    ] = "portrait",
    out: Annotated[Path, typer.Option("--out", metavar="F.jpg", help="Where to.")] = Path(
        "card.jpg"
    ),
    source: Annotated[
        str | None, typer.Option("--from", metavar="ARTICLE", help="Take a line of this article:")
    ] = None,
    line: Annotated[str | None, typer.Option("--id", metavar="ID", help="… this one.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Set one card."""
    from socialkit.cli.commands.card import CardWish, run_card

    wish = CardWish(text=text, source=source, line_id=line, theme=theme, size=size, out=out)
    run_card(wish, folder=folder, as_json=as_json)


@app.command()
def make(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Read the articles: lines and cards into quotes/."""
    from socialkit.cli.commands.make import run_make

    run_make(folder, as_json=as_json)


@app.command()
def plan(days: Days = 14, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show what will be posted when, where, with which words. Sends nothing."""
    from socialkit.cli.commands.plan import run_plan

    run_plan(folder, days=days, as_json=as_json)


LineIds = Annotated[list[str] | None, typer.Argument(metavar="[LINE_ID]...")]
OfArticle = Annotated[
    str | None, typer.Option("--article", metavar="SLUG", help="All lines of one article.")
]


@app.command()
def approve(
    line_ids: LineIds = None,
    article: OfArticle = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every line but those that ask for care.")
    ] = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Say yes to lines. Lines that ask for care need their id."""
    from socialkit.cli.commands.approve import run_approve

    run_approve(
        tuple(line_ids or ()),
        folder=folder,
        article=article,
        everything=everything,
        as_json=as_json,
    )


@app.command()
def reject(
    line_ids: Annotated[list[str], typer.Argument(metavar="LINE_ID...")],
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Say no to lines: they are never posted."""
    from socialkit.cli.commands.approve import run_reject

    run_reject(tuple(line_ids), folder=folder, as_json=as_json)


@app.command()
def rehearse(days: Days = 7, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Play the coming days through the real path. Nothing leaves this computer."""
    from socialkit.cli.commands.rehearse import run_rehearse

    run_rehearse(folder, days=days, as_json=as_json)


@app.command()
def status(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Say how things stand: accounts, posts, problems."""
    from socialkit.cli.commands.status import run_status

    run_status(folder, as_json=as_json)


@app.command()
def run(
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Post nothing; play it in a folder.")
    ] = False,
    web: Annotated[
        bool, typer.Option("--web/--no-web", help="Answer at http://127.0.0.1:PORT/health.")
    ] = True,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="That PORT.")] = 8765,
    folder: Folder = HERE,
) -> None:
    """Run all day: make, plan, post, look up. Stop it with Ctrl-C."""
    from socialkit.cli.commands.run import run_daemon

    run_daemon(folder, rehearsal=rehearse, health_port=port if web else None)


@app.command()
def tick(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Do once what `run` does all day, for cron."""
    from socialkit.cli.commands.run import run_tick

    run_tick(folder, as_json=as_json)


connect = typer.Typer(
    cls=PlainGroup, help="Log in once and check the account against your articles' links."
)
app.add_typer(connect, name="connect", no_args_is_help=True)
app.add_typer(service, name="service", no_args_is_help=True)


@connect.command("instagram")
def connect_instagram(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Log in to Instagram with the name and password in .env."""
    from socialkit.cli.commands.connect import run_connect
    from socialkit.model.network import Network

    run_connect(Network.INSTAGRAM, folder, yes=False, as_json=as_json)


@connect.command("facebook")
def connect_facebook(
    yes: Annotated[
        bool, typer.Option("--yes", help="Share links that nobody can resolve mean this Page.")
    ] = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Check the token of your Page in .env."""
    from socialkit.cli.commands.connect import run_connect
    from socialkit.model.network import Network

    run_connect(Network.FACEBOOK, folder, yes=yes, as_json=as_json)


for one in (pause, resume, post, cancel, resolve, unpublish):
    app.command()(one)


def main() -> None:
    """Run the command line; no traceback for anything that she, a network or the machine did."""
    try:
        try:
            app()
        finally:
            flush_output()
    except TemporaryFailure as error:  # a turn tries again by itself; what comes here does not
        fail(error.by_hand)
    except SocialkitError as error:
        fail(str(error))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        exit_quietly()
    except OSError as error:
        fail(machine_words(error))
