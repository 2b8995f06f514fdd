"""Whatever stands in titles, quotes and notes, an export runs nothing, leads nowhere, tells no one.

No cell that a spreadsheet calculates, no link but to the web, no script, and neither the analyst's
name nor the folder nor the machine in any part of a file.
"""

from __future__ import annotations

import csv
import io
import re
import socket
import zipfile
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from lxml import html as lxml_html

from workbench import new_dossier
from workbench.charts.paper import printed
from workbench.dossier.differences import differences, write_csv
from workbench.model.decision import Condition, Decision
from workbench.model.judgement import Judgement
from workbench.model.kinds import Action
from workbench.model.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

openpyxl = pytest.importorskip("openpyxl")  # as Any, like the other tests of workbooks
ANALYST = "Telltale Analyst"
FOLDER = "telltale-folder"
HARM = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("file:///etc/passwd","see")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    r"\\host\share\a.xlsx",
    "file:///etc/passwd",
    "//host/share",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "</title></style><script src=//host/a.js></script><img src=x onerror=alert(1)>",
    '"><a href="file:///etc/passwd" onclick="x()">see</a>',
    "</svg><iframe src=http://host></iframe>",
)


@pytest.fixture(scope="module")
def exports(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[dict[str, bytes]]:
    """Each export of a dossier full of harm, by its ending."""
    assert qapp is not None
    folder = tmp_path_factory.mktemp("held") / FOLDER
    folder.mkdir()
    with new_dossier(folder / "a.dossier", title=HARM[0], analyst=ANALYST) as dossier:
        for number, harm in enumerate(HARM):
            text = f"On day {number} it said: {harm} and no more."
            source = dossier.sources.add_text(text, title=harm, note=harm)
            start = text.index("it said: ") + len("it said: ")
            end = text.index(" and no more")
            dossier.decisions.log(
                cite=dossier.passages.mark(source, start, end, memo=harm),
                read=("title",),
                title=harm,
                action=Action.DENY,
                note=harm,
                instrument=harm,
                conditions=(Condition(words=harm),),
            )
            dossier.judgements.add(Judgement(statement=harm))
            dossier.questions.add(Question(question=harm))
        dossier.decisions.add(Decision(title=HARM[0]))
        made: dict[str, bytes] = {}
        for ending in ("xlsx", "pdf", "html", "md", "zip"):
            path = folder / f"b.{ending}"
            dossier.briefings.write(path, printer=printed)
            made[ending] = path.read_bytes()
        write_csv(differences(dossier, 1), folder / "changes.csv")
        made["csv"] = (folder / "changes.csv").read_bytes()
        yield made


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_calculates_no_text(exports: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports["xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert not re.search(r"cmd|file:|1\+1|SUM\(A1\)|host", "\n".join(formulas))
    texts = {cell.value: cell for cell in cells if cell.data_type == "s"}
    for harm in ("=1+1", "@SUM(A1)", "-1+1", "+1+1"):
        assert texts[harm].quotePrefix, harm  # stays text when a person edits the cell


def test_a_workbook_links_to_the_web_only(exports: dict[str, bytes]) -> None:
    for name, part in parts(exports["xlsx"]).items():
        assert not re.search("externalLink|vbaProject", name)
        assert b"<ddeLink" not in part
        for each in re.findall(rb"<Relationship [^>]*TargetMode=.External.[^>]*>", part):
            assert re.search(rb'Target="https?://', each), each


@pytest.mark.parametrize("ending", ["csv", "zip"])
def test_no_field_of_a_csv_file_begins_as_a_formula(exports: dict[str, bytes], ending: str) -> None:
    tables = (
        [exports["csv"]]
        if ending == "csv"
        else [part for name, part in parts(exports["zip"]).items() if name.endswith(".csv")]
    )
    fields = [
        field
        for table in tables
        for row in csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
        for field in row
    ]
    assert "'=1+1" in fields
    assert [
        field for field in fields if field[:1] and field[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
    ] == []


def test_a_web_page_runs_nothing_and_fetches_nothing(exports: dict[str, bytes]) -> None:
    page = lxml_html.document_fromstring(exports["html"].decode())
    assert not page.xpath("//script|//iframe|//object|//embed|//link|//base|//form|//img")
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), name
            if str(name).split("}")[-1] in ("href", "src"):
                assert re.match(r"https?://|#", str(value)), value
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in exports["html"].decode()


def test_a_pdf_runs_nothing_and_links_to_the_web_only(exports: dict[str, bytes]) -> None:
    content = exports["pdf"]
    for action in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/GoToR", b"/EmbeddedFile"):
        assert action not in content
    assert all(each.startswith(b"http") for each in re.findall(rb"/URI\s*\(([^)]*)\)", content))


def test_markdown_holds_no_markup_and_no_link_but_to_the_web(exports: dict[str, bytes]) -> None:
    text = exports["md"].decode()
    assert not re.search(r"(?<!\\)<(?:script|img|iframe|a)\b", text)
    assert not re.search(r"(?<!\\)\]\((?!https?://|#)", text)


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "html", "md", "zip"])
def test_a_briefing_tells_neither_analyst_nor_folder_nor_machine(
    exports: dict[str, bytes], ending: str
) -> None:
    content = exports[ending]
    held = parts(content) if ending in ("xlsx", "zip") else {ending: content}
    if ending == "pdf":
        paper = pypdfium2.PdfDocument(content)
        words = [page.get_textpage().get_text_range() for page in paper]
        held["words"] = "\n".join([*words, str(paper.get_metadata_dict())]).encode()
    machine = socket.gethostname().encode()
    for name, part in held.items():
        assert b"telltale" not in part.lower(), name
        assert ANALYST.encode("utf-16-be") not in part, name
        if len(machine) >= 8:  # a shorter one may be a word
            assert machine not in part, name
