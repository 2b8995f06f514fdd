"""From a query to the rows of a briefing: what is on screen, with everything that it rests on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from workbench.briefing.data import (
    AllocationRow,
    BriefingData,
    Cite,
    CommentRow,
    DecisionRow,
    EvidenceRow,
    ExpectationRow,
    JudgementRow,
    QuestionRow,
    SourceRow,
    Step,
)
from workbench.dossier.pages import page_words
from workbench.dossier.sourcing import citation, descriptor
from workbench.dossier.telling import Telling
from workbench.errors import NoSuchRecord, QuerySyntaxError
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import (
    AllocationRole,
    DecisionRelation,
    Marking,
    Reliability,
    SourceRelation,
    Split,
)
from workbench.model.likelihood import Confidence
from workbench.model.national import to_keep
from workbench.model.progress import Silent
from workbench.model.record import Record
from workbench.model.when import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.analysis.trend import Trend
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.records import Records
    from workbench.model import Allocation, Claim, Decision, Judgement, Party, Source, Support
    from workbench.model.progress import Progress
    from workbench.model.query import Query
    from workbench.model.when import When

RecordT = TypeVar("RecordT", bound=Record)

_MARKINGS = tuple(Marking)
STEPS = 6


def gather(
    dossier: Dossier, query: Query, *, number: str = "", progress: Progress | None = None
) -> BriefingData:
    """All that a briefing of `query` shows: decisions and allocations, their evidence, gaps.

    Raises:
        Cancelled: it was stopped.
    """
    return _Gathering(dossier, query, progress or Silent()).data(number)


def gather_without(
    dossier: Dossier, query: Query, leave_out: tuple[str, ...], progress: Progress
) -> BriefingData:
    """As `gather`, as if the sources and passages `leave_out` had never been.

    In the past, those that were not there yet need no leaving out.

    Raises:
        NoSuchRecord: nothing has one of the names.
        Cancelled: it was stopped.
    """
    if dossier.moment is not None:
        leave_out = tuple(ref for ref in leave_out if _is_there(dossier, ref))
    if not leave_out:
        return gather(dossier, query, progress=progress)
    with dossier.without(leave_out) as shown:
        return gather(shown, query, progress=progress)


def _is_there(dossier: Dossier, ref: str) -> bool:
    try:
        return bool(dossier.get(ref))
    except NoSuchRecord:
        return False


class _Gathering:
    """One reading of a dossier for one briefing."""

    def __init__(self, dossier: Dossier, query: Query, progress: Progress) -> None:
        self._dossier = dossier
        self._query = query
        self._telling = telling = Telling(progress, STEPS)
        self._today = date.min
        telling.begin("Gathering parties and sources")
        self._parties = {each.id: each for each in telling.read(dossier.parties)}
        self._sources = {each.id: each for each in telling.read(dossier.sources)}
        telling.begin("Gathering decisions")
        self._decisions = telling.page(dossier.decisions, _in_order(dossier.decisions, query))
        telling.begin("Gathering allocations")
        self._allocations = telling.page(dossier.allocations, _in_order(dossier.allocations, query))
        self._judgements = sorted(dossier.judgements.find(), key=lambda each: each.order)
        self._lines = {each.id: each.title for each in dossier.policy_lines.find()}
        self._items = {each.id: each.title for each in dossier.items.find()}
        passages = telling.read(dossier.passages)
        self._paragraphs = {each.id: each.paragraph for each in passages}
        self._pages = dossier.passages.pages(passages)
        self._replaced = {one.supersedes: one.ref for one in self._allocations if one.supersedes}
        self._counted = {each.id: each.ref for each in self._allocations}
        self._refs = {each.id: each.ref for each in telling.read(dossier.decisions)}
        telling.begin("Gathering evidence")
        self._supports = self._wanted_supports()
        self._claims = {each.id: each for each in self._wanted_claims()}

    def _wanted_supports(self) -> dict[str, list[Support]]:
        found: dict[str, list[Support]] = {}
        for support in self._telling.read(self._dossier.supports):
            if support.claim:
                found.setdefault(support.record, []).append(support)
        return found

    def _wanted_claims(self) -> list[Claim]:
        chosen = (*self._decisions, *self._allocations, *self._judgements)
        shown = {each.id for each in chosen}
        wanted = {
            support.claim
            for record, some in self._supports.items()
            if record in shown
            for support in some
            if support.claim
        }
        if not self._query:
            return self._telling.read(self._dossier.claims)
        return self._telling.page(self._dossier.claims, sorted(wanted))

    def data(self, number: str) -> BriefingData:
        about = self._dossier.about
        last = next(iter(self._dossier.operations(limit=1)), None)
        as_of = datetime.fromisoformat(last.at) if last else datetime.now(UTC)
        self._today = as_of.date()
        self._telling.begin("Adding up")
        trends = self._dossier.trends.read(self._query)
        self._telling.begin("Putting it together")
        told = self._telling.each
        dates = self._dossier.allocations.dates(self._allocations)
        sources = self._shown_sources()
        marking = max((about.marking, *(each.marking for each in sources)), key=_MARKINGS.index)
        return BriefingData(
            title=about.title,
            subtitle=about.subtitle,
            as_of=as_of,
            number=number,
            prepared_for=about.prepared_for,
            prepared_by=about.prepared_by,
            marking=marking,
            national=to_keep((about.national, *(each.national for each in sources))),
            query=str(self._query),
            bottom_line=about.bottom_line,
            operation=last.seq if last else 0,
            head=last.hash if last else "",
            stage=trends[0].stage if trends else None,
            decisions=tuple(map(self._decision, told(self._decisions))),
            allocations=tuple(self._allocation(each, dates) for each in told(self._allocations)),
            evidence=tuple(map(self._evidence, told(self._claims.values()))),
            sources=tuple(self._source(each) for each in sources),
            questions=tuple(self._questions()),
            expectations=tuple(self._expectations()),
            comments=tuple(self._comments()),
            steps=tuple(_steps(trends[0])) if trends else (),
            judgements=tuple(self._judgement(each) for each in self._judgements),
            source_summary=about.source_summary,
        )

    def _cites(self, record: Record, claim: str | None = None) -> tuple[Cite, ...]:
        cites = [
            Cite(claim=self._claims[support.claim].ref, field=support.field)
            for support in self._supports.get(record.id, ())
            if support.claim in self._claims
        ]
        if claim in self._claims and not cites:
            cites = [Cite(claim=self._claims[claim].ref)]
        return tuple(cites)

    def _grade(self, record: Record) -> str:
        claims = [
            self._claims[support.claim]
            for support in self._supports.get(record.id, ())
            if support.claim in self._claims
        ]
        grades = {f"{self._letter(each).value}{each.credibility.value}" for each in claims}
        return ", ".join(sorted(grades))

    def _letter(self, claim: Claim) -> Reliability:
        source = self._sources.get(claim.source or "")
        publisher = self._parties.get(source.publisher or "") if source else None
        return publisher.reliability if publisher else Reliability.F

    def _name(self, party: str | None) -> str:
        found: Party | None = self._parties.get(party or "")
        return found.title if found else ""

    def _decision(self, decision: Decision) -> DecisionRow:
        undoing = [link for link in decision.links if link.relation.undoes]
        partly = DecisionRelation.PARTIALLY_REVERSES
        return DecisionRow(
            ref=decision.ref,
            title=decision.title,
            when=decision.when,
            jurisdiction=name_of(decision.jurisdiction),
            body=self._name(decision.authority),
            stance=decision.stance,
            policy_line=self._lines.get(decision.line or "", ""),
            conditions=tuple(each.told for each in decision.conditions),
            undoes=tuple(self._refs[each.decision] for each in undoing),
            in_part=tuple(self._refs[each.decision] for each in undoing if each.relation is partly),
            grade=self._grade(decision),
            cites=self._cites(decision),
        )

    def _allocation(self, allocation: Allocation, dates: dict[str, When]) -> AllocationRow:
        why = ""
        if allocation.id in self._replaced:
            why = f"superseded by {self._replaced[allocation.id]}"
        elif allocation.part_of in self._counted:
            why = f"part of {self._counted[allocation.part_of or '']}"
        return AllocationRow(
            ref=allocation.ref,
            item=self._items.get(allocation.item or "", ""),
            recipients=tuple(self._name(party) for party in allocation.recipients),
            quantity=allocation.quantity,
            joint=allocation.split is not Split.SINGLE,
            stage=allocation.stage,
            when=dates[allocation.id],
            decision=self._refs.get(allocation.decision or "", ""),
            suppliers=tuple(
                self._name(each.party)
                for each in allocation.parties
                if each.role is AllocationRole.SUPPLIER
            ),
            counted=not why,
            why_not=why,
            cites=self._cites(allocation),
        )

    def _judgement(self, judgement: Judgement) -> JudgementRow:
        stated = judgement.confidence is not Confidence.NOT_STATED
        return JudgementRow(
            ref=judgement.ref,
            statement=judgement.statement,
            likelihood=judgement.likelihood,
            confidence=judgement.confidence.value if stated else "",
            basis=judgement.basis,
            cites=self._cites(judgement),
        )

    def _evidence(self, claim: Claim) -> EvidenceRow:
        source = self._sources.get(claim.source or "")
        return EvidenceRow(
            ref=claim.ref,
            statement=claim.statement,
            quote=claim.quote,
            source=source.ref if source else "",
            paragraph=self._paragraphs.get(claim.passage or ""),
            page=page_words(self._pages.get(claim.passage or "", ())),
            voice=claim.voice,
            attribution=self._attribution(claim),
            hedge=claim.hedge,
            reliability=self._letter(claim),
            credibility=claim.credibility,
        )

    def _attribution(self, claim: Claim) -> str:
        """Who told the document, in words; empty where it speaks for itself."""
        steps = []
        for step in claim.attribution[_told_from(claim) :]:
            source = self._sources.get(step.source or "")
            name = source.title if source else self._name(step.party) or step.anonymity.value
            steps.append(f"{step.verb} {name}".strip().replace("_", " "))
        return " ← ".join(steps)

    def _shown_sources(self) -> list[Source]:
        """The sources of the evidence, and those that they go back to."""
        wanted = {step.source for claim in self._claims.values() for step in claim.attribution}
        wanted |= {claim.source for claim in self._claims.values()}
        linked = {link.source for key in wanted if key for link in self._sources[key].links}
        return [each for each in self._sources.values() if each.id in wanted | linked]

    def _source(self, source: Source) -> SourceRow:
        publisher = self._parties.get(source.publisher or "")
        primary = source.id in self._primary
        role = "read here" if source.held or source.scanned else "cited at second hand"
        return SourceRow(
            ref=source.ref,
            title=source.title,
            publisher=publisher.title if publisher else "",
            genre=source.genre.value,
            published=source.published,
            reliability=publisher.reliability if publisher else Reliability.F,
            role="primary origin" if primary else role,
            citation=citation(source, publisher),
            descriptor=descriptor(
                source, publisher, self._claims_of.get(source.id, ()), self._refs_of, self._today
            ),
            address=source.url,
        )

    @cached_property
    def _primary(self) -> frozenset[str]:
        """The sources that others go back to."""
        return frozenset(
            link.source
            for each in self._sources.values()
            for link in each.links
            if link.relation is SourceRelation.HAD_PRIMARY_SOURCE
        )

    @cached_property
    def _claims_of(self) -> dict[str, list[Claim]]:
        """The claims of each source."""
        found: dict[str, list[Claim]] = {}
        for claim in self._claims.values():
            found.setdefault(claim.source or "", []).append(claim)
        return found

    @cached_property
    def _refs_of(self) -> dict[str, str]:
        return {each.id: each.ref for each in self._sources.values()}

    def _questions(self) -> Iterable[QuestionRow]:
        for each in self._dossier.questions.find():
            if each.claim is None or each.claim in self._claims:
                yield QuestionRow(
                    ref=each.ref,
                    question=each.question,
                    kind=each.kind.value.replace("_", " ").capitalize(),
                    status="answered" if each.answer else "open",
                    cites=self._cites(each, each.claim),
                )

    def _expectations(self) -> Iterable[ExpectationRow]:
        for each in self._dossier.expectations.find():
            if each.claim is None or each.claim in self._claims:
                yield ExpectationRow(
                    ref=each.ref,
                    statement=each.statement,
                    words=each.words,
                    window=each.window,
                    status=each.status.value.replace("_", " "),
                    cites=self._cites(each, each.claim),
                )

    def _comments(self) -> Iterable[CommentRow]:
        for each in self._dossier.comment_requests.find():
            if each.claim is None or each.claim in self._claims:
                yield CommentRow(
                    ref=each.ref,
                    party=self._name(each.party),
                    outcome=each.name,
                    cites=self._cites(each, each.claim),
                )


def _told_from(claim: Claim) -> int:
    """Where the chain leaves the document itself, which has a column of its own."""
    first = claim.attribution[:1]
    return int(bool(first) and first[0].source == claim.source and not first[0].verb)


def _in_order(noun: Records[RecordT], query: Query) -> list[str]:
    """What a query shows; an order that only the other noun knows ("stance") is left out here."""
    try:
        return noun.ids(query)
    except QuerySyntaxError:
        return noun.ids(query.unordered())


def _steps(trend: Trend) -> Iterable[Step]:
    """The steps of a trend as plain numbers."""
    for n, day in enumerate(trend.days):
        high = float(trend.high[n])
        low = Decimal(str(trend.stated[n]))
        yield Step(
            day=day_of(int(day)),
            low=low.normalize(),
            high=None if high == float("inf") else Decimal(str(high)).normalize(),
            joint=min(low, Decimal(str(trend.joint[n]))).normalize(),
            above=bool(trend.strict[n]),
        )
