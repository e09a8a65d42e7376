"""The options and arguments of the commands, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialkit.cli.plain_values import find_folder


def take_folder(path: Path) -> Path:
    """The value of -C."""
    try:
        return find_folder(path)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


Folder = Annotated[
    Path,
    typer.Option(
        "-C", metavar="DIR", help="the folder that holds schedule.yaml", callback=take_folder
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON value, for programs")]
Days = Annotated[int, typer.Option("--days", min=1, max=366, help="how many days ahead, 1 to 366")]
Key = Annotated[
    str,
    typer.Argument(
        metavar="KEY", help="the key of the post; its first letters are enough, 4 at least"
    ),
]
LineIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID",
        help="the ids of lines, as in lines.yaml and `socialkit lines`, or the keys of posts; the first "
        "letters are enough, 4 at least",
    ),
]
OfArticle = Annotated[
    str | None,
    typer.Option(
        "--article",
        metavar="SLUG",
        help="all lines of one article, named as its folder in quotes/",
    ),
]
NewFolder = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="the new folder; left out, the folder you are in"),
]
StartArticle = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="ARTICLE",
        help="one of your articles: a file, or the address of a page",
    ),
]
ArticleName = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE",
        help="a file, the address of a page, or the name of an article in your folder",
    ),
]
MostLines = Annotated[
    int, typer.Option("--top", min=1, max=500, help="how many lines at most, 1 to 500")
]
AlsoRejected = Annotated[
    bool, typer.Option("--rejected", help="also show what was refused, and the reason")
]
CardText = Annotated[str | None, typer.Argument(metavar="TEXT", help="the words of the card")]
CardTheme = Annotated[
    str | None,
    typer.Option("--theme", help="paper, night, arch, photo, hook, compare, list, or all"),
]
CardSize = Annotated[
    str,
    typer.Option(
        "--size",
        help="portrait 1080x1350, square 1080x1080, story 1080x1920 or landscape 1200x630",
    ),
]
CardFile = Annotated[Path, typer.Option("--out", metavar="F.jpg", help="the file to write")]
CardArticle = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="ARTICLE", help="take the words from this article; `--id` says which"
    ),
]
CardLine = Annotated[
    str | None,
    typer.Option(
        "--id",
        metavar="ID",
        help="the line, contrast or list of that article, as `socialkit lines` shows it",
    ),
]
AllLines = Annotated[bool, typer.Option("--all", help="all lines of all articles")]
RehearseOnly = Annotated[
    bool,
    typer.Option("--rehearse", help="post nothing; write the posts into a folder instead"),
]
HealthAddress = Annotated[
    bool,
    typer.Option(
        "--web/--no-web",
        help="answer at http://127.0.0.1:8765/health whether all is well, or do not",
    ),
]
HealthPort = Annotated[
    int, typer.Option("--port", min=1, max=65535, help="another port for that address")
]
AcceptShareLinks = Annotated[
    bool,
    typer.Option("--yes", help="a share link that Facebook does not open means this Page"),
]
AskNothing = Annotated[bool, typer.Option("--yes", help="do not ask first")]
UntilDate = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE",
        help="the first day on which posting goes on: 2027-01-07, tomorrow, monday, 2 weeks",
    ),
]
PauseReason = Annotated[
    str | None, typer.Option("--reason", metavar="WORDS", help="a note for yourself")
]
SeenOnTheAccount = Annotated[
    bool | None,
    typer.Option(
        "--posted/--not-posted",
        help="what you saw: the post is there, or it is not; write one of the two",
    ),
]
