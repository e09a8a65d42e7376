"""Which articles the patterns name, and what each is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialkit.article.sources.sources import Source, find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles" / "old").mkdir(parents=True)
    for name in (
        "b.txt",
        "a.md",
        "README.md",
        ".hidden.txt",
        "~$a.docx",
        "c.docx",
        "d.jpg",
        "old/a.txt",
    ):
        (tmp_path / "articles" / name).write_text("Words.", "utf-8")
    return tmp_path


def names(folder: Path, *patterns: str) -> list[str]:
    return [one.source for one in find_sources(patterns, folder)]


def test_a_star_finds_articles_in_order_and_nothing_else(folder: Path) -> None:
    wanted = ["articles/a.md", "articles/b.txt", "articles/c.docx"]
    assert names(folder, "articles/*") == wanted
    assert names(folder, "articles/") == wanted
    assert names(folder, str(folder / "articles" / "*")) == wanted


def test_a_path_or_address_is_taken_as_it_is_and_once(folder: Path) -> None:
    page = "https://quietharbour.example/blog/Small-Repairs.html?utm_source=x"
    assert find_sources(["articles/b.txt", "articles/b.*", page, "missing.txt"], folder) == (
        Source("b", "articles/b.txt"),
        Source("small-repairs", page),
        Source("missing", "missing.txt"),
    )


@pytest.mark.parametrize("pattern", ["", "none/*", "**x/*", "[", "\0*", "/*"])
def test_an_odd_pattern_does_no_harm(pattern: str, folder: Path) -> None:
    assert all(isinstance(one, Source) for one in find_sources([pattern], folder))


def test_of_two_with_one_name_the_nearer_keeps_it_whatever_the_order(folder: Path) -> None:
    one = find_sources(["articles/*", "articles/old/*"], folder)
    other = find_sources(["articles/old/*", "articles/*"], folder)
    assert set(one) == set(other)
    slugs = {source.source: source.slug for source in one}
    assert slugs["articles/a.md"] == "a"
    assert slugs["articles/old/a.txt"].startswith("a-")


@pytest.mark.parametrize(
    ("source", "slug"),
    [
        ("Über die Stille.txt", "uber-die-stille"),
        ("It's Time!.md", "its-time"),
        ("https://quietharbour.example/", "quietharbour-example"),
        ("https://www.quietharbour.example/?p=12", "quietharbour-example-12"),
        ("../../etc/x.txt", "x"),
    ],
)
def test_a_slug_is_plain(source: str, slug: str, tmp_path: Path) -> None:
    assert find_sources([source], tmp_path)[0].slug == slug


def test_a_name_without_latin_letters_still_has_a_slug(tmp_path: Path) -> None:
    slugs = [one.slug for one in find_sources(["प्यार.txt", "शांति.txt"], tmp_path)]
    assert len(set(slugs)) == 2
    assert all(slug.startswith("article-") for slug in slugs)
