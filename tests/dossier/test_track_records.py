from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workbench.analysis.follow_through import Days
from workbench.model import Claim, Expectation, Party, Source
from workbench.model.kinds import BorneOut, ExpectationStatus
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier

TODAY = date(2026, 6, 1)


def test_claims_that_were_borne_out_and_refuted_make_the_record_of_their_publisher(
    dossier: Dossier,
) -> None:
    outlet = dossier.parties.add(Party(title="Outlet"))
    source = dossier.sources.add(Source(title="Story", publisher=outlet.id))
    for n, told in enumerate((BorneOut.TRUE, BorneOut.TRUE, BorneOut.FALSE, BorneOut.OPEN)):
        dossier.claims.add(Claim(statement=f"{n}", source=source.id, borne_out=told))

    (found,) = dossier.track_records.sources()
    assert (found.name, found.claims.yes, found.claims.no, found.claims.open) == ("Outlet", 2, 1, 1)
    assert dossier.parties.get(outlet).reliability == "F"
    (figure,) = dossier.parties.computed(outlet.ref)
    assert figure.words == "2 borne out, 1 refuted; share 0.60 (0.25 to 0.90)"
    assert [dossier.claims.get(key).statement for _, key in figure.inputs] == ["0", "1", "2"]


def test_a_source_without_any_verdict_is_not_listed(sample: Dossier) -> None:
    assert sample.track_records.sources() == ()


def test_overdue_expectations_come_first_and_lateness_is_a_span(dossier: Dossier) -> None:
    add = dossier.expectations.add
    add(Expectation(statement="Later", window=When("2026-07")))
    add(Expectation(statement="Overdue", window=When("2026-04")))
    add(
        Expectation(
            statement="Met late",
            window=When("2026-01"),
            status=ExpectationStatus.MET,
            met_at=When("2026-02-10"),
        )
    )
    tally, found = dossier.track_records.expectations(TODAY)

    assert [each.expectation.statement for each in found] == ["Overdue", "Later", "Met late"]
    assert [each.overdue for each in found] == [True, False, False]
    assert found[-1].late == Days(low=10, high=10)
    assert (tally.yes, tally.no, tally.open) == (1, 0, 2)


def test_the_expectation_of_the_article_has_no_window_and_is_never_overdue(sample: Dossier) -> None:
    _, (only,) = sample.track_records.expectations(date(2099, 1, 1))

    assert not only.overdue
    assert only.late is None


def test_days_from_announcement_to_effect_may_be_negative(dossier: Dossier) -> None:
    dossier.decisions.log(
        title="Tariff", announced=When("2024-07-04"), effective=When("2024-07-01")
    )
    dossier.decisions.log(title="No dates")
    never = dossier.decisions.log(
        title="Diffusion rule",
        announced=When("2025-01-15"),
        effective=When("2025-05-15"),
        never_in_force=True,
    )

    assert "Time to effect" not in {each.label for each in dossier.decisions.computed(never)}
    ((_, span),) = dossier.track_records.times_to_effect()
    assert span.words() == "-3 days"
