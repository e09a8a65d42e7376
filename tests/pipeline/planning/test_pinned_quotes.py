"""A quote that she pinned is read like any other line, care included."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from socialkit.model.lines import Use
from socialkit.model.text import without_unseen
from socialkit.pipeline.checks.articles import check_quotes
from socialkit.pipeline.planning.candidates import pin_quotes
from socialkit.pipeline.workspace.load import read_workspace

SCHEDULE = """\
timezone: UTC
brand: {{name: Quiet Harbour}}
articles: [articles/*]
accounts:
  instagram: {{account: linked, via: instagrapi}}
post:
  - {{days: [mon], at: "09:00", to: [instagram], quote: "{quote}"}}
"""
CARED = "A diagnosis is a beginning, not a verdict."
FREE = "A pause is kind when it comes with a time to return."


@pytest.mark.parametrize(("quote", "care"), [(CARED, "It speaks of a diagnosis."), (FREE, None)])
def test_a_pinned_quote_has_her_yes_and_keeps_its_care(
    quote: str, care: str | None, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "words.txt").write_text(f"{CARED}\n\n{FREE}\n", "utf-8")
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.format(quote=quote), "utf-8")
    workspace = read_workspace(tmp_path, today=date(2027, 1, 4))
    (candidate,) = pin_quotes(workspace, ())
    assert (candidate.text, candidate.use, candidate.care) == (quote, Use.YES, care)


def test_words_that_stand_nowhere_are_told_with_the_nearest_ones(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    words = f"{CARED} {FREE}\nA pause is kind when it comes with a reason. Tea helps.\n"
    (tmp_path / "articles" / "words.txt").write_text(words, "utf-8")
    quote = "A pause is kind if it comes with a time to return"
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.format(quote=quote), "utf-8")
    (told,) = check_quotes(read_workspace(tmp_path, today=date(2027, 1, 4)))
    assert (told.line, told.column) == (7, 56)
    assert (
        f"the nearest are: “{FREE}” (“when” where you wrote “if”) or "
        "“A pause is kind when it comes with a reason.”; write one of them" in told.message
    )
    assert "Tea" not in told.message


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("A pause is kind when it comes with time to return.", "you left out “a”"),
        ("A pause is very kind when it comes with a time to return.", "without your “very”"),
        ("a pause is kind when it comes with a time to return.", "“A” where you wrote “a”"),
        ("A pause is kind, when it comes with a time to return", "“kind” where you wrote “kind,”"),
        (
            "The pause is kind if it comes with an hour to return.",
            "“A” where you wrote “The”, “when” where you wrote “if”, “a time” where you wrote “an hour”",
        ),
    ],
)
def test_the_words_that_differ_from_the_nearest_are_shown(
    quote: str, difference: str, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "words.txt").write_text(f"{FREE}\n", "utf-8")
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.format(quote=quote), "utf-8")
    (told,) = check_quotes(read_workspace(tmp_path, today=date(2027, 1, 4)))
    assert f"the nearest is: “{FREE}” ({difference}); write" in told.message


UNSEEN = [
    ("a soft hyphen", "A pa\u00aduse is kind when it comes with a time to return."),
    ("a zero-width space", "A pause\u200b is kind\u200b when it comes with a time to return."),
    ("a word joiner", "A pause is kind\u2060 when it comes with a time to return."),
    ("a mark at the start", "\ufeffA pause is kind when it comes with a time to return."),
    ("blanks that do not break", "A\u00a0pause is\u202fkind when it comes with a time to return."),
    ("a joiner", "A pause is ki\u200dnd when it comes with a time to return."),
    ("a mark of direction", "A pause is kind\u200e when it comes with a time to return."),
    ("a break of rows", "A pause is kind when\nit comes with a time to return."),
]


@pytest.mark.parametrize(("what", "written"), UNSEEN, ids=[what for what, _ in UNSEEN])
def test_signs_that_nobody_sees_hide_no_quote(what: str, written: str, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "words.txt").write_text(f"{CARED}\n\n{written}\n", "utf-8")
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.format(quote=FREE), "utf-8")
    workspace = read_workspace(tmp_path, today=date(2027, 1, 4))
    assert list(check_quotes(workspace)) == []
    (candidate,) = pin_quotes(workspace, ())
    (article,) = workspace.articles.values()
    assert candidate.text in article.text
    assert without_unseen(" ".join(candidate.text.split())) == FREE


def test_words_like_no_others_are_to_be_copied(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "words.txt").write_text(f"{FREE}\n", "utf-8")
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.format(quote="Zzz"), "utf-8")
    (told,) = check_quotes(read_workspace(tmp_path, today=date(2027, 1, 4)))
    assert told.message == (
        "these words are in no article; copy them from the article, letter for letter"
    )


def test_a_quote_that_holds_a_phrase_under_never_post_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "words.txt").write_text(f"{FREE}\n", "utf-8")
    text = SCHEDULE.format(quote=FREE) + 'never_post: ["a Time to"]\n'
    (tmp_path / "schedule.yaml").write_text(text, "utf-8")
    (told,) = check_quotes(read_workspace(tmp_path, today=date(2027, 1, 4)))
    assert (told.line, told.column, told.level) == (7, 56, "error")
    assert "under never_post, so this time stays empty; change one of the two" in told.message
