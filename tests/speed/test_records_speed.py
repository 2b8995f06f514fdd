"""Facets, sort and filter of many records; the issue allows each 100 ms at 100,000 decisions.

Asked as the window asks before it paints: the rows that can be seen, and how many there are; or all
facets of the side bar. Claims, which have no table of their own, are asked in the same way. Every
case that takes longer is named; asked again as of the last operation, in a copy in memory.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from workbench.dossier.open import new_dossier
from workbench.gui.allocations.lists import ALLOCATION_LISTS
from workbench.gui.allocations.rows import read_rows as allocation_rows
from workbench.gui.decisions.lists import DECISION_LISTS
from workbench.gui.decisions.rows import read_rows as decision_rows
from workbench.gui.sources.lists import SOURCE_LISTS
from workbench.gui.sources.rows import read_rows as source_rows
from workbench.gui.table.rows import PAGE
from workbench.gui.table.snapshot import Wish, read_snapshot
from workbench.model import Allocation, Claim, Decision, Item, Party, Source
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import Action, AllocationRole, Credibility, Direction, Genre, Stage
from workbench.model.quantity import Quantity
from workbench.model.query import Query
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbench import Dossier
    from workbench.gui.table.snapshot import ReadRows

DECISIONS = int(os.environ.get("WORKBENCH_SPEED_DECISIONS", "2000"))
CLAIMS = 3 * DECISIONS
SOURCES = 500
PARTIES = 40
MOST_MS = 100
CODES = ("CHN", "USA", "JPN", "NLD", "KOR", "TWN", "DEU", "GBR")
RECIPIENT, SUPPLIER = AllocationRole.RECIPIENT, AllocationRole.SUPPLIER


def fill(dossier: Dossier) -> None:
    """Decisions, as many allocations, and three times as many claims.

    All hold one word, half of them "amended", and "late" those of the last years.
    """
    with dossier.operation("Fill") as operation:
        parties = operation.add_all(Party(title=f"Ministry {n}") for n in range(PARTIES))
        items = operation.add_all(Item(title=f"Chip {n}") for n in range(20))
        decisions = operation.add_all(_decision(n, parties) for n in range(DECISIONS))
        operation.add_all(
            _allocation(n, decisions[n * 7 % DECISIONS], items, parties) for n in range(DECISIONS)
        )
        sources = operation.add_all(_source(n, parties) for n in range(SOURCES))
        operation.add_all(_claim(n, sources[n * 7 % SOURCES]) for n in range(CLAIMS))


def _amended(n: int) -> str:
    return " amended" if n * 2_654_435_761 >> 8 & 1 else ""


def _decision(n: int, parties: list[Party]) -> Decision:
    actions, ways = list(Action), list(Direction)
    year = 2000 + n % 26
    return Decision(
        title=f"Measure {n} on chips{_amended(n)}{' late' if year >= 2020 else ''}",
        jurisdiction=CODES[n % len(CODES)],
        authority=parties[n % PARTIES].id,
        action=actions[n % len(actions)],
        direction=ways[n % len(ways)],
        announced=When(f"{year}-{1 + n % 12:02d}-{1 + n % 28:02d}"),
    )


def _allocation(n: int, decision: Decision, items: list[Item], parties: list[Party]) -> Allocation:
    stages = list(Stage)
    return Allocation(
        title=f"Batch {n} of chips{_amended(n)}",
        decision=decision.id,
        item=items[n % len(items)].id,
        stage=stages[n % len(stages)],
        quantity=Quantity.exact(1 + n % 900),
        as_of=When(f"{2000 + n % 26}-{1 + n % 12:02d}" if n % 3 else ""),
        parties=(
            AllocationParty(party=parties[n % PARTIES].id, role=RECIPIENT),
            AllocationParty(party=parties[n * 3 % PARTIES].id, role=SUPPLIER),
        ),
    )


def _source(n: int, parties: list[Party]) -> Source:
    genres = list(Genre)
    return Source(
        title=f"Story {n}{_amended(n)}",
        genre=genres[n % len(genres)],
        publisher=parties[n % PARTIES].id,
        published=When(f"2026-{1 + n % 12:02d}"),
    )


def _claim(n: int, source: Source) -> Claim:
    grades = list(Credibility)
    return Claim(
        statement=f"Claim {n} on exports{_amended(n)}",
        credibility=grades[n % len(grades)],
        source=source.id,
    )


class Asked(NamedTuple):
    """How a kind is shown: its search lines, the facets of its side bar, and how rows are read."""

    kind: str
    lines: tuple[str, ...]
    facets: tuple[str, ...]
    read_rows: ReadRows


ASKED = (
    Asked(
        "decision",
        (
            "",
            "order:-date",
            "order:title",
            "order:-stance",
            "order:jurisdiction",
            "stance:deny",
            'authority:"Ministry 7"',
            "since:2010 until:2012",
            "since:2000",
            "measure 77",
            "measure",
            "measure order:title",
            "amended",
            "late order:date",
            "-77",
            "-amended",
            "measure -amended",
            "measure stance:deny",
        ),
        tuple(each.field for each in DECISION_LISTS.facets),
        decision_rows,
    ),
    Asked(
        "claim",
        (
            "",
            "order:credibility",
            "order:source",
            "order:-date",
            "order:statement",
            "credibility:2",
            "credibility:2 order:-date",
            "since:2026-03",
            "exports",
            "exports order:-date",
            "amended",
            "-amended",
            "exports credibility:2",
        ),
        ("credibility", "kind"),
        lambda dossier, ids: dossier.claims.page(ids),  # type: ignore[arg-type,return-value]
    ),
    Asked(
        "allocation",
        (
            "",
            "order:title",
            "order:item",
            "order:-quantity",
            "order:decision",
            "stage:shipped",
            'recipient:"Ministry 7"',
            "since:2010 until:2012",
            "since:2000",
            "batch",
            "amended",
            "batch stage:shipped",
        ),
        tuple(each.field for each in ALLOCATION_LISTS.facets),
        allocation_rows,
    ),
    Asked(
        "source",
        ("", "order:date", "order:publisher", "genre:press", "story", "amended"),
        tuple(each.field for each in SOURCE_LISTS.facets),
        source_rows,
    ),
)


def _questions(dossier: Dossier) -> Iterator[tuple[str, Callable[[], object]]]:
    for kind, lines, facets, read_rows in ASKED:
        noun: Any = getattr(dossier, f"{kind}s")
        for line in lines:
            query = Query.parse(line)
            wish = Wish(most=PAGE)
            yield (
                f"{kind}s, {line or 'all'}",
                lambda: read_snapshot(dossier, kind, query, read_rows, wish),  # noqa: B023 - now
            )
            if "order:" not in line:
                yield (
                    f"{kind}s, facets of {line or 'all'}",
                    lambda: noun.facets(query, *facets),  # noqa: B023 - asked before the next
                )


def _asked(dossier: Dossier) -> dict[str, float]:
    """What each question takes, in milliseconds of the processor, best of three."""
    took = {}
    for name, ask in _questions(dossier):
        times = []
        for _ in range(3):
            start = time.process_time()
            assert ask()
            times.append(time.process_time() - start)
        took[name] = min(times) * 1_000
    return took


@pytest.mark.timeout(1800)  # filling 100,000 decisions takes minutes
def test_lists_of_many_records_are_asked(tmp_path: Path, say: Callable[[str], None]) -> None:
    with new_dossier(tmp_path / "a.dossier") as dossier:
        fill(dossier)
        now = _asked(dossier)
        with dossier.as_of(dossier.operations(limit=1)[0].seq) as past:
            then = _asked(past)
    say(f"{DECISIONS:,} decisions and allocations, {CLAIMS:,} claims: ms now, and in a copy")
    for name, ms in now.items():
        over = f"   over {MOST_MS}" if max(ms, then[name]) > MOST_MS else ""
        say(f"    {name:<48} {ms:6.0f} {then[name]:6.0f}{over}")
    slow = sum(max(ms, then[name]) > MOST_MS for name, ms in now.items())
    say(f"{slow} of {len(now)} take more than {MOST_MS} ms\n")
