"""How long opening, scrolling and coding a long text take in the reader.

Opening is what the window's thread does: text, first paint, marks, second paint. Reading the
passages is done beside it and reported on its own. The floor is the same text in a bare
`QPlainTextEdit`. Ratios are printed, not asserted: machines differ. `WORKBENCH_SPEED_TEXT=1000000`
with `WORKBENCH_SPEED_PASSAGES=2000` measures 1 MB, 5000000 and 20000 measure 5 MB.
"""

from __future__ import annotations

import os
import random
import time
from statistics import median
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.speed.floors import milliseconds, report
from workbench.gui import theme
from workbench.gui.sources.page import marks_near, read_marks, read_page
from workbench.gui.sources.text import SourceText
from workbench.model.passage import Passage, PassageCode

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench import Dossier
    from workbench.gui.sources.page import Marks, Page
    from workbench.model.source import Source

SIZE = int(os.environ.get("WORKBENCH_SPEED_TEXT", "60000"))
PASSAGES = int(os.environ.get("WORKBENCH_SPEED_PASSAGES", "120"))
PANE = (900, 900)
WORDS = [
    "Beijing",
    "approved",
    "the",
    "sale",
    "of",
    "chips",
    "under",
    "licence",
    "while",
    "officials",
    "argued",
    "that",
    "access",
    "was",
    "better",
    "than",
    "ceding",
    "a",
    "market",
    "to",
    "rivals",
    "in",
    "the",
    "coming",
    "weeks",
]
FRAMES = 40


def long_text() -> str:
    """A text of SIZE characters in paragraphs of some 540, each unlike the others."""
    draw, length = random.Random(7), 0  # noqa: S311 - no secret
    paragraphs: list[str] = []
    while length < SIZE:
        words = draw.choices(WORDS, k=90)
        paragraphs.append(f"{len(paragraphs)} {' '.join(words)}.")
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


@pytest.fixture
def source(dossier: Dossier) -> Source:
    """Return a long source with many overlapping passages of three codes."""
    text = long_text()
    source = dossier.sources.add_text(text, title="Long")
    held = dossier.sources.text(source)
    codes = [dossier.codes.create(name) for name in ("one", "two", "three")]
    draw = random.Random(8)  # noqa: S311 - no secret
    passages = []
    for number in range(PASSAGES):
        start = draw.randrange(len(held) - 300)
        while held[start].isspace():
            start += 1
        stop = start + draw.randrange(20, 200)
        while held[stop - 1].isspace():
            stop -= 1
        passages.append(
            Passage(
                source=source.id,
                text=source.text,
                start=start,
                stop=stop,
                quote=held[start:stop],
                codes=(PassageCode(code=codes[number % 3].id, coder="me"),),
            )
        )
    dossier.passages.add_all(passages)
    return source


def opened(pane: SourceText, page: Page, marks: Marks) -> None:
    """Show a page and its marks, painting after each."""
    pane.show_page(page)
    pane.grab()
    pane.show_marks(marks)
    pane.grab()


def test_the_reader(dossier: Dossier, source: Source, qtbot: QtBot, qapp: QApplication) -> None:
    assert qapp is not None
    theme.load_fonts()
    page = read_page(dossier, source.id)
    marks = read_marks(dossier, page)
    assert len(marks.every) == PASSAGES
    bare, pane = QPlainTextEdit(), SourceText()
    for widget in (bare, pane):
        qtbot.addWidget(widget)
        widget.resize(*PANE)
        widget.show()

    def floor() -> None:
        bare.setPlainText(page.text)
        bare.grab()

    size = f"{len(page.text):,} characters with {PASSAGES:,} passages"
    bottom = milliseconds(floor)
    report(f"open {size}", milliseconds(lambda: opened(pane, page, marks)), bottom)
    near = milliseconds(lambda: marks_near(dossier, page, len(page.text) // 2), 3)
    report("read those in sight beside it", near, bottom)
    report("read all of them beside it", milliseconds(lambda: read_marks(dossier, page), 3), bottom)
    _frames(bare, pane)
    _code_one(dossier, source, pane)


def _frames(bare: QPlainTextEdit, pane: SourceText) -> None:
    def frames(widget: QPlainTextEdit) -> float:
        bar, spent = widget.verticalScrollBar(), []
        for number in range(FRAMES):
            bar.setValue(number * 3)
            begin = time.process_time()
            widget.grab()
            spent.append((time.process_time() - begin) * 1_000)
        return median(spent)

    report("a scrolled frame", frames(pane), frames(bare))


def _code_one(dossier: Dossier, source: Source, pane: SourceText) -> None:
    code = dossier.codes.find()[0]
    paragraphs = iter(dossier.sources.paragraphs(source))

    def mark() -> None:
        paragraph = next(paragraphs)
        dossier.passages.mark(source, paragraph.start + 3, paragraph.start + 41, codes=[code])

    def add() -> None:
        dossier.codes.add(type(code)(title=f"{time.perf_counter_ns()}"))

    took = milliseconds(mark, 15)
    report("code one passage", took, milliseconds(add, 15))
    report("paint it", milliseconds(pane.grab), took)
