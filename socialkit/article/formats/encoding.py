"""From bytes to words: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from socialkit.errors import ArticleError

MOST_CONTROL_SHARE = 0.02
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")


def decode(data: bytes, name: str, *, page: bool, charset: str | None = None) -> str:
    """The words in `data`: UTF-8, UTF-16 with its mark, what a page says of itself, else cp1252.

    Raise ArticleError when it does not look like text.
    """
    text = _decode(data, charset, page=page).replace("\r\n", "\n").replace("\r", "\n")
    strange = len(_CONTROL.findall(text))
    if "\0" in text or strange > MOST_CONTROL_SHARE * len(text):
        raise ArticleError(
            f"{name} does not look like text. Open it in the program it was made with "
            f"and save it as plain text (.txt)."
        )
    return text


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
