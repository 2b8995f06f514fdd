"""Every passage of a PDF is found on the picture of its page."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.dossier.pages import page_words
from workbench.errors import DamagedSource, NoPages, NoTextLayer

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model.source import Source

LINES = ["China has agreed to allow three firms", "to buy many chips in total."]


def printed(pages: Any) -> bytes:
    """Print pages as the tests of intake do."""
    place = Path(__file__).parent.parent / "intake" / "conftest.py"
    spec = importlib.util.spec_from_file_location("printing", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: bytes = module._pdf(pages)  # noqa: SLF001 - made for tests
    return made


@pytest.fixture
def source(dossier: Dossier, tmp_path: Path) -> Source:
    first = [(72.0, 700.0 - 14 * n, 11.0, words) for n, words in enumerate(LINES)]
    path = tmp_path / "a.pdf"
    path.write_bytes(printed([first, [(300.0, 400.0, 11.0, "Beijing said nothing.")]]))
    return dossier.sources.add_file(path)


def test_a_page_is_drawn_with_the_boxes_of_passages(dossier: Dossier, source: Source) -> None:
    pages = dossier.sources.pages(source)
    assert pages is not None
    text = dossier.sources.text(source)
    start = text.index("three firms to buy")
    image = pages.image(0, width=595, spans=[(start, start + 18), (0, 5)])
    assert (image.width, image.height) == (595, 842)
    assert len(image.pixels) == 4 * 595 * 842
    over_two_lines, china = image.boxes
    assert len(over_two_lines) == 2
    left, top, width, height = china[0]
    assert round(left) == 72
    assert abs(top + height / 2 - (842 - 704)) < 4
    assert 20 < width < 40
    assert min(image.pixels) < 100, "there is ink on it"


def test_a_position_is_found_on_its_page(dossier: Dossier, source: Source) -> None:
    pages = dossier.sources.pages(source)
    assert pages is not None
    at = dossier.sources.text(source).index("Beijing")
    assert (pages.count, pages.at(0), pages.at(at)) == (2, 0, 1)
    assert pages.touches(1, at, at + 7)
    assert not pages.touches(0, at, at + 7)
    with pytest.raises(DamagedSource, match="page 9 cannot be shown"):
        pages.image(8, width=100)


def test_other_sources_have_no_pages(dossier: Dossier) -> None:
    assert dossier.sources.pages(dossier.sources.add_text("Words.")) is None


def test_a_corrected_text_still_stands_on_its_pages(dossier: Dossier, source: Source) -> None:
    passage = dossier.passages.mark_quote(source, "three firms to buy")
    was = dossier.passages.drawn_page(passage)
    text = dossier.sources.text(source).replace("agreed to allow", "agreed, it says, to alIow")
    moved = dossier.text_versions.correct(source, text)
    now = dossier.passages.get(passage.id)
    assert now.start > passage.start
    shown = dossier.passages.drawn_page(now)
    assert (shown.number, shown.count, shown.image.boxes) == (1, 2, was.image.boxes)
    again = dossier.text_versions.correct(moved.source, text.replace("many", "m any"))
    assert dossier.passages.drawn_page(passage.id).image.boxes == was.image.boxes
    later = dossier.passages.mark_quote(again.source, "Beijing said")
    assert dossier.passages.pages([now, later]) == {passage.id: (1,), later.id: (2,)}
    (figure,) = dossier.passages.computed(later)
    assert (figure.label, figure.words) == ("Page", "2")


def test_a_passage_leads_to_its_page(dossier: Dossier, source: Source) -> None:
    both = dossier.passages.mark(source, 0, len(dossier.sources.text(source)))
    assert dossier.passages.pages([both]) == {both.id: (1, 2)}
    claim = dossier.claims.claim(both, statement="China has agreed.")
    decision = dossier.decisions.log(cite=claim, title="China agrees")
    assert [each.page for each in dossier.evidence(decision)] == ["1-2"]
    pasted = dossier.sources.add_text("Words.")
    plain = dossier.passages.mark_quote(pasted, "Words")
    assert dossier.passages.pages([plain]) == {}
    assert dossier.passages.computed(plain) == ()
    with pytest.raises(NoPages, match="only a PDF has them"):
        dossier.passages.drawn_page(plain)
    with pytest.raises(NoPages, match="has 2 pages"):
        dossier.sources.drawn_page(source, 3)
    with pytest.raises(NoPages, match="only a PDF"):
        dossier.sources.drawn_page(pasted, 1)


def test_page_numbers_are_put_as_people_write_them() -> None:
    assert [page_words(each) for each in ((), (3,), (3, 4), (3, 5))] == ["", "3", "3-4", "3, 5"]


@pytest.fixture
def scan(dossier: Dossier, tmp_path: Path) -> Source:
    """A PDF of two pages without a text layer."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(printed([[], []]))
    return dossier.sources.add_file(path)


def test_a_scan_is_kept_with_its_bytes_and_pages(dossier: Dossier, scan: Source) -> None:
    assert (scan.title, scan.scanned, scan.held) == ("scan", True, False)
    assert dossier.sources.original(scan).startswith(b"%PDF")
    pages = dossier.sources.pages(scan)
    assert pages is not None
    assert pages.count == 2
    image = pages.image(1, width=100)
    assert len(image.pixels) == 4 * image.width * image.height
    (version,) = dossier.text_versions.of(scan)
    assert "no text layer" in version.warnings
    assert [each.id for each in dossier.sources.find("is:scan")] == [scan.id]
    assert dossier.sources.find("is:held") == []
    with pytest.raises(NoTextLayer, match="2 pages are pictures"):
        dossier.sources.text(scan)


def test_the_text_of_a_scan_is_typed_and_marked(dossier: Dossier, scan: Source) -> None:
    with pytest.raises(NoTextLayer):
        dossier.text_versions.read_again(scan)
    moved = dossier.text_versions.correct(scan, "China has agreed to the sale.")
    assert moved.source.held
    passage = dossier.passages.mark_quote(moved.source, "has agreed")
    assert dossier.passages.of(moved.source) == [passage]
    assert dossier.sources.original(moved.source).startswith(b"%PDF")
    pages = dossier.sources.pages(moved.source)
    assert pages is not None
    assert pages.count == 2, "its pages are still shown beside"
    assert dossier.search("agreed")
    dossier.undo()
    dossier.undo()
    assert dossier.sources.get(scan).scanned


def test_of_many_files_a_scan_is_kept_and_told_of(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(printed([[]]))
    (tmp_path / "note.txt").write_text("China has agreed.", "utf-8")
    found = dossier.sources.bring_in([tmp_path / "scan.pdf", tmp_path / "note.txt"])
    assert (found.report.added, found.report.failed) == (2, 0)
    (line,) = found.report.lines
    assert "its page is a picture" in line.words
    assert dossier.sources.bring_in([tmp_path / "scan.pdf"]).report.held == 1
    assert dossier.check() == []


def test_an_annotation_that_goes_out_names_the_page(
    dossier: Dossier, source: Source, tmp_path: Path
) -> None:
    dossier.passages.mark_quote(source, "three firms")
    dossier.passages.mark_quote(source, "Beijing said")
    dossier.exchange.write_annotations(tmp_path / "out.jsonld")
    held = json.loads((tmp_path / "out.jsonld").read_text("utf-8"))
    selectors = [each["target"]["selector"] for each in held["first"]["items"]]
    assert [some[-1]["value"] for some in selectors] == ["page=1", "page=2"]
