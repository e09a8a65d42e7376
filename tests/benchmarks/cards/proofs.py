"""Whether cards hold what they promise, from their pixels, over the whole grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from socialkit.cards.drawing import Drawing, Run
from socialkit.cards.layout.compose import compose
from socialkit.cards.palette import contrast
from socialkit.cards.render import MIN_CONTRAST, make_card
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.fonts import Fonts, load_fonts
from socialkit.cards.typography.shaping import fold
from socialkit.errors import CardError
from socialkit.model.card import CardRequest, Form, Size
from tests.benchmarks.cards.structures import LABELS, TITLES, contrast_of, list_of
from tests.benchmarks.cards.tally import Case, Tally
from tests.cards.reading import box_of, ground_of
from tests.cards.samples import BRAND, SENTENCES, open_card

COUNTS = (1, 2, 8, 25, 45)
SIDES = (*zip(COUNTS, COUNTS, strict=True), (2, 25), (25, 2))
ITEMS = (2, 3, 5, 7)
INK = 48
"""Levels of difference from the ground above which a pixel is ink and neither grain nor JPEG."""
CORE = 0.3
"""The share of a run's ink, the strongest, that its contrast is measured on."""


def check_grid(themes: Sequence[str], assets: Path) -> Tally:
    """Every theme × size × number of words: ink in the safe box, contrast, letters, words."""
    tally = Tally()
    for theme in themes:
        for size in Size:
            for amount, request in requests_on(theme, size):
                tally.note(Case(theme, str(size), amount), _check_one(request, assets))
    return tally


def requests_on(theme: str, size: Size) -> Iterator[tuple[str, CardRequest]]:
    """How many words stand on a card, and the card: a line, a contrast or a list as the theme takes."""
    form = THEMES_BY_NAME[theme].form
    if form is Form.LINE:
        for count in COUNTS:
            yield str(count), CardRequest(SENTENCES[count], theme, size)
    elif form is Form.CONTRAST:
        for pair in SIDES:
            yield f"{pair[0]} | {pair[1]}", contrast_of(pair, LABELS[0], theme, size)
    else:
        for items, words in product(ITEMS, COUNTS):
            yield f"{items} × {words}", list_of(items, words, TITLES[0], theme, size)


def _check_one(request: CardRequest, assets: Path) -> str | CardError:
    fonts = load_fonts(assets)
    try:
        card = make_card(request, BRAND, assets=assets)
        drawing = compose(request, BRAND, THEMES_BY_NAME[request.theme], fonts)
    except CardError as error:
        return error
    faults = find_faults(open_card(card), drawing, fonts)
    if fold("".join(card.lines)) != fold(request.words):
        faults.append("other words")
    return "; ".join(faults)


def find_faults(picture: Image.Image, drawing: Drawing, fonts: Fonts) -> list[str]:
    """What the pixels and the letters of a card do not hold, in words."""
    ground = ground_of(drawing)
    pale = [_pale(run, picture, ground, fonts) for run in drawing.runs]
    return [*_outside(picture, ground, drawing), *_missing(drawing.runs, fonts), *chain(*pale)]


def _outside(picture: Image.Image, ground: Image.Image, drawing: Drawing) -> Iterable[str]:
    ink = ImageChops.difference(picture, ground).convert("L").point(lambda level: level > INK)
    box = ink.getbbox()
    safe = drawing.safe_box
    if box is None:
        yield "no ink at all"
    elif box[0] < safe[0] or box[1] < safe[1] or box[2] > safe[2] or box[3] > safe[3]:
        yield f"ink {box} outside {safe}"


def _missing(runs: Iterable[Run], fonts: Fonts) -> Iterable[str]:
    for run in runs:
        for letter in run.text:
            if letter not in "\u00a0\u200c\u200d" and not fonts.covers(letter, run.face):
                yield f"no glyph for {letter!r} in {run.face.file}"


def _pale(run: Run, picture: Image.Image, ground: Image.Image, fonts: Fonts) -> Iterable[str]:
    """The contrast of a run's strongest ink with the ground beneath it, if it is too low."""
    least, box = MIN_CONTRAST.get(run.role), box_of(run, fonts)
    if least is None or box is None:
        return
    above, beneath = picture.crop(box), ground.crop(box)
    mask = _core(ImageChops.difference(above, beneath).convert("L"))
    found = contrast(_mean(above, mask), _mean(beneath, mask))
    if found < least:
        yield f"{run.role} “{run.text}” {found:.2f} to 1, needs {least}"


def _core(difference: Image.Image) -> Image.Image:
    levels = difference.histogram()
    wanted, seen, level = CORE * sum(levels[INK:]), 0, 255
    while level > INK and seen + levels[level] < wanted:
        seen, level = seen + levels[level], level - 1
    return difference.point([255 * (one >= level) for one in range(256)])


def _mean(picture: Image.Image, mask: Image.Image) -> str:
    red, green, blue = (round(value) for value in ImageStat.Stat(picture, mask).mean)
    return f"#{red:02X}{green:02X}{blue:02X}"
