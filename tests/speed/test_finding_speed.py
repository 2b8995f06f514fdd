"""What finding costs: a phrase over many texts, and comparing each text with all earlier ones.

Floors: a bare FTS5 query, and one pass of a regular expression over all words. Ratios are printed,
not asserted: machines differ. `WORKBENCH_SPEED_TEXTS=10000` measures 45 MB.
"""

from __future__ import annotations

import os
import random
import re
import time
from statistics import median
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench import Dossier

TEXTS = int(os.environ.get("WORKBENCH_SPEED_TEXTS", "60"))
NEEDLE = "pending a review of end-use conditions"
FIRST = 50
MORE = 5
"""So many are added one by one, of which the median counts."""


def corpus() -> list[str]:
    """Articles of about 4.5 KB, a fifth of them shortened copies of an earlier one."""
    chance = random.Random(20261123)  # noqa: S311 - the same texts every time
    words = [
        "".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(6_000)
    ]
    weights = [1 / (n + 3) for n in range(6_000)]
    made: list[str] = []
    for number in range(TEXTS):
        if number and chance.random() < 0.2:
            said = chance.choice(made).split("\n")
            made.append("\n".join(said[: max(2, len(said) * 2 // 3)]))
            continue
        said = [" ".join(chance.choices(words, weights, k=60)) for _ in range(12)]
        said[3] += f" {NEEDLE}." if chance.random() < 0.2 else ""
        made.append("\n".join(said))
    return made


def usual(work: Callable[[], object]) -> float:
    """The median CPU seconds of `work`."""
    spent = []
    for _ in range(9):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return median(spent)


@pytest.mark.timeout(1_800)
def test_a_phrase_and_the_comparison_of_texts_beside_their_floors(dossier: Dossier) -> None:
    texts = corpus()
    begin = time.process_time()
    for text in texts:
        re.findall(r"\w+", text)
    words = time.process_time() - begin
    begin = time.process_time()
    with dossier.operation("Add the corpus"):
        for number, text in enumerate(texts):
            dossier.sources.add_text(text, title=f"Text {number}")
    added = time.process_time() - begin
    with dossier.store.reading() as connection:
        statement = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?"
        asked = (f'"{NEEDLE}"', FIRST)
        bare = usual(lambda: connection.exec_driver_sql(statement, asked).all())
    phrase = usual(lambda: dossier.search(f'"{NEEDLE}" kind:source', limit=FIRST))
    hits = dossier.search(f'"{NEEDLE}" kind:source', limit=FIRST)
    spent, more = [], []
    for number in range(MORE):
        begin = time.process_time()
        more.append(dossier.sources.add_text(f"{texts[number]} and more", title="One more"))
        spent.append(time.process_time() - begin)
    assert hits
    assert all(map(dossier.repeats.of_source, more))
    for what, took, floor in (
        (f"add {TEXTS:,} texts with index and repeats", added, words),
        (f"phrase, first {FIRST}, with excerpts", phrase, bare),
        ("add one more", median(spent), words / TEXTS),
    ):
        ratio = took / max(floor, 1e-6)
        print(f"\n{what}: {took * 1_000:.1f} ms, floor {floor * 1_000:.2f}, ratio {ratio:.1f}")  # noqa: T201 - the result
