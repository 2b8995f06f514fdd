"""Reads plain text and Markdown; Markdown stays as it is written, so that positions are its own."""

from __future__ import annotations

import re

from workbench.intake.document import Document
from workbench.intake.encoding import decoded

_HEADING = re.compile(r"^#{1,2}\s+(?P<title>\S.*?)\s*#*\s*$", re.MULTILINE)
_LONGEST_TITLE = 120
_HEAD = 4_000


def read_plain(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read plain text.

    Raises:
        UnknownEncoding: `encoding` does not exist or does not fit.
        BinarySource: the bytes are no text in any encoding.
    """
    text, found, doubts = decoded(data, name, encoding)
    return Document(text=text, encoding=found, warnings=doubts)


def read_markdown(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read Markdown; its first heading is its title.

    Raises:
        UnknownEncoding: `encoding` does not exist or does not fit.
        BinarySource: the bytes are no text in any encoding.
    """
    text, found, doubts = decoded(data, name, encoding)
    return Document(text=text, title=title_of_markdown(text), encoding=found, warnings=doubts)


def title_of_markdown(text: str) -> str:
    """Return the first heading of a Markdown text; empty when it has none near its beginning."""
    found = _HEADING.search(text[:_HEAD].replace("\r\n", "\n"))
    return found["title"][:_LONGEST_TITLE] if found else ""


def title_of_text(text: str) -> str:
    """Return the first line that has words, cut at a word where it is long."""
    line = next((line.strip() for line in text[:_HEAD].splitlines() if line.strip()), "")
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
