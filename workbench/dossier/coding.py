"""How well a dossier is coded: what a claim backs, how far coders agree, by which version."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING

from workbench.dossier.records import Computed, parsed
from workbench.errors import NothingToCompare
from workbench.model import RECORDS
from workbench.model.kinds import SupportOrigin, SupportRole
from workbench.model.many import many
from workbench.model.query import Query
from workbench.model.record import label_of
from workbench.store.columns import column_lists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.analysis.coverage import CodingQuality, Coverage
    from workbench.dossier.dossier import Dossier
    from workbench.model.record import Record

_NOT_CODED = frozenset({"id", "number", "title", "note", "status"})
_LISTED = 50
"""So many records are listed under a figure."""


class Coding:
    """The quality of coding, as figures that lead to the records that lack something."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def quality(self, kind: str = "decision", query: Query | str = Query()) -> CodingQuality:
        """How many filled fields of the records that a query shows a claim backs."""
        from workbench.analysis.coverage import Coded, coding_quality

        records = self._dossier.records(kind).find(parsed(query).unordered())
        backed = self._backed(kind)
        return coding_quality(
            Coded(
                id=each.id,
                filled=_filled(each),
                backed=backed.get(each.id, ()),
                zeros=_zeros(each),
            )
            for each in records
        )

    def figures(self, kind: str = "decision") -> tuple[Computed, ...]:
        """The quality of the records of a kind in words, with those that lack a claim."""
        from workbench.analysis.coverage import FORMULA

        found = self.quality(kind)
        how = f"{FORMULA}. A claim behind the whole record backs no single field. Listed: records "
        how += "with a field that nothing backs."
        made = [_figure("All fields", found.whole, how, kind)]
        if found.zeros.filled:
            how = "Codings of level 0 that a claim backs. That nothing is required needs a source "
            how += "as much as any other value (OxCGRT had one for 7 % of its zeros)."
            made.append(_figure("Zeros", found.zeros, how, kind))
        made += self._codebook() if kind == "decision" else ()
        made += self._agreement()
        one = f"{FORMULA}. Listed: records whose field nothing backs."
        held = RECORDS[kind].__dataclass_fields__
        for name, each in found.fields.items():
            made.append(_figure(label_of(name, held[name].metadata), each, one, kind))
        return tuple(made)

    def _backed(self, kind: str) -> Mapping[str, set[str]]:
        """The fields of each record that a claim of a source supports, by its id."""
        where = {
            "record_kind": kind,
            "role": SupportRole.SUPPORTS.value,
            "origin": SupportOrigin.SOURCE.value,
        }
        with self._dossier.store.reading() as connection:
            rows = column_lists(connection, "support", "record", "field", "claim", where=where)
        found: dict[str, set[str]] = {}
        for record, field, claim in zip(*rows, strict=True):
            if claim:
                found.setdefault(record, set()).add(field)
        return found

    def _codebook(self) -> tuple[Computed, ...]:
        """By which version of which scale stances are coded."""
        with self._dossier.store.reading() as connection:
            (used,) = column_lists(connection, "decision", "scale", field="stances")
        count = Counter(used)
        if not count:
            return ()
        scales = self._dossier.stance_scales.page(sorted(count))
        words = "; ".join(
            f"{count[each.id]:,} by {each.title}"
            + (f", version {each.version}" if each.version else "")
            for each in scales
        )
        how = "Each coded value keeps the scale by which it was given; a new version is a scale of "
        how += "its own, so no value changes its meaning."
        inputs = tuple(("stance_scale", each.id) for each in scales)
        return (Computed(label="Codebook", words=words, how=how, inputs=inputs),)

    def _agreement(self) -> tuple[Computed, ...]:
        """Krippendorff's alpha over the sentences that two people coded, with its interval."""
        how = "Krippendorff's alpha, nominal, over the sentences of sources that at least two "
        how += "people coded; 1 is perfect, 0 what chance gives. Interval: bootstrap over "
        how += "sentences. By code: the codebook, Agreement."
        try:
            found = self._dossier.agreements.together()
        except NothingToCompare:
            return (Computed(label="Coders", words="no source was coded by two people", how=how),)
        whole = found.agreement
        sentences = many(whole.units, "sentence")
        words = f"alpha {whole.alpha.words}, {len(whole.coders)} coders, {sentences}"
        of = len(found.unlike) + len(found.alike)
        return (
            Computed(
                label="Coders",
                words=words,
                how=_listing(
                    f"{how} Listed: passages of which they judge differently.", found.unlike
                ),
                inputs=_first("passage", found.unlike),
            ),
            Computed(
                label="Coded alike",
                words=f"{len(found.alike):,} of {many(of, 'passage')}",
                how=_listing(
                    "Passages whose sentences all coders gave the same codes.", found.alike
                ),
                inputs=_first("passage", found.alike),
            ),
        )


def _figure(label: str, found: Coverage, how: str, kind: str) -> Computed:
    """One share in words, with the records that lack a claim."""
    if found.share is None:
        return Computed(label=label, words="nothing filled in", how=how)
    return Computed(
        label=label,
        words=f"{found.share:.0%} backed by a claim ({found.backed:,} of {found.filled:,})",
        how=_listing(how, found.lacking),
        inputs=_first(kind, found.lacking),
    )


def _listing(how: str, keys: Sequence[str]) -> str:
    """How a figure is computed, and how many of the records behind it are not listed."""
    more = len(keys) - _LISTED
    return f"{how} {more:,} more are not listed." if more > 0 else how


def _first(kind: str, keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, each) for each in keys[:_LISTED])


def _filled(record: Record) -> list[str]:
    """The fields that hold something else than what an empty record holds."""
    return [
        each.name
        for each in fields(record)
        if each.name not in _NOT_CODED and getattr(record, each.name) != each.default
    ]


def _zeros(record: Record) -> list[str]:
    """The fields that say "nothing is required": stances coded at level 0."""
    coded = getattr(record, "stances", ())
    return ["stances"] if any(each.value == 0 for each in coded) else []
