"""Cells to XML, row by row.

Fast, with shared strings, cached results and links, and no formula that we did not write.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import islice
from operator import getitem
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbench.briefing.cell import (
    MOST_CHARACTERS,
    Cell,
    Formula,
    cleaned,
    serial,
)
from workbench.briefing.sheet import letter
from workbench.briefing.widths import MOST_POINTS
from workbench.errors import InvalidField
from workbench.model.inert import looks_like_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workbench.briefing.cell import Value
    from workbench.briefing.look import Styles
    from workbench.briefing.sheet import Row

MOST_LINKS = 65_000
"""Excel repairs a sheet of more than 65,530 links.

Beyond this many they become HYPERLINK formulas.
"""

_MARKUP = re.compile('[&<>"]')
_SUSPECT = re.compile("[&<>_\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_QUOTED = re.compile('[&<>_"\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]')
_UNLIKE_PLAIN = re.compile("[&<>_\\x01-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_TOO_LARGE = 308
"""The power of ten from which on a number is none that Excel holds."""
_MOST_IN_FORMULA = 250
"""Excel's limit for a string in a formula is 255."""

_CHUNK = 1 << 16
_MOST_TAILS = 1 << 11
_NOTHING = "\0"
_NO_CELL = Cell(None)
_GAP = re.compile(f'<c r="[A-Z]+[0-9]+{_NOTHING}')
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class SharedStrings:
    """The texts of a workbook, each kept once; safe for XML and Excel.

    `start` is the number of the first: what a template holds goes before.
    """

    def __init__(self, start: int = 0) -> None:
        self._texts: dict[str, int] = {}
        self._start = start

    def number(self, text: str) -> int:
        """The number of `text`."""
        return self.met(text)[0]

    def met(self, text: str) -> tuple[int, bool]:
        """The number of `text`, and whether it was met before."""
        texts = self._texts
        count = len(texts)
        return texts.setdefault(text, self._start + count), len(texts) == count

    def xml(self) -> Iterator[bytes]:
        """The shared string part, in pieces."""
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' uniqueCount="{len(self._texts)}">'
        ).encode()
        yield from self.items()
        yield b"</sst>"

    def items(self) -> Iterator[bytes]:
        """The strings alone, in pieces."""
        texts = iter(self._texts)
        while some := list(islice(texts, _CHUNK >> 6)):
            # Mostly none of so many texts needs care, which is seen sooner in all of them at once.
            together = _NOTHING.join(some)
            if _UNLIKE_PLAIN.search(together) or some != list(map(str.strip, some)):
                yield "".join(map(_string_xml, some)).encode()
            else:
                told = together.replace(_NOTHING, "</t></si><si><t>")
                yield f"<si><t>{told}</t></si>".encode()

    def __len__(self) -> int:
        return len(self._texts)


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
        self._tab = tab
        self._link_name = link_name
        self.ids = styles.ids if styles else {}
        self.quoted = styles.quoted if styles else {}
        self._strings = strings
        self._rest = rest
        self._stretch = stretch
        self._columns: list[_Column] = []
        self.at = ""
        self._heights: dict[float | None, str] = {None: '">'}
        self._links: list[tuple[str, str]] = []
        self.unlinked = 0

    def write(self, rows: Iterable[Row], out: IO[bytes], tick: Callable[[int], None]) -> None:
        """Writes `rows` to `out` as they come; calls `tick` now and then with how many are done."""
        tick(0)
        pieces: list[str] = []
        size = 0
        for number, row in enumerate(rows, start=1):
            piece = self._row(number, row)
            pieces.append(piece)
            size += len(piece)
            if size > _CHUNK:
                tick(number)
                out.write("".join(pieces).encode())
                pieces, size = [], 0
        out.write("".join(pieces).encode())

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

    def _row(self, number: int, row: Row) -> str:
        cells = row.cells
        columns = self._columns
        while len(columns) < len(cells):
            columns.append(_Column(len(columns) + 1, self, self._strings))
        at = self.at = str(number)
        start = self._heights.get(row.height) or self._height(row.height)
        if not cells:
            return f'<row r="{at}{start}</row>'
        # Each piece ends where the number of the row comes next: joining by it makes the row.
        told = at.join(['<row r="', start + columns[0].head, *map(getitem, columns, cells)])
        told = told[: -len(columns[len(cells) - 1].following)]
        return f"{_GAP.sub('', told) if _NOTHING in told else told}</row>"

    def other(self, place: str, cell: Cell) -> str:
        """What follows the place in the XML of a cell that is more than a text."""
        value, look, link, _ = cell
        if not link:
            return self._content(place, value, self.ids[look], self.quoted[look])
        if len(self._links) < MOST_LINKS:
            self._links.append((place, link))
        elif type(value) is str and not _QUOTED.search(link + value):
            # Nearly all links beyond the limit: the long way takes twice the time.
            if formula := _hyperlink(value, link):
                return f'" s="{self.ids[look]}" t="str"><f>{formula}</f><v>{value}</v></c>'
        else:
            value = self._beyond(value, link)
        return self._content(place, value, self.ids[look], self.quoted[look])

    def _height(self, height: float | None) -> str:
        found = self._heights.get(height)
        if found is None:
            points = min((height or 0) * self._stretch, MOST_POINTS)
            found = f'" ht="{points:g}" customHeight="1">'
            self._heights[height] = found
        return found

    def styled(self, place: str, cell: Cell, style: int) -> str:
        """A cell in a style of its own, whatever its look; remembers where it leads."""
        value = cell.value
        if cell.link and len(self._links) < MOST_LINKS:
            self._links.append((place, cell.link))
        elif cell.link:
            value = self._beyond(value, cell.link)
        return f'<c r="{place}{self._content(place, value, style, style)}'

    def _beyond(self, value: Value, link: str) -> Value:
        """A value with a link too many: a text leads there as a formula, a number nowhere."""
        if isinstance(value, str):
            return _as_formula(value, link)
        self.unlinked += 1
        return value

    def _content(self, place: str, value: Value, style: int, quoted: int) -> str:
        if type(value) is Decimal:
            return f'" s="{style}"><v>{_number(value, self._tab, place)}</v></c>'
        if isinstance(value, str):
            if len(value) > MOST_CHARACTERS:
                value = self._rest(f"{self._tab} {place}", value)
            shown = quoted if looks_like_formula(value) else style
            return f'" s="{shown}" t="s"><v>{self._strings.number(value)}</v></c>'
        if isinstance(value, Formula):
            return self._formula(place, value, style)
        if value is None:
            return f'" s="{style}"/>'
        return f'" s="{style}"><v>{_number(value, self._tab, place)}</v></c>'

    def _formula(self, place: str, formula: Formula, style: int) -> str:
        text, result = _plain(formula.text), formula.result
        if isinstance(result, str):
            return f'" s="{style}" t="str"><f>{text}</f><v>{_plain(result)}</v></c>'
        shown = _number(result, self._tab, place)
        return f'" s="{style}"><f>{text}</f><v>{shown}</v></c>'


class _Column(dict["Cell | None", str]):
    """What follows the number of the row in each cell of a column, up to that of the next cell.

    Those met last are remembered: asking for one that was here before costs no call.
    """

    def __init__(self, number: int, stream: SheetStream, strings: SharedStrings) -> None:
        super().__init__()
        self._stream = stream
        self._met = strings.met
        self._ids, self._quoted = stream.ids, stream.quoted
        self._letters = letter(number)
        self.head = f'<c r="{self._letters}'
        self.following = f'<c r="{letter(number + 1)}'

    def __missing__(self, cell: Cell | None) -> str:
        value, look, link, _ = cell or _NO_CELL
        if cell is None:
            tail, again = f"{_NOTHING}{self.following}", True
        elif isinstance(value, str) and not link and len(value) <= MOST_CHARACTERS:
            # A text may come again from its second time on.
            number, again = self._met(value)
            style = (self._quoted if looks_like_formula(value) else self._ids)[look]
            tail = f'" s="{style}" t="s"><v>{number}</v></c>{self.following}'
        else:
            tail = self._stream.other(self._letters + self._stream.at, cell) + self.following
            again = not link and (value is None or type(value) is date)
        if again:
            if len(self) >= _MOST_TAILS:
                self.clear()
            self[cell] = tail
        return tail


def _plain(text: str) -> str:
    """`text` as it stands in an element."""
    return escape(cleaned(text)) if _SUSPECT.search(text) else text


def _string_xml(text: str) -> str:
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<si><t{keep}>{_plain(text)}</t></si>"


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
