"""Who picks: LexRank and TextRank, as the library sumy has them.

Knows nothing of labels and scores. Sentences and words are cut as socialkit cuts them: sumy's own
way would load data from the web first, and a slice must stay a slice. Stemmer and stop words are
sumy's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from socialkit.lines.language.sentence import Sentence
from socialkit.model.article import Article
from tests.benchmarks.lines.pickers import MOST, Picker, find_sentences


class OurWords:
    """What sumy asks of a tokenizer once the sentences are known."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words as socialkit's rules see them."""
        return Sentence(text, 0, len(text)).words


def pick_by(make: Callable[[Any], Any]) -> Picker:
    """The picker that asks this kind of sumy's summarizers."""
    summarize = make(Stemmer("english"))
    summarize.stop_words = get_stop_words("english")

    def pick(article: Article) -> list[str]:
        sentences = find_sentences(article)
        words = OurWords()
        paragraph = Paragraph([SumySentence(one, words) for one in sentences])
        best: list[int] = []

        def note(ranked: Sequence[Any]) -> Sequence[Any]:
            # a summary is handed back in text order; only here does sumy show its ranking
            best.extend(one.order for one in ranked[:MOST])
            return ranked[:MOST]

        summarize(ObjectDocumentModel([paragraph]), note)
        return [sentences[index] for index in best]

    return pick


def summary_pickers() -> dict[str, Picker]:
    """Both, by the name of their row."""
    return {
        "sumy LexRank": pick_by(LexRankSummarizer),
        "sumy TextRank": pick_by(TextRankSummarizer),
    }
