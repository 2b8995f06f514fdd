"""Rows of a table that point at one another, at what the dossier has, and at its stance scales."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.dossier.import_parts import NO_SCALE
from workbench.intake.table.mapping import ColumnMapping, Mapping
from workbench.model import Decision, PolicyLine
from workbench.model.decision import DecisionLink
from workbench.model.kinds import DecisionRelation, Reliability, Scope
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

SCALE = "Export-licence review policy"


def table(folder: Path, words: str) -> Path:
    """A CSV file of some lines."""
    place = folder / "t.csv"
    place.write_text(words, "utf-8")
    return place


def told(dossier: Dossier, place: Path, kind: str = "decision") -> list[str]:
    """What the dry run of a table lists."""
    tables = dossier.table_mappings
    read = tables.read(place)
    return [each.told for each in tables.plan(read, tables.propose(read, kind)).misfits]


def test_links_go_to_rows_by_id_or_title_and_to_the_dossier_by_ref_or_title(
    dossier: Dossier, tmp_path: Path
) -> None:
    held = dossier.decisions.add(Decision(title="Old rule"))
    place = table(
        tmp_path,
        "ID,Title,Reverses,Amends\nm1,Ban,m3,Old rule\nm2,Sale,ban; D-0001,\nm3,Permit,,\n",
    )
    ban, sale, permit = dossier.decisions.import_table(place).records
    reverses, amends = DecisionRelation.REVERSES, DecisionRelation.AMENDS
    assert dossier.decisions.get(ban.id).links == (
        DecisionLink(relation=reverses, decision=permit.id),
        DecisionLink(relation=amends, decision=held.id),
    )
    assert [each.decision for each in dossier.decisions.get(sale.id).links] == [ban.id, held.id]
    assert "ID: m3" in dossier.decisions.get(permit.id).note
    assert not dossier.check()


def test_what_a_link_does_not_find_is_listed_and_kept(dossier: Dossier, tmp_path: Path) -> None:
    place = table(
        tmp_path, "Title,Reverses,Amends\nBan,Ban,\nBan,,Gone\nSale,ban,\nPermit,Sale,nowhere\n"
    )
    assert told(dossier, place) == [
        "Row 2, Reverses 'Ban': 2 rows are called 'Ban'.",
        "Row 3, Amends 'Gone': No row and no decision of the dossier is called 'Gone'.",
        "Row 4, Reverses 'ban': 2 rows are called 'ban'.",
        "Row 5, Amends 'nowhere': No row and no decision of the dossier is called 'nowhere'.",
    ]
    permit = dossier.decisions.import_table(place).records[-1]
    assert "Amends: nowhere" in dossier.decisions.get(permit.id).note
    assert len(dossier.decisions.get(permit.id).links) == 1
    assert told(dossier, table(tmp_path, "ID,Title,Reverses\n1,A rule,1\n")) == [
        "Row 2, Reverses '1': It points at its own row."
    ]


def test_a_second_import_of_linked_rows_adds_nothing_and_new_rows_link_to_the_old(
    dossier: Dossier, tmp_path: Path
) -> None:
    words = "Title,Reverses,Amends\nBan,,gone\nSale,ban,\n"
    ban, _ = dossier.decisions.import_table(table(tmp_path, words)).records
    again = dossier.decisions.import_table(table(tmp_path, words + "Permit,Ban,\n"))
    assert again.plan.held == (2, 3)
    (permit,) = again.records
    assert [each.decision for each in dossier.decisions.get(permit.id).links] == [ban.id]
    assert not dossier.check()


def test_stances_are_coded_by_value_or_words_on_the_scale_of_the_line_or_a_shipped_one(
    dossier: Dossier, tmp_path: Path
) -> None:
    place = table(
        tmp_path,
        "Title,Stance,Scale,Reach,Coded from\n"
        f"Rule,4,{SCALE},general,2025-04\n"
        f'Sale,"Case by case, or approval with conditions",{SCALE},targeted,\n'
        f"Odd,7,{SCALE},,\nOther,2,Nobody's,,\n",
    )
    misfits = told(dossier, place)
    assert [each.split(",")[0] for each in misfits].count("Row 4") == 2
    assert "is no level of" in misfits[0] or "is no level of" in misfits[1]
    assert any('no stance scale "Nobody\'s"' in each for each in misfits)
    done = dossier.decisions.import_table(place)
    (scale,) = dossier.stance_scales
    rule = dossier.decisions.get(done.records[0].id)
    (coding,) = rule.stances
    assert (coding.scale, coding.value, coding.reach) == (scale.id, 4, Scope.GENERAL)
    assert coding.since == When("2025-04")
    assert [len(dossier.decisions.get(each.id).stances) for each in done.records] == [1, 1, 0, 0]

    line = dossier.policy_lines.add(PolicyLine(title="Chips to China", scale=scale.id))
    words = "Title,Stance,Policy line\nNext,3 – case by case,chips to china\nLone,3,\nBare,,\n"
    assert told(dossier, table(tmp_path, words)) == [f"Row 3, Stance '3': {NO_SCALE}"]
    following = dossier.decisions.import_table(tmp_path / "t.csv").records[0]
    assert isinstance(following, Decision)
    assert following.line == line.id
    assert [each.value for each in following.stances] == [3]


def test_a_scale_for_every_row_codes_nothing_where_no_level_stands(
    dossier: Dossier, tmp_path: Path
) -> None:
    mapping = Mapping(
        kind="decision",
        columns={
            "Title": ColumnMapping(field="title"),
            "Stance": ColumnMapping(field="stances.level", values={"Red": "5"}),
        },
        constants={"stances.scale": SCALE},
    )
    done = dossier.decisions.import_table(table(tmp_path, "Title,Stance\nA,red\nB,\n"), mapping)
    assert done.plan.misfits == ()
    coded, bare = (dossier.decisions.get(each.id) for each in done.records)
    assert ([each.value for each in coded.stances], bare.stances) == ([5], ())

    shipped = replace(mapping, constants={"stances.scale": "export-licence-review"})
    again = dossier.decisions.import_table(tmp_path / "t.csv", shipped)
    assert (again.records, len(again.plan.held)) == ((), 2)
    assert len(dossier.stance_scales) == 1


def test_posts_are_at_organisations_of_the_table_the_dossier_or_new_ones(
    dossier: Dossier, tmp_path: Path
) -> None:
    place = table(
        tmp_path,
        "Name,Role,Organisation,Reliability\n"
        "Jensen Huang,CEO,Nvidia,B\n"
        "Nvidia,,,usually reliable\n"
        "Ann,Chair; Fellow,SIA; CSIS,Z9\n"
        "Bob,Chair; Fellow; Aide,SIA; CSIS,\n"
        "Cem,,SIA,\n",
    )
    misfits = told(dossier, place, "party")
    assert [each.split(":")[0] for each in misfits if "Reliability" in each] == [
        "Row 4, Reliability 'Z9'"
    ]
    assert any("3 roles do not go with 2 organisations" in each for each in misfits)
    assert any("There is no role" in each for each in misfits)
    done = dossier.table_mappings.import_table("party", place)
    huang, nvidia, ann, *_ = (dossier.parties.get(each.id) for each in done.records)
    assert [(each.role, each.organisation) for each in huang.posts] == [("CEO", nvidia.id)]
    assert nvidia.reliability is Reliability.B
    named = [dossier.parties.get(each.organisation or "").title for each in ann.posts]
    assert named == ["SIA", "CSIS"]
    assert not dossier.check()


def test_parts_of_an_allocation_name_the_row_of_the_whole(dossier: Dossier, tmp_path: Path) -> None:
    place = table(tmp_path, "ID,Name,Units,Part of\n1,Whole,400000,\n2,Part,1000,1\n")
    whole, part = dossier.allocations.import_table(place).records
    assert dossier.allocations.get(part.id).part_of == whole.id


def test_country_codes_of_two_letters_are_read_and_unknown_ones_listed(
    dossier: Dossier, tmp_path: Path
) -> None:
    place = table(
        tmp_path,
        "Title,Country,Affected\nA,cn,HK:MO\nB,XX,\nC,NA,\n"
        "D,United States of America,EU\nE,DE,QQ\n",
    )
    assert [each.split(":")[0] for each in told(dossier, place)] == [
        "Row 3, Country 'XX'",
        "Row 4, Country 'NA'",
        "Row 6, Affected 'QQ'",
    ]
    done = dossier.decisions.import_table(place)
    found = [dossier.decisions.get(each.id) for each in done.records]
    assert [each.jurisdiction for each in found] == ["CHN", "", "", "USA", "DEU"]
    assert [each.jurisdiction for each in found[0].affected] == ["HKG", "MAC"]
