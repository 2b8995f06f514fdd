"""A text version: the canonical text of a source as one reader read it, never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Record, link, prose
from workbench.model.when import When


class VersionReason(StrEnum):
    """Why a text version was made."""

    READ = "read"
    READ_AGAIN = "read_again"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion(Record):
    """What one reading of a source gave: the ingest record of its text.

    `text` is the hash of the text, `original` that of the bytes it was read from, `place` that of
    where on the pages it stands (empty without pages). `reader` names the reader with its version,
    `asked` the reader or encoding that the analyst chose. `publisher` and `made` are what the
    document says of itself and nobody has confirmed: a name, and the day on which the file was
    made. `warnings` are lines.
    """

    KIND: ClassVar[str] = "text_version"
    PREFIX: ClassVar[str] = "TV"
    TITLE: ClassVar[str] = "title"

    title: str = field(metadata=prose(required=True))
    source: str = field(metadata=link("source"))
    reason: VersionReason = VersionReason.READ
    text: str = field(default="", metadata={"content": "text"})
    original: str = field(default="", metadata={"content": "bytes"})
    place: str = field(default="", metadata={"content": "bytes"})
    reader: str = ""
    asked: str = ""
    publisher: str = ""
    made: When = When.UNKNOWN
    encoding: str = ""
    media_type: str = ""
    characters: int = 0
    pages: int = 0
    milliseconds: int = 0
    warnings: str = field(default="", metadata=prose(long=True))
