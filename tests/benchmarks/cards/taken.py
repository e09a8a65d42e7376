"""New texts for every theme: sentences, or a few words where a theme takes no more.

A theme that takes neither is named with its refusal, and left out of what is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from socialkit.cards.render import make_card
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.errors import CardError
from socialkit.model.card import CardPart, CardRequest, Form, Size
from tests.benchmarks.cards.sentences import SEED, few_words, sentences
from tests.cards.samples import BRAND

LABELS = ("With a pause", "Without a pause")
TITLE = "Tonight you can try:"


def structured(form: Form, theme: str) -> Iterator[CardRequest]:
    """Contrasts or lists of generated words, without end."""
    sides, items = sentences(SEED + 1), few_words(SEED + 1)
    while True:
        if form is Form.CONTRAST:
            parts = tuple(CardPart(next(sides), label) for label in LABELS)
            yield CardRequest("", theme, Size.PORTRAIT, form=form, parts=parts)
        else:
            parts = tuple(CardPart(text) for text in islice(items, 4))
            yield CardRequest(TITLE, theme, Size.PORTRAIT, form=form, parts=parts)


class Texts:
    """The texts for some themes; `refusals` say in words which themes took none, and why."""

    def __init__(self, themes: Sequence[str], assets: Path, seed: int = SEED) -> None:
        self.refusals: dict[str, str] = {}
        self._sources: dict[str, Iterator[str]] = {}
        self._structured: dict[str, Iterator[CardRequest]] = {}
        shared = (sentences(seed), few_words(seed))
        for theme in themes:
            form = THEMES_BY_NAME[theme].form if theme in THEMES_BY_NAME else Form.LINE
            if form is not Form.LINE:
                self._structured[theme] = structured(form, theme)
                continue
            source = self._find(theme, shared, assets)
            if source is not None:
                self._sources[theme] = source

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that take a line."""
        return tuple(self._sources)

    @property
    def all_themes(self) -> tuple[str, ...]:
        """The themes that take anything: a line, a contrast or a list."""
        return (*self._sources, *self._structured)

    def request(self, theme: str) -> CardRequest:
        """A portrait card of new words that the theme takes."""
        if theme in self._structured:
            return next(self._structured[theme])
        return CardRequest(self.new(theme), theme, Size.PORTRAIT)

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
