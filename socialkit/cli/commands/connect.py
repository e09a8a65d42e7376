"""`connect`: log in once and check the account against the articles' links."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.commands.run import RISK
from socialkit.cli.output import print_error, print_json, say, show_notes
from socialkit.errors import AccountProblem, UsageError
from socialkit.model.network import Network
from socialkit.model.post import Identity
from socialkit.runtime.container import Container, build_container

if TYPE_CHECKING:
    from socialkit.pipeline.accounts.connect import Connected

WHERE_TO_GET_A_TOKEN = "docs/manual/connecting.md says where to get a token."


def run_connect(network: Network, folder: Path, *, yes: bool, as_json: bool) -> None:
    """Log in once, compare the account with the articles' links, keep the login."""
    from socialkit.pipeline.accounts.connect import connect, refuse_login, require_links
    from socialkit.pipeline.accounts.verify import refuse_account_mismatch
    from socialkit.publishers.factory import build_publisher, try_image_hosting
    from socialkit.runtime.publishing import find_publisher_config, find_username

    container = build_container(folder)
    show_notes(container)
    links = require_links(container.workspace, network)
    config = find_publisher_config(container, network)
    if config is None:
        raise UsageError(describe_missing_login(container, network))
    username = find_username(container) if network is Network.INSTAGRAM else None
    if username is not None:
        refuse_account_mismatch(username, links)
        if not as_json:
            print_error(RISK)
    publisher = build_publisher(config, clock=container.clock, ask_code=make_code_prompt())
    with container.open_outbox() as store:
        try:
            pictures = try_image_hosting(config)
            done = connect(
                network,
                container.workspace,
                store,
                publisher,
                now=container.clock.now(),
                agree=lambda identity, link: yes or agree_in_terminal(identity, link),
            )
        except AccountProblem as error:
            refuse_login(container.workspace, store, network, error, now=container.clock.now())
            raise
    show_connected(done, pictures, as_json=as_json)


def show_connected(done: Connected, pictures: str | None, *, as_json: bool) -> None:
    """What is connected, and what is not: exit 1 if one link is refused, with all that was found.
    `pictures`: what came of trying the public folder."""
    words = "\n".join((*done.refused.values(), *done.unclear.values()))
    if as_json:
        identity = done.identity
        found = {"network": identity.network.value, "id": identity.id, "name": identity.name}
        failure = {"error": words} if words else {}
        tried = {"pictures": pictures} if pictures else {}
        print_json({**failure, **found, "connected": list(done.links), **tried})
    else:
        for link in done.links:
            say(f"connected  {link}  as {describe_identity(done.identity)}")
        if pictures:
            say(f"pictures   {pictures}")
        if words:
            print_error(words)
    if words:
        sys.exit(1)


def describe_identity(identity: Identity) -> str:
    """An identity as its owner knows it."""
    if identity.network is Network.INSTAGRAM:
        by = f", by the token of the Page “{identity.page}”" if identity.page else ""
        return f"@{identity.handle}{by}"
    return f"the Page “{identity.name}” (id {identity.id})"


def describe_missing_login(container: Container, network: Network) -> str:
    """What is missing in .env, and what to write there."""
    place = container.folder / ".env"
    if network is Network.FACEBOOK:
        return (
            f"There is no token of your Page yet. Write it into {place} as "
            f"SOCIALKIT_FACEBOOK_PAGE_TOKEN=…, or your own token together with "
            f"SOCIALKIT_META_APP_ID=… and SOCIALKIT_META_APP_SECRET=…, then run this again. "
            f"{WHERE_TO_GET_A_TOKEN}"
        )
    if container.workspace.schedule.accounts[network].via == "graph":
        return (
            f"There is no token yet of the Page that your Instagram account is connected to. Write "
            f"it into {place} as SOCIALKIT_FACEBOOK_PAGE_TOKEN=…, or your own token together with "
            f"SOCIALKIT_META_APP_ID=… and SOCIALKIT_META_APP_SECRET=…, then run this again. "
            f"{WHERE_TO_GET_A_TOKEN}"
        )
    return (
        f"There is no login for Instagram yet. For a professional account the official way needs no "
        f"password: write via: graph in schedule.yaml; {WHERE_TO_GET_A_TOKEN} The other way is not "
        f"official, and Instagram may lock an account for it: write SOCIALKIT_INSTAGRAM_USERNAME=… and "
        f"SOCIALKIT_INSTAGRAM_PASSWORD=… into {place}. Then run this again."
    )


def make_code_prompt() -> Callable[[str], str] | None:
    """A function that asks for a code in the terminal; None where nobody could answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None

    def ask(words: str) -> str:
        import typer

        return str(typer.prompt(words, err=True))

    return ask


def agree_in_terminal(identity: Identity, link: str) -> bool:
    """Ask whether a share link means this Page; no where nobody could answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    import typer

    words = f"The article links to {link}. Does that mean {describe_identity(identity)}?"
    return typer.confirm(words, err=True)
