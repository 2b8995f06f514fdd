"""What bringing articles in costs beside plain SQLite with a search index and paragraph hashes.

Printed, not asserted: machines differ. `WORKBENCH_SPEED_SOURCES=10000` measures the size of the
targets (45 MB): all of them with search index and repeats in 15 s of CPU and at most 5 times the
floor, one more in 20 ms. The reading process is counted with ours. The floor finds only paragraphs
that are the same; ours also those that are nearly so, keeps the original, and can undo all of it.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from sqlcipher3 import dbapi2

from workbench.intake.process import reading_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench import Dossier

SOURCES = int(os.environ.get("WORKBENCH_SPEED_SOURCES", "60"))
COPIES = 0.2
MORE = 5
"""So many are added one by one, of which the median counts."""
PUNCTUATION = re.compile(r"[^\w\s]+")
SHORTEST = 40
"""The characters of a paragraph that is worth a hash."""
WORDS = [
    "the",
    "of",
    "and",
    "to",
    "a",
    "in",
    "that",
    "chips",
    "firms",
    "government",
    "approved",
    "said",
    "export",
    "licence",
    "Beijing",
    "rules",
    "sales",
    "more",
    "than",
    "total",
    "three",
    "which",
    "under",
    "terms",
    "has",
    "had",
    "not",
    "will",
    "may",
    "it",
    "is",
    "was",
    "for",
    "officials",
    "people",
    "familiar",
    "with",
    "conditions",
    "data",
    "centre",
    "buyers",
    "market",
    "quota",
    "ban",
    "allow",
    "deny",
    "Washington",
    "commerce",
    "department",
    "technology",
    "company",
    "supply",
    "orders",
    "shipment",
    "billion",
    "dollars",
    "year",
    "month",
]


def articles(folder: Path, many: int) -> list[Path]:
    """Write `texts` to files."""
    paths = []
    for number, text in enumerate(texts(many)):
        paths.append(folder / f"{number:05}.txt")
        paths[-1].write_text(text, "utf-8")
    return paths


def texts(many: int) -> Iterator[str]:
    """Make articles of some 4.5 KB, a fifth of which copy most paragraphs of an earlier one."""
    chance = random.Random(7)  # noqa: S311 - not for secrets
    known: list[list[str]] = []
    for _ in range(many):
        if known and chance.random() < COPIES:
            paragraphs = [*chance.choice(known)[1:], _paragraph(chance)]
        else:
            paragraphs = [_paragraph(chance) for _ in range(12)]
        known.append(paragraphs)
        yield "\n\n".join(paragraphs)


def _paragraph(chance: random.Random) -> str:
    words = [*chance.choices(WORDS, k=58), f"n{chance.randint(0, 10**7)}"]
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


def cpu() -> float:
    """Return the CPU seconds of this process and of the one that reads."""
    worker = reading_process().process_id
    spent = 0.0
    if worker and Path(f"/proc/{worker}/stat").exists():
        told = Path(f"/proc/{worker}/stat").read_text("ascii").rpartition(")")[2].split()
        spent = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + spent


TABLES = """
    CREATE TABLE source (id INTEGER PRIMARY KEY, title TEXT NOT NULL, hash BLOB NOT NULL UNIQUE);
    CREATE TABLE body (id INTEGER PRIMARY KEY REFERENCES source, body TEXT NOT NULL);
    CREATE TABLE said (hash INTEGER, source INTEGER, ordinal INTEGER, start INTEGER, stop INTEGER,
        PRIMARY KEY (hash, source, ordinal)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE found USING fts5(body, content='body', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2');
"""


def said_in(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The hash of each paragraph without case, punctuation and differences of white space."""
    start = 0
    for ordinal, each in enumerate(text.split("\n")):
        plain = PUNCTUATION.sub("", normalize("NFKC", each).casefold())
        digest = hashlib.blake2b(" ".join(plain.split()).encode(), digest_size=8).digest()
        if len(plain) >= SHORTEST:
            yield int.from_bytes(digest, "little", signed=True), ordinal, start, start + len(each)
        start += len(each) + 1


def floor(paths: list[Path], place: Path) -> None:
    """Bring files in with nothing but SQLite: text, search index, hashes of paragraphs in place."""
    base = dbapi2.connect(str(place))
    base.executescript(TABLES)
    for number, path in enumerate(paths, 1):
        data = path.read_bytes()
        text, row = data.decode(), (number, path.stem, hashlib.sha256(data).digest())
        base.execute("INSERT INTO source VALUES (?, ?, ?)", row)
        base.execute("INSERT INTO body VALUES (?, ?)", (number, text))
        base.execute("INSERT INTO found (rowid, body) VALUES (?, ?)", (number, text))
        rows = [(said, number, *rest) for said, *rest in said_in(text)]
        base.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", rows)
    base.commit()
    base.close()


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str, float, float], None]:
    def say(what: str, ours: float, least: float) -> None:
        with capsys.disabled():
            print(  # noqa: T201 - this is what a benchmark is for
                f"\n{what}: {ours:,.3f} s CPU, floor {least:,.3f} s, ratio {ours / least:.1f}",
                end="",
            )

    return say


@pytest.mark.timeout(1_200)
def test_bringing_articles_in(
    dossier: Dossier, tmp_path: Path, tell: Callable[[str, float, float], None]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    every = articles(folder, SOURCES + MORE)
    paths, more = every[:SOURCES], every[SOURCES:]
    dossier.sources.draft(more[0])  # the process is warm
    begin = cpu()
    floor(paths, tmp_path / "floor.sqlite")
    least = cpu() - begin
    begin = cpu()
    assert len(dossier.sources.bring_in(paths).added) == SOURCES
    tell(f"bring in {SOURCES:,} articles", cpu() - begin, least)
    spent = []
    for path in more:
        begin = cpu()
        dossier.sources.add_file(path)
        spent.append(cpu() - begin)
    tell("add one more", median(spent), least / SOURCES)
