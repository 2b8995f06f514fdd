"""The names that a console or a script starts with: the dossier, the values, the window if any.

In a script: `globals().update(names(open_dossier("chips.dossier")))`, or `open_dossier` alone: the
verbs are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from typing_extensions import override

from workbench import model
from workbench.console import tables
from workbench.console.progress import track
from workbench.console.tables import Table
from workbench.model.passage import Passage
from workbench.model.quantity import Quantity
from workbench.model.query import Query
from workbench.model.record import Record
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.analysis.plot import Plot
    from workbench.console.chart import Chart, PageOfSource, SourceGraphChart
    from workbench.console.tables import Namer
    from workbench.console.window import Window
    from workbench.dossier.dossier import Dossier
    from workbench.model.rows import Rows

RecordT = TypeVar("RecordT", bound=Record)
EXAMPLES = (
    "dossier.decisions",
    'dossier.allocations.find("h200")',
    "plot()",
)
"""What the greeting offers to try; a test runs each."""
GREETING = (
    "The verbs of this dossier in Python; what you write is logged, and undone, as in the window.\n"
    "Tab completes, Ctrl+C stops, F1 has the guide. Try:\n"
    + "".join(f"    {example}\n" for example in EXAMPLES)
)


def names(dossier: Dossier, window: Window | None = None) -> dict[str, Any]:
    """Everything a console starts with, by name; what speaks to a window works without one too."""
    verbs = Verbs(dossier, window)
    return {
        "dossier": dossier,
        "Query": Query,
        "Quantity": Quantity,
        "When": When,
        **{kind.__name__: kind for kind in model.RECORDS.values()},
        "selection": Selection(dossier, window),
        "query": window.query if window else Query(),
        "show": verbs.show,
        "table": verbs.table,
        "plot": verbs.plot,
        "source_graph": verbs.source_graph,
        "page": verbs.page,
        "frame": verbs.frame,
        "records": verbs.records,
        "track": track,
    }


class Selection(Sequence[Record]):
    """The records selected in the window, read when they are asked for; empty without a window."""

    def __init__(self, dossier: Dossier, window: Window | None) -> None:
        self._dossier = dossier
        self._window = window

    def __call__(self) -> list[Record]:
        """The selected records as a list, which later clicks do not change."""
        if self._window is None or not self._window.selected:
            return []
        kind, ids = self._window.selected
        return self._dossier.records(kind).page(ids)

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Record]: ...
    @override
    def __getitem__(self, place: int | slice) -> Record | Sequence[Record]:
        return self()[place]

    @override
    def __len__(self) -> int:
        return len(self())

    @override
    def __repr__(self) -> str:
        return repr(self()) if self else "Nothing is selected in the window."

    def _repr_html_(self) -> str | None:
        chosen = self()
        return Table(chosen, name_of=namer(self._dossier)).html() if chosen else None


class Verbs:
    """The functions of the console that belong to no noun of the dossier."""

    def __init__(self, dossier: Dossier, window: Window | None) -> None:
        self._dossier = dossier
        self._window = window

    def show(self, what: Record | str | Query | Iterable[Record]) -> Table | None:
        """Moves the window to a record, a name such as "D-0003", several records, or a query.

        Without a window it gives the records back as a table.

            show("D-0001")
        """
        if isinstance(what, Query):
            return self._show_query(what)
        records = self._records(what)
        if self._window is None:
            return self.table(records)
        for kind in sorted({record.KIND for record in records}):
            self._window.show(kind, tuple(each.id for each in records if kind == each.KIND))
        return None

    def table(
        self, records: Iterable[Record] | Record, *columns: str, rows: int = tables.ROWS
    ) -> Table:
        """Records as a table; `columns` are names of fields, such as "title", "quantity".

        Examples:
            table(dossier.allocations, "title", "quantity", rows=100)
        """
        listed = [records] if isinstance(records, Record) else list(records)
        return Table(listed, columns=columns, rows=rows, name_of=namer(self._dossier))

    def plot(self, what: Query | str | Plot | None = None, **fields: Any) -> Chart:
        """Draws decisions and trends of a query or search line, else of what the window shows.

        `fields` choose the form. What `dossier.trends.of` gives is drawn as it is.

            plot("item:H200", form="stacked", by="recipient")
        """
        from workbench.console.chart import Chart

        if what is None:
            what = self._window.query if self._window else Query()
        if isinstance(what, Query | str):
            what = self._dossier.trends.of(what, **fields)
        shown = what
        return Chart(
            shown.timeline,
            shown.trends,
            plot=shown,
            dark=self._window is not None and self._window.dark,
        )

    def source_graph(self, around: Record | str = "") -> SourceGraphChart:
        """Draws who cites whom down to the primary origins; `around` one source or party only.

        Examples:
            source_graph("S-0001")
        """
        from workbench.console.chart import SourceGraphChart

        shown = self._dossier.sources.citation_map(around)
        return SourceGraphChart(shown, dark=self._window is not None and self._window.dark)

    def page(self, what: Record | str, number: int | None = None) -> PageOfSource:
        """Draws the page of a PDF that a passage stands on, or page `number` of a source.

        Passages are boxed: page("M-0003"), page("S-0001", 3).

        Raises:
            NoPages: it was not read from pages, or has no such page.
        """
        from workbench.console.chart import PageOfSource

        record = self._dossier.get(what) if isinstance(what, str) else what
        if isinstance(record, Passage) and number is None:
            return PageOfSource(self._dossier.passages.drawn_page(record))
        source = record.source if isinstance(record, Passage) else record.id
        return PageOfSource(self._dossier.sources.drawn_page(source, number or 1))

    def frame(self, records: Iterable[Record] | Rows, library: str = "pandas") -> Any:
        """Records, or rows of `dossier.sql`, as a data frame of pandas or polars.

        Neither comes with the workbench; whichever is installed is used. Links are ids, dates EDTF
        text; a quantity gives what it counts as `…_unit` and its bounds as `…_low` and `…_high`,
        None where none is stated.

        Raises:
            InvalidField: another library, or it is not installed.
        """
        from workbench.console.frames import made_of

        return made_of(records, library)

    def records(self, frame: Any, kind: type[RecordT]) -> list[RecordT]:
        """Records of a kind from a frame of pandas or polars, for `add_all`.

        Columns are spelled as `frame` gives them; those that are no field are passed over.

        Raises:
            InvalidField: a cell that its field cannot be read from; says in which row.
        """
        from workbench.console.frames import records_from

        return records_from(frame, kind)

    def _show_query(self, query: Query) -> Table | None:
        if self._window is None:
            return self.table(self._dossier.decisions.find(query))
        self._window.show_query(query)
        return None

    def _records(self, what: Record | str | Iterable[Record]) -> list[Record]:
        if isinstance(what, Record):
            return [what]
        return [self._dossier.get(what)] if isinstance(what, str) else list(what)


def namer(dossier: Dossier) -> Namer:
    """A function that gives the words for a linked record, and its id where it is gone."""

    def name_of(kind: str, key: str) -> str:
        found = dossier.records(kind).page([key])
        return found[0].name if found else key

    return name_of
