"""A dated sequence of decisions on AI chips for China, April 2025 to March 2026.

Every record is second-hand: it rests on what a named outlet is said to have reported, none of which
is held here. All are graded F6 until an analyst grades them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.model import (
    About,
    Allocation,
    Claim,
    Expectation,
    Item,
    Party,
    PolicyLine,
    Source,
)
from workbench.model.allocation import AllocationParty
from workbench.model.claim import Attribution
from workbench.model.decision import Condition, DecisionLink, DecisionParty
from workbench.model.item import ItemAlias
from workbench.model.kinds import (
    Action,
    AliasKind,
    AllocationRole,
    Anonymity,
    AuthorityPrecision,
    ClaimKind,
    ConditionKind,
    DecisionRelation,
    DecisionRole,
    Direction,
    Flow,
    Genre,
    PartyKind,
    Split,
    Voice,
)
from workbench.model.party import Alias
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.model import (
        Decision,
    )

TITLE = "AI chips for China, April 2025 to March 2026"
SECOND_HAND = "reported by {}, second-hand"
PRESS = "the press (outlet not recorded)"


def build(dossier: Dossier, folder: Path) -> None:
    """Records the sequence in an empty dossier."""
    del folder  # nothing is read: no source is held
    bottom_line = (
        "In ten months Washington restricted the H20, let it go for a share of revenue, and opened"
        " the H200 at a fee; Beijing told firms to stop buying, then approved more than 400,000"
        " H200 chips for three of them. Every step is second-hand."
    )
    dossier.describe(
        About(title=TITLE, subtitle="All records second-hand", bottom_line=bottom_line)
    )
    parties = _parties(dossier)
    items = _items(dossier, parties)
    lines = _policy_lines(dossier, parties)
    sources = _sources(dossier, parties)
    log = _Log(dossier, sources)
    _united_states(log, lines["export"], parties)
    approval = _china(log, lines["import"], parties)
    _approved_quantity(log, approval, items["Nvidia H200"], parties)
    _what_is_awaited(log, log.decisions["H200 sales to China allowed for a 25 % fee"])


def _parties(dossier: Dossier) -> dict[str, Party]:
    kinds = PartyKind
    beijing = tuple(Alias(name=name, kind=AliasKind.METONYM) for name in ("Beijing", "China"))
    washington = (Alias(name="Washington", kind=AliasKind.METONYM),)
    abbreviated = AliasKind.ABBREVIATION
    given = (
        Party(
            title="Government of the PRC",
            kind=kinds.GOVERNMENT,
            jurisdiction="CHN",
            aliases=beijing,
        ),
        Party(
            title="Cyberspace Administration of China",
            kind=kinds.AGENCY,
            jurisdiction="CHN",
            aliases=(Alias(name="CAC", kind=abbreviated),),
        ),
        Party(
            title="General Administration of Customs of China",
            kind=kinds.AGENCY,
            jurisdiction="CHN",
            aliases=(Alias(name="GACC", kind=abbreviated),),
        ),
        Party(
            title="Government of the United States",
            kind=kinds.GOVERNMENT,
            jurisdiction="USA",
            aliases=washington,
        ),
        Party(
            title="Bureau of Industry and Security",
            kind=kinds.AGENCY,
            jurisdiction="USA",
            aliases=(Alias(name="BIS", kind=abbreviated),),
        ),
        *(
            Party(title=name, kind=kinds.COMPANY)
            for name in ("Nvidia", "ByteDance", "Alibaba", "Tencent")
        ),
        *(Party(title=name, kind=kinds.MEDIA_ORG) for name in ("Reuters", "Bloomberg")),
    )
    with dossier.operation("Add parties"):
        return {party.title: dossier.parties.add(party) for party in given}


def _items(dossier: Dossier, parties: dict[str, Party]) -> dict[str, Item]:
    maker = parties["Nvidia"].id
    with dossier.operation("Add items"):
        return {
            f"Nvidia {name}": dossier.items.add(
                Item(
                    title=f"Nvidia {name}",
                    maker=maker,
                    unit="chip",
                    aliases=(ItemAlias(name=name),),
                )
            )
            for name in ("H200", "H20", "RTX Pro 6000D")
        }


def _policy_lines(dossier: Dossier, parties: dict[str, Party]) -> dict[str, PolicyLine]:
    with dossier.operation("Add policy lines"):
        controls = PolicyLine(
            title="US licensing of AI chips for China",
            authority=parties["Bureau of Industry and Security"].id,
            flow=Flow.EXPORT,
            target="CHN",
        )
        purchases = PolicyLine(
            title="PRC permission to buy US AI chips",
            authority=parties["Government of the PRC"].id,
            flow=Flow.IMPORT,
            target="CHN",
        )
        return {
            "export": dossier.policy_lines.add(controls),
            "import": dossier.policy_lines.add(purchases),
        }


def _sources(dossier: Dossier, parties: dict[str, Party]) -> dict[str, Source]:
    given = {
        "Nvidia 8-K": Source(
            title="Nvidia, Form 8-K", genre=Genre.FILING, publisher=parties["Nvidia"].id
        ),
        "Federal Register": Source(title="Federal Register, 91 FR 1684", genre=Genre.OFFICIAL),
        "Reuters": Source(title="Reuters", genre=Genre.WIRE, publisher=parties["Reuters"].id),
        "Bloomberg": Source(
            title="Bloomberg", genre=Genre.PRESS, publisher=parties["Bloomberg"].id
        ),
        PRESS: Source(title="Press reports (outlet not recorded)", genre=Genre.PRESS),
    }
    with dossier.operation("Add sources that are not held"):
        return {name: dossier.sources.add(source) for name, source in given.items()}


class _Log:
    """Logs second-hand decisions."""

    def __init__(self, dossier: Dossier, sources: dict[str, Source]) -> None:
        self.dossier = dossier
        self.sources = sources
        self.decisions: dict[str, Decision] = {}

    def claim(self, outlet: str, statement: str, **fields: Any) -> Claim:
        """What an outlet is said to have reported."""
        source = self.sources[outlet]
        return self.dossier.claims.add(
            Claim(
                statement=f"{statement} ({SECOND_HAND.format(source.title)})",
                source=source.id,
                voice=Voice.ATTRIBUTED,
                attribution=(
                    Attribution(
                        step=1, source=source.id, verb="reported", anonymity=Anonymity.NAMED
                    ),
                ),
                **fields,
            )
        )

    def decision(self, outlet: str, title: str, **fields: Any) -> Decision:
        """One decision, with the claim that it rests on."""
        with self.dossier.operation("Log decision"):
            claim = self.claim(outlet, title)
            stated = [name for name in ("action", "announced", "published") if name in fields]
            made = self.dossier.decisions.log(cite=claim, read=stated, title=title, **fields)
            self.decisions[title] = made
            return made


def _reverses(
    decision: Decision, relation: DecisionRelation = DecisionRelation.REVERSES
) -> tuple[DecisionLink]:
    return (DecisionLink(relation=relation, decision=decision.id),)


def _united_states(log: _Log, line: PolicyLine, parties: dict[str, Party]) -> None:
    bureau = parties["Bureau of Industry and Security"].id
    named, whole = AuthorityPrecision.NAMED_BODY, AuthorityPrecision.GOVERNMENT_ONLY
    fee, share = ConditionKind.FEE_OR_TARIFF, ConditionKind.REVENUE_SHARE
    government = parties["Government of the United States"].id
    letter = log.decision(
        "Nvidia 8-K",
        "H20 exports to China need a licence",
        line=line.id, authority=bureau, authority_precision=named, jurisdiction="USA",
        action=Action.RESTRICT, direction=Direction.RESTRICTIVE, instrument="is-informed letter",
        announced=When("2025-04-09"),
        parties=(DecisionParty(party=parties["Nvidia"].id, role=DecisionRole.TARGET),),
    )  # fmt: skip
    log.decision(
        PRESS,
        "H20 sales resume for 15 % of the revenue",
        line=line.id, authority=government, authority_precision=whole, jurisdiction="USA",
        action=Action.APPROVE_CONDITIONALLY, direction=Direction.LIBERALISING,
        announced=When("2025-07/2025-08"), links=_reverses(letter),
        conditions=(
            Condition(kind=share, words="15 % revenue share", quantity=Quantity.exact(15, "%")),
        ),
    )  # fmt: skip
    allowed = log.decision(
        PRESS,
        "H200 sales to China allowed for a 25 % fee",
        line=line.id, authority=government, authority_precision=whole, jurisdiction="USA",
        action=Action.APPROVE_CONDITIONALLY, direction=Direction.LIBERALISING,
        announced=When("2025-12-08/2025-12-09"),
        conditions=(Condition(kind=fee, words="25 % fee", quantity=Quantity.exact(25, "%")),),
    )  # fmt: skip
    log.decision(
        "Federal Register",
        "Licence review moves from presumption of denial to case by case",
        line=line.id, authority=bureau, authority_precision=named, jurisdiction="USA",
        action=Action.RELAX, direction=Direction.LIBERALISING, instrument="final rule",
        citation="91 FR 1684", published=When("2026-01-15"),
        links=_reverses(allowed, DecisionRelation.IMPLEMENTS),
        conditions=(
            Condition(
                kind=ConditionKind.VOLUME_SHARE_CAP,
                words="China at most 50 % of US volume",
                quantity=Quantity.at_most(50, "%"),
            ),
        ),
    )  # fmt: skip


def _china(log: _Log, line: PolicyLine, parties: dict[str, Party]) -> Decision:
    named, whole = AuthorityPrecision.NAMED_BODY, AuthorityPrecision.GOVERNMENT_ONLY
    government = parties["Government of the PRC"].id
    log.decision(
        PRESS,
        "Firms told to stop buying the RTX Pro 6000D",
        line=line.id, authority=parties["Cyberspace Administration of China"].id,
        authority_precision=named, jurisdiction="CHN",
        action=Action.PROHIBIT, direction=Direction.RESTRICTIVE, announced=When("2025-09-17"),
    )  # fmt: skip
    block = log.decision(
        PRESS,
        "Customs agents told that the H200 is not permitted",
        line=line.id, authority=parties["General Administration of Customs of China"].id,
        authority_precision=named, jurisdiction="CHN",
        action=Action.PROHIBIT, direction=Direction.RESTRICTIVE, announced=When("2026-01-14"),
    )  # fmt: skip
    log.decision(
        PRESS,
        "Firms told to prepare H200 orders",
        line=line.id, authority=government, authority_precision=whole, jurisdiction="CHN",
        action=Action.GUIDANCE, direction=Direction.LIBERALISING, announced=When("2026-01-24"),
    )  # fmt: skip
    buyers = ("ByteDance", "Alibaba", "Tencent")
    return log.decision(
        "Reuters",
        "More than 400,000 H200 chips approved for three firms",
        line=line.id, authority=government, authority_precision=whole, jurisdiction="CHN",
        action=Action.APPROVE_CONDITIONALLY, direction=Direction.LIBERALISING,
        announced=When("2026-01-28"), links=_reverses(block),
        conditions=(Condition(words="conditional licences"),),
        parties=tuple(
            DecisionParty(party=parties[name].id, role=DecisionRole.LICENSEE) for name in buyers
        ),
    )  # fmt: skip


def _approved_quantity(
    log: _Log, approval: Decision, chip: Item, parties: dict[str, Party]
) -> None:
    quantity = Quantity.parse("more than 400,000", "chip")
    with log.dossier.operation("Log allocation"):
        claim = log.claim(
            "Reuters", "More than 400,000 in total", kind=ClaimKind.QUANTITY, quantity=quantity
        )
        recipients = (
            AllocationParty(party=parties[name].id) for name in ("ByteDance", "Alibaba", "Tencent")
        )
        supplier = AllocationParty(party=parties["Nvidia"].id, role=AllocationRole.SUPPLIER)
        allocation = log.dossier.allocations.add(
            Allocation(
                title="H200 chips for ByteDance, Alibaba and Tencent together",
                decision=approval.id,
                item=chip.id,
                quantity=quantity,
                split=Split.JOINT_UNSPECIFIED,
                parties=(*recipients, supplier),
            )
        )
        log.dossier.supports.back(allocation, claim, ("quantity", "as_of", ""))


def _what_is_awaited(log: _Log, decision: Decision) -> None:
    with log.dossier.operation("Log expectation"):
        claim = log.claim(
            "Bloomberg",
            "US considers a cap of 75,000 H200 chips per client",
            kind=ClaimKind.EXPECTATION,
            quantity=Quantity.parse("75,000 per client", "chip"),
        )
        log.dossier.expectations.add(
            Expectation(
                statement="US cap of 75,000 H200 chips per client",
                words="considered in early March 2026",
                claim=claim.id,
                decision=decision.id,
            )
        )
