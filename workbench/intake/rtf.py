"""Reads rich text (.rtf)."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from workbench.errors import UnknownEncoding
from workbench.intake.dates import date_of
from workbench.intake.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = re.compile(rb"\\ansicpg([0-9]{3,5}) ?")
_TOLD = re.compile(r"\{\\(title|author|company)\s((?:[^{}\\]|\\[^\n])*)\}")
_MADE = re.compile(r"\\creatim\\yr([0-9]{4})\\mo([0-9]{1,2})\\dy([0-9]{1,2})")
_HEAD = 64_000
_WINDOWS = "cp1252"


def read_rtf(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read rich text in the code page that it names, or in `encoding`.

    Raises:
        UnknownEncoding: there is no encoding called `encoding`.
    """
    from striprtf.striprtf import rtf_to_text

    page = encoding or _named(data)
    if not _is_known(page):
        raise UnknownEncoding(name, page)
    markup = _PAGE.sub(b"", data).decode("latin-1")  # the library would follow it
    told = dict(_told(markup[:_HEAD], page))
    made = _MADE.search(markup[:_HEAD])
    return Document(
        text=_whole(rtf_to_text(markup, encoding=page, errors="replace")),
        title=told.get("title", ""),
        author=told.get("author", ""),
        publisher=told.get("company", ""),
        made=date_of("-".join(part.zfill(2) for part in made.groups()) if made else ""),
        encoding=page,
    )


def _named(data: bytes) -> str:
    named = _PAGE.search(data[:_HEAD])
    page = f"cp{named[1].decode()}" if named else _WINDOWS
    return page if _is_known(page) else _WINDOWS


def _is_known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding))
    except (LookupError, ValueError):
        return False


def _told(head: str, page: str) -> Iterator[tuple[str, str]]:
    from striprtf.striprtf import rtf_to_text

    for found in _TOLD.finditer(head):
        words = rtf_to_text(f"{{\\rtf1 {found[2]}}}", encoding=page, errors="replace")
        yield found[1], " ".join(_whole(words).split())


def _whole(text: str) -> str:
    """Put characters together that the library leaves as two halves, such as emoji."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
