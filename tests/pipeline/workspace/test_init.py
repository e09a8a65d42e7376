"""What a new workspace gets, and what it never overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialkit.errors import ArticleError, UsageError
from socialkit.pipeline.workspace.init import ENVIRONMENT, Start, start_workspace
from socialkit.pipeline.workspace.load import read_workspace
from tests.support.builders import NOON

ARTICLE = """\
# On pauses

A pause is kind when it comes with a time to return.

Write to me: +49 30 1234567, https://www.instagram.com/quietharbour/
"""


def start(folder: Path, source: str | None = None, *, kept: str | None = None) -> Start:
    return start_workspace(
        folder / "practice",
        source,
        here=folder,
        schema="{}",
        system_zone="Europe/Oslo",
        kept_schedule=kept,
    )


def test_an_empty_folder_gets_every_file_and_a_private_env(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert set(done.created) == {
        "schedule.yaml", ".env", ".gitignore", "assets/schedule.schema.json", "quotes/README.md",
    }  # fmt: skip
    assert done.kept == ()
    assert (done.folder / "articles").is_dir()
    assert (done.folder / ".env").read_text("utf-8") == ENVIRONMENT
    assert (done.folder / ".env").stat().st_mode & 0o077 == 0
    assert done.guessed == ("Times are in Europe/Oslo, the zone of this computer.",)


def test_the_article_gives_zone_and_links_and_is_copied(tmp_path: Path) -> None:
    (tmp_path / "pauses.md").write_text(ARTICLE, "utf-8")
    done = start(tmp_path, "pauses.md")
    assert "articles/pauses.md" in done.created
    assert done.guessed == (
        "Times are in Europe/Berlin, because the phone number starts with +49.",
        "Instagram: @quietharbour",
        "Facebook: no account found, so nothing goes there. "
        "Add your Facebook link at the end of the article.",
    )
    workspace = read_workspace(done.folder, today=NOON.date())
    assert workspace.schedule.timezone == "Europe/Berlin"
    assert [one.title for one in workspace.articles.values()] == ["On pauses"]


def test_an_article_without_links_is_told_to_get_some(tmp_path: Path) -> None:
    (tmp_path / "pauses.md").write_text("# On pauses\n\nWords.\n", "utf-8")
    assert "The article links to no account yet" in "\n".join(start(tmp_path, "pauses.md").guessed)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "pauses.md").write_text(ARTICLE, "utf-8")
    first = start(tmp_path, "pauses.md")
    (first.folder / "schedule.yaml").write_text("mine\n", "utf-8")
    again = start(tmp_path, "pauses.md")
    assert again.created == ()
    assert set(again.kept) == set(first.created)
    assert (first.folder / "schedule.yaml").read_text("utf-8") == "mine\n"


def test_the_kept_schedule_comes_back_and_nothing_is_guessed(tmp_path: Path) -> None:
    done = start(tmp_path, kept="timezone: Asia/Kolkata\n")
    assert (done.folder / "schedule.yaml").read_text("utf-8") == "timezone: Asia/Kolkata\n"
    assert done.guessed == ()


def test_an_article_that_is_not_there_and_a_folder_that_cannot_be_made_are_refused(
    tmp_path: Path,
) -> None:
    with pytest.raises(ArticleError):
        start(tmp_path, "missing.md")
    assert not (tmp_path / "practice").exists()
    (tmp_path / "practice").write_text("a file", "utf-8")
    with pytest.raises(UsageError, match=r"cannot be written .*Choose another one: socialkit init"):
        start(tmp_path)


def test_what_is_no_account_is_named_with_the_reason_and_a_name_on_threads_is_offered(
    tmp_path: Path,
) -> None:
    words = "# On pauses\n\nWords.\n\nhttps://www.threads.net/@quietharbour\n"
    (tmp_path / "pauses.md").write_text(f"{words}https://www.facebook.com/groups/quiet\n", "utf-8")
    told = "\n".join(start(tmp_path, "pauses.md").guessed)
    assert "If @quietharbour is your name on Instagram too, add https://www.instagram.com/" in told
    assert "facebook.com/groups/quiet is a group, and posts go to a Page." in told
