"""A source: a document that was read, or one that is only known through another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import Genre, Marking, SourceRelation
from workbench.model.record import Part, Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink(Part):
    """How this source stands to another, in W3C PROV's terms."""

    KEY: ClassVar[tuple[str, ...]] = ("relation", "source")

    relation: SourceRelation
    source: str = field(metadata=link("source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A document.

    `text` is the hash of its canonical text (empty when it is not held), `original` that of the
    bytes it was read from: a source with these and no text is a scan, kept for its pages. `reader`
    and `encoding` say how the text was read.
    """

    KIND: ClassVar[str] = "source"
    PREFIX: ClassVar[str] = "S"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "author", "note")

    title: str = field(metadata=prose(required=True))
    genre: Genre = Genre.OTHER
    publisher: str | None = field(default=None, metadata=link("party"))
    author: str = ""
    published: When = When.UNKNOWN
    accessed: When = When.UNKNOWN
    language: str = ""
    url: str = field(default="", metadata=prose(label="URL"))
    marking: Marking = Marking.CLEAR
    national: str = field(default="", metadata=prose(label="National marking"))
    note: str = field(default="", metadata=prose(long=True))
    text: str = field(default="", metadata={"content": "text"})
    original: str = field(default="", metadata={"content": "bytes"})
    media_type: str = ""
    reader: str = ""
    encoding: str = ""
    links: tuple[SourceLink, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the text lies in the dossier."""
        return bool(self.text)

    @property
    def scanned(self) -> bool:
        """Whether it is held as pictures of its pages only, without a text layer."""
        return bool(self.original) and not self.text
