"""Reads a file, or pasted text, into a draft."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import (
    EmptyFile,
    EmptySource,
    FileNotReadable,
    SourceTooLarge,
    WorkbenchError,
)
from workbench.intake.canonical import canonical, carried
from workbench.intake.document import Document
from workbench.intake.draft import Draft
from workbench.intake.readers import reader_for, reader_named
from workbench.intake.text import title_of_text
from workbench.model.progress import Silent
from workbench.plugins.found import expect, plugins

if TYPE_CHECKING:
    from workbench.intake.document import Run
    from workbench.model.progress import Progress
    from workbench.plugins import Reader

LARGEST = 64 * 1024 * 1024
"""The most bytes that a source may have."""

_STEPS = 4
_DEEPEST = 4
"""How deep attachments may lie in attachments."""
_LONGEST_FIELD = 1_000
_UNFIT = re.compile("[\0-\x1f\x7f\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]")
_SEPARATORS = re.compile(r"[\s_]+")


def read(
    path: Path | str,
    *,
    encoding: str | None = None,
    reader: str = "",
    progress: Progress | None = None,
) -> Draft:
    """Read a file of any kind that there is a reader for, in this process.

    Args:
        path: the file.
        encoding: how its characters are written; found out when it is not given.
        reader: the name of the reader to use; found out when it is not given.
        progress: what to report to; may stop the work.

    Raises:
        FileNotReadable: it is not there, no file, or not allowed.
        SourceTooLarge: it has more than 64 MB, or unpacks to more than any document would.
        BinarySource, DamagedSource, EmptyFile, EmptySource: there is no text to be had.
        UnknownEncoding, NoSuchReader: what was asked for does not exist or does not fit.
        Cancelled: the analyst stopped it.
    """
    path, progress = Path(path), progress or Silent()
    progress.step(0, _STEPS, f"Reading {path.name}")
    data = bytes_of(path)
    progress.step(2, _STEPS, f"Reading the text of {path.name}")
    draft = read_bytes(data, path.name, encoding=encoding, reader=reader)
    progress.step(_STEPS, _STEPS)
    return draft


def read_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    reader: str = "",
    depth: int = 0,
) -> Draft:
    """Read the bytes of a file called `name`, with what is attached to it.

    Raises:
        WorkbenchError: what stands in the way, and what to do; an attachment only gives a warning.
    """
    begin = time.perf_counter()
    chosen = reader_named(reader) if reader else reader_for(data, name)
    owner = plugins().owner("readers", chosen.name)
    with plugins().calling(owner):
        document = chosen.read(data, name, encoding)
        expect([document], Document)
        signature = chosen.signature
    text, warnings = canonical(document.text)
    if not _WORD.search(text):
        if not document.pages:
            raise EmptySource(name)
        text = ""  # a scan is kept for its pages
    attachments, unread = _attachments(document, depth)
    return Draft(
        title=_clean(document.title) or _title(chosen, text, name),
        text=text,
        original=data,
        media_type=chosen.media_type,
        reader=signature,
        encoding=document.encoding,
        author=_clean(document.author),
        publisher=_clean(document.publisher),
        published=document.published,
        accessed=document.accessed,
        made=document.made,
        language=_clean(document.language),
        url=_clean(document.url),
        warnings=(*document.warnings, *warnings, *unread),
        milliseconds=round((time.perf_counter() - begin) * 1_000),
        pages=document.pages,
        runs=_carried(document, text) if text else (),
        attachments=attachments,
    )


def read_text(text: str, title: str = "") -> Draft:
    """Make a draft of pasted text; without a title, its first line names it.

    Raises:
        SourceTooLarge: it has more than 64 million characters.
        EmptySource: it holds no words.
    """
    refuse_large(len(text), "Pasted text")
    words, warnings = canonical(text)
    if not _WORD.search(words):
        raise EmptySource(title or "Pasted text")
    return Draft(
        title=title.strip() or title_of_text(words),
        text=words,
        original=text.encode("utf-8", "replace"),
        media_type="text/plain",
        reader="paste/1",
        encoding="utf-8",
        warnings=warnings,
    )


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        FileNotReadable: it is not there, no file, or not allowed.
        SourceTooLarge: it has more than 64 MB.
        EmptyFile: it has 0 bytes.
    """
    try:
        if path.is_dir():
            raise FileNotReadable(path.name, "it is a folder")
        size = path.stat().st_size
        refuse_large(size, path.name)
        with path.open("rb") as file:
            data = file.read(size + 1)
            if len(data) > size:  # it has grown, or is no ordinary file
                data += file.read(LARGEST + 1 - size)
    except OSError as fault:
        raise FileNotReadable(path.name, fault.strerror or "the system refuses it") from fault
    refuse_large(len(data), path.name)
    if not data:
        raise EmptyFile(path.name)
    return data


def refuse_large(size: int, name: str) -> None:
    """Refuse what has more than 64 MB.

    Raises:
        SourceTooLarge: `size`, in bytes, is more than that.
    """
    if size > LARGEST:
        raise SourceTooLarge(name, _megabytes(size), _megabytes(LARGEST))


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.0f} MB"


def _title(reader: Reader, text: str, name: str) -> str:
    """What to call a document that does not name itself: its file, else its first line."""
    if reader.name == "html":
        return title_of_text(text)
    name = _clean(name)
    return _SEPARATORS.sub(" ", Path(name).stem).strip() or name


def _clean(words: str) -> str:
    """What a document says of itself, as a field of a record takes it."""
    return " ".join(_UNFIT.sub(" ", words).split())[:_LONGEST_FIELD]


def _attachments(document: Document, depth: int) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """The attachments that can be read, and for each other a sentence that says why not."""
    drafts: list[Draft] = []
    unread: list[str] = []
    for each in document.attachments:
        try:
            if depth >= _DEEPEST:
                raise SourceTooLarge(each.name, "attached too deep", f"{_DEEPEST} levels")
            refuse_large(len(each.data), each.name)
            drafts.append(read_bytes(each.data, each.name, depth=depth + 1))
        except WorkbenchError as fault:
            unread.append(f"Attachment not read: {fault}")
    return tuple(drafts), tuple(unread)


def _carried(document: Document, text: str) -> tuple[Run, ...]:
    """Where the text stands on the pages, counted in the canonical text."""
    if not document.runs or len(document.text) == len(text):
        return document.runs
    starts = carried(document.text, text, [each.start for each in document.runs])
    return tuple(
        replace(run, start=start) for run, start in zip(document.runs, starts, strict=True)
    )
