"""The template process of `commands.py`: loads the program once, then forks for each command."""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import sys
from typing import NoReturn

LOADED = ("socialkit.cli", "socialkit.runtime")


def load() -> None:
    """What most commands load."""
    for name in LOADED:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def serve() -> None:
    """One command a row of stdin; the id of its process and how it ended on stdout."""
    for row in sys.stdin:
        words, folder, environment, out, err = json.loads(row)
        pid = os.fork()
        if pid == 0:
            become(words, folder, environment, out, err)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def become(
    words: list[str], folder: str, environment: dict[str, str], out: str, err: str
) -> NoReturn:
    """Go on as `python -m socialkit WORDS`, started in `folder`."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for target, path in ((1, out), (2, err)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(opened, target)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[0] = folder
    sys.argv = ["socialkit", *words]
    runpy.run_module("socialkit", run_name="__main__", alter_sys=True)
    sys.exit(0)


if __name__ == "__main__":
    load()
    serve()
