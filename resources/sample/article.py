"""The sample dossier: one news article, sentence by sentence, as an analyst would record it.

Nothing is added to what the article says. It gives no date, no split and no conditions, so none are
recorded; what it leaves out stands among the questions. Paragraphs 9 to 15 repeat 2 to 8 and carry
no claims.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from workbench.model import (
    About,
    Activity,
    Allocation,
    CommentRequest,
    Expectation,
    Item,
    Party,
    PolicyLine,
    Question,
    Source,
)
from workbench.model.allocation import AllocationParty
from workbench.model.claim import Attribution, ClaimLink
from workbench.model.decision import Condition, DecisionLink, DecisionParty
from workbench.model.item import ItemAlias
from workbench.model.kinds import (
    Action,
    ActivityKind,
    AliasKind,
    AllocationRole,
    Anonymity,
    AuthorityPrecision,
    ClaimKind,
    ClaimRelation,
    ConditionKind,
    DecisionRelation,
    DecisionRole,
    Direction,
    Flow,
    Genre,
    PartyKind,
    QuestionKind,
    Resolution,
    SourceRelation,
    Split,
    SupportOrigin,
    Voice,
)
from workbench.model.party import Alias, Post
from workbench.model.quantity import Quantity
from workbench.model.source import SourceLink

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.model import (
        Claim,
        Decision,
    )

TITLE = "Nvidia H200 purchases by Chinese companies"
BOTTOM_LINE = (
    "According to Reuters, China has agreed to allow ByteDance, Alibaba and Tencent to buy more"
    " than 400,000 Nvidia H200 chips in total under conditional licenses. How the chips are split"
    " among the three, the conditions and the date are not stated; the three companies and Nvidia"
    " did not immediately respond."
)

UNSTATED = (
    "article title", "outlet", "author", "publication date", "URL", "Reuters item identity",
    "split among ByteDance, Alibaba and Tencent", "licence conditions", "number of licences",
    "licensing body", "date of the visit", "date of the approval", "price", "delivery schedule",
    "end users", "US instrument behind the shift", "date of the US shift",
)  # fmt: skip


def build(dossier: Dossier, folder: Path) -> None:
    """Records the article of `folder` in an empty dossier."""
    dossier.describe(About(title=TITLE, bottom_line=BOTTOM_LINE))
    parties = _parties(dossier)
    sources = _sources(dossier, folder, parties)
    claims = _claims(dossier, folder, sources, parties)
    _link_claims(dossier, claims)
    lines = _policy_lines(dossier, claims, parties)
    decisions = _decisions(dossier, claims, lines, parties)
    _allocation(dossier, claims, decisions[0], parties)
    _around(dossier, claims, decisions[0], parties)
    _gaps(dossier, claims)


def _parties(dossier: Dossier) -> dict[str, Party]:
    kinds = PartyKind
    given = (
        Party(title="Nvidia", kind=kinds.COMPANY),
        Party(title="ByteDance", kind=kinds.COMPANY),
        Party(title="Alibaba", kind=kinds.COMPANY),
        Party(title="Tencent", kind=kinds.COMPANY),
        Party(title="Jensen Huang", kind=kinds.PERSON),
        Party(
            title="Government of the PRC",
            kind=kinds.GOVERNMENT,
            jurisdiction="CHN",
            aliases=(
                Alias(name="Beijing", kind=AliasKind.METONYM),
                Alias(name="China", kind=AliasKind.METONYM),
            ),
        ),
        Party(
            title="Government of the United States",
            kind=kinds.GOVERNMENT,
            jurisdiction="USA",
            aliases=(Alias(name="Washington", kind=AliasKind.METONYM),),
        ),
        Party(title="Biden administration", kind=kinds.ADMINISTRATION, jurisdiction="USA"),
        Party(title="Trump administration", kind=kinds.ADMINISTRATION, jurisdiction="USA"),
        Party(title="Reuters", kind=kinds.MEDIA_ORG),
        Party(title="Samuel Bresnick", kind=kinds.PERSON),
        Party(
            title="Georgetown's Center for Security and Emerging Technology",
            kind=kinds.RESEARCH_ORG,
        ),
        Party(title="officials (under President Trump)", kind=kinds.UNNAMED_GROUP),
        Party(title="experts", kind=kinds.UNNAMED_GROUP),
        Party(title="Chinese companies", kind=kinds.UNNAMED_GROUP, jurisdiction="CHN"),
        Party(title="US authorities", kind=kinds.UNNAMED_GROUP, jurisdiction="USA"),
        Party(title="Huang's team", kind=kinds.UNNAMED_GROUP),
        Party(title="policymakers (Washington)", kind=kinds.UNNAMED_GROUP, jurisdiction="USA"),
        Party(title="Donald Trump", kind=kinds.PERSON, jurisdiction="USA"),
    )
    with dossier.operation("Add the parties that the article names"):
        found = {party.title: dossier.parties.add(party) for party in given}
        for person, role, place in (
            ("Jensen Huang", "CEO", "Nvidia"),
            ("Samuel Bresnick", "research fellow", given[11].title),
            ("Donald Trump", "President", "Trump administration"),
        ):
            post = Post(role=role, organisation=found[place].id)
            found[person] = dossier.parties.change(found[person], posts=(post,))
    return found


def _sources(dossier: Dossier, folder: Path, parties: dict[str, Party]) -> tuple[Source, Source]:
    with dossier.operation("Add the article"):
        reuters = Source(title="Reuters", genre=Genre.WIRE, publisher=parties["Reuters"].id)
        primary = SourceLink(relation=SourceRelation.HAD_PRIMARY_SOURCE, source=reuters.id)
        article = dossier.sources.add_file(
            folder / "article.txt",
            title="Article on the H200 approval (outlet not stated)",
            genre=Genre.PRESS,
            links=(primary,),
        )
        reuters = dossier.sources.add(reuters)
    return article, reuters


def _told(parties: dict[str, Party], reuters: Source) -> dict[int, Attribution]:
    """Who told the article, for the claims that say so."""
    officials = parties["officials (under President Trump)"].id
    experts, bresnick = parties["experts"].id, parties["Samuel Bresnick"].id
    group, named = Anonymity.UNNAMED_GROUP, Anonymity.NAMED
    step = Attribution
    return {
        10: step(step=2, party=officials, verb="arguing", anonymity=group),
        11: step(step=2, source=reuters.id, verb="according to", anonymity=named),
        **{n: step(step=2, party=experts, verb="argue", anonymity=group) for n in (16, 17, 18)},
        **{n: step(step=2, party=bresnick, verb="says", anonymity=named) for n in (19, 21, 22)},
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _claims(
    dossier: Dossier, folder: Path, sources: tuple[Source, Source], parties: dict[str, Party]
) -> dict[int, Claim]:
    article, reuters = sources
    told = _told(parties, reuters)
    paragraphs = dossier.sources.paragraphs(article)
    quantities = {
        3: Quantity.vague("hundreds of thousands", "chip"),
        11: Quantity.parse("more than 400,000 of the chips in total", "chip"),
    }
    found = {}
    with dossier.operation("Log what the article claims"):
        for said in _rows(folder / "article_claims.csv"):
            number, paragraph = int(said["claim"]), paragraphs[int(said["paragraph"]) - 1]
            found[number] = dossier.claims.claim(
                dossier.passages.mark_quote(article, said["quote"], near=paragraph.start),
                statement=said["statement"],
                kind=ClaimKind(said["kind"]),
                voice=Voice(said["voice"]),
                hedge=said["hedge"],
                ambiguous=bool(said["ambiguous"]),
                quantity=quantities.get(number, Quantity()),
                attribution=(told[number],) if number in told else (),
            )
    return found


def _link_claims(dossier: Dossier, claims: dict[int, Claim]) -> None:
    how = ClaimRelation
    links = (
        (17, how.REASON_FOR, 16), (18, how.REASON_FOR, 16), (11, how.REFINES, 3),
        (15, how.IN_TENSION, 18), (30, how.IN_TENSION, 15), (10, how.IN_TENSION, 16),
        (28, how.IN_TENSION, 7), (24, how.REPEATS, 17), (25, how.SUPPORTS, 26),
    )  # fmt: skip
    with dossier.operation("Link claims"):
        for one, relation, other in links:
            link = ClaimLink(relation=relation, claim=claims[other].id)
            claims[one] = dossier.claims.change(claims[one], links=(link,))


def _policy_lines(
    dossier: Dossier, claims: dict[int, Claim], parties: dict[str, Party]
) -> tuple[PolicyLine, PolicyLine]:
    with dossier.operation("Add the policy lines"):
        controls = dossier.policy_lines.add(
            PolicyLine(
                title="US controls on chip exports to China",
                authority=parties["Government of the United States"].id,
                flow=Flow.EXPORT,
                target="CHN",
                rationale="national security concerns",
            )
        )
        purchases = dossier.policy_lines.add(
            PolicyLine(
                title="PRC approval of purchases of Nvidia H200 chips",
                authority=parties["Government of the PRC"].id,
                flow=Flow.IMPORT,
                target="CHN",
            )
        )
        dossier.supports.back(controls, claims[8], ("rationale",))
        for number in (6, 23, 24):
            dossier.supports.back(controls, claims[number])
    return controls, purchases


def _decisions(
    dossier: Dossier,
    claims: dict[int, Claim],
    lines: tuple[PolicyLine, PolicyLine],
    parties: dict[str, Party],
) -> tuple[Decision, Decision, Decision]:
    controls, purchases = lines
    buyers = ("ByteDance", "Alibaba", "Tencent")
    with dossier.operation("Log the decisions"):
        approval = dossier.decisions.log(
            title="Approval of H200 purchases",
            line=purchases.id,
            authority=parties["Government of the PRC"].id,
            authority_precision=AuthorityPrecision.GOVERNMENT_ONLY,
            jurisdiction="CHN",
            action=Action.APPROVE_CONDITIONALLY,
            direction=Direction.LIBERALISING,
            instrument="conditional licenses",
            parties=tuple(
                DecisionParty(party=parties[name].id, role=DecisionRole.LICENSEE) for name in buyers
            ),
            conditions=(Condition(kind=ConditionKind.UNSPECIFIED, words="conditional licenses"),),
        )
        restriction = dossier.decisions.log(
            title="Efforts to restrict US chip exports to China",
            line=controls.id,
            authority=parties["Biden administration"].id,
            authority_precision=AuthorityPrecision.NAMED_BODY,
            jurisdiction="USA",
            action=Action.RESTRICT,
            direction=Direction.RESTRICTIVE,
        )
        reversal = DecisionLink(
            relation=DecisionRelation.PARTIALLY_REVERSES,
            decision=restriction.id,
            claim=claims[9].id,
        )
        access = dossier.decisions.log(
            title="Allow China access to some American AI chips",
            line=controls.id,
            authority=parties["Trump administration"].id,
            authority_precision=AuthorityPrecision.NAMED_BODY,
            jurisdiction="USA",
            action=Action.UNSPECIFIED,
            direction=Direction.LIBERALISING,
            links=(reversal,),
        )
        back = dossier.supports.back
        back(approval, claims[2], ("authority", ""))
        back(approval, claims[11], ("action", "instrument", ""))
        back(approval, None, ("direction",), origin=SupportOrigin.ANALYST)
        for number in (1, 3, 4, 12):
            back(approval, claims[number])
        back(restriction, claims[7], ("direction", ""))
        back(restriction, claims[8])
        back(access, claims[9])
        back(access, claims[10], ("direction", ""))
    return approval, restriction, access


def _allocation(
    dossier: Dossier, claims: dict[int, Claim], approval: Decision, parties: dict[str, Party]
) -> None:
    with dossier.operation("Log the allocation"):
        chip = dossier.items.add(
            Item(
                title="Nvidia H200",
                maker=parties["Nvidia"].id,
                unit="chip",
                aliases=(ItemAlias(name="H200"),),
            )
        )
        recipients = (
            AllocationParty(party=parties[name].id) for name in ("ByteDance", "Alibaba", "Tencent")
        )
        supplier = AllocationParty(party=parties["Nvidia"].id, role=AllocationRole.SUPPLIER)
        allocation = dossier.allocations.add(
            Allocation(
                title="H200 chips for ByteDance, Alibaba and Tencent together",
                decision=approval.id,
                item=chip.id,
                quantity=claims[11].quantity,
                split=Split.JOINT_UNSPECIFIED,
                parties=(*recipients, supplier),
            )
        )
        dossier.supports.back(allocation, claims[11], ("quantity", ""))


def _around(
    dossier: Dossier, claims: dict[int, Claim], approval: Decision, parties: dict[str, Party]
) -> None:
    """Visits, lobbying, expectations and who was asked for comment."""
    huang, nvidia = parties["Jensen Huang"], parties["Nvidia"]
    with dossier.operation("Record what went on around the decision"):
        add, back = dossier.activities.add, dossier.supports.back
        visit = add(
            Activity(
                title="Jensen Huang visits China",
                kind=ActivityKind.VISIT,
                actor=huang.id,
                place="China",
            )
        )
        campaign = add(
            Activity(
                title="Nvidia lobbying campaign",
                kind=ActivityKind.LOBBYING,
                actor=nvidia.id,
                duration="years-long",
            )
        )
        push = add(
            Activity(
                title="Huang and team push for relaxed export controls on high-end AI chips",
                kind=ActivityKind.LOBBYING,
                actor=huang.id,
                same_as=campaign.id,
            )
        )
        back(visit, claims[4])
        back(campaign, claims[1])
        back(push, claims[29])
        back(huang, claims[5])
        back(parties["Samuel Bresnick"], claims[20])
        expectation = dossier.expectations.add(
            Expectation(
                statement="More approvals",
                words="in the coming weeks",
                anchor="publication date of the article (not stated)",
                claim=claims[12].id,
                decision=approval.id,
            )
        )
        back(expectation, claims[12], ("words", ""))
        for name in ("Nvidia", "ByteDance", "Alibaba", "Tencent"):
            named = Resolution.NAMED if name == "Nvidia" else Resolution.INFERRED
            asked = CommentRequest(party=parties[name].id, resolution=named, claim=claims[27].id)
            dossier.comment_requests.add(asked)


def _gaps(dossier: Dossier, claims: dict[int, Claim]) -> None:
    kinds = QuestionKind
    where = "End location and end user of the H200 chips"
    gaps = [
        Question(question=where, kind=kinds.INTELLIGENCE_GAP, claim=claims[26].id),
        Question(question="National security implications", claim=claims[31].id),
        Question(question="Trade implications", claim=claims[31].id),
    ]
    gaps += [
        Question(question=f"Not stated: {words}", kind=kinds.UNSTATED_FIELD) for words in UNSTATED
    ]
    dossier.questions.add_all(gaps, label="List what the article leaves open")
