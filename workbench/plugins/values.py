"""What a plugin brings: readers, suggesters, analyses, charts, sheets, actions and codebooks.

Each names its function as `place`, "module:function", which is imported when it is first used: to
list what there is must cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.plugins.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.document import Document
    from workbench.model.query import Query


def at(place: str) -> Any:
    """What stands at a place, "module:name".

    Raises:
        ImportError: there is no such module.
        AttributeError: the module has no such name.
    """
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader(Typed):
    """A way of reading one kind of file.

    `place` is a function that takes the bytes and the file's name, and where `decodes` is set the
    encoding as well (None: to be found out), and gives a `workbench.intake.document.Document`. It
    runs in the reading process. `library` is the package that does the work; `suffixes` are lower
    case, with the dot.
    """

    name: str
    words: str
    place: str
    media_type: str
    suffixes: frozenset[str]
    version: int = 1
    library: str = ""
    decodes: bool = False

    @property
    def signature(self) -> str:
        """Name and version, with those of the library: "pdf/1 (pypdfium2 5.15.2)"."""
        own = f"{self.name}/{self.version}"
        return f"{own} ({self.library} {_version_of(self.library)})" if self.library else own

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """Read the bytes of a file called `name`.

        Raises:
            WorkbenchError: what stands in the way, and what to do.
        """
        read = at(self.place)
        found: Document = read(data, name, encoding) if self.decodes else read(data, name)
        return found


@cache
def _version_of(library: str) -> str:
    """The version that is installed: finding it out costs as much as reading a short page."""
    return metadata.version(library)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggester(Typed):
    """Rules that read suggestions from a sentence.

    `place` is a function of a text, the code points where the sentence starts and stops, and the
    `Gazetteer` of the dossier's names; it gives `workbench.intake.suggestion.Suggestion` values.
    """

    name: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Typed):
    """Something computed from a dossier's records, shown as a table.

    `place` is a function of a dossier and a `Query` that gives rows, each as long as `columns`,
    of texts, numbers and None; what is something else is shown as its text.
    `method` says how it is computed, with its source: the formula, the paper, the standard.
    """

    name: str
    title: str
    method: str
    columns: tuple[str, ...]
    place: str

    def compute(self, dossier: Dossier, query: Query) -> Iterable[Sequence[object]]:
        """The rows over what a query shows."""
        rows: Iterable[Sequence[object]] = at(self.place)(dossier, query)
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Typed):
    """A form of plot without a time axis.

    `data` is a function of a dossier, a `Query` and the `Plot` so far; it gives what is drawn, a
    plugin's a `ChartData`, or None where there is nothing to draw. `patches` is a function of that
    and of the area in pixels (a `QRectF`); it gives the `workbench.charts.patch.Patch` values that
    can be pointed at and chosen. `draw` is a function of a painter, the `Picture`, the area, and
    what is drawn.
    """

    name: str
    title: str
    question: str
    data: str
    patches: str
    draw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData(Typed):
    """What a plugin's chart draws: the finding, what it shows, its numbers as a table, and more.

    `content` is whatever the chart's own functions need.
    """

    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    content: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Typed):
    """A sheet that a recipe may ask for by `name`; `tab` and `title` are those it has by default.

    `place` is a function of a `workbench.briefing.book.Book` that gives a `Sheet`.
    """

    name: str
    tab: str
    title: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Typed):
    """Something to do with a dossier: a command of the window, of the console and of the shell.

    `place` is a function of a dossier and the ids that are chosen; what it returns, if anything, is
    told to the analyst; `given` is passed on after the ids. From the window it runs in the
    console's process. `shortcut` is spelled as Qt spells it.
    """

    name: str
    title: str
    place: str
    about: str = ""
    shortcut: str = ""
    given: tuple[str, ...] = ()


class CodebookKind(StrEnum):
    """What a codebook holds: a tree of codes as `.qdc`, or a stance scale as `.toml`."""

    CODES = "codes"
    STANCE_SCALE = "stance scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook(Typed):
    """A codebook that a dossier can adopt: a file."""

    name: str
    title: str
    kind: CodebookKind
    path: Path
