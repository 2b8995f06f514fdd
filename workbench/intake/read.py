"""Reads a file, or pasted text, into a draft."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import BinarySource, EmptySource, FileNotReadable, SourceTooLarge
from workbench.intake.canonical import canonical
from workbench.intake.draft import Draft
from workbench.intake.encoding import decoded
from workbench.intake.text import title_of_markdown, title_of_text
from workbench.model.progress import Silent

if TYPE_CHECKING:
    from workbench.model.progress import Progress

LARGEST = 64 * 1024 * 1024
"""The most bytes that a source may have."""

_STEPS = 4
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown"})
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})", re.IGNORECASE
)
_HEAD = 4_096
_WORD = re.compile(r"[^\W_]")
_SEPARATORS = re.compile(r"[\s_]+")
_BINARIES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "an Office document or archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3\0", "a database or dossier"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"{\\rtf", "a rich text file"),
)


def read(
    path: Path | str, *, encoding: str | None = None, progress: Progress | None = None
) -> Draft:
    """Read a text, Markdown or HTML file.

    Args:
        path: the file.
        encoding: how its characters are written; found out when it is not given.
        progress: what to report to; may stop the work.

    Raises:
        FileNotReadable: it is not there, no file, or not allowed.
        SourceTooLarge: it has more than 64 MB, or HTML beyond all use.
        BinarySource: it holds no text.
        EmptySource: it holds no words.
        UnknownEncoding: `encoding` does not exist or does not fit.
        Cancelled: the analyst stopped it.
    """
    path, progress = Path(path), progress or Silent()
    progress.step(0, _STEPS, f"Reading {path.name}")
    data = _bytes(path)
    progress.step(1, _STEPS, f"Finding the encoding of {path.name}")
    _refuse_binary(data, path.name)
    text, found, doubts = decoded(data, path.name, encoding, hint=_declared(data))
    progress.step(2, _STEPS, f"Reading the text of {path.name}")
    if path.suffix.casefold() in _HTML_NAMES or _LOOKS_LIKE_HTML.match(text[:_HEAD]):
        draft = _html_draft(text, data, path.name)
    else:
        draft = _text_draft(text, data, path)
    progress.step(_STEPS, _STEPS)
    return replace(draft, encoding=found, warnings=(*doubts, *draft.warnings))


def read_text(text: str, title: str = "") -> Draft:
    """Make a draft of pasted text; without a title, its first line names it.

    Raises:
        SourceTooLarge: it has more than 64 million characters.
        EmptySource: it holds no words.
    """
    if len(text) > LARGEST:
        raise SourceTooLarge("Pasted text", _megabytes(len(text)), _megabytes(LARGEST))
    words, warnings = canonical(text)
    _refuse_empty(words, title or "Pasted text")
    return Draft(
        title=title.strip() or title_of_text(words),
        text=words,
        original=text.encode("utf-8", "replace"),
        media_type="text/plain",
        reader="paste/1",
        encoding="utf-8",
        warnings=warnings,
    )


def read_html(markup: str, title: str = "") -> Draft:
    """Make a draft of a pasted web page; without a title, the page's own names it.

    Raises:
        SourceTooLarge: it has more than 64 million characters.
        EmptySource: it holds no words.
    """
    if len(markup) > LARGEST:
        raise SourceTooLarge("The pasted page", _megabytes(len(markup)), _megabytes(LARGEST))
    draft = _html_draft(markup, markup.encode("utf-8", "replace"), title or "The pasted page")
    return replace(draft, title=title.strip() or draft.title, encoding="utf-8")


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileNotReadable(path.name, "it is a folder")
        size = path.stat().st_size
        if size > LARGEST:
            raise SourceTooLarge(path.name, _megabytes(size), _megabytes(LARGEST))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)  # it may have grown, or be no ordinary file
    except OSError as fault:
        raise FileNotReadable(path.name, fault.strerror or "the system refuses it") from fault
    if len(data) > LARGEST:
        raise SourceTooLarge(path.name, "more than that", _megabytes(LARGEST))
    return data


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.0f} MB"


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, what in _BINARIES:
        if data.startswith(signature):
            raise BinarySource(name, what)


def _refuse_empty(text: str, name: str) -> None:
    if not _WORD.search(text):
        raise EmptySource(name)


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else ""


def _html_draft(markup: str, data: bytes, name: str) -> Draft:
    from workbench.intake.html import read_page  # noqa: PLC0415 - lxml is not loaded to open a window

    page = read_page(markup, name)
    text, warnings = canonical(page.text)
    _refuse_empty(text, name)
    return Draft(
        title=page.title or title_of_text(text),
        text=text,
        original=data,
        media_type="text/html",
        reader="html/1",
        encoding="",
        author=page.author,
        published=page.published,
        language=page.language,
        url=page.url,
        warnings=warnings,
    )


def _text_draft(characters: str, data: bytes, path: Path) -> Draft:
    text, warnings = canonical(characters)
    _refuse_empty(text, path.name)
    markdown = path.suffix.casefold() in _MARKDOWN_NAMES
    title = title_of_markdown(text) if markdown else ""
    return Draft(
        title=title or _SEPARATORS.sub(" ", path.stem).strip() or path.name,
        text=text,
        original=data,
        media_type="text/markdown" if markdown else "text/plain",
        reader="markdown/1" if markdown else "text/1",
        encoding="",
        warnings=warnings,
    )
