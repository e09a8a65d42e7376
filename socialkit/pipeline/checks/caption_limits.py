"""Captions and first comments that a network would refuse, at the row that makes them too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from socialkit.errors import Problem
from socialkit.model.lines import Candidate
from socialkit.model.network import Network
from socialkit.model.post import PostKind
from socialkit.model.schedule import SlotSpec
from socialkit.model.text import count, fold_look, shorten
from socialkit.pipeline.checks.unheeded_rows import place_of_wish
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.captions import Caption, takes_hashtags
from socialkit.plan.content.drafts import compose_texts
from socialkit.plan.content.units import SINGLE_KINDS, Unit, single, units_for

Place = tuple[str | int, ...]
LEAST = Candidate("", "single", "…", "", "", 0)
"""Hardly any words: what is too much with these is too much with every line."""
MAX_TRIED = 1000
"""Lines that are tried with each row; more would take longer than a check may."""
MAX_QUOTED = 40
WAITS = "Until then such posts wait, and those of other networks go out alone."


@dataclass(frozen=True, slots=True)
class _Trial:
    """One row that shapes captions, for one network: which texts it gives to a unit."""

    place: Place
    network: Network
    compose: Callable[[Unit], Caption]
    spec: SlotSpec


def check_captions(workspace: Workspace, pool: Sequence[Candidate]) -> Iterator[Problem]:
    """An error for each row that makes every caption too much for a network, a note where only some lines
    do, and an error for each caption of a line that is too much."""
    bare = tuple(replace(one, caption=None) for one in pool[:MAX_TRIED])
    for trial in _trials(workspace):
        yield from _check_row(workspace, trial, bare)
    yield from _check_lines(workspace, pool)
    yield from _check_hashtags(workspace)


def _trials(workspace: Workspace) -> Iterator[_Trial]:
    """Each row with a text of its own once for each network and kind of post."""
    seen: set[tuple[Place, Network, PostKind, str | None]] = set()
    for index, spec in enumerate(workspace.schedule.slots):
        for network in spec.to:
            if network not in workspace.schedule.accounts:
                continue
            for trial in _trials_of(workspace, index, spec, network):
                key = (trial.place, network, spec.kind, spec.quote)
                if key not in seen:
                    seen.add(key)
                    yield trial


def _trials_of(
    workspace: Workspace, index: int, spec: SlotSpec, network: Network
) -> Iterator[_Trial]:
    schedule = workspace.schedule
    rules = schedule.caption

    def texts(unit: Unit) -> tuple[Caption, Caption]:
        return compose_texts(schedule, spec, unit, network)

    own: Place = ("caption", network.value)
    above: Place = (*own, "text") if network in rules.texts else ("caption", "text")
    place: Place = ("post", index, "caption") if spec.caption else above
    yield _Trial(place, network, lambda unit: texts(unit)[0], spec)
    below: Place = own if network in rules.first_comments else ("caption",)
    yield _Trial((*below, "first_comment"), network, lambda unit: texts(unit)[1], spec)


def _check_row(workspace: Workspace, trial: _Trial, pool: Sequence[Candidate]) -> Iterator[Problem]:
    problem = trial.compose(single(LEAST)).problem
    if problem is not None:
        yield workspace.loaded.problem(trial.place, f"{problem} {WAITS}")
        return
    tried = [(unit, trial.compose(unit).problem) for unit in _units(trial, pool)]
    wrong = [(unit, words) for unit, words in tried if words is not None]
    if not wrong:
        return
    unit, problem = wrong[0]
    if trial.spec.quote is not None:
        yield workspace.loaded.problem(trial.place, f"{problem} {WAITS}")
        return
    shown = f"“{shorten(' '.join(unit.text.split()), MAX_QUOTED)}”"
    words = (
        f"with {count(len(wrong), 'line')} of {len(tried):,}, such as {shown}: {problem} {WAITS}"
    )
    yield workspace.loaded.note(trial.place, words)


def _units(trial: _Trial, pool: Iterable[Candidate]) -> Iterator[Unit]:
    """What may fill the row, as far as it goes to this network. Three lines of a carousel count as one:
    the limit is rarely near."""
    quote = trial.spec.quote
    for one in pool:
        if trial.network not in one.accounts or (quote and fold_look(quote) != fold_look(one.text)):
            continue
        yield from units_for(trial.spec.kind, [one])
        if trial.spec.kind is PostKind.CAROUSEL and one.kind in SINGLE_KINDS:
            yield single(one)


def _check_lines(workspace: Workspace, pool: Iterable[Candidate]) -> Iterator[Problem]:
    """The captions that stand beside a line in lines.yaml."""
    schedule = workspace.schedule
    spec = next((one for one in schedule.slots if one.caption is None), None)
    for one in pool:
        if one.caption is None or spec is None or one.kind not in SINGLE_KINDS:
            continue
        for network in one.accounts:
            problem = compose_texts(schedule, spec, single(one), network)[0].problem
            if problem is not None:
                where = place_of_wish(workspace, one.article_slug, one.id, "caption")
                yield replace(where, message=f"{problem} {WAITS}", level="error")


def _check_hashtags(workspace: Workspace) -> Iterator[Problem]:
    """A note for hashtags that are left out of every caption, because there is no room for them."""
    schedule = workspace.schedule
    tags, most = schedule.caption.hashtags, 0
    for spec in schedule.slots:
        for network in spec.to:
            if network not in schedule.accounts:
                continue
            texts, rules = compose_texts(schedule, spec, single(LEAST), network), schedule.caption
            above = spec.caption or rules.texts.get(network) or rules.text
            below = rules.first_comments.get(network) or rules.first_comment
            templates = (above, below)
            if any(one.problem for one in texts) or not any(map(takes_hashtags, templates)):
                continue
            shown = {word for one in texts for word in one.text.split()}
            most = max(most, sum(tag not in shown for tag in tags))
    if most:
        words = f"there is no room for the last {most} of these hashtags in a caption; they are left out"
        yield workspace.loaded.note(("caption", "hashtags"), words)
