"""How many distinct origins speak for each record of a kind, counted for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from workbench.analysis.numbering import numbered, places
from workbench.analysis.origins import Origin, counted, linked_origins
from workbench.analysis.tracing import distinct
from workbench.dossier.copied import copied
from workbench.dossier.kept import Family, Kept
from workbench.model.kinds import SupportRole
from workbench.store.attribution import told
from workbench.store.columns import columns, different, id_columns, part_columns
from workbench.store.log import ever_held
from workbench.store.repeats import compared, sources_since
from workbench.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from workbench.analysis.numbering import Ids, Numbers
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.kept import Touched
    from workbench.store.attribution import Told

    Origins = tuple[Origin, ...]


T = TypeVar("T")
_UNKNOWN = ("", "")
_COMPARED = "compared"
"""As a kind of record that is touched: the sources whose texts were compared with the others."""


class Corroborations:
    """How many distinct origins speak for each record of a kind that a claim backs.

    The same count as `corroboration_of`, read as columns for a whole dossier at once and kept: an
    edit of a claim, a support, a passage or a source counts again for the records that it concerns.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._kept: dict[str, _Counts] = {}

    def of_kind(self, kind: str) -> dict[str, int]:
        """The count for each backed record of a kind, by id."""
        return dict(self._counts(kind).unsigned())

    def circular(self, kind: str) -> set[str]:
        """The ids of those records of a kind of which a circle of reports is an origin."""
        return {key for key, count in self._counts(kind).now().items() if count < 0}

    def _counts(self, kind: str) -> _Counts:
        return self._kept.setdefault(kind, _Counts(self._dossier, kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """All sources as far as it matters what goes back to what.

    `texts` gives the text of each, `copies` the groups of those that are copies, `rests_on` what
    else was read of them; `origins` the primary ones of each, without their names; `documents` the
    first of those that are the same as it and its own publisher, in the same order.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    compared: int = -1
    copies: Sequence[Sequence[str]] = ()
    rests_on: Sequence[Any] = ()
    origins: Mapping[str, Origins] = field(default_factory=dict)
    documents: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def now(self, dossier: Dossier) -> _Sources:
        """What is known of the sources now; worked out again where what it rests on changed."""
        with dossier.store.reading() as connection:
            known = compared(connection)
            rows = sorted(columns(connection, "source", "number", "id", "publisher", "text"))
            links = part_columns(connection, "source", "links", "record", "relation", "source")
        texts = {key: text for _, key, _, text in rows}
        same = (texts, known) == (self.texts, self.compared)
        copies = self.copies if same else dossier.repeats.copies()
        published = [(key, publisher or "") for _, key, publisher, _ in rows]
        rests_on = published, links, copies
        if rests_on == self.rests_on:
            origins, documents = self.origins, self.documents
        else:
            with uncollected():
                origins, lead = linked_origins([key for key, _ in published], links, copies)
            documents = {key: (lead[key], publisher) for key, publisher in published}
        return _Sources(
            texts=texts, compared=known, copies=copies, rests_on=rests_on,
            origins=origins, documents=documents,
        )  # fmt: skip

    def moved(self, before: _Sources) -> set[str]:
        """The sources whose origins are others than they were."""
        if self.rests_on == before.rests_on:
            return set()
        return {
            key
            for key in self.origins.keys() | before.origins.keys()
            if self.origins.get(key) != before.origins.get(key)
            or self.documents.get(key) != before.documents.get(key)
        }


class _Told(NamedTuple):
    """Claims and what they are about, row by row.

    `owners` are numbers from 0 on without a gap; `origins` are those of each claim, as places in
    `groups`; `within` the place in `documents` of the one in which it stands, which is `_UNKNOWN`
    where in none; `copied` a number for those that stand in one copied paragraph, -1 for others.
    """

    owners: Numbers
    claims: Ids
    copied: Numbers
    origins: Numbers
    groups: Sequence[Origins]
    within: Numbers
    documents: Sequence[tuple[str, str]]

    def counts(self) -> Numbers:
        """The count for each owner; minus it, where a circle is one of its origins."""
        import numpy as np

        speaking = self._speaking()
        found, passed_on = counted(
            self.owners, self.origins, self.groups, self.within, self.documents, speaking
        )
        round_about = np.array([any(each.circular for each in some) for some in self.groups])
        found[self.owners[round_about[speaking]]] *= -1
        for owner, origins in self._traced(passed_on):
            found[owner] = len(origins) * (-1 if any(each.circular for each in origins) else 1)
        return found

    def _speaking(self) -> Numbers:
        """The origins of each claim; in a copied paragraph those of the claim that leads further.

        `traced` says which one that is.
        """
        import numpy as np

        some = np.flatnonzero(self.copied >= 0)
        if not len(some):
            return self.origins
        further = np.array([2 if not each else each[0].kind != "party" for each in self.groups])
        rank = further[self.origins[some]]
        some = some[np.lexsort((self.claims[some], rank, self.copied[some]))]
        fresh = np.diff(self.copied[some], prepend=-1) != 0
        speaking = self.origins.copy()
        speaking[some] = self.origins[some[fresh]][np.cumsum(fresh) - 1]
        return speaking

    def _traced(self, owners: NDArray[np.bool_]) -> Iterator[tuple[int, set[Origin]]]:
        """The distinct origins of some owners, traced through what claims say of one another."""
        some = owners[self.owners]
        rows = zip(
            self.owners[some].tolist(), _spelled(self.claims[some]), self.origins[some].tolist(),
            self.within[some].tolist(), self.copied[some].tolist(), strict=True,
        )  # fmt: skip
        found: dict[int, dict[str, tuple[int, int, int]]] = {}
        for owner, claim, *rest in rows:
            found.setdefault(owner, {})[claim] = (rest[0], rest[1], rest[2])
        for owner, claims in found.items():
            own = {key: self.documents[at] for key, (_, at, _) in claims.items()}
            own = {key: each for key, each in own.items() if each != _UNKNOWN}
            groups: dict[int, list[str]] = {}
            for key, (_, _, group) in claims.items():
                if group >= 0:
                    groups.setdefault(group, []).append(key)
            yield (
                owner,
                distinct(
                    {key: self.groups[origins] for key, (origins, _, _) in claims.items()},
                    groups.values(),
                    {key: first for key, (first, _) in own.items()},
                    {key: publisher for key, (_, publisher) in own.items()},
                ),
            )


class _Counts:
    """The counts for the records of one kind."""

    def __init__(self, dossier: Dossier, kind: str) -> None:
        self._dossier = dossier
        self._kind = kind
        self._sources = _Sources()
        self._compared = 0
        self._unsigned: tuple[Mapping[str, int], Mapping[str, int]] = ({}, {})
        rests_on = {"support", "claim", "source", "passage"}
        self._kept = Kept(dossier, Family(rests_on=rests_on, read=self._read, stale=self._stale))

    def unsigned(self) -> Mapping[str, int]:
        """The counts, whether a circle is among the origins or not."""
        counts = self.now()
        if self._unsigned[0] is not counts:
            self._unsigned = counts, {key: abs(count) for key, count in counts.items()}
        return self._unsigned[1]

    def now(self) -> Mapping[str, int]:
        """The counts; minus the count, where a circle is one of the origins."""
        with self._dossier.store.reading() as connection:
            texts = compared(connection)
            if texts > self._compared:  # what is a copy of what is not logged: no notice tells
                self._kept.note({_COMPARED: sources_since(connection, self._compared)})
        if texts < self._compared:
            self._kept.forget()
        self._compared = texts
        return self._kept.parts()

    def _read(self, keys: Collection[str] | None) -> dict[str, int]:
        import numpy as np

        if keys is None:
            self._sources = self._sources.now(self._dossier)
        where: dict[str, object] = {
            "record_kind": self._kind, "role": SupportRole.SUPPORTS.value,
            **({} if keys is None else {"record": set(keys)}),
        }  # fmt: skip
        with self._dossier.store.reading() as connection:
            records, backing = id_columns(connection, "support", "record", "claim", where=where)
            only = None if keys is None else _spelled(backing)
            claims, sources, passages = id_columns(
                connection, "claim", "id", "source", "passage", only=only
            )
            steps = told(connection, only)
        at = places(backing, claims)
        records, at = records[at >= 0], at[at >= 0]
        if not len(records):
            return {}
        (owners,) = numbered(records)
        known = self._sources
        ids = np.array(list(known.origins), dtype=sources.dtype)
        within = places(sources, ids)
        which, groups = origins_by_claim(claims, within, steps, known.origins)
        same = copied(self._dossier, owners, within[at], passages[at])
        found = _Told(
            owners, claims[at], same, *_used(which[at] % len(groups), groups),
            *_used(within[at], [*known.documents.values(), _UNKNOWN]),
        ).counts()  # fmt: skip
        owned = np.empty(len(found), dtype=records.dtype)
        owned[owners] = records
        return dict(zip(_spelled(owned), found.tolist(), strict=True))

    def _stale(self, touched: Touched) -> set[str]:
        """The records that touched supports, claims, passages and sources speak or spoke for."""
        claims, passages = set(touched.get("claim", ())), set(touched.get("passage", ()))
        fresh = set(touched.get(_COMPARED, ()))
        moved = fresh | self._moved() if fresh or "source" in touched else fresh
        with self._dossier.store.reading() as connection:
            stale = ever_held(connection, "support", "record", touched.get("support", ()))
            passages |= different(connection, "passage", "id", where={"source": fresh})
            named: dict[str, object] = {"source": moved}
            claims |= different(connection, "claim", "id", where=named)
            claims |= different(connection, "claim", "id", where={"passage": passages})
            claims |= different(connection, "claim", "record", field="attribution", where=named)
            return stale | different(connection, "support", "record", where={"claim": claims})

    def _moved(self) -> set[str]:
        """The sources whose origins are others than before; from now on the new ones hold."""
        before, self._sources = self._sources, self._sources.now(self._dossier)
        return self._sources.moved(before)


def origins_by_claim(
    claims: Ids, within: Numbers, steps: Told, origins: Mapping[str, Origins]
) -> tuple[Numbers, list[Origins]]:
    """The primary origins of claims as `origins_of` has them, as places in the list of all.

    `within` is the place of the source of each claim in `origins`. The last place in the list,
    which -1 means too, are no origins.
    """
    import numpy as np

    known = np.array(list(origins), dtype=steps.sources.dtype)
    parties = np.unique(steps.parties[steps.parties != b""])
    which = within.copy()
    at, party = places(steps.claims, claims), places(steps.parties, parties)
    step = np.where(party < 0, places(steps.sources, known), len(known) + party)
    leads = (at >= 0) & (step >= 0)
    at, last = np.unique(at[leads][::-1], return_index=True)  # the last one who is named stands
    which[at] = step[leads][::-1][last]
    named = ((Origin("party", key),) for key in _spelled(parties))
    return which, [*origins.values(), *named, ()]


def _used(at: Numbers, values: Sequence[T]) -> tuple[Numbers, Sequence[T]]:
    """Only those of many `values` whose places are in `at`, and their new places."""
    import numpy as np

    if len(at) > len(values):
        return at, values
    used, at = np.unique(at, return_inverse=True)
    return at, [values[n] for n in used.tolist()]


def _spelled(ids: Ids) -> list[str]:
    spelled: list[str] = ids.astype(str).tolist()
    return spelled
