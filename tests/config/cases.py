"""A schedule with every key, and ways to break it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from socialkit.config.schedule.schedule_file import Loaded, load_schedule

TODAY = date(2026, 11, 2)

WHOLE = """\
timezone: Asia/Kolkata
brand:
  name: Quiet Harbour Therapy
  credential: "Anna Roy, RCI licensed psychologist"
  handle: "@quietharbour"
  website: https://quietharbour.example
  theme: night
  logo: assets/logo.png
  palette: {ground: "#F7F1E7", ink: "#2B2A27", accent: "#B4532F"}
articles: [articles/*, https://quietharbour.example/feed/]
accounts:
  instagram: {account: linked, via: instagrapi}
  facebook: {page: linked}
post:
  - {days: [mon, wed, fri], at: "09:00", to: [instagram, facebook], as: card}
  - {days: [sun], at: "18:30", to: [instagram], as: carousel, theme: night, size: square}
  - {date: 2026-12-24, at: "08:00", to: [facebook], quote: "A pause is kind.", caption: "{line}"}
review: required
if_late: 2h
repeat_after: 180d
when_empty: skip
quiet_days: [2027-01-26]
pause: false
caption:
  text: "{line}\\n\\nFrom “{title}”\\n{hashtags}"
  first_comment: "{hashtags}"
  facebook: {text: "{line}\\n\\nRead it here: {link}"}
  hashtags: ["#marriage"]
  crisis_line: "If you are in danger, call 112."
never_post: ["a phrase"]
notify: ["mailto://${HOME}"]
all_is_well: "09:00"
"""
"""Every key of the example, in the words of a practice that does not exist."""

SMALL = """\
timezone: Asia/Kolkata
brand:
  name: Quiet Harbour
  handle: "@quietharbour"
articles: [articles/*]
accounts:
  instagram: {account: linked, via: instagrapi}
post:
  - {days: [mon], at: "09:00", to: [instagram]}
"""


def load(text: str | bytes, folder: Path) -> Loaded:
    """Load this text as the schedule.yaml of a folder."""
    path = folder / "schedule.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_schedule(path, today=TODAY)


def broken(old: str, new: str, text: str = SMALL) -> str:
    """The text with one thing replaced, which must stand in it."""
    assert old in text, old
    return text.replace(old, new, 1)
