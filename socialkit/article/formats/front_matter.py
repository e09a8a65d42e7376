"""Reads the rows between two --- at the top of a file: title, link, sample."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialkit.article.formats.page_titles import is_title
from socialkit.article.links.address import split_address
from socialkit.errors import ArticleError
from socialkit.model.text import word_set

if TYPE_CHECKING:
    from socialkit.bounded_yaml import Value

_TOP = re.compile(r"\s*---[ \t]*\n(?P<rows>.{0,20000}?)(?:^|\n)---[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"\s*(?:#.*\n\s*)*[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the top of a file says. `is_by_owner`: the owner wrote the title there; False if a program
    stores it beside the text. `withheld`: the row that keeps the article back, such as “draft: true”."""

    title: str | None = None
    address: str | None = None
    sample: bool = False
    is_by_owner: bool = True
    withheld: str | None = None


def split_front_matter(raw: str) -> tuple[FrontMatter, str]:
    """The front matter of a file and the rest of its text. A text without front matter is unchanged.

    Raises ArticleError when there are such rows and they cannot be read.
    """
    top = _TOP.match(raw)
    if top is None or not (top["rows"].strip() == "" or _KEY.match(top["rows"])):
        return FrontMatter(), raw
    values = _parse(top["rows"])
    address = _text(values, "link") or _text(values, "url")
    if address is not None and not _is_page(address):
        raise ArticleError(
            f"The link “{address}” at the top of the file is not a web address. "
            f"Copy it from your browser: link: https://…"
        )
    title = _text(values, "title")
    matter = FrontMatter(
        title if title and is_title(title) else None,
        address,
        _flag(values, "sample"),
        withheld=_find_withholding(values),
    )
    return matter, raw[top.end() :]


_NO = word_set("false no off n 0 never none")
_HOLDING = ("draft", "private", "hidden", "unpublished", "unlisted")
_RELEASING = ("published", "publish", "public")
_STATES = ("status", "state", "visibility")
_HELD_STATES = word_set(
    "draft drafts drafting private pending unpublished hidden wip idea archived trash"
)


def _find_withholding(values: dict[str, Value]) -> str | None:
    """The row that keeps an article back. In doubt (`draft: maybe`) it is kept back."""
    for key, value in values.items():
        said = " ".join(str(value).split()).lower()
        holds = key in _HOLDING and value is not None and said not in _NO | {""}
        refuses = key in _RELEASING and value is not None and said in _NO
        if holds or refuses or (key in _STATES and said.split(" ")[0] in _HELD_STATES):
            return f"{key}: {said}"[:60]
    return None


def _parse(rows: str) -> dict[str, Value]:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from socialkit.bounded_yaml import TooMuch, load_values

    try:
        values = load_values(rows)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise _unreadable(f"line {line} ") from error
    except (TooMuch, YAMLError, ValueError, RecursionError) as error:
        raise _unreadable("they ") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise _unreadable("they ")
    return {key.lower(): value for key, value in values.items()}


def _unreadable(where: str) -> ArticleError:
    return ArticleError(
        f"The rows between the two --- at the top of the file cannot be read: {where}should look like "
        f"title: “After the argument”, with the text in quotes if it contains a colon. "
        f"Correct or remove these rows."
    )


def _text(values: dict[str, Value], key: str) -> str | None:
    value = values.get(key)
    if not isinstance(value, str):
        return None
    from socialkit.bounded_yaml import find_unwritable

    sign = find_unwritable(value)
    if sign is not None:
        raise ArticleError(
            f"The {key} at the top of the file has a sign in it that cannot be shown or posted ({sign}). "
            f"Type this row again."
        )
    return " ".join(str(value).split()) or None


def _flag(values: dict[str, Value], key: str) -> bool:
    value = values.get(key)
    if str(value).strip().lower() in ("yes", "true", "no", "false", "on", "off", "none"):
        return str(value).strip().lower() in ("yes", "true", "on")
    raise ArticleError(
        f"The top of the file says “{key}: {value}”. Write {key}: true or {key}: false."
    )


def _is_page(address: str) -> bool:
    parts = split_address(address)
    return address.startswith(("http://", "https://")) and parts is not None
