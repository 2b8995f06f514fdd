"""Pages of a PDF on the command line: which a passage stands on, and their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import outcome, rows, run
from tests.printed import printed
from workbench import new_dossier

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path, qapp: object) -> Path:
    assert qapp
    printed(tmp_path / "a.pdf", "China has agreed.", "That allows three firms to buy chips.")
    path = tmp_path / "a.dossier"
    with new_dossier(path) as dossier:
        source = dossier.sources.add_file(tmp_path / "a.pdf")
        passage = dossier.passages.mark_quote(source, "three firms")
        claim = dossier.claims.claim(passage, statement="Three firms may buy.")
        dossier.decisions.log(cite=claim, title="China agrees")
        dossier.sources.add_text("Words.")
    return path


def test_a_page_is_drawn_into_a_file(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.png"
    run(capsys, "sources", "page", "S-0001", "2", "-d", place, "--out", target, "--width", "400")
    assert target.read_bytes().startswith(b"\x89PNG")
    target.unlink()
    run(capsys, "passages", "page", "M-0001", "-d", place, "--out", target)
    assert target.exists()
    code, _, complaint = outcome(
        capsys, "sources", "page", "S-0001", "7", "-d", place, "--out", target
    )
    assert (code, "has 2 pages: give a number" in complaint) == (1, True)
    code, _, complaint = outcome(
        capsys, "sources", "page", "S-0002", "1", "-d", place, "--out", target
    )
    assert (code, "only a PDF has them" in complaint) == (1, True)


def test_a_passage_and_its_evidence_say_their_page(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Page                   2" in run(capsys, "passages", "show", "M-0001", "-d", place)
    assert rows(capsys, "evidence", "D-0001", "-d", place)[0]["page"] == "2"
    assert "a, page 2" in run(capsys, "decisions", "show", "D-0001", "-d", place)
