"""`service install`, `service uninstall`, `service status`: socialkit that keeps itself running."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from socialkit.cli.output import print_error, print_json, say
from socialkit.daemon.systemd.service import (
    NoSystemd,
    Service,
    find_service,
    install,
    lingers,
    uninstall,
)
from socialkit.daemon.systemd.unit import unit_text
from socialkit.errors import MachineError, UsageError
from socialkit.runtime.container import build_container
from socialkit.runtime.workspace_lock import hold

NOT_SEEN = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
"""What a terminal may know and a service does not; it stands in no .env."""


def run_install(folder: Path, *, yes: bool, as_json: bool) -> None:
    """Show the unit, ask, write it, start it. Done again, it mends what differs."""
    container = build_container(folder)
    _ = container.brand  # a schedule that cannot be used would start and end all day
    text = unit_text(container.folder, Path(sys.executable))
    with words_without_systemd(container.folder):
        found = find_service(container.folder)
    if found.text == text and found.is_running and found.is_enabled:
        show_service(found, as_json=as_json)
        return
    if not as_json:
        show_unit(found, text)
    agree(found, yes=yes, may_ask=not as_json)
    if not found.is_running:
        with hold(container.state_folder):
            pass  # who holds it would keep the service from starting; she is told who
    done = install(found, text)
    show_service(done, as_json=as_json)
    if not as_json:
        show_unseen(os.environ)


def show_unit(found: Service, text: str) -> None:
    """What would be written, where, and what would be run."""
    say(f"This goes into {found.path}:\n")
    for row in text.splitlines():
        say(f"    {row}".rstrip())
    say("\nThen these are run:\n")
    say("    systemctl --user daemon-reload")
    say(f"    systemctl --user enable --now {found.name}\n")


def agree(found: Service, *, yes: bool, may_ask: bool) -> None:
    """Her word on it. Raise UsageError where there is none: nothing was written then."""
    if yes:
        return
    if not may_ask or sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            "Nothing was written yet. To have it so, run: socialkit service install --yes"
        )
    import typer

    if not typer.confirm(f"Write {found.name} and start it?", err=True):
        raise UsageError("Nothing was written.")


def show_unseen(names: Iterable[str]) -> None:
    """What this terminal knows and the service does not."""
    knobs = sorted(name for name in names if name.upper().startswith("SOCIALKIT_"))
    others = sorted(name for name in names if name.upper() in NOT_SEEN or name == "PYTHONPATH")
    if knobs:
        print_error(
            f"note: {', '.join(knobs)}: set in this terminal, so the service does not see it. Write "
            f"it into .env, then run: socialkit service install"
        )
    if others:
        print_error(
            f"note: {', '.join(others)}: set in this terminal, so the service does not see it. If it "
            f"is needed, write it into ~/.config/environment.d/socialkit.conf as NAME=value, then log "
            f"out and in again."
        )


def run_uninstall(folder: Path, *, as_json: bool) -> None:
    """Stop it and take it away; the folder itself may be gone already."""
    place = folder.resolve()
    with words_without_systemd(place):
        found = find_service(place)
    if found.is_installed:
        uninstall(found)
    if as_json:
        print_json({"unit": str(found.path), "removed": found.is_installed})
    elif found.is_installed:
        say(f"The service {found.name} is stopped and taken away. Nothing is posted by itself now.")
    else:
        say(f"There is no service for {place}.")


def run_service_status(folder: Path, *, as_json: bool) -> None:
    """How the service stands; how the posts stand is told by `socialkit status`."""
    place = folder.resolve()
    with words_without_systemd(place):
        found = find_service(place)
    show_service(found, as_json=as_json)


def show_service(found: Service, *, as_json: bool) -> None:
    """How a service stands, in words or as JSON."""
    if as_json:
        print_json(service_report(found))
    elif not found.is_installed:
        say(f"There is no service for {found.folder}. Set one up with: socialkit service install")
    else:
        for words in describe_service(found):
            say(words)


def service_report(found: Service) -> dict[str, object]:
    """How a service stands, for programs."""
    return {
        "unit": str(found.path),
        "installed": found.is_installed,
        "enabled": found.is_enabled,
        "running": found.is_running,
        "since": found.since,
        "restarts": found.restarts,
        "without_login": lingers(),
    }


def describe_service(found: Service) -> Iterator[str]:
    """How an installed service stands."""
    yield f"Installed: {found.path}"
    if found.is_running:
        anew = f" (started anew {found.restarts} times)" if found.restarts else ""
        yield f"It runs since {found.since}{anew}."
    else:
        facts = [found.facts.get(name, "") for name in ("ActiveState", "SubState", "Result")]
        yield f"It does not run. systemd says: {', '.join(filter(None, facts)) or 'nothing'}."
    if not found.is_enabled:
        yield "It does not start by itself. Mend that with: socialkit service install"
    elif lingers():
        yield "It starts with this computer, whether you log in or not."
    else:
        yield "It starts when you log in and ends when you log out. To let it run without that:"
        yield "    loginctl enable-linger"
    yield f"What it does, row by row: journalctl --user -u {found.name} -n 50"
    yield "How your posts stand: socialkit status"


@contextmanager
def words_without_systemd(folder: Path) -> Iterator[None]:
    """Where no systemd is, say what to do instead on this kind of computer."""
    try:
        yield
    except NoSystemd as error:
        raise MachineError(f"{error} {instead(sys.platform, folder)}") from error


def instead(platform: str, folder: Path) -> str:
    """What keeps a program running on this kind of computer, and which one."""
    command = f'"{sys.executable}" -m socialkit run -C "{folder}"'
    readme = "README, “Let it run by itself”, has the steps"
    if platform == "darwin":
        return f"On a Mac launchd keeps programs running; {readme}. It is to run: {command}"
    if platform in ("win32", "cygwin"):
        return f"On Windows the Task Scheduler does that; {readme}. It is to run: {command}"
    return (
        f"Let whatever starts this computer or container start this, too, and start it again when it "
        f"ends: {command}\nOr let cron run every five minutes the same with tick in place of run. "
        f"{readme}."
    )
