"""A briefing as one HTML file: no script, nothing from outside, charts drawn inside.

`for_paper` is the plainer HTML that Qt's text layout understands: tables with attributes, charts as
pictures by number.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import date
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from workbench.briefing.cell import printable, safe_address
from workbench.briefing.look import LOOKS
from workbench.briefing.page import anchor, target_of
from workbench.briefing.shown import plain, words
from workbench.briefing.svg import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.cell import Cell
    from workbench.briefing.language import Words
    from workbench.briefing.page import Grid, Line, Page, Paper, Section
    from workbench.briefing.sheet import Column
    from workbench.model.plot_picture import PlotPicture

_STYLE = """
body{{font:15px/1.45 Carlito,Calibri,Arial,sans-serif;color:#{ink};
max-width:1320px;margin:24px auto;padding:0 20px}}
h1{{font-size:30px;margin:44px 0 2px}}
h2{{font-size:19px;border-bottom:2px solid #{ink};margin:26px 0 8px}}
p.lead{{color:#5B6475;margin:0 0 12px}}p.marking{{text-align:right;font-weight:bold;margin:0}}
table{{border-collapse:collapse;width:100%;margin:8px 0 18px}}
table:not(.words){{font-size:13px}}
th{{background:#{ink};color:#fff;text-align:left;padding:7px 7px}}
td{{border-bottom:1px solid #D5DAE1;padding:6px 7px;vertical-align:top}}
td.figure,th.figure{{text-align:right;font-variant-numeric:tabular-nums}}
td.middle,th.middle{{text-align:center}}
table.words td{{border:0}}table.words td:first-child:not(:last-child){{color:#5B6475;width:190px}}
.kpi{{font-size:28px;font-weight:bold;color:#{accent}}}td:target,tr:target{{background:#FFF4C2}}
a{{color:#{accent}}}svg,img{{max-width:100%;height:auto}}i{{color:#5B6475}}
@media print{{h1{{page-break-before:always}}h1:first-of-type{{page-break-before:auto}}}}
"""
_TURN = ' style="page-break-before:always"'
_WORDS = ' cellpadding="0" width="100%"'
_KEPT = ' style="white-space:nowrap"'
_LONGEST_KEPT, _LONGEST_KEPT_NARROW = 14, 8
"""Up to how many letters a text in a cell stays whole: it would be broken before a sentence."""

_TABLE = (
    ' border="0" cellpadding="{}" cellspacing="0" width="100%" class="rows" style="margin-top:8px"'
)
"""The attributes of a table, with its padding put in: the contents are to fit their page."""


def html(paper: Paper) -> str:
    """The whole briefing as one file."""
    theme = paper.book.theme
    style = _STYLE.format(ink=theme.colour("14213D"), accent=theme.colour("0B5C86"))
    body = "".join(_page(page) for page in paper.pages)
    mark = f'<p class="marking">{_safe(paper.marking)}</p>'
    return (
        f'<!DOCTYPE html>\n<html lang="{_safe(paper.language)}"><head><meta charset="utf-8">'
        f"<title>{_safe(paper.title)}</title>"
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        f"<style>{style}</style></head><body>{mark}{body}{mark}</body></html>\n"
    )


def for_paper(
    paper: Paper, most: int | None = None
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """HTML for Qt's layout, its charts as SVG (named "chart-0" on), and the titles of its pages.

    With `most`, a table ends after so many rows and says how many there are.
    """
    pages = [page for page in paper.pages if page.sections or page.charts or _filled(page)]
    body: list[str] = []
    drawn: list[str] = []
    for number, page in enumerate(pages):
        turn = _TURN if number else ""
        plots = _numbered(drawn, [each.svg for each in page.pictures])
        cells = _Cells(page.said, narrow=most is not None)
        body.append(
            f"<h1{turn}>{_safe(page.title)}</h1><p>{_safe(page.lead)}</p>"
            + _sections(page, plots, cells, _WORDS)
            + "".join(_numbered(drawn, [svg(chart, page.said) for chart in page.charts]))
            + (_shortened(page, page.grid, cells, most) if page.grid else "")
        )
    return "".join(body), tuple(drawn), tuple(page.title for page in pages)


def _numbered(drawn: list[str], more: list[str]) -> list[str]:
    """The places of more drawings, which are put behind those that are `drawn` already."""
    first = len(drawn)
    drawn += more
    return [f'<p><img src="chart-{n}" width="640"></p>' for n in range(first, len(drawn))]


def _page(page: Page) -> str:
    lead = f'<p class="lead">{_safe(page.lead)}</p>' if page.lead else ""
    cells = _Cells(page.said)
    return (
        f'<h1 id="{anchor(page.tab, 1)}">{_safe(page.title)}</h1>{lead}'
        + _sections(page, [_picture(each) for each in page.pictures], cells)
        + "".join(f"<figure>{svg(chart, page.said)}</figure>" for chart in page.charts)
        + (_grid(page, page.grid, cells) if page.grid else "")
    )


def _picture(picture: PlotPicture) -> str:
    """A picture inside the page: nothing is fetched."""
    source = f"data:image/png;base64,{b64encode(picture.png).decode()}"
    words = _safe(picture.words)
    return f'<figure><img src="{source}" alt="{words}" width="{picture.width}"></figure>'


def _shortened(page: Page, grid: Grid, cells: _Cells, most: int | None) -> str:
    shown = grid if most is None else replace(grid, rows=grid.rows[:most])
    left_out = len(grid.rows) - len(shown.rows)
    english = "and {} row more" if left_out == 1 else "and {} rows more"
    rest = page.said.say(english, page.said.figure(f"{left_out:,}"))
    more = f"<p>{_safe(rest)}</p>" if left_out else ""
    attributes = _TABLE.format(1 if page.block == "cover" else 4)
    return _grid(page, shown, cells, attributes) + more


def _filled(page: Page) -> bool:
    return page.grid is not None and bool(page.grid.rows)


def _sections(page: Page, pictures: list[str], cells: _Cells, attributes: str = "") -> str:
    """The sections; where there are pictures, each stands under the heading of its section."""
    below = [*pictures, *[""] * (len(page.sections) - len(pictures))]
    return "".join(
        _section(section, below[number], cells, attributes, turned=bool(number and below[number]))
        for number, section in enumerate(page.sections)
    )


def _section(
    section: Section, picture: str, cells: _Cells, attributes: str, *, turned: bool
) -> str:
    """A section with its picture; `turned` begins it on a page of its own in print."""
    turn = _TURN if turned else ""
    heading = f"<h2{turn}>{_safe(section.heading)}</h2>" if section.heading else ""
    heading += picture
    lines = [line for line in section.lines if any(line)]
    # What has no labels in its first column begins where the others' labels do.
    first = min((next(n for n, cell in enumerate(line) if cell) for line in lines), default=0)
    width = max((len(line) - first for line in lines), default=1)
    rows = "".join(f"<tr>{cells.line(line[first:], width)}</tr>" for line in lines)
    return f'{heading}<table class="words"{attributes}>{rows}</table>' if rows else heading


def _grid(page: Page, grid: Grid, cells: _Cells, attributes: str = "") -> str:
    head = "".join(map(cells.head, grid.columns))
    rows = "".join(_rows(page, grid, cells))
    return f"<table{attributes}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _rows(page: Page, grid: Grid, cells: _Cells) -> Iterator[str]:
    across = [_across(column) for column in grid.columns]
    for number, line in enumerate(grid.rows, start=grid.first):
        yield f'<tr id="{anchor(page.tab, number)}">{"".join(map(cells.cell, line, across))}</tr>'


class _Cells(NamedTuple):
    """How cells are written: in whose words, and whether for a screen, narrower than paper."""

    said: Words
    narrow: bool = False

    def head(self, column: Column) -> str:
        kept = self._kept(column.header)
        return f'<th scope="col"{_across(column)}{kept}>{_safe(column.header)}</th>'

    def line(self, line: Line, width: int) -> str:
        """The cells of a line; one that stands alone takes all its width."""
        if len(line) == 1 < width:
            return self.cell(line[0], f' colspan="{width}"')
        return "".join(map(self.cell, line))

    def cell(self, cell: Cell | None, attributes: str = "") -> str:
        if cell is None:
            return "<td></td>"
        told = words(cell, self.said)
        text = _safe(told).replace("\n", "<br>")
        look = LOOKS[cell.look]
        if look.italic:
            text = f"<i>{text}</i>"
        elif look.bold:
            text = f"<b>{text}</b>"
        big = cell.look.startswith("kpi ") and cell.look.split()[1].isdigit()
        if big:
            text = f'<span class="kpi">{text}</span>'
        if cell.link:
            text = _linked(text, cell.link)
        tint = f' bgcolor="#{look.fill}"' if cell.look.startswith(("stance", "grid ")) else ""
        tint = "" if cell.look == "grid name" else tint
        return f"<td{attributes}{tint}{self._kept(told, cell)}>{text}</td>"

    def _kept(self, text: str, cell: Cell | None = None) -> str:
        """What keeps a text on one line; on paper a date stays whole however long it is."""
        if self.narrow:
            return _KEPT if len(text) <= _LONGEST_KEPT_NARROW else ""
        return _KEPT if len(text) <= _LONGEST_KEPT or isinstance(plain(cell), date) else ""


def _across(column: Column) -> str:
    if column.middle:
        return ' class="middle" align="center"'
    return ' class="figure" align="right"' if column.right else ""


def _linked(text: str, link: str) -> str:
    address = safe_address(link)
    if address:
        return f'<a href="{_safe(address)}" rel="noreferrer">{text}</a>'
    return f'<a href="#{target_of(link)}">{text}</a>' if "!" in link else text


def _safe(text: str) -> str:
    return escape(printable(text))
