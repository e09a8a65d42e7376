"""The page of a rehearsal: one HTML file with the pictures, words and times of the coming posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import groupby
from pathlib import Path

from socialkit.errors import OutboxError
from socialkit.files import make_private_folder, write_atomically
from socialkit.model.post import Post, State
from socialkit.model.schedule import Schedule
from socialkit.model.text import count

POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"

STATE_MARKS = {
    State.POSTED: ("good", "goes out"),
    State.MISSED: ("bad", "too late"),
    State.PAUSED: ("ask", "paused"),
    State.FAILED: ("bad", "would fail"),
    State.WAITING: ("ask", "waiting"),
    State.CANCELLED: ("ask", "cancelled"),
}


@dataclass(frozen=True, slots=True)
class RehearsedPost:
    """A post as it ended; `needs_yes`: one of its lines is not approved yet."""

    post: Post
    needs_yes: bool = False


def write_page(
    schedule: Schedule, posts: Iterable[RehearsedPost], *, folder: Path, style: str
) -> Path:
    """Write index.html and pictures/ into `folder`; give the path of the page.

    Raise OutboxError if the folder cannot be written.
    """
    shown = tuple(posts)
    page = folder / "index.html"
    try:
        pictures = copy_pictures(shown, folder / "pictures")
        drawn = draw_page(schedule, shown, pictures, style=style)
        write_atomically(page, drawn.encode(), private=True, durable=False)
    except OSError as error:
        raise OutboxError(
            f"The page {page} cannot be written ({error.strerror}). Make room on the disk, "
            f"or set SOCIALKIT_STATE_DIR to another folder, and rehearse again."
        ) from error
    return page


def copy_pictures(posts: tuple[RehearsedPost, ...], folder: Path) -> dict[str, str]:
    """Copy every picture beside the page; give the address of each there, by its path."""
    make_private_folder(folder)
    addresses: dict[str, str] = {}
    for one in posts:
        for image in one.post.plan.images:
            if image.path not in addresses and Path(image.path).exists():
                name = f"{len(addresses) + 1:03}.jpg"
                jpeg = Path(image.path).read_bytes()
                write_atomically(folder / name, jpeg, private=True, durable=False)
                addresses[image.path] = f"pictures/{name}"
    return addresses


def draw_page(
    schedule: Schedule,
    posts: tuple[RehearsedPost, ...],
    pictures: Mapping[str, str],
    *,
    style: str,
) -> str:
    """The page as HTML; a pure function of what it shows."""
    title = escape(f"{schedule.brand.name}: the coming posts")
    days = groupby(posts, key=lambda one: one.post.plan.local_date)
    main = "".join(_day(day, tuple(group), pictures) for day, group in days)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{style}</style></head>\n<body><header><h1>{title}</h1>"
        f"{_summary(schedule, posts)}</header>\n<main>{main}</main>\n"
        f"<footer>A rehearsal by socialkit. Nothing left this computer.</footer></body></html>\n"
    )


def _summary(schedule: Schedule, posts: tuple[RehearsedPost, ...]) -> str:
    if not posts:
        return "<p>Nothing is planned for these days. Look at “post:” in schedule.yaml.</p>"
    days = len({one.post.plan.local_date for one in posts})
    missing = sum(one.needs_yes for one in posts)
    rows = [f"{count(len(posts), 'post')} on {count(days, 'day')}. Times in {schedule.timezone}."]
    if missing:
        need = "needs" if missing == 1 else "need"
        rows.append(f"{count(missing, 'post')} still {need} your approval.")
    return "".join(f"<p>{escape(row)}</p>" for row in rows)


def _day(day: date, posts: tuple[RehearsedPost, ...], pictures: Mapping[str, str]) -> str:
    times = groupby(posts, key=lambda one: (one.post.plan.due_at, one.post.plan.slot_id))
    articles = "\n".join(_time(tuple(group), pictures) for _, group in times)
    return f"\n<h2>{day:%A}, {day.day} {day:%B %Y}</h2>\n{articles}"


def _time(posts: tuple[RehearsedPost, ...], pictures: Mapping[str, str]) -> str:
    """One time: its pictures, and what each network gets."""
    first = posts[0].post.plan
    time = datetime.fromisoformat(first.local_time)
    return (
        f"<article>{_pictures(posts[0].post, pictures)}<div><h3>{time:%H:%M}</h3>"
        f"{''.join(_network(one) for one in posts)}</div></article>"
    )


def _pictures(post: Post, pictures: Mapping[str, str]) -> str:
    images = [
        f'<img src="{escape(pictures[image.path])}" alt="{escape(image.alt_text)}">'
        for image in post.plan.images
        if image.path in pictures
    ]
    if not images:
        return f'<div class="pictures"><p class="missing">{escape(post.plan.text)}</p></div>'
    many = " many" if len(images) > 1 else ""
    return f'<div class="pictures{many}">{"".join(images)}</div>'


def _network(one: RehearsedPost) -> str:
    plan = one.post.plan
    note = f'<p class="small">{escape(one.post.error)}</p>' if one.post.error else ""
    if plan.first_comment:
        comment = f'<div class="caption">{escape(plan.first_comment)}</div>'
        note = f'<p class="small">First comment:</p>{comment}{note}'
    return (
        f"<h4>{escape(plan.network.label)} <span>{escape(plan.account)}</span></h4>"
        f'<p>{_mark(one)}</p><div class="caption">{escape(plan.caption)}</div>{note}'
        f'<p class="small">line {escape(", ".join(plan.line_ids))} · post {escape(plan.key)}</p>'
    )


def _mark(one: RehearsedPost) -> str:
    kind, words = STATE_MARKS.get(one.post.state, ("", one.post.state.value))
    if one.needs_yes and one.post.state is State.POSTED:
        kind, words = "ask", "goes out once you approve it"
    return f'<span class="mark {kind}">{escape(words)}</span>'
