"""Carousels as she will see them: every picture with its words, in a rehearsal and on the shelf."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image as Picture

from socialkit.errors import UnfitLine
from socialkit.model.post import Post, PostKind, Slide, SlideRole, State
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.checks.run import check_workspace
from socialkit.pipeline.delivery.preflight import Preflight
from socialkit.pipeline.planning.post_images import render_images
from socialkit.pipeline.rehearsal.run import Rehearsal, RehearsalSetup, rehearse
from socialkit.pipeline.workspace.load import Workspace, read_workspace
from socialkit.pipeline.workspace.make_lines import make
from tests.support.builders import planned

TODAY = date(2027, 1, 4)
NOW = datetime(2027, 1, 4, 6, tzinfo=UTC)
TITLE = "Small harbours"
LINES = (
    "A pause is kind when it comes with a time to return.",
    "An apology begins where the explanation ends.",
    "Trust is a habit before it is a feeling.",
)
SCHEDULE = """\
timezone: UTC
brand: {{name: Quiet Harbour, handle: "@quietharbour"{brand}}}
articles: [articles/*]
accounts:
  instagram: {{account: linked, via: instagrapi}}
post:
  - {{days: [mon], at: "09:00", to: [instagram], as: carousel{row}}}
{more}
"""
CLOSING = ', closing: "Read the whole article: link in our profile"'


def open_workspace(
    folder: Path, *, brand: str = "", row: str = "", more: str = "", title: str = TITLE
) -> Workspace:
    (folder / "articles").mkdir(exist_ok=True)
    head = f"---\ntitle: {title}\n---\n" if title else ""
    link = "Find us: https://www.instagram.com/quietharbour/"
    body = "\n\n".join([*LINES, link])
    (folder / "articles" / "harbours.txt").write_text(f"{head}{body}\n", "utf-8")
    words = SCHEDULE.format(brand=brand, row=row, more=more)
    (folder / "schedule.yaml").write_text(words, "utf-8")
    return read_workspace(folder, today=TODAY)


def hear(_: object) -> None:
    """Nobody listens."""


def open_copy(path: Path) -> Store:
    return open_store(f"sqlite:///{path}", workspace="w")


def play(workspace: Workspace, assets: Path) -> Rehearsal:
    make(workspace, assets=assets, told=hear)
    state = workspace.folder / ".socialkit"
    state.mkdir(exist_ok=True)
    stage = RehearsalSetup(state / "rehearsal", assets, open_copy, told=hear, rehearsed=hear)
    with open_copy(state / "outbox.db") as store:
        return rehearse(workspace, store, stage, now=NOW, days=2)


def only(rehearsal: Rehearsal) -> Post:
    (shown,) = rehearsal.posts
    return shown.post


def roles(post: Post) -> list[str]:
    return [slide.role.value for slide in post.plan.slides]


def look_of(path: str) -> tuple[int, ...]:
    """One colour of the ground, far from all words."""
    with Picture.open(path) as picture:
        pixel = picture.convert("RGB").getpixel((20, 1330))
    assert isinstance(pixel, tuple)
    return pixel


def test_a_rehearsed_carousel_shows_every_picture_with_its_own_words(
    tmp_path: Path, assets: Path
) -> None:
    rehearsal = play(open_workspace(tmp_path, brand=CLOSING), assets)
    post, page = only(rehearsal), rehearsal.page.read_text("utf-8")
    assert roles(post) == ["title", "line", "line", "line", "closing"]
    assert len(post.plan.line_ids) == 3
    assert [one.alt_text for one in post.plan.images] == list(post.plan.alt_texts)
    assert len({one.sha256 for one in post.plan.images}) == 5
    assert page.count("<img ") == 5
    for words in (TITLE, *LINES, "link in our profile"):
        assert words in page
    assert post.state.value == "posted"


def test_a_file_name_opens_no_carousel(tmp_path: Path, assets: Path) -> None:
    post = only(play(open_workspace(tmp_path, title=""), assets))
    assert roles(post) == ["line", "line", "line", "closing"]


def test_a_title_that_asks_for_care_opens_no_carousel(tmp_path: Path, assets: Path) -> None:
    post = only(play(open_workspace(tmp_path, title="Living with a diagnosis"), assets))
    assert roles(post)[0] == "line"


def test_a_title_that_no_card_holds_costs_no_line(tmp_path: Path, assets: Path) -> None:
    post = only(play(open_workspace(tmp_path, title="Harbours ⚓ and 💛"), assets))
    assert roles(post) == ["line", "line", "line", "closing"]
    assert len(post.plan.images) == len(post.plan.alt_texts) == 4


@pytest.mark.parametrize(("theme", "is_cover"), [("paper", True), ("night", False)])
def test_paper_opens_full_of_her_accent_and_other_themes_in_their_own_look(
    theme: str, is_cover: bool, tmp_path: Path, assets: Path
) -> None:
    post = only(play(open_workspace(tmp_path, row=f", theme: {theme}"), assets))
    grounds = [look_of(one.path) for one in post.plan.images]
    apart = max(abs(a - b) for a, b in zip(grounds[0], grounds[1], strict=True))
    assert (apart > 60) is is_cover
    assert max(abs(a - b) for a, b in zip(grounds[1], grounds[-1], strict=True)) < 12


def test_closing_words_that_do_not_fit_are_told_at_their_row_and_cost_no_line(
    tmp_path: Path, assets: Path
) -> None:
    workspace = open_workspace(tmp_path, brand=f", closing: {'word ' * 30}")
    rehearsal = play(workspace, assets)
    assert roles(only(rehearsal)) == ["title", "line", "line", "line"]
    assert any("without their closing slide" in one for one in rehearsal.ahead.plan.notes)
    told = [one for one in check_workspace(tmp_path, today=TODAY, assets=assets) if one.line == 2]
    assert [(one.file, one.level) for one in told] == [("schedule.yaml", "error")]
    assert "at most 24" in told[0].message


def test_closing_words_that_must_never_be_posted_are_not_shown(
    tmp_path: Path, assets: Path
) -> None:
    workspace = open_workspace(tmp_path, brand=CLOSING, more='never_post: ["our profile"]')
    post = only(play(workspace, assets))
    assert (roles(post)[-1], post.plan.slides[-1].text) == ("closing", "")
    told = [one for one in check_workspace(tmp_path, today=TODAY, assets=assets) if one.line == 2]
    assert ["never_post" in one.message for one in told] == [True]
    assert told[0].level == "note"


def test_good_closing_words_are_no_problem(tmp_path: Path, assets: Path) -> None:
    open_workspace(tmp_path, brand=CLOSING)
    told = check_workspace(tmp_path, today=TODAY, assets=assets)
    assert not [one for one in told if one.line == 2 and one.file == "schedule.yaml"]


def test_the_last_look_holds_a_carousel_for_its_lines_alone(tmp_path: Path, assets: Path) -> None:
    workspace = open_workspace(tmp_path, brand=CLOSING)
    post = only(play(workspace, assets))
    judge = Preflight(workspace.schedule, workspace.articles, None)
    due = post.plan.due_at
    assert judge(post, due) is None
    (article,) = workspace.articles.values()
    changed = {article.slug: replace(article, text=article.text.replace(LINES[1], "Gone."))}
    verdict = Preflight(workspace.schedule, changed, None)(Post(post.plan, State.SENDING), due)
    assert verdict is not None
    assert LINES[1] in (verdict.error or "")


def test_a_line_that_no_card_holds_is_named_whatever_stands_before_it(
    tmp_path: Path, assets: Path
) -> None:
    workspace = open_workspace(tmp_path)
    slides = (Slide(TITLE, role=SlideRole.TITLE), *map(Slide, (LINES[0], "w" * 90, LINES[2])))
    post = planned(
        kind=PostKind.CAROUSEL, line_ids=("a", "b", "c"), slides=slides, alt_texts=("words",) * 4
    )
    with pytest.raises(UnfitLine) as found:
        render_images(post, workspace, assets=assets, told=hear)
    assert found.value.line_id == "b"
