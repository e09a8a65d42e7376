"""The process that talks to one network and may be killed: `python -m socialkit.runtime.network_process`.

It ends when its parent does.
"""

from __future__ import annotations

import logging
import sys
import warnings

from socialkit.model.post import Post
from socialkit.publishers.factory import PublisherConfig, build_publisher
from socialkit.publishers.isolation.server import serve_publisher
from socialkit.publishers.protocol import refuse_too_late
from socialkit.runtime.system_clock import SystemClock


def main() -> None:
    """Serve until the parent is gone."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not write into the answers
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries log may hold secrets
    warnings.simplefilter("ignore")
    clock = SystemClock()

    def in_time(config: PublisherConfig, post: Post) -> None:
        refuse_too_late(post, now=clock.now(), send_timeout=config.send_timeout)

    serve_publisher(
        lambda config: build_publisher(config, clock=clock),
        sys.stdin.buffer,
        answers,
        before_commit=in_time,
    )


if __name__ == "__main__":
    main()
