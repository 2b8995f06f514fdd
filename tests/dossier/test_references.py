from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.__main__ import main
from workbench.errors import DamagedSource, EmptyFile, ExchangeNotWritten, InvalidField
from workbench.model.kinds import Genre
from workbench.model.party import Party
from workbench.model.source import Source
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

BIB = """@article{one, title={Chips}, author={Writer, Jane and Other, B.}, journaltitle={reuters},
  date={2026-01-28}, url={https://example.org/a%20b}}
@report{two, title={A report}, institution={A Bureau}, year=2026}
@report{again, title={A Report}, year=2026}
"""


def test_references_become_sources_in_one_operation(dossier: Dossier, tmp_path: Path) -> None:
    reuters = dossier.parties.add(Party(title="Reuters"))
    path = tmp_path / "a.bib"
    path.write_text(BIB, "utf-8")
    result = dossier.sources.add_references(path)
    assert [each.title for each in result.added] == ["Chips", "A report"]
    first = result.added[0]
    assert (first.author, first.publisher) == ("Jane Writer; B. Other", reuters.id)
    assert (first.published, first.url) == (When("2026-01-28"), "https://example.org/a%20b")
    assert result.held == 1
    assert {each.title for each in dossier.parties.find()} == {"Reuters", "A Bureau"}
    again = dossier.sources.add_references(path)
    assert (again.added, again.held) == ((), 3)
    assert dossier.undo().label == "Add references of a.bib"
    assert not dossier.sources.find()


def test_a_file_without_a_reference_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(DamagedSource, match="no reference stands in it"):
        dossier.sources.add_references(path)
    path.write_text("", "utf-8")
    with pytest.raises(EmptyFile):
        dossier.sources.add_references(path)
    assert not dossier.sources.find()


@pytest.mark.parametrize("ending", ["ris", "bib", "json"])
def test_sources_go_out_and_come_back(dossier: Dossier, tmp_path: Path, ending: str) -> None:
    outlet = dossier.parties.add(Party(title="The Times"))
    source = Source(
        title="Chips & more",
        genre=Genre.PRESS,
        author="Jane Writer; B. Other",
        publisher=outlet.id,
        published=When("2026-01"),
        url="https://example.org/a%20b",
    )
    held = dossier.sources.add(source)
    path = tmp_path / f"a.{ending}"
    assert dossier.sources.write_references(path) == 1
    dossier.sources.remove(held)
    back = dossier.sources.add_references(path).added[0]
    for name in ("title", "genre", "author", "publisher", "published", "url"):
        assert getattr(back, name) == getattr(held, name)


@pytest.mark.parametrize("genre", Genre)
def test_each_genre_comes_back_from_csl(dossier: Dossier, tmp_path: Path, genre: Genre) -> None:
    held = dossier.sources.add(Source(title="Chips", genre=genre))
    dossier.sources.write_references(tmp_path / "a.json")
    dossier.sources.remove(held)
    assert dossier.sources.add_references(tmp_path / "a.json").added[0].genre is genre


def test_a_place_that_cannot_be_written_is_told(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(ExchangeNotWritten):
        dossier.sources.write_references(tmp_path / "no" / "a.ris")


def test_the_publisher_that_a_page_names_is_taken_over_when_the_analyst_says_so(
    dossier: Dossier,
) -> None:
    page = '<meta property="og:site_name" content="Example News"><p>Words of the page.'
    source = dossier.sources.add_html(page)
    assert source.publisher is None
    taken = dossier.sources.take_publisher(source)
    assert dossier.parties.get(taken.publisher or "").title == "Example News"
    dossier.undo()
    assert not dossier.parties.find()
    with pytest.raises(InvalidField, match="does not say"):
        dossier.sources.take_publisher(dossier.sources.add_text("Words."))


def test_the_command_line_does_both(
    dossier: Dossier, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, path, out = dossier.path, tmp_path / "a.bib", tmp_path / "b.ris"
    path.write_text(f"{BIB}@misc{{lost, year=2026}}", "utf-8")
    dossier.close()
    assert main(["sources", "add-references", str(path), "-d", str(place)]) == 0
    assert "1 reference has no title." in capsys.readouterr().err
    assert main(["sources", "write-references", "-d", str(place), "-o", str(out)]) == 0
    assert out.read_text("utf-8").count("TY  - ") == 2
    with open_dossier(place) as again:
        assert len(again.sources) == 2
