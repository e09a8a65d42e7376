"""`lines` in a terminal: the lines of an article, what was refused, and why there may be no line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from socialkit.cli.output import say, say_in_style, terminal_width
from socialkit.cli.views.post_rows import say_indented, say_side_by_side
from socialkit.model.article import Article
from socialkit.model.lines import Line, LineReading, Rejection, Structure
from socialkit.model.text import count, shorten

SCORE_WORDS = ((0.85, "strong"), (0.7, "good"), (0.5, "fair"), (0.0, "plain"))
"""A score in words: strong from 0.85 on, good from 0.7, fair from 0.5, and plain below."""

PLACES = (
    (0.1, "at the beginning"),
    (0.4, "in the first half"),
    (0.6, "near the middle"),
    (0.9, "in the second half"),
    (1.0, "at the end"),
)
"""Where a line is: the words, and up to which share of the article they hold."""

KIND_WORDS = {"single": "one sentence", "pair": "two sentences"}
PARTS_OF_THE_PAGE = frozenset({"heading", "label", "list_fragment", "lead_in", "contact", "byline"})
"""Codes of what was never meant as a sentence of its own; shown last, as least useful."""

SHORT_REASONS = {
    "byline": "about the page or its author",
    "call_to_action": "calls to action",
    "care": "under care",
    "contact": "contact details",
    "dangling": "leaning on the sentence before",
    "dialogue": "speech or scenes of an example",
    "fragment": "fragments",
    "heading": "headings",
    "hype": "shouting",
    "label": "labels",
    "language": "not in English",
    "lead_in": "announcing what follows",
    "list_fragment": "items of a list",
    "never_post": "with a phrase that you never post",
    "number": "figures that need a source",
    "price": "prices",
    "question": "questions",
    "quotation": "words of somebody else",
    "reported_thought": "what people wrongly think",
    "self_reference": "about the article or your practice",
    "too_long": "too long for a card",
}
ONLY_REASONS = {
    "heading": "there are only headings",
    "dialogue": "there is only speech, or scenes of an example",
    "language": "the text is not in English, and only English is supported",
    "list_fragment": "there are only items of lists",
}
"""The message where all refusals have this one code."""

MAX_ROWS = 2
"""Rows of the terminal that one refused sentence may fill."""


def show_reading(article: Article, reading: LineReading) -> None:
    """The lines, best first, and the structures below them."""
    say_indented("", article.title, "bold")
    say_indented("", _count_all(reading), "dim")
    say()
    if not reading.lines:
        say_indented("", explain_nothing(reading))
        say()
    for number, line in enumerate(reading.lines, 1):
        _show_line(f"{number:>2}  ", line, article)
    if reading.cared:
        say_indented("", "Never posted without your approval:", "bold")
        say()
    for line in reading.cared:
        _show_line(" ·  ", line, article)
    for structure in reading.structures:
        _show_structure(structure)


def _show_line(mark: str, line: Line, article: Article) -> None:
    say_indented(mark, line.text, "bold")
    say_indented("    ", _about(line), "dim")
    say_indented("    ", _where(line, article), "dim")
    _say_care(line.id, line.care)
    say()


def show_rejected(rejected: Sequence[Rejection]) -> None:
    """What was refused, one heading per reason: the reasons with most sentences first, then what is not
    a sentence at all (headings, items, contact)."""
    if not rejected:
        say("Nothing was refused.")
        return
    say_in_style("Not chosen, and why", "bold")
    for reason, group in group_by_reason(rejected):
        say()
        say_indented(f"{len(group):>3}  ", reason, "bold")
        for one in group:
            say_indented(
                "     · ", shorten(" ".join(one.text.split()), MAX_ROWS * (terminal_width() - 8))
            )


def group_by_reason(rejected: Iterable[Rejection]) -> list[tuple[str, list[Rejection]]]:
    """The refusals by reason, each group in text order."""
    groups: dict[str, list[Rejection]] = {}
    for one in sorted(rejected, key=lambda one: one.start):
        groups.setdefault(one.reason, []).append(one)
    return sorted(
        groups.items(),
        key=lambda item: (item[1][0].code in PARTS_OF_THE_PAGE, -len(item[1]), item[1][0].start),
    )


def explain_nothing(reading: LineReading) -> str:
    """Why an article has no line, in words."""
    counts = Counter(one.code for one in reading.rejected)
    if not counts:
        return "No line: nothing was refused, but no sentence is strong enough for a card."
    if len(counts) == 1 and (only := ONLY_REASONS.get(next(iter(counts)))):
        return f"No line: {only}."
    listed = ", ".join(f"{number} {_short_reason(code)}" for code, number in counts.most_common())
    refused = (
        "the only sentence was" if counts.total() == 1 else f"all {counts.total()} sentences were"
    )
    return f"No line: {refused} refused: {listed}. To see each: --rejected"


def _short_reason(code: str) -> str:
    return SHORT_REASONS.get(code, code.replace("_", " "))


def _count_all(reading: LineReading) -> str:
    kinds = Counter(one.kind for one in reading.structures)
    counted = [
        (len(reading.lines), "line"),
        (kinds["contrast"], "contrast"),
        (kinds["list"], "list"),
    ]
    words = [count(number, name) for number, name in counted if number]
    if reading.rejected:
        words.append(f"{len(reading.rejected)} not chosen (why: --rejected)")
    return " · ".join(words or ["no sentence to choose from"])


def _about(line: Line) -> str:
    score = next(word for least, word in SCORE_WORDS if line.score >= least)
    return f"{line.id} · {score} · {KIND_WORDS.get(line.kind, line.kind)}"


def _where(line: Line, article: Article) -> str:
    section = f", under “{line.section}”" if line.section else ""
    return f"{_place(line, article)}{section}"


def _place(line: Line, article: Article) -> str:
    """Roughly where the line is in the article."""
    end = article.blocks[-1].end if article.blocks else len(article.text)
    share = min(1.0, line.start / max(1, end))
    return next(words for most, words in PLACES if share <= most)


def _say_care(identifier: str, care: str | None) -> None:
    if care is not None:
        words = f"Under care: {care} Only your approval lets it out: socialkit approve {identifier}"
        say_indented("    ", words, "yellow")


def _show_structure(structure: Structure) -> None:
    say_indented("", f"{structure.kind.capitalize()}: {structure.label}", "bold")
    if structure.kind == "contrast":
        say_side_by_side(4, [(part.label or "", part.text) for part in structure.parts])
    else:
        for part in structure.parts:
            say_indented("    · ", f"{part.label}: {part.text}" if part.label else part.text)
    say_indented("    ", structure.id, "dim")
    _say_care(structure.id, structure.care)
    say()
