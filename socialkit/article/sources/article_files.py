"""The door to files: the words of an article that lies on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socialkit.article.formats.encoding import decode
from socialkit.article.formats.tidy import Form
from socialkit.errors import ArticleError

MOST_BYTES = 5_000_000
"""A book has a million letters; what is larger is no article."""

MOST_WORD_BYTES = 20_000_000
"""A Word document carries its pictures with it."""

WORD_ENDING = ".docx"

_FORMS = {
    ".txt": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".html": Form.HTML,
    ".htm": Form.HTML,
}


@dataclass(frozen=True, slots=True)
class Writing:
    """The words of a file, how they are written down, and its title where that stands beside them."""

    words: str
    form: Form
    title: str | None = None


def load_bytes(path: Path, name: str) -> bytes:
    """What a file holds, up to one byte more than it may; `name` is how messages call it.

    Raise ArticleError when it is not there or may not be read.
    """
    return _load(path, name, _most(path.suffix.lower()))


def read_writing(data: bytes, ending: str, name: str) -> Writing:
    """The words in the bytes of a file whose name ends so. Raise ArticleError when it is too large or
    no text."""
    ending, most = ending.lower(), _most(ending.lower())
    if ending != WORD_ENDING and ending not in _FORMS:
        raise ArticleError(
            f"{name} is not a kind of file that can be read. Save it as .docx, .txt, .md or .html."
        )
    if len(data) > most:
        raise ArticleError(too_large(name, most))
    if ending == WORD_ENDING:
        from socialkit.article.formats.docx import read_word

        document = read_word(data, name)
        return Writing(document.html, Form.HTML, document.title)
    form = _FORMS[ending]
    return Writing(decode(data, name, page=form is Form.HTML), form)


def _most(ending: str) -> int:
    return MOST_WORD_BYTES if ending == WORD_ENDING else MOST_BYTES


def too_large(name: str, most: int = MOST_BYTES) -> str:
    """What she reads when a file or page goes beyond `most` bytes."""
    return (
        f"{name} is larger than {most // 1_000_000} MB, too large for an article. "
        f"Put only the article’s words into a .txt file."
    )


def _load(path: Path, name: str, most: int) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ArticleError(f"{name} is not a file with words in it. Name the article’s file.")
        with path.open("rb") as file:
            return file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArticleError(f"There is no file {name}. Check its name and its folder.") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{name} is a folder. Name one article in it.") from error
    except PermissionError as error:
        raise ArticleError(
            f"{name} may not be read. Change its permissions and try again."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one a file can have"
        raise ArticleError(f"{name} cannot be read ({reason}). Check the file.") from error
