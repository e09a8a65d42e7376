"""Approve and reject lines of real lines.yaml files."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialkit.errors import UsageError
from socialkit.model.lines import LineFile, Use
from socialkit.pipeline.workspace.approve import approve, reject
from socialkit.pipeline.workspace.load import Workspace
from tests.pipeline.planning.test_runway_notes import make_workspace

SLUG = "pauses"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Nine lines wait for approval; all others are rejected."""
    return make_workspace(tmp_path)


def lines(workspace: Workspace) -> LineFile:
    file = workspace.line_file(SLUG)
    assert file is not None
    return file


def waiting(workspace: Workspace) -> list[str]:
    file = lines(workspace)
    return [one.id for one in (*file.lines, *file.structures) if one.use is Use.ASK]


def use_of(workspace: Workspace, line_id: str) -> Use:
    file = lines(workspace)
    (use,) = {one.use for one in (*file.lines, *file.structures) if one.id == line_id}
    return use


def test_one_line_is_approved_by_its_id_and_only_once(workspace: Workspace) -> None:
    first, second, *_ = waiting(workspace)
    assert approve(workspace, (first,)) == (first,)
    assert approve(workspace, (first,)) == ()
    assert use_of(workspace, first) is Use.YES
    assert use_of(workspace, second) is Use.ASK


def test_all_means_the_lines_without_a_decision_but_none_under_care(workspace: Workspace) -> None:
    path = workspace.line_file_path(SLUG)
    delicate, *others = waiting(workspace)
    text = path.read_text("utf-8")
    assert f"id: {delicate}" in text
    path.write_text(
        text.replace(f"id: {delicate}", f"id: {delicate}\n    care: crisis", 1), "utf-8"
    )
    assert set(approve(workspace, (), everything=True)) == set(others)
    assert waiting(workspace) == [delicate]
    assert approve(workspace, (delicate,)) == (delicate,)


def test_an_article_is_approved_by_its_name(workspace: Workspace) -> None:
    asked = waiting(workspace)
    assert set(approve(workspace, (), article_slug=SLUG)) == set(asked)


def test_a_rejected_line_stays_rejected_when_all_are_approved(workspace: Workspace) -> None:
    first, *others = waiting(workspace)
    assert reject(workspace, (first,)) == (first,)
    approve(workspace, (), everything=True)
    assert use_of(workspace, first) is Use.NO
    assert use_of(workspace, others[0]) is Use.YES


def test_an_unknown_id_changes_nothing(workspace: Workspace) -> None:
    first, *_ = waiting(workspace)
    for decide in (approve, reject):
        with pytest.raises(UsageError, match=r"There is no line zzzz. Nothing was changed."):
            decide(workspace, (first, "zzzz"))
    assert use_of(workspace, first) is Use.ASK


def test_an_unknown_article_is_refused_with_the_names_that_are_there(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"There is no article “bridges”. There are: pauses"):
        approve(workspace, (), article_slug="bridges")


def test_before_make_there_are_no_lines(workspace: Workspace) -> None:
    workspace.line_file_path(SLUG).unlink()
    with pytest.raises(UsageError, match=r"There are no lines yet. Run first: socialkit make"):
        approve(workspace, (), everything=True)


def test_all_of_an_article_is_rejected_approved_lines_too_but_none_under_care(
    workspace: Workspace,
) -> None:
    path = workspace.line_file_path(SLUG)
    delicate, first, *others = waiting(workspace)
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(f"id: {delicate}", f"id: {delicate}\n    care: crisis", 1), "utf-8"
    )
    assert approve(workspace, (first,)) == (first,)
    assert set(reject(workspace, (), article_slug=SLUG)) == {first, *others}
    assert use_of(workspace, first) is Use.NO
    assert waiting(workspace) == [delicate]
    assert reject(workspace, (), everything=True) == ()


def test_the_beginning_of_an_id_is_enough_where_it_means_one_line(workspace: Workspace) -> None:
    first, *_ = waiting(workspace)
    assert approve(workspace, (first[:5],)) == (first,)
    assert reject(workspace, (first[:4],)) == (first,)
    with pytest.raises(UsageError, match="Of a beginning, write 4 letters or more"):
        approve(workspace, (first[:3],))


def test_a_post_stands_for_its_lines(workspace: Workspace) -> None:
    first, second, third, *_ = waiting(workspace)
    posts = {"ffff00000001": (first, second), "ffff00000002": (third,), "eeee00000001": (third,)}
    assert set(approve(workspace, ("ffff00000001",), posts=posts)) == {first, second}
    assert reject(workspace, ("eeee",), posts=posts) == (third,)


def test_a_beginning_that_means_several_changes_nothing(workspace: Workspace) -> None:
    first, second, third, *_ = waiting(workspace)
    posts = {"ffff00000001": (first, second), "ffff00000002": (third,)}
    with pytest.raises(UsageError, match=r"“ffff” may mean .*Nothing was changed. Write more"):
        approve(workspace, ("ffff",), posts=posts)
    assert use_of(workspace, third) is Use.ASK


def test_posts_that_mean_the_same_line_are_one_answer(workspace: Workspace) -> None:
    first, *_ = waiting(workspace)
    posts = {"ffff00000001": (first,), "ffff00000002": (first,)}
    assert approve(workspace, ("ffff",), posts=posts) == (first,)


def test_a_post_whose_lines_are_in_no_file_is_told(workspace: Workspace) -> None:
    with pytest.raises(
        UsageError, match=r"The lines of the post ffff00000001 are in no lines.yaml"
    ):
        approve(workspace, ("ffff",), posts={"ffff00000001": ("gone",)})
