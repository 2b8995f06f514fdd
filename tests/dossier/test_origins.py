from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.claim import Attribution
from workbench.model.kinds import Anonymity, SourceRelation
from workbench.model.source import SourceLink

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.decision import Decision
    from workbench.model.source import Source


def back(dossier: Dossier, decision: Decision, source: Source) -> None:
    """Record that a source asserts a decision."""
    passage = dossier.passages.mark(source, 0, 7)
    dossier.supports.back(decision, dossier.claims.claim(passage), ("",))


def add(dossier: Dossier, name: str, *links: SourceLink) -> Source:
    return dossier.sources.add_text(f"Beijing approved it, says {name}.", title=name, links=links)


def primary(source: Source) -> SourceLink:
    return SourceLink(relation=SourceRelation.HAD_PRIMARY_SOURCE, source=source.id)


def test_articles_that_go_back_to_one_story_count_once(sample: Dossier) -> None:
    decision = sample.decisions.get("D-0001")
    wire = sample.sources.find("Reuters -is:held")[0]
    before = sample.corroboration(decision)
    for name in ("The Times", "The Post"):
        back(sample, decision, add(sample, name, primary(wire)))
    found = sample.corroboration(decision)
    assert found.sources == before.sources + 2
    assert found.origins == before.origins


def test_a_second_origin_is_counted(sample: Dossier) -> None:
    decision = sample.decisions.get("D-0001")
    back(sample, decision, add(sample, "Ministry notice"))
    found = sample.corroboration(decision)
    assert [each.name for each in found.origins] == ["Ministry notice", "Reuters"]
    assert found.independent


def test_an_alternate_counts_once_whichever_side_says_so(sample: Dossier) -> None:
    decision = sample.decisions.get("D-0001")
    article = sample.sources.find("is:held")[0]
    twin = SourceLink(relation=SourceRelation.ALTERNATE_OF, source=article.id)
    back(sample, decision, add(sample, "Printed edition", twin))
    assert len(sample.corroboration(decision).origins) == 1


def test_the_graph_of_the_sample_leads_from_the_article_to_reuters(sample: Dossier) -> None:
    graph = sample.sources.graph()
    article = sample.sources.find("is:held")[0]
    assert [each.name for each in graph.origins[article.id]] == ["Reuters"]
    assert not graph.circles
    by_attribution = [each for each in graph.citations if each.how is None]
    assert [graph.names[each.cited] for each in by_attribution] == ["Reuters"]


def test_three_outlets_that_quote_one_another_are_one_origin_wherever_it_is_counted(
    dossier: Dossier,
) -> None:
    decision = dossier.decisions.log(title="Cap of 75,000 chips per client")
    outlets = [add(dossier, name) for name in ("Courier", "Ledger", "Gazette")]
    for n, outlet in enumerate(outlets):
        quoted = Attribution(step=2, source=outlets[n - 1].id, anonymity=Anonymity.NAMED)
        claim = dossier.claims.claim(dossier.passages.mark(outlet, 0, 7), attribution=(quoted,))
        dossier.supports.back(decision, claim)
    found = dossier.corroboration(decision)
    assert found.words == "3 sources, 1 origin: Courier and others, circular reporting"
    (figure,) = dossier.decisions.computed(decision.ref)
    assert [kind for kind, _ in figure.inputs] == ["claim", "claim", "claim", "source"]
    assert {each.name for e in dossier.evidence(decision) for each in e.origins} == {"Courier"}
    assert dossier.corroborations() == {decision.id: 1}
    assert dossier.corroboration_counts.circular("decision") == {decision.id}
    (row,) = dossier.analyses.run("corroboration").rows
    assert row[1:3] == (1, "circular")
    (finding,) = [each for each in dossier.briefings.lint() if each.rule == "circular"]
    assert finding.ref == decision.ref
