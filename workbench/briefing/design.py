"""Planned sheets to an empty openpyxl workbook.

Columns, views, pages, tables, rules, choices, charts, names.

It holds no cells: `stream` writes those. Nothing of a briefing's texts reaches a temporary file.
"""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from workbench.briefing.cell import printable
from workbench.briefing.design_chart import native_chart
from workbench.briefing.look import Styles
from workbench.briefing.sheet import SLOT, letter, quoted, slot_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Format, Placed, Sheet

_A4 = 9
_MANY_COLUMNS = 55
"""The scale in percent at which a sheet that is too wide for one page prints."""

_FIRST_OWN_FORMAT = 300
_MOST_IN_MARGIN = 60


def design(book: Book, sheets: Sequence[Sheet]) -> tuple[dict[str, bytes], Styles]:
    """The parts of a package with everything but cells, and the numbers of the looks in it."""
    from openpyxl import Workbook
    from openpyxl.workbook.defined_name import DefinedName

    workbook: Any = Workbook()
    styles = Styles(workbook, book.theme, book.say)
    workbook.remove(workbook.active)
    for sheet in sheets:
        _design_sheet(workbook, book, sheet)
        for name, target in sheet.names.items():
            workbook.defined_names[name] = DefinedName(name, attr_text=target)
    for name, target in slot_names(book, sheets).items():
        workbook.defined_names[name] = DefinedName(name, attr_text=target, hidden=True)
    return _parts(workbook), styles


def slot_names(book: Book, sheets: Sequence[Sheet]) -> dict[str, str]:
    """The hidden names by which the workbook is known again when it is used as a template.

    One for each sheet, of the cells that are ours beside its table, and one for the profile.
    """
    names = {
        f"{SLOT}profile": f'"{book.recipe.profile}"',
        f"{SLOT}language": f'"{book.recipe.language}"',
    }
    for sheet in sheets:
        area = f"$A$1:${letter(len(sheet.columns))}${sheet.above}"
        names[f"{SLOT}{slot_of(sheet.block)}"] = f"{quoted(sheet.tab)}!{area}"
    return names


def _design_sheet(workbook: Any, book: Book, sheet: Sheet) -> None:
    page = workbook.create_sheet(sheet.tab)
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[letter(number)].width = round(column.width * book.theme.width, 2)
    page.sheet_view.showGridLines = False
    page.sheet_view.tabSelected = len(workbook.worksheets) == 1
    if sheet.freeze and not book.recipe.publication:
        page.freeze_panes = sheet.freeze
    _page_setup(page, sheet)
    if not book.recipe.publication:
        _margins(page, book)
    _table(page, sheet, filtered=not book.recipe.publication)
    _rules(page, sheet.formats)
    _choices(page, book, sheet)
    for chart in sheet.charts:
        page.add_chart(native_chart(chart), chart.anchor)
    for placed in sheet.pictures:
        page.add_image(_picture(placed), placed.anchor)


def _picture(placed: Placed) -> Any:
    """A picture as openpyxl takes it; its own way in would need Pillow to look at the bytes."""
    from openpyxl.drawing.image import Image

    picture: Any = Image.__new__(Image)
    picture.format = "png"
    picture.width, picture.height = placed.picture.width, placed.picture.height
    picture._data = lambda: placed.picture.png  # noqa: SLF001 - what ExcelWriter asks for
    return picture


def _page_setup(page: Any, sheet: Sheet) -> None:
    from openpyxl.worksheet.pagebreak import Break

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 1 if sheet.one_page else 0
    page.sheet_properties.pageSetUpPr.fitToPage = not sheet.turns
    if sheet.turns:
        page.page_setup.scale = _MANY_COLUMNS
        for column in sheet.turns:
            page.col_breaks.append(Break(id=column))
    for row in sheet.breaks:
        page.row_breaks.append(Break(id=row))
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.85, 0.75
    margins.header, margins.footer = 0.4, 0.35
    if sheet.table:
        page.print_title_rows = f"{sheet.table.header_row}:{sheet.table.header_row}"


def _margins(page: Any, book: Book) -> None:
    """The marking in the header and footer of every page.

    Number and moment, and the page, beside it.
    """
    left = " · ".join(filter(None, (book.data.number, book.stamp)))
    marking = _in_margin(book.marked)
    for part in (page.oddHeader.right, page.oddFooter.right):
        part.text, part.size, part.font = marking, 12, f"{book.theme.font},Bold"
    page.oddFooter.left.text = _in_margin(left)
    page.oddFooter.center.text = book.say("&A · page &P of &N")
    for part in (page.oddFooter.left, page.oddFooter.center):
        part.size, part.font = 8, f"{book.theme.font},Regular"


def _in_margin(text: str) -> str:
    """`text` for a header or footer.

    & is a sign there, and a digit after a size would change the size.
    """
    plain = printable(" ".join(text.split()))[:_MOST_IN_MARGIN].replace("&", "&&")
    return f" {plain}" if plain[:1].isdigit() else plain


def _table(page: Any, sheet: Sheet, *, filtered: bool) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import (
        Table,
        TableColumn,
    )

    plan = sheet.table
    if plan is None:
        return
    ref = f"A{plan.header_row}:{letter(len(plan.columns))}{plan.last_row}"
    table = Table(displayName=plan.name, name=plan.name, ref=ref)
    table.tableColumns = [
        TableColumn(id=number, name=column.header)
        for number, column in enumerate(plan.columns, start=1)
    ]
    if filtered:
        table.autoFilter = AutoFilter(ref=ref)
    page.add_table(table)


def _rules(page: Any, formats: Sequence[Format]) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.styles.numbers import NumberFormat

    codes = list(dict.fromkeys(each.number_format for each in formats))
    for each in formats:
        number = _FIRST_OWN_FORMAT + codes.index(each.number_format)
        dxf = DifferentialStyle(numFmt=NumberFormat(numFmtId=number, formatCode=each.number_format))
        rule = Rule(type="expression", dxf=dxf, formula=[each.formula], stopIfTrue=True)
        page.conditional_formatting.add(each.area, rule)


def _choices(page: Any, book: Book, sheet: Sheet) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for choice in sheet.choices:
        validation = DataValidation(
            type="list",
            formula1=choice.source,
            allow_blank=False,
            showErrorMessage=True,
            showInputMessage=True,
            errorTitle=book.say("Not in the list"),
            error=choice.prompt,
            prompt=choice.prompt,
        )
        validation.add(choice.cell)
        page.add_data_validation(validation)


def _parts(workbook: Any) -> dict[str, bytes]:
    from openpyxl.writer.excel import ExcelWriter

    held = BytesIO()
    with ZipFile(held, "w") as archive:
        writer: Any = ExcelWriter(workbook, archive)
        # openpyxl would write each sheet to a file in the system's temporary folder first.
        writer.write_worksheet = partial(_write_worksheet, writer, archive)
        writer.write_data()
    with ZipFile(held) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write_worksheet(writer: Any, archive: ZipFile, page: Any) -> None:
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter

    page._drawing = SpreadsheetDrawing()  # noqa: SLF001 - what ExcelWriter.write_worksheet does
    page._drawing.charts = page._charts  # noqa: SLF001 - as above
    page._drawing.images = page._images  # noqa: SLF001 - as above
    out = BytesIO()
    sheet_writer: Any = WorksheetWriter(page, out)
    sheet_writer.write()
    page._rels = sheet_writer._rels  # noqa: SLF001 - as above
    archive.writestr(page.path[1:], re.sub(rb"<dimension [^>]*/>", b"", out.getvalue()))
    writer.manifest.append(page)
