"""How what is put into a template looks: as the cells that were there, never as ours."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbench.briefing.look import MOST_DECIMALS, number_format as format_of
from workbench.briefing.shown import words
from workbench.briefing.xml import MAIN, part_of, tree
from workbench.model.inert import looks_like_formula

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.briefing.cell import Cell
    from workbench.briefing.templates.cells import Found

_OURS = "Briefing "
_FIRST_FORMAT = 700
_SIGNS = (">", "≥", "<", "≤")
_DAY = "d mmm yyyy"
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 37: "#,##0", 38: "#,##0"}
_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22})


class Dress:
    """The styles of a template, and the few that a filling adds to them."""

    def __init__(self, part: bytes) -> None:
        self._root: Any = tree(part)
        self._part = part
        self._formats: dict[int, str] = {
            int(each.get("numFmtId")): each.get("formatCode")
            for each in self._root.iter(f"{MAIN}numFmt")
            if each.getparent().tag == f"{MAIN}numFmts"
        }
        named = {
            int(each.get("xfId")): each.get("name") or ""
            for each in self._root.iter(f"{MAIN}cellStyle")
        }
        self._xfs: Any = self._root.find(f"{MAIN}cellXfs")
        self._looks = [_look(named.get(int(each.get("xfId") or 0), "")) for each in self._xfs]
        self._first: dict[str, int] = {}
        for number, look in enumerate(self._looks):
            if look and self._xfs[number].get("quotePrefix") not in {"1", "true"}:
                self._first.setdefault(look, number)
        self._changed = False
        self._made: dict[tuple[int, str, bool], int] = {}

    def look(self, style: int) -> str:
        """The look of a briefing that a style has, whatever was changed about it; else empty."""
        return self._looks[style] if style < len(self._looks) else ""

    def first(self, look: str) -> int | None:
        """A style of that look."""
        return self._first.get(look)

    def is_date(self, style: int) -> bool:
        """Whether a style shows numbers as dates."""
        number = self._number(style)
        code = self._formats.get(number, "").casefold()
        return number in _BUILT_IN_DATES or ("d" in code and "m" in code and "y" in code)

    def varied(self, style: int, *, number_format: str = "", quote: bool = False) -> int:
        """`style` with another number format, or told that its text is no formula."""
        key = (style, number_format, quote)
        if key not in self._made:
            made = copy.deepcopy(self._xfs[style] if style < len(self._xfs) else self._xfs[0])
            if number_format:
                made.set("numFmtId", str(self._number_of(number_format)))
                made.set("applyNumberFormat", "1")
            if quote:
                made.set("quotePrefix", "1")
            self._xfs.append(made)
            self._made[key] = len(self._xfs) - 1
        return self._made[key]

    def signed(self, style: int, sign: str) -> int:
        """`style` with a sign before its number."""
        code = self._formats.get(self._number(style)) or _BUILT_IN.get(self._number(style), "#,##0")
        plain = code.split(";")[0]
        return self.varied(style, number_format=f'"{sign} "{plain};"{sign} "\\-{plain}')

    def dated(self, style: int) -> int:
        """`style` such that it shows a day."""
        return style if self.is_date(style) else self.varied(style, number_format=_DAY)

    def show_decimals(self, decimals: int) -> None:
        """Lets the rules that put a sign before a bound show so many decimals."""
        codes = {
            format_of(most, sign): format_of(decimals, sign)
            for most in range(MOST_DECIMALS + 1)
            for sign in _SIGNS
        }
        for each in self._root.iter(f"{MAIN}numFmt"):
            code = codes.get(each.get("formatCode"))
            if each.getparent().tag == f"{MAIN}dxf" and code not in {None, each.get("formatCode")}:
                each.set("formatCode", code)
                self._changed = True

    def part(self) -> bytes:
        """The part of styles; as it was where nothing was added."""
        if not self._made and not self._changed:
            return self._part
        self._xfs.set("count", str(len(self._xfs)))
        return part_of(self._root)

    def _number(self, style: int) -> int:
        return int(self._xfs[style].get("numFmtId") or 0) if style < len(self._xfs) else 0

    def _number_of(self, code: str) -> int:
        for number, known in self._formats.items():
            if known == code:
                return number
        number = max([*self._formats, _FIRST_FORMAT]) + 1
        self._formats[number] = code
        held = self._root.find(f"{MAIN}numFmts")
        if held is None:
            held = self._root.makeelement(f"{MAIN}numFmts", {})
            self._root.insert(0, held)
        held.append(
            held.makeelement(f"{MAIN}numFmt", {"numFmtId": str(number), "formatCode": code})
        )
        held.set("count", str(len(held)))
        return number


class Wardrobe:
    """The styles for one column, or one area: what was worn there goes before all else.

    Where a cell of the column has the look of the new one, that cell's style is taken; then the
    template's first style of that look; in a column that is not ours, the style of its first cell.
    """

    def __init__(self, dress: Dress, worn: Iterable[Found], *, ours: bool = False) -> None:
        self._dress = dress
        styles = [each.style for each in worn]
        self._exemplar = styles[0] if styles else 0
        self._ours = ours or bool(dress.look(self._exemplar))
        self._seen: dict[str, int] = {}
        for style in styles:
            self._seen.setdefault(dress.look(style), style)

    def put_on(self, cell: Cell) -> tuple[Cell, int]:
        """The cell as it goes into the template, and the number of its style."""
        cell, style = self._ours_of(cell) if self._ours else self._theirs(cell)
        return cell, self.quoting(cell, style)

    def quoting(self, cell: Cell, style: int) -> int:
        """`style`, which keeps a text as text even where it begins like a formula."""
        risky = isinstance(cell.value, str) and looks_like_formula(cell.value)
        return self._dress.varied(style, quote=True) if risky else style

    def _ours_of(self, cell: Cell) -> tuple[Cell, int]:
        style = self._seen.get(cell.look)
        if style is None:
            style = self._dress.first(cell.look)
        return cell, self._exemplar if style is None else style

    def _theirs(self, cell: Cell) -> tuple[Cell, int]:
        """In a column of the template's own look: no finer date than known, no bound unsaid."""
        value = cell.value
        if isinstance(value, date):
            if cell.look.startswith("day"):
                return cell, self._dress.dated(self._exemplar)
            return cell._replace(value=words(cell)), self._exemplar
        if cell.sign and isinstance(value, (int, Decimal)):
            return cell, self._dress.signed(self._exemplar, cell.sign)
        return cell, self._exemplar


def _look(name: str) -> str:
    return name.removeprefix(_OURS) if name.startswith(_OURS) else ""
