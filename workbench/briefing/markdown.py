"""A briefing as Markdown: tables with pipes, and no text that it takes for its own signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.briefing.cell import printable, safe_address
from workbench.briefing.shown import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.cell import Cell
    from workbench.briefing.language import Words
    from workbench.briefing.page import Grid, Page, Paper, Section

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(paper: Paper) -> str:
    """The whole briefing as Markdown, its marking first and last."""
    mark = f"**{_safe(paper.marking)}**"
    return "\n\n".join([mark, *("\n\n".join(_page(page)) for page in paper.pages), mark]) + "\n"


def _page(page: Page) -> Iterator[str]:
    yield f"# {_safe(page.title)}"
    if page.lead:
        yield _safe(page.lead)
    for number, section in enumerate(page.sections):
        told, *rest = _section(section, page.said)
        yield told
        if number < len(page.pictures):
            yield f"*{_safe(page.pictures[number].words)}*"
        yield from rest
    for chart in page.charts:
        yield f"*{_safe(page.said.say('Chart'))}: {_safe(chart.alt)}*"
    if page.grid:
        yield _grid(page.grid, page.said)


def _section(section: Section, known: Words) -> Iterator[str]:
    if section.heading:
        yield f"## {_safe(section.heading)}"
    for line in section.lines:
        said = [_cell(cell, known) for cell in line if cell is not None and words(cell, known)]
        if said:
            yield ": ".join(said[:2]) + "".join(f" ({each})" for each in said[2:])


def _grid(grid: Grid, known: Words) -> str:
    head = [_safe(column.header) for column in grid.columns]
    rule = ["---:" if column.right else "---" for column in grid.columns]
    rows = [[_cell(cell, known) for cell in line] for line in grid.rows]
    return "\n".join(f"| {' | '.join(each)} |" for each in (head, rule, *rows))


def _cell(cell: Cell | None, known: Words) -> str:
    text = _safe(words(cell, known)).replace("\n", "<br>")
    address = safe_address(cell.link) if cell else ""
    return f"[{text}]({address})" if address and text else text


def _safe(text: str) -> str:
    return _SIGNS.sub(r"\\\1", printable(text))
