"""What the indices of a whole dossier cost: stance, whiplash, corroboration, contradictions.

Printed, not asserted: machines differ. `WORKBENCH_SPEED_RECORDS=100000` measures the size of the
target, 100,000 decisions with 300,000 claims: all four in 2 s, and after one edit in 50 ms. The
floor is reading the same columns once.
"""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier
from workbench.model import Claim, Decision, Party, PolicyLine, Source, Support
from workbench.model.claim import Attribution
from workbench.model.decision import StanceCoding
from workbench.model.kinds import Action, Scope, SourceRelation
from workbench.model.source import SourceLink
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.model.when import When
from workbench.store.columns import columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbench.dossier.dossier import Dossier

DECISIONS = int(os.environ.get("WORKBENCH_SPEED_RECORDS", "500"))
CLAIMS_EACH = 3
LINES = 200
SOURCES = 500


def spent(work: Callable[[], object]) -> float:
    """The processor seconds that `work` takes: the machine may be busy with something else."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def fill(dossier: Dossier) -> None:
    """Decisions on many lines, coded and linked, each backed by claims of copied sources."""
    chance = random.Random(1)  # noqa: S311 - the same records every time
    scale = StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(6)))
    lines = [PolicyLine(title=f"Line {n}", scale=scale.id) for n in range(LINES)]
    outlet = Party(title="Outlet")
    sources = [Source(title=f"Story {n}", publisher=outlet.id) for n in range(SOURCES)]
    for n, source in enumerate(sources[10:], 10):
        link = SourceLink(
            relation=SourceRelation.HAD_PRIMARY_SOURCE, source=sources[chance.randrange(n)].id
        )
        sources[n] = Source(id=source.id, title=source.title, publisher=outlet.id, links=(link,))
    with dossier.operation("Fill") as operation:
        operation.add_all([scale])
        operation.add_all(lines)
        operation.add_all([outlet])
        operation.add_all(sources)
        decisions = [_decision(n, chance, lines, scale) for n in range(DECISIONS)]
        operation.add_all(decisions)
        claims = [
            _claim(n, sources[chance.randrange(SOURCES)]) for n in range(DECISIONS * CLAIMS_EACH)
        ]
        operation.add_all(claims)
        operation.add_all(
            Support(record=decisions[n // CLAIMS_EACH].id, record_kind="decision", claim=each.id)
            for n, each in enumerate(claims)
        )


def _decision(
    n: int, chance: random.Random, lines: list[PolicyLine], scale: StanceScale
) -> Decision:
    day = f"20{chance.randrange(10, 27)}-{chance.randrange(1, 13):02d}"
    coding = StanceCoding(scale=scale.id, value=chance.randrange(6), reach=Scope.GENERAL)
    return Decision(
        title=f"Decision {n}",
        line=lines[chance.randrange(LINES)].id,
        action=chance.choice(list(Action)),
        announced=When(f"{day}-{chance.randrange(1, 29):02d}" if n % 3 else day),
        stances=(coding,) if n % 2 else (),
    )


def _claim(n: int, source: Source) -> Claim:
    told = Attribution(step=1, source=source.id)
    return Claim(statement=f"Claim {n}", source=source.id, attribution=(told,))


@pytest.mark.timeout(1800)  # filling 100,000 decisions takes minutes
def test_all_indices_of_a_dossier_and_again_after_one_edit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with new_dossier(tmp_path / "x.dossier") as dossier:
        fill(dossier)
        with dossier.store.reading() as connection:
            floor = spent(lambda: columns(connection, "claim", "id", "source"))
        parts: dict[str, Callable[[], object]] = {
            "stance and whiplash": dossier.stance.all,
            "corroboration": dossier.corroborations,
            "contradictions": dossier.contradictions.read,
        }
        whole = {name: spent(work) for name, work in parts.items()}
        first = next(iter(dossier.decisions.ids(limit=1)))
        dossier.decisions.change(first, title="Changed", action=Action.DENY)
        again = {name: spent(work) for name, work in parts.items()}
    with capsys.disabled():
        for name, seconds in whole.items():
            print(  # noqa: T201 - this is what a benchmark is for
                f"\n{name}: {seconds * 1e3:,.0f} ms, after one edit {again[name] * 1e3:,.0f} ms, "
                f"ids of the claims {floor * 1e3:,.0f} ms",
                end="",
            )
