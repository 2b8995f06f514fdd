"""Cells to XML, some hundred rows at a time.

Fast, with cached results and links, and no formula that we did not write. Texts are kept once, as
shared strings; those of a long table that are mostly unlike stand in their cells.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import groupby, islice, repeat
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from workbench.briefing.cell import (
    MOST_CHARACTERS,
    Formula,
    serial,
)
from workbench.briefing.sheet import letter
from workbench.briefing.strings import plain, ready, text_xml
from workbench.briefing.widths import MOST_POINTS
from workbench.errors import InvalidField
from workbench.model.inert import looks_like_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbench.briefing.cell import (
        Cell,
        Value,
    )
    from workbench.briefing.look import Styles
    from workbench.briefing.sheet import Row
    from workbench.briefing.strings import SharedStrings

MOST_LINKS = 65_000
"""Excel repairs a sheet of more than 65,530 links.

Beyond this many they become HYPERLINK formulas.
"""

_MARKUP = re.compile('[&<>"]')
_TOO_LARGE = 308
"""The power of ten from which on a number is none that Excel holds."""
_MOST_IN_FORMULA = 250
"""Excel's limit for a string in a formula is 255."""

_BLOCK = 512
"""So many rows are made together."""
_MOSTLY = 0.9
"""Texts of which more than this part are unlike are not looked for among those met before."""
_MOST_TAILS = 1 << 11
_NOTHING = "\0"
_GAP = re.compile(f'<c r="[A-Z]+[0-9]+{_NOTHING}')
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class SheetStream:
    """Writes the rows of one sheet in `styles`; without them only cells that bring their own.

    `links` holds what `links_xml` and `relations_xml` then write.
    """

    def __init__(
        self,
        tab: str,
        *,
        styles: Styles | None = None,
        strings: SharedStrings,
        rest: Callable[[str, str], str],
        stretch: float = 1.0,
        link_name: str = "link",
    ) -> None:
        self.tab = tab
        self._link_name = link_name
        self.ids = styles.ids if styles else {}
        self.quoted = styles.quoted if styles else {}
        self.strings = strings
        self._rest = rest
        self._stretch = stretch
        self._columns: dict[tuple[int, bool], _Column] = {}
        self._starts: dict[float | None, str] = {None: '">'}
        self._links: list[tuple[str, str]] = []
        self.unlinked = 0

    def write(self, rows: Iterable[Row], out: IO[bytes], tick: Callable[[int], None]) -> None:
        """Writes `rows` to `out` as they come; calls `tick` now and then with how many are done."""
        tick(0)
        done = 0
        for width, alike in groupby(rows, key=lambda row: len(row.cells)):
            while some := list(islice(alike, _BLOCK)):
                out.write(self._block(done + 1, width, some).encode())
                done += len(some)
                tick(done)

    def links_xml(self) -> str:
        """The links of the sheet, to stand after its data."""
        if not self._links:
            return ""
        outside = self._outside()
        parts = []
        for place, target in self._links:
            if target in outside:
                parts.append(f'<hyperlink ref="{place}" r:id="{outside[target]}"/>')
            else:
                where = quoteattr(target) if _MARKUP.search(target) else f'"{target}"'
                parts.append(f'<hyperlink ref="{place}" location={where}/>')
        return f'<hyperlinks xmlns:r="{_RELATION}">{"".join(parts)}</hyperlinks>'

    def relations_xml(self) -> str:
        """The web addresses that links lead to, as relationships."""
        return "".join(
            f'<Relationship Id="{name}" Type="{_RELATION}/hyperlink" Target={quoteattr(target)}'
            ' TargetMode="External"/>'
            for target, name in self._outside().items()
        )

    def _outside(self) -> dict[str, str]:
        targets = dict.fromkeys(
            target for _, target in self._links if ":" in target and ":" in target.split("!")[0]
        )
        return {
            target: f"{self._link_name}{number}" for number, target in enumerate(targets, start=1)
        }

    def _block(self, first: int, width: int, rows: list[Row]) -> str:
        """Rows of `width` cells each, the first of them in row `first`."""
        ats = list(map(str, range(first, first + len(rows))))
        cells, heights = zip(*rows, strict=True)
        head = '<c r="A' if width else "</row>"
        starts = [(self._starts.get(each) or self._start(each)) + head for each in heights]
        columns = [
            self._column(number, last=number == width).told(column, ats)
            for number, column in enumerate(zip(*cells, strict=True), start=1)
        ]
        # Each piece ends where the number of the row comes next: joining by it makes the row.
        pieces = zip(repeat('<row r="'), starts, *columns, strict=False)
        told = "".join(map(str.join, ats, pieces))
        return _GAP.sub("", told) if _NOTHING in told else told

    def _start(self, height: float | None) -> str:
        points = min((height or 0) * self._stretch, MOST_POINTS)
        found = self._starts[height] = f'" ht="{points:g}" customHeight="1">'
        return found

    def _column(self, number: int, *, last: bool) -> _Column:
        found = self._columns.get((number, last))
        if found is None:
            found = self._columns[number, last] = _Column(number, self, last=last)
        return found

    @property
    def room(self) -> int:
        """How many links the sheet still takes."""
        return MOST_LINKS - len(self._links)

    def link(self, places: Iterable[str], links: Iterable[str]) -> None:
        """Keeps where cells lead; empty where nowhere."""
        self._links += [each for each in zip(places, links, strict=True) if each[1]]

    def styled(self, place: str, cell: Cell, style: int) -> str:
        """A cell in a style of its own, whatever its look; remembers where it leads."""
        return f'<c r="{place}{self.content(place, cell, style, style)}'

    def content(self, place: str, cell: Cell, style: int, quoted: int) -> str:
        """What follows the place in the XML of a cell; remembers where it leads.

        With a link too many a text leads there as a formula, and a number nowhere.
        """
        value, _, link, _ = cell
        if link and self.room:
            self._links.append((place, link))
        elif link and isinstance(value, str):
            value = _as_formula(value, link)
        elif link:
            self.unlinked += 1
        if isinstance(value, str):
            if len(value) > MOST_CHARACTERS:
                value = self._rest(f"{self.tab} {place}", value)
            shown = quoted if looks_like_formula(value) else style
            return f'" s="{shown}" t="s"><v>{self.strings.number(value)}</v></c>'
        if isinstance(value, Formula):
            return self._formula(place, value, style)
        if value is None:
            return f'" s="{style}"/>'
        return f'" s="{style}"><v>{_number(value, self.tab, place)}</v></c>'

    def _formula(self, place: str, formula: Formula, style: int) -> str:
        text, result = plain(formula.text), formula.result
        if isinstance(result, str):
            return f'" s="{style}" t="str"><f>{text}</f><v>{plain(result)}</v></c>'
        shown = _number(result, self.tab, place)
        return f'" s="{style}"><f>{text}</f><v>{shown}</v></c>'


class _Column(dict["Cell | None", str]):
    """What follows the number of the row in each cell of a column, up to that of the next cell.

    Of cells that may come again, those met last are remembered.
    """

    def __init__(self, number: int, stream: SheetStream, *, last: bool) -> None:
        super().__init__()
        self._stream = stream
        self._ids, self._quoted = stream.ids, stream.quoted
        self._letters = letter(number)
        self._next = "</row>" if last else f'<c r="{letter(number + 1)}'

    def told(self, cells: tuple[Cell | None, ...], ats: list[str]) -> Iterable[str]:
        """What follows each number of `ats`, in whose row the cell stands."""
        first = cells[0]
        if first in self and cells.count(first) == len(cells):
            return repeat(self[first])
        if len(cells) < _BLOCK or first in self or None in cells:
            return self._one_by_one(cells, ats)
        types = [type(cell[0]) for cell in cells if cell]
        if types.count(types[0]) == len(types):
            return self._at_once(cells, ats)
        told = dict.fromkeys(range(len(cells)), "")
        for each in dict.fromkeys(types):
            of_kind = [number for number, kind in enumerate(types) if kind is each]
            some = self._at_once([cells[n] for n in of_kind], [ats[n] for n in of_kind])
            told.update(zip(of_kind, some, strict=True))
        return told.values()

    def _one_by_one(self, cells: Iterable[Cell | None], ats: list[str]) -> list[str]:
        each = zip(cells, ats, strict=True)
        return [self.get(cell) or self._tail(cell, at) for cell, at in each]

    def _tail(self, cell: Cell | None, at: str) -> str:
        if cell is None:
            return f"{_NOTHING}{self._next}"
        value, look, link, _ = cell
        styles = (self._ids[look], self._quoted[look])
        tail = self._stream.content(self._letters + at, cell, *styles) + self._next
        short = isinstance(value, str) and len(value) <= MOST_CHARACTERS
        if not link and (short or value is None or type(value) is date):
            if len(self) >= _MOST_TAILS:
                self.clear()
            self[cell] = tail
        return tail

    def _at_once(self, cells: Sequence[Cell | None], ats: list[str]) -> list[str]:
        """The same for many cells whose values are of one kind."""
        return self._together(cells, ats) or self._one_by_one(cells, ats)

    def _together(self, cells: Sequence[Cell | None], ats: list[str]) -> list[str] | None:
        """None where they are better taken one by one."""
        values, looks, links, _ = zip(*filter(None, cells), strict=True)
        linked, room = len(links) - links.count(""), self._stream.room
        unlike = len(set(values)) > _MOSTLY * len(values)
        if not (linked or unlike) or 0 < room < linked:
            return None
        kind = type(values[0])
        told = None
        if kind is Decimal and _all_large(values):
            styles = map(self._ids.__getitem__, looks)
            end = f"</v></c>{self._next}"
            told = [f'" s="{s}"><v>{n}{end}' for s, n in zip(styles, map(str, values), strict=True)]
        elif kind is str and max(map(len, values)) <= MOST_CHARACTERS:
            if linked > room:
                return self._formulas(values, looks, links)
            told = self._texts(values, looks, unlike=unlike)
        if told is None:
            return None
        if 0 < linked <= room:
            self._stream.link((self._letters + at for at in ats), links)
        elif kind is Decimal:
            self._stream.unlinked += linked
        return told

    def _texts(
        self, values: Sequence[str], looks: Sequence[str], *, unlike: bool
    ) -> list[str] | None:
        texts = ready(values)
        if texts is None:
            return list(map(self._inline, values, looks)) if unlike else None
        styles = map(self._ids.__getitem__, looks)
        if unlike:
            end = f"</t></is></c>{self._next}"
            told = zip(styles, texts, strict=True)
            return [f'" s="{s}" t="inlineStr"><is><t>{text}{end}' for s, text in told]
        end = f"</v></c>{self._next}"
        numbered = zip(styles, map(self._stream.strings.number, values), strict=True)
        return [f'" s="{s}" t="s"><v>{number}{end}' for s, number in numbered]

    def _inline(self, text: str, look: str) -> str:
        style = (self._quoted if looks_like_formula(text) else self._ids)[look]
        return f'" s="{style}" t="inlineStr"><is>{text_xml(text)}</is></c>{self._next}'

    def _formulas(
        self, values: Sequence[str], looks: Sequence[str], links: Sequence[str]
    ) -> list[str] | None:
        """Texts as formulas that lead to where the links lead."""
        both = (*values, *links)
        texts = ready(both)
        short = max(map(len, both)) <= _MOST_IN_FORMULA
        if texts is None or not short or "" in links or '"' in "".join(both):
            return None
        end = f"</v></c>{self._next}"
        each = zip(looks, texts[: len(values)], texts[len(values) :], strict=True)
        return [
            f'" s="{self._ids[look]}" t="str"><f>{_hyperlink(text, link)}</f><v>{text}{end}'
            for look, text, link in each
        ]


def _all_large(numbers: Iterable[Decimal]) -> bool:
    """Whether all of so many numbers are such as Excel holds, and written without an exponent."""
    powers = [each.adjusted() if each.is_finite() else _TOO_LARGE for each in numbers]
    return min(powers) >= 0 and max(powers) < _TOO_LARGE


def _number(value: Value, tab: str, place: str) -> str:
    if type(value) is not Decimal:
        return str(serial(value) if isinstance(value, date) else value)
    size = value.adjusted() if value.is_finite() else _TOO_LARGE
    if size >= _TOO_LARGE:
        raise InvalidField(
            f"{tab} {place}", "Excel cannot hold this number. Correct the record before writing."
        )
    return str(value) if size >= 0 else format(value, "f")


def _as_formula(text: str, link: str) -> Value:
    """`text` as a HYPERLINK formula, where it is short enough to stand in one."""
    formula = _hyperlink(text.replace('"', '""'), link.replace('"', '""'))
    return Formula(formula, text) if formula else text


def _hyperlink(text: str, link: str) -> str:
    """The formula of a link, both without quotation marks that would end a string in it."""
    if len(text) > _MOST_IN_FORMULA or len(link) > _MOST_IN_FORMULA:
        return ""
    return f'HYPERLINK("{"" if "://" in link else "#"}{link}","{text}")'
