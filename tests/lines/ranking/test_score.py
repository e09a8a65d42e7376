"""What is learnt from sayings: which sentences sound like one, and that the weights can be made again."""

from __future__ import annotations

import gzip
from pathlib import Path

from socialkit.lines.language.sentence import Sentence
from socialkit.lines.ranking.score import SIZE, find_places, rate, read_weights
from socialkit.lines.ranking.train import fit, pack, read_examples

SAYINGS = (
    "Love is patient with what it does not yet understand.",
    "He who forgives nothing carries everything.",
    "The heart knows no greater courage than kindness.",
)
PROSE = (
    "The form must be submitted to the office by the end of the month.",
    "She walked down to the station and bought two tickets for the evening train.",
    "Users can download the file from the settings page.",
)


def rated(text: str) -> float:
    return rate(Sentence(text, 0, len(text)).words)


def test_sayings_are_rated_above_plain_prose() -> None:
    assert min(map(rated, SAYINGS)) > max(map(rated, PROSE))


def test_no_words_are_nothing_special() -> None:
    assert rate(()) == read_weights().bias


def test_a_word_counts_once_however_often_it_stands() -> None:
    assert list(find_places(("rest", "rest"))) != list(find_places(("rest",)))
    assert len(list(find_places(("rest",) * 9))) == len(list(find_places(("rest",) * 2))) == 4


def test_the_weights_are_small() -> None:
    assert len(read_weights().steps) == SIZE
    assert SIZE < 1_000_000


def test_training_tells_the_two_apart_and_gives_the_same_bytes_again(tmp_path: Path) -> None:
    (tmp_path / "quotes.tsv").write_text("".join(f"{one}\tNobody\t1900\n" for one in SAYINGS))
    with gzip.open(tmp_path / "prose.txt.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{one}\n" for one in PROSE)
    examples = read_examples(tmp_path)
    weights = fit(examples)
    totals = [weights[SIZE] + sum(weights[place] for place in places) for places, _ in examples]
    assert min(totals[:3]) > max(totals[3:])
    assert pack(weights) == pack(fit(examples))
