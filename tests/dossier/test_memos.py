"""Memos are written about anything and read in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from workbench import Dossier


def test_memos_of_records_codes_sources_passages_and_the_journal_stand_in_one_place(
    dossier: Dossier,
) -> None:
    source = dossier.sources.add_text("Beijing approved it.", title="Report")
    decision = dossier.decisions.add(Decision(title="Approval"))
    dossier.memos.write("Which day?", about=decision)
    dossier.memos.write("Narrow this.", about=dossier.codes.create("harm"))
    dossier.memos.write("Ask the editor.", about=source)
    dossier.passages.mark(source, 0, 7, memo="Who is Beijing?")
    dossier.memos.write("Stopped here.")
    told = {each.words: each.about.KIND if each.about else "" for each in dossier.memos.every()}
    assert told == {
        "Stopped here.": "",
        "Who is Beijing?": "passage",
        "Ask the editor.": "source",
        "Narrow this.": "code",
        "Which day?": "decision",
    }
    assert [each.words for each in dossier.memos.every("beijing")] == ["Who is Beijing?"]
    for about in (decision, decision.ref, decision.id):
        assert [each.words for each in dossier.memos.of(about)] == ["Which day?"]


def test_a_memo_is_written_about_a_record_by_its_name(dossier: Dossier) -> None:
    decision = dossier.decisions.add(Decision(title="Approval"))
    assert dossier.memos.write("Which day?", about="D-0001").about == decision.id
    assert {each.operation.label for each in dossier.history("D-0001")} == {"Add decision"}


def test_a_memo_goes_with_its_record_and_undo_brings_both_back(dossier: Dossier) -> None:
    decision = dossier.decisions.add(Decision(title="Approval"))
    dossier.memos.write("Which day?", about=decision)
    dossier.decisions.remove(decision)
    assert not len(dossier.memos)
    dossier.undo()
    assert [each.words for each in dossier.memos.of(decision)] == ["Which day?"]


def test_an_empty_memo_is_refused(dossier: Dossier) -> None:
    with pytest.raises(InvalidField):
        dossier.memos.write("  ")
