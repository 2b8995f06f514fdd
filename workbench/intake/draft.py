"""A draft: what was read from a file or a paste, not yet added to a dossier."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Canonical text, the bytes it came from, and what the document says of itself.

    `title`, `author`, `published`, `language` and `url` are suggestions; an analyst confirms them.
    `warnings` are sentences for the analyst: what was changed, and what may be wrong.
    """

    title: str
    text: str
    original: bytes
    media_type: str
    reader: str
    encoding: str
    author: str = ""
    published: When = When.UNKNOWN
    language: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()
