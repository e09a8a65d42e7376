"""The command line: every command with its options.

What a command does is in commands/, loaded when the command runs. The docstring of a command is its
--help, and its text in docs/manual/commands.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from socialkit.cli import options
from socialkit.cli.options import AsJson, Folder
from socialkit.cli.output import (
    describe_error,
    exit_quietly,
    fail,
    flush_output,
    quiet_libraries,
)
from socialkit.cli.plain_values import PlainCommand, PlainGroup

HERE = Path()

app = typer.Typer(
    name="socialkit",
    cls=PlainGroup,
    help="Post sentences of your own articles, word for word, as cards, at the times you choose.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
connect = typer.Typer(
    cls=PlainGroup, help="Log in once and compare the account with your articles."
)
service = typer.Typer(
    cls=PlainGroup, help="Keep `run` going by itself, on a computer with systemd."
)


@app.command(cls=PlainCommand)
def init(
    directory: options.NewFolder = HERE,
    source: options.StartArticle = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Create a new folder with a commented `schedule.yaml`. It never overwrites anything.

    With `--from`, your handle, website and accounts are filled in from the links in that article, the
    article is copied into `articles/`, and you learn how many lines it gives and how long they last. If
    `schedule.yaml` of an existing folder was lost, `init` brings back the last good one.
    """
    from socialkit.cli.commands.init import run_init

    run_init(folder / directory, source, here=folder, as_json=as_json)


@app.command(cls=PlainCommand)
def check(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List everything that is wrong, and what to write instead.

    You see all of it at once, each with its place. A note tells you when your lines end within two
    weeks. Exit code 1 if there is an error; notes do not count.
    """
    from socialkit.cli.commands.check import run_check

    run_check(folder, as_json=as_json)


@app.command(cls=PlainCommand)
def lines(
    article: options.ArticleName,
    top: options.MostLines = 10,
    rejected: options.AlsoRejected = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the lines of one article, best first.

    Each line is strong (a score of 0.85 or more), good (0.7), fair (0.5) or plain, and you see where in the
    article it is. The command needs no folder of yours and writes nothing.
    """
    from socialkit.cli.commands.lines import run_lines

    run_lines(article, folder=folder, top=top, rejected=rejected, as_json=as_json)


@app.command(cls=PlainCommand)
def card(
    text: options.CardText = None,
    theme: options.CardTheme = None,
    size: options.CardSize = "portrait",
    out: options.CardFile = Path("card.jpg"),
    source: options.CardArticle = None,
    line: options.CardLine = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Make one card.

    `--theme all` makes a sheet with every theme. For a contrast or a list use `--from` and `--id`. The
    command needs no folder of yours.
    """
    from socialkit.cli.commands.card import CardOrder, run_card

    order = CardOrder(text=text, source=source, line_id=line, theme=theme, size=size, out=out)
    run_card(order, folder=folder, as_json=as_json)


@app.command(cls=PlainCommand)
def make(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Write the lines and cards of your articles into `quotes/`.

    Run it again whenever you like: what you decided about a line stays.
    """
    from socialkit.cli.commands.make import run_make

    run_make(folder, as_json=as_json)


@app.command(cls=PlainCommand)
def plan(days: options.Days = 14, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show what goes out when, where and with which words.

    You also see what still needs your approval, the KEY of each post, your quiet days, and how long
    your lines last. The command writes `calendar.ics` and sends nothing.
    """
    from socialkit.cli.commands.plan import run_plan

    run_plan(folder, days=days, as_json=as_json)


@app.command(cls=PlainCommand)
def approve(
    line_ids: options.LineIds = None,
    article: options.OfArticle = None,
    everything: options.AllLines = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Approve lines, or the lines of posts.

    `--article` and `--all` mean the lines without a decision, but never lines under care: approve those by
    their id.
    """
    from socialkit.cli.commands.approve import run_decision
    from socialkit.model.lines import Use

    run_decision(
        Use.YES,
        tuple(line_ids or ()),
        folder=folder,
        article=article,
        everything=everything,
        as_json=as_json,
    )


@app.command(cls=PlainCommand)
def reject(
    line_ids: options.LineIds = None,
    article: options.OfArticle = None,
    everything: options.AllLines = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Reject lines, or the lines of posts. They are never posted.

    `--article` and `--all` mean approved lines too, but never lines under care: reject those by their id.
    """
    from socialkit.cli.commands.approve import run_decision
    from socialkit.model.lines import Use

    run_decision(
        Use.NO,
        tuple(line_ids or ()),
        folder=folder,
        article=article,
        everything=everything,
        as_json=as_json,
    )


@app.command(cls=PlainCommand)
def rehearse(days: options.Days = 7, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Play the coming days as they would be posted.

    This happens in a copy of your folder, and nothing leaves your computer. Lines that still need
    approval count as approved and are marked. The command writes `.socialkit/rehearsal/index.html`.
    """
    from socialkit.cli.commands.rehearse import run_rehearse

    run_rehearse(folder, days=days, as_json=as_json)


@app.command(cls=PlainCommand)
def status(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show your accounts, your posts by state, and problems.

    For an account on hold you see why, and until when; a token that ends within 14 days is named, and a
    note tells you when your lines end within two weeks.
    """
    from socialkit.cli.commands.status import run_status

    run_status(folder, as_json=as_json)


@app.command(cls=PlainCommand)
def run(
    rehearse: options.RehearseOnly = False,
    web: options.HealthAddress = True,
    port: options.HealthPort = 8765,
    folder: Folder = HERE,
) -> None:
    """Run all day, and post at your times.

    It makes cards, plans, posts, looks up posts in doubt, and follows your edits. Stop it with Ctrl-C.
    """
    from socialkit.cli.commands.run import run_daemon

    run_daemon(folder, rehearsal=rehearse, health_port=port if web else None)


@app.command(cls=PlainCommand)
def tick(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Do once what `run` does all day. It is made for cron.

    Exit code 1 if something failed (also: a mistake in `schedule.yaml` or a `lines.yaml`, or an account
    on hold after a refusal), if a post is in doubt, or if a running socialkit already holds the folder.
    Exit code 0 if all went well, nothing was due, or something only waits, is paused or came too late.
    """
    from socialkit.cli.commands.run import run_tick

    run_tick(folder, as_json=as_json)


@connect.command("instagram", cls=PlainCommand)
def connect_instagram(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Log in to Instagram once and keep the login.

    With `via: graph`, ask the token which account is connected to your Page. Either way, compare the
    account with the links in your articles.
    """
    from socialkit.cli.commands.connect import run_connect
    from socialkit.model.network import Network

    run_connect(Network.INSTAGRAM, folder, yes=False, as_json=as_json)


@connect.command("facebook", cls=PlainCommand)
def connect_facebook(
    yes: options.AcceptShareLinks = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Ask the token which Page it is for and keep the login.

    A token of your own names your Pages. Either way, compare the Page with the links in your articles.
    """
    from socialkit.cli.commands.connect import run_connect
    from socialkit.model.network import Network

    run_connect(Network.FACEBOOK, folder, yes=yes, as_json=as_json)


app.add_typer(connect, name="connect", no_args_is_help=True)


@service.command("install", cls=PlainCommand)
def service_install(
    yes: options.AskNothing = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Set up a systemd service of your own that keeps `run` going (Linux).

    It shows what it will write and asks first. Only a service that socialkit wrote is ever changed or
    removed.
    """
    from socialkit.cli.commands.service import run_install

    run_install(folder, yes=yes, as_json=as_json)


@service.command("uninstall", cls=PlainCommand)
def service_uninstall(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Stop the service and remove it. Do this before you move or rename your folder."""
    from socialkit.cli.commands.service import run_uninstall

    run_uninstall(folder, as_json=as_json)


@service.command("status", cls=PlainCommand)
def service_status(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show whether the service is installed and running, since when, and how to read its log."""
    from socialkit.cli.commands.service import run_service_status

    run_service_status(folder, as_json=as_json)


app.add_typer(service, name="service", no_args_is_help=True)


@app.command(cls=PlainCommand)
def pause(
    until: options.UntilDate = None,
    reason: options.PauseReason = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Stop all posting at once, first comments too.

    Posts that fall due during the pause are not sent later by themselves. socialkit still looks for
    posts whose answer was lost.
    """
    from socialkit.cli.commands.pause import run_pause

    run_pause(folder, until=until, reason=reason, as_json=as_json)


@app.command(cls=PlainCommand)
def resume(folder: Folder = HERE, as_json: AsJson = False) -> None:
    """End a pause that was set by command.

    A pause in `schedule.yaml` is named, and you end it there.
    """
    from socialkit.cli.commands.pause import run_resume

    run_resume(folder, as_json=as_json)


@app.command(cls=PlainCommand)
def post(key: options.Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Send one post now. It works on posts that are waiting, scheduled, missed, paused or failed."""
    from socialkit.cli.commands.post import run_post

    run_post(key, folder, as_json=as_json)


@app.command(cls=PlainCommand)
def cancel(key: options.Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Cancel one post for good."""
    from socialkit.cli.commands.post import run_cancel

    run_cancel(key, folder, as_json=as_json)


@app.command(cls=PlainCommand)
def resolve(
    key: options.Key,
    is_posted: options.SeenOnTheAccount = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Say whether a post is on the account or not.

    Look at the account first. Use it for a post that is `unconfirmed`, that was refused and may still
    show up, or that was handed to you to post by hand.
    """
    from socialkit.cli.commands.post import run_resolve

    if is_posted is None:  # typer by itself would name only the first of the two
        words = "look at the account, then write what you saw there: --posted or --not-posted"
        raise typer.BadParameter(words)
    run_resolve(key, folder, is_posted=is_posted, as_json=as_json)


@app.command(cls=PlainCommand)
def unpublish(key: options.Key, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Delete one post from its network.

    Where the network does not let programs do that, it says how you do it. If no answer comes,
    socialkit looks once whether the post is gone.
    """
    from socialkit.cli.commands.post import run_unpublish

    run_unpublish(key, folder, as_json=as_json)


def main() -> None:
    """Run the command line; no traceback for anything that you, a network or the machine did."""
    quiet_libraries()
    try:
        try:
            app()
        finally:
            flush_output()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        exit_quietly()
    except Exception as error:
        fail(describe_error(error))
