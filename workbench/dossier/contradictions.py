"""Where the dossier contradicts itself, as a list that an analyst works off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from workbench.analysis.contradictions import Contradiction
from workbench.errors import NoSuchRecord
from workbench.model.acknowledgement import Acknowledgement
from workbench.model.decision import stance_of
from workbench.model.kinds import (
    Action,
    ClaimRelation,
    ConditionKind,
    DecisionRelation,
    Direction,
    QuantityKind,
    SourceRelation,
    SupportRole,
)
from workbench.store.columns import columns, part_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection

    from workbench.analysis.contradictions import Order, Spoken, Standing
    from workbench.dossier.dossier import Dossier
    from workbench.model.change import Changes
    from workbench.model.kinds import (
        Stance,
    )

_FAMILIES = {
    "decisions": {"decision"},
    "sources": {"source"},
    "claims": {"claim"},
    "fields": {"support"},
    "quantities": {"allocation", "decision"},
}
"""What is looked for together, and the kinds of record that it rests on."""
_EXPLAINS = {
    *(each.value for each in DecisionRelation if each.undoes),
    DecisionRelation.AMENDS.value,
    DecisionRelation.SUPERSEDES.value,
    DecisionRelation.EXTENDS.value,
}
_LATER = {*_EXPLAINS, DecisionRelation.IMPLEMENTS.value, DecisionRelation.RESPONDS_TO.value}
_CAPS = {ConditionKind.PER_CLIENT_CAP.value, ConditionKind.QUOTA.value}
_GATED = DecisionRelation.GATED_BY.value
_COPIES = {SourceRelation.HAD_PRIMARY_SOURCE.value, SourceRelation.WAS_REVISION_OF.value}
_WORDS = {
    SourceRelation.HAD_PRIMARY_SOURCE.value: "Published before its own primary source",
    SourceRelation.WAS_REVISION_OF.value: "Published before what it revises",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One contradiction, with the acknowledgement that says why it stands, if there is one."""

    contradiction: Contradiction
    acknowledgement: Acknowledgement | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has said yet why it stands."""
        return self.acknowledgement is None


class Contradictions:
    """What contradicts what; each finding can be acknowledged with a reason."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lock = Lock()
        self._kept: dict[str, tuple[Contradiction, ...]] = {}
        self._edition = 0
        dossier.on_change(self._heard)

    def read(self) -> list[Found]:
        """All contradictions, those that are still open first."""
        known = {each.contradiction: each for each in self._dossier.acknowledgements.find()}
        every = [
            Found(contradiction=each, acknowledgement=known.get(each.key)) for each in self._all()
        ]
        return sorted(every, key=lambda each: (not each.open, each.contradiction.kind.value))

    def _all(self) -> list[Contradiction]:
        """What contradicts what; each family is kept until what it rests on is changed."""
        with self._lock:
            kept, edition = dict(self._kept), self._edition
        for family in _FAMILIES.keys() - kept.keys():
            kept[family] = tuple(self._look(family))
        with self._lock:
            if edition == self._edition:
                self._kept = kept
        return [each for family in _FAMILIES for each in kept[family]]

    def _look(self, family: str) -> list[Contradiction]:
        with self._dossier.store.reading() as connection:
            if family != "quantities":
                return list(_LOOKS[family](connection))
            held = _allocations_to_look_at(connection)
        return self._quantities(held)

    def _heard(self, changes: Changes) -> None:
        kinds = changes.kinds()
        with self._lock:
            self._edition += 1
            for family, rests_on in _FAMILIES.items():
                if kinds & rests_on:
                    self._kept.pop(family, None)

    def _quantities(self, held: Collection[str]) -> list[Contradiction]:
        from workbench.analysis.quantity_conflicts import infeasible  # noqa: PLC0415 - on use

        allocations = self._dossier.allocations.page(sorted(held))
        own = self._dossier.decisions.page(
            sorted({each.decision for each in allocations if each.decision})
        )
        gates = {link.decision for each in own for link in each.links}
        every = [*own, *self._dossier.decisions.page(sorted(gates))]
        return list(infeasible(allocations, {each.id: each for each in every}))

    def acknowledge(self, contradiction: Contradiction | str, reason: str) -> Acknowledgement:
        """Records why a contradiction stands; given itself or its key.

        It comes back as open once other records clash.

        Raises:
            NoSuchRecord: nothing contradicts itself that way (any more).
            InvalidField: no reason is given.
        """
        key = contradiction if isinstance(contradiction, str) else contradiction.key
        found = next((each for each in self.read() if each.contradiction.key == key), None)
        if found is None:
            raise NoSuchRecord("contradiction", key)
        noun = self._dossier.acknowledgements
        with self._dossier.operation("Acknowledge contradiction"):
            if found.acknowledgement:
                return noun.change(found.acknowledgement, reason=reason)
            kind = found.contradiction.kind
            return noun.add(Acknowledgement(contradiction=key, kind=kind, reason=reason))


def _of_decisions(connection: Connection) -> Iterator[Contradiction]:
    from workbench.analysis import contradictions as find  # noqa: PLC0415 - on use

    links = part_columns(connection, "decision", "links", "record", "relation", "decision")
    explained = {frozenset((own, other)) for own, how, other in links if how in _EXPLAINS}
    yield from find.clashing_stances(_standings(connection), explained)
    yield from find.impossible_orders(_orders(connection, links))


def _of_sources(connection: Connection) -> Iterator[Contradiction]:
    from workbench.analysis.contradictions import impossible_orders  # noqa: PLC0415 - on use

    yield from impossible_orders(_source_orders(connection))


def _of_claims(connection: Connection) -> Iterator[Contradiction]:
    from workbench.analysis.contradictions import clashing_claims  # noqa: PLC0415 - on use

    where = {"relation": ClaimRelation.CONTRADICTS.value}
    pairs = part_columns(connection, "claim", "links", "record", "claim", where=where)
    yield from clashing_claims((own, other) for own, other in pairs)


def _of_fields(connection: Connection) -> Iterator[Contradiction]:
    from workbench.analysis.contradictions import disputed_fields  # noqa: PLC0415 - on use

    yield from disputed_fields(_spoken(connection))


def _allocations_to_look_at(connection: Connection) -> set[str]:
    """Those about which more than one thing is said: parts, own parts, caps; and what they join."""
    rows = columns(connection, "allocation", "id", "part_of", "decision", "supersedes")
    above = {id_: part_of for id_, part_of, _, _ in rows if part_of}
    parties = part_columns(connection, "allocation", "parties", "record", "quantity_kind")
    conditions = part_columns(connection, "decision", "conditions", "record", "kind")
    links = part_columns(connection, "decision", "links", "record", "relation", "decision")
    capped = {record for record, kind in conditions if kind in _CAPS}
    capped |= {own for own, how, gate in links if how == _GATED and gate in capped}
    found = {record for record, kind in parties if kind != QuantityKind.UNKNOWN.value}
    found |= {id_ for id_, _, decision, _ in rows if decision in capped}
    found |= above.keys() | set(above.values())
    return found | {id_ for id_, _, _, supersedes in rows if supersedes in found}


def _standings(connection: Connection) -> Iterator[Standing]:
    from workbench.analysis.contradictions import Standing  # noqa: PLC0415 - on use

    rows = columns(
        connection, "decision", "id", "line", "action", "direction",
        *_ends("announced", "published", "effective", "ended"),
    )  # fmt: skip
    for id_, line, action, direction, *ends in rows:
        if line:
            yield Standing(
                id=id_,
                line=line,
                stance=_stance(action, direction),
                start=_in_force(ends),
                end=(ends[6], ends[7]),
            )


@cache
def _stance(action: str, direction: str) -> Stance:
    return stance_of(Action(action), Direction(direction))


def _ends(*names: str) -> list[str]:
    return [f"{name}_{end}" for name in names for end in ("first", "last")]


def _in_force(ends: Sequence[Any]) -> tuple[int | None, int | None]:
    """When it began to stand: effective, else announced, else published."""
    for place in (4, 0, 2):
        if ends[place] is not None or ends[place + 1] is not None:
            return ends[place], ends[place + 1]
    return None, None


def _orders(connection: Connection, links: Sequence[tuple[Any, ...]]) -> Iterator[Order]:
    from workbench.analysis.contradictions import Order  # noqa: PLC0415 - on use

    linked = {each for own, how, other in links if how in _LATER for each in (own, other)}
    made: dict[str, tuple[int | None, int | None]] = {}
    names = _ends("announced", "published", "effective", "ended")
    for id_, *ends in columns(connection, "decision", "id", *names):
        if id_ in linked:
            known = ((ends[n], ends[n + 1]) for n in (0, 2, 4) if ends[n] or ends[n + 1])
            made[id_] = next(known, (None, None))
        if ends[4] is not None and ends[7] is not None:
            yield Order(
                earlier=(ends[4], ends[5]),
                later=(ends[6], ends[7]),
                records=(("decision", id_),),
                why="Ended before it took effect",
            )
    for own, how, other in links:
        if how in _LATER:
            yield Order(
                earlier=made[other],
                later=made[own],
                records=(("decision", own), ("decision", other)),
                why=f"{how.replace('_', ' ').capitalize()} a decision that came later",
            )


def _source_orders(connection: Connection) -> Iterator[Order]:
    from workbench.analysis.contradictions import Order  # noqa: PLC0415 - on use

    published: dict[str, tuple[int | None, int | None]] = {}
    for id_, *ends in columns(connection, "source", "id", *_ends("published", "accessed")):
        published[id_] = (ends[0], ends[1])
        yield Order(
            earlier=published[id_],
            later=(ends[2], ends[3]),
            records=(("source", id_),),
            why="Read before it was published",
        )
    for own, how, other in part_columns(
        connection, "source", "links", "record", "relation", "source"
    ):
        if how in _COPIES:
            yield Order(
                earlier=published[other],
                later=published[own],
                records=(("source", own), ("source", other)),
                why=_WORDS[how],
            )


def _spoken(connection: Connection) -> Iterator[Spoken]:
    from workbench.analysis.contradictions import Spoken  # noqa: PLC0415 - on use

    against = SupportRole.CONTRADICTS.value
    disputed = {each for (each,) in columns(
        connection, "support", "record", where={"role": against})}  # fmt: skip
    if not disputed:
        return
    names = ("record_kind", "record", "field", "claim", "role")
    for kind, record, field, claim, role in columns(
        connection, "support", *names, where={"record": disputed}
    ):
        if claim:
            yield Spoken(
                kind=kind, record=record, field=field, claim=claim, supports=role != against
            )


_LOOKS = {
    "decisions": _of_decisions,
    "sources": _of_sources,
    "claims": _of_claims,
    "fields": _of_fields,
}
