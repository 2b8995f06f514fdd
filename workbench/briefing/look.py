"""The looks of cells: fonts, colours, borders and number formats by name.

Each look is a named style, so that a reader can restyle all its cells from Excel's gallery.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from workbench.model.kinds import Marking, Stance

if TYPE_CHECKING:
    from collections.abc import Callable

INK = "14213D"
MUTED = "5B6475"
RULE = "D5DAE1"
BAND = "F4F6F9"
ACCENT = "0B5C86"
WHITE = "FFFFFF"
BLACK = "000000"
LIGHT = "B9D7E6"
YELLOW = "FFF4C2"
GRID = "E6E9EE"
FONT = "Calibri"
TEXT_SIZE = 10.5
MOST_DECIMALS = 4
UPPER_BOUND = "upper bound"

STANCE_COLOURS = {
    Stance.APPROVE: "0072B2",
    Stance.CONDITIONAL: "56B4E9",
    Stance.RELAX: "8CC6E7",
    Stance.PENDING: "A9B0BA",
    Stance.RESTRICT: "E69F00",
    Stance.DENY: "C44E00",
    Stance.UNCLEAR: "C9CED6",
}
_TINTS = {
    Stance.APPROVE: "CCE3F0",
    Stance.CONDITIONAL: "D6ECF9",
    Stance.RELAX: "E4F2FA",
    Stance.PENDING: "ECEDF0",
    Stance.RESTRICT: "FBE6BF",
    Stance.DENY: "F5CDB4",
    Stance.UNCLEAR: "F1F2F4",
}
_DARK = frozenset({Stance.APPROVE, Stance.DENY})
MARKING_INK = {
    Marking.CLEAR: "FFFFFF",
    Marking.GREEN: "33FF00",
    Marking.AMBER: "FFC000",
    Marking.AMBER_STRICT: "FFC000",
    Marking.RED: "FF2B2B",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours and letters of a workbook.

    `inks` holds what stands in place of this module's colours. `plain` is for publication: no
    fills, nothing smaller than `least` points. `width` and `height` stretch columns and rows for
    letters larger than those that the sheets are planned in.
    """

    inks: dict[str, str]
    font: str = FONT
    plain: bool = False
    least: float = 0.0
    width: float = 1.0
    height: float = 1.0

    @property
    def body(self) -> float:
        """The size of a cell without a look, by whose digits Excel counts widths of columns."""
        return self.least or _BODY

    def colour(self, colour: str) -> str:
        """The colour of the theme in the place of `colour`."""
        return self.inks.get(colour, colour)

    def dressed(self, look: Look) -> Look:
        """`look` in the colours and letters of the theme."""
        look = replace(
            look,
            colour=self.colour(look.colour),
            fill=self.colour(look.fill),
            rule=self.colour(look.rule),
        )
        if not self.plain:
            return look
        return replace(
            look,
            size=max(look.size * self.least / TEXT_SIZE, self.least) if look.size < _LARGE else 20,
            colour=INK if look.fill in {INK, BLACK} else look.colour,
            across="left" if look.fill == BLACK else look.across,
            down="center" if look.down == "top" else look.down,
            fill="",
            rule=look.rule or (INK if look.fill == INK else ""),
            rule_weight="medium" if look.fill == INK else look.rule_weight,
        )


_LARGE = 15.0
_BODY = 11.0
_COLOURS: dict[str, dict[str, str]] = {
    "navy": {},
    "teal": {INK: "0F3D3E", ACCENT: "0B6E69", BAND: "F1F7F6", LIGHT: "B5DAD7"},
    "grey": {INK: "262626", ACCENT: "404040", BAND: "F2F2F2", LIGHT: "C8C8C8", MUTED: "595959"},
}


def theme_of(name: str, *, publication: bool = False) -> Theme:
    """The theme called `name`; for publication in Arial 12, without fills."""
    if publication:
        return Theme(
            inks=_COLOURS[name], font="Arial", plain=True, least=12.0, width=1.16, height=1.2
        )
    return Theme(inks=_COLOURS[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a cell looks; colours as RRGGBB, empty for none."""

    size: float = TEXT_SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = INK
    fill: str = ""
    rule: str = ""
    rule_weight: Literal["thin", "medium"] = "thin"
    across: str = "left"
    indent: int = 0
    down: str = "center"
    wrap: bool = False
    number_format: str = "General"
    title: str = ""


def number_format(decimals: int = 0, sign: str = "", percent: str = "") -> str:
    """A number format with that many decimals and the sign before the number.

    Text lines up with the numbers.
    """
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    lead = f'"{sign} "' if sign else ""
    tail = f'"{percent}"' if percent else ""
    return rf"{lead}{plain}{tail}_);{lead}\-{plain}{tail}_);{lead}{plain}{tail}_);@_)"


def kpi_format(decimals: int = 0, sign: str = "") -> str:
    """The number format of a headline figure: no padding, words as they are."""
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    lead = f'"{sign} "' if sign else ""
    words = f'"{UPPER_BOUND}: "@' if sign == "at most" else "@"
    return rf"{lead}{plain};{lead}\-{plain};{lead}{plain};{words}"


def _kpi(**changes: Any) -> Look:
    given: dict[str, Any] = {"size": 9.5, "colour": ACCENT, "fill": BAND, "indent": 1}
    return Look(**(given | changes))


def _table(**changes: Any) -> Look:
    given: dict[str, Any] = {"rule": RULE, "rule_weight": "thin", "wrap": True, "indent": 1}
    return Look(**(given | changes))


def _numeric(number_format_: str, **changes: Any) -> Look:
    given: dict[str, Any] = {
        "across": "right",
        "indent": 0,
        "wrap": False,
        "number_format": number_format_,
    }
    return _table(**(given | changes))


_LINKED: dict[str, Any] = {"colour": ACCENT, "underline": True}


def _looks() -> dict[str, Look]:
    looks = {
        "title": Look(size=24, bold=True),
        "lead": Look(size=13, colour=MUTED),
        "back": Look(size=9.5, **_LINKED),
        "section": Look(size=15, bold=True, rule=INK, rule_weight="medium", down="bottom"),
        "label": Look(size=9.5, colour=MUTED, down="top"),
        "value": Look(size=11, wrap=True, down="top"),
        "value link": Look(size=11, down="top", **_LINKED),
        "quiet": Look(size=9.5, colour=MUTED, wrap=True, down="top"),
        "caption": Look(size=9.5, colour=MUTED, down="center"),
        "beside": Look(size=9.5, colour=MUTED, indent=1),
        "statement": Look(size=13, wrap=True, down="top"),
        "header": Look(bold=True, colour=WHITE, fill=INK, wrap=True, indent=1),
        "header number": Look(
            bold=True, colour=WHITE, fill=INK, wrap=True, across="right", indent=2
        ),
        "text": _table(),
        "strong": _table(bold=True),
        "ref": _table(wrap=False),
        "link": _table(wrap=False, **_LINKED),
        "link text": _table(**_LINKED),
        "quote": _table(italic=True),
        "muted": _table(size=9.5, colour=MUTED),
        "band": Look(fill=BAND),
        "grid": Look(across="center", rule=RULE, colour=MUTED),
        "grid name": Look(bold=True, indent=1, rule=RULE, wrap=True),
        "header middle": Look(bold=True, colour=WHITE, fill=INK, wrap=True, across="center"),
        "headline": Look(size=13, bold=True, colour=ACCENT, wrap=True, down="top"),
        "kpi label": Look(size=9.5, colour=MUTED, fill=BAND, indent=1, wrap=True, down="top"),
        "input": Look(size=11, bold=True, fill=YELLOW, rule=INK, rule_weight="thin", indent=1),
    }
    for decimals in range(MOST_DECIMALS + 1):
        looks[f"kpi {decimals}"] = _kpi(size=24, bold=True, number_format=kpi_format(decimals))
        looks[f"kpi most {decimals}"] = _kpi(number_format=kpi_format(decimals, "at most"))
        looks[f"number {decimals}"] = _numeric(number_format(decimals))
        looks[f"number {decimals} link"] = _numeric(number_format(decimals), **_LINKED)
    for about in ("", "about "):
        sign = '"~ "' if about else ""
        for precision, pattern in (("day", "d mmm yyyy"), ("month", "mmm yyyy"), ("year", "yyyy")):
            looks[f"{about}{precision}"] = _numeric(f"{sign}{pattern}_);;;@_)")
            looks[f"{about}{precision} link"] = _numeric(f"{sign}{pattern}_);;;@_)", **_LINKED)
    for link in ("", " link"):
        linked = _LINKED if link else {}
        looks[f"when{link}"] = _table(indent=0, across="right", **linked)
    for stance, tint in _TINTS.items():
        looks[f"grid {stance}"] = Look(
            bold=True,
            across="center",
            wrap=True,
            rule=RULE,
            fill=STANCE_COLOURS[stance],
            colour=WHITE if stance in _DARK else INK,
            size=12,
        )
        looks[f"stance {stance}"] = _table(fill=tint, wrap=False)
    for marking, ink in MARKING_INK.items():
        looks[f"marking {marking}"] = Look(
            size=13, bold=True, colour=ink, fill=BLACK, across="center"
        )
    return looks


LOOKS = _looks()


class Styles:
    """The numbers under which a workbook keeps the looks.

    `say` puts the words in number formats into the language of the briefing.
    `ids[look]` is for ordinary cells, `quoted[look]` for texts that look like formulas: Excel then
    keeps them as text even when a reader edits the cell.
    """

    def __init__(self, workbook: Any, theme: Theme, say: Callable[[str], str] = str) -> None:
        from openpyxl.cell.cell import Cell
        from openpyxl.styles import Font
        from openpyxl.utils.indexed_list import IndexedList

        plain = Font(name=theme.font, family=2, size=theme.body)
        workbook._fonts = IndexedList([plain])  # noqa: SLF001 - openpyxl has no other way
        workbook._named_styles["Normal"].font = plain  # noqa: SLF001 - as above
        sheet = workbook.active
        self.ids: dict[str, int] = {}
        self.quoted: dict[str, int] = {}
        for name, look in LOOKS.items():
            code = look.number_format.replace(UPPER_BOUND, say(UPPER_BOUND))
            told = replace(look, number_format=code)
            workbook.add_named_style(_named_style(name, theme.dressed(told), theme.font))
            cell, quoted = Cell(sheet, 1, 1), Cell(sheet, 1, 2)
            cell.style = quoted.style = f"Briefing {name}"
            self.ids[name] = cell.style_id
            quoted.quotePrefix = True
            self.quoted[name] = quoted.style_id


def _named_style(name: str, look: Look, font: str) -> Any:
    from openpyxl import styles

    edge = styles.Side(style=look.rule_weight, color=look.rule) if look.rule else styles.Side()
    return styles.NamedStyle(
        name=f"Briefing {name}",
        font=styles.Font(
            name=font,
            family=2,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            underline="single" if look.underline else None,
            color=look.colour,
        ),
        fill=styles.PatternFill("solid", fgColor=look.fill) if look.fill else styles.PatternFill(),
        border=styles.Border(bottom=edge),
        alignment=styles.Alignment(
            horizontal=look.across, vertical=look.down, wrap_text=look.wrap, indent=look.indent
        ),
        number_format=look.number_format,
    )
