"""Microsoft's OpenXmlValidator finds nothing in what we write, nor in what we fill."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tests.briefing.templates.conftest import office_workbook
from tests.briefing.validator import errors_of
from workbench.briefing.data import BriefingData, ChangeRow, EvidenceRow, JudgementRow
from workbench.briefing.recipe import Recipe
from workbench.briefing.templates.fill import fill
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.timeout(300)
HOSTILE = "=1+1 _x0041_ \x07 \ud800 \ufffe <&>\" ' ]]>\r\n" + "long " * 8_000


@pytest.fixture
def empty(undated: BriefingData) -> BriefingData:
    return BriefingData(title="Nothing yet", as_of=undated.as_of)


@pytest.fixture
def hostile(dated: BriefingData) -> BriefingData:
    return dataclasses.replace(
        dated,
        title=HOSTILE,
        bottom_line=HOSTILE,
        evidence=(EvidenceRow(ref="C-0001", statement=HOSTILE, quote=HOSTILE),),
        judgements=(JudgementRow(ref="J-0001", statement=HOSTILE, likelihood="likely"),),
        changes=(ChangeRow(ref="D-0001", name=HOSTILE, what="Stance", before="a", after="b"),),
    )


@pytest.mark.parametrize("name", ["undated", "dated", "empty", "hostile"])
@pytest.mark.parametrize("recipe", ["minister", "publication"])
@pytest.mark.parametrize("language", ["en-GB", "de"])
def test_a_briefing_has_no_error(
    name: str, recipe: str, language: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    data: BriefingData = request.getfixturevalue(name)
    followed = dataclasses.replace(Recipe.shipped(recipe), language=language)
    assert not errors_of(write(data, followed, tmp_path / "b.xlsx").path)


@pytest.mark.parametrize(("old", "new"), [("undated", "dated"), ("dated", "empty")])
def test_a_briefing_that_is_filled_again_has_no_error(
    old: str, new: str, request: pytest.FixtureRequest, minister: Recipe, tmp_path: Path
) -> None:
    write(request.getfixturevalue(old), minister, tmp_path / "last.xlsx")
    data: BriefingData = request.getfixturevalue(new)
    fill(data, minister, tmp_path / "last.xlsx", tmp_path / "filled.xlsx")
    assert not errors_of(tmp_path / "filled.xlsx")


def test_an_ordinary_workbook_that_is_filled_has_no_more_errors_than_before(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    office = office_workbook(tmp_path / "office.xlsx", strange=False)
    fill(dated, minister, office, tmp_path / "filled.xlsx")
    assert len(errors_of(tmp_path / "filled.xlsx")) <= len(errors_of(office))
