"""Whatever stands in a record, it stays text.

No live formula, no link out but to the web, no broken file.
"""

from __future__ import annotations

import dataclasses
import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from openxml_audit import OpenXmlValidator

from workbench.briefing.cell import printable, safe_address
from workbench.briefing.data import (
    AllocationRow,
    BriefingData,
    Cite,
    DecisionRow,
    EvidenceRow,
    QuestionRow,
    SourceRow,
    Step,
)
from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write
from workbench.errors import InvalidField
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

openpyxl = pytest.importorskip("openpyxl")  # as Any: its readers give Nones that no test can meet
NASTY = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "#N/A",
    "#REF!",
    "TRUE",
    "12",
    "a*b?~c",
    "_x0041_",
    "\x00\x07\x1f",
    "\ud800",
    "\ufffe",
    "&amp;<b>]]>",
    "A" * 300,
    "'",
    '"',
    "{=1}",
    "all recipients",
    " ",
    "",
    "𝄞 中文",
    "a\nb",
    "http://example.org",
    "file:///etc/passwd",
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
MOMENT = datetime(2026, 2, 13, 17, tzinfo=UTC)


def filled(text: list[str]) -> BriefingData:
    one, two, three = text
    return BriefingData(
        title=one,
        as_of=MOMENT,
        subtitle=two,
        number=three,
        prepared_by=one,
        query=two,
        bottom_line=three,
        decisions=(
            DecisionRow(ref="D-0001", title=one, body=two, jurisdiction=three, undoes=(one,)),
        ),
        allocations=(
            AllocationRow(
                ref="A-0001",
                item=one,
                recipients=(two, three),
                joint=True,
                quantity=Quantity.more_than(5, three),
                cites=(Cite(claim="C-0001", field="quantity"),),
            ),
            AllocationRow(
                ref="A-0002", item=two, recipients=(one,), quantity=Quantity.exact(7, three)
            ),
        ),
        evidence=(EvidenceRow(ref="C-0001", statement=one, quote=two, source=three, hedge=one),),
        sources=(SourceRow(ref="S-0001", title=one, address=two, citation=three),),
        questions=(QuestionRow(ref="Q-0001", question=one, kind=two, status=three),),
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(TEXTS, min_size=3, max_size=3))
def test_no_text_becomes_a_formula_or_a_link(text: list[str], tmp_path: Path) -> None:
    path = write(filled(text), Recipe.shipped("minister"), tmp_path / "b.xlsx").path
    calm = write(filled(["a", "b", "c"]), Recipe.shipped("minister"), tmp_path / "calm.xlsx").path
    assert formula_count(path) <= formula_count(calm) + 6  # one total more per unlike item
    workbook = openpyxl.load_workbook(path)
    assert workbook["Decisions"]["G6"].value == printable(text[0])[:32_767] or not text[0]
    assert workbook["Decisions"]["G6"].data_type != "f"
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e"
                if cell.hyperlink and cell.hyperlink.target:
                    assert re.match(r"https?:", cell.hyperlink.target)
    assert not OpenXmlValidator().validate(path).errors


def formula_count(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(archive.read(name).count(b"<f>") for name in names)


@pytest.mark.parametrize("address", ["https://example.org/a?b=1", "http://例え.jp/"])
def test_a_web_address_may_be_followed(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///etc/passwd",
        r"\\host\share",
        "//host/share",
        "javascript:alert(1)",
        "ftp://a/",
        "http://",
        "https://a b",
        'https://a"onclick',
        "HTTP:foo",
        "https://[::1",
        "https://a/" + "x" * 3000,
    ],
)
def test_no_other_address_may_be_followed(address: str) -> None:
    assert not safe_address(address)


def test_a_text_too_long_for_a_cell_goes_on_and_is_reported(
    undated: BriefingData, tmp_path: Path
) -> None:
    quote = "".join(f"{number:06d} " for number in range(10_000))
    evidence = (dataclasses.replace(undated.evidence[0], quote=quote), *undated.evidence[1:])
    data = dataclasses.replace(undated, evidence=evidence)
    result = write(data, Recipe.shipped("minister"), tmp_path / "b.xlsx")
    workbook = openpyxl.load_workbook(result.path)
    start = workbook["Evidence"]["C6"].value.partition(" … [goes on")[0]
    rest = [row[2] for row in workbook["Continued"].iter_rows(min_row=6, values_only=True)]
    assert start + "".join(rest) == quote
    assert any("Evidence C6" in note for note in result.notes)
    assert any(
        "Evidence C6" in str(cell.value) for row in workbook["Method"].iter_rows() for cell in row
    )
    assert not OpenXmlValidator().validate(result.path).errors


def test_names_that_formulas_cannot_tell_apart_are_kept_apart(
    undated: BriefingData, tmp_path: Path
) -> None:
    long = "x" * 400
    items = ("H200", "h200", "a*", "ab", long + "1", long + "2")
    allocations = tuple(
        AllocationRow(
            ref=f"A-{n:04d}", item=item, recipients=(item,), quantity=Quantity.exact(10**n, "chip")
        )
        for n, item in enumerate(items)
    )
    data = dataclasses.replace(undated, allocations=allocations)
    result = write(data, Recipe.shipped("minister"), tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(result.path, data_only=True)["Totals"]
    assert [row[8] for row in sheet.iter_rows(min_row=11, values_only=True)] == [
        10**n for n in range(6)
    ]
    assert (
        len({str(row[0]).casefold() for row in sheet.iter_rows(min_row=11, values_only=True)}) == 6
    )


def test_a_number_that_is_none_is_refused() -> None:
    for number in ("NaN", "Infinity"):
        with pytest.raises(InvalidField, match="not a number"):
            Step(day=MOMENT.date(), low=Decimal(number))


def test_a_number_beyond_excel_is_refused_with_its_cell(
    undated: BriefingData, tmp_path: Path
) -> None:
    steps = (Step(day=MOMENT.date(), low=Decimal("1E+400")),)
    data = dataclasses.replace(undated, steps=steps)
    with pytest.raises(InvalidField, match=r"Workings .*cannot hold"):
        write(data, Recipe.shipped("minister"), tmp_path / "b.xlsx")
    assert not list(tmp_path.iterdir())


def test_more_links_than_excel_takes_become_formulas(undated: BriefingData, tmp_path: Path) -> None:
    many = tuple(
        DecisionRow(ref=f"D-{n:05d}", title="t", cites=(Cite(claim="C-0001"),))
        for n in range(65_100)
    )
    data = dataclasses.replace(undated, decisions=many, allocations=())
    path = write(data, Recipe.shipped("tables"), tmp_path / "b.xlsx").path
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert sheet.count(b"<hyperlink ") == 65_000
    assert sheet.count(b"<f>HYPERLINK(") == 100


@pytest.mark.parametrize("day", ["1850-05-01", "1899-12-31", "1900-02-28"])
def test_a_day_that_excel_counts_wrongly_stands_in_words(
    undated: BriefingData, tmp_path: Path, day: str
) -> None:
    first, *rest = undated.decisions
    data = dataclasses.replace(
        undated, decisions=(dataclasses.replace(first, when=When(day)), *rest)
    )
    write(data, Recipe.shipped("minister"), tmp_path / "b.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx")["Decisions"]["B6"]
    assert cell.data_type == "s"
    assert cell.value == str(When(day))


def test_more_rows_than_a_sheet_has_are_refused_before_the_work_starts(
    undated: BriefingData, tmp_path: Path
) -> None:
    data = dataclasses.replace(undated, questions=undated.questions * 1_048_577)
    (tmp_path / "b.xlsx").write_bytes(b"last month's")
    with pytest.raises(InvalidField, match="More rows than a sheet can hold"):
        write(data, Recipe.shipped("minister"), tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == b"last month's"


def test_every_figure_leads_towards_its_evidence(undated: BriefingData, tmp_path: Path) -> None:
    write(undated, Recipe.shipped("minister"), tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    for place in ("A5", "B5"):
        assert book["Summary"][place].hyperlink.location == "Allocations!A1"
    for place in ("I10", "J10"):
        assert book["Totals"][place].hyperlink.location == "Allocations!A1"
    assert book["Allocations"]["K6"].hyperlink.location == "Evidence!A7"
