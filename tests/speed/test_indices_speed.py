"""What the indices of a whole dossier cost: stance, whiplash, corroboration, contradictions.

Printed, not asserted: machines differ. `WORKBENCH_SPEED_RECORDS=100000` measures the size of the
target, 100,000 decisions with 300,000 claims, each in a passage of one of 10,000 articles of some
4.5 KB, a fifth of which copy most of an earlier one: all four in 2 s, and after one edit in 50 ms.
The floor is reading the same columns once.
"""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest

from tests.speed.test_sources_speed import texts
from workbench import new_dossier
from workbench.dossier.adding import add_drafts
from workbench.intake.paragraphs import paragraphs
from workbench.intake.read import read_text
from workbench.model import Claim, Decision, Party, Passage, PolicyLine, Source, Support
from workbench.model.claim import Attribution
from workbench.model.decision import StanceCoding
from workbench.model.kinds import Action, Scope, SourceRelation
from workbench.model.source import SourceLink
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.model.when import When
from workbench.store.columns import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbench.dossier.dossier import Dossier

DECISIONS = int(os.environ.get("WORKBENCH_SPEED_RECORDS", "500"))
CLAIMS_EACH = 3
LINES = 200
SOURCES = DECISIONS * CLAIMS_EACH // 30
AGENCIES = 10
CITING = 0.5
REPEATED = 0.2
MARKED = 100
"""The characters of a passage: some 30 stand in an article."""


def spent(work: Callable[[], object]) -> float:
    """The processor seconds that `work` takes: the machine may be busy with something else."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def fill(dossier: Dossier) -> None:
    """Decisions on many lines, coded and linked, each backed by claims in articles."""
    chance = random.Random(1)  # noqa: S311 - the same records every time
    scale = StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(6)))
    lines = [PolicyLine(title=f"Line {n}", scale=scale.id) for n in range(LINES)]
    decisions = [_decision(n, chance, lines, scale) for n in range(DECISIONS)]
    passages = [mark for source in _articles(dossier, chance) for mark in _marked(dossier, source)]
    claims = list(map(_claim, _told(passages, chance)))
    with dossier.operation("Fill") as operation:
        for some in ([scale], lines, decisions, passages, claims):
            operation.add_all(some)
        operation.add_all(
            Support(record=decisions[n // CLAIMS_EACH].id, record_kind="decision", claim=each.id)
            for n, each in enumerate(claims)
        )


def _articles(dossier: Dossier, chance: random.Random) -> list[Source]:
    """Articles of one outlet, half of which go back to a story of an agency."""
    outlet = dossier.parties.add(Party(title="Outlet"))
    stories = [dossier.sources.add(Source(title=f"Agency {n}")) for n in range(AGENCIES)]
    drafts = []
    for n, text in enumerate(texts(SOURCES)):
        links: tuple[SourceLink, ...] = ()
        if chance.random() < CITING:
            cited = chance.choice(stories).id
            links = (SourceLink(relation=SourceRelation.HAD_PRIMARY_SOURCE, source=cited),)
        fields = {"publisher": outlet.id, "links": links}
        drafts.append((read_text(text, f"Story {n}"), fields))
    added = add_drafts(dossier, drafts, label="Add articles", compare=False)
    dossier.repeats.refresh()
    return added


def _told(passages: list[Passage], chance: random.Random) -> Iterator[Passage]:
    """The passages that claims stand in; a fifth say what the one before does, often in a copy."""
    again: dict[str, list[Passage]] = {}
    for each in passages:
        again.setdefault(each.quote, []).append(each)
    last = passages[0]
    for _ in range(DECISIONS * CLAIMS_EACH):
        last = chance.choice(again[last.quote] if chance.random() < REPEATED else passages)
        yield last


def _marked(dossier: Dossier, source: Source) -> Iterator[Passage]:
    """Passages side by side in the paragraphs of an article."""
    text = dossier.sources.text(source)
    for each in paragraphs(text):
        for start in range(each.start, each.stop - MARKED, MARKED):
            yield Passage(
                source=source.id, text=source.text, start=start, stop=start + MARKED,
                quote=text[start : start + MARKED], paragraph=each.ordinal,
            )  # fmt: skip


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


def _claim(passage: Passage) -> Claim:
    told = Attribution(step=1, source=passage.source)
    return Claim(
        statement=passage.quote, source=passage.source, passage=passage.id, attribution=(told,)
    )


def edits(dossier: Dossier) -> dict[str, Callable[[], object]]:
    """One edit of each kind of record that the figures rest on."""
    decision, claim, source = (
        next(iter(noun.ids(limit=1)))
        for noun in (dossier.decisions, dossier.claims, dossier.sources)
    )
    return {
        "a decision": lambda: dossier.decisions.change(
            decision, title="Changed", action=Action.DENY
        ),
        "a claim": lambda: dossier.claims.change(claim, statement="Changed"),
        "a source": lambda: dossier.sources.change(source, title="Changed"),
    }


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
        again: dict[str, list[str]] = {name: [] for name in parts}
        for words, edit in edits(dossier).items():
            edit()
            for name, work in parts.items():
                again[name].append(f"{spent(work) * 1e3:,.0f} ms after one edit of {words}")
    with capsys.disabled():
        for name, seconds in whole.items():
            print(  # noqa: T201 - this is what a benchmark is for
                f"\n{name}: {seconds * 1e3:,.0f} ms, {', '.join(again[name])}",
                end="",
            )
        print(f"\nids of the claims: {floor * 1e3:,.0f} ms")  # noqa: T201
