"""What no card of the brand can show costs no post: those planned keep their pictures, new ones wait for
theirs, and one problem says why, at its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from socialkit.errors import MachineError, OutboxError
from socialkit.model.network import Network
from socialkit.model.notice import NoticeCode
from socialkit.model.post import Account, Post, State, WaitReason
from socialkit.outbox.store import Store, open_store
from socialkit.outbox.workspace_state import BRAND_FAULTS, load_wakeups
from socialkit.pipeline.checks.run import check_workspace
from socialkit.pipeline.delivery.manual_actions import request_now
from socialkit.pipeline.delivery.overdue import resolve_overdue
from socialkit.pipeline.planning.brand_faults import find_brand_faults
from socialkit.pipeline.planning.planner import PlanTrigger, plan_ahead
from socialkit.pipeline.planning.run import prepare
from socialkit.pipeline.status.report import Health, build_status
from socialkit.pipeline.workspace.load import Workspace, read_workspace
from socialkit.pipeline.workspace.make_lines import make
from tests.cards.paint.picture_samples import FILES, PLACES, png, put, take_away

TODAY = date(2027, 1, 4)
NOW = datetime(2027, 1, 4, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LINES = (
    "A pause is kind when it comes with a time to return.",
    "An apology begins where the explanation ends.",
    "Trust is a habit before it is a feeling.",
    "Warmth returns in teaspoons, not in buckets.",
    "A calm voice leaves room for a second thought.",
    "Old hurts soften when somebody stays for the whole story.",
    "Most tenderness is small enough to be overlooked.",
    "Closeness grows in the minutes nobody plans.",
    "What we notice in each other, we water.",
    "An evening without screens is a small holiday for two.",
)
SCHEDULE = """\
timezone: UTC
review: automatic
brand:
  name: {name}
  handle: "@quietharbour"
  credential: {credential}
  website: {website}
  logo: {logo}
  photo: {photo}
  closing: {closing}
articles: [articles/*]
accounts:
  instagram: {{account: linked, via: instagrapi}}
post:
  - {{days: [mon, wed], at: "09:00", to: [instagram]}}
  - {{days: [tue], at: "09:00", to: [instagram], as: story, theme: photo}}
{more}
"""
BRAND = {
    "name": "Quiet Harbour",
    "credential": '"Anna Roy, psychologist"',
    "website": "https://quietharbour.example",
    "logo": "assets/logo.png",
    "photo": "assets/photo.jpg",
    "closing": '"The whole article: link in our profile"',
    "more": "",
}
ROWS = {"name": 4, "credential": 6, "website": 7, "logo": 8, "photo": 9, "closing": 10}
NEW_ROW = '  - {days: [thu], at: "10:00", to: [instagram], theme: photo}'
CAROUSEL = '  - {days: [fri], at: "10:00", to: [instagram], as: carousel}'


def hear(_: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Practice:
    """A folder with planned posts, whose brand the tests break and mend."""

    folder: Path
    store: Store
    assets: Path

    def read(self, **brand: str) -> Workspace:
        words = SCHEDULE.format(**BRAND | brand)
        (self.folder / "schedule.yaml").write_text(words, "utf-8")
        return read_workspace(self.folder, today=TODAY)

    def plan(self, now: datetime = NOW, **brand: str) -> list[Post]:
        """What is planned after a cycle of the daemon at that moment."""
        workspace, until = self.read(**brand), now + timedelta(days=9)
        how = {"now": now, "until": until, "assets": self.assets, "told": hear}
        plan_ahead(workspace, self.store, occasion=PlanTrigger.CLOCK, **how)  # type: ignore[arg-type]
        return sorted(self.store.posts(since=now), key=lambda post: post.plan.due_at)

    @property
    def planned(self) -> list[Post]:
        """What is planned, by time."""
        return sorted(self.store.posts(since=NOW), key=lambda post: post.plan.due_at)

    def picture(self, row: str) -> Path:
        return self.folder / BRAND[row]


def draw_pictures(folder: Path) -> None:
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets" / "logo.png").write_bytes(png(300, 100))
    Image.new("RGB", (1080, 1920), "#406080").save(folder / "assets" / "photo.jpg")


def open_practice(folder: Path, store: Store, assets: Path) -> Practice:
    (folder / "articles").mkdir()
    links = "https://www.instagram.com/quietharbour/"
    (folder / "articles" / "harbours.txt").write_text("\n\n".join([*LINES, links]), "utf-8")
    draw_pictures(folder)
    practice = Practice(folder, store, assets)
    make(practice.read(), assets=assets, told=hear)
    assert len(practice.plan()) >= 3
    return practice


@pytest.fixture
def fresh(tmp_path: Path, assets: Path) -> Iterator[Practice]:
    """Planned for one test alone; its account is connected."""
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as store:
        found = open_practice(tmp_path, store, assets)
        connect(found)
        yield found


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, assets: Path) -> Iterator[Practice]:
    """Planned once; every test leaves it as it was."""
    folder = tmp_path_factory.mktemp("harbour")
    with open_store(f"sqlite:///{folder / 'outbox.db'}", workspace="w") as store:
        yield open_practice(folder, store, assets)


@pytest.fixture
def practice(prepared: Practice) -> Iterator[Practice]:
    yield prepared
    for row in ("logo", "photo"):
        take_away(prepared.picture(row))
    draw_pictures(prepared.folder)
    prepared.plan()


def fates(posts: list[Post]) -> list[tuple[object, ...]]:
    return [(post.key, post.state, post.wait_reason, post.plan.images) for post in posts]


SOME = ("nothing in it", "a HEIC photo", "an SVG drawing", "half a JPEG", "a bomb", "a folder")


@pytest.mark.parametrize(
    ("row", "sample"),
    [*(("logo", one) for one in (*FILES, *PLACES)), *(("photo", one) for one in SOME)],
)
def test_a_picture_that_breaks_costs_no_post_and_is_one_problem_at_its_row(
    row: str, sample: str, practice: Practice
) -> None:
    before = fates(practice.planned)
    take_away(practice.picture(row))
    put(sample, practice.picture(row))
    for now in (NOW + MINUTE, NOW + 3 * MINUTE):
        assert fates(practice.plan(now)) == before
    (fault,) = find_brand_faults(practice.read(), assets=practice.assets)
    assert (fault.file, fault.line, fault.level) == ("schedule.yaml", ROWS[row], "error")


WORDS = {
    "name": (
        "安静的港湾",
        "هدوء",
        "Quiet 🌊 Harbour",
        '"' + "Harbour" * 9 + '"',
        "Тихая ꙮ гавань ꔀ",
    ),
    "credential": ('"Anna 安 Roy"', '"🌊"', '"' + "psychologist" * 8 + '"', '"ܐܢܐ"'),
}


@pytest.mark.parametrize(
    ("row", "words"), [(row, one) for row, some in WORDS.items() for one in some]
)
def test_words_that_no_typeface_or_card_can_hold_cost_no_post(
    row: str, words: str, practice: Practice
) -> None:
    before = fates(practice.plan())
    text = SCHEDULE.format(**BRAND | {row: words})
    if row == "name":  # else a logo stands in its place
        text = text.replace("  logo: assets/logo.png\n", "")
    (practice.folder / "schedule.yaml").write_text(text, "utf-8")
    workspace = read_workspace(practice.folder, today=TODAY)
    plan_ahead(
        workspace,
        practice.store,
        now=NOW + MINUTE,
        until=NOW + timedelta(days=9),
        assets=practice.assets,
        told=hear,
    )
    assert fates(practice.planned) == before
    (fault,) = find_brand_faults(workspace, assets=practice.assets)
    assert (fault.file, fault.line, fault.level) == ("schedule.yaml", ROWS[row], "error")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("closing", '"' + "words " * 30 + '"'),
        ("closing", '"港"'),
        ("website", "https://港.example"),
    ],
)
def test_what_only_the_last_slide_shows_is_told_and_holds_up_nothing(
    row: str, words: str, practice: Practice
) -> None:
    posts = practice.plan(NOW + MINUTE, more=CAROUSEL, **{row: words})
    assert {post.state for post in posts} <= {State.WAITING, State.SCHEDULED}
    assert all(post.plan.images for post in posts)
    (fault,) = find_brand_faults(
        practice.read(more=CAROUSEL, **{row: words}), assets=practice.assets
    )
    assert fault.line == ROWS[row] and "without a closing slide" in fault.message


def test_two_faults_are_two_problems_at_once(practice: Practice) -> None:
    practice.picture("logo").write_bytes(b"")
    practice.picture("photo").write_bytes(b"%PDF-1.4")
    workspace = practice.read(credential='"安"')
    found = find_brand_faults(workspace, assets=practice.assets)
    assert [one.line for one in found] == [ROWS["logo"], ROWS["photo"], ROWS["credential"]]


def test_a_photo_that_is_too_small_is_told_where_a_row_shows_it(practice: Practice) -> None:
    Image.new("RGB", (300, 400)).save(practice.picture("photo"))
    (fault,) = find_brand_faults(practice.read(), assets=practice.assets)
    assert fault.line == ROWS["photo"] and "too small" in fault.message


def connect(practice: Practice) -> None:
    practice.store.save_account(
        Account(Network.INSTAGRAM, "quietharbour", "instagrapi", connected_at=NOW)
    )


def test_a_new_post_waits_for_its_picture_goes_on_once_it_can_be_drawn(fresh: Practice) -> None:
    fresh.picture("logo").write_bytes(b"")
    posts = fresh.plan(NOW + MINUTE, more=NEW_ROW)
    (new,) = (post for post in posts if not post.plan.images)
    assert (new.state, new.wait_reason) == (State.WAITING, WaitReason.IMAGE)
    assert "the file is empty" in (new.error or "")
    assert {post.state for post in posts if post != new} == {State.SCHEDULED}
    with pytest.raises(OutboxError, match="has no picture yet"):
        request_now(new.key, fresh.store, now=NOW + MINUTE)
    draw_pictures(fresh.folder)
    after = {post.key: post for post in fresh.plan(NOW + 2 * MINUTE, more=NEW_ROW)}
    assert after[new.key].state is State.SCHEDULED and after[new.key].plan.images


def test_a_post_that_fell_due_without_a_picture_goes_out_late_or_is_missed(
    fresh: Practice,
) -> None:
    fresh.picture("logo").write_bytes(b"")
    posts = fresh.plan(NOW + MINUTE, more=NEW_ROW)
    (new,) = (post for post in posts if not post.plan.images)
    late = new.plan.due_at + 30 * MINUTE
    waiting = {post.key: post for post in fresh.plan(late, more=NEW_ROW)}
    assert fresh.store.post(new.key).state is State.WAITING and waiting
    draw_pictures(fresh.folder)
    fresh.plan(late + MINUTE, more=NEW_ROW)
    healed = fresh.store.post(new.key)
    assert healed.state is State.SCHEDULED and healed.plan.images
    assert new.key in fresh.store.due(late + MINUTE)


def test_a_post_without_a_picture_is_missed_not_cancelled_when_it_is_too_late(
    fresh: Practice,
) -> None:
    row = NEW_ROW.replace("thu", "fri")
    fresh.picture("logo").write_bytes(b"")
    (new,) = (post for post in fresh.plan(NOW + MINUTE, more=row) if not post.plan.images)
    late = new.plan.due_at + timedelta(hours=3)
    fresh.plan(late, more=row)
    resolve_overdue(fresh.read(more=row), fresh.store, now=late)
    missed = fresh.store.post(new.key)
    assert missed.state is State.MISSED
    assert "the file is empty" in (missed.error or "")


def test_another_logo_redraws_the_pictures(fresh: Practice) -> None:
    before = fresh.plan()
    fresh.picture("logo").write_bytes(png(300, 100, "#204060"))
    after = fresh.plan(NOW + MINUTE)
    assert [post.key for post in after] == [post.key for post in before]
    shown = [
        {image.sha256 for post in some for image in post.plan.images} for some in (before, after)
    ]
    assert not shown[0] & shown[1]
    assert all(Path(image.path).is_file() for post in after for image in post.plan.images)


def test_make_writes_the_lines_although_no_card_can_be_drawn(practice: Practice) -> None:
    practice.picture("logo").write_bytes(b"")
    lines = practice.folder / "quotes" / "harbours" / "lines.yaml"
    lines.unlink()
    (made,) = make(practice.read(), assets=practice.assets, told=hear)
    assert lines.is_file() and made.lines >= 4
    assert (made.cards, made.problems) == (0, ())


def test_cycle_status_and_check_name_the_same_problem_and_the_daemon_can_read_it(
    practice: Practice,
) -> None:
    connect(practice)
    practice.picture("logo").write_bytes(b"<svg/>")
    workspace, how = practice.read(), {"assets": practice.assets, "told": hear}
    later = NOW + timedelta(days=9)
    told = prepare(workspace, practice.store, now=NOW, until=later, rehearsal=False, **how)  # type: ignore[arg-type]
    (notice,) = [one for one in told if one.code is NoticeCode.BRAND_FAULT]
    assert notice.is_error and "schedule.yaml:8:" in notice.text and "SVG" in notice.text
    status = build_status(workspace, practice.store, now=NOW, assets=practice.assets)
    assert status.health is Health.ATTENTION
    assert notice in status.notices
    checked = check_workspace(practice.folder, today=TODAY, assets=practice.assets)
    assert [str(one) for one in checked if one.level == "error"] == [notice.text]
    assert practice.store.state.get(BRAND_FAULTS) == notice.text
    assert NOW + timedelta(minutes=5) in load_wakeups(practice.store.state)
    draw_pictures(practice.folder)
    assert not prepare(workspace, practice.store, now=NOW, until=later, rehearsal=False, **how)  # type: ignore[arg-type]
    assert practice.store.state.get(BRAND_FAULTS) == ""
    assert NOW + timedelta(minutes=5) not in load_wakeups(practice.store.state)


def test_a_damaged_typeface_is_one_problem_and_costs_no_post(
    practice: Practice, tmp_path: Path
) -> None:
    before = fates(practice.plan())
    broken = tmp_path / "assets"
    (broken / "fonts").mkdir(parents=True)
    (fault,) = find_brand_faults(practice.read(), assets=broken)
    assert "Reinstall socialkit" in fault.message
    practice.picture("logo").write_bytes(png(300, 100, "#204060"))
    with pytest.raises(MachineError):
        replace(practice, assets=broken).plan(NOW + MINUTE)
    assert fates(practice.planned) == before
