"""What came of what was said, by sources and of expectations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.follow_through import Days, Tally
from workbench.dossier.records import Computed, parsed
from workbench.model.expectation import Expectation
from workbench.model.kinds import BorneOut, ExpectationStatus
from workbench.model.query import Query
from workbench.model.when import days_of
from workbench.store.columns import columns

if TYPE_CHECKING:
    from datetime import date

    from workbench.dossier.dossier import Dossier
    from workbench.model.decision import Decision


_JUDGED = frozenset({BorneOut.TRUE, BorneOut.FALSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """How the claims of one party fared: those borne out and refuted, and its expectations.

    `judged` are the ids of the claims that are one or the other.
    """

    party: str
    name: str
    claims: Tally
    expectations: Tally
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """One expectation with whether it is overdue, and how late it was met, where that is known."""

    expectation: Expectation
    overdue: bool
    late: Days | None


class TrackRecords:
    """What can be told afterwards. Advisory: no grade is changed by it."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def sources(self) -> tuple[SourceRecord, ...]:
        """Each publisher that was borne out or refuted or expected something, most known first."""
        from workbench.analysis.follow_through import follow_through, track_record

        with self._dossier.store.reading() as connection:
            publishers = dict(columns(connection, "source", "id", "publisher"))
            claims = columns(connection, "claim", "id", "source", "borne_out")
            hopes = columns(connection, "expectation", "claim", "status")
        said_by: dict[str, str] = {
            id_: publishers[source] for id_, source, _ in claims if publishers.get(source)
        }
        verdicts: dict[str, list[BorneOut]] = {}
        judged: dict[str, list[str]] = {}
        for id_, _, value in claims:
            if id_ in said_by:
                verdict = BorneOut(value)
                verdicts.setdefault(said_by[id_], []).append(verdict)
                if verdict in _JUDGED:
                    judged.setdefault(said_by[id_], []).append(id_)
        kept: dict[str, list[ExpectationStatus]] = {}
        for claim, status in hopes:
            if claim in said_by:
                kept.setdefault(said_by[claim], []).append(ExpectationStatus(status))
        told = {p for p, some in verdicts.items() if set(some) != {BorneOut.OPEN}} | kept.keys()
        made = [
            SourceRecord(
                party=party.id,
                name=party.title,
                claims=track_record(verdicts.get(party.id, ())),
                expectations=follow_through(kept.get(party.id, ())),
                judged=tuple(judged.get(party.id, ())),
            )
            for party in self._dossier.parties.page(sorted(told))
        ]
        return tuple(sorted(made, key=lambda e: (-e.claims.yes - e.claims.no, e.name)))

    def expectations(self, today: date | None = None) -> tuple[Tally, tuple[Awaited, ...]]:
        """The follow-through of all expectations, and each with whether it is overdue on a day.

        That is the dossier's today unless given.

        Those overdue come first, then open ones by their window, then the rest.
        """
        from workbench.analysis.follow_through import follow_through, lateness, overdue

        found = self._dossier.expectations.find()
        day = (today or self._dossier.today).toordinal()
        listed = [
            Awaited(
                expectation=each,
                overdue=each.status is ExpectationStatus.OPEN
                and overdue(days_of(each.window), day),
                late=lateness(days_of(each.window), days_of(each.met_at)),
            )
            for each in found
        ]
        return follow_through(each.status for each in found), tuple(sorted(listed, key=_urgency))

    def figures_of(self, party: str) -> tuple[Computed, ...]:
        """The track record of one party as a source; nothing where nothing is known."""
        from workbench.analysis.follow_through import FORMULA

        found = next((each for each in self.sources() if each.party == party), None)
        if found is None or not found.claims.yes + found.claims.no:
            return ()
        low, high = found.claims.interval
        words = f"{found.claims.yes} borne out, {found.claims.no} refuted; "
        words += f"share {found.claims.share:.2f} ({low:.2f} to {high:.2f})"
        how = f"{FORMULA}. Advisory: the grade stays what an analyst gave."
        inputs = tuple(("claim", each) for each in found.judged)
        return (Computed(label="Track record", words=words, how=how, inputs=inputs),)

    def figures(self, today: date) -> tuple[Computed, ...]:
        """How many expectations were met and lapsed, and how many are overdue on `today`."""
        from workbench.analysis.follow_through import FORMULA

        tally, found = self.expectations(today)
        decided = {ExpectationStatus.MET, ExpectationStatus.LAPSED}
        told = tuple(
            ("expectation", e.expectation.id) for e in found if e.expectation.status in decided
        )
        late = tuple(("expectation", each.expectation.id) for each in found if each.overdue)
        low, high = tally.interval
        words = f"{tally.yes} met, {tally.no} lapsed, {tally.partly} in part, {tally.open} open"
        share = f"; share met {tally.share:.2f} ({low:.2f} to {high:.2f})" if told else ""
        how = f"{FORMULA}. Those met in part count neither way. Advisory."
        made = [Computed(label="Fulfilled", words=words + share, how=how, inputs=told)]
        if late:
            how = "Open, and the last possible day of the window is past. A window that no source "
            how += "gives is never overdue."
            words = f"{len(late)} of {tally.open} open"
            made.append(Computed(label="Overdue", words=words, how=how, inputs=late, warns=True))
        return tuple(made)

    def times_to_effect(self, query: Query | str = Query()) -> tuple[tuple[Decision, Days], ...]:
        """The days from announcement to effect of each decision that has both dates.

        One that never came into force has none: its effective date was only planned.
        """
        from workbench.analysis.follow_through import time_to_effect

        found = self._dossier.decisions.find(parsed(query))
        held = (each for each in found if not each.never_in_force)
        spans = ((d, time_to_effect(days_of(d.announced), days_of(d.effective))) for d in held)
        return tuple((each, span) for each, span in spans if span is not None)


_ORDER = (
    ExpectationStatus.OPEN,
    ExpectationStatus.LAPSED,
    ExpectationStatus.PARTLY_MET,
    ExpectationStatus.MET,
)


def _urgency(each: Awaited) -> tuple[bool, int, int, int]:
    last = days_of(each.expectation.window)[1]
    status = _ORDER.index(each.expectation.status)
    return (not each.overdue, status, last or 10**7, each.expectation.number)
