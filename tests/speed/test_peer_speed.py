"""What bringing articles in and coding them costs beside Taguette, which does the same work.

Both read the same web pages; its server's CPU stands against ours with the reading process. It has
no full-text search and looks for no repeats: ours does both within its figure. Skipped where
`WORKBENCH_TAGUETTE` names no Python that has it; `tests/speed/taguette.py` says how.
`WORKBENCH_SPEED_SOURCES=1000` measures more than a few.
"""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.speed.taguette import Taguette, as_html
from tests.speed.test_sources_speed import SOURCES, articles, cpu

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench import Dossier

PYTHON = os.environ.get("WORKBENCH_TAGUETTE", "")
CODED = 20
"""So many articles are coded."""
STARTS = range(0, 1_200, 60)
"""Where passages begin in each of them."""

pytestmark = [
    pytest.mark.skipif(not PYTHON, reason="WORKBENCH_TAGUETTE names no Python that has Taguette"),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the server's CPU is not told"),
]


def spent(clock: Callable[[], float], work: Callable[[], object]) -> float:
    """The CPU seconds of `work`."""
    begin = clock()
    work()
    return clock() - begin


def here(dossier: Dossier, pages: list[Path]) -> tuple[float, float]:
    """What bringing pages in and coding the first of them costs in a dossier."""
    dossier.sources.draft(pages[0])  # the process is warm
    code = dossier.codes.create("One")
    read = spent(cpu, lambda: dossier.sources.bring_in(pages))
    sources = dossier.sources.find()[:CODED]

    def mark() -> None:
        for source, start in product(sources, STARTS):
            dossier.passages.mark(source, start, start + 50, codes=[code])

    return read, spent(cpu, mark)


def there(folder: Path, pages: list[Path]) -> tuple[float, float]:
    """The same in Taguette."""
    held: list[int] = []
    with Taguette(PYTHON, folder) as peer:
        code = peer.code("One")

        def bring_in() -> None:
            held.extend(peer.add(page.stem, page.read_bytes()) for page in pages)

        def mark() -> None:
            for document, start in product(held[:CODED], STARTS):
                peer.mark(document, start, start + 50, code)

        return spent(peer.cpu, bring_in), spent(peer.cpu, mark)


@pytest.mark.timeout(1_200)
def test_articles_beside_taguette(
    dossier: Dossier, tmp_path: Path, say: Callable[[str], None]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    pages = []
    for path in articles(folder, SOURCES):
        pages.append(path.with_suffix(".html"))
        pages[-1].write_bytes(as_html(path.read_text("utf-8")))
    ours, theirs = here(dossier, pages), there(tmp_path, pages)
    assert len(dossier.sources.ids()) == len(pages)
    what = f"bring in {len(pages):,} pages", f"code {CODED * len(STARTS):,} passages"
    for told, one, other in zip(what, ours, theirs, strict=True):
        say(f"{told}: {one:.2f} s CPU, Taguette {other:.2f} s, {other / one:.1f} times ours")
