"""A new workspace: the folders, a commented schedule.yaml, a place for secrets."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from socialkit.article.links.no_account import what_to_link
from socialkit.article.read import read_article
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.config.schedule.template import schedule_template
from socialkit.errors import ArticleError, UsageError
from socialkit.model.article import Article
from socialkit.model.network import Network

UNNAMED = "Your practice"
"""The name that `init` writes if the article gives none; `check` asks for a better one."""

IGNORED = ".env\n.socialkit/\nquotes/*\n!quotes/README.md\n*.bak\ncalendar.ics\n"

ENVIRONMENT = """\
# Secrets. Only you may read this file; never send it to anybody, never put it into git.
# Remove the "#" in front of a row and write your own value behind the "=".
# A value with a # or a blank in it goes between 'single quotes'.
#
# The official way, for Facebook and for Instagram with via: graph. No risk for your accounts.
#SOCIALKIT_FACEBOOK_PAGE_TOKEN=
#SOCIALKIT_META_APP_ID=
#SOCIALKIT_META_APP_SECRET=
#
# Instagram with via: instagrapi. Not official: Instagram may lock or close an account for it.
#SOCIALKIT_INSTAGRAM_USERNAME=
#SOCIALKIT_INSTAGRAM_PASSWORD=
#SOCIALKIT_INSTAGRAM_TOTP_SEED=
"""

ZONES_BY_PREFIX: Mapping[str, str] = {
    "+27": "Africa/Johannesburg",
    "+30": "Europe/Athens",
    "+31": "Europe/Amsterdam",
    "+32": "Europe/Brussels",
    "+33": "Europe/Paris",
    "+351": "Europe/Lisbon",
    "+353": "Europe/Dublin",
    "+358": "Europe/Helsinki",
    "+36": "Europe/Budapest",
    "+371": "Europe/Riga",
    "+39": "Europe/Rome",
    "+40": "Europe/Bucharest",
    "+41": "Europe/Zurich",
    "+420": "Europe/Prague",
    "+43": "Europe/Vienna",
    "+44": "Europe/London",
    "+45": "Europe/Copenhagen",
    "+46": "Europe/Stockholm",
    "+47": "Europe/Oslo",
    "+48": "Europe/Warsaw",
    "+49": "Europe/Berlin",
    "+64": "Pacific/Auckland",
    "+65": "Asia/Singapore",
    "+81": "Asia/Tokyo",
    "+82": "Asia/Seoul",
    "+880": "Asia/Dhaka",
    "+90": "Europe/Istanbul",
    "+91": "Asia/Kolkata",
    "+92": "Asia/Karachi",
    "+94": "Asia/Colombo",
    "+971": "Asia/Dubai",
    "+972": "Asia/Jerusalem",
    "+977": "Asia/Kathmandu",
}
"""Countries with (nearly) one time zone, by the start of their phone numbers."""


@dataclass(frozen=True, slots=True)
class Start:
    """What `init` did. `guessed` says in words what was taken from where, for the owner to check;
    `article` is the one it was taken from."""

    folder: Path
    created: tuple[str, ...]
    kept: tuple[str, ...]
    guessed: tuple[str, ...]
    article: Article | None = None


def start_workspace(
    folder: Path,
    source: str | None,
    *,
    here: Path,
    schema: str,
    system_zone: str,
    kept_schedule: str | None = None,
) -> Start:
    """Make the workspace, with what the article at `source` (path or address) says.

    Raise ArticleError if the article cannot be read, UsageError if the folder cannot be written. `here`
    is where relative paths start. `kept_schedule` is the text by which posts are planned already: an
    example in its place would cancel them.
    """
    article = None if source is None else read_article(source, folder=here)
    zone, guessed = _zone(article, system_zone)
    if kept_schedule is not None:
        guessed = []
    files = {
        SCHEDULE_NAME: _schedule(article, zone) if kept_schedule is None else kept_schedule,
        ".env": ENVIRONMENT,
        ".gitignore": IGNORED,
        "assets/schedule.schema.json": schema,
        "quotes/README.md": "Made by `socialkit make`: lines.yaml and cards, one folder per article.\n",
    }
    try:
        created, kept = _write(folder, files)
        if article is not None and source is not None and "://" not in source:
            _copy_article(here / source, folder / "articles", created, kept)
    except OSError as error:
        raise UsageError(
            f"The folder {folder} cannot be written ({error.strerror}). "
            f"Choose another one: socialkit init FOLDER"
        ) from error
    return Start(folder, tuple(created), tuple(kept), tuple(guessed + _linked(article)), article)


def _schedule(article: Article | None, zone: str) -> str:
    handles = article.links.instagram if article else ()
    websites = article.links.website if article else ()
    page = article.source if article and "://" in article.source else None
    handle = handles[0] if len(handles) == 1 else None
    return schedule_template(
        name=handle or UNNAMED,
        handle=handle,
        website=_site(websites[0]) if websites else None,
        timezone=zone,
        instagram=bool(handles) or article is None,
        facebook=bool(article and article.links.facebook) or article is None,
        article_pattern=page or "articles/*",
    )


def _site(address: str) -> str:
    """The front page of the site an address belongs to."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.split('/')[0]}"


def _zone(article: Article | None, system_zone: str) -> tuple[str, list[str]]:
    """The time zone: from the phone number in the article, else that of this computer."""
    for phone in article.links.phone if article else ():
        digits = phone.replace(" ", "")
        for prefix in sorted(ZONES_BY_PREFIX, key=len, reverse=True):
            if digits.startswith(prefix):
                zone = ZONES_BY_PREFIX[prefix]
                return zone, [
                    f"Times are in {zone}, because the phone number starts with {prefix}."
                ]
    return system_zone, [f"Times are in {system_zone}, the zone of this computer."]


def _linked(article: Article | None) -> list[str]:
    if article is None:
        return []
    untitled = (
        ["The article has no title yet: write one at its top. Until then captions leave it out."]
        if article.title_is_guessed
        else []
    )
    links = [f"Instagram: @{one}" for one in article.links.instagram]
    links += [f"Facebook: {one}" for one in article.links.facebook]
    found = {Network.INSTAGRAM: article.links.instagram, Network.FACEBOOK: article.links.facebook}
    missing = [one for one in Network if not found[one]]
    if not links:
        links = ["The article links to no account yet, so none of its lines can go out."]
    links += [
        f"{one.label}: no account found, so nothing goes there. {what_to_link(article.links, one)}"
        for one in missing
    ]
    return links + untitled


def _write(folder: Path, files: Mapping[str, str]) -> tuple[list[str], list[str]]:
    created: list[str] = []
    kept: list[str] = []
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        if path.exists():
            kept.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600 if name == ".env" else 0o644, exist_ok=False)
        path.write_text(text, "utf-8", newline="")
        created.append(name)
    return created, kept


def _copy_article(source: Path, articles: Path, created: list[str], kept: list[str]) -> None:
    target = articles / source.name
    if target.exists():
        kept.append(f"articles/{source.name}")
        return
    if not source.is_file():
        raise ArticleError(f"{source} is no longer there.")
    shutil.copyfile(source, target)
    created.append(f"articles/{source.name}")
