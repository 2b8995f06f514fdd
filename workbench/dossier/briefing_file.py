"""The file of a briefing: a workbook, a filled template, or pages, as its name asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.errors import BriefingNotWritten

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.page import Paper
    from workbench.briefing.recipe import Recipe
    from workbench.model.progress import Progress

SUFFIX = ".xlsx"
PRINTED = ".pdf"
OUTPUTS = {
    SUFFIX: "Excel workbook",
    PRINTED: "PDF",
    ".html": "Web page",
    ".md": "Markdown",
    ".zip": "Data pack (CSV, JSON)",
}
"""The endings of a briefing's file, and what each is called."""

Printer = Callable[["Printout"], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """What a printer prints: HTML, its charts as SVG ("chart-0" on), and what is on each page.

    `chapters` are the titles of its first-level headings; `paged` says which page of how many it
    is, with {} for both; `moment` dates the file, so that equal pages give equal bytes. `ink` and
    `accent` are the colours of its theme, as RRGGBB.
    """

    html: str
    charts: tuple[str, ...]
    chapters: tuple[str, ...]
    title: str
    marking: str
    foot: str
    paged: str
    moment: datetime
    ink: str
    accent: str


def expect_place(path: Path, printer: Printer | None) -> None:
    """Refuses a place that is no briefing's, for a dossier would be lost there, or is not free.

    Raises:
        BriefingNotWritten: says why, and what to do.
    """
    from workbench.briefing.place import expect_free

    ending = path.suffix.casefold()
    if ending not in OUTPUTS and not path.is_dir():
        raise BriefingNotWritten(path, f"Its name ends in one of: {', '.join(OUTPUTS)}.")
    if ending == PRINTED and printer is None:
        raise BriefingNotWritten(path, "A PDF is printed by the window or the command line.")
    expect_free(path)


def put_file(
    data: BriefingData,
    recipe: Recipe,
    path: Path,
    *,
    template: Path | None,
    progress: Progress,
    printer: Printer | None,
) -> None:
    """Writes a briefing to `path`.

    Raises:
        TemplateError: the template cannot be filled; names the cell.
        BriefingNotWritten: the file cannot be written; what lay there is as it was.
        Cancelled: it was stopped; nothing was written.
    """
    from workbench.briefing.templates.fill import fill
    from workbench.briefing.write import write

    if template is not None:
        fill(data, recipe, template, path, progress)
    elif path.suffix.casefold() == SUFFIX:
        write(data, recipe, path, progress)
    else:
        _write_pages(data, recipe, path, printer)


def printout_of(pages: Paper, most: int | None = None) -> Printout:
    """The pages as a printer takes them; with `most`, each table ends after so many rows."""
    from workbench.briefing.html import for_paper
    from workbench.briefing.look import ACCENT, INK

    words, charts, chapters = for_paper(pages, most)
    data = pages.book.data
    foot = " · ".join(filter(None, (data.number, pages.book.stamp)))
    return Printout(
        html=words,
        charts=charts,
        chapters=chapters,
        title=pages.title,
        marking=pages.marking,
        foot=foot,
        paged=pages.book.say("page {} of {}"),
        moment=data.moment,
        ink=pages.book.theme.colour(INK),
        accent=pages.book.theme.colour(ACCENT),
    )


def _write_pages(data: BriefingData, recipe: Recipe, path: Path, printer: Printer | None) -> None:
    """Writes the pages of words: their figures are read off the sheets of the workbook."""
    from workbench.briefing.html import html
    from workbench.briefing.markdown import markdown
    from workbench.briefing.pack import write_pack
    from workbench.briefing.page import paper
    from workbench.briefing.place import replacing

    pages = paper(data, recipe)
    with replacing(path) as out:
        if path.suffix.casefold() == ".zip":
            write_pack(pages, out)
        elif path.suffix.casefold() == ".html":
            out.write(html(pages).encode())
        elif path.suffix.casefold() == ".md":
            out.write(markdown(pages).encode())
        elif printer is not None:
            out.write(printer(printout_of(pages)))
