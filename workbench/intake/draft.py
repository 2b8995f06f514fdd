"""A draft: what was read from a file or a paste, not yet added to a dossier."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.intake.document import Run
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Canonical text, the bytes it came from, and what the document says of itself.

    `title`, `author`, `publisher`, `published`, `accessed`, `language` and `url` are suggestions;
    an analyst confirms them. `made` is when the file was made. `warnings` are sentences for the
    analyst: what was changed, and what may be wrong. `reader` is the name and version of what read
    it, `milliseconds` how long that took. `attachments` were read from inside it.
    """

    title: str
    text: str
    original: bytes
    media_type: str
    reader: str
    encoding: str
    author: str = ""
    publisher: str = ""
    published: When = When.UNKNOWN
    accessed: When = When.UNKNOWN
    made: When = When.UNKNOWN
    language: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()
    milliseconds: int = 0
    pages: int = 0
    runs: tuple[Run, ...] = ()
    attachments: tuple[Draft, ...] = ()
