"""Agreement on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run
from workbench import new_dossier
from workbench.model.passage import PassageCode

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_agreement_of_two_coders_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place, title="A") as dossier:
        source = dossier.sources.add_text("One burned. Two fell.", title="Report")
        code = dossier.codes.create("fire")
        passage = dossier.passages.mark(source, 0, 11)
        both = tuple(PassageCode(code=code.id, coder=each) for each in ("Ada", "Ben"))
        dossier.passages.change(passage, codes=both)
    found = rows(capsys, "agreement", "-d", place, "--unit", "sentence")
    assert [each["code"] for each in found] == [None, "fire"]
    assert found[0]["alpha"]["value"] == 1
    assert found[0]["gamma"]["value"] == 1
    assert "Ada, Ben" in run(capsys, "agreement", "-d", place)
