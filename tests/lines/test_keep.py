"""Regenerated lines.yaml files keep approvals and edits."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.lines.keep import keep_lines
from socialkit.lines.reading import read_lines
from socialkit.model.article import Article
from socialkit.model.lines import Entry, LineFile, Use, line_id
from tests.lines.sample import ARTICLE, ITEM, LEAD_IN, PARAGRAPH, ROWS, build, paragraph

SILENCE = "Silence after a quarrel is rarely empty."
ID = line_id(ARTICLE.slug, SILENCE)


def make(article: Article, old: LineFile | None = None, *, most: int = 50) -> LineFile:
    return keep_lines(old, article, read_lines(article, most=most))


def entry(file: LineFile, identifier: str) -> Entry:
    return next(one for one in (*file.lines, *file.structures) if one.id == identifier)


def change(file: LineFile, identifier: str, **fields: object) -> LineFile:
    """The file after the owner edited one row of it."""

    def edited(rows: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            replace(one, **fields) if one.id == identifier else one  # type: ignore[arg-type]
            for one in rows
        )

    return replace(file, lines=edited(file.lines), structures=edited(file.structures))


def without(words: str) -> Article:
    return build([row for row in ROWS if row[1] != words])


def test_a_new_file_asks_for_approval_of_everything() -> None:
    file = make(ARTICLE)
    assert {one.use for one in (*file.lines, *file.structures)} == {Use.ASK}
    assert file.gone == ()
    assert (file.title, file.text_sha256) == (ARTICLE.title, ARTICLE.text_sha256)


def test_made_again_nothing_changes() -> None:
    file = make(ARTICLE)
    assert make(ARTICLE, file) == file


def test_all_fields_of_the_owner_are_kept_by_id() -> None:
    edited_file = change(
        make(ARTICLE), ID, use=Use.YES, theme="night", emphasis="rarely", caption="Hm."
    )
    again = entry(make(build([(PARAGRAPH, "Rest helps you heal."), *ROWS]), edited_file), ID)
    assert (again.use, again.theme, again.emphasis, again.caption) == (
        Use.YES,
        "night",
        "rarely",
        "Hm.",
    )


def test_a_rejection_is_kept_as_an_approval_is() -> None:
    assert entry(make(ARTICLE, change(make(ARTICLE), ID, use=Use.NO)), ID).use is Use.NO


def test_a_line_whose_words_changed_is_a_new_line_and_the_old_one_is_gone() -> None:
    edited_file = change(make(ARTICLE), ID, use=Use.YES)
    words = "Silence after a quarrel is never empty."
    file = make(
        build([(kind, words if row == SILENCE else row) for kind, row in ROWS]), edited_file
    )
    assert entry(file, line_id(ARTICLE.slug, words)).use is Use.ASK
    assert [(one.id, one.use) for one in file.gone] == [(ID, Use.YES)]


def test_words_that_return_keep_their_approval() -> None:
    gone = make(without(SILENCE), change(make(ARTICLE), ID, use=Use.YES))
    assert ID in {one.id for one in gone.gone}
    back = make(ARTICLE, gone)
    assert entry(back, ID).use is Use.YES
    assert back.gone == ()


def test_an_approval_is_not_lost_when_the_ranking_changes() -> None:
    edited_file = change(make(ARTICLE), ID, use=Use.YES)
    assert entry(make(ARTICLE, edited_file, most=1), ID).use is Use.YES


def test_a_theme_alone_keeps_a_line_that_fell_out_of_the_pick() -> None:
    edited_file = change(make(ARTICLE), ID, theme="night")
    assert entry(make(ARTICLE, edited_file, most=1), ID).theme == "night"


def test_an_unanswered_line_that_is_refused_now_does_not_stay() -> None:
    file = make(ARTICLE)
    bad = "The dishes get done without a word between two people."
    row = Entry(line_id(ARTICLE.slug, bad), bad, Use.ASK, "single")
    again = make(ARTICLE, replace(file, lines=(*file.lines, row)))
    assert bad not in {one.text for one in again.lines}


def test_a_row_of_the_owner_is_kept_with_a_correct_id_and_the_letters_of_the_article() -> None:
    article = paragraph("You’re allowed to rest. It is a door\nyou keep walking through.")
    typed = Entry("", "It is a door  you keep walking through.", Use.YES, "single", caption="Mine")
    file = make(article, replace(make(article), lines=(typed,)))
    kept = next(one for one in file.lines if one.caption == "Mine")
    assert kept.text == "It is a door\nyou keep walking through."
    assert kept.id == line_id(article.slug, kept.text)
    assert kept.use is Use.YES
    assert make(article, file) == file


def test_a_row_of_the_owner_is_found_in_the_article_whatever_the_shape_of_quotes() -> None:
    article = paragraph("When it’s late, say “enough” to each other.")
    typed = Entry("mine", 'When it\'s late, say "enough" to each other.', Use.YES, "single")
    file = make(article, replace(make(article), lines=(typed,)))
    assert [one.text for one in file.lines] == [article.text.strip()]
    assert file.lines[0].use is Use.YES


def test_words_of_the_owner_that_are_not_in_the_article_go_under_gone() -> None:
    typed = Entry("mine", "These words are new.", Use.YES, "single")
    file = make(ARTICLE, replace(make(ARTICLE), lines=(typed,)))
    assert [one.text for one in file.gone] == ["These words are new."]


def test_an_approval_does_not_hold_for_other_words_typed_over_the_line() -> None:
    edited_file = change(make(ARTICLE), ID, use=Use.YES)
    other = "A promise was small, but what it stood for was not."
    file = make(ARTICLE, change(edited_file, ID, text=other))
    assert entry(file, line_id(ARTICLE.slug, other)).use is Use.ASK
    assert entry(file, ID).use is Use.ASK


def test_care_of_the_reading_wins_over_what_the_file_says() -> None:
    article = paragraph("Your diagnosis is not your name, and you are more than your fear.")
    file = make(article)
    assert file.lines[0].care == "It speaks of a diagnosis."
    cleared = replace(file, lines=(replace(file.lines[0], care=None, use=Use.YES),))
    again = make(article, cleared)
    assert again.lines[0].care == "It speaks of a diagnosis."
    assert again.lines[0].use is Use.YES
    assert make(article, cleared, most=0).lines[0].care == "It speaks of a diagnosis."


def test_structures_keep_their_approval_and_their_parts() -> None:
    file = make(ARTICLE)
    contrast = next(one for one in file.structures if one.kind == "contrast")
    assert [label for label, _ in contrast.parts] == ["With repair", "Without repair"]
    again = make(ARTICLE, change(file, contrast.id, use=Use.YES))
    assert entry(again, contrast.id).use is Use.YES
    assert make(ARTICLE, again) == again


def test_a_list_that_lost_an_item_asks_again() -> None:
    rows = [(LEAD_IN, "At night you can:"), (ITEM, "Rest"), (ITEM, "Read"), (ITEM, "Breathe")]
    file = make(build(rows))
    shorter = make(build(rows[:-1]), change(file, file.structures[0].id, use=Use.YES))
    assert [one.use for one in shorter.structures] == [Use.ASK]
    assert [one.use for one in shorter.gone] == [Use.YES]


ROW = st.builds(
    Entry,
    id=st.sampled_from(["", "mine", ID, "0123abcd"]),
    text=st.sampled_from([SILENCE, "Nowhere.", "", "dishes get done", "Ashamed", "["]),
    use=st.sampled_from(list(Use)),
    kind=st.sampled_from(["single", "pair", "list", "contrast", "?"]),
    caption=st.sampled_from([None, "Mine"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, max_size=5), st.lists(ROW, max_size=3), st.integers(0, 12))
def test_whatever_is_in_the_file_every_line_is_a_slice_and_a_rejection_is_kept(
    lines: list[Entry], gone: list[Entry], most: int
) -> None:
    old = LineFile("t", "s", "0", tuple(lines), (), tuple(gone))
    file = make(ARTICLE, old, most=most)
    assert all(one.text in ARTICLE.text for one in file.lines)
    ids = [one.id for one in (*file.lines, *file.structures, *file.gone)]
    assert len(ids) == len(set(ids))
    first = next((one for one in lines if one.text == SILENCE), None)
    if first is not None and first.use is Use.NO:
        assert entry(file, ID).use is Use.NO
    assert make(ARTICLE, file, most=most) == file
