"""Reads the lines of an article, best first, its structures, and every refusal with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from socialkit.lines.language.sentence import Sentence
from socialkit.lines.ranking.line_candidates import CheckedSentence, find_candidates
from socialkit.lines.ranking.score import ScoredLine, pick, pick_cared
from socialkit.lines.rules.gate import Rule, find_care_rule, find_refusal, survey
from socialkit.lines.structures import find_structures
from socialkit.model.article import Article
from socialkit.model.lines import Line, LineReading, Rejection, Structure, assign_ids, line_id
from socialkit.model.text import fold_phrases, holds_phrase


def read_lines(article: Article, *, most: int = 10, never_post: Sequence[str] = ()) -> LineReading:
    """The lines of an article that are worth a card, best first, at most `most`; fewer rather than bad ones.

    Each line, part and refusal is a slice of `article.text`. `never_post` are phrases: a line or
    structure that contains one is left out, whatever its white space, quotes and capitals.
    """
    phrases = fold_phrases(never_post)
    judged = [
        CheckedSentence(one, find_refusal(one, never_post=phrases)) for one in survey(article)
    ]
    candidates = find_candidates(article.text, judged, never_post=phrases)
    chosen = pick(candidates, most=most)
    cared = pick_cared(candidates, chosen)
    names = _name_lines(article, [*chosen, *cared])
    in_pairs = {one.sentence.end for one in (*chosen, *cared) if one.kind == "pair"}
    return LineReading(
        lines=names[: len(chosen)],
        cared=names[len(chosen) :],
        structures=tuple(
            one
            for one in find_structures(article)
            if not any(holds_phrase(words, phrases) for words in _words_of(one))
        ),
        rejected=tuple(
            _rejection(article, one.sentence, refusal)
            for one in judged
            if (refusal := one.refusal or find_care_rule(one.sentence)) is not None
            and one.sentence.end not in in_pairs
        ),
    )


def _words_of(structure: Structure) -> list[str]:
    labels = [part.label or "" for part in structure.parts]
    return [structure.label, *labels, *(part.text for part in structure.parts)]


def _name_lines(article: Article, chosen: list[ScoredLine]) -> tuple[Line, ...]:
    in_order = sorted(chosen, key=lambda one: one.sentence.start)
    ids = assign_ids(article.slug, [one.sentence.text for one in in_order])
    names = dict(zip((one.sentence.start for one in in_order), ids, strict=True))
    return tuple(
        Line(
            id=names[one.sentence.start],
            text=one.sentence.text,
            kind=one.kind,
            score=one.score,
            start=one.sentence.start,
            end=one.sentence.end,
            section=one.sentence.section,
            care=one.care,
        )
        for one in chosen
    )


def _rejection(article: Article, sentence: Sentence, rule: Rule) -> Rejection:
    return Rejection(
        id=line_id(article.slug, sentence.text),
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        reason=rule.reason,
        code=rule.code,
    )
