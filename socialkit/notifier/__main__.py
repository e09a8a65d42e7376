"""`python -m socialkit.notifier`: the process that sends one message, and that may be killed.

Without a message it says which addresses can be read.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TextIO

from socialkit.notifier.apprise_adapter import can_read, deliver
from socialkit.notifier.sender import Message


def main() -> None:
    """Try all addresses at the same time."""
    answers, sys.stdout = sys.stdout, sys.stderr  # a library that prints must not write into them
    logging.disable()  # what libraries log may hold an address
    order = json.load(sys.stdin)
    end = threading.Timer(order["seconds"], os._exit, [1])  # also where the parent is gone
    end.daemon = True
    end.start()
    fields = order["message"]
    message = Message(**fields) if fields is not None else None
    carry_out(order["addresses"], message, answers)


def carry_out(addresses: list[str], message: Message | None, answers: TextIO) -> None:
    """Print each position as soon as it is done, so that an address that hangs delays no other."""
    with ThreadPoolExecutor(max_workers=max(len(addresses), 1)) as pool:
        tries = {
            pool.submit(_try, address, message): position
            for position, address in enumerate(addresses)
        }
        for done in as_completed(tries):
            if done.result():
                print(tries[done], file=answers, flush=True)


def _try(address: str, message: Message | None) -> bool:
    return can_read(address) if message is None else deliver(address, message)


if __name__ == "__main__":
    main()
