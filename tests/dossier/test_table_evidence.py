"""A table that was brought in is a source, and each of its records rests on a row of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from workbench.dossier.table_evidence import text_of
from workbench.errors import Cancelled
from workbench.intake.table.read import Table
from workbench.model.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

ROWS = "Title,Note\nBan,first row\nSale,  second   row \n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "tracker.csv"
    made.write_text(ROWS, "utf-8")
    return made


def test_each_record_is_supported_by_its_row(dossier: Dossier, place: Path) -> None:
    done = dossier.decisions.import_table(place)

    (source,) = dossier.sources
    assert source.title == "tracker.csv"
    assert dossier.sources.original(source) == place.read_bytes()
    for record, words in zip(done.records, ("Ban\tfirst row", "Sale\tsecond row"), strict=True):
        (evidence,) = dossier.evidence(record)
        passage = dossier.passages.get(evidence.claim.passage or "")
        text = dossier.sources.text(source)
        assert text[passage.start : passage.stop] == passage.quote == words
        paragraph = dossier.sources.paragraphs(source)[passage.paragraph - 1]
        assert (paragraph.start, paragraph.stop) == (passage.start, passage.stop)
        assert evidence.source == source
    assert not dossier.check()


def test_one_undo_takes_the_table_and_its_records_back(dossier: Dossier, place: Path) -> None:
    dossier.decisions.import_table(place)
    dossier.undo()

    nouns = (dossier.decisions, dossier.sources, dossier.claims, dossier.passages)
    assert [len(each) for each in nouns] == [0, 0, 0, 0]
    assert not len(dossier.supports)


def test_the_same_table_is_kept_once(dossier: Dossier, place: Path) -> None:
    dossier.decisions.import_table(place)
    dossier.decisions.remove("D-0001")
    dossier.decisions.import_table(place)

    assert len(dossier.sources) == 1
    assert {each.source for each in dossier.claims} == {dossier.sources["S-0001"].id}


def test_a_mapping_may_leave_the_table_out(dossier: Dossier, place: Path) -> None:
    text = 'kind = "decision"\nkeep_source = false\n[columns.Title]\nfield = "title"\n'
    place.with_suffix(".toml").write_text(text, "utf-8")
    done = dossier.decisions.import_table(place, mapping=place.with_suffix(".toml"))

    assert len(done.records) == 2
    assert not len(dossier.sources)


def test_a_table_that_is_stopped_leaves_no_source_behind(dossier: Dossier, place: Path) -> None:
    class Stops:
        def step(self, _done: int, _total: int, what: str = "") -> None:
            if what == "Keeping":
                raise Cancelled

    tables = dossier.table_mappings
    table = tables.read(place)
    plan = tables.plan(table, tables.propose(table, "decision"))
    with pytest.raises(Cancelled):
        tables.carry_out(plan, Stops())
    assert not len(dossier.sources)
    assert not len(dossier.decisions)


def test_a_row_that_is_longer_than_a_line_may_be_still_stands_whole() -> None:
    long = "word " * 2_000
    table = Table(name="t", columns=("A", "B"), rows=((long, "end"), ("", "next")), numbers=(2, 3))
    made = text_of(table, Silent())

    start, stop = made.spans[2]
    assert made.text[start:stop].split() == [*long.split(), "end"]
    start, stop = made.spans[3]
    assert made.text[start:stop] == "next"


@given(st.lists(st.text(alphabet="ab \t\n\r\x1f\x85\xa0\u2003"), min_size=1, max_size=4))
def test_cells_stand_between_tabs_with_one_space_between_their_words(row: list[str]) -> None:
    made = text_of(Table(name="t.csv", columns=tuple(row), rows=(), numbers=()), Silent())

    assert made.text == "\t".join(" ".join(cell.split()) for cell in row) + "\n"
