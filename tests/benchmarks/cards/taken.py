"""New texts for every theme: sentences, or a few words where a theme takes no more.

In: themes and the assets folder. Out: texts that no theme got before. A theme that takes neither is
named with its refusal, and left out of what is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from socialkit.cards import make_card
from socialkit.errors import CardError
from socialkit.model import CardRequest, Size
from tests.benchmarks.cards.sentences import SEED, few_words, sentences
from tests.cards.samples import BRAND


class Texts:
    """The texts for some themes; `refusals` say in words which themes took none, and why."""

    def __init__(self, themes: Sequence[str], assets: Path, seed: int = SEED) -> None:
        self.refusals: dict[str, str] = {}
        self._sources: dict[str, Iterator[str]] = {}
        shared = (sentences(seed), few_words(seed))
        for theme in themes:
            source = self._find(theme, shared, assets)
            if source is not None:
                self._sources[theme] = source

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that take texts."""
        return tuple(self._sources)

    def new(self, theme: str) -> str:
        """A text that the theme takes."""
        return next(self._sources[theme])

    def _find(
        self, theme: str, sources: Sequence[Iterator[str]], assets: Path
    ) -> Iterator[str] | None:
        for source in sources:
            request = CardRequest(next(source), theme, Size.PORTRAIT)
            try:
                make_card(request, BRAND, assets=assets)
            except CardError as error:
                self.refusals[theme] = str(error)
            else:
                self.refusals.pop(theme, None)
                return source
        return None
