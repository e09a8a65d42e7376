"""`python -m tests.benchmarks.lines.families`: what each family of features brings, and what fitting does.

Three questions: how good are the picks without a family; without the gate's help (any order); and
with weights fitted to the labels instead of set by hand. A fit never sees the text that it is
tried on: one article of the trade is left out at a time, one author of essays at a time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import cache

from socialkit.lines.language.features import Features, measure
from socialkit.lines.ranking.line_candidates import (
    CheckedSentence,
    find_candidates,
    measure_surroundings,
)
from socialkit.lines.ranking.score import WEIGHTS, pick
from socialkit.lines.rules.gate import find_refusal, survey
from socialkit.model.article import Article
from tests.benchmarks.lines.fitting import Example, fit
from tests.benchmarks.lines.labelled import Labelled, Picked, Quotebench, Scores, is_here
from tests.benchmarks.lines.measure import read
from tests.benchmarks.lines.pickers import MOST

FAMILIES = {
    "learnt from sayings (quotable, company)": ("quotable", "company"),
    "shape (length, long_tail, cluttered, alone, edge, emphasised)": (
        *("length", "long_tail", "cluttered", "alone", "edge", "emphasised"),
    ),
    "thought (reframes, negates, turns, defines, triplet, echoes)": (
        *("reframes", "negates", "turns", "defines", "triplet", "echoes"),
    ),
    "warmth (feeling, reader, shared)": ("feeling", "reader", "shared"),
    "dullness (hedged, jargon, counts_people, explains, commands, quoted)": (
        *("hedged", "jargon", "counts_people", "explains", "commands", "quoted"),
    ),
    "ties (definite, definites, names, takes_a_turn, first_person, third_person, topic)": (
        *("definite", "definites", "names", "takes_a_turn", "first_person", "third_person"),
        "topic",
    ),
}
PULLS = (3.0, 30.0, 300.0)


@dataclass(frozen=True, slots=True)
class Known:
    """A labelled text with its sentences judged and measured once."""

    text: Labelled
    article: Article
    judged: tuple[CheckedSentence, ...]
    examples: tuple[Example, ...]

    @property
    def group(self) -> str:
        """What must not be in the training data together with it."""
        return self.text.name if self.text.part == "domain" else self.text.name[:10]


def know(text: Labelled, bench: Quotebench) -> Known:
    """Judge and measure every sentence of a text."""
    article = read(text)
    judged = tuple(CheckedSentence(one, find_refusal(one)) for one in survey(article))
    examples = tuple(
        (
            astuple(measure(one.sentence, around)),
            bench.is_hit(text, one.sentence.text),
        )
        for one, around in zip(judged, measure_surroundings(judged), strict=True)
        if one.refusal is None
    )
    return Known(text, article, judged, examples)


def pick_with(known: Known, weights: Features) -> Picked:
    """What these weights pick from the text."""
    found = find_candidates(known.article.text, known.judged, weights=weights)
    return Picked(tuple(one.sentence.text for one in pick(found, most=MOST)), 0.0)


def without(names: Iterable[str]) -> Features:
    """The weights with some of them at 0."""
    return replace(WEIGHTS, **dict.fromkeys(names, 0.0))


def score_fitted(bench: Quotebench, all_known: Sequence[Known], pull: float) -> Scores:
    """The figures of weights fitted to the other texts of the same part."""

    @cache
    def fit_without(part: str, group: str) -> Features:
        others = [one for one in all_known if one.text.part == part and one.group != group]
        examples = [example for one in others for example in one.examples]
        return Features(*fit(examples, astuple(WEIGHTS), pull=pull))

    return bench.score(
        {one.text.name: pick_with(one, fit_without(one.text.part, one.group)) for one in all_known}
    )


def show(name: str, scores: Scores) -> None:
    """One row."""
    domain, essays = scores["domain"], scores["quoted"]
    print(
        f"| {name} | {domain['P@5']:.3f} | {domain['never@5']:.3f} | {essays['P@5']:.3f}"
        f" | {essays['AP@10']:.3f} |",
        flush=True,
    )


def main() -> int:
    """Print the table."""
    if not is_here():
        print("The labelled texts are not here.", file=sys.stderr)
        return 2
    bench = Quotebench()
    all_known = [know(text, bench) for text in bench.texts]
    print(
        "| weights | P@5 | never@5 | essays P@5 | essays AP@10 |\n| --- | --- | --- | --- | --- |"
    )

    def score_all(weights: Features) -> Scores:
        return bench.score({one.text.name: pick_with(one, weights) for one in all_known})

    show("as shipped, set by hand", score_all(WEIGHTS))
    for name, members in FAMILIES.items():
        show(f"without {name}", score_all(without(members)))
    everything = [field.name for field in fields(Features)]
    learnt = FAMILIES[next(iter(FAMILIES))]
    show("only what is learnt", score_all(without(set(everything) - set(learnt))))
    for pull in PULLS:
        scores = score_fitted(bench, all_known, pull)
        show(f"fitted, pulled to the hand-set ones by {pull:.0f}, text left out", scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
