"""The colours of the console: the window's tokens as style sheet, syntax and ANSI colours.

What stands in the console keeps the colours it was written with, so a change of theme repaints it.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pygments.style import Style
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, String
from PySide6.QtGui import QBrush, QColor, QTextCharFormat, QTextCursor, QTextTable

from workbench.gui.theme import FONT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextDocument, QTextFrame

    from workbench.gui.theme import Tokens

_SHEET = """
QTextEdit {{ background-color: {ground}; color: {ink}; border: none; padding: 6px 10px;
    selection-background-color: {soft}; selection-color: {ink}; }}
QListWidget {{ background-color: {panel}; color: {ink}; border: 1px solid {edge}; }}
.in-prompt {{ color: {accent}; }} .in-prompt-number {{ font-weight: bold; }}
.out-prompt {{ color: {muted}; }} .out-prompt-number {{ font-weight: bold; }}
.error {{ color: {bad}; }} .inverted {{ background-color: {ink}; color: {ground}; }}
.word {{ color: {warning}; }}
.records-rest {{ color: {muted}; margin-top: 4px; margin-bottom: 0; font-family: "{font}"; }}
table {{ border-collapse: collapse; border: none; font-family: "{font}"; }}
th {{ color: {muted}; background-color: {panel}; font-weight: 600; padding: 4px 10px; }}
td {{ color: {ink}; padding: 4px 10px; border-top: 1px solid {line}; }}
"""
_ANSI = ("ink", "bad", "good", "warning", "accent", "read", "accent", "muted")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of the console, its document and the tables in it."""
    colours = {each.name: getattr(tokens, each.name) for each in fields(tokens)}
    return _SHEET.format(**colours, font=FONT)


def tip_sheet(tokens: Tokens) -> str:
    """The style sheet of call tips, which are windows of their own."""
    return (
        f"QLabel {{ background-color: {tokens.panel}; color: {tokens.ink};"
        f" border: 1px solid {tokens.edge}; padding: 6px 8px; }}"
    )


def syntax(tokens: Tokens) -> type[Style]:
    """What is typed, coloured."""
    styles: dict[Any, str] = {
        Keyword: f"bold {tokens.accent}",
        Operator.Word: f"bold {tokens.accent}",
        Name.Builtin: tokens.read,
        Name.Builtin.Pseudo: tokens.read,
        Name.Decorator: tokens.read,
        Name.Exception: tokens.bad,
        String: tokens.good,
        Number: tokens.warning,
        Comment: f"italic {tokens.faint}",
        Error: tokens.bad,
    }
    return type("ConsoleStyle", (Style,), {"styles": styles, "background_color": tokens.ground})


def ansi(tokens: Tokens) -> dict[int, str]:
    """Colours for the sixteen ANSI codes, as tracebacks use them."""
    return {code: getattr(tokens, _ANSI[code % 8]) for code in range(16)}


def repaint(document: QTextDocument, *, before: Tokens, after: Tokens) -> None:
    """Gives text and tables that were written under one theme the colours of another."""
    swap = {getattr(before, name): getattr(after, name) for name in (*_ANSI, "panel", "line")}
    for start, end, found in list(_stretches(document)):
        swapped = QTextCharFormat()
        _swap_brushes(found, swapped, swap)
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(swapped)
    for table in _tables(document.rootFrame()):
        _repaint_table(table, swap)


def _stretches(document: QTextDocument) -> Iterator[tuple[int, int, QTextCharFormat]]:
    block = document.begin()
    while block.isValid():
        places: Any = block.begin()  # an iterator that its stub does not know for one
        for each in places:
            piece = each.fragment()
            yield piece.position(), piece.position() + piece.length(), piece.charFormat()
        block = block.next()


def _swap_brushes(found: Any, swapped: Any, swap: dict[str, str]) -> None:
    ink, ground = found.foreground().color().name(), found.background().color().name()
    if found.hasProperty(found.Property.ForegroundBrush) and ink in swap:
        swapped.setForeground(QColor(swap[ink]))
    if found.hasProperty(found.Property.BackgroundBrush) and ground in swap:
        swapped.setBackground(QColor(swap[ground]))


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        yield from _tables(child)


def _repaint_table(table: QTextTable, swap: dict[str, str]) -> None:
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            made = cell.format().toTableCellFormat()
            _swap_brushes(made, made, swap)
            line = made.topBorderBrush().color().name()
            if line in swap:
                made.setTopBorderBrush(QBrush(QColor(swap[line])))
            cell.setFormat(made)
