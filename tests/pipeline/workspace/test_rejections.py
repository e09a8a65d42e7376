"""A rejection is for the words: whatever happens to files and names, refused words stay refused."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialkit.lines.rejected_words import word_key
from socialkit.model.lines import Use
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.planning.candidates import gather_candidates
from socialkit.pipeline.workspace.approve import approve, reject, remember_approvals
from socialkit.pipeline.workspace.load import Workspace, read_workspace
from socialkit.pipeline.workspace.make_lines import make_lines
from socialkit.pipeline.workspace.renamed_articles import move_renamed

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
REFUSED = "Trust comes back in small coins, paid every day without being asked."
APPROVED = "A door left open says more than a long speech about honesty."
OPEN = "Two tired people can still choose to be gentle with each other."
OTHER = "Winter teaches every garden how to wait without giving up hope."
LINKS = "Instagram https://www.instagram.com/quiet_harbour_sample"
SCHEDULE = """\
timezone: Europe/London
brand: {name: Quiet Harbour}
articles: [articles/*, "articles/more/*"]
accounts: {instagram: {account: linked}}
review: automatic
post:
  - {days: [mon], at: "09:00", to: [instagram]}
"""


def write_article(folder: Path, name: str, *lines: str, title: str = "On trust") -> Path:
    path = folder / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join([title, *lines, LINKS]) + "\n", "utf-8")
    return path


def make_all(folder: Path) -> Workspace:
    workspace = read_workspace(folder, today=NOW.date())
    move_renamed(workspace)
    for article in workspace.articles.values():
        make_lines(workspace, article)
    return workspace


def uses(workspace: Workspace, store: Store) -> dict[str, set[Use]]:
    found: dict[str, set[Use]] = {}
    for one in gather_candidates(workspace, store)[0]:
        found.setdefault(one.text, set()).add(one.use)
    return found


def id_of(workspace: Workspace, slug: str, text: str) -> str:
    file = workspace.line_file(slug)
    assert file is not None
    return next(one.id for one in file.lines if one.text == text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, store: Store) -> Path:
    """One article of three lines: one refused, one approved, one without a decision."""
    place = tmp_path / "practice"
    place.mkdir()
    (place / "schedule.yaml").write_text(SCHEDULE, "utf-8")
    write_article(place, "trust.txt", REFUSED, APPROVED, OPEN)
    workspace = make_all(place)
    reject(workspace, (id_of(workspace, "trust", REFUSED),))
    approve(workspace, (id_of(workspace, "trust", APPROVED),))
    remember_approvals(workspace, store, now=NOW)
    return place


def rename(folder: Path) -> None:
    (folder / "articles" / "trust.txt").rename(folder / "articles" / "on-trust.txt")


def move(folder: Path) -> None:
    (folder / "articles" / "more").mkdir()
    (folder / "articles" / "trust.txt").rename(folder / "articles" / "more" / "coins.txt")


def save_as_markdown(folder: Path) -> None:
    (folder / "articles" / "trust.txt").unlink()
    write_article(folder, "small-coins.md", REFUSED, APPROVED, OPEN, title="# On trust")


def rename_and_edit(folder: Path) -> None:
    (folder / "articles" / "trust.txt").unlink()
    write_article(folder, "trust-2.txt", REFUSED, OTHER, APPROVED, "A new thought closes the page.")


def rename_twice(folder: Path) -> None:
    rename(folder)
    make_all(folder)
    (folder / "articles" / "on-trust.txt").rename(folder / "articles" / "third-name.txt")


def swap_with_another(folder: Path) -> None:
    write_article(
        folder, "garden.txt", OTHER, "Snow keeps the roots of patient things alive below."
    )
    make_all(folder)
    first, second, aside = (
        folder / "articles" / one for one in ("trust.txt", "garden.txt", "x.txt")
    )
    first.rename(aside)
    second.rename(first)
    aside.rename(second)


def give_its_name_away(folder: Path) -> None:
    (folder / "articles" / "more").mkdir()
    (folder / "articles" / "trust.txt").rename(folder / "articles" / "more" / "trust.txt")
    make_all(folder)
    write_article(folder, "trust.txt", OTHER, "Snow keeps the roots of patient things alive below.")


RENAMES: tuple[Callable[[Path], None], ...] = (
    rename,
    move,
    save_as_markdown,
    rename_and_edit,
    rename_twice,
    swap_with_another,
    give_its_name_away,
)


@pytest.mark.parametrize("event", RENAMES)
def test_a_renamed_article_keeps_every_decision_and_leaves_no_folder_behind(
    folder: Path, store: Store, event: Callable[[Path], None]
) -> None:
    event(folder)
    workspace = make_all(folder)
    found = uses(workspace, store)
    assert found[REFUSED] == {Use.NO}
    assert found[APPROVED] == {Use.YES}
    assert {path.name for path in (folder / "quotes").iterdir()} == set(workspace.articles)
    assert move_renamed(read_workspace(folder, today=NOW.date())) == ()


def copy(folder: Path) -> None:
    shutil.copy(folder / "articles" / "trust.txt", folder / "articles" / "trust (1).txt")


def copy_in_another_form(folder: Path) -> None:
    write_article(folder, "export.md", OPEN, REFUSED, title="# On trust")


def quote_in_another_article(folder: Path) -> None:
    write_article(folder, "letter.txt", OTHER, REFUSED)


def copy_then_delete_the_article(folder: Path) -> None:
    copy(folder)
    make_all(folder)
    (folder / "articles" / "trust.txt").unlink()


def copy_then_delete_article_and_quotes(folder: Path) -> None:
    copy(folder)
    make_all(folder)
    (folder / "articles" / "trust.txt").unlink()
    shutil.rmtree(folder / "quotes" / "trust")


def copy_then_break_the_file(folder: Path) -> None:
    copy(folder)
    make_all(folder)
    (folder / "quotes" / "trust" / "lines.yaml").write_text("lines: [", "utf-8")
    (folder / "articles" / "trust.txt").unlink()


def delete_the_lines(folder: Path) -> None:
    (folder / "quotes" / "trust" / "lines.yaml").unlink()


def delete_all_quotes(folder: Path) -> None:
    shutil.rmtree(folder / "quotes")


def rename_and_delete_all_quotes(folder: Path) -> None:
    rename(folder)
    delete_all_quotes(folder)


COPIES: tuple[Callable[[Path], None], ...] = (
    copy,
    copy_in_another_form,
    quote_in_another_article,
    copy_then_delete_the_article,
    copy_then_delete_article_and_quotes,
    copy_then_break_the_file,
    delete_the_lines,
    delete_all_quotes,
    rename_and_delete_all_quotes,
)


@pytest.mark.parametrize("event", [*RENAMES, *COPIES])
def test_refused_words_stay_refused_whatever_happens_to_the_files(
    folder: Path, store: Store, event: Callable[[Path], None]
) -> None:
    event(folder)
    for _ in range(2):
        workspace = read_workspace(folder, today=NOW.date())
        move_renamed(workspace)
        for slug, article in workspace.articles.items():
            if event is not copy_then_break_the_file or slug != "trust":
                make_lines(workspace, article)
        assert uses(workspace, store)[REFUSED] == {Use.NO}
        remember_approvals(workspace, store, now=NOW)


SAME = (
    REFUSED.upper(),
    REFUSED.rstrip("."),
    REFUSED.replace(",", " –"),
    REFUSED.replace("coins", "co\u00adins"),
    REFUSED.replace(" ", "\u00a0"),
    REFUSED.replace("small", "sm\u200ball"),
    f"“{REFUSED}”",
    REFUSED.replace(". ", ".\n"),
)


@pytest.mark.parametrize("words", SAME)
def test_the_same_words_in_another_dress_are_refused_too(words: str) -> None:
    assert word_key(words) == word_key(REFUSED)


@pytest.mark.parametrize("words", ["Café rests.", "Don’t wait.", "Nähe wächst.", "धैर्य प्रेम है।"])
def test_decomposed_letters_are_the_same_words(words: str) -> None:
    assert word_key(unicodedata.normalize("NFD", words)) == word_key(words)


@pytest.mark.parametrize(
    "other", [REFUSED.replace("small", "large"), APPROVED, "Trust comes back."]
)
def test_other_words_are_not_refused(other: str) -> None:
    assert word_key(other) != word_key(REFUSED)


def test_a_pair_that_holds_a_refused_sentence_waits_for_its_own_approval(
    folder: Path, store: Store
) -> None:
    workspace = make_all(folder)
    file = workspace.line_file("trust")
    assert file is not None
    pair = replace(file.lines[0], id="pair", text=f"{OPEN} {REFUSED}", use=Use.ASK)
    from socialkit.pipeline.workspace.approve import read_rejections

    rejected = read_rejections(workspace, store)
    assert rejected.effective_use(pair) is Use.NO
    assert rejected.effective_use(replace(pair, use=Use.YES)) is Use.YES


def test_an_approval_by_id_ends_the_rejection_everywhere(folder: Path, store: Store) -> None:
    copy(folder)
    workspace = make_all(folder)
    slug = next(one for one in workspace.articles if one != "trust")
    approve(workspace, (id_of(workspace, slug, REFUSED),))
    assert uses(workspace, store)[REFUSED] == {Use.YES}


def test_approving_all_never_includes_words_that_are_refused_elsewhere(
    folder: Path, store: Store
) -> None:
    copy(folder)
    workspace = make_all(folder)
    approve(workspace, (), everything=True)
    found = uses(workspace, store)
    assert found[REFUSED] == {Use.NO}
    assert found[OPEN] == {Use.YES}


def test_rejecting_a_copy_rejects_the_words_in_both(folder: Path, store: Store) -> None:
    copy(folder)
    workspace = make_all(folder)
    reject(workspace, (id_of(workspace, "trust", APPROVED),))
    assert uses(workspace, store)[APPROVED] == {Use.NO}


def test_a_changed_mind_in_the_file_counts_at_once(folder: Path, store: Store) -> None:
    path = folder / "quotes" / "trust" / "lines.yaml"
    path.write_text(path.read_text("utf-8").replace("use: no", "use: yes"), "utf-8")
    assert uses(make_all(folder), store)[REFUSED] == {Use.YES}


def test_an_article_that_only_shares_a_sentence_takes_nothing_away(
    folder: Path, store: Store
) -> None:
    write_article(folder, "letter.txt", OTHER, APPROVED, "A letter has its own way to end a year.")
    workspace = make_all(folder)
    assert set(workspace.articles) == {"trust", "letter"}
    assert {path.name for path in (folder / "quotes").iterdir()} == {"trust", "letter"}
    assert uses(workspace, store)[APPROVED] == {Use.YES, Use.ASK}


def test_comments_of_the_owner_move_along(folder: Path, store: Store) -> None:
    path = folder / "quotes" / "trust" / "lines.yaml"
    path.write_text(path.read_text("utf-8").replace("use: no", "use: no  # too blunt"), "utf-8")
    rename(folder)
    make_all(folder)
    assert "# too blunt" in (folder / "quotes" / "on-trust" / "lines.yaml").read_text("utf-8")
