"""The door to files: the words of an article that lies on the disk.

In: a path. Out: its words and form. Knows nothing of what stands in them.
"""

from __future__ import annotations

from pathlib import Path

from socialkit.article.clean import Form
from socialkit.article.decode import decode
from socialkit.errors import ArticleError

MOST_BYTES = 5_000_000
"""A book has a million letters; what is larger is no article."""

_FORMS = {
    ".txt": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".html": Form.HTML,
    ".htm": Form.HTML,
}


def load_file(path: Path, name: str) -> tuple[str, Form]:
    """The words of a file and how they are written down; `name` is how messages call it.

    Raise ArticleError when it is not there, may not be read, is too large or no text.
    """
    data = _load(path, name)
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise ArticleError(_unknown_form(path.suffix.lower(), name))
    if len(data) > MOST_BYTES:
        raise ArticleError(too_large(name))
    return decode(data, name, page=form is Form.HTML), form


def too_large(name: str) -> str:
    """What she reads when a file or page goes beyond MOST_BYTES."""
    return (
        f"{name} is larger than {MOST_BYTES // 1_000_000} MB, too large for an article. "
        f"Put only the article’s words into a .txt file."
    )


def _unknown_form(ending: str, name: str) -> str:
    if ending == ".docx":
        return (
            f"{name} is a Word document, and those cannot be read yet. "
            f"In Word choose “Save as”, then “Plain text (.txt)”, and use that file."
        )
    return f"{name} is not a kind of file that can be read. Save it as .txt, .md or .html."


def _load(path: Path, name: str) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ArticleError(f"{name} is not a file with words in it. Name the article’s file.")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
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
