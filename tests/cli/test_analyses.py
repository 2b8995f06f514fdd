"""What records amount to, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run
from workbench import open_dossier
from workbench.model.claim import ClaimLink
from workbench.model.decision import StanceCoding
from workbench.model.kinds import BorneOut, ClaimRelation
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_contradiction_is_listed_and_acknowledged_by_its_key(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Nothing contradicts" in run(capsys, "contradictions", "list", "-d", file)
    with open_dossier(file) as dossier:
        link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=dossier.claims["C-0002"].id)
        dossier.claims.change("C-0009", links=(link,))
    (found,) = rows(capsys, "contradictions", "list", "-d", file)
    assert found["records"] == ["C-0002", "C-0009"]

    key = found["key"]
    made = run(capsys, "contradictions", "acknowledge", key, "-d", file, "--reason", "Two events")
    assert made == "AK-0001\n"
    assert "Two events" in run(capsys, "contradictions", "list", "-d", file)


def test_stance_says_why_it_is_undefined_and_lists_what_has_no_date(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    controls = rows(capsys, "stance", "list", "-d", file)[0]
    assert controls["whiplash"] is None
    assert controls["why"].startswith("Undefined")
    assert controls["turns"] == 0
    assert (controls["linked_reversals"], controls["undated_reversals"]) == (1, 1)
    assert "no date stated" in run(capsys, "stance", "show", "L-0001", "-d", file)


def test_a_chip_is_classified_and_unverified_figures_are_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("rules", "classify", "-d", file, "--on", "2026-01-20")
    (control, _review, _tariff) = rows(capsys, *words, "H200 SXM")
    assert (control["result"], control["prongs"][0]) == ("3A090.a", "3A090.a.1")
    assert "not verified" in run(capsys, *words, "MI308")
    assert "not controlled as 3A090" in run(capsys, *words, "MI308", "--accept-unverified")
    assert "88 FR 73458" in run(capsys, "rules", "list")


def test_track_records_are_listed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "borne out" in run(capsys, "track-records", "sources", "-d", file)
    (awaited,) = rows(capsys, "track-records", "expectations", "-d", file)
    assert awaited["ref"] == "E-0001"
    assert awaited["overdue"] is False
    assert "E-0001\topen\tno\t" in run(capsys, "track-records", "expectations", "-d", file)
    assert rows(capsys, "track-records", "effects", "-d", file) == []
    coding = rows(capsys, "track-records", "coding", "-d", file)
    assert coding[0]["field"] == "all fields"


def test_a_composite_is_refused_with_the_reason_and_windows_need_coded_decisions(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Refused: 0 of 2" in run(capsys, "stance", "composite", "-d", file)
    (found,) = rows(capsys, "stance", "composite", "L-0001", "-d", file)
    assert found["index"] is None
    assert "No coded" in run(capsys, "stance", "windows", "L-0001", "-d", file)
    with open_dossier(file) as dossier:
        line = dossier.policy_lines["L-0001"]
        levels = tuple(ScaleLevel(value=n) for n in range(6))
        scale = dossier.stance_scales.add(StanceScale(title="Review", levels=levels))
        for day, value in (("2025-01-01", 1), ("2025-06-01", 5), ("2026-08-01", 1)):
            coding = StanceCoding(scale=scale.id, value=value)
            dossier.decisions.log(title=day, line=line.id, effective=When(day), stances=(coding,))
    windows = rows(capsys, "stance", "windows", "L-0001", "-d", file, "--days", "900")
    assert [each["whiplash"] for each in windows] == [None, None, 1.0]
    (found,) = rows(capsys, "stance", "composite", "L-0001", "-d", file)
    assert found["index"] == [10, 20]


def test_a_source_of_which_nothing_could_be_told_has_no_share(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told() -> list[list[str]]:
        lines = run(capsys, "track-records", "sources", "-d", file).splitlines()
        return [line.split("\t")[1:] for line in lines]

    with open_dossier(file) as dossier:
        dossier.sources.change("S-0001", publisher=dossier.parties["P-0010"].id)
        dossier.claims.change("C-0002", borne_out=BorneOut.PARTLY)
    assert told() == [["0", "0", "", "", "0", "0"]]
    (row,) = rows(capsys, "track-records", "sources", "-d", file)
    assert (row["share"], row["interval"]) == (None, None)
    assert "0.5" not in run(capsys, "analyses", "run", "track-records", "-d", file)

    with open_dossier(file) as dossier:
        dossier.claims.change("C-0002", borne_out=BorneOut.TRUE)
    assert told() == [["1", "0", "0.67", "0.22 to 0.97", "0", "0"]]
