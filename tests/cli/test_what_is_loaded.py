"""A command loads only what it needs: what it does not load, it need not wait for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import socialkit
from tests.cli.conftest import run

WORDS = "A pause is kind when it comes with a time to return."
OUTER_WORLD = {
    "alembic", "apscheduler", "asyncio", "facebook", "feedparser", "httpx", "instagrapi", "lxml",
    "mammoth", "multiprocessing", "numpy", "requests", "rich", "sqlalchemy", "ssl",
}  # fmt: skip
WORKSPACE = {
    "pydantic", "pydantic_settings", "ruamel.yaml", "socialkit.article", "socialkit.config",
    "socialkit.lines", "socialkit.outbox", "socialkit.pipeline", "socialkit.plan",
}  # fmt: skip
OTHER_CARDS = {
    "PIL.ImageCms", "socialkit.cards.layout.contrast_layout", "socialkit.cards.layout.list_layout",
    "socialkit.cards.paint.pictures", "socialkit.cards.paint.night", "socialkit.cards.paint.photo",
    "socialkit.model.post",
}  # fmt: skip


def loaded_by(*words: str, folder: Path) -> set[str]:
    """The modules that one command loads, in a process of its own that tells each of them."""
    answer = run(*words, folder=folder, PYTHONVERBOSE="1")
    assert answer.code == 0, answer.words
    return set(re.findall(r"^import '([\w.]+)'", answer.err, re.MULTILINE))


def test_a_card_of_given_words_loads_no_workspace_and_no_network(tmp_path: Path) -> None:
    loaded = loaded_by("card", WORDS, "--theme", "paper", "--out", "card.jpg", folder=tmp_path)
    assert (tmp_path / "card.jpg").exists()
    assert {"typer", "PIL.Image", "uharfbuzz"} <= loaded
    assert not loaded & (OUTER_WORLD | WORKSPACE | OTHER_CARDS)


def test_a_card_inside_a_workspace_reads_its_schedule_and_no_article(workspace: Path) -> None:
    loaded = loaded_by("card", WORDS, "--out", "card.jpg", folder=workspace)
    assert "socialkit.config.schedule.schedule_file" in loaded
    unused = {"pydantic_settings", "socialkit.article", "socialkit.lines", "socialkit.outbox"}
    assert not loaded & (OUTER_WORLD | unused)


def test_help_loads_nothing_but_the_command_line(tmp_path: Path) -> None:
    for words in (["--help"], ["card", "--help"], ["connect", "--help"]):
        loaded = loaded_by(*words, folder=tmp_path)
        assert not loaded & (OUTER_WORLD | WORKSPACE | {"PIL", "uharfbuzz", "socialkit.runtime"})


def test_the_lines_of_a_file_are_shown_without_pydantic_or_a_network(
    article: Path, tmp_path: Path
) -> None:
    loaded = loaded_by("lines", str(article), "--json", folder=tmp_path)
    assert not loaded & (OUTER_WORLD | {"pydantic", "socialkit.cards", "socialkit.outbox"})


def test_a_broken_schedule_stops_a_card_with_its_place(workspace: Path) -> None:
    path = workspace / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace("timezone:", "timezone: Mars/Crater #"))
    answer = run("card", WORDS, "--out", "card.jpg", folder=workspace)
    assert answer.code == 1
    assert answer.err.startswith("schedule.yaml:")
    assert not (workspace / "card.jpg").exists()


def test_a_package_face_holds_no_code_so_that_importing_one_module_loads_no_other() -> None:
    for face in (Path(socialkit.__file__).parent).rglob("__init__.py"):
        tree = ast.parse(face.read_text("utf-8"))
        assert not [node for node in tree.body if not isinstance(node, ast.Expr)], face
