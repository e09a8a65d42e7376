"""What an editor flags by the schema is what `check` refuses: one table of variants for both."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from socialkit.bounded_yaml import compose
from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.config.schedule.schema import schedule_schema

BASE = {
    "timezone": "Asia/Kolkata",
    "brand": "{name: Quiet Harbour}",
    "articles": '["articles/*"]',
    "accounts": "{instagram: linked, facebook: linked}",
    "post": '[{days: [mon], at: "09:00", to: [instagram]}]',
}
TAKEN = """
timezone: Europe/London
timezone: "Europe/London"
timezone: UTC
timezone: America/Argentina/Buenos_Aires
timezone: Etc/GMT-5
brand: {name: 2027}
brand: {name: true}
brand: {name: 12.5}
brand: {name: Quiet Harbour, handle: quietharbour}
brand: {name: Quiet Harbour, handle: "@Quiet.Harbour_1"}
brand: {name: Quiet Harbour, handle: 12345}
brand: {name: Quiet Harbour, handle: "https://www.instagram.com/quietharbour/"}
brand: {name: Quiet Harbour, website: "https://quietharbour.example"}
brand: {name: Quiet Harbour, website: "HTTP://quietharbour.example/a?b=c"}
brand: {name: Quiet Harbour, theme: Night}
brand: {name: Quiet Harbour, theme: PAPER}
brand: {name: Quiet Harbour, theme: " arch "}
brand: {name: Quiet Harbour, photo_focus: [0.5, 0.4]}
brand: {name: Quiet Harbour, photo_focus: [0, 1]}
brand: {name: Quiet Harbour, photo_focus: ["0.5", ".4"]}
brand: {name: Quiet Harbour, palette: "#B4532F"}
brand: {name: Quiet Harbour, palette: "#abc"}
brand: {name: Quiet Harbour, palette: {ink: "#2b2a27"}}
brand: {name: Quiet Harbour, closing: 100}
brand: {name: Quiet Harbour, credential: 42}
articles: articles/*
articles: ["a.txt", "b.txt"]
articles: [2027]
articles: [{feed: "https://q.example/feed", older: 10}]
articles: [{feed: "https://q.example/feed", older: "10"}]
articles: [{feed: "https://q.example/feed"}]
accounts: {instagram: linked}
accounts: {instagram: Linked}
accounts: {instagram: "@quietharbour"}
accounts: {instagram: {account: linked, via: GRAPH}}
accounts: {instagram: {via: Instagrapi}}
accounts: {instagram: linked, facebook: 1234567890}
accounts: {instagram: linked, facebook: {page: "1234567890"}}
accounts: {instagram: linked, facebook: {page: quietharbour}}
post: [{days: mon, at: "9:00", to: instagram}]
post: [{days: [Mon, WED], at: "09:00", to: [Instagram, FACEBOOK]}]
post: [{days: [monday, tues], at: 9am, to: [instagram]}]
post: [{days: "mon, wed and fri", at: "9.30 pm", to: "instagram, facebook"}]
post: [{days: [mon], at: 09:00, to: [instagram]}]
post: [{days: [mon], at: 9h30, to: [instagram]}]
post: [{days: [mon], at: "09:00:00", to: [instagram]}]
post: [{days: [mon], at: 12 PM, to: [instagram]}]
post: [{date: 2027-02-28, at: "09:00", to: [instagram]}]
post: [{date: "2027-02-28", at: "09:00", to: [instagram]}]
post: [{days: [mon], at: "09:00", to: [instagram], as: Story}]
post: [{days: [mon], at: "09:00", to: [instagram], size: Square}]
post: [{days: [mon], at: "09:00", to: [instagram], theme: HOOK}]
post: [{days: [mon], at: "09:00", to: [instagram], caption: "{line} {Link"}]
post: [{days: [mon], at: "09:00", to: [instagram], caption: 7}]
review: Automatic
review: required
if_late: 2h
if_late: 90 minutes
if_late: 1h 30m
if_late: 1 hour and 30 min
if_late: Same Day
if_late: same_day
if_late: next-slot
if_late: SKIP
repeat_after: 180d
repeat_after: Never
repeat_after: 26 weeks
when_empty: Repeat
quiet_days: 2027-01-26
quiet_days: [2027-01-26, 2027-08-15]
quiet_days: "2027-01-26, 2027-08-15"
pause: true
pause: "false"
pause: Yes
pause: OFF
pause: until 2027-01-26
pause: "until 2027-01-26: a holiday"
pause: 2027-01-26
caption: {text: "{line}"}
caption: {crisis_line: 116123}
caption: {crisis_line: "Call 116 123"}
caption: {hashtags: "#one #two"}
caption: {hashtags: "one, two"}
caption: {hashtags: [one, "#two", विवाह]}
caption: {hashtags: couples}
caption: {instagram: "{line}"}
caption: {instagram: {text: "{line}", first_comment: "{hashtags}"}}
never_post: a phrase
never_post: [a phrase, 7, true]
notify: "mailto://a@b.example"
notify: ["mailto://a@b.example"]
all_is_well: "09:00"
all_is_well: 9am
"""
REFUSED = """
timezone: Mars
timezone: kolkata time
timezone: "+5:30"
timezone: [UTC]
brand: {name: ""}
brand: {name: [a]}
brand: {}
brand: {name: Quiet Harbour, handle: "quiet harbour"}
brand: {name: Quiet Harbour, handle: "quiet-harbour"}
brand: {name: Quiet Harbour, website: quietharbour.example}
brand: {name: Quiet Harbour, website: "ftp://quietharbour.example"}
brand: {name: Quiet Harbour, website: "https://localhost"}
brand: {name: Quiet Harbour, theme: dark}
brand: {name: Quiet Harbour, photo_focus: [0.5]}
brand: {name: Quiet Harbour, photo_focus: [2, 0]}
brand: {name: Quiet Harbour, photo_focus: "0.5 0.4"}
brand: {name: Quiet Harbour, palette: red}
brand: {name: Quiet Harbour, palette: B4532F}
brand: {name: Quiet Harbour, palette: {ink: "#12"}}
brand: {name: Quiet Harbour, colour: "#B4532F"}
articles: []
articles: [{feed: "https://q.example/feed", older: -1}]
articles: [{feed: "https://q.example/feed", older: ten}]
articles: [{feed: "https://q.example/feed", older: 10.5}]
articles: [{older: 10}]
accounts: {instagram: yes}
accounts: {instagram: "quiet harbour"}
accounts: {instagram: {via: official}}
accounts: {facebook: "quiet harbour"}
accounts: {facebook: "off"}
accounts: {facebook: a@b}
accounts: {threads: linked}
post: [{days: [funday], at: "09:00", to: [instagram]}]
post: [{days: [mon], at: "25:00", to: [instagram]}]
post: [{days: [mon], at: "09:60", to: [instagram]}]
post: [{days: [mon], at: 9, to: [instagram]}]
post: [{days: [mon], at: 9.30, to: [instagram]}]
post: [{days: [mon], at: noon, to: [instagram]}]
post: [{days: [mon], at: 13pm, to: [instagram]}]
post: [{days: [mon], at: "09:00", to: instagrm}]
post: [{days: [mon], at: "09:00", to: [both]}]
post: [{days: [mon], at: "09:00", to: []}]
post: [{days: [mon], at: "09:00"}]
post: [{days: [mon], to: [instagram]}]
post: [{date: 24 December 2027, at: "09:00", to: [instagram]}]
post: [{date: 2027-13-01, at: "09:00", to: [instagram]}]
post: [{days: [mon], at: "09:00", to: [instagram], as: reel}]
post: [{days: [mon], at: "09:00", to: [instagram], size: huge}]
post: [{days: [mon], at: "09:00", to: [instagram], quote: ""}]
post: [{days: [mon], at: "09:00", to: [instagram], caption: "{lines}"}]
post: 7
review: maybe
if_late: soon
if_late: 2
if_late: 2 fortnights
repeat_after: sometimes
repeat_after: 180
when_empty: stop
quiet_days: [christmas]
quiet_days: 26.1.2027
pause: maybe
pause: next week
caption: {text: "{name}"}
caption: {hashtags: ["#two words"]}
caption: {hashtags: [["#a"]]}
caption: {hashtags: "#1"}
caption: {instagram: "{name}"}
caption: "{line}"
never_post: [[a]]
all_is_well: yes
all_is_well: never
colour: red
"""


def variants(rows: str, *, is_taken: bool) -> list[Any]:
    return [pytest.param(row, is_taken, id=row[:70]) for row in rows.strip().split("\n")]


def write(row: str) -> str:
    key = row.partition(":")[0]
    return "".join(f"{name}: {value}\n" for name, value in BASE.items() if name != key) + row + "\n"


def as_editor_reads(node: Node) -> Any:
    """The values as an editor takes them (YAML 1.2, where a date is a text)."""
    if isinstance(node, MappingNode):
        return {str(key.value): as_editor_reads(one) for key, one in node.value}
    if isinstance(node, SequenceNode):
        return [as_editor_reads(one) for one in node.value]
    kind, text = str(node.ctag).rpartition(":")[2], str(node.value)
    plain: dict[str, Callable[[str], Any]] = {
        "int": int,
        "float": float,
        "bool": lambda word: word.lower() == "true",
        "null": lambda _: None,
    }
    is_quoted = isinstance(node, ScalarNode) and bool(node.style)
    return text if is_quoted else plain.get(kind, str)(text)


@pytest.mark.parametrize(
    ("row", "is_taken"), [*variants(TAKEN, is_taken=True), *variants(REFUSED, is_taken=False)]
)
def test_the_editor_and_check_agree(row: str, is_taken: bool, tmp_path: Path) -> None:
    text = write(row)
    (tmp_path / "schedule.yaml").write_text(text)
    loaded = load_schedule(tmp_path / "schedule.yaml", today=date(2026, 12, 1))
    errors = [one for one in loaded.problems if one.level == "error"]
    assert (not errors) is is_taken, errors
    node = compose(text)
    assert node is not None
    schema = json.loads(json.dumps(schedule_schema()))
    flagged = list(jsonschema.Draft202012Validator(schema).iter_errors(as_editor_reads(node)))
    assert (not flagged) is is_taken, [one.message for one in flagged]
