"""The data pack: a schema that its data keep, one content as CSV and JSON, the same bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from workbench.briefing import pack
from workbench.briefing.page import paper

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.page import Paper
    from workbench.briefing.recipe import Recipe


@pytest.fixture(params=["undated", "dated"])
def pages(request: pytest.FixtureRequest, minister: Recipe) -> Paper:
    return paper(request.getfixturevalue(request.param), minister)


def test_the_data_keeps_its_schema(pages: Paper) -> None:
    found: dict[str, Any] = pack.schema(pages)
    jsonschema.Draft202012Validator.check_schema(found)
    jsonschema.validate(pack.data(pages), found)
    wrong = pack.data(pages) | {"marking": 3}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, found)


def test_csv_and_json_hold_the_same(pages: Paper) -> None:
    files = pack.parts(pages)
    tables = json.loads(files["data.json"])["tables"]
    for name, records in tables.items():
        text = files[f"tables/{name.lower()}.csv"].decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert rows == [
            {key: "" if each is None else str(each) for key, each in record.items()}
            for record in records
        ]


def test_equal_data_give_an_equal_pack(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    for name in ("a.zip", "b.zip"):
        with (tmp_path / name).open("wb") as out:
            pack.write_pack(paper(undated, minister), out)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
