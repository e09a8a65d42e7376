"""What was read once is not read again, and never stands in for something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.article.read import gather_articles
from socialkit.config.document.reader import read_document, recall_document
from socialkit.config.line_file.line_file import read_line_file
from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.errors import ConfigError
from socialkit.lines.reading import read_lines
from socialkit.model.article import Article
from socialkit.model.lines import LineReading
from socialkit.pipeline.workspace.parse_cache import ParseCache
from tests.article.word_samples import docx, paragraph
from tests.config.cases import SMALL, TODAY, WHOLE, broken
from tests.config.test_broken_schedules import NOT_A_SCHEDULE, read_cases
from tests.support.builders import article

NOW = datetime(2027, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
BYTES = (b"articles/pauses.txt", b"A pause is kind.")


class Counted:
    """Readings, and how often something was read anew."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0

    def read(self, *content: bytes, at: datetime = NOW) -> Article:
        return ParseCache(self.folder, at).remember(Article, content, self._read)

    def _read(self) -> Article:
        self.count += 1
        return article(title=f"Reading {self.count}")


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    return Counted(tmp_path / "state" / "readings")


def the_file(counted: Counted) -> Path:
    (path,) = counted.folder.iterdir()
    return path


def test_the_same_bytes_are_read_once(counted: Counted) -> None:
    assert counted.read(*BYTES) == counted.read(*BYTES)
    assert counted.count == 1


@pytest.mark.parametrize(
    "other", [(BYTES[0], b"A pause is kind!"), (b"x", BYTES[1]), (b"".join(BYTES),), BYTES[::-1]]
)
def test_a_single_other_byte_or_border_is_read_anew(
    counted: Counted, other: tuple[bytes, ...]
) -> None:
    counted.read(*BYTES)
    counted.read(*other)
    assert counted.count == 2


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def change_a_letter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"A pause", b"A cause"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def make_it_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [cut_off, change_a_letter, empty, make_it_a_folder])
def test_a_reading_that_was_harmed_counts_as_not_there(
    counted: Counted, harm: Callable[[Path], None]
) -> None:
    counted.read(*BYTES)
    harm(the_file(counted))
    assert counted.read(*BYTES).text == article().text
    assert counted.count == 2


def test_where_nothing_can_be_kept_everything_is_read_all_the_same(counted: Counted) -> None:
    counted.folder.parent.mkdir()
    counted.folder.write_text("a file where the folder should be", "utf-8")
    assert counted.read(*BYTES).title == "Reading 1"
    assert counted.read(*BYTES).title == "Reading 2"


def test_what_nobody_asks_for_in_a_month_is_taken_away_and_the_rest_stays(
    counted: Counted,
) -> None:
    counted.read(*BYTES)
    counted.read(b"an article that left")
    counted.read(*BYTES, at=NOW + 20 * DAY)
    counted.read(b"a new article", at=NOW + 40 * DAY)
    assert len(list(counted.folder.iterdir())) == 2
    counted.read(*BYTES, at=NOW + 40 * DAY)
    assert counted.count == 3


def test_only_she_can_look_into_the_folder(counted: Counted) -> None:
    counted.read(*BYTES)
    assert counted.folder.stat().st_mode & 0o777 == 0o700


def test_an_article_from_the_shelf_is_the_article_in_all_its_parts(
    tmp_path: Path, sample_article: Path
) -> None:
    (tmp_path / "a.md").write_bytes(b"# Calm\n\n**Calm** can be learnt at any age.\n")
    (tmp_path / "b.html").write_text("<h1>Rest</h1><p>Rest is <b>work</b> too.</p>", "utf-8")
    (tmp_path / "c.docx").write_bytes(docx(paragraph("Every couple argues, and most repair.")))
    (tmp_path / "d.txt").write_bytes(sample_article.read_bytes())
    anew = gather_articles(["*"], tmp_path)
    for _ in range(2):
        remember = ParseCache(tmp_path / "state", NOW).remember
        assert gather_articles(["*"], tmp_path, remember=remember) == anew
    assert len(anew.articles) == len(list((tmp_path / "state").iterdir())) == 4


def test_an_edited_article_is_read_anew_and_its_old_reading_if_she_takes_it_back(
    tmp_path: Path,
) -> None:
    remember = ParseCache(tmp_path / "state", NOW).remember
    texts = []
    for words in ("Calm grows.", "Calm grows slowly.", "Calm grows."):
        (tmp_path / "a.txt").write_text(words, "utf-8")
        texts.append(gather_articles(["a.txt"], tmp_path, remember=remember).articles["a"].text)
    assert texts == ["Calm grows.", "Calm grows slowly.", "Calm grows."]


def test_the_lines_of_an_article_come_back_as_they_were_found(
    tmp_path: Path, sample_article: Path
) -> None:
    (one,) = gather_articles([sample_article.name], sample_article.parent).articles.values()
    found = read_lines(one, most=24)
    for _ in range(2):
        remember = ParseCache(tmp_path, NOW).remember
        assert remember(LineReading, (b"x",), lambda: found) == found


@pytest.mark.parametrize(
    "raw",
    [
        WHOLE.encode(),
        SMALL.encode(),
        *(broken(old, new).encode() for old, new, _ in read_cases()),
        *(raw for raw, _, _ in NOT_A_SCHEDULE),
    ],
)
def test_a_schedule_from_the_shelf_is_the_schedule_with_every_place_and_problem(
    tmp_path: Path, raw: bytes
) -> None:
    anew = read_document(raw, "schedule.yaml")
    for _ in range(2):
        remember = ParseCache(tmp_path, NOW).remember
        assert recall_document(raw, "schedule.yaml", remember) == anew


def test_notes_that_depend_on_the_day_are_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "schedule.yaml"
    path.write_text(WHOLE, "utf-8")
    remember = ParseCache(tmp_path / "state", NOW).remember
    before = load_schedule(path, today=TODAY, remember=remember)
    after = load_schedule(path, today=TODAY + 365 * DAY, remember=remember)
    assert len(after.problems) > len(before.problems)


def test_a_mistyped_lines_file_is_told_each_time_until_it_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "lines.yaml"
    row = "article: {title: T, source: a.txt, text_sha256: x}\nlines:\n  - {id: a, text: A, use: "
    remember = ParseCache(tmp_path / "state", NOW).remember
    path.write_text(row + "perhaps}\n", "utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError, match="yes, no or ask"):
            read_line_file(path, remember)
    path.write_text(row + "yes}\n", "utf-8")
    assert read_line_file(path, remember) == read_line_file(path)
