"""`check` is the promise that `make`, `plan` and `run` will do: what they would stumble over is told before,
at its row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.config.document.reader import read_document
from socialkit.errors import Problem
from socialkit.pipeline.checks.caption_limits import check_captions
from socialkit.pipeline.checks.run import check_workspace
from socialkit.pipeline.checks.unheeded_rows import find_cut_text
from socialkit.pipeline.workspace.load import read_workspace
from socialkit.pipeline.workspace.make_lines import make

TODAY = date(2027, 3, 1)
LINES = (
    "A pause is kind when it comes with a time to return.",
    "An apology begins where the explanation ends.",
    "Trust is a habit before it is a feeling.",
    "Warmth returns in teaspoons, not in buckets.",
)
INSTAGRAM = "https://www.instagram.com/quietharbour/"
FACEBOOK = "https://www.facebook.com/quietharbour.page"
SCHEDULE = """\
timezone: UTC
brand:
  name: Quiet Harbour
  handle: "@quietharbour"
articles: [articles/*]
accounts:
  instagram: {account: linked, via: instagrapi}
  facebook: {page: linked}
post:
  - {days: [mon], at: "09:00", to: [instagram, facebook]}
"""
NAME, HANDLE, ROW = 3, 4, 10


def write(
    folder: Path, schedule: str = SCHEDULE, links: str = f"{INSTAGRAM}\n\n{FACEBOOK}"
) -> None:
    (folder / "articles").mkdir(exist_ok=True)
    words = "\n\n".join(["Small harbours", *LINES, links])
    (folder / "articles" / "harbours.txt").write_text(words + "\n", "utf-8")
    (folder / "schedule.yaml").write_text(schedule, "utf-8")


def check(folder: Path, assets: Path, *, is_made: bool = False) -> list[Problem]:
    """What check says of schedule.yaml and lines.yaml, but for what is noted of every new folder."""
    if is_made:
        make(read_workspace(folder, today=TODAY), assets=assets, told=lambda _: None)
    found = check_workspace(folder, today=TODAY, assets=assets)
    common = ("not made yet; run: socialkit make", "you would not hear of problems")
    return [
        one
        for one in found
        if not one.message.startswith(common) and "harbours.txt" not in one.file
    ]


def test_a_folder_in_which_all_is_right_has_nothing_to_tell(tmp_path: Path, assets: Path) -> None:
    write(tmp_path)
    assert check(tmp_path, assets) == []
    assert check(tmp_path, assets, is_made=True) == []


def with_row(row: str) -> str:
    return SCHEDULE.replace('{days: [mon], at: "09:00", to: [instagram, facebook]}', row)


TAGS = " ".join(f"#tide{number}" for number in range(31))
NAMES = " ".join(f"@gull{number}" for number in range(21))
MANY_NAMES = " ".join(f"@gull{number}" for number in range(51))
LONG = "word " * 445
PIN = f'{{date: 2027-03-05, at: "09:00", to: [instagram], quote: "{LINES[0]}", caption: "%s"}}'
OWN = '{days: [mon], at: "09:00", to: [instagram, facebook], caption: "%s"}'
ONLY_FACEBOOK = '{days: [mon], at: "09:00", to: [facebook], caption: "%s"}'
TOO_MUCH = {
    "hashtags in the text": (SCHEDULE + f'caption: {{text: "{{line}} {TAGS}"}}\n', 11),
    "hashtags below each other": (
        SCHEDULE + 'caption:\n  text: "{line}\\n' + TAGS.replace(" ", "\\n") + '"\n',
        12,
    ),
    "wide hashtags": (SCHEDULE + f'caption: {{text: "{TAGS.replace("#", "＃")}"}}\n', 11),
    "names in the text": (SCHEDULE + f'caption: {{text: "{{line}} {NAMES}"}}\n', 11),
    "characters in the text": (SCHEDULE + f'caption: {{text: "{{line}} {LONG}"}}\n', 11),
    "signs that count twice": (SCHEDULE + f'caption: {{text: "{{line}} {"🌊" * 1101}"}}\n', 11),
    "hashtags of Instagram alone": (
        SCHEDULE + f'caption:\n  text: "{{line}}"\n  instagram: {{text: "{{line}} {TAGS}"}}\n',
        13,
    ),
    "names of Facebook alone": (
        SCHEDULE + f'caption:\n  text: "{{line}}"\n  facebook: {{text: "{{line}} {MANY_NAMES}"}}\n',
        13,
    ),
    "hashtags of a row": (with_row(OWN % f"{{line}} {TAGS}"), ROW),
    "names of a row": (with_row(OWN % f"{{line}} {NAMES}"), ROW),
    "characters of a row": (with_row(OWN % LONG), ROW),
    "names of a row for Facebook": (with_row(ONLY_FACEBOOK % MANY_NAMES), ROW),
    "hashtags of a pinned row": (with_row(PIN % TAGS), ROW),
    "characters of a pinned row": (with_row(PIN % LONG), ROW),
    "a story": (with_row((OWN % TAGS).replace("caption:", "as: story, caption:")), ROW),
    "a carousel": (with_row((OWN % TAGS).replace("caption:", "as: carousel, caption:")), ROW),
    "a contrast": (with_row((OWN % TAGS).replace("caption:", "as: contrast, caption:")), ROW),
}


@pytest.mark.parametrize("is_made", [False, True], ids=["before make", "after make"])
@pytest.mark.parametrize("case", TOO_MUCH)
def test_a_caption_that_a_network_never_takes_is_an_error_at_its_row(
    case: str, is_made: bool, tmp_path: Path, assets: Path
) -> None:
    schedule, line = TOO_MUCH[case]
    write(tmp_path, schedule)
    found = [one for one in check(tmp_path, assets, is_made=is_made) if one.level == "error"]
    assert {(one.file, one.line) for one in found} == {("schedule.yaml", line)}, found
    assert all("takes" in one.message and "at most" in one.message for one in found)


JUST_ENOUGH = {
    "thirty hashtags": SCHEDULE + f'caption: {{text: "{TAGS.rsplit(" ", 1)[0]}"}}\n',
    "twenty names": SCHEDULE + f'caption: {{text: "{NAMES.rsplit(" ", 1)[0]}"}}\n',
    "a long text for Facebook": with_row(ONLY_FACEBOOK % LONG),
    "names for Facebook": with_row(ONLY_FACEBOOK % NAMES),
}


@pytest.mark.parametrize("case", JUST_ENOUGH)
def test_a_caption_at_the_limit_is_no_matter(case: str, tmp_path: Path, assets: Path) -> None:
    write(tmp_path, JUST_ENOUGH[case])
    assert check(tmp_path, assets, is_made=True) == []


def test_where_only_some_lines_are_too_long_for_a_caption_it_is_a_note(
    tmp_path: Path, assets: Path
) -> None:
    room = 2200 - len(LINES[2])
    write(tmp_path, SCHEDULE + f'caption: {{text: "{{line}}{"x" * room}"}}\n')
    (found,) = check(tmp_path, assets, is_made=True)
    assert (found.line, found.level) == (11, "note")
    assert "with 3 lines of 4" in found.message


def test_hashtags_without_room_are_noted_at_their_row(tmp_path: Path, assets: Path) -> None:
    tags = ", ".join(f'"#shore{number}"' for number in range(5))
    text = TAGS.rsplit(" ", 3)[0]
    more = f'caption:\n  text: "{text} {{hashtags}}"\n  hashtags: [{tags}]\n'
    write(tmp_path, SCHEDULE + more)
    (found,) = check(tmp_path, assets)
    assert (found.line, found.level) == (13, "note")
    assert "the last 3 of these" in found.message


def edit_lines(folder: Path, assets: Path, old: str, new: str) -> int:
    """Change the lines.yaml; the number of the row that is new."""
    make(read_workspace(folder, today=TODAY), assets=assets, told=lambda _: None)
    path = folder / "quotes" / "harbours" / "lines.yaml"
    text = path.read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return text[: text.index(new.strip().splitlines()[-1].strip())].count("\n") + 1


WISHES = {
    "words that are not there": ('emphasis: "not broken"', "is not in this line"),
    "a part of a word": ("emphasis: pau", "is not in this line"),
    "other words": ("emphasis: the cat", "is not in this line"),
    "words in another order": ("emphasis: kind is", "is not in this line"),
    "more than the line": (f'emphasis: "{" ".join(LINES)}"', "is not in this line"),
    "a theme for few words": ("theme: hook", "takes 6 words at most"),
    "a theme for lists": ("theme: list", "takes no single lines"),
    "a theme for contrasts": ("theme: compare", "takes no single lines"),
}


@pytest.mark.parametrize("case", WISHES)
def test_a_wish_beside_a_line_that_cannot_be_done_is_noted_at_its_row(
    case: str, tmp_path: Path, assets: Path
) -> None:
    row, word = WISHES[case]
    write(tmp_path)
    line = edit_lines(tmp_path, assets, "    use: ask", f"    use: ask\n    {row}")
    (found,) = check(tmp_path, assets)
    assert (found.file, found.line, found.level) == ("quotes/harbours/lines.yaml", line, "note")
    assert word in found.message


@pytest.mark.parametrize(
    "row", ["emphasis: begins", "theme: night", 'emphasis: "EXPLANATION ENDS"']
)
def test_a_wish_that_can_be_done_is_no_matter(row: str, tmp_path: Path, assets: Path) -> None:
    write(tmp_path)
    make(read_workspace(tmp_path, today=TODAY), assets=assets, told=lambda _: None)
    path = tmp_path / "quotes" / "harbours" / "lines.yaml"
    head, found, rest = path.read_text("utf-8").partition(LINES[1])
    assert found
    path.write_text(
        head + found + rest.replace("    use: ask", f"    use: ask\n    {row}", 1), "utf-8"
    )
    assert check(tmp_path, assets) == []


def test_the_caption_of_one_line_that_is_too_much_is_an_error_at_its_row(
    tmp_path: Path, assets: Path
) -> None:
    write(tmp_path)
    line = edit_lines(tmp_path, assets, "    use: ask", f'    use: ask\n    caption: "{TAGS}"')
    found = check(tmp_path, assets)
    assert {(one.file, one.line, one.level) for one in found} == {
        ("quotes/harbours/lines.yaml", line, "error")
    }


HANDLES = {
    "another": ('"@calmharbour"', "your articles link to"),
    "a dot at its end": ('"@quietharbour."', "ends in a dot"),
    "a dot at its beginning": ('"@.quietharbour"', "begins with a dot"),
    "two dots": ('"@quiet..harbour"', "two dots"),
    "a letter more": ('"@quietharbours"', "your articles link to"),
    "an address of another": ("https://www.instagram.com/calmharbour/", "your articles link to"),
}


@pytest.mark.parametrize("case", HANDLES)
def test_a_handle_that_is_not_the_linked_one_is_noted_at_its_row(
    case: str, tmp_path: Path, assets: Path
) -> None:
    handle, word = HANDLES[case]
    write(tmp_path, SCHEDULE.replace('"@quietharbour"', handle))
    (found,) = check(tmp_path, assets)
    assert (found.line, found.level) == (HANDLE, "note")
    assert word in found.message and "@quietharbour" in found.message


def test_the_linked_handle_in_capitals_is_the_same(tmp_path: Path, assets: Path) -> None:
    write(tmp_path, SCHEDULE.replace('"@quietharbour"', '"@QuietHarbour"'))
    assert check(tmp_path, assets) == []


def account(row: str) -> str:
    return SCHEDULE.replace("{account: linked, via: instagrapi}", row)


@pytest.mark.parametrize(
    ("schedule", "links", "line", "level"),
    [
        (account("{account: calmharbour, via: instagrapi}"), None, 7, "error"),
        (SCHEDULE.replace("{page: linked}", "{page: calmharbour}"), None, 8, "error"),
        (SCHEDULE.replace("{page: linked}", "{page: 100200300400}"), None, 8, "error"),
        (SCHEDULE, INSTAGRAM, 8, "note"),
        (SCHEDULE, FACEBOOK, 7, "note"),
        (SCHEDULE, "Come and see us.", 7, "error"),
        (SCHEDULE, "https://linktr.ee/quietharbour", 7, "error"),
    ],
)
def test_an_account_that_no_article_links_to_is_told_at_its_row(
    schedule: str, links: str | None, line: int, level: str, tmp_path: Path, assets: Path
) -> None:
    write(tmp_path, schedule, **({"links": links} if links else {}))
    found = [one for one in check(tmp_path, assets) if one.file == "schedule.yaml"]
    assert [(one.line, one.level) for one in found] == [(line, level)], found
    assert "no article links to" in found[0].message


CUT = {
    "name: Quiet Harbour #1 Therapy": ('name: "Quiet Harbour #1 Therapy"', NAME),
    "name: Quiet Harbour #first": ('name: "Quiet Harbour #first"', NAME),
    "name: 'Quiet Harbour'\n  credential: Anna Roy #RCI 12345": (
        'credential: "Anna Roy #RCI 12345"',
        4,
    ),
    "name: 'Quiet Harbour'\n  closing: Read it at #harbour": ('closing: "Read it at #harbour"', 4),
    "name: 'Quiet Harbour'\n  website: https://quietharbour.example #top": (
        'website: "https://quietharbour.example #top"',
        4,
    ),
}


@pytest.mark.parametrize("rows", CUT)
def test_a_text_that_a_number_sign_cuts_is_noted_with_the_row_in_quotes(
    rows: str, tmp_path: Path, assets: Path
) -> None:
    meant, line = CUT[rows]
    write(tmp_path, SCHEDULE.replace("name: Quiet Harbour", rows))
    (found,) = [one for one in check(tmp_path, assets) if 'what comes after " #"' in one.message]
    assert (found.line, found.level) == (line, "note")
    assert found.message.endswith(meant)


@pytest.mark.parametrize(
    "row",
    [
        "name: Quiet Harbour # as on the door",
        'name: "Quiet Harbour" #as on the door',
        "name: Quiet Harbour  ## mine",
        "name: Quiet#Harbour",
        'name: "Quiet Harbour #1"',
    ],
)
def test_a_remark_beside_a_text_is_a_remark(row: str, tmp_path: Path, assets: Path) -> None:
    write(tmp_path, SCHEDULE.replace("name: Quiet Harbour", row))
    assert check(tmp_path, assets) == []


SIGNS = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs", "Po")), max_size=12)


@given(before=SIGNS, after=SIGNS)
def test_the_row_in_quotes_holds_all_that_was_meant(before: str, after: str) -> None:
    row = f"name: Tide {before} #1 {after}"
    cut = read_document(row.encode(), "schedule.yaml")
    for one in find_cut_text(cut):
        meant = read_document(one.message.partition("in quotes: ")[2].encode(), "schedule.yaml")
        assert isinstance(meant.value, dict)
        assert meant.value["name"] == row.removeprefix("name: ").rstrip()
        assert not list(find_cut_text(meant))


def test_before_any_line_is_made_the_rows_alone_are_tried(tmp_path: Path) -> None:
    write(tmp_path, with_row(OWN % NAMES))
    (found,) = check_captions(read_workspace(tmp_path, today=TODAY), ())
    assert (found.line, found.level) == (ROW, "error")
    assert "Instagram takes 20 at most" in found.message


def test_a_remark_beside_anything_but_a_text_is_a_remark(tmp_path: Path, assets: Path) -> None:
    write(tmp_path, SCHEDULE.replace("timezone: UTC", "timezone: UTC #mine"))
    assert check(tmp_path, assets) == []


def test_a_text_that_is_cut_in_lines_yaml_is_noted_there(tmp_path: Path, assets: Path) -> None:
    write(tmp_path)
    row = "caption: A pause #kindness"
    line = edit_lines(tmp_path, assets, "    use: ask", f"    use: ask\n    {row}")
    (found,) = check(tmp_path, assets)
    assert (found.file, found.line) == ("quotes/harbours/lines.yaml", line)
    assert 'caption: "A pause #kindness"' in found.message


def test_a_row_with_a_theme_for_few_words_says_how_many_lines_get_another(
    tmp_path: Path, assets: Path
) -> None:
    write(tmp_path, with_row('{days: [mon], at: "09:00", to: [instagram], theme: hook}'))
    found = [one for one in check(tmp_path, assets, is_made=True) if one.line == ROW]
    assert [one.level for one in found] == ["note"]
    assert "4 lines of 4 get the theme paper instead" in found[0].message


def test_everything_is_found_at_once(tmp_path: Path, assets: Path) -> None:
    text = SCHEDULE.replace("name: Quiet Harbour", "name: Quiet Harbour #1\n  logo: none.png")
    text = text.replace('"@quietharbour"', '"@calmharbour"').replace(
        "{page: linked}", "{page: calm}"
    )
    write(tmp_path, text + f'caption: {{text: "{TAGS}"}}\n')
    found = check(tmp_path, assets)
    assert {(one.line, one.level) for one in found} == {
        (3, "note"),
        (4, "error"),
        (5, "note"),
        (9, "error"),
        (12, "error"),
    }
