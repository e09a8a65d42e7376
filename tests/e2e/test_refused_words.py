"""Refused words, on a running daemon that posts without asking: no new name brings them back."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta

from tests.e2e.practice import QUOTES, Practice, count_live
from tests.e2e.test_daemon import wait_until
from tests.emulators.server import World

ALLOWED = QUOTES[3]


def line_ids(practice: Practice) -> dict[str, str]:
    """By id, the words of every line."""
    text = (practice.folder / "quotes" / "harbours" / "lines.yaml").read_text()
    return dict(re.findall(r'- id: "?(\w+)"?\n    text: "?(.+?)"?\n', text))


def test_a_running_daemon_posts_only_what_was_not_refused_after_a_rename_and_a_copy(
    practice: Practice, world: World
) -> None:
    practice.write_article()
    soon = datetime.now(UTC) + timedelta(minutes=2)
    row = f'{{days: [mon, tue, wed, thu, fri, sat, sun], at: "{soon:%H:%M}", to: [instagram, facebook]}}'
    practice.write_schedule([row], review="automatic")
    practice.run("make")
    lines = line_ids(practice)
    refused = [one for one, words in lines.items() if words != ALLOWED]
    assert len(refused) > 5
    practice.run("reject", *refused)
    articles = practice.folder / "articles"
    with practice.start():
        wait_until(lambda: practice.states.get("scheduled", 0) == 2, 40, "one slot is planned")
        (articles / "harbours.txt").rename(articles / "small-harbours.txt")
        shutil.copy(articles / "small-harbours.txt", articles / "copy of harbours.txt")
        shutil.copy(articles / "small-harbours.txt", articles / "harbours-2.md")
        wait_until(lambda: len(world.commits) >= 2, 170, "what is allowed went out")
        wait_until(lambda: practice.states.get("posted", 0) == 2, 20, "both are known")
    assert set(count_live(world, [ALLOWED]).values()) == {1}
    assert not any(count_live(world, [lines[one] for one in refused]).values())
    assert not (practice.folder / "quotes" / "harbours").exists()
