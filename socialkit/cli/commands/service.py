"""`service install`, `service uninstall`, `service status`: `run` as a systemd service."""

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
from socialkit.model.text import count
from socialkit.runtime.container import build_container
from socialkit.runtime.workspace_lock import hold

TERMINAL_ONLY = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
"""Variables that a terminal may know and a service does not; .env does not hold them."""


def run_install(folder: Path, *, yes: bool, as_json: bool) -> None:
    """Show the unit, ask, write it, start it. Run again, it corrects what differs."""
    container = build_container(folder)
    _ = (
        container.brand
    )  # fails now: with a broken schedule the service would start and stop all day
    text = unit_text(container.folder, Path(sys.executable))
    with explain_missing_systemd(container.folder):
        found = find_service(container.folder)
    if found.text == text and found.is_running and found.is_enabled:
        show_service(found, as_json=as_json)
        return
    if not as_json:
        show_unit(found, text)
    require_consent(found, yes=yes, may_ask=not as_json)
    if not found.is_running:
        with hold(container.state_folder):
            pass  # a process that holds it would keep the service from starting; the error names it
    done = install(found, text)
    show_service(done, as_json=as_json)
    if not as_json:
        note_terminal_only(os.environ)


def show_unit(found: Service, text: str) -> None:
    """What would be written, where, and what would be run."""
    say(f"This goes into {found.path}:\n")
    for row in text.splitlines():
        say(f"    {row}".rstrip())
    say("\nThen these commands run:\n")
    say("    systemctl --user daemon-reload")
    say(f"    systemctl --user enable --now {found.name}\n")


def require_consent(found: Service, *, yes: bool, may_ask: bool) -> None:
    """Ask for consent. Raise UsageError where there is none: nothing was written then."""
    if yes:
        return
    if not may_ask or sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            "Nothing was written yet. To write it, run: socialkit service install --yes"
        )
    import typer

    if not typer.confirm(f"Write {found.name} and start it?", err=True):
        raise UsageError("Nothing was written.")


def note_terminal_only(names: Iterable[str]) -> None:
    """Note variables that this terminal has set and the service does not see."""
    settings = sorted(name for name in names if name.upper().startswith("SOCIALKIT_"))
    others = sorted(name for name in names if name.upper() in TERMINAL_ONLY or name == "PYTHONPATH")
    if settings:
        print_error(
            f"note: {', '.join(settings)}: set in this terminal, so the service does not see it. Write "
            f"it into .env, then run: socialkit service install"
        )
    if others:
        print_error(
            f"note: {', '.join(others)}: set in this terminal, so the service does not see it. If it "
            f"is needed, write it into ~/.config/environment.d/socialkit.conf as NAME=value, then log "
            f"out and in again."
        )


def run_uninstall(folder: Path, *, as_json: bool) -> None:
    """Stop the service and remove it; the folder itself may be gone already."""
    place = folder.resolve()
    with explain_missing_systemd(place):
        found = find_service(place)
    if found.is_installed:
        uninstall(found)
    if as_json:
        print_json({"unit": str(found.path), "removed": found.is_installed})
    elif found.is_installed:
        say(f"The service {found.name} is stopped and removed. Nothing is posted by itself now.")
    else:
        say(f"There is no service for {place}.")


def run_service_status(folder: Path, *, as_json: bool) -> None:
    """Show the state of the service; `socialkit status` shows the posts."""
    place = folder.resolve()
    with explain_missing_systemd(place):
        found = find_service(place)
    show_service(found, as_json=as_json)


def show_service(found: Service, *, as_json: bool) -> None:
    """Show the state of a service, in words or as JSON."""
    if as_json:
        print_json(service_report(found))
    elif not found.is_installed:
        say(f"There is no service for {found.folder}. Set one up with: socialkit service install")
    else:
        for words in describe_service(found):
            say(words)


def service_report(found: Service) -> dict[str, object]:
    """The state of a service, for programs."""
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
    """The state of an installed service, in rows."""
    yield f"Installed: {found.path}"
    if found.is_running:
        again = f" (started again {count(found.restarts, 'time')})" if found.restarts else ""
        yield f"It has been running since {found.since}{again}."
    else:
        facts = [found.facts.get(name, "") for name in ("ActiveState", "SubState", "Result")]
        yield f"It does not run. systemd says: {', '.join(filter(None, facts)) or 'nothing'}."
    if not found.is_enabled:
        yield "It does not start by itself. To fix that, run: socialkit service install"
    elif lingers():
        yield "It starts with this computer, whether you log in or not."
    else:
        yield "It starts when you log in and ends when you log out. To let it run without that:"
        yield "    loginctl enable-linger"
    yield f"Its log: journalctl --user -u {found.name} -n 50"
    yield "Your posts and accounts: socialkit status"


@contextmanager
def explain_missing_systemd(folder: Path) -> Iterator[None]:
    """Where there is no systemd, raise MachineError saying what to do on this kind of computer."""
    try:
        yield
    except NoSystemd as error:
        raise MachineError(f"{error} {describe_alternative(sys.platform, folder)}") from error


def describe_alternative(platform: str, folder: Path) -> str:
    """What keeps a program running on this kind of computer, and the command to run."""
    command = f'"{sys.executable}" -m socialkit run -C "{folder}"'
    steps = "docs/manual/keep-it-running.md has the steps"
    if platform == "darwin":
        return f"On a Mac launchd keeps programs running; {steps}. The command to run: {command}"
    if platform in ("win32", "cygwin"):
        return f"On Windows the Task Scheduler does that; {steps}. The command to run: {command}"
    return (
        f"Let whatever starts this computer or container also start this command, and start it again when "
        f"it ends: {command}\nOr let cron run the same command every five minutes with tick in place of "
        f"run; {steps}."
    )
