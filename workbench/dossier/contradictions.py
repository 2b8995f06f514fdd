"""Where the dossier contradicts itself, as a list that an analyst works off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
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
    from workbench.model.kinds import (
        Stance,
    )

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

    def read(self) -> list[Found]:
        """All contradictions, those that are still open first."""
        with self._dossier.store.reading() as connection:
            found = list(_contradictions(connection))
            held = _allocations_to_look_at(connection)
        found += self._quantities(held)
        known = {each.contradiction: each for each in self._dossier.acknowledgements.find()}
        every = [Found(contradiction=each, acknowledgement=known.get(each.key)) for each in found]
        return sorted(every, key=lambda each: (not each.open, each.contradiction.kind.value))

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


def _contradictions(connection: Connection) -> Iterator[Contradiction]:
    from workbench.analysis import contradictions as find  # noqa: PLC0415 - on use

    links = part_columns(connection, "decision", "links", "record", "relation", "decision")
    explained = {frozenset((own, other)) for own, how, other in links if how in _EXPLAINS}
    yield from find.clashing_stances(_standings(connection), explained)
    yield from find.impossible_orders(_orders(connection, links))
    yield from find.clashing_claims(
        part_columns(
            connection, "claim", "links", "record", "claim",
            where={"relation": ClaimRelation.CONTRADICTS.value},
        )
    )  # fmt: skip
    yield from find.disputed_fields(_spoken(connection))


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
    yield from _source_orders(connection)


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
