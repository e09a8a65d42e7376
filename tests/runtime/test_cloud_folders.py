"""A state folder that a cloud service copies is told of, with the row that moves it."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from socialkit.cli.commands.check import run_check
from socialkit.config.settings import load_settings
from socialkit.runtime.container import build_container
from socialkit.runtime.paths import cloud_note, find_cloud
from socialkit.runtime.workspace_lock import hold
from tests.cli.conftest import run

HOME = PurePosixPath("/Users/anna")
WINDOWS_HOME = PureWindowsPath("C:/Users/Anna")
STATE = "practice/.socialkit"


def cloud_of(folder: PurePath, *there: str, home: PurePath = HOME) -> str | None:
    """Where nothing is there but the paths that are named."""
    return find_cloud(folder, home=home, is_there=lambda path: str(path) in there)


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Library/CloudStorage/Dropbox", "Dropbox"),
        ("Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-anna@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/Box-Box", "Box"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Quiet Harbour)", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - Quiet Harbour", "OneDrive"),
        ("Google Drive", "Google Drive"),
    ],
)
def test_the_folders_of_cloud_services_are_known_by_their_path(folder: str, cloud: str) -> None:
    assert cloud_of(HOME / folder / STATE) == cloud


@pytest.mark.parametrize("folder", ["OneDrive/Documents", "iCloudDrive", "Dropbox"])
def test_they_are_known_on_windows_too(folder: str) -> None:
    assert cloud_of(WINDOWS_HOME / folder / STATE, home=WINDOWS_HOME) is not None


@pytest.mark.parametrize("mark", [".dropbox.cache", ".tmp.drivedownload", ".tmp.driveupload"])
def test_a_folder_of_any_name_is_known_by_what_lies_at_its_top(mark: str) -> None:
    assert cloud_of(HOME / "Things" / STATE, f"/Users/anna/Things/{mark}") is not None
    assert cloud_of(HOME / "Other" / STATE, f"/Users/anna/Things/{mark}") is None


@pytest.mark.parametrize("name", ["Desktop", "Documents"])
def test_documents_that_icloud_took_over_are_known(name: str) -> None:
    taken = f"/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/{name}"
    assert cloud_of(HOME / name / STATE, taken) == "iCloud Drive"
    assert cloud_of(HOME / name / STATE) is None
    assert cloud_of(HOME / "practice" / STATE, taken) is None


@pytest.mark.parametrize(
    "folder",
    [
        "",
        "my-dropbox-notes",
        "Dropbox-old-copy",
        "OneDriver",
        "Library/Application Support",
        "dropbox",
    ],
)
def test_a_folder_that_only_sounds_so_is_left_alone(folder: str) -> None:
    # ~/.dropbox is where Dropbox keeps its own settings on Linux: her home is not copied for that
    assert cloud_of(HOME / folder / STATE, "/Users/anna/.dropbox") is None


def test_the_row_that_moves_the_state_is_one_that_moves_it(tmp_path: Path) -> None:
    home = tmp_path / "home of anna"
    workspace = home / "Dropbox" / "practice"
    workspace.mkdir(parents=True)
    state = load_settings(workspace).state_dir
    note = cloud_note(workspace, state, home=home, is_there=lambda _: False)
    assert note is not None
    assert note.level == "note"
    row = note.message.rpartition(": ")[2]
    (workspace / ".env").write_text(f"{row}\n")
    moved = load_settings(workspace).state_dir
    assert moved.is_relative_to(home / ".local" / "state" / "socialkit")
    assert str(moved) in note.message
    assert cloud_note(workspace, moved, home=home, is_there=lambda _: False) is None


def test_two_workspaces_of_one_name_are_not_moved_into_one_folder() -> None:
    rows = set()
    for base in ("Dropbox", "OneDrive"):
        folder = Path("/home/anna") / base / "practice"
        note = cloud_note(folder, folder, home=Path("/home/anna"), is_there=lambda _: False)
        rows.add(note.message.rpartition(": ")[2] if note else "")
    assert len(rows) == 2


@pytest.fixture
def in_dropbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in a cloud folder."""
    monkeypatch.delenv("SOCIALKIT_STATE_DIR", raising=False)
    workspace = tmp_path / "Dropbox" / "practice"
    (workspace / "articles").mkdir(parents=True)
    words = "Small harbours\n\nA pause is kind.\n\nhttps://www.facebook.com/quietharbour\n"
    (workspace / "articles" / "one.txt").write_text(words)
    (workspace / "schedule.yaml").write_text(
        "timezone: UTC\nbrand: {name: Quiet Harbour}\narticles: [articles/*]\n"
        "accounts: {facebook: {page: linked}}\npost:\n"
        '  - {days: [mon], at: "09:00", to: [facebook]}\n'
    )
    return workspace


def test_check_tells_and_is_not_stopped_by_it(
    in_dropbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_check(in_dropbox, as_json=False)
    assert ".env:1:1: note: Dropbox copies" in capsys.readouterr().out


def test_run_tells_before_anything_else(in_dropbox: Path) -> None:
    with hold(in_dropbox / ".socialkit"):  # so that it does not stay
        answer = run("run", folder=in_dropbox)
    assert answer.err.startswith("note: .env:1:1: Dropbox copies")


def test_a_state_that_is_linked_to_another_place_is_judged_by_that_place(tmp_path: Path) -> None:
    workspace = tmp_path / "Dropbox" / "practice"
    elsewhere = tmp_path / "elsewhere"
    workspace.mkdir(parents=True)
    elsewhere.mkdir()
    (workspace / ".socialkit").symlink_to(elsewhere)
    assert build_container(workspace).cloud_note() is None
