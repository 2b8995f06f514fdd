"""Which reader a file is meant for shows in its first bytes; its name decides only among texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import NoSuchReader
from workbench.intake.readers import every_reader, reader_for, reader_named, suffixes

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("data", "name", "reader"),
    [
        (b"words", "a", "text"),
        (b"# words", "a.md", "markdown"),
        (b"<p>words", "a.htm", "html"),
        (b"\xef\xbb\xbf<!-- saved --> <!DOCTYPE html><p>words", "a.txt", "html"),
        ("<html><p>words".encode("utf-16"), "a", "html"),
        (b"junk %PDF-1.7", "a.txt", "pdf"),
        (b"{\\rtf1 words}", "a.doc", "rtf"),
        (b"From: a\r\nTo: b\r\n folded\r\nSubject: c\r\n\r\nwords", "a", "mail"),
        (b"From: a\nTo: b\nSubject: c\n\nwords", "a.txt", "text"),
        (b"Date: today is a good day\nwords", "a", "text"),
        (b"a;b\n1;2", "a.CSV", "csv"),
    ],
)
def test_the_reader_is_found_out(data: bytes, name: str, reader: str) -> None:
    assert reader_for(data, name).name == reader


@pytest.mark.parametrize(
    ("entry", "words", "reader"),
    [
        ("word/document.xml", "<a/>", "docx"),
        ("xl/workbook.xml", "<a/>", "sheets"),
        ("mimetype", "application/vnd.oasis.opendocument.text", "odt"),
    ],
)
def test_an_archive_is_known_by_what_is_in_it(
    zipped: Callable[[dict[str, str | bytes]], bytes], entry: str, words: str, reader: str
) -> None:
    data = (
        zipped({entry: words}) if entry != "mimetype" else b"PK\x03\x04 mimetype" + words.encode()
    )
    assert reader_for(data, "a.bin").name == reader


def test_every_reader_can_be_loaded_and_names_its_version() -> None:
    for reader in every_reader().values():
        assert reader.signature.startswith(f"{reader.name}/")
    assert {".pdf", ".docx", ".eml", ".epub"} <= suffixes()
    assert reader_named("pdf").signature.startswith("pdf/1 (pypdfium2 ")
    with pytest.raises(NoSuchReader, match="There are: text, markdown"):
        reader_named("word")
