"""The counts of a whole dossier follow what no edit of a claim or a support tells of."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier
from workbench.dossier.adding import add_drafts
from workbench.intake.read import read_text
from workbench.store.repeats import MOST_TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.model.decision import Decision
    from workbench.model.source import Source

SAID = "The ministry allowed three firms to buy as many chips as they ordered before the summer."
NEARLY = SAID.replace("three", "four")


def text(own: str, said: str) -> str:
    return f"{own * 8}.\n\n{said}\n\n{own.upper() * 12}."


def told(dossier: Dossier, *sources: Source) -> Decision:
    """A decision that a claim in the second paragraph of each source backs."""
    decision = dossier.decisions.log(title="Approval")
    for source in sources:
        start = dossier.sources.paragraphs(source)[1].start
        passage = dossier.passages.mark(source, start, start + 12)
        dossier.supports.back(decision, dossier.claims.claim(passage), ("",))
    return decision


@pytest.fixture
def sources(dossier: Dossier) -> list[Source]:
    """Two sources that share one paragraph, nearly in the same words."""
    given = (("Courier", SAID), ("Gazette", NEARLY))
    return [dossier.sources.add_text(text(own, said), title=own) for own, said in given]


def counts(dossier: Dossier, decision: Decision) -> tuple[int, int]:
    """The origins of a decision, counted with all others and alone."""
    found = len(dossier.corroboration(decision).origins)
    return dossier.corroborations()[decision.id], found


def test_a_paragraph_with_one_other_word_is_one_origin(
    dossier: Dossier, sources: list[Source]
) -> None:
    assert counts(dossier, told(dossier, *sources)) == (1, 1)


def quoted_by_many(dossier: Dossier) -> list[Source]:
    """More sources than a fingerprint tells apart quote one statement, each with a word of its own.

    They say so much else that none is a copy of another.
    """
    return [
        dossier.sources.add_text(text(f"{own} {own * 2} ", f"{SAID[:-1]}, {own}."), title=own)
        for own in (chr(ord("a") + n) * 3 for n in range(MOST_TEXTS + 3))
    ]


def test_of_very_many_who_quote_one_paragraph_the_last_are_one_origin_too(
    dossier: Dossier,
) -> None:
    first, *_, last_but_one, last = quoted_by_many(dossier)
    assert counts(dossier, told(dossier, first, last)) == (1, 1)
    assert counts(dossier, told(dossier, last_but_one, last)) == (1, 1)


def test_they_are_in_a_dossier_of_before_version_8_too(tmp_path: Path) -> None:
    path = tmp_path / "old.dossier"
    with new_dossier(path) as dossier:
        first, *_, last_but_one, last = quoted_by_many(dossier)
        decisions = [told(dossier, first, last), told(dossier, last_but_one, last)]
    plain = sqlite3.connect(path)
    plain.execute("DELETE FROM likeness WHERE share = 0")
    plain.execute("PRAGMA user_version = 7")
    plain.commit()
    plain.close()
    with open_dossier(path) as dossier:
        assert [counts(dossier, each) for each in decisions] == [(1, 1), (1, 1)]


def test_a_passage_that_comes_to_stand_in_another_paragraph_is_counted_again(
    dossier: Dossier, sources: list[Source]
) -> None:
    decision = told(dossier, *sources)
    assert counts(dossier, decision) == (1, 1)
    dossier.passages.change(dossier.passages.of(sources[1])[0], paragraph=3)
    assert counts(dossier, decision) == (2, 2)
    dossier.undo()
    assert counts(dossier, decision) == (1, 1)


def test_a_text_that_is_compared_later_is_counted_again_when_it_is(dossier: Dossier) -> None:
    given = (("Courier", SAID), ("Gazette", NEARLY))
    drafts = [read_text(text(own, said), own) for own, said in given]
    added = add_drafts(dossier, [(each, {}) for each in drafts], label="Add", compare=False)
    decision = told(dossier, *added)
    assert counts(dossier, decision) == (2, 2)
    assert dossier.repeats.refresh() == len(added)
    assert counts(dossier, decision) == (1, 1)


def test_a_new_source_has_nothing_counted_again_that_it_does_not_concern(
    dossier: Dossier, sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = told(dossier, *sources)
    assert dossier.corroborations() == {decision.id: 1}

    def again(*_: object) -> None:
        pytest.fail("claims were read again")

    monkeypatch.setattr("workbench.dossier.corroborations.copied", again)
    dossier.sources.add_text(text("Ledger", "Nobody else said anything of the kind."), title="New")
    assert dossier.corroborations() == {decision.id: 1}
