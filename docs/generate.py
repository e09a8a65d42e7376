"""Write the reference pages of the manual: commands, settings, and the keys of schedule.yaml.

The names come from the program itself, so none can be missing. The words about commands and options are
their `--help`; those about settings and keys come from the two tables below. `undescribed()` names what
has no words, and words for something that is gone. A test expects it to be empty. Run it with `make docs`.
"""

# ruff: noqa: E501 (the tables are prose)
from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from typer.main import get_command

from socialkit.cli.app import app
from socialkit.config.settings import PREFIX, Settings

REPOSITORY = Path(__file__).resolve().parent.parent
MANUAL = REPOSITORY / "docs" / "manual"
SCHEMA = REPOSITORY / "assets" / "schedule.schema.json"
KEYS_BEGIN = "<!-- keys: begin, written by make docs -->"
KEYS_END = "<!-- keys: end -->"
GENERATED = "<!-- Written by `make docs`. Edit {source}, not this page. -->"


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says about one name. `otherwise` is what holds where it is left out."""

    meaning: str
    otherwise: str = ""


SETTINGS: Mapping[str, Words] = {
    "INSTAGRAM_USERNAME": Words(
        "Your Instagram handle, for `socialkit connect instagram`.", "none"
    ),
    "INSTAGRAM_PASSWORD": Words("The password of that account.", "none"),
    "INSTAGRAM_TOTP_SEED": Words(
        "The key behind the QR code of your authenticator app, if you use one for Instagram.",
        "none",
    ),
    "FACEBOOK_PAGE_TOKEN": Words(
        "A token of your Page or, with the two rows below, your own token. For `socialkit connect facebook`, and for "
        "`socialkit connect instagram` with `via: graph`.",
        "none",
    ),
    "META_APP_ID": Words("The ID of your app at Meta.", "none"),
    "META_APP_SECRET": Words("The secret of that app.", "none"),
    "DATABASE_URL": Words(
        "Where socialkit keeps its posts: `sqlite:///…` or `postgresql://…` (PostgreSQL needs "
        "`pip install 'socialkit[postgres]'`).",
        "SQLite, `.socialkit/socialkit.db`",
    ),
    "SEND_TIMEOUT": Words(
        "How many seconds the request that publishes may take before it counts as dead.", "120"
    ),
    "LOOK_UP_AFTER": Words(
        "How many seconds after that socialkit looks on the network for a post without an answer.",
        "0,30,120,600",
    ),
    "PACE": Words(
        "How many seconds socialkit waits between two calls to the unofficial API: from, to.", "1,3"
    ),
    "MIN_GAP": Words(
        "How many seconds lie between two posts to one account. Posts more than half an hour late keep at least half an "
        "hour apart. 0 means no distance at all.",
        "300",
    ),
    "DAILY_CAP": Words("How many posts one account gets in 24 hours at most.", "10"),
    "PUBLIC_URL": Words(
        "For `via: graph`: the https address of a copy of `quotes/` that everybody can open. The card `quotes/SLUG/CARD.jpg` "
        "is looked for at `PUBLIC_URL/SLUG/CARD.jpg`.",
        "none: an unpublished photo on your Page is used",
    ),
    "HEARTBEAT_URL": Words(
        "`run` asks this address every ten minutes, with `/fail` behind it while something needs you. See "
        "[Keep it running](keep-it-running.md#be-told-when-the-computer-is-off).",
        "none",
    ),
    "STATE_DIR": Words(
        "The folder for the database, the logins, the logs, the rehearsal and the copies of pages.",
        "`.socialkit` in your folder",
    ),
}

KEYS: Mapping[str, Words] = {
    "timezone": Words("The time zone of all times, for example `Asia/Kolkata`.", "must be there"),
    "brand": Words("Who you are. The rows below belong to it.", "must be there"),
    "brand.name": Words(
        "The name of your practice. It is on every card, in small capitals.", "must be there"
    ),
    "brand.credential": Words("Your name and licence, small, below the name.", "none"),
    "brand.handle": Words(
        "Your Instagram handle, in quotes. It is on the card, and `{handle}` in captions.", "none"
    ),
    "brand.website": Words(
        "Your website, with `https://`. It is on the last slide of a carousel, and `{website}` in captions.",
        "none",
    ),
    "brand.theme": Words(
        "`paper`, `night`, `arch`, `photo`, or `hook` for lines of up to six words. `compare` takes contrasts and `list` "
        "takes lists; single lines are then set on paper. See [Cards and themes](cards-and-themes.md).",
        "`paper`",
    ),
    "brand.logo": Words(
        "A picture in place of the name, for example `assets/logo.png`.", "the name as a wordmark"
    ),
    "brand.photo": Words(
        "A photo behind the words of the theme `photo`, for example `assets/photo.jpg`.",
        "soft patches of your colours",
    ),
    "brand.photo_focus": Words(
        "The point of the photo that must stay in sight when it is cropped, for example `[0.5, 0.4]`: from the left, from "
        "the top.",
        "the middle",
    ),
    "brand.closing": Words(
        "Your sentence on the last slide of a carousel, above handle and website. At most 24 words.",
        "your name or logo; no sentence is made up",
    ),
    "brand.palette": Words(
        'Your colours: `{ground: "#F7F1E7", ink: "#2B2A27", accent: "#B4532F"}`. One is enough. Always in quotes.',
        "the theme's own",
    ),
    "brand.palette.ground": Words("The colour behind the words.", "the theme's own"),
    "brand.palette.ink": Words("The colour of the words.", "the theme's own"),
    "brand.palette.accent": Words("The colour of small marks and of emphasis.", "the theme's own"),
    "articles": Words(
        "Files (`articles/*`: .docx, .txt, .md, .html), addresses of pages, and addresses of feeds (RSS, Atom). From a feed "
        "come the articles that you publish from now on.",
        "must be there",
    ),
    "articles[].feed": Words(
        "The address of a feed, where you also want older articles.", "must be there with `older`"
    ),
    "articles[].older": Words(
        "How many older articles of the feed count too, the newest first. A feed is read up to its newest 30 entries.",
        "0: only what is new",
    ),
    "accounts": Words("Where posts may go. The rows below belong to it.", "must be there"),
    "accounts.instagram": Words(
        "Your Instagram account: `{account: linked, via: instagrapi}`.", "no Instagram"
    ),
    "accounts.instagram.account": Words(
        "`linked`: the account that your article links to. Or your handle.", "`linked`"
    ),
    "accounts.instagram.via": Words(
        "`graph` is the official way, for a professional account that is connected to your Page. `instagrapi` is not "
        "official; see [Risks](risks.md).",
        "`instagrapi`",
    ),
    "accounts.facebook": Words("Your Facebook Page: `{page: linked}`.", "no Facebook"),
    "accounts.facebook.page": Words(
        "`linked`: the Page that your article links to. Or the number of the Page.", "`linked`"
    ),
    "post": Words(
        "When posts go out: one row per time, `{days or date, at, to, as}`.", "must be there"
    ),
    "post[].days": Words("Weekdays, every week: `[mon, wed]`.", "`date` must be there"),
    "post[].date": Words("One date in place of weekdays: `2027-02-14`.", "`days` must be there"),
    "post[].at": Words('The local time: `"09:00"`, `9:30` or `9am`.', "must be there"),
    "post[].to": Words(
        "`[instagram, facebook]`. All accounts of one row get the same line.", "must be there"
    ),
    "post[].as": Words(
        "`card`, `carousel` (a list, or three lines), `contrast` (both sides: on one card with the theme `compare`, else on two), or `story`.",
        "`card`",
    ),
    "post[].theme": Words("A theme for this row only.", "`brand.theme`"),
    "post[].size": Words(
        "`portrait`, `square`, `story` or `landscape`, for this row only.",
        "portrait; a story is a story",
    ),
    "post[].quote": Words(
        "Words from an article: exactly these are posted, and writing them here is your approval.",
        "the next best line",
    ),
    "post[].caption": Words("The caption of this row.", "`caption.text`"),
    "review": Words(
        "`required`: nothing goes out without your approval. `automatic`: only lines under care need it.",
        "`required`",
    ),
    "if_late": Words("How late is too late: `2h`, `same day`, `next slot` or `skip`.", "`2h`"),
    "repeat_after": Words(
        "When the same or nearly the same line may go to the same account again: `180d` or `never`.",
        "`180d`",
    ),
    "when_empty": Words("What happens when no fresh line is left: `skip` or `repeat`.", "`skip`"),
    "quiet_days": Words("Dates without posts.", "none"),
    "pause": Words(
        '`true`, `"until 2027-01-07"`, or `"until 2027-01-07: holiday"`. `false` means that posting goes on.',
        "`false`",
    ),
    "caption": Words(
        "The words below a picture. The rows below belong to it.", "line, title, hashtags"
    ),
    "caption.text": Words(
        "The caption. You can use `{line}`, `{title}`, `{link}`, `{handle}`, `{website}` and `{hashtags}`. A row of the "
        "caption whose word is empty is left out.",
        "line, title, hashtags",
    ),
    "caption.first_comment": Words(
        "A comment that socialkit writes below each post, once, right after it is out. It takes the same words in `{ }`. "
        "Hashtags used here leave the caption. Stories have none. Meta's token needs `pages_manage_engagement` for it, on "
        "Instagram `instagram_manage_comments`.",
        "no comment",
    ),
    "caption.instagram": Words(
        "Other words for Instagram: `{text: …, first_comment: …}`, one or both.", "the rows above"
    ),
    "caption.instagram.text": Words("The caption on Instagram.", "`caption.text`"),
    "caption.instagram.first_comment": Words(
        "The first comment on Instagram.", "`caption.first_comment`"
    ),
    "caption.facebook": Words(
        "Other words for Facebook: `{text: …, first_comment: …}`, one or both.", "the rows above"
    ),
    "caption.facebook.text": Words("The caption on Facebook.", "`caption.text`"),
    "caption.facebook.first_comment": Words(
        "The first comment on Facebook.", "`caption.first_comment`"
    ),
    "caption.hashtags": Words('At most 30, each in quotes: `["#marriage", "#couples"]`.', "none"),
    "caption.crisis_line": Words(
        "Where to find help, for example a phone number. It appears above the hashtags, or where a caption says "
        "`{crisis_line}`, only below lines under care.",
        "none",
    ),
    "never_post": Words("Phrases. A line that contains one of them is never used.", "none"),
    "notify": Words(
        'Where to tell you of problems, for example `["ntfy://${NTFY}"]`; `${NTFY}` is in `.env`. See '
        "[Notifications](notifications-and-calendar.md).",
        "nowhere; a post that its account cannot take is then `missed`",
    ),
    "all_is_well": Words(
        'A time such as `"09:00"`: once a day you are told that all is well, or what is open. It needs `notify`.',
        "no such message; you hear of problems only",
    ),
}

COMMANDS_HEAD = f"""\
# Commands

{GENERATED.format(source="the help texts in socialkit/cli/")}

Run all commands inside your folder, the one with `schedule.yaml`. From elsewhere, add `-C FOLDER`.

- `-C DIR` names the folder, on every command.
- `--json` prints one JSON value for programs, on every command but `run`.
- `--help` explains a command in the terminal.
- Exit codes: 0 done. 1 not done: it says why, and what to do. 2 wrong usage.

A KEY names a post. `socialkit plan` and `socialkit status` show the keys. The first 4 letters are enough, as long as only
one post begins with them.
"""

SETTINGS_HEAD = f"""\
# Settings

{GENERATED.format(source="docs/generate.py")}

Settings are secrets and technical values. Write them into the file `.env` in your folder, one per row, as `NAME=value`,
each with `{PREFIX}` in front: `{PREFIX}DAILY_CAP=5`. [Install](install.md#the-file-env) shows how to find and edit that
file. Everything about your posts is in [schedule.yaml](schedule.md), not here.

Environment variables with the same names win over `.env`. Only you should be able to read `.env`; socialkit tightens its
permissions where they are wider, and says so.

| name (with `{PREFIX}` in front) | what it means | if you leave it out |
| --- | --- | --- |
"""

SETTINGS_FOOT = """\

Proxies and certificates come from `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `REQUESTS_CA_BUNDLE`.

Names of your own, such as `MAIL` or `NTFY`, can be in `.env` too. `schedule.yaml` uses them as `${MAIL}`: see
[Notifications and calendar](notifications-and-calendar.md).
"""


@cache
def commands() -> tuple[tuple[str, Any], ...]:
    """Every command that can be run, with its full name: "init", "connect facebook"."""
    return tuple(_below(get_command(app), ""))


def _below(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word, one in inner.items():
        yield from _below(one, f"{name} {word}".strip())


def own_parameters(command: Any) -> Iterator[tuple[str, Any]]:
    """The arguments and options of one command by name, without those that every command has."""
    for parameter in command.params:
        name = parameter.name if parameter.param_type_name == "argument" else parameter.opts[0]
        if name not in ("-C", "--json", "--help", "-h"):
            yield str(name), parameter


def flags_of(parameter: Any) -> list[str]:
    """How an option is written, with its opposite: `--web`, `--no-web`."""
    return [*parameter.opts, *parameter.secondary_opts]


def setting_names() -> tuple[str, ...]:
    """Every setting, without the prefix, in the order of the table, then in that of the class."""
    names = [name.upper() for name in Settings.model_fields]
    return tuple(
        sorted(names, key=lambda one: list(SETTINGS).index(one) if one in SETTINGS else 999)
    )


def schedule_keys() -> tuple[str, ...]:
    """Every key of schedule.yaml by its full name, in the order of the file: "post[].at"."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return tuple(_keys(schema, schema["$defs"], ""))


def _keys(node: Mapping[str, Any], parts: Mapping[str, Any], path: str) -> Iterator[str]:
    for key, row in node["properties"].items():
        name = f"{path}{key}"
        yield name
        listed = any(one.get("type") == "array" for one in (row, *row.get("anyOf", ())))
        for part in dict.fromkeys(_refs(row)):
            yield from _keys(parts[part], parts, f"{name}[]." if listed else f"{name}.")


def _refs(row: Any) -> Iterator[str]:
    if isinstance(row, dict):
        if "$ref" in row:
            yield row["$ref"].rpartition("/")[2]
        for inner in (row.get("anyOf", ()), row.get("items", ())):
            yield from _refs(inner)
    elif isinstance(row, list):
        for one in row:
            yield from _refs(one)


def undescribed() -> list[str]:
    """Every command, option, setting and key without words here, and words for one that is gone."""
    return [
        *_without_help(),
        *_differences("setting", set(setting_names()), set(SETTINGS)),
        *_differences("key", set(schedule_keys()), set(KEYS)),
    ]


def _without_help() -> Iterator[str]:
    for name, command in commands():
        if not command.help:
            yield f"command {name} has no docstring in socialkit/cli/app.py"
        for one, parameter in own_parameters(command):
            if not parameter.help:
                yield f"option {name} {one} has no help in socialkit/cli/options.py"


def _differences(kind: str, there: set[str], described: set[str]) -> Iterator[str]:
    for name in sorted(there - described):
        yield f"{kind} {name} has no words in docs/generate.py"
    for name in sorted(described - there):
        yield f"{kind} {name} has words in docs/generate.py, but does not exist"


def commands_page() -> str:
    """docs/manual/commands.md."""
    return COMMANDS_HEAD + "".join(_command(name, command) for name, command in commands())


def _command(name: str, command: Any) -> str:
    rows = [_option(one, parameter) for one, parameter in own_parameters(command)]
    listed = "\n" + "".join(rows) if rows else ""
    usage = " ".join(
        ["socialkit", name, *(_usage(one, parameter) for one, parameter in own_parameters(command))]
    )
    paragraphs = (" ".join(one.split()) for one in (command.help or "").split("\n\n"))
    words = "\n\n".join(paragraphs)
    return f"\n## socialkit {name}\n\n```\n{usage}\n```\n\n{words}\n{listed}"


def _usage(name: str, parameter: Any) -> str:
    shown = " | ".join(flags_of(parameter)) if name.startswith("--") else _metavar(parameter)
    if name.startswith("--") and not parameter.is_flag:
        shown = f"{name} {_metavar(parameter)}"
    is_wanted = parameter.required or (parameter.secondary_opts and name != "--web")
    return f"({shown})" if is_wanted and " | " in shown else shown if is_wanted else f"[{shown}]"


def _metavar(parameter: Any) -> str:
    given = str(parameter.metavar or "").strip("[].")
    plural = " …" if getattr(parameter, "nargs", 1) == -1 or parameter.multiple else ""
    return (
        given or {"days": "N", "top": "N", "port": "N"}.get(parameter.name, parameter.name.upper())
    ) + plural


def _option(name: str, parameter: Any) -> str:
    flags = ", ".join(f"`{one}`" for one in flags_of(parameter)) if name.startswith("--") else ""
    is_plain = isinstance(parameter.default, int | str | Path) and not isinstance(
        parameter.default, bool
    )
    default = (
        f"; {parameter.default} if left out" if is_plain and str(parameter.default) != "." else ""
    )
    return f"- {flags or f'`{_metavar(parameter)}`'}: {parameter.help}{default}\n"


def settings_page() -> str:
    """docs/manual/settings.md."""
    rows = (_row(f"`{name}`", SETTINGS[name]) for name in setting_names() if name in SETTINGS)
    return SETTINGS_HEAD + "".join(rows) + SETTINGS_FOOT


def key_table() -> str:
    """The table of keys in docs/manual/schedule.md."""
    head = "| key | what it does | if you leave it out |\n| --- | --- | --- |\n"
    return head + "".join(_row(f"`{name}`", KEYS[name]) for name in schedule_keys() if name in KEYS)


def _row(name: str, words: Words) -> str:
    return f"| {name} | {words.meaning} | {words.otherwise} |\n"


def with_key_table(page: str) -> str:
    """The schedule page with its table written again between the two marks."""
    before, _, rest = page.partition(KEYS_BEGIN)
    _, _, after = rest.partition(KEYS_END)
    return f"{before}{KEYS_BEGIN}\n\n{key_table()}\n{KEYS_END}{after}"


def pages() -> dict[Path, str]:
    """Every generated page and its text."""
    schedule = MANUAL / "schedule.md"
    return {
        MANUAL / "commands.md": commands_page(),
        MANUAL / "settings.md": settings_page(),
        schedule: with_key_table(schedule.read_text("utf-8")),
    }


def main() -> None:
    """Write the pages. Exit with the list of what has no words."""
    for path, text in pages().items():
        path.write_text(text, "utf-8")
    if missing := undescribed():
        sys.exit("\n".join(missing))


if __name__ == "__main__":
    main()
