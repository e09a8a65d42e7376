"""A real Apprise, in its own process, against a mailbox on loopback."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.notifier.sender import Message, find_unreadable, send
from tests.emulators.authority import make_authority
from tests.support.mailbox import Mailbox, open_mailbox

SECRET = "gulls-and-42-glasses"
WORDS = Message("socialkit: 1 post is in doubt", "“Silence” <b>can</b> be\n\nshelter & more")


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with open_mailbox() as made:
        yield made


def test_words_and_pictures_arrive_as_they_are(box: Mailbox, tmp_path: Path) -> None:
    picture = tmp_path / "card.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 a card")
    message = Message(WORDS.title, WORDS.body, (str(picture), str(tmp_path / "gone.jpg")))
    assert send([box.address], message) == frozenset()
    (arrived,) = box.arrived
    assert (arrived["title"], arrived["message"]) == (WORDS.title, WORDS.body)
    (attached,) = arrived["attachments"]
    assert base64.b64decode(attached["base64"]) == picture.read_bytes()


def test_one_address_that_hangs_or_refuses_takes_no_other_with_it(
    box: Mailbox, capfd: pytest.CaptureFixture[str]
) -> None:
    with open_mailbox() as slow, open_mailbox() as closed:
        slow.hang, closed.answer = threading.Event(), 500
        addresses = [
            f"json://anna:{SECRET}@127.0.0.1:{slow.port}/?rto=1",
            f"json://anna:{SECRET}@127.0.0.1:{closed.port}/",
            box.address,
            f"json://anna:{SECRET}@127.0.0.1:1/",
            f"nonsense://{SECRET}",
        ]
        assert send(addresses, WORDS) == {0, 1, 3, 4}
        assert len(slow.lines) == 1
    assert box.titles == [WORDS.title]
    assert capfd.readouterr() == ("", "")


def test_one_that_hangs_is_given_up_after_its_time(box: Mailbox) -> None:
    box.hang = threading.Event()
    limit = timedelta(seconds=2)
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(send, [f"{box.address}?rto=300"], WORDS, limit=limit)
        assert sent.result(timeout=60) == {0}


def test_what_is_no_address_is_found_and_nothing_is_sent(box: Mailbox) -> None:
    addresses = [
        box.address,
        "nonsense",
        "mailto://",
        "mailto://anna:pw@gmail.com",
        "ntfy://a-topic",
    ]
    assert find_unreadable(addresses) == {1, 2}
    assert box.lines == []
    assert find_unreadable([]) == frozenset()


def test_the_proxy_and_the_certificates_of_the_machine_are_used(
    box: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted, tls = make_authority(tmp_path)
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{box.port}")
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with open_mailbox(tls) as secure:
        refused = send(["json://far.example/", f"jsons://127.0.0.1:{secure.port}/"], WORDS)
        assert refused == frozenset()
        assert secure.titles == [WORDS.title]
    assert box.lines[0].startswith("POST http://far.example")
