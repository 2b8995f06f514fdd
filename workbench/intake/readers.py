"""The readers: which there are, and which one a file is meant for.

What a file is shows in its first bytes; its name decides only among texts. A reader's own module,
and the library behind it, are loaded when it is first used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.errors import BinarySource, DamagedSource, NoSuchReader
from workbench.plugins import Reader, hook
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Sequence


def _reader(
    name: str, words: str, place: str, media_type: str, suffixes: str, **more: str | bool | int
) -> Reader:
    return Reader(
        name=name,
        words=words,
        place=f"workbench.intake.{place}",
        media_type=media_type,
        suffixes=frozenset(suffixes.split()),
        **more,  # type: ignore[arg-type]
    )


_OPEN = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
BUILT_IN: dict[str, Reader] = {
    each.name: each
    for each in (
        _reader("text", "Plain text", "text:read_plain", "text/plain", ".txt .text", decodes=True),
        _reader(
            "markdown", "Markdown", "text:read_markdown", "text/markdown", ".md .markdown",
            decodes=True,
        ),
        _reader(
            "html", "Web page", "html:read_html", "text/html", ".html .htm .xhtml .shtml",
            decodes=True, library="lxml", version=2,
        ),
        _reader("pdf", "PDF", "pdf:read_pdf", "application/pdf", ".pdf", library="pypdfium2"),
        _reader(
            "docx", "Word document", "office:read_docx", _OOXML + "wordprocessingml.document",
            ".docx .docm .dotx", library="lxml",
        ),
        _reader(
            "odt", "OpenDocument text", "office:read_odt", _OPEN + "text", ".odt .ott",
            library="lxml",
        ),
        _reader(
            "rtf", "Rich text", "rtf:read_rtf", "application/rtf", ".rtf", library="striprtf",
            decodes=True,
        ),
        _reader(
            "epub", "E-book", "epub:read_epub", "application/epub+zip", ".epub", library="lxml"
        ),
        _reader(
            "mail", "E-mail or web archive", "mail:read_mail", "message/rfc822",
            ".eml .mht .mhtml",
        ),
        _reader(
            "csv", "Table as text", "tables:read_csv", "text/csv", ".csv .tsv .tab", decodes=True
        ),
        _reader(
            "sheets", "Workbook", "tables:read_sheets", _OOXML + "spreadsheetml.sheet",
            ".xlsx .xlsm .ods", library="python-calamine",
        ),
    )
}  # fmt: skip
"""The readers that come with the program, by name."""

_UNPACK = "Unpack it and add what is in it."
_TYPE_OFF = "Have a program for text recognition (OCR) read it, or type its text."
_SAVE_NEW = "Save it as .docx, .xlsx or .odt, without a password."
_BINARIES = (
    (b"\xd0\xcf\x11\xe0", "an old or protected Office document", _SAVE_NEW),
    (b"SQLite format 3\0", "a database or dossier", ""),
    (b"\x89PNG", "a picture", _TYPE_OFF),
    (b"\xff\xd8\xff", "a picture", _TYPE_OFF),
    (b"GIF8", "a picture", _TYPE_OFF),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf", "a compressed file", _UNPACK),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90\0", "a program", ""),
)
_IN_ZIPS = (
    (b"word/document", "docx"),
    (b"xl/workbook", "sheets"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "sheets"),
    (b"application/epub+zip", "epub"),
)
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


@hook
def readers() -> Sequence[Reader]:
    """The readers that come with the program."""
    return tuple(BUILT_IN.values())


def every_reader() -> dict[str, Reader]:
    """Every reader by name, those of plugins too."""
    known: dict[str, Reader] = {}
    for each in plugins().ask("readers"):
        known.setdefault(each.name, each)
    return known


def suffixes() -> frozenset[str]:
    """The ends of the names of files that can be read, in lower case, with the dot."""
    return frozenset(suffix for each in every_reader().values() for suffix in each.suffixes)


def reader_named(name: str) -> Reader:
    """Return the reader with this name.

    Raises:
        NoSuchReader: there is none.
    """
    known = every_reader()
    if name not in known:
        raise NoSuchReader(name, ", ".join(known))
    return known[name]


def reader_for(data: bytes, name: str) -> Reader:
    """Return the reader that the bytes of a file called `name` are meant for.

    Raises:
        BinarySource: none; it holds no text.
    """
    of_plugin = _by_suffix(name)
    if of_plugin is not None and of_plugin.name not in BUILT_IN:
        return of_plugin
    if b"%PDF-" in data[:_PDF_HEAD]:
        return BUILT_IN["pdf"]
    if data.startswith(b"{\\rtf"):
        return BUILT_IN["rtf"]
    if data.startswith(b"PK"):
        return _zipped(data, name)
    for signature, what, advice in _BINARIES:
        if data.startswith(signature):
            raise BinarySource(name, what, advice)
    return _text(data, name)


def _by_suffix(name: str) -> Reader | None:
    """The reader of a file of this name, as far as the name tells; a built-in one comes first."""
    suffix = _suffix(name)
    return next((each for each in plugins().ask("readers") if suffix in each.suffixes), None)


def _zipped(data: bytes, name: str) -> Reader:
    """The reader of an archive, by the names of what is in it.

    Raises:
        DamagedSource: its name says that it is a document.
        BinarySource: it is an archive of anything.
    """
    for mark, reader in _IN_ZIPS:
        if mark in data[:_HEAD] or mark in data[-_END:]:
            return BUILT_IN[reader]
    by_name = _by_suffix(name)
    if by_name is not None and by_name.name in {reader for _, reader in _IN_ZIPS}:
        raise DamagedSource(name, "the file is damaged or cut short")
    raise BinarySource(name, "an archive", _UNPACK)


def _text(data: bytes, name: str) -> Reader:
    head = _MARK.sub(b"", data[:_HEAD]).replace(b"\0", b"")
    by_name = _by_suffix(name)
    if by_name is not None and by_name.name in {"html", "mail", "csv", "markdown"}:
        return by_name
    if _HTML.match(head):
        return BUILT_IN["html"]
    if _headers(head) >= _FEWEST_HEADERS and _suffix(name) not in {".txt", ".text"}:
        return BUILT_IN["mail"]
    return BUILT_IN["text"]


def _headers(head: bytes) -> int:
    """How many lines a text begins with that only a message begins with."""
    at = found = 0
    while header := _MAIL.match(head, at):
        at, found = header.end(), found + 1
    return found


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].casefold() if dot >= 0 else ""
