"""Paper: a PDF with its fonts inside, a bookmark a chapter, the marking on each page."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from workbench.charts.paper import printed
from workbench.dossier.briefing_file import Printout
from workbench.dossier.sample import fill
from workbench.errors import BriefingNotWritten

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


@pytest.fixture
def written(dossier: Dossier, tmp_path: Path) -> bytes:
    fill(dossier, "article")
    dossier.briefings.write(tmp_path / "b.pdf", printer=printed)
    return (tmp_path / "b.pdf").read_bytes()


def test_a_briefing_on_paper_has_bookmarks_fonts_and_markings(written: bytes) -> None:
    with pypdfium2.PdfDocument(written) as document:
        titles = [mark.get_title() for mark in document.get_toc()]
        assert titles[1] == "Summary"
        assert {"Decision log", "Evidence", "Method"} <= set(titles)
        for number in range(len(document)):
            words = document[number].get_textpage().get_text_range()
            assert words.count("TLP:") >= 2
        evidence = next(mark for mark in document.get_toc() if mark.get_title() == "Evidence")
        page = document[evidence.get_dest().get_index()]
        assert "more than 400,000" in page.get_textpage().get_text_range()
    assert b"/FontFile" in written


def test_equal_pages_give_equal_bytes() -> None:
    moment = datetime(2026, 2, 13, 17, tzinfo=UTC)
    sheaf = Printout(
        html="<h1>One</h1><p>words</p>",
        charts=(),
        chapters=("One",),
        title="One",
        marking="TLP:GREEN",
        foot="B-0001",
        paged="Seite {} von {}",
        moment=moment,
        ink="14213D",
        accent="0B5C86",
    )
    first = printed(sheaf)
    assert "Seite 1 von 1" in pypdfium2.PdfDocument(first)[0].get_textpage().get_text_range()
    time.sleep(1.1)
    assert printed(sheaf) == first


def test_a_pdf_needs_a_printer(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(BriefingNotWritten, match="window or the command line"):
        dossier.briefings.write(tmp_path / "b.pdf")


@pytest.mark.parametrize("ending", [".html", ".md", ".zip"])
def test_other_outputs_need_none(dossier: Dossier, tmp_path: Path, ending: str) -> None:
    written = dossier.briefings.write(tmp_path / f"b{ending}")
    assert written is not None
    assert written.file_name == f"b{ending}"
    assert (tmp_path / f"b{ending}").stat().st_size > 500
