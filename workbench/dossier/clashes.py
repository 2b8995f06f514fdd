"""How contradictions are read, a family at a time, and what an edit makes old in each.

Each family is kept by what its findings are about: stances by policy line, date orders by the
decision or source that says so, claims by the first of a pair, fields by their record, quantities
by the whole allocation. All is read as columns: a dossier may have 100,000 decisions.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import compress
from typing import TYPE_CHECKING

from workbench.dossier.kept import Family
from workbench.dossier.quantity_clashes import clashing_quantities, shared_quantities
from workbench.model.decision import stance_of
from workbench.model.kinds import (
    Action,
    ClaimRelation,
    DecisionRelation,
    Direction,
    EventAction,
    SourceRelation,
    SupportRole,
)
from workbench.store.columns import SOME, column_lists, different, first_known
from workbench.store.log import ever_held

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from workbench.analysis.contradictions import Contradiction, Order, Standing
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.kept import Touched
    from workbench.model.kinds import Stance

    Keys = Collection[str] | None
    Found = Mapping[str, tuple[Contradiction, ...]]

_EXPLAINS = {
    *(each.value for each in DecisionRelation if each.undoes),
    DecisionRelation.AMENDS.value,
    DecisionRelation.SUPERSEDES.value,
    DecisionRelation.EXTENDS.value,
}
_LATER = {*_EXPLAINS, DecisionRelation.IMPLEMENTS.value, DecisionRelation.RESPONDS_TO.value}
_COPIES = {
    SourceRelation.HAD_PRIMARY_SOURCE.value: "Published before its own primary source",
    SourceRelation.WAS_REVISION_OF.value: "Published before what it revises",
}
_AGAINST = SupportRole.CONTRADICTS.value


def families(dossier: Dossier) -> dict[str, Family[tuple[Contradiction, ...]]]:
    """What is looked for together, in the order in which it is shown."""
    return {
        "stances": Family(
            rests_on={"decision"},
            read=partial(_stances, dossier),
            stale=lambda touched: _ever(dossier, "decision", "line", touched),
        ),
        "decisions": Family(
            rests_on={"decision"},
            read=partial(_decisions, dossier),
            stale=partial(_linked, dossier, "decision"),
        ),
        "sources": Family(
            rests_on={"source"},
            read=partial(_sources, dossier),
            stale=partial(_linked, dossier, "source"),
        ),
        "claims": Family(
            rests_on={"claim"},
            read=partial(_claims, dossier),
            stale=partial(_linked, dossier, "claim"),
        ),
        "fields": Family(
            rests_on={"support"},
            read=partial(_fields, dossier),
            stale=lambda touched: _ever(dossier, "support", "record", touched),
        ),
        "quantities": Family(
            rests_on={"allocation", "decision"},
            read=lambda keys: _by(_about, clashing_quantities(dossier, keys)),
            stale=partial(shared_quantities, dossier),
        ),
    }


def _ever(dossier: Dossier, kind: str, field: str, touched: Touched) -> set[str]:
    """What a field of touched records holds or once held."""
    with dossier.store.reading() as connection:
        return ever_held(connection, kind, field, touched[kind])


def _linked(dossier: Dossier, kind: str, touched: Touched) -> set[str]:
    """The touched records of a kind, and all that are or were linked with them."""
    keys = set(touched[kind])
    with dossier.store.reading() as connection:
        others = ever_held(connection, f"{kind}_links", kind, keys)
        return (
            keys | others | different(connection, kind, "record", field="links", where={kind: keys})
        )


def _by(key: Callable[[Contradiction], str], found: Iterable[Contradiction]) -> Found:
    """Findings by what they are about."""
    made: dict[str, list[Contradiction]] = {}
    for each in found:
        made.setdefault(key(each), []).append(each)
    return {each: tuple(some) for each, some in made.items()}


def _about(found: Contradiction) -> str:
    return found.about


def _first(found: Contradiction) -> str:
    return found.records[0][1]


def _stances(dossier: Dossier, lines: Keys) -> Found:
    from workbench.analysis.contradictions import clashing_stances

    with dossier.store.reading() as connection:
        standing = list(_standings(connection, lines))
        owners = None if lines is None else [each.id for each in standing]
        links = column_lists(
            connection, "decision", "record", "decision",
            field="links", only=owners, where={"relation": _EXPLAINS},
        )  # fmt: skip
        levels = _levels(connection, [each.id for each in standing])
    explained = set(map(frozenset, zip(*links, strict=True)))
    coded = (each._replace(levels=levels.get(each.id, {})) for each in standing)
    return _by(_about, clashing_stances(coded, explained))


def _levels(connection: Connection, ids: Collection[str]) -> dict[str, dict[tuple[str, str], int]]:
    """The level that each decision is coded with as a whole, by its scale and reach."""
    rows = column_lists(
        connection, "decision", "record", "scale", "reach", "value",
        field="stances", only=ids, where={"event": EventAction.UNSPECIFIED.value},
    )  # fmt: skip
    found: dict[str, dict[tuple[str, str], int]] = {}
    for record, scale, reach, value in zip(*rows, strict=True):
        found.setdefault(record, {})[scale, reach] = value
    return found


def _standings(connection: Connection, lines: Keys) -> Iterator[Standing]:
    """The decisions of lines, with the days between which they stand.

    Of many, only those that may stand beside another one; none that never came into force.
    """
    from workbench.analysis.contradictions import Standing, may_meet

    rows = column_lists(
        connection, "decision", "id", "line", *first_known("effective", "announced", "published"),
        "ended_first", "ended_last", "action", "direction",
        where={"line": SOME if lines is None else set(lines), "never_in_force": False},
    )  # fmt: skip
    met = may_meet(*rows[1:5])
    for id_, line, *ends, action, direction in compress(zip(*rows, strict=True), met):
        start, end = tuple(ends[:2]), tuple(ends[2:])
        yield Standing(id_, line, _stance(action, direction), start, end)


@cache
def _stance(action: str, direction: str) -> Stance:
    return stance_of(Action(action), Direction(direction))


def _ends(*names: str) -> list[str]:
    return [f"{name}_{end}" for name in names for end in ("first", "last")]


def _decisions(dossier: Dossier, keys: Keys) -> Found:
    from workbench.analysis.contradictions import impossible_orders

    with dossier.store.reading() as connection:
        own = impossible_orders(_spells(connection, keys))
        return _by(_first, [*own, *impossible_orders(_successions(connection, keys))])


def _spells(connection: Connection, keys: Keys) -> Iterator[Order]:
    """That a decision does not end before it takes effect, unless it never came into force."""
    from workbench.analysis.contradictions import Order

    asked = {"effective_first": SOME, "ended_last": SOME, "never_in_force": False}
    days = _ends("effective", "ended")
    rows = column_lists(connection, "decision", "id", *days, only=keys, where=asked)
    for id_, *ends in zip(*rows, strict=True):
        yield Order(
            earlier=(ends[0], ends[1]), later=(ends[2], ends[3]),
            records=(("decision", id_),), why="Ended before it took effect",
        )  # fmt: skip


def _successions(connection: Connection, keys: Keys) -> Iterator[Order]:
    """That a decision that acts on another one comes after it."""
    names = ("record", "relation", "decision")
    links = column_lists(
        connection, "decision", *names, field="links", only=keys, where={"relation": _LATER}
    )
    why = {
        how: f"{how.replace('_', ' ').capitalize()} a decision that came later" for how in _LATER
    }
    days = ("announced", "published", "effective")
    yield from _link_orders(connection, "decision", list(zip(*links, strict=True)), days, why)


def _sources(dossier: Dossier, keys: Keys) -> Found:
    from workbench.analysis.contradictions import Order, impossible_orders

    with dossier.store.reading() as connection:
        read = column_lists(connection, "source", "id", *_ends("published", "accessed"), only=keys)
        orders = [
            Order(
                earlier=(first, last), later=(accessed, latest),
                records=(("source", id_),), why="Read before it was published",
            )
            for id_, first, last, accessed, latest in zip(*read, strict=True)
        ]  # fmt: skip
        names = ("record", "relation", "source")
        links = column_lists(
            connection, "source", *names, field="links", only=keys, where={"relation": set(_COPIES)}
        )
        pairs = list(zip(*links, strict=True))
        orders += _link_orders(connection, "source", pairs, ("published",), _COPIES)
    return _by(_first, impossible_orders(orders))


def _link_orders(
    connection: Connection,
    kind: str,
    links: Collection[tuple[str, str, str]],
    days: Collection[str],
    why: Mapping[str, str],
) -> Iterator[Order]:
    """That the owner of each link came after what it is linked with."""
    from workbench.analysis.contradictions import Order

    both = {each for own, _, other in links for each in (own, other)}
    rows = column_lists(connection, kind, "id", *first_known(*days), only=both)
    made = {id_: tuple(ends) for id_, *ends in zip(*rows, strict=True)}
    for own, how, other in links:
        yield Order(
            earlier=made[other], later=made[own],
            records=((kind, own), (kind, other)), why=why[how],
        )  # fmt: skip


def _claims(dossier: Dossier, keys: Keys) -> Found:
    from workbench.analysis.contradictions import clashing_claims

    where: dict[str, object] = {"relation": ClaimRelation.CONTRADICTS.value}
    sides = [where]
    if keys is not None:
        sides = [where | {each: set(keys)} for each in ("record", "claim")]
    with dossier.store.reading() as connection:
        read = partial(column_lists, connection, "claim", "record", "claim", field="links")
        links = [pair for each in sides for pair in zip(*read(where=each), strict=True)]
    pairs = {(min(pair), max(pair)) for pair in links}
    return _by(_first, clashing_claims(pair for pair in pairs if keys is None or pair[0] in keys))


def _fields(dossier: Dossier, keys: Keys) -> Found:
    from workbench.analysis.contradictions import Spoken, disputed_fields

    names = ("record_kind", "record", "field", "claim", "role")
    with dossier.store.reading() as connection:
        against = {"role": _AGAINST} | ({} if keys is None else {"record": set(keys)})
        disputed = different(connection, "support", "record", where=against)
        rows = column_lists(connection, "support", *names, where={"record": disputed})
    return _by(_first, disputed_fields(
        Spoken(kind=kind, record=record, field=field, claim=claim, supports=role != _AGAINST)
        for kind, record, field, claim, role in zip(*rows, strict=True) if claim
    ))  # fmt: skip
