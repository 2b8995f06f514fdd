"""Word and OpenDocument texts: paragraphs, tables, notes; what was deleted does not come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import DamagedSource
from workbench.intake.office import read_docx, read_odt
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    Zipped = Callable[[dict[str, str | bytes]], bytes]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = (
    "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Chips</w:t></w:r></w:p>"
    "<w:p><w:r><w:t xml:space='preserve'>Beijing </w:t></w:r><w:ins><w:r><w:t>has </w:t></w:r>"
    "</w:ins><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>approved</w:t>"
    "<w:tab/><w:t>400</w:t><w:noBreakHyphen/><w:t>000 😀</w:t>"
    "<w:footnoteReference w:id='2'/><w:br/><w:t>of them.</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>H200</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>more</w:t></w:r></w:p><w:p><w:r><w:t>lines</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>"
)
NOTES = (
    f"<w:footnotes {W}><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
    "<w:footnote w:id='2'><w:p><w:r><w:t>According to Reuters.</w:t></w:r></w:p></w:footnote>"
    "</w:footnotes>"
)
CORE = (
    "<p:coreProperties xmlns:p='urn:p' xmlns:dc='urn:dc' xmlns:t='urn:t'>"
    "<dc:title>On chips</dc:title><dc:creator>A. Writer</dc:creator>"
    "<dc:language>en-GB</dc:language><t:created>2026-01-28T09:00:00Z</t:created></p:coreProperties>"
)
OPEN = (
    "<office:document-content xmlns:office='urn:o' xmlns:text='urn:t' xmlns:table='urn:b'>"
    "<office:body><office:text><text:tracked-changes><text:changed-region><text:p>never</text:p>"
    "</text:changed-region></text:tracked-changes><text:h>Chips</text:h>"
    "<text:p>Beijing<text:s text:c='2'/>has <text:span>approved</text:span><text:tab/>400.000 "
    "<text:annotation><text:p>a comment</text:p></text:annotation>of them<text:line-break/>"
    "in total.</text:p><table:table><table:table-row><table:table-cell><text:p>H200</text:p>"
    "</table:table-cell><table:table-cell><text:p>more</text:p></table:table-cell>"
    "</table:table-row></table:table></office:text></office:body></office:document-content>"
)


def test_a_word_document_gives_its_paragraphs_rows_and_notes(zipped: Zipped) -> None:
    data = zipped(
        {
            "word/document.xml": f"<w:document {W}><w:body>{BODY}</w:body></w:document>",
            "word/footnotes.xml": NOTES,
            "docProps/core.xml": CORE,
        }
    )
    document = read_docx(data, "a.docx")
    assert document.text.split("\n") == [
        "Chips",
        "Beijing has approved\t400\u2011000 😀[2]",
        "of them.",
        "H200\tmore lines",
        "[2] According to Reuters.",
    ]
    assert (document.title, document.author, document.language) == (
        "On chips",
        "A. Writer",
        "en-GB",
    )
    assert document.made == When("2026-01-28")
    assert document.warnings == ("Read as if its 2 tracked changes were accepted.",)


def test_an_open_document_gives_its_paragraphs_and_rows(zipped: Zipped) -> None:
    document = read_odt(zipped({"content.xml": OPEN, "meta.xml": CORE}), "a.odt")
    assert document.text.split("\n") == [
        "Chips",
        "Beijing  has approved\t400.000 of them",
        "in total.",
        "H200\tmore",
    ]
    assert document.title == "On chips"
    assert document.warnings == ("Read as if its 1 tracked changes were accepted.",)


def test_tables_inside_tables_stay_in_their_cell(zipped: Zipped) -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    beside = "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>"
    body = f"<w:tbl><w:tr><w:tc>{inner}</w:tc>{beside}</w:tr></w:tbl>"
    data = zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})
    assert read_docx(data, "a.docx").text == "inner\tb"


@pytest.mark.parametrize("read", [read_docx, read_odt])
def test_what_is_no_document_is_refused(
    zipped: Zipped, read: Callable[[bytes, str], object]
) -> None:
    for data in (b"PK\x03\x04rest", zipped({"other.xml": "<a/>"})):
        with pytest.raises(DamagedSource):
            read(data, "a")


def test_entities_are_refused(zipped: Zipped) -> None:
    laughs = f"<!DOCTYPE w:document [<!ENTITY a 'ha'>]><w:document {W}><w:body/></w:document>"
    with pytest.raises(DamagedSource, match="declares entities"):
        read_docx(zipped({"word/document.xml": laughs}), "a.docx")
