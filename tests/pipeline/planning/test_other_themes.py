"""A theme or an emphasis that a line does not take costs no post: this post alone gets another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.model.post import Post, PostKind, Slide
from socialkit.outbox.store import open_store
from socialkit.pipeline.planning.planner import PlanningResult, PlanTrigger, plan_ahead
from socialkit.pipeline.planning.post_images import render_images
from socialkit.pipeline.workspace.load import read_workspace
from socialkit.pipeline.workspace.make_lines import make
from tests.support.builders import planned

NOW = datetime(2027, 1, 4, 6, tzinfo=UTC)
LINES = (
    "A pause is kind when it comes with a time to return.",
    "An apology begins where the explanation ends.",
    "Trust is a habit before it is a feeling.",
    "Warmth returns in teaspoons, not in buckets.",
    "A calm voice leaves room for a second thought.",
    "Old hurts soften when somebody stays for the whole story.",
    "Most tenderness is small enough to be overlooked.",
    "Closeness grows in the minutes nobody plans.",
)
SCHEDULE = """\
timezone: UTC
brand: {{name: Quiet Harbour, theme: {theme}}}
articles: [articles/*]
accounts:
  instagram: {{account: linked, via: instagrapi}}
post:
{rows}
"""
SIDES = ("With a harbour", "Without a harbour")
PLAIN = '  - {days: [mon, wed], at: "09:00", to: [instagram]}'


def hear(_: object) -> None:
    """Nobody listens."""


def plan(
    folder: Path, assets: Path, *rows: str, theme: str = "paper", beside: str = ""
) -> tuple[list[Post], PlanningResult]:
    """Two weeks from these rows; `beside` stands beside every line."""
    (folder / "articles").mkdir()
    words = "\n\n".join([*LINES, "https://www.instagram.com/quietharbour/"])
    (folder / "articles" / "harbours.txt").write_text(words, "utf-8")
    (folder / "schedule.yaml").write_text(
        SCHEDULE.format(rows="\n".join(rows), theme=theme), "utf-8"
    )
    workspace = read_workspace(folder, today=date(2027, 1, 4))
    make(workspace, assets=assets, told=hear)
    if beside:
        path = folder / "quotes" / "harbours" / "lines.yaml"
        text = path.read_text("utf-8").replace("    use: ask", f"    use: ask\n    {beside}")
        path.write_text(text, "utf-8")
        (made,) = make(workspace, assets=assets, told=hear)
        assert not made.problems
    with open_store(f"sqlite:///{folder / 'outbox.db'}", workspace="w") as store:
        until = NOW + timedelta(days=10)
        occasion = PlanTrigger.COMMAND
        told = plan_ahead(
            workspace, store, now=NOW, until=until, assets=assets, told=hear, occasion=occasion
        )
        return sorted(store.posts(), key=lambda post: post.plan.due_at), told


@pytest.mark.parametrize("theme", ["hook", "list", "compare"])
@pytest.mark.parametrize("kind", ["card", "story"])
def test_a_row_whose_theme_takes_no_line_takes_none_from_the_other_rows(
    theme: str, kind: str, tmp_path: Path, assets: Path
) -> None:
    row = f'  - {{days: [tue], at: "09:00", to: [instagram], as: {kind}, theme: {theme}}}'
    posts, told = plan(tmp_path, assets, PLAIN, row)
    assert [f"{post.plan.local_date:%a}" for post in posts] == [
        "Mon",
        "Tue",
        "Wed",
        "Mon",
        "Tue",
        "Wed",
    ]
    assert not told.plan.empty_slots
    assert {post.plan.theme for post in posts} == {"paper"}
    assert all(post.plan.images for post in posts)
    said = [one for one in told.plan.notes if "instead of hook" in one]
    assert bool(said) is (theme == "hook")


@pytest.mark.parametrize("theme", ["hook", "list", "compare"])
def test_a_brand_whose_theme_takes_no_line_has_all_its_posts(
    theme: str, tmp_path: Path, assets: Path
) -> None:
    posts, _ = plan(tmp_path, assets, PLAIN, theme=theme)
    assert len(posts) == 4 and {post.plan.theme for post in posts} == {"paper"}


@pytest.mark.parametrize(
    ("beside", "theme"),
    [
        ("theme: hook", "paper"),
        ("theme: list", "paper"),
        ("theme: night", "night"),
        ('emphasis: "not broken"', "paper"),
        ("emphasis: 'of a habit'", "paper"),
    ],
)
def test_a_wish_beside_a_line_that_cannot_be_done_costs_no_post(
    beside: str, theme: str, tmp_path: Path, assets: Path
) -> None:
    posts, _ = plan(tmp_path, assets, PLAIN, beside=beside)
    assert len(posts) == 4
    assert {post.plan.theme for post in posts} == {theme}
    assert all(post.plan.images for post in posts)


def test_a_theme_that_does_not_take_a_line_gives_way_to_that_of_the_brand(
    tmp_path: Path, assets: Path
) -> None:
    posts, _ = plan(tmp_path, assets, PLAIN, theme="arch", beside="theme: hook")
    assert {post.plan.theme for post in posts} == {"arch"}


def test_a_contrast_too_long_for_one_card_gets_a_card_for_each_side(
    tmp_path: Path, assets: Path
) -> None:
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.format(rows=PLAIN, theme="paper"), "utf-8")
    workspace = read_workspace(tmp_path, today=date(2027, 1, 4))
    sides = [
        Slide(" ".join([line, *LINES[:7]]), label)
        for line, label in zip(LINES, SIDES, strict=False)
    ]
    post = planned(
        kind=PostKind.CONTRAST, theme="compare", slides=tuple(sides), alt_texts=("both",)
    )
    drawn = render_images(post, workspace, assets=assets, told=hear)
    assert (drawn.theme, len(drawn.images), len(drawn.alt_texts)) == ("paper", 2, 2)
    assert all(
        side.label in text for side, text in zip(sides, drawn.alt_texts, strict=True) if side.label
    )
