"""How long reading and suggesting take beside the least that touches the same text.

Floors: `Path.read_text` for reading, one pass of a regular expression over all words for the rest.
Ratios are printed, not asserted: machines differ. `WORKBENCH_SPEED_ARTICLES=12000` measures 50 MB.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from tests.speed.floors import milliseconds, report
from workbench.intake.gazetteer import Gazetteer
from workbench.intake.html import read_page
from workbench.intake.paragraphs import paragraphs
from workbench.intake.read import read
from workbench.intake.suggest import suggest
from workbench.model import Party
from workbench.model.kinds import PartyKind
from workbench.places import resource

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = int(os.environ.get("WORKBENCH_SPEED_ARTICLES", "24"))
ARTICLE = resource("sample/article.txt").read_text(encoding="utf-8")
NAMES = 5_000


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_reading_files(tmp_path: Path) -> None:
    text = (ARTICLE + "\n") * ARTICLES
    path = tmp_path / "many.txt"
    path.write_text(text, encoding="utf-8")
    floor = milliseconds(lambda: path.read_text(encoding="utf-8"))
    report(f"read {len(text):,} characters", milliseconds(lambda: read(path)), floor)
    markup = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n"))
    report("read them as HTML", milliseconds(lambda: read_page(markup, "many")), floor)
    found = paragraphs(text)
    assert sum(each.repeats is not None for each in found) == len(found) - 8
    report("paragraphs", milliseconds(lambda: paragraphs(text)), milliseconds(lambda: words(text)))


def test_suggesting_from_an_article() -> None:
    parties = [Party(title=f"Company Number{n}", kind=PartyKind.COMPANY) for n in range(NAMES)]
    gazetteer = Gazetteer([*parties, Party(title="Reuters"), Party(title="Nvidia")])
    floor = milliseconds(lambda: words(ARTICLE))
    took = milliseconds(lambda: suggest(ARTICLE, 0, len(ARTICLE), gazetteer))
    report("suggest from an article", took, floor)
    took = milliseconds(lambda: list(gazetteer.find(ARTICLE)))
    report(f"of that, {NAMES:,} names", took, floor)
