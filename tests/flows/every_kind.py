"""A small file for each reader that comes with the program; each asks for something remote."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FAR = "http://far.example.org"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
PAGE = (
    f'<html><head><title>Page</title><link rel=stylesheet href="{FAR}/a.css">'
    f'<script src="{FAR}/a.js"></script></head><body><img src="{FAR}/a.png">'
    f'<iframe src="{FAR}"></iframe><p>Beijing approved more than 400,000 chips.</p></body></html>'
)
PACKED = {
    "a.docx": {
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>The ministry wrote'
        "</w:t></w:r></w:p></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/attachedTemplate" Target="{FAR}/a.dotm" TargetMode="External"/>'
        "</Relationships>",
    },
    "a.odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:text:1.0"'
        f' xmlns:x="http://www.w3.org/1999/xlink"><o:body><o:text><t:p><t:a x:href="{FAR}">The'
        " agency wrote</t:a></t:p></o:text></o:body></o:document-content>",
    },
    "a.epub": {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'<container xmlns="{_ODF}:container"><rootfiles><rootfile '
        'full-path="book.opf"/></rootfiles></container>',
        "book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" '
        'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>'
        '<itemref idref="a"/></spine></package>',
        "a.xhtml": PAGE.replace("Beijing", "The book says that Beijing"),
    },
}


def one_of_each(folder: Path) -> None:
    """Writes the files into `folder`."""
    texts = {
        "a.txt": f"Plain words, as {FAR} has them.",
        "a.md": f"# Notes\n\n![picture]({FAR}/a.png) Words with marks.",
        "a.html": PAGE,
        "a.eml": f"From: a@far.example.org\nSubject: Mail\nContent-Type: text/html\n\n{PAGE}",
        "a.csv": f"Date,Chips\n2026-01-28,{FAR}\n",
        "a.rtf": rf"{{\rtf1 {{\field{{\*\fldinst INCLUDEPICTURE {FAR}/a.png}}}} Rich words.\par}}",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    for name, parts in PACKED.items():
        with zipfile.ZipFile(folder / name, "w") as archive:
            for part, text in parts.items():
                archive.writestr(part, text)
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(["Chips", f'=WEBSERVICE("{FAR}")'])
    book.save(folder / "a.xlsx")
    (folder / "a.pdf").write_bytes(_pdf())


def _pdf() -> bytes:
    shown = "BT /F1 12 Tf 72 700 Td (Printed words on chips.) Tj ET"
    return (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({FAR})>>>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font"
        "<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        f"4 0 obj<</Length {len(shown)}>>stream\n{shown}\nendstream endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF"
    ).encode()
