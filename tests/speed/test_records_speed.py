"""Facets, sort and filter of many decisions and claims; the issue allows each 100 ms at 100,000."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from workbench.dossier.open import new_dossier
from workbench.model import Claim, Decision, Party
from workbench.model.kinds import Action, Credibility, Direction
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from workbench import Dossier

DECISIONS = int(os.environ.get("WORKBENCH_SPEED_DECISIONS", "2000"))
CLAIMS = 3 * DECISIONS
CODES = ("CHN", "USA", "JPN", "NLD", "KOR", "TWN", "DEU", "GBR")


def _fill(dossier: Dossier) -> None:
    actions, ways, grades = list(Action), list(Direction), list(Credibility)
    with dossier.operation("Fill") as operation:
        parties = operation.add_all(Party(title=f"Ministry {n}") for n in range(40))
        operation.add_all(
            Decision(
                title=f"Measure {n} on chips",
                jurisdiction=CODES[n % len(CODES)],
                authority=parties[n % 40].id,
                action=actions[n % len(actions)],
                direction=ways[n % len(ways)],
                announced=When(f"{2000 + n % 26}-{1 + n % 12:02d}-{1 + n % 28:02d}"),
            )
            for n in range(DECISIONS)
        )
        operation.add_all(
            Claim(statement=f"Claim {n} on exports", credibility=grades[n % len(grades)])
            for n in range(CLAIMS)
        )


def _questions(dossier: Dossier) -> dict[str, Callable[[], object]]:
    decisions, claims = dossier.decisions, dossier.claims

    def shown(line: str) -> object:
        ids = decisions.ids(line)
        return decisions.page(ids[:60])

    return {
        "facets, all": lambda: decisions.facets("", "stance", "jurisdiction"),
        "facets, filtered": lambda: decisions.facets("jurisdiction:CHN", "stance", "jurisdiction"),
        "sort by date": lambda: shown(""),
        "sort by title": lambda: shown("order:title"),
        "sort by stance": lambda: shown("order:-stance"),
        "sort by jurisdiction": lambda: shown("order:jurisdiction"),
        "filter by stance": lambda: shown("stance:deny"),
        "filter by authority": lambda: shown('authority:"Ministry 7"'),
        "filter by word": lambda: shown("measure 77"),
        "filter by date": lambda: shown("since:2010 until:2012"),
        "claims by grade": lambda: claims.page(claims.ids("order:credibility")[:60]),
        "claims of a grade": lambda: claims.page(claims.ids("credibility:2")[:60]),
    }


def test_lists_of_many_records_are_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with new_dossier(tmp_path / "a.dossier") as dossier:
        _fill(dossier)
        took = {}
        for name, ask in _questions(dossier).items():
            times = []
            for _ in range(3):
                start = time.process_time()
                assert ask()
                times.append(time.process_time() - start)
            took[name] = min(times) * 1_000
        with capsys.disabled():
            print(f"\n  {DECISIONS:,} decisions, {CLAIMS:,} claims (ms of CPU, best of 3)")  # noqa: T201 - a benchmark
            for name, ms in took.items():
                print(f"    {name:<22} {ms:6.0f}")  # noqa: T201 - a benchmark
