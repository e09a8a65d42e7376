"""One cycle: what it does once, and what it reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from socialkit.errors import PermanentFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.notice import NoticeCode
from socialkit.model.post import State
from socialkit.model.schedule import SlotSpec
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.cycle import Cycle, CycleReport, make_preflight, run_cycle
from socialkit.pipeline.delivery.publish import DeliveryContext
from socialkit.pipeline.workspace.load import Workspace
from tests.conftest import REPOSITORY
from tests.pipeline.planning.test_runway_notes import NOW, make_workspace
from tests.support.fakes import FaultyNetwork, HandClock

HOURS = timedelta(hours=3)


@dataclass
class Practice:
    """A workspace with one line and one time a week, at its clock."""

    workspace: Workspace
    store: Store
    clock: HandClock
    network: FaultyNetwork
    is_stopping: bool = False

    def cycle(self, *, later: timedelta = timedelta()) -> CycleReport:
        self.clock.wait(later)
        preflight = make_preflight(self.workspace, self.store, rehearsal=True)
        publishers = {Network.INSTAGRAM: self.network}
        delivery = DeliveryContext(self.store, publishers, self.clock, "me", preflight)
        assets = REPOSITORY / "assets"
        return run_cycle(
            Cycle(
                self.workspace,
                delivery,
                {},
                assets,
                None,
                lambda: self.is_stopping,
                sole_worker="me",
                rehearsal=True,
            )
        )

    @property
    def key(self) -> str:
        return self.store.posts()[0].key


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    clock = HandClock(NOW)
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as store:
        workspace = make_workspace(tmp_path, days="mon", top=1)
        yield Practice(workspace, store, clock, FaultyNetwork(clock))


def test_a_cycle_plans_and_one_at_the_due_time_posts_once(practice: Practice) -> None:
    first = practice.cycle()
    assert first == CycleReport()
    assert first.is_well
    due = practice.cycle(later=HOURS)
    assert (due.posted, due.is_well) == ([practice.key], True)
    assert practice.network.commits == 1
    assert practice.cycle(later=timedelta(minutes=1)).posted == []
    assert practice.network.commits == 1


def test_a_refused_post_is_reported_once_and_is_not_well(practice: Practice) -> None:
    refusal = PermanentFailure("It is too large.", network="instagram")
    practice.network.refuse.append(refusal)
    practice.cycle()
    report = practice.cycle(later=HOURS)
    assert (report.failed, report.is_well) == ([practice.key], False)
    assert practice.cycle(later=timedelta(minutes=1)).failed == []


def test_an_answer_that_is_lost_is_reported_until_it_is_found(practice: Practice) -> None:
    practice.network.lose_answer.append(UncertainOutcome("No answer.", network="instagram"))
    practice.cycle()
    report = practice.cycle(later=HOURS)
    assert (report.unconfirmed, report.is_well) == ([practice.key], False)
    found = practice.cycle(later=timedelta(minutes=10))
    assert (found.posted, found.unconfirmed) == ([practice.key], [])


def test_a_broken_file_is_a_failure_and_what_is_planned_still_goes_out(practice: Practice) -> None:
    practice.cycle()
    path = practice.workspace.line_file_path("pauses")
    path.write_text(path.read_text("utf-8").replace("use: ask", "use: perhaps"), "utf-8")
    report = practice.cycle(later=HOURS)
    (failure,) = report.failures
    assert failure.code is NoticeCode.FILE_PROBLEM
    assert report.troubles == [failure.text]
    assert not report.is_well
    assert practice.store.posts()[0].state in {State.POSTED, State.SCHEDULED}


def test_a_quote_that_is_in_no_article_is_named_and_all_is_well(practice: Practice) -> None:
    slot = SlotSpec(time(9), (Network.INSTAGRAM,), days=(1,), quote="Words that nobody wrote.")
    rules = practice.workspace.schedule
    rules = replace(rules, slots=(*rules.slots, slot))
    practice.workspace = replace(practice.workspace, schedule=rules)
    report = practice.cycle()
    assert len(report.lost_quotes) == 1
    assert report.is_well


def test_nothing_is_sent_once_socialkit_is_about_to_end(practice: Practice) -> None:
    practice.cycle()
    practice.is_stopping = True
    assert practice.cycle(later=HOURS).posted == []
    assert practice.network.log == []
