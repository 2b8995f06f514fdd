from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import DamagedSource
from workbench.intake.epub import read_epub
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    Zipped = Callable[[dict[str, str | bytes]], bytes]

CONTAINER = (
    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
    "<rootfile full-path='OPS/book.opf'/></rootfiles></container>"
)
PACKAGE = (
    "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<metadata><dc:title>On chips</dc:title><dc:creator>A. Writer</dc:creator>"
    "<dc:publisher>A Press</dc:publisher><dc:date>2026-01</dc:date><dc:language>en</dc:language>"
    "</metadata><manifest><item id='one' href='text/one%201.xhtml'/>"
    "<item id='two' href='two.xhtml'/><item id='gone' href='gone.xhtml'/></manifest>"
    "<spine><itemref idref='two'/><itemref idref='one'/><itemref idref='gone'/></spine></package>"
)


def chapter(words: str) -> str:
    head = "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>"
    return f"{head}<head><title>x</title></head><body><p>{words}</p></body></html>"


def test_chapters_come_in_reading_order(zipped: Zipped) -> None:
    entries: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/text/one 1.xhtml": chapter("The second one."),
        "OPS/two.xhtml": chapter("The first one."),
    }
    document = read_epub(zipped(entries), "a.epub")
    assert document.text == "The first one.\nThe second one."
    assert (document.title, document.author) == ("On chips", "A. Writer")
    assert (document.publisher, document.published) == ("A Press", When("2026-01"))
    assert document.warnings == ("1 chapter is missing in the file.",)


def test_a_book_without_a_table_of_contents_is_refused(zipped: Zipped) -> None:
    with pytest.raises(DamagedSource, match="where its chapters are"):
        read_epub(zipped({"META-INF/container.xml": "<container/>"}), "a.epub")
