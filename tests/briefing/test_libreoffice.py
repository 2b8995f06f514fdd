"""Another program computes every formula from its cells.

And comes to the result that we wrote beside it.
"""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.data import AllocationRow
from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData

openpyxl = pytest.importorskip("openpyxl")  # as Any: its readers give Nones that no test can meet
OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.timeout(180),
]


def without_results(path: Path) -> Path:
    """The same workbook, its results dropped, so that whoever opens it must compute them."""
    bare = path.with_name(f"bare-{path.name}")
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook:
        sheet._charts = []  # noqa: SLF001 - openpyxl cannot write all that it reads of a chart
    workbook.save(bare)
    return bare


def recomputed(path: Path) -> Path:
    profile = path.parent / "profile"
    target = path.parent / "recomputed"
    subprocess.run(  # noqa: S603 - a program of the machine
        [
            str(OFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(target),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=150,
    )
    return target / path.name


@pytest.fixture
def nasty(dated: BriefingData) -> BriefingData:
    items = ("a*", "ab", "=1+1", "#N/A", "TRUE", "12", "~x", 'q"q', "x?", "xy", "中文", "x" * 400)
    allocations = tuple(
        AllocationRow(
            ref=f"A-{n:04d}",
            item=item,
            recipients=(item,),
            quantity=Quantity.between(n, 10**n, "chip"),
        )
        for n, item in enumerate(items, start=1)
    )
    return dataclasses.replace(dated, allocations=allocations, steps=())


def cut_by(dimension: str) -> Recipe:
    """The minister's recipe with its totals cut by another dimension."""
    recipe = Recipe.shipped("minister")
    dimension, _, german = dimension.partition(" in ")
    if german:
        recipe = dataclasses.replace(recipe, language="de")
    sheets = tuple(
        dataclasses.replace(each, by=dimension) if each.block == "totals" else each
        for each in recipe.sheets
    )
    return dataclasses.replace(recipe, sheets=sheets)


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("undated", "item"),
        ("dated", "recipients"),
        ("nasty", "item"),
        ("nasty", "supplier"),
        ("dated", "item in German"),
        ("dated", ""),
    ],
)
def test_libreoffice_computes_what_we_wrote(
    name: str, by: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    data: BriefingData = request.getfixturevalue(name)
    recipe = cut_by(by) if by else Recipe.shipped("publication")
    path = write(data, recipe, tmp_path / "b.xlsx").path
    ours = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    theirs = openpyxl.load_workbook(recomputed(without_results(path)), data_only=True)
    differing = [
        (sheet.title, cell.coordinate, cell.value, ours[sheet.title][cell.coordinate].value, found)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and (found := theirs[sheet.title][cell.coordinate].value)
        != ours[sheet.title][cell.coordinate].value
    ]
    assert not differing
