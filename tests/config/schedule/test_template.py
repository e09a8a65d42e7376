"""The first schedule.yaml she opens."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit.config.schedule.template import schedule_template
from socialkit.model.network import Network
from tests.config.cases import load


def template(**changes: object) -> str:
    given = {
        "name": "Quiet Harbour",
        "handle": "quietharbour",
        "website": "https://quietharbour.example",
        "timezone": "Asia/Kolkata",
        "instagram": True,
        "facebook": True,
        "article_pattern": "articles/*",
    } | changes
    return schedule_template(**given)  # type: ignore[arg-type]


def test_it_loads_without_a_problem(tmp_path: Path) -> None:
    for instagram, facebook in ((True, True), (True, False), (False, True), (False, False)):
        loaded = load(template(instagram=instagram, facebook=facebook), tmp_path)
        assert loaded.problems == ()
        assert loaded.schedule is not None
        (slot,) = loaded.schedule.slots
        assert slot.days == (0, 2, 4)
        assert set(slot.to) == set(loaded.schedule.accounts)


def test_only_linked_networks_get_posts(tmp_path: Path) -> None:
    schedule = load(template(instagram=False), tmp_path).schedule
    assert schedule is not None
    assert schedule.slots[0].to == (Network.FACEBOOK,)


def test_what_is_not_known_is_left_as_a_comment(tmp_path: Path) -> None:
    text = template(handle=None, website=None)
    schedule = load(text, tmp_path).schedule
    assert schedule is not None
    assert (schedule.brand.handle, schedule.brand.website) == (None, None)
    assert '# handle: "@yourname"' in text


def test_it_begins_with_the_schema_for_her_editor() -> None:
    assert template().startswith("# yaml-language-server: $schema=assets/schedule.schema.json\n")


def test_every_comment_can_be_used_without_its_mark(tmp_path: Path) -> None:
    text = template(handle=None)
    known = "(credential|handle|logo|photo|palette|- |if_late|repeat|when_empty|quiet|pause|never|notify"
    known += "|all_is_well|facebook|first_comment|hashtags)"
    opened = re.sub(rf"(?m)^( *)# (?={known})", r"\1", text)
    assert opened.count("\n#") < text.count("\n#")
    loaded = load(opened, tmp_path)
    assert loaded.schedule is not None, loaded.problems
    assert all("MAIL_LOGIN" in one.message for one in loaded.problems)
    assert len(loaded.schedule.slots) == 3
    assert loaded.schedule.caption.first_comment == "{hashtags}"
    assert loaded.schedule.brand.palette.accent == "#B4532F"
    assert len(loaded.schedule.quiet_days) == 2
    assert loaded.schedule.all_is_well == time(9)


NAMES = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(lambda one: bool(one.strip()))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=NAMES)
def test_any_name_stands_there_as_it_is(name: str, tmp_path: Path) -> None:
    schedule = load(template(name=name), tmp_path).schedule
    assert schedule is not None
    assert schedule.brand.name == " ".join(name.split())
