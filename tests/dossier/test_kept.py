"""What is kept after an edit is what a fresh reading of the whole dossier finds."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from workbench.dossier.dossier import Dossier
from workbench.dossier.kept import MANY, Family, Kept
from workbench.errors import WorkbenchError
from workbench.model import Allocation, Claim, Decision, Party, PolicyLine, Source, Support
from workbench.model.allocation import AllocationParty
from workbench.model.claim import Attribution, ClaimLink
from workbench.model.decision import Condition, DecisionLink, StanceCoding
from workbench.model.kinds import (
    Action,
    Anonymity,
    ClaimRelation,
    ConditionKind,
    DecisionRelation,
    SourceRelation,
    SupportRole,
)
from workbench.model.quantity import Quantity
from workbench.model.source import SourceLink
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from workbench.dossier.records import Records
    from workbench.model.record import Record

STEPS = 40
SAID = [
    f"{who} was allowed to buy as many chips as were ordered before the summer of the year {year}."
    for who, year in (("ByteDance", 2025), ("Alibaba", 2026), ("The other buyer", 2024))
]
ADDED, CHANGED = 0.3, 0.7


def figures(dossier: Dossier) -> tuple[object, ...]:
    """Everything that is kept of a dossier, in an order of its own."""
    return (
        [(each.line, each.changes, each.whiplash) for each in dossier.stance.all()],
        dossier.corroborations(),
        dossier.corroboration_counts.circular("decision"),
        sorted(each.contradiction.key for each in dossier.contradictions.read()),
    )


class Editor:
    """Edits a dossier at random, in every way that the figures rest on."""

    def __init__(self, dossier: Dossier, seed: int) -> None:
        self.dossier = dossier
        self.chance = random.Random(seed)  # noqa: S311 - the same edits every time
        levels = tuple(ScaleLevel(value=n) for n in range(4))
        self.scale = dossier.stance_scales.add(StanceScale(title="Scale", levels=levels))
        for n in range(3):
            dossier.policy_lines.add(PolicyLine(title=f"Line {n}"))
            dossier.parties.add(Party(title=f"Party {n}"))
        for _ in range(4):
            for add in self.edits():
                add()

    def one(self, noun: Records[Any]) -> str | None:
        return self.chance.choice([*noun.ids(), None])

    def when(self) -> When:
        return When(self.chance.choice(["", "2025", "2025-03", "2025-03-04", "2026-01-02", "2024"]))

    def quantity(self) -> Quantity:
        return Quantity.parse(self.chance.choice(["> 400,000", "75,000", "< 10,000", "5 to 9"]))

    def source(self) -> None:
        other, relation = self.one(self.dossier.sources), self.chance.choice(list(SourceRelation))
        links = (SourceLink(relation=relation, source=other),) if other else ()
        made = Source(
            title="Story",
            published=self.when(),
            accessed=self.when(),
            links=links,
            publisher=self.one(self.dossier.parties),
        )
        self.put(self.dossier.sources, made)

    def text(self) -> None:
        """Adds a source that says something that others may say, too, and something of its own."""
        own = "".join(self.chance.choices("abcdefgh ", k=60))
        said = [self.chance.choice(SAID), f"{own.capitalize()}.", self.chance.choice(SAID)]
        self.dossier.sources.add_text("\n\n".join(said), title="Story")

    def passage(self) -> None:
        """Marks a passage at the beginning of a paragraph, or has one stand in another."""
        held = [each for each in self.dossier.sources.find("is:held") if each.text]
        if not held:
            return
        source, there = self.chance.choice(held), self.one(self.dossier.passages)
        paragraph = self.chance.choice(self.dossier.sources.paragraphs(source))
        if there is None or self.chance.random() < CHANGED:
            self.dossier.passages.mark(source, paragraph.start, paragraph.start + 8)
        else:
            self.dossier.passages.change(there, paragraph=self.chance.randint(0, 3))

    def decision(self) -> None:
        other, chance = self.one(self.dossier.decisions), self.chance
        relation = chance.choice(list(DecisionRelation))
        links = (DecisionLink(relation=relation, decision=other),) if other else ()
        cap = Condition(kind=ConditionKind.PER_CLIENT_CAP, quantity=self.quantity())
        coding = StanceCoding(scale=self.scale.id, value=chance.randrange(4))
        made = Decision(
            title="Decision",
            line=self.one(self.dossier.policy_lines),
            action=chance.choice(list(Action)),
            announced=self.when(),
            effective=self.when(),
            ended=self.when(),
            links=links,
            stances=(coding,) if chance.random() < 0.5 else (),
            conditions=(cap,) if chance.random() < 0.5 else (),
        )
        self.put(self.dossier.decisions, made)

    def claim(self) -> None:
        other, told = self.one(self.dossier.claims), self.one(self.dossier.sources)
        links = (ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=other),) if other else ()
        source, anonymity = self.one(self.dossier.sources), self.chance.choice(list(Anonymity))
        party = self.one(self.dossier.parties)
        further = Attribution(step=2, party=party, source=told, anonymity=anonymity)
        steps = (Attribution(step=1, source=source), further)
        passage = self.one(self.dossier.passages)
        if passage:
            source = self.dossier.passages.get(passage).source
        made = Claim(
            statement="Claim", source=source, passage=passage, links=links, attribution=steps
        )
        self.put(self.dossier.claims, made)

    def allocation(self) -> None:
        noun = self.dossier.allocations
        party = self.one(self.dossier.parties)
        made = Allocation(
            title="Lot",
            decision=self.one(self.dossier.decisions),
            part_of=self.one(noun),
            quantity=self.quantity(),
            parties=(AllocationParty(party=party),) if party else (),
        )
        self.put(noun, made)

    def support(self) -> None:
        made = Support(
            record=self.one(self.dossier.decisions) or "none",
            record_kind="decision",
            field=self.chance.choice(["", "action"]),
            claim=self.one(self.dossier.claims),
            role=self.chance.choice(list(SupportRole)),
        )
        self.put(self.dossier.supports, made)

    def put(self, noun: Records[Any], made: Record) -> None:
        """Adds a record, gives its fields to one that is there, or removes one."""
        there = self.one(noun)
        with suppress(WorkbenchError):  # a rule refuses it: nothing is written
            if there is None or self.chance.random() < ADDED:
                noun.add(made)
            elif self.chance.random() < CHANGED:
                given = {each.name: getattr(made, each.name) for each in fields(made)}
                noun.change(there, **{k: v for k, v in given.items() if k not in {"id", "number"}})
            else:
                noun.remove(there)

    def edits(self) -> list[Callable[[], None]]:
        return [
            *(self.text, self.source, self.decision, self.passage, self.claim),
            *(self.allocation, self.support),
        ]

    def edit(self) -> None:
        """Edits one record at random, or takes the last edit back."""
        self.chance.choice([*self.edits(), self.dossier.undo])()


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edit_the_figures_are_those_of_a_fresh_reading(
    dossier: Dossier, seed: int
) -> None:
    editor = Editor(dossier, seed)
    figures(dossier)
    for _ in range(STEPS):
        editor.edit()
        assert figures(dossier) == figures(Dossier(dossier.store, dossier.path))
        counts = dossier.corroborations()
        for each in dossier.decisions:
            roles = [e.role for e in dossier.supports.of(each) if e.claim]
            one = (
                len(dossier.corroboration(each).origins) if SupportRole.SUPPORTS in roles else None
            )
            assert counts.get(each.id) == one
            in_circle = any(origin.circular for origin in dossier.corroboration(each).origins)
            assert (each.id in dossier.corroboration_counts.circular("decision")) == in_circle


def test_an_edit_has_only_its_own_parts_read_again(dossier: Dossier) -> None:
    read: list[Collection[str] | None] = []

    def titles(keys: Collection[str] | None) -> dict[str, str]:
        read.append(keys)
        wanted = list(dossier.parties.ids()) if keys is None else keys
        return {each.id: each.title for each in dossier.parties.page(list(wanted))}

    family = Family(rests_on={"party"}, read=titles, stale=lambda touched: touched["party"])
    kept = Kept(dossier, family)
    one, other = (dossier.parties.add(Party(title=title)) for title in ("One", "Other"))
    assert kept.parts() == {one.id: "One", other.id: "Other"}

    dossier.parties.change(one, title="First")
    dossier.policy_lines.add(PolicyLine(title="No concern of it"))
    assert kept.parts() == {one.id: "First", other.id: "Other"}
    dossier.parties.remove(other)
    assert kept.parts() == {one.id: "First"}
    kept.parts()
    assert read == [None, {one.id}, {other.id}]

    dossier.parties.add_all(Party(title=f"P {n}") for n in range(MANY + 1))
    assert len(kept.parts()) == MANY + 2
    assert read[-1] is None
