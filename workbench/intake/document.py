"""What a reader takes out of the bytes of a file: text, and what the document says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.when import When
from workbench.plugins.typed import Typed


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that stands on one page in one piece.

    The `length` characters from `start` (code points) are those that the page counts from `first`.
    """

    start: int
    page: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a document."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Typed):
    """The text of a document, a paragraph a line, and what it says of itself.

    `published` is only what it says of its publication; `made` is when the file was made.
    `pages` is how many pages it has, 0 where it has none; `runs` say where on them the text stands.
    `media_type` and `encoding` are empty where the reader's own are meant. `warnings` are sentences
    for the analyst.
    """

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: When = When.UNKNOWN
    accessed: When = When.UNKNOWN
    made: When = When.UNKNOWN
    language: str = ""
    url: str = ""
    encoding: str = ""
    pages: int = 0
    runs: tuple[Run, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[str, ...] = ()
