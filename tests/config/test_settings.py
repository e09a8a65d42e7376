"""Secrets and knobs: the environment over .env, and every slip told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.config.settings import load_settings
from socialkit.errors import ConfigError


@pytest.fixture(autouse=True)
def bare_environment() -> Iterator[None]:
    """No SOCIALKIT_ name in the environment but those that a test sets."""
    kept = dict(os.environ)
    for name in [one for one in os.environ if one.upper().startswith("SOCIALKIT_")]:
        del os.environ[name]
    yield
    os.environ.clear()
    os.environ.update(kept)


def env(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / ".env"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def seconds(*values: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=value) for value in values)


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings.state_dir == tmp_path / ".socialkit"
    assert settings.database_url == f"sqlite:///{tmp_path / '.socialkit' / 'socialkit.db'}"
    assert settings.send_timeout == timedelta(seconds=120)
    assert settings.look_up_after == seconds(0, 30, 120, 600)
    assert settings.pace == seconds(1, 3)
    assert settings.min_gap == timedelta(seconds=300)
    assert settings.daily_cap == 10
    assert (settings.public_url, settings.instagram_password) == (None, None)
    assert settings.problems == ()
    assert not settings.state_dir.exists()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    env(tmp_path, "SOCIALKIT_DAILY_CAP=3\nSOCIALKIT_PACE=2, 5.5\n")
    os.environ["SOCIALKIT_DAILY_CAP"] = "7"
    settings = load_settings(tmp_path)
    assert settings.daily_cap == 7
    assert settings.pace == seconds(2, 5.5)


def test_an_empty_value_counts_as_not_set(tmp_path: Path) -> None:
    env(tmp_path, "SOCIALKIT_DAILY_CAP=\nSOCIALKIT_INSTAGRAM_PASSWORD=''\nSOCIALKIT_MIN_GAP=5\n")
    os.environ["SOCIALKIT_MIN_GAP"] = ""
    settings = load_settings(tmp_path)
    assert settings.daily_cap == 10
    assert settings.instagram_password is None
    assert settings.min_gap == timedelta(seconds=5)


def test_a_secret_is_not_shown(tmp_path: Path) -> None:
    env(
        tmp_path,
        "SOCIALKIT_FACEBOOK_PAGE_TOKEN=hidden-token\n"
        "SOCIALKIT_DATABASE_URL=postgresql://anna:hidden@db.example/kit\n",
    )
    settings = load_settings(tmp_path)
    assert settings.facebook_page_token is not None
    assert settings.facebook_page_token.get_secret_value() == "hidden-token"
    assert "hidden" not in repr(settings)


def test_folders_are_found_from_the_workspace(tmp_path: Path) -> None:
    env(tmp_path, "SOCIALKIT_STATE_DIR=elsewhere\n")
    assert load_settings(tmp_path).state_dir == tmp_path / "elsewhere"
    os.environ["SOCIALKIT_STATE_DIR"] = str(tmp_path / "absolute")
    settings = load_settings(tmp_path)
    assert settings.state_dir == tmp_path / "absolute"
    assert settings.database_url.startswith(f"sqlite:///{tmp_path / 'absolute'}")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("sqlite:///relative.db", "sqlite:///{folder}/relative.db"),
        ("sqlite:///below/it.db?timeout=3", "sqlite:///{folder}/below/it.db?timeout=3"),
        ("sqlite:////var/lib/kit.db", "sqlite:////var/lib/kit.db"),
        ("postgresql://app:p:w/x@host:5432/kit", "postgresql://app:p:w/x@host:5432/kit"),
        ("postgresql:///kit?host=/tmp/a@b", "postgresql:///kit?host=/tmp/a@b"),
        ("postgresql://app:p%40w@[::1]/kit", "postgresql://app:p%40w@[::1]/kit"),
        ("postgresql://anna@db.example/kit", "postgresql://anna@db.example/kit"),
    ],
)
def test_a_relative_database_is_found_from_the_workspace(
    address: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, elsewhere = tmp_path / "practice", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    env(folder, f"SOCIALKIT_DATABASE_URL={address}\n")
    monkeypatch.chdir(elsewhere)
    assert load_settings(folder).database_url == found.format(folder=folder)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX systems")
def test_a_file_that_others_can_read_is_tightened_and_told(tmp_path: Path) -> None:
    path = env(tmp_path, "SOCIALKIT_DAILY_CAP=3\n", 0o644)
    (problem,) = load_settings(tmp_path).problems
    assert path.stat().st_mode & 0o777 == 0o600
    assert (problem.file, problem.level) == (".env", "note")
    assert "only you can read it" in problem.message
    assert load_settings(tmp_path).problems == ()


def test_a_mistyped_name_is_a_note_with_the_right_one(tmp_path: Path) -> None:
    env(tmp_path, "# secrets\n\nSOCIALKIT_INSTAGRAM_PASWORD=x\nOTHER=1\nSOCIALKIT_XYZ=1\n")
    first, second = load_settings(tmp_path).problems
    assert (first.line, first.level) == (3, "note")
    assert 'did you mean "SOCIALKIT_INSTAGRAM_PASSWORD"?' in first.message
    assert second.line == 5


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DAILY_CAP", "many", "whole number"),
        ("DAILY_CAP", "0", "whole number"),
        ("PACE", "3", "from and to"),
        ("PACE", "3,1", "from and to"),
        ("LOOK_UP_AFTER", "30,soon", "0,30,120,600"),
        ("LOOK_UP_AFTER", "30,0", "0,30,120,600"),
        ("SEND_TIMEOUT", "0", "above 0"),
        ("SEND_TIMEOUT", "nan", "seconds"),
        ("MIN_GAP", "-1", "seconds"),
        ("PUBLIC_URL", "cards", "https://"),
        ("HEARTBEAT_URL", "ftp://x.example", "https://"),
        ("DATABASE_URL", "mysql://x", "sqlite:///"),
        ("DATABASE_URL", "sqlite://", "names no file"),
        ("DATABASE_URL", "sqlite:posts.db", "names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("DATABASE_URL", "sqlite:///?timeout=3", "names no file"),
        ("DATABASE_URL", "sqlite:///file:kit?mode=memory&uri=true", "names no file"),
        ("DATABASE_URL", "postgresql://app:p@ss:secretword@127.0.0.1:5432/sk", "%40 for @"),
        ("DATABASE_URL", "postgresql://app:p@secretword@host/sk", "%40 for @"),
        ("DATABASE_URL", "postgresql://host:secretword/sk", "%40 for @"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(
    name: str, value: str, words: str, tmp_path: Path
) -> None:
    env(tmp_path, f"# secrets\n\nSOCIALKIT_{name}={value}\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == (".env", 3, 1)
    assert words in problem.message
    os.environ[f"SOCIALKIT_{name}"] = value
    with pytest.raises(ConfigError, match="environment:1:1: SOCIALKIT_"):
        load_settings(tmp_path)


def test_every_wrong_value_is_told_at_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    env(tmp_path, "SOCIALKIT_PACE=1\n'oops\nSOCIALKIT_DAILY_CAP=x\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert [one.line for one in caught.value.problems] == [1, 2, 3]
    assert capfd.readouterr().err == ""


def test_a_wrong_secret_is_not_repeated_in_the_message(tmp_path: Path) -> None:
    env(tmp_path, "SOCIALKIT_DATABASE_URL=mysql://anna:hidden@db\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert "hidden" not in str(caught.value)


def test_a_file_that_is_no_text_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"\.env:1:1: this file cannot be read"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    "value", ["“EAAGharbour”", "„EAAGharbour“", "‘EAAGharbour’", "EAAGharbour”"]
)
def test_curly_quotes_around_a_token_are_named_and_the_token_is_not(
    value: str, tmp_path: Path
) -> None:
    env(tmp_path, f"SOCIALKIT_DAILY_CAP=3\nSOCIALKIT_FACEBOOK_PAGE_TOKEN={value}\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (".env", 2)
    assert "SOCIALKIT_FACEBOOK_PAGE_TOKEN" in problem.message
    assert "curly quotes" in problem.message and value[-1] in problem.message
    assert "EAAG" not in problem.message


def test_a_password_may_end_with_a_curly_quote(tmp_path: Path) -> None:
    env(tmp_path, "SOCIALKIT_INSTAGRAM_PASSWORD=sea-glass”\n")
    password = load_settings(tmp_path).instagram_password
    assert password is not None
    assert password.get_secret_value() == "sea-glass”"
    env(tmp_path, "SOCIALKIT_INSTAGRAM_PASSWORD=“sea-glass”\n")
    with pytest.raises(ConfigError):
        load_settings(tmp_path)


PASSWORD = "SOCIALKIT_INSTAGRAM_PASSWORD"
LITERAL = [
    ("sea#glass", "sea#glass"),
    ("#seaglass", "#seaglass"),
    ("'sea #glass'", "sea #glass"),
    ('"sea #glass"', "sea #glass"),
    ("sea${glass}", "sea${glass}"),
    ("'sea${HOME}'", "sea${HOME}"),
    ('"${glass}"', "${glass}"),
    ("$glass", "$glass"),
    ("sea'glass", "sea'glass"),
    ("'sea\"glass'", 'sea"glass'),
    ("sea=glass=", "sea=glass="),
    ("  seaglass   ", "seaglass"),
    ("'seaglass '", "seaglass "),
    ("sea\\glass", "sea\\glass"),
    ("sea glass", "sea glass"),
    ("मोती", "मोती"),
]


@pytest.mark.parametrize(("typed", "value"), LITERAL)
def test_a_password_is_taken_letter_by_letter(typed: str, value: str, tmp_path: Path) -> None:
    env(tmp_path, f"{PASSWORD}={typed}\n")
    settings = load_settings(tmp_path)
    assert settings.instagram_password is not None
    assert settings.instagram_password.get_secret_value() == value
    assert settings.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{PASSWORD}=seaglass\n",
        f"export {PASSWORD}=seaglass\n",
        f"{PASSWORD} = seaglass\n",
        f"  {PASSWORD}=seaglass  \n",
        f"{PASSWORD}=seaglass\r\nSOCIALKIT_MIN_GAP=5\r\n",
        f"{PASSWORD.lower()}=seaglass\n",
        f"# mine\n\n{PASSWORD}='seaglass' # mine\n",
        f"{PASSWORD}=old\n{PASSWORD}=seaglass",
        f"PLACE=seaglass\n{PASSWORD}=${{PLACE}}\n",
    ],
)
def test_a_row_is_understood_however_it_was_saved(text: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(text.encode())
    (tmp_path / ".env").chmod(0o600)
    settings = load_settings(tmp_path)
    assert settings.instagram_password is not None
    assert settings.instagram_password.get_secret_value() == "seaglass"
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"{PASSWORD}=sea #glass", f"put all of it in single quotes: {PASSWORD}='…'"),
        (f"{PASSWORD}=sea\t#glass", "everything after"),
        ("SOCIALKIT_FACEBOOK_PAGE_TOKEN=EAAG #old", "SOCIALKIT_FACEBOOK_PAGE_TOKEN is only what comes"),
        (f"{PASSWORD}= # sea", "there is no value of SOCIALKIT_INSTAGRAM_PASSWORD before the #"),
        (f'{PASSWORD}="sea\\nglass"', "between double quotes"),
        ("INSTAGRAM_USERNAME=quiet", "write SOCIALKIT_INSTAGRAM_USERNAME="),
        ("instagram_password=sea", "write SOCIALKIT_INSTAGRAM_PASSWORD="),
        ("SOCIAL_KIT_INSTAGRAM_PASSWORD=sea", "write SOCIALKIT_INSTAGRAM_PASSWORD="),
        ("FACEBOOK_PAGE_TOKEN=sea", "write SOCIALKIT_FACEBOOK_PAGE_TOKEN="),
        ("FACEBOOK_PAGETOKEN=sea", "write SOCIALKIT_FACEBOOK_PAGE_TOKEN="),
        ("PUBLIC_URL=https://x.example", "write SOCIALKIT_PUBLIC_URL="),
        ("SOCIALKIT_INSTAGRAM_USERNAME=anna@mail.example", "is an e-mail address; write the name"),
        ("SOCIALKIT_INSTAGRAM_USERNAME=Anna Roy", "is not the name of an Instagram account"),
    ],
)  # fmt: skip
def test_what_is_not_read_as_it_looks_is_a_note(row: str, words: str, tmp_path: Path) -> None:
    env(tmp_path, f"# secrets\n{row}\n")
    (note,) = load_settings(tmp_path).problems
    assert (note.file, note.line, note.level) == (".env", 2, "note")
    assert words in note.message
    assert not {"sea", "glass", "EAAG", "anna@mail.example"} & set(note.message.split())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f'{PASSWORD}="seaglass', "the quote that opens the value must close at its end"),
        (f"{PASSWORD}='sea'glass'", "goes between quotes of the other kind"),
        (f"{PASSWORD}: seaglass", "write = in place of the colon"),
        ("sea glass", "write NAME=value"),
    ],
)
def test_a_row_that_cannot_be_read_is_answered(row: str, words: str, tmp_path: Path) -> None:
    env(tmp_path, f"# secrets\n{row}\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (".env", 2)
    assert words in problem.message
    assert "glass" not in problem.message


@pytest.mark.parametrize(
    "written",
    [
        "quiet.harbour", "@quiet.harbour", "Quiet.Harbour", " quiet.harbour ", "instagram.com/quiet.harbour",
        "https://www.instagram.com/quiet.harbour/", "https://instagram.com/quiet.harbour?igsh=x",
    ],
)  # fmt: skip
def test_a_user_name_is_understood_with_its_sign_or_as_an_address(
    written: str, tmp_path: Path
) -> None:
    env(tmp_path, f"SOCIALKIT_INSTAGRAM_USERNAME={written}\n")
    settings = load_settings(tmp_path)
    assert settings.instagram_username == "quiet.harbour"
    assert settings.problems == ()


def test_names_without_their_beginning_in_the_environment_are_noted(tmp_path: Path) -> None:
    os.environ["INSTAGRAM_USERNAME"] = "quiet"
    os.environ["DATABASE_URL"] = "postgresql://another.program/x"
    (note,) = load_settings(tmp_path).problems
    assert note.file == "environment"
    assert "write SOCIALKIT_INSTAGRAM_USERNAME=" in note.message
    os.environ["SOCIALKIT_INSTAGRAM_USERNAME"] = "quiet"
    assert load_settings(tmp_path).problems == ()


def test_names_of_other_secrets_are_left_alone(tmp_path: Path) -> None:
    env(tmp_path, "MAIL_LOGIN=anna\nTELEGRAM_TOKEN=x #y\nNTFY_TOPIC=z\n")
    assert load_settings(tmp_path).problems == ()
