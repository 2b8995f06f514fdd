"""Sources are named and described as ICD 206 asks."""

from __future__ import annotations

from datetime import date

from workbench.dossier.sourcing import citation, descriptor
from workbench.model import Claim, Party, Source
from workbench.model.kinds import Marking, Reliability, SourceRelation, Voice
from workbench.model.source import SourceLink
from workbench.model.when import When

TODAY = date(2026, 2, 13)
AGENCY = Party(title="Reuters", reliability=Reliability.B)


def test_a_citation_finds_the_source_again() -> None:
    source = Source(
        title="China approves chips.",
        author="A. Writer",
        published=When("2026-01-28"),
        accessed=When("2026-02-01"),
        url="https://example.org/a",
        marking=Marking.GREEN,
    )
    assert citation(source, AGENCY) == (
        "A. Writer. China approves chips. Reuters. 28 Jan 2026. TLP:GREEN."
        " https://example.org/a, read 1 Feb 2026."
    )


def test_a_citation_says_what_is_not_stated() -> None:
    assert citation(Source(title="Leaflet"), None) == "Leaflet. Date not stated. TLP:CLEAR."


def test_a_descriptor_tells_access_origin_age_firmness_and_judgement() -> None:
    origin = Source(title="Wire")
    source = Source(
        title="Article",
        text="held",
        published=When("2026-02-12"),
        links=(SourceLink(relation=SourceRelation.HAD_PRIMARY_SOURCE, source=origin.id),),
        note="The end is missing.",
    )
    claims = [Claim(statement="a", hedge="may"), Claim(statement="b", voice=Voice.ATTRIBUTED)]
    assert descriptor(source, AGENCY, claims, {origin.id: "S-0002"}, TODAY) == (
        "Its text is held in the dossier. It goes back to S-0002. 1 day old at the time of the"
        " information. 2 claims here: 1 hedged, 1 attributed to others. Its publisher is judged"
        f" {Reliability.B.words} (B). The end is missing."
    )


def test_a_descriptor_invents_nothing() -> None:
    words = descriptor(Source(title="x"), None, [], {}, TODAY)
    assert words == (
        "Known only through other sources: its text is not held. Its date is not stated."
        " Its publisher is not known."
    )
