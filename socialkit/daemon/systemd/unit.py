"""The systemd unit that keeps `socialkit run` alive: its names, its text, whose it is.

It is a unit of the user's own manager. That has no network-online.target; the daemon itself waits for
a network. Without a user namespace it ignores ProtectSystem, ProtectHome and PrivateTmp
(systemd.exec(5)), so listing them would promise protection that is not there.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from socialkit.errors import UsageError
from socialkit.runtime.paths import folder_marks

FIRST_ROW = '# Kept by socialkit for this folder; "socialkit service uninstall" takes it away.'
FOLDER_ROW = "# folder: "
"""These two rows mark a unit as ours; never change them, or units already installed are not recognised."""

TEXT = """\
{first}
{mark}{folder}

[Unit]
Description=socialkit in {described}, by its schedule.yaml
# after every end, however often: a corrected schedule.yaml is enough to get it going again
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
ExecStart={program} -m socialkit run --no-web -C {argument}
Environment=PYTHONSAFEPATH=1
Restart=always
RestartSec=30
# wrong usage stays wrong
RestartPreventExitStatus=2
# the daemon reports every 30 seconds that its clock still ticks
WatchdogSec=120
TimeoutStartSec=300
# it ends within ten seconds; what is cut off is picked up at the next start
TimeoutStopSec=30
KillMode=mixed
# others on this computer read nothing of it; a dump of its memory would hold logins
UMask=0077
LimitCORE=0
NoNewPrivileges=yes
# ten times what it was seen to need; if one cycle takes more, that cycle ends, not the service
MemoryMax=1G
OOMPolicy=continue

[Install]
WantedBy=default.target
"""


def unit_names(folder: Path) -> tuple[str, str]:
    """The name of the unit, and the one it takes where another workspace has the first already."""
    words, digest = folder_marks(folder)
    return (
        f"socialkit-{words or digest}.service",
        f"socialkit-{words or 'practice'}-{digest}.service",
    )


def unit_text(folder: Path, python: Path) -> str:
    """The unit for a workspace, run by this very interpreter. Raise UsageError for a path that no
    unit can hold."""
    for path in (folder, python):
        _refuse_odd_letters(path)
    if not python.is_absolute() or set("\"'\\") & set(str(python)):
        raise UsageError(
            f"systemd starts no program at {python}. Set socialkit up again in a folder whose path "
            f"holds no quotes and no backslash, then run this again."
        )
    return TEXT.format(
        first=FIRST_ROW,
        mark=FOLDER_ROW,
        folder=folder,
        described=_escape_specifiers(str(folder)),
        program=quote(f":{python}"),  # the colon: a $ in what follows is a $
        argument=quote(str(folder)),
    )


def quote(words: str) -> str:
    """One word of a command line as systemd reads it back (systemd.syntax(7), "Quoting")."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_escape_specifiers(escaped)}"'


def folder_of(text: str) -> str | None:
    """The folder of a unit of ours; None for a unit that somebody else wrote."""
    rows = text.splitlines()
    if len(rows) < 2 or rows[0] != FIRST_ROW or not rows[1].startswith(FOLDER_ROW):
        return None
    return rows[1].removeprefix(FOLDER_ROW)


def _escape_specifiers(words: str) -> str:
    return words.replace("%", "%%")


def _refuse_odd_letters(path: Path) -> None:
    odd = ("Cc", "Cs", "Zl", "Zp")  # control characters, bytes that are not text, line ends
    if any(unicodedata.category(letter) in odd for letter in str(path)):
        raise UsageError(
            f"The name of the folder {str(path)!r} holds characters that a service cannot use. Rename "
            f"it, then run this again."
        )
