"""Reads article files from the disk, and decodes bytes to text."""

from __future__ import annotations

import codecs
import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from socialkit.article.formats.article_text import TextFormat
from socialkit.errors import ArticleError
from socialkit.model.text import without_control

MAX_BYTES = 5_000_000
"""A book has a million letters; a larger file is not an article."""

MAX_WORD_BYTES = 20_000_000
"""A Word document contains its pictures."""

MAX_CONTROL_SHARE = 0.02
"""With more control characters than this share, it is not text."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
WORD_ENDING = ".docx"

_FORMATS = {
    ".txt": TextFormat.TEXT,
    ".md": TextFormat.MARKDOWN,
    ".html": TextFormat.HTML,
    ".htm": TextFormat.HTML,
}


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, its format, and the title if it is stored beside the text."""

    words: str
    form: TextFormat
    title: str | None = None


def load_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file, up to one more than allowed; `name` is its name in messages.

    Raises ArticleError when it does not exist or may not be read.
    """
    return _load(path, name, _most(path.suffix.lower()))


def read_file_text(data: bytes, ending: str, name: str) -> FileText:
    """The text in the bytes of a file with this ending. Raises ArticleError when it is too large or is
    not text."""
    ending, most = ending.lower(), _most(ending.lower())
    if ending != WORD_ENDING and ending not in _FORMATS:
        raise ArticleError(
            f"{name} is not a kind of file that can be read. Save it as .docx, .txt, .md or .html."
        )
    if len(data) > most:
        raise ArticleError(describe_too_large(name, most))
    if ending == WORD_ENDING:
        from socialkit.article.formats.docx import read_word

        document = read_word(data, name)
        return FileText(document.html, TextFormat.HTML, document.title)
    form = _FORMATS[ending]
    return FileText(decode(data, name, page=form is TextFormat.HTML), form)


def _most(ending: str) -> int:
    return MAX_WORD_BYTES if ending == WORD_ENDING else MAX_BYTES


def describe_too_large(name: str, most: int = MAX_BYTES) -> str:
    """The message for a file or page of more than `most` bytes."""
    return (
        f"{name} is larger than {most // 1_000_000} MB, too large for an article. "
        f"Put only the article’s text into a .txt file."
    )


def _load(path: Path, name: str, most: int) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ArticleError(
                f"{name} is not a file with text. Give the name of the article’s file."
            )
        with path.open("rb") as file:
            return file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArticleError(f"There is no file {name}. {_suggest(path, name)}") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{name} is a folder. Give the name of one article in it.") from error
    except PermissionError as error:
        raise ArticleError(
            f"{name} may not be read. Change its permissions and try again."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "a file cannot have this name"
        raise ArticleError(f"{name} cannot be read ({reason}). Check the file.") from error


def _suggest(path: Path, name: str) -> str:
    """What may be meant by the name of a file that is not there."""
    if name.lower().startswith("www."):
        return f"If you mean an address, write https://{name}"
    try:
        names = [one.name for one in path.parent.iterdir() if one.is_file()]
    except OSError:
        names = []
    near = [one for one in names if one.rpartition(".")[0] == path.name]
    near += difflib.get_close_matches(path.name, names, n=1)
    if not near:
        return "Check its name and folder."
    return f"Do you mean {Path(name).with_name(near[0]).as_posix()}?"


def decode(data: bytes, name: str, *, page: bool, charset: str | None = None) -> str:
    """The words in `data`: UTF-8, UTF-16 with its mark, what a page says of itself, else cp1252.

    Raise ArticleError when it does not look like text.
    """
    text = _decode(data, charset, page=page).replace("\r\n", "\n").replace("\r", "\n")
    strange = len(_CONTROL.findall(text))
    if "\0" in text or strange > MAX_CONTROL_SHARE * len(text):
        raise ArticleError(
            f"{name} does not look like text. Open it in the program it was made with "
            f"and save it as plain text (.txt)."
        )
    return without_control(text)


def _decode(data: bytes, charset: str | None, *, page: bool) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").removeprefix("\ufeff")
    data = data.removeprefix(codecs.BOM_UTF8)
    said = _CHARSET.search(data[:4096]) if page else None
    for encoding in ("utf-8", charset, said[1].decode() if said else None):
        try:
            return data.decode(encoding or "utf-8")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")
