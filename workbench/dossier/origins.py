"""Who cites whom among the sources of a dossier, and how many origins speak for a record."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from workbench.analysis.circles import joined
from workbench.analysis.citation_map import citation_map
from workbench.analysis.numbering import numbered, places
from workbench.analysis.origins import (
    UPSTREAM,
    Origin,
    corroboration,
    counted,
    linked_origins,
    origins_among,
    source_graph,
)
from workbench.analysis.tracing import distinct
from workbench.dossier.kept import Family, Kept
from workbench.model.kinds import SourceRelation, SupportRole
from workbench.model.party import Party
from workbench.model.query import Filter, Query
from workbench.store.attribution import told
from workbench.store.columns import SOME, columns, different, id_columns, part_columns
from workbench.store.log import ever_held
from workbench.store.repeats import compared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from workbench.analysis.citation_map import CitationMap
    from workbench.analysis.numbering import Ids, Numbers
    from workbench.analysis.origins import Corroboration, SourceGraph
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.kept import Touched
    from workbench.model.claim import Claim
    from workbench.model.record import Record
    from workbench.model.source import Source
    from workbench.store.attribution import Told

_FEWEST = 2
_FOLLOWED = UPSTREAM | {SourceRelation.ALTERNATE_OF}


def whole_graph(dossier: Dossier) -> SourceGraph:
    """All sources with what they cite, in documents and in attribution chains."""
    return source_graph(dossier.sources.find(), dossier.claims.find(), dossier.repeats.copies())


def map_of(dossier: Dossier, around: Record | str = "") -> CitationMap:
    """The whole graph as a picture has it, or what touches one source or party; see `Sources`."""
    key = "" if isinstance(around, str) else around.id
    if isinstance(around, str) and around:
        noun = dossier.parties if around[:1].upper() == Party.PREFIX else dossier.sources
        key = noun.get(around).id
    claims = dossier.claims.find()
    copies = [[each.id for each in group] for group in dossier.repeats.groups()]
    sources = dossier.sources.find()
    held = [each.id for each in sources if each.held]
    graph = source_graph(sources, claims, copies)
    return citation_map(graph, claims, party_names(dossier, claims), held, key)


def graph_behind(dossier: Dossier, claims: Iterable[Claim]) -> SourceGraph:
    """The sources that some claims go back to; nothing else is read."""
    some = list(claims)
    start = {step.source for each in some for step in each.attribution if step.source}
    start |= {each.source for each in some if each.source}
    reached = _reached(dossier, start)
    return source_graph(reached, some, dossier.repeats.groups_around(reached))


def corroboration_of(dossier: Dossier, record: Record) -> Corroboration:
    """How many documents support a record, and to how many distinct origins they go back."""
    keys = [
        each.claim
        for each in dossier.supports.of(record)
        if each.claim and each.role is SupportRole.SUPPORTS
    ]
    return corroboration(*_traceable(dossier, dossier.claims.page(list(dict.fromkeys(keys)))))


def origins_within(dossier: Dossier, claims: Sequence[Claim]) -> dict[str, tuple[Origin, ...]]:
    """The primary origins of claims about one thing, by their ids."""
    return {key: tuple(some) for key, some in origins_among(*_traceable(dossier, claims)).items()}


def _traceable(
    dossier: Dossier, claims: Sequence[Claim]
) -> tuple[Sequence[Claim], SourceGraph, dict[str, str], list[tuple[str, ...]]]:
    """Claims, the sources behind them, the names of parties, and which stand in one paragraph."""
    graph, names = graph_behind(dossier, claims), party_names(dossier, claims)
    (copied,) = _copied(dossier, [[(each.id, each.source, each.passage) for each in claims]])
    return claims, graph, names, copied


def party_names(dossier: Dossier, claims: Iterable[Claim]) -> dict[str, str]:
    """The names of the parties in attribution chains, by id."""
    keys = {step.party for each in claims for step in each.attribution if step.party}
    return {each.id: each.name for each in dossier.parties.page(sorted(keys))}


def _reached(dossier: Dossier, start: set[str]) -> list[Source]:
    """The sources that `start` goes back to, with all that are the same as one of them."""
    found: dict[str, Source] = {}
    ahead = start
    while ahead:
        some = dossier.sources.page(sorted(ahead))
        found |= {each.id: each for each in some}
        ahead = {link.source for each in some for link in each.links if link.relation in _FOLLOWED}
        ahead |= _alternates_of(dossier, [each.id for each in some])
        ahead.update(*dossier.repeats.groups_around(some))
        ahead -= found.keys()
    return sorted(found.values(), key=lambda each: each.number)


def _alternates_of(dossier: Dossier, keys: list[str]) -> set[str]:
    """Those that are said to be the same as one of `keys`: the link may stand on either side."""
    if not keys:
        return set()
    wanted = set(keys)
    linked = dossier.sources.find(Query(filters=(Filter("source", tuple(keys)),)))
    return {
        each.id
        for each in linked
        for link in each.links
        if link.relation is SourceRelation.ALTERNATE_OF and link.source in wanted
    }


def _copied(
    dossier: Dossier, records: Iterable[Sequence[tuple[str, str | None, str | None]]]
) -> list[list[tuple[str, ...]]]:
    """For each record, the groups of its claims that stand in one copied paragraph.

    Of claims id, source and passage are given. Nearly the same words are enough. Claims of one
    document are not compared with one another.
    """
    from workbench.intake.repeats import folded_alike

    placed = [[each for each in some if each[2]] for some in records]
    placed = [some if len({each[1] for each in some}) >= _FEWEST else [] for some in placed]
    said = dossier.repeats.paragraphs_of({at or "" for some in placed for _, _, at in some})
    return [
        joined(
            (one, other)
            for (one, first, at), (other, second, again) in combinations(some, 2)
            if first != second and at in said and again in said
            if folded_alike(said[at], said[again])
        )
        for some in placed
    ]


def _looked_at(
    dossier: Dossier,
    told_by: Mapping[int, Mapping[str, Sequence[Origin]]],
    placed: Iterable[tuple[str, str | None, str]],
    said: Mapping[str, tuple[str, str]],
    passed_on: NDArray[np.bool_],
) -> Iterator[tuple[int, set[Origin]]]:
    """The distinct origins of records in whose claims a paragraph is copied, or that pass on.

    Args:
        dossier: holds the texts.
        told_by: the claims of records, given by any number, with the origins of each.
        placed: id, source and passage of those claims that stand in one.
        said: the document in which a claim stands, the first of those that are the same, and its
            own publisher.
        passed_on: for each record whether a document of its own may be no origin.
    """
    place = {each[0]: each for each in placed}
    groups = [[place[claim] for claim in some if claim in place] for some in told_by.values()]
    for (n, some), copied in zip(told_by.items(), _copied(dossier, groups), strict=True):
        if copied or passed_on[n]:
            own = {each: said[each] for each in some if each in said}
            by = {each: publisher for each, (_, publisher) in own.items()}
            yield n, distinct(some, copied, {each: first for each, (first, _) in own.items()}, by)


class Corroborations:
    """How many distinct origins speak for each record of a kind that a claim backs.

    The same count as `corroboration_of`, read as columns for a whole dossier at once and kept: an
    edit of a claim, a support or a source counts again for the records that it concerns.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._kept: dict[str, _Counts] = {}

    def of_kind(self, kind: str) -> dict[str, int]:
        """The count for each backed record of a kind, by id."""
        return {key: abs(count) for key, count in self._counts(kind).now().items()}

    def circular(self, kind: str) -> set[str]:
        """The ids of those records of a kind of which a circle of reports is an origin."""
        return {key for key, count in self._counts(kind).now().items() if count < 0}

    def _counts(self, kind: str) -> _Counts:
        return self._kept.setdefault(kind, _Counts(self._dossier, kind))


class _Counts:
    """The counts for the records of one kind."""

    def __init__(self, dossier: Dossier, kind: str) -> None:
        self._dossier = dossier
        self._kind = kind
        self._origins: Mapping[str, tuple[Origin, ...]] = {}
        self._documents: Mapping[str, tuple[str, str]] = {}
        self._compared = 0
        rests_on = {"support", "claim", "source"}
        self._kept = Kept(dossier, Family(rests_on=rests_on, read=self._read, stale=self._stale))

    def now(self) -> Mapping[str, int]:
        with self._dossier.store.reading() as connection:
            texts = compared(connection)
        if texts != self._compared:  # what is a copy of what is not logged: no notice tells of it
            self._compared = texts
            self._kept.forget()
        return self._kept.parts()

    def _read(self, keys: Collection[str] | None) -> dict[str, int]:
        import numpy as np

        if keys is None:
            self._origins, self._documents = origins_now(self._dossier)
        where: dict[str, object] = {
            "record_kind": self._kind, "role": SupportRole.SUPPORTS.value,
            **({} if keys is None else {"record": set(keys)}),
        }  # fmt: skip
        with self._dossier.store.reading() as connection:
            records, backing = id_columns(connection, "support", "record", "claim", where=where)
            only = None if keys is None else _spelled(backing)
            claims, sources = id_columns(connection, "claim", "id", "source", only=only)
            placed = columns(
                connection, "claim", "id", "source", "passage", only=only, where={"passage": SOME}
            )
            steps = told(connection, only)
        at = places(backing, claims)
        records, at = records[at >= 0], at[at >= 0]
        (owner,) = numbered(records)
        which, every = origins_by_claim(claims, sources, steps, self._origins)
        within = places(sources, np.array(list(self._origins), dtype=sources.dtype))
        counts = self._counts(owner, claims[at], (which[at], every), within[at], placed)
        owners = np.empty(len(counts), dtype=records.dtype)
        owners[owner] = records
        return dict(zip(_spelled(owners), counts.tolist(), strict=True))

    def _counts(
        self,
        owner: Numbers,
        claims: Ids,
        origins: tuple[Numbers, Sequence[tuple[Origin, ...]]],
        within: Numbers,
        placed: Sequence[tuple[str, str | None, str]],
    ) -> Numbers:
        """The count for each owner of some claims; minus it, where a circle is one of its origins.

        `origins` are those of the claims, as places in a list; `within` are the places of the
        sources in which they stand.
        """
        import numpy as np

        which, every = origins
        documents = [self._documents[each] for each in self._origins]
        counts, passed_on = counted(owner, which, every, within, documents)
        round_about = np.array([any(each.circular for each in some) for some in every])
        counts[owner[round_about[which]]] *= -1
        again = passed_on[owner]
        if placed:
            again |= np.abs(counts[owner]) >= _FEWEST
        told_by: dict[int, dict[str, Sequence[Origin]]] = {}
        said: dict[str, tuple[str, str]] = {}
        rows = zip(
            owner[again].tolist(), _spelled(claims[again]), which[again].tolist(),
            within[again].tolist(), strict=True,
        )  # fmt: skip
        for n, claim, group, document in rows:
            told_by.setdefault(n, {})[claim] = every[group]
            if document >= 0:
                said[claim] = documents[document]
        for n, found in _looked_at(self._dossier, told_by, placed, said, passed_on):
            counts[n] = -len(found) if any(each.circular for each in found) else len(found)
        return counts

    def _stale(self, touched: Touched) -> set[str]:
        """The records that touched supports, claims and sources speak or spoke for."""
        claims = set(touched.get("claim", ()))
        moved = self._moved() if "source" in touched else set()
        with self._dossier.store.reading() as connection:
            stale = ever_held(connection, "support", "record", touched.get("support", ()))
            named: dict[str, object] = {"source": moved}
            claims |= different(connection, "claim", "id", where=named)
            claims |= different(connection, "claim", "record", field="attribution", where=named)
            return stale | different(connection, "support", "record", where={"claim": claims})

    def _moved(self) -> set[str]:
        """The sources whose origins are others than before; from now on the new ones hold."""
        before = self._origins, self._documents
        now = self._origins, self._documents = origins_now(self._dossier)
        keys = before[0].keys() | now[0].keys()
        return {
            key
            for key in keys
            if any(old.get(key) != new.get(key) for old, new in zip(before, now, strict=True))
        }


def origins_now(
    dossier: Dossier,
) -> tuple[Mapping[str, tuple[Origin, ...]], Mapping[str, tuple[str, str]]]:
    """The origins of each source without their names; the first of the same, and its publisher."""
    with dossier.store.reading() as connection:
        rows = sorted(columns(connection, "source", "number", "id", "publisher"))
        links = part_columns(connection, "source", "links", "record", "relation", "source")
    origins, same = linked_origins([each for _, each, _ in rows], links, dossier.repeats.copies())
    return origins, {each: (same[each], publisher or "") for _, each, publisher in rows}


def origins_by_claim(
    claims: Ids, sources: Ids, steps: Told, origins: Mapping[str, tuple[Origin, ...]]
) -> tuple[Numbers, list[tuple[Origin, ...]]]:
    """The primary origins of claims as `origins_of` has them, as places in the list of all.

    Its last place, which -1 means too, are no origins.
    """
    import numpy as np

    known = np.array(list(origins), dtype=sources.dtype)
    parties = np.unique(steps.parties[steps.parties != b""])
    which = places(sources, known)
    at, party = places(steps.claims, claims), places(steps.parties, parties)
    step = np.where(party < 0, places(steps.sources, known), len(known) + party)
    leads = (at >= 0) & (step >= 0)
    at, last = np.unique(at[leads][::-1], return_index=True)  # the last one who is named stands
    which[at] = step[leads][::-1][last]
    named = ((Origin("party", key),) for key in _spelled(parties))
    return which, [*origins.values(), *named, ()]


def _spelled(ids: Ids) -> list[str]:
    spelled: list[str] = ids.astype(str).tolist()
    return spelled
