"""Tables are brought in whole: one operation, names looked up, nothing lost, nothing twice."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from workbench.errors import Cancelled, FileNotReadable, MappingError, RowsDoNotFit
from workbench.intake.table.mapping import ColumnMapping, Mapping
from workbench.model import Party
from workbench.model.decision import Affected
from workbench.model.kinds import Direction, QuantityKind, Split
from workbench.model.party import Alias
from workbench.model.progress import Silent
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench import Dossier

EPOCH = Path(__file__).parents[3] / "shared/data/epoch/nvidia_owners_quarters_by_chip.csv"
HEAD = (
    "Title",
    "Announced",
    "Effective",
    "Country",
    "Affected",
    "Evaluation",
    "Authority",
    "Level",
)
ROWS = (
    ("Chips rule", "2024-07-04", "2024-07-01", "usa", "CHN:HKG", "Red", "BIS", "25"),
    ("Undated rule", "", "", "CHN", "ALL_EXCEPT:CAN:MEX", "green", "Mofcom", "10"),
    ("Chips rule", "2024-07-04", "2024-07-01", "usa", "CHN:HKG", "Red", "BIS", "25"),
    ("Odd rule", "someday", "n/a", "Atlantis", "", "Purple", "", "x" * 5_000),
)


def written(folder: Path, rows: Sequence[Sequence[str]] = ROWS, name: str = "tracker.csv") -> Path:
    """A tracker as a CSV file."""
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return folder / name


def test_a_tracker_becomes_decisions_with_all_its_cells(dossier: Dossier, tmp_path: Path) -> None:
    bis = dossier.parties.add(Party(title="Bureau of Industry", aliases=(Alias(name="BIS"),)))
    done = dossier.decisions.import_table(written(tmp_path))
    rule, undated, odd = dossier.decisions.find("order:number")
    assert [each.id for each in done.records] == [rule.id, undated.id, odd.id]
    assert (rule.announced, rule.effective) == (When("2024-07-04"), When("2024-07-01"))
    assert (rule.jurisdiction, rule.direction, rule.authority) == (
        "USA",
        Direction.RESTRICTIVE,
        bis.id,
    )
    assert undated.affected[0] == Affected(jurisdiction="ALL")
    assert undated.affected[1:] == tuple(
        Affected(jurisdiction=code, excluded=True) for code in ("CAN", "MEX")
    )
    assert rule.note == "Level: 25\nFrom tracker.csv, row 2."
    for words in ("Announced: someday", "Country: Atlantis", "Evaluation: Purple", "x" * 5_000):
        assert words in odd.note
    assert [each.title for each in dossier.parties.find("order:number")] == [
        "Bureau of Industry",
        "Mofcom",
    ]


def test_a_dry_run_lists_what_will_not_fit_and_writes_nothing(
    dossier: Dossier, tmp_path: Path
) -> None:
    before = dossier.operations()
    table = dossier.table_mappings.read(written(tmp_path))
    plan = dossier.table_mappings.plan(table, dossier.table_mappings.propose(table, "decision"))
    assert {(each.row, each.column) for each in plan.misfits} == {
        (5, "Announced"),
        (5, "Country"),
        (5, "Evaluation"),
    }
    assert plan.repeated == ((4, 2),)
    assert plan.summary == (
        "3 decisions of 4 rows to add; 2 new names; 1 row has a cell that does not fit; "
        "1 row repeats an earlier one."
    )
    assert dossier.operations() == before


def test_one_undo_takes_it_all_back_and_a_second_import_adds_nothing(
    dossier: Dossier, tmp_path: Path
) -> None:
    dossier.decisions.import_table(written(tmp_path))
    again = dossier.decisions.import_table(written(tmp_path, name="copy.csv"))
    assert (again.records, again.plan.held) == ((), (2, 3, 5))
    dossier.undo()
    assert (len(dossier.decisions), len(dossier.parties)) == (0, 0)


def test_a_strict_import_refuses_and_leaves_nothing(dossier: Dossier, tmp_path: Path) -> None:
    mapping = Mapping(
        kind="decision", columns={"Announced": ColumnMapping(field="announced")}, strict=True
    )
    with pytest.raises(RowsDoNotFit, match="Row 5"):
        dossier.decisions.import_table(written(tmp_path), mapping)
    assert len(dossier.decisions) == 0


class StopsAt(Silent):
    """Progress whose analyst stops the work in its writing."""

    @override
    def step(self, done: int, total: int, what: str = "") -> None:
        if what == "Writing" and done:
            raise Cancelled


def test_a_stopped_import_leaves_nothing(dossier: Dossier, tmp_path: Path) -> None:
    rows = [(f"Rule {n}", *ROWS[0][1:]) for n in range(1_200)]
    before = dossier.operations()
    with pytest.raises(Cancelled):
        dossier.decisions.import_table(written(tmp_path, rows), None, StopsAt())
    assert (len(dossier.decisions), len(dossier.parties)) == (0, 0)
    assert dossier.operations() == before


def test_a_kept_mapping_is_used_for_the_next_file(dossier: Dossier, tmp_path: Path) -> None:
    mapping = Mapping(kind="decision", columns={"Level": ColumnMapping(field="title")})
    kept = dossier.table_mappings.keep(mapping, "Tracker")
    table = dossier.table_mappings.read(written(tmp_path))
    assert dossier.table_mappings.propose(table, "decision") == mapping
    assert dossier.table_mappings.propose(table, "party") != mapping
    other = mapping.with_column("Title", ColumnMapping(field="note"))
    assert dossier.table_mappings.keep(other, "Tracker").id == kept.id
    assert dossier.table_mappings.mapping(dossier.table_mappings.get(kept)) == other


def test_names_that_are_not_to_be_added_stay_in_the_note(dossier: Dossier, tmp_path: Path) -> None:
    mapping = Mapping(
        kind="decision",
        columns={name: ColumnMapping(field=name.lower()) for name in ("Title", "Authority")},
        add_names=False,
    )
    done = dossier.decisions.import_table(written(tmp_path, ROWS[:1]), mapping)
    assert "Authority: BIS" in dossier.decisions.get(done.records[0].id).note
    assert "no party" in done.plan.misfits[0].message
    assert len(dossier.parties) == 0


def test_a_figure_for_several_is_joint_and_a_refused_one_is_kept(
    dossier: Dossier, tmp_path: Path
) -> None:
    place = tmp_path / "lots.csv"
    place.write_text("Name,Owner,Units\nLot,ByteDance; Alibaba,400000\nOwed,Tencent,-5\n", "utf-8")
    dossier.allocations.import_table(place)
    joint, odd = dossier.allocations.find("order:number")
    assert (joint.split, len(joint.recipients)) == (Split.JOINT_UNSPECIFIED, 2)
    assert "Units: -5" in odd.note


def test_mappings_come_from_files_and_fit_their_kind(dossier: Dossier, tmp_path: Path) -> None:
    place = tmp_path / "m.toml"
    place.write_text('kind = "item"\n[columns]\nTitle = "title"\n', "utf-8")
    assert dossier.table_mappings.mapping(place).kind == "item"
    with pytest.raises(MappingError, match="item records, not decision"):
        dossier.decisions.import_table(written(tmp_path), place)
    with pytest.raises(FileNotReadable):
        dossier.table_mappings.mapping(tmp_path / "gone.toml")


@pytest.mark.skipif(not EPOCH.is_file(), reason="the Epoch data set lies beside the project")
def test_the_estimates_of_epoch_keep_their_interval_and_level(dossier: Dossier) -> None:
    done = dossier.allocations.import_table(EPOCH)
    assert (len(done.records), done.plan.misfits) == (179, ())
    first = dossier.allocations.get("A-0001")
    assert first.quantity.kind is QuantityKind.ESTIMATE_CI
    assert [str(each) for each in (first.quantity.low, first.quantity.high)] == ["27647", "79068"]
    assert str(first.quantity.level) == "90"
    assert first.period == When("2022-33")
    assert dossier.items.get(first.item or "").title == "A100"
    assert "Total TDP (W): 18735986" in first.note
