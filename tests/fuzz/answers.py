"""Whatever a network answers, a publisher gives a result or one of the four kinds of PublishError."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from socialkit.errors import PublishError
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.publishers.meta.facebook import FacebookPage
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.exchange import Fault, Kind, Reply
from tests.emulators.graph import GraphApp
from tests.emulators.instagram import InstagramApp
from tests.emulators.server import World
from tests.publishers.conftest import PAGE, PASSWORD, SHORT, TOKEN, open_instagram

KEYS = st.sampled_from(
    ["id", "data", "error", "code", "message", "paging", "next", "items", "media", "caption", "created_time",
     "status", "user", "pk", "taken_at", "permalink", "error_subcode", "is_transient", "cursors", "after"]
)  # fmt: skip
LEAVES = (
    st.none() | st.booleans() | st.integers(-1, 2**70) | st.floats(allow_nan=True) | st.text(max_size=9)
    | st.sampled_from(["\ud83d", "2026-12-01T09:00:00+0000", "ok", "fail", "FINISHED", PAGE, "quietharbour"])
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
BODIES = VALUES.map(lambda one: json.dumps(one).encode()) | st.binary(max_size=60)
REPLIES = st.builds(
    Reply,
    st.sampled_from([200, 200, 200, 400, 401, 403, 404, 429, 500, 503]),
    BODIES,
    st.sampled_from([{"Content-Type": "application/json"}, {"Content-Type": "text/html"}, {}]),
)


class AnswerTarget:
    """Both networks on loopback; the answer to one request is replaced."""

    def __init__(self) -> None:
        self._world = World(
            instagram=InstagramApp.with_account(password=PASSWORD),
            graph=GraphApp.with_page(token=TOKEN),
        )

    def __enter__(self) -> AnswerTarget:
        self._world.__enter__()
        os.environ.update(self._world.environment)
        self._world.graph.connect_instagram(PAGE, "quietharbour")
        instagram = open_instagram(Path(tempfile.mkdtemp(prefix="socialkit-fuzz-")))
        page = FacebookPage(TOKEN, send_timeout=SHORT)
        graph = InstagramGraph(TOKEN, send_timeout=SHORT, clock=SystemClock())
        since = SystemClock().now() - timedelta(days=30)
        self.calls: dict[str, Callable[[], Any]] = {
            "page recent": lambda: page.read_recent(
                "https://www.facebook.com/quietharbour", since=since
            ),
            "page permalink": lambda: page.find_permalink("1_2"),
            "page identify": page.identify,
            "graph recent": lambda: graph.read_recent("quietharbour", since=since),
            "graph permalink": lambda: graph.find_permalink("12"),
            "graph identify": graph.identify,
            "instagram recent": lambda: instagram.read_recent("quietharbour", since=since),
            "instagram identify": instagram.identify,
        }
        return self

    def __exit__(self, *_: object) -> None:
        self._world.__exit__(None, None, None)

    def run(self, call: str, reply: Reply, skip: int) -> None:
        """One call; the answer to its request number `skip` is `reply`."""
        self._world.faults[:] = [Fault(".", Kind.REPLACE, reply=reply, skip=skip)]
        try:
            self.calls[call]()
        except PublishError as error:
            assert str(error)
        finally:
            self._world.faults.clear()
