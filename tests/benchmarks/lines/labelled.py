"""The labelled texts and their scorer, as they lie in ../shared/quotebench."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.conftest import SHARED

QUOTEBENCH = SHARED / "quotebench"
PARTS = ("domain", "quoted")

Scores = dict[str, dict[str, float]]
"""By part, then by the scorer's name of the figure."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text of the dev set. `quotable` is how many of its sentences are so labelled."""

    name: str
    part: str
    path: Path
    quotable: int


@dataclass(frozen=True, slots=True)
class Picked:
    """What somebody picked from one text, best first, and how long it took."""

    lines: tuple[str, ...]
    milliseconds: float


class Quotebench:
    """The dev set with its scorer."""

    def __init__(self, folder: Path = QUOTEBENCH) -> None:
        self._scorer = _load_scorer(folder / "score.py")
        with warnings.catch_warnings():
            # the scorer leaves the closing of its files to Python
            warnings.simplefilter("ignore", ResourceWarning)
            self._articles = self._scorer.load("dev")
        self.texts = tuple(
            Labelled(name, one.part, Path(one.path).with_suffix(".txt"), one.nq)
            for name, one in self._articles.items()
        )

    def part(self, part: str) -> Sequence[Labelled]:
        """The texts of one part."""
        return [one for one in self.texts if one.part == part]

    def score(self, picked: Mapping[str, Picked]) -> Scores:
        """The figures over the texts picked from."""
        picks = {
            name: {"picks": list(one.lines), "ms": one.milliseconds} for name, one in picked.items()
        }
        articles = {name: one for name, one in self._articles.items() if name in picks}
        scores: Scores = self._scorer.evaluate(picks, articles)
        return scores

    def is_hit(self, text: Labelled, words: str) -> bool:
        """Would the words count as a hit in this text?"""
        verdict = self._scorer.judge(self._articles[text.name], words)
        return bool(verdict["q"])


def is_here(folder: Path = QUOTEBENCH) -> bool:
    """Are the scorer and the dev set where they are looked for?"""
    return (folder / "score.py").is_file() and (folder / "dev").is_dir()


def _load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("quotebench_score", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
