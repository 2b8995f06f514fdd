"""The readers: which there are, and which one a file is meant for.

What a file is shows in its first bytes; its name decides only among texts. A reader's own module,
and the library behind it, are loaded when it is first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import TYPE_CHECKING

from workbench.errors import BinarySource, NoSuchReader

if TYPE_CHECKING:
    from workbench.intake.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A way of reading one kind of file.

    `place` is its function as module and name; it takes the bytes and the file's name, and where
    `decodes` is set, the encoding as well. `library` is the package that does the work.
    """

    name: str
    words: str
    place: tuple[str, str]
    media_type: str
    suffixes: frozenset[str]
    version: int = 1
    library: str = ""
    decodes: bool = False

    @property
    def signature(self) -> str:
        """Name and version, with those of the library: "pdf/1 (pypdfium2 5.15.2)"."""
        own = f"{self.name}/{self.version}"
        return f"{own} ({self.library} {metadata.version(self.library)})" if self.library else own

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """Read the bytes of a file called `name`.

        Raises:
            WorkbenchError: what stands in the way, and what to do.
        """
        read = getattr(import_module(f"workbench.intake.{self.place[0]}"), self.place[1])
        found: Document = read(data, name, encoding) if self.decodes else read(data, name)
        return found


def _reader(
    name: str, words: str, place: str, media_type: str, suffixes: str, **more: str | bool | int
) -> Reader:
    module, _, function = place.partition(".")
    return Reader(
        name=name,
        words=words,
        place=(module, function),
        media_type=media_type,
        suffixes=frozenset(suffixes.split()),
        **more,  # type: ignore[arg-type]
    )


_OPEN = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
READERS: dict[str, Reader] = {
    each.name: each
    for each in (
        _reader("text", "Plain text", "text.read_plain", "text/plain", ".txt .text", decodes=True),
        _reader(
            "markdown", "Markdown", "text.read_markdown", "text/markdown", ".md .markdown",
            decodes=True,
        ),
        _reader(
            "html", "Web page", "html.read_html", "text/html", ".html .htm .xhtml .shtml",
            decodes=True, library="lxml", version=2,
        ),
        _reader("pdf", "PDF", "pdf.read_pdf", "application/pdf", ".pdf", library="pypdfium2"),
        _reader(
            "docx", "Word document", "office.read_docx", _OOXML + "wordprocessingml.document",
            ".docx .docm .dotx", library="lxml",
        ),
        _reader(
            "odt", "OpenDocument text", "office.read_odt", _OPEN + "text", ".odt .ott",
            library="lxml",
        ),
        _reader(
            "rtf", "Rich text", "rtf.read_rtf", "application/rtf", ".rtf", library="striprtf",
            decodes=True,
        ),
        _reader(
            "epub", "E-book", "epub.read_epub", "application/epub+zip", ".epub", library="lxml"
        ),
        _reader(
            "mail", "E-mail or web archive", "mail.read_mail", "message/rfc822",
            ".eml .mht .mhtml",
        ),
        _reader(
            "csv", "Table as text", "tables.read_csv", "text/csv", ".csv .tsv .tab", decodes=True
        ),
        _reader(
            "sheets", "Workbook", "tables.read_sheets", _OOXML + "spreadsheetml.sheet",
            ".xlsx .xlsm .ods", library="python-calamine",
        ),
    )
}  # fmt: skip
"""Every reader by name."""

SUFFIXES = frozenset(suffix for each in READERS.values() for suffix in each.suffixes)
"""The ends of the names of files that can be read."""

_BINARIES = (
    (b"PK\x03\x04", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3\0", "a database or dossier"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
)
_IN_ZIPS = (
    (b"word/document", "docx"),
    (b"xl/workbook", "sheets"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "sheets"),
    (b"application/epub+zip", "epub"),
)
_BY_SUFFIX = {suffix: each for each in READERS.values() for suffix in each.suffixes}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|"
    rb"Content-Type|Snapshot-Content-Location): [^\n]*(?:\r?\n[ \t][^\n]*)*\r?\n",
    re.IGNORECASE,
)
_MARK = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_FEWEST_HEADERS = 2
_HEAD = 4_096
_PDF_HEAD = 1_024
_END = 66_000


def reader_named(name: str) -> Reader:
    """Return the reader with this name.

    Raises:
        NoSuchReader: there is none.
    """
    if name not in READERS:
        raise NoSuchReader(name, ", ".join(READERS))
    return READERS[name]


def reader_for(data: bytes, name: str) -> Reader:
    """Return the reader that the bytes of a file called `name` are meant for.

    Raises:
        BinarySource: none; it holds no text.
    """
    if b"%PDF-" in data[:_PDF_HEAD]:
        return READERS["pdf"]
    if data.startswith(b"{\\rtf"):
        return READERS["rtf"]
    if data.startswith(b"PK"):
        return _zipped(data, name)
    for signature, what in _BINARIES:
        if data.startswith(signature):
            raise BinarySource(name, what)
    return _text(data, name)


def _zipped(data: bytes, name: str) -> Reader:
    """The reader of an archive, by the names of what is in it."""
    for mark, reader in _IN_ZIPS:
        if mark in data[:_HEAD] or mark in data[-_END:]:
            return READERS[reader]
    raise BinarySource(name, "an archive")


def _text(data: bytes, name: str) -> Reader:
    head = _MARK.sub(b"", data[:_HEAD]).replace(b"\0", b"")
    by_name = _BY_SUFFIX.get(_suffix(name))
    if by_name is not None and by_name.name in {"html", "mail", "csv", "markdown"}:
        return by_name
    if _HTML.match(head):
        return READERS["html"]
    if _headers(head) >= _FEWEST_HEADERS and _suffix(name) not in {".txt", ".text"}:
        return READERS["mail"]
    return READERS["text"]


def _headers(head: bytes) -> int:
    """How many lines a text begins with that only a message begins with."""
    at = found = 0
    while header := _MAIL.match(head, at):
        at, found = header.end(), found + 1
    return found


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].casefold() if dot >= 0 else ""
