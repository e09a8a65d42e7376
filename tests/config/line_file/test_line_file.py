"""lines.yaml: her word is never lost, and every letter stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit.config.line_file.line_file import read_line_file, remake_line_file, set_use
from socialkit.config.line_file.line_rows import KINDS
from socialkit.config.schedule.fields import THEMES
from socialkit.errors import ConfigError
from socialkit.model.lines import Entry, LineFile, Use

LONG = (
    "A pause is kind when it comes with a time to return, and when both know that "
    "the talk is not over: “at eight, here”."
)
PARTS = (("With a pause", "we come back rested."), (None, LONG))
FILE = LineFile(
    title="On: pauses # and returns",
    source="articles/on-pauses.txt",
    text_sha256="ab" * 32,
    lines=(
        Entry("3f2a11bc", "We rest, and we return.", Use.ASK, "single"),
        Entry("77aa22bb", LONG, Use.YES, "pair", care="a crisis", theme="night", caption="a\nb"),
        Entry("12345678", "yes", Use.NO, "single", emphasis="yes"),
    ),
    structures=(
        Entry("c0ffee11", "With a pause: …", Use.ASK, "contrast", parts=PARTS, label="Or not"),
    ),
)
TEXTS = st.text(
    st.sampled_from("ab “”\"'#:-[]{}\\\n\t\r \x85\u2028é💛,&*!|>%@`~")
    | st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
    max_size=90,
)
ENTRIES = st.builds(
    Entry,
    id=st.text("0123456789abcdef", min_size=8, max_size=12),
    text=TEXTS.filter(lambda one: bool(one.strip())),
    use=st.sampled_from(Use),
    kind=st.sampled_from(KINDS),
    care=st.none() | TEXTS.filter(lambda one: bool(one.strip())),
    theme=st.none() | st.sampled_from(THEMES),
    emphasis=st.none() | TEXTS.filter(lambda one: one == "" or bool(one.strip())),
    caption=st.none() | TEXTS.filter(lambda one: one == "" or bool(one.strip())),
    parts=st.lists(
        st.tuples(
            st.none() | TEXTS.filter(lambda one: bool(one.strip())),
            TEXTS.filter(lambda one: bool(one.strip())),
        ),
        max_size=3,
    ).map(tuple),
    label=st.none() | TEXTS.filter(lambda one: bool(one.strip())),
)
FILES = st.builds(
    LineFile,
    title=TEXTS.filter(lambda one: bool(one.strip())),
    source=st.just("articles/a.txt"),
    text_sha256=st.just("0" * 64),
    lines=st.lists(ENTRIES, max_size=3).map(tuple),
    structures=st.lists(ENTRIES, max_size=2).map(tuple),
    gone=st.lists(ENTRIES, max_size=2).map(tuple),
)
QUICK = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def write_line_file(path: Path, file: LineFile) -> bool:
    """Make it say `file`, whatever stands there; False when nothing was touched."""
    before = path.read_bytes() if path.exists() else None
    remake_line_file(path, lambda _: file)
    return path.read_bytes() != before


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A lines.yaml in its place."""
    place = tmp_path / "quotes" / "on-pauses" / "lines.yaml"
    assert write_line_file(place, FILE)
    return place


def change(path: Path, old: str, new: str) -> str:
    text = path.read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return text


def test_what_is_written_is_read_again(path: Path) -> None:
    assert read_line_file(path) == FILE


def test_no_file_is_none(tmp_path: Path) -> None:
    assert read_line_file(tmp_path / "lines.yaml") is None


def test_it_reads_like_a_letter_to_her(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# The lines of one article")
    assert "yes    it may be posted" in text
    assert max(map(len, text.splitlines())) < 100
    assert "\\n" not in text


def test_nothing_changed_is_nothing_written(path: Path) -> None:
    before = path.stat().st_mtime_ns
    assert write_line_file(path, FILE) is False
    assert path.stat().st_mtime_ns == before
    assert not path.with_name("lines.yaml.bak").exists()


@QUICK
@given(file=FILES)
def test_every_letter_survives(file: LineFile, tmp_path: Path) -> None:
    path = tmp_path / "lines.yaml"
    path.unlink(missing_ok=True)
    write_line_file(path, file)
    assert read_line_file(path) == file


@QUICK
@given(old=FILES, new=FILES)
def test_a_file_re_made_says_what_it_should(old: LineFile, new: LineFile, tmp_path: Path) -> None:
    path = tmp_path / "lines.yaml"
    path.unlink(missing_ok=True)
    write_line_file(path, old)
    write_line_file(path, replace(new, lines=(*new.lines, *old.lines[1:])))
    assert read_line_file(path) == replace(new, lines=(*new.lines, *old.lines[1:]))


def test_her_comments_stay_with_their_line(path: Path) -> None:
    change(path, "  - id: 77aa22bb", "  # my favourite\n  - id: 77aa22bb")
    change(path, "use: yes", "use: yes   # told Anna")
    change(path, "article:", "# for the spring\narticle:")
    path.write_text(path.read_text("utf-8") + "# that is all\n", "utf-8")
    old = read_line_file(path)
    assert old is not None
    first, second, third = old.lines
    new = replace(old, lines=(second, third), gone=(first,))
    assert write_line_file(path, new) is True
    text = path.read_text("utf-8")
    assert read_line_file(path) == new
    assert "  # my favourite\n  - id: 77aa22bb\n" in text
    assert "use: yes   # told Anna" in text
    assert "# for the spring" in text
    assert text.endswith("# that is all\n")
    assert text.index("gone:") < text.index("3f2a11bc")


def test_a_comment_outlives_a_change_of_its_line(path: Path) -> None:
    change(path, "use: yes", "use: yes   # told Anna")
    old = read_line_file(path)
    assert old is not None
    new = replace(old, lines=(replace(old.lines[1], care=None), *old.lines[2:]))
    write_line_file(path, new)
    assert read_line_file(path) == new
    assert "# told Anna" in path.read_text("utf-8")


def test_comments_do_not_pile_up(path: Path) -> None:
    change(path, "  - id: 77aa22bb", "  # my favourite\n  - id: 77aa22bb")
    for title in ("a title", "b title", "c title"):
        write_line_file(path, replace(FILE, title=title))
    text = path.read_text("utf-8")
    assert text.count("# my favourite") == 1
    assert text.count("# The lines of one article") == 1
    assert text.count("# Contrasts and lists.") == 1


def test_the_file_before_is_kept_once(path: Path) -> None:
    before = path.read_bytes()
    write_line_file(path, replace(FILE, title="Another"))
    assert path.with_name("lines.yaml.bak").read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} == {"lines.yaml", "lines.yaml.bak"}


@pytest.mark.parametrize("written", ["yes", "Yes", "true", "on", "y", '"yes"', "'yes'", "YES"])
def test_yes_is_understood_however_it_is_written(written: str, path: Path) -> None:
    change(path, "use: ask", f"use: {written}")
    file = read_line_file(path)
    assert file is not None
    assert file.lines[0].use is Use.YES


@pytest.mark.parametrize("written", ["no", "false", "off", '"no"'])
def test_no_is_understood_however_it_is_written(written: str, path: Path) -> None:
    change(path, "use: ask", f"use: {written}")
    file = read_line_file(path)
    assert file is not None
    assert file.lines[0].use is Use.NO


def test_a_row_typed_by_hand_needs_only_words_and_use(path: Path) -> None:
    change(path, "lines:\n", "lines:\n  - text: Typed by hand.\n    use: yes\n\n")
    file = read_line_file(path)
    assert file is not None
    assert file.lines[0] == Entry("", "Typed by hand.", Use.YES, "single")


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ("use: ask", "use: jes", 10, "yes, no or ask"),
        ("use: ask", "use:", 5, 'there is nothing after "use:"'),
        ("use: ask", "us: yes", 5, 'did you mean "use"'),
        ("use: ask", "use: yes\n    capton: x", 5, 'did you mean "caption"'),
        ("theme: night", "theme: nite", 12, 'did you mean "night"'),
        ("use: ask", "use: yes: no", 13, 'second ":"'),
        ("    use: ask", "\tuse: yes", 1, "TAB"),
    ],
)
def test_her_typo_is_told_with_its_place_and_nothing_is_written(
    old: str, new: str, column: int, words: str, path: Path
) -> None:
    text = change(path, old, new)
    line = text[: text.index(new)].count("\n") + 1 + new.count("\n")
    for attempt in (
        lambda: read_line_file(path),
        lambda: write_line_file(path, FILE),
        lambda: set_use(path, ["3f2a11bc"], Use.YES),
    ):
        with pytest.raises(ConfigError) as caught:
            attempt()
        (problem,) = caught.value.problems
        assert problem.file == "quotes/on-pauses/lines.yaml"
        assert (problem.line, problem.column) == (line, column)
        assert words in problem.message
    assert path.read_text("utf-8") == text


def test_her_yes_changes_one_word_and_no_other_byte(path: Path) -> None:
    raw = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    raw = raw.replace(b"use: ask", b'use:  "ask"  # later', 1)
    path.write_bytes(raw)
    path.chmod(0o640)
    assert set_use(path, ["3f2a11bc", "c0ffee11", "77aa22bb", "nosuch"], Use.YES) == (
        "3f2a11bc",
        "c0ffee11",
    )
    wanted = raw.replace(b'"ask"', b"yes").replace(b"use: ask", b"use: yes")
    assert path.read_bytes() == wanted
    assert path.stat().st_mode & 0o777 == 0o640
    assert set_use(path, ["3f2a11bc"], Use.YES) == ()
    assert set_use(path, [], Use.NO) == ()


def test_what_she_says_by_command_is_what_is_read(path: Path) -> None:
    set_use(path, [entry.id for entry in FILE.lines], Use.NO)
    file = read_line_file(path)
    assert file is not None
    assert {entry.use for entry in file.lines} == {Use.NO}
    assert replace(file, lines=FILE.lines) == FILE


def test_the_file_before_her_yes_is_kept_once(path: Path) -> None:
    first = path.read_bytes()
    set_use(path, ["3f2a11bc"], Use.YES)
    second = path.read_bytes()
    assert path.with_name("lines.yaml.bak").read_bytes() == first
    set_use(path, ["3f2a11bc"], Use.YES)
    assert path.with_name("lines.yaml.bak").read_bytes() == first
    set_use(path, ["3f2a11bc"], Use.NO)
    assert path.with_name("lines.yaml.bak").read_bytes() == second
    assert {one.name for one in path.parent.iterdir()} == {"lines.yaml", "lines.yaml.bak"}


def test_a_word_that_she_saves_while_lines_are_made_anew_is_kept(path: Path) -> None:
    seen: list[LineFile | None] = []

    def make(old: LineFile | None) -> LineFile:
        if not seen:
            change(path, "use: ask", "use: yes    # typed just now")
        seen.append(old)
        assert old is not None
        return replace(old, title="Another")

    made = remake_line_file(path, make)
    assert len(seen) == 2
    assert made.lines[0].use is Use.YES
    assert read_line_file(path) == made
    assert "# typed just now" in path.read_text("utf-8")


def test_a_file_that_she_locked_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(ConfigError, match="locked against changes; unlock it"):
        set_use(path, ["3f2a11bc"], Use.YES)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "linked.yaml"
    link.symlink_to(path)
    set_use(link, ["3f2a11bc"], Use.YES)
    assert link.is_symlink()
    assert link.resolve() == path.resolve()
    file = read_line_file(path)
    assert file is not None
    assert file.lines[0].use is Use.YES
