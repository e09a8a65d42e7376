"""A quote that she pinned is read like any other line, care included."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from socialkit.model.lines import Use
from socialkit.pipeline.checks.quotes import check_quotes
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
        f"the nearest are: “{FREE}” or “A pause is kind when it comes with a reason.”"
        in told.message
    )
    assert "Tea" not in told.message


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
