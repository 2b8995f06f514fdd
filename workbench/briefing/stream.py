"""Cells to XML, row by row.

Fast, with shared strings, cached results and links, and no formula that we did not write.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbench.briefing.cell import (
    MOST_CHARACTERS,
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

    from workbench.briefing.cell import (
        Cell,
        Value,
    )
    from workbench.briefing.look import Styles
    from workbench.briefing.sheet import Row

MOST_LINKS = 65_000
"""Excel repairs a sheet of more than 65,530 links.

Beyond this many they become HYPERLINK formulas.
"""

_MARKUP = re.compile('[&<>"]')
_LARGEST = Decimal("1E+308")
_CHUNK = 1 << 16
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class SharedStrings:
    """The texts of a workbook, each kept once; safe for XML and Excel.

    `start` is the number of the first: what a template holds goes before. `known` gives the number
    of a text that was met, and whether it looks like a formula.
    """

    def __init__(self, start: int = 0) -> None:
        self.known: dict[str, tuple[int, bool]] = {}
        self._texts: dict[str, int] = {}
        self._start = start
        self.uses = 0

    def number(self, text: str) -> tuple[int, bool]:
        """The number of `text`, and whether Excel must be told that it is no formula."""
        self.uses += 1
        known = self.known.get(text)
        if known is None:
            safe = cleaned(text)
            new = self._start + len(self._texts)
            known = (self._texts.setdefault(safe, new), looks_like_formula(safe))
            self.known[text] = known
        return known

    def xml(self) -> Iterator[bytes]:
        """The shared string part, in pieces."""
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' count="{self.uses}" uniqueCount="{len(self._texts)}">'
        ).encode()
        yield from self.items()
        yield b"</sst>"

    def items(self) -> Iterator[bytes]:
        """The strings alone, in pieces."""
        texts = iter(self._texts)
        while some := list(islice(texts, _CHUNK >> 6)):
            yield "".join(map(_string_xml, some)).encode()

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
        self._ids = styles.ids if styles else {}
        self._quoted = styles.quoted if styles else {}
        self._strings = strings
        self._rest = rest
        self._stretch = stretch
        self._letters: list[str] = []
        self._heights: dict[float | None, str] = {None: ""}
        self._links: list[tuple[str, str]] = []
        self.unlinked = 0

    def write(self, rows: Iterable[Row], out: IO[bytes], tick: Callable[[int], None]) -> None:
        """Writes `rows` to `out` as they come; calls `tick` with the number of each row."""
        pieces: list[str] = []
        size = 0
        for number, row in enumerate(rows, start=1):
            tick(number)
            piece = self._row(number, row)
            pieces.append(piece)
            size += len(piece)
            if size > _CHUNK:
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
        while len(self._letters) < len(row.cells):
            self._letters.append(letter(len(self._letters) + 1))
        ids, quoted, known = self._ids, self._quoted, self._strings.known
        links, room = self._links, MOST_LINKS - len(self._links)
        pieces = []
        uses = 0
        for name, cell in zip(self._letters, row.cells, strict=False):
            if cell is None:
                continue
            value, look, link, _ = cell
            # A text that stood somewhere before is the common case; the rest takes its time.
            string = known.get(value) if type(value) is str else None
            if string is None or (link and room <= 0):
                pieces.append(self._cell(f"{name}{number}", cell))
                room -= bool(link)
                continue
            if link:
                links.append((f"{name}{number}", link))
                room -= 1
            at, risky = string
            uses += 1
            style = quoted[look] if risky else ids[look]
            pieces.append(f'<c r="{name}{number}" s="{style}" t="s"><v>{at}</v></c>')
        self._strings.uses += uses
        return f'<row r="{number}"{self._height(row.height)}>{"".join(pieces)}</row>'

    def _height(self, height: float | None) -> str:
        found = self._heights.get(height)
        if found is None:
            points = min((height or 0) * self._stretch, MOST_POINTS)
            found = f' ht="{points:g}" customHeight="1"'
            self._heights[height] = found
        return found

    def styled(self, place: str, cell: Cell, style: int) -> str:
        """A cell in a style of its own, whatever its look; remembers where it leads."""
        value = self._linked(place, cell.value, cell.link) if cell.link else cell.value
        if isinstance(value, str):
            return self._text(place, value, style, style)
        return self._other(place, value, style)

    def _cell(self, place: str, cell: Cell) -> str:
        value, look, link, _ = cell
        if link:
            value = self._linked(place, value, link)
        if isinstance(value, str):
            return self._text(place, value, self._ids[look], self._quoted[look])
        return self._other(place, value, self._ids[look])

    def _linked(self, place: str, value: Value, link: str) -> Value:
        """Keeps the link; where there are too many, what stands in the cell must lead there."""
        if len(self._links) < MOST_LINKS:
            self._links.append((place, link))
        elif isinstance(value, str):
            return _as_formula(value, link)
        else:
            self.unlinked += 1
        return value

    def _other(self, place: str, value: Value, style: int) -> str:
        if value is None:
            return f'<c r="{place}" s="{style}"/>'
        if isinstance(value, Formula):
            return self._formula(place, value, style)
        return f'<c r="{place}" s="{style}"><v>{_number(value, self._tab, place)}</v></c>'

    def _text(self, place: str, text: str, style: int, quoted: int) -> str:
        if len(text) > MOST_CHARACTERS:
            text = self._rest(f"{self._tab} {place}", text)
        number, risky = self._strings.number(text)
        style = quoted if risky else style
        return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'

    def _formula(self, place: str, formula: Formula, style: int) -> str:
        text = escape(cleaned(formula.text))
        result = formula.result
        if isinstance(result, str):
            shown = escape(cleaned(result))
            return f'<c r="{place}" s="{style}" t="str"><f>{text}</f><v>{shown}</v></c>'
        shown = _number(result, self._tab, place)
        return f'<c r="{place}" s="{style}"><f>{text}</f><v>{shown}</v></c>'


def _string_xml(text: str) -> str:
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    plain = escape(text) if _MARKUP.search(text) else text
    return f"<si><t{keep}>{plain}</t></si>"


def _number(value: Value, tab: str, place: str) -> str:
    if isinstance(value, date):
        return str(serial(value))
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value) > _LARGEST):
        raise InvalidField(
            f"{tab} {place}", "Excel cannot hold this number. Correct the record before writing."
        )
    return format(value, "f") if isinstance(value, Decimal) and abs(value) < 1 else str(value)


def _as_formula(text: str, link: str) -> Value:
    """`text` as a HYPERLINK formula, where it is short enough to stand in one."""
    if len(text) > 250 or len(link) > 250:  # noqa: PLR2004 - Excel's limit for a string in a formula
        return text
    target = (link if "://" in link else f"#{link}").replace('"', '""')
    return Formula(f'HYPERLINK("{target}","{text.replace(chr(34), chr(34) * 2)}")', text)
