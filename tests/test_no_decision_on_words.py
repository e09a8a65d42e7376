"""No decision rests on a text that is meant for people: rewording a message must change nothing else.

The package is read as code. A comparison, a search, a pattern or a hash is refused where one side is
the text of an error, a problem or a notice, or where a constant looks like part of a sentence.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "socialkit"
TEXTS = {"error", "problem", "message", "words", "text", "sentence", "warning", "reason"}
MESSAGES = {"error", "problem", "message", "sentence"}
"""Attributes that hold a message wherever they occur; `text` and `words` are also those of a line, of a
caption or of a file, so they count only on a notice or an alert."""
NOTICES = {"notice", "alert", "stuck", "warning", "reminder"}
METHODS = {"startswith", "endswith", "find", "index", "count", "split", "partition", "removeprefix"}
PATTERNS = {"search", "match", "fullmatch", "sub", "findall", "finditer", "compile"}
HASHES = {"sha256", "sha1", "md5", "blake2b"}
SENTENCE = re.compile(r"[A-Z]\w* \w+.*|.*\w[.;:] \w.*|.*\w \w+[.!?]")
"""A constant with a capital letter or a full stop and several words."""

ROOMS_OF_OTHER_TEXT = ("article/", "lines/", "config/", "publishers/", "outbox/migrations/")
"""Here sentences are the subject itself: articles, files of the owner, answers of networks, and the one
migration that reads old messages. Constants are not looked at here; attributes of messages are."""


def is_message(node: ast.expr) -> bool:
    """Whether this is the text of an error, a problem or a notice."""
    match node:
        case ast.BoolOp(values=values):
            return any(is_message(one) for one in values)
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if name in NOTICES:
            return attr in TEXTS
        case ast.Attribute(attr=attr):
            return attr in MESSAGES
        case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id="error" | "problem")]):
            return True
        case _:
            return False


def is_sentence(node: ast.expr) -> bool:
    """Whether this is a constant that only a message could hold."""
    match node:
        case ast.Constant(value=str(text)):
            return bool(SENTENCE.fullmatch(text))
        case ast.JoinedStr(values=values):
            return any(is_sentence(one) for one in values)
        case _:
            return False


def is_presence(node: ast.Compare) -> bool:
    """Whether it only asks if there is a text at all."""
    empty = (None, "")
    return any(isinstance(one, ast.Constant) and one.value in empty for one in node.comparators)


def decides(node: ast.AST, *, with_sentences: bool) -> bool:
    """Whether a message is compared, searched, matched or hashed here."""

    def is_text(one: ast.expr) -> bool:
        return is_message(one) or (with_sentences and is_sentence(one))

    match node:
        case ast.Compare():
            return not is_presence(node) and any(map(is_text, [node.left, *node.comparators]))
        case ast.Call(func=ast.Attribute(value=value, attr=attr), args=args):
            owner = is_message(value) or any(map(is_text, args))
            return (attr in METHODS and owner) or (
                attr in PATTERNS | HASHES and any(_holds_message(one) for one in args)
            )
        case _:
            return False


def _holds_message(node: ast.expr) -> bool:
    return any(isinstance(one, ast.expr) and is_message(one) for one in ast.walk(node))


def find_decisions(code: str, *, with_sentences: bool = True) -> Iterator[str]:
    """The pieces of code that decide on words, each with its row."""
    for node in ast.walk(ast.parse(code)):
        if decides(node, with_sentences=with_sentences):
            yield f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


def test_no_decision_in_the_package_rests_on_words() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        with_sentences = not name.startswith(ROOMS_OF_OTHER_TEXT)
        code = path.read_text("utf-8")
        found += [f"{name}:{one}" for one in find_decisions(code, with_sentences=with_sentences)]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "post.error == TAKEN_DOWN",
        "(post.error or '').startswith(WAITS)",
        "'run: socialkit connect' in (post.error or '')",
        "sends in (post.error or '')",
        "words == 'You took it down.'",
        "notice.text.startswith('note: ')",
        "re.search(PATTERN, account.problem)",
        "hashlib.sha256(account.problem.encode())",
        "words.startswith('It waits for your yes')",
        "str(error) == other",
        "'It is not connected yet.' in told",
    ],
)
def test_what_decides_on_words_is_found(code: str) -> None:
    assert list(find_decisions(code))


@pytest.mark.parametrize(
    "code",
    [
        "post.error is None",
        "post.state == 'posted'",
        "notice.code in CODES",
        "line.text == other.text",
        "name.startswith('SOCIALKIT_')",
        "say(post.error or 'no reason is known')",
    ],
)
def test_what_does_not_is_left_alone(code: str) -> None:
    assert not list(find_decisions(code))
