from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> str:
    place = str(tmp_path / "a.dossier")
    assert main(["dossier", "new", place]) == 0
    return place


@pytest.fixture
def tracker(tmp_path: Path) -> str:
    place = tmp_path / "tracker.csv"
    place.write_text("Title,Announced\nRule,2026-01-13\nOther,soon\nRule,2026-01-13\n", "utf-8")
    return str(place)


def test_a_table_is_tried_then_brought_in(
    file: str, tracker: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["decisions", "mapping", tracker, "-d", file]) == 0
    mapping = tmp_path / "m.toml"
    mapping.write_text(capsys.readouterr().out, "utf-8")
    with_it = ["decisions", "import", tracker, "-d", file, "--mapping", str(mapping)]
    assert main([*with_it, "--dry-run", "--json"]) == 0
    (plan,) = json.loads(capsys.readouterr().out)
    assert (plan["records"], plan["repeated"]) == (2, [{"row": 4, "repeats": 2}])
    assert [(each["row"], each["column"]) for each in plan["misfits"]] == [(3, "Announced")]
    assert main([*with_it, "--strict"]) == 1
    assert "Nothing was imported" in capsys.readouterr().err
    assert main([*with_it, "--keep", "Tracker"]) == 0
    assert "2 decisions of 3 rows added" in capsys.readouterr().out
    with open_dossier(file) as dossier:
        assert len(dossier.decisions) == 2
        assert [each.title for each in dossier.table_mappings] == ["Tracker"]
        dossier.undo()
        assert (len(dossier.decisions), len(dossier.table_mappings)) == (0, 0)


def test_a_kept_mapping_is_named_and_fits_its_kind(
    file: str, tracker: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parties", "import", tracker, "-d", file, "--keep", "Names"]) == 0
    assert main(["decisions", "import", tracker, "-d", file, "--kept", "Names"]) == 2
    assert "party records" in capsys.readouterr().err
    assert main(["parties", "import", tracker, "-d", file, "--kept", "Names"]) == 0
    assert "already" in capsys.readouterr().out
