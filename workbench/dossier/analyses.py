"""Analyses of a whole dossier as tables: those that come with the program, and those of plugins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.dossier.records import parsed
from workbench.model.query import Query
from workbench.plugins import Analysis, hook
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.dossier.dossier import Dossier

Row = tuple[object, ...]
_Plain = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisTable:
    """What an analysis gave: its title, how it is computed, its columns and rows."""

    title: str
    method: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def words(self) -> list[tuple[str, ...]]:
        """The rows as they are shown: fractions to two digits, nothing for what is not known."""
        return [tuple(map(_words, row)) for row in self.rows]


class Analyses:
    """The analyses of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def every(self) -> list[Analysis]:
        """Every analysis there is, those of plugins last."""
        return plugins().ask("analyses")

    def run(self, name: str, query: Query | str = Query()) -> AnalysisTable:
        """Computes the analysis of this name over what a query shows.

            dossier.analyses.run("track-records")

        Raises:
            NoSuchPart: there is no such analysis.
            PluginFailed: its plugin broke down.
            QuerySyntaxError: the query cannot be read.
        """
        found: Any = plugins().need("analyses", name)
        with plugins().calling(plugins().owner("analyses", name)):
            rows = tuple(
                _fitting(found, row) for row in found.compute(self._dossier, parsed(query))
            )
        return AnalysisTable(
            title=found.title, method=found.method, columns=found.columns, rows=rows
        )


def _words(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return "" if cell is None else str(cell)


def _fitting(analysis: Analysis, row: Any) -> Row:
    """A row as wide as the columns; what is no plain value is told in its own words."""
    if len(row) != len(analysis.columns):
        message = f"a row of {len(row)} cells for {len(analysis.columns)} columns"
        raise ValueError(message)
    return tuple(each if isinstance(each, _Plain) else str(each) for each in row)


@hook
def analyses() -> tuple[Analysis, ...]:
    """The analyses that come with the program."""
    return (
        Analysis(
            name="stance",
            title="How strict each policy line is, and how much it was reversed",
            method=(
                "The index is the coded level over the highest level of the line's scale, an"
                " interval where something is not coded. Whiplash is 1 - |net change| / total"
                " variation; it is undefined below two changes. A turn is a change against the one"
                " before it; a linked reversal, a decision that says which one it takes back."
                " Undated ones are counted and never placed."
            ),
            columns=(
                "Policy line",
                "Index",
                "Whiplash",
                "Turns",
                "Linked reversals",
                "Of them undated",
            ),
            place="workbench.dossier.analyses:stance",
        ),
        Analysis(
            name="track-records",
            title="How the claims of each source fared",
            method=(
                "Share of the claims that were borne out, of those known to be borne out or"
                " refuted, with the 90 % interval of Beta(1 + borne out, 1 + refuted)."
                " Advisory: no grade is changed by it."
            ),
            columns=("Source", "Borne out", "Refuted", "Share", "From", "To"),
            place="workbench.dossier.analyses:track_records",
        ),
        Analysis(
            name="expectations",
            title="What was expected, and what is overdue",
            method="An expectation is overdue when the last day of its window has passed.",
            columns=("No.", "Status", "Overdue", "Window", "Expected"),
            place="workbench.dossier.analyses:expectations",
        ),
        Analysis(
            name="time-to-effect",
            title="Days from announcement to effect",
            method=(
                "Earliest and latest difference of the two dates as far as they are known (EDTF);"
                " negative where a measure took effect before it was announced."
            ),
            columns=("No.", "Least days", "Most days", "Decision"),
            place="workbench.dossier.analyses:time_to_effect",
        ),
        Analysis(
            name="corroboration",
            title="From how many distinct origins each decision is known",
            method=(
                "Distinct primary origins over the links of sources and the attributions of claims;"
                " copies of one story count once, and so do reports that only quote one another"
                " (circular). Those with the fewest come first."
            ),
            columns=("No.", "Origins", "Circular", "Decision"),
            place="workbench.dossier.analyses:corroboration",
        ),
    )


def stance(dossier: Dossier, _query: Query) -> Iterator[Row]:
    """Index, whiplash and reversals of every policy line."""
    for each in dossier.stance.all():
        now = each.now
        index = now.words() if now else "no dated decision"
        whiplash = "undefined" if each.whiplash.index is None else each.whiplash.index
        linked, undated = len(each.reversals), len(each.undated_reversals)
        yield each.title, index, whiplash, each.whiplash.reversals, linked, undated


def track_records(dossier: Dossier, _query: Query) -> Iterator[Row]:
    """How the claims of every source fared, with the interval of the share."""
    for each in dossier.track_records.sources():
        told = (each.claims.share, *each.claims.interval) if each.claims.told else (None,) * 3
        yield (each.name, each.claims.yes, each.claims.no, *told)


def expectations(dossier: Dossier, _query: Query) -> Iterator[Row]:
    """Every expectation as it stands on the analyst's day."""
    _tally, found = dossier.track_records.expectations(dossier.today)
    for each in found:
        hope = each.expectation
        overdue = "yes" if each.overdue else "no"
        yield hope.ref, hope.status.value, overdue, hope.window.text, hope.statement


def time_to_effect(dossier: Dossier, _query: Query) -> Iterator[Row]:
    """The days from announcement to effect of each decision that has both."""
    for each, span in dossier.track_records.times_to_effect():
        yield each.ref, span.low, span.high, each.title


def corroboration(dossier: Dossier, query: Query) -> Iterator[Row]:
    """How many distinct origins speak for each decision of a query, the fewest first."""
    origins = dossier.corroborations()
    circular = dossier.corroboration_counts.circular("decision")
    counted = ((origins.get(each.id, 0), each) for each in dossier.decisions.find(query))
    for count, each in sorted(counted, key=lambda pair: pair[0]):
        yield each.ref, count, "circular" if each.id in circular else "", each.title
