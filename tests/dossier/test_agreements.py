"""Coders are compared unit by unit on the sources that two of them coded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, NothingToCompare
from workbench.model.passage import PassageCode

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model.code import Code
    from workbench.model.source import Source

TEXT = "One burned. Two fell. Three rose. Four stayed.\n\nFive burned."


@pytest.fixture
def source(dossier: Dossier) -> Source:
    """Return a source of five sentences in two paragraphs."""
    return dossier.sources.add_text(TEXT, title="Report")


def give(dossier: Dossier, source: Source, code: Code, words: str, *coders: str) -> None:
    """Have coders give a code to words of the source."""
    start = TEXT.index(words)
    passage = dossier.passages.mark(source, start, start + len(words))
    codes = tuple(PassageCode(code=code.id, coder=each) for each in coders)
    dossier.passages.change(passage, codes=(*passage.codes, *codes))


def test_sentences_are_compared_code_by_code(dossier: Dossier, source: Source) -> None:
    fire, hope = dossier.codes.create("fire"), dossier.codes.create("hope")
    give(dossier, source, fire, "One burned", "Ada", "Ben")
    give(dossier, source, fire, "Five", "Ada")
    give(dossier, source, hope, "Three rose.", "Ben")
    together, of_fire, of_hope = dossier.agreements.read("sentence")
    assert dossier.agreements.together("sentence") == together
    assert together.agreement.coders == ("Ada", "Ben")
    assert together.agreement.units == 5
    assert together.agreement.percent.value == pytest.approx(3 / 5)
    assert of_fire.agreement.percent.value == pytest.approx(4 / 5)
    assert (of_fire.code, of_hope.code) == (fire, hope)
    assert of_fire.passages == 3
    quotes = [
        tuple(dossier.passages.get(key).quote for key in keys)
        for each in (together, of_fire)
        for keys in (each.unlike, each.alike)
    ]
    assert quotes == [("Three rose.", "Five"), ("One burned",), ("Five",), ("One burned",)]


def test_characters_are_counted_where_the_passages_differ(dossier: Dossier, source: Source) -> None:
    fire = dossier.codes.create("fire")
    give(dossier, source, fire, "One burned.", "Ada")
    give(dossier, source, fire, "One", "Ben")
    (together, _) = dossier.agreements.read("character")
    written = len(TEXT) - len("\n\n")
    assert together.agreement.units == written
    assert together.agreement.percent.value == pytest.approx(1 - len(" burned.") / written)


def test_paragraphs_that_repeat_count_once(dossier: Dossier) -> None:
    line = "The ministry approved the sale of the chips."
    source = dossier.sources.add_text(f"{line}\n\nIt rained.\n\n{line}", title="A")
    code = dossier.codes.create("sale")
    passage = dossier.passages.mark(source, 0, 12)
    both = tuple(PassageCode(code=code.id, coder=each) for each in ("Ada", "Ben"))
    dossier.passages.change(passage, codes=both)
    assert dossier.agreements.read("paragraph")[0].agreement.units == 2


def test_a_source_that_one_coder_judged_is_not_compared(dossier: Dossier, source: Source) -> None:
    fire = dossier.codes.create("fire")
    give(dossier, source, fire, "One burned", "Ada")
    with pytest.raises(InvalidField, match="character, sentence, paragraph"):
        dossier.agreements.read("word")
    with pytest.raises(NothingToCompare):
        dossier.agreements.read()
    give(dossier, source, fire, "One burned", "Ben")
    other = dossier.sources.add_text("Six burned.", title="Other")
    dossier.passages.mark(other, 0, 3, codes=[fire])
    assert dossier.agreements.read()[0].agreement.units == 5


def test_coders_and_codes_can_be_chosen(dossier: Dossier, source: Source) -> None:
    fire, hope = dossier.codes.create("fire"), dossier.codes.create("hope")
    give(dossier, source, fire, "One burned", "Ada", "Ben", "Cem")
    give(dossier, source, hope, "Three rose.", "Cem")
    found = dossier.agreements.read(codes=[fire], coders=["Ada", "Ben"])
    assert [each.code for each in found] == [None, fire]
    assert found == dossier.agreements.read(
        codes=[fire.ref], sources=["S-0001"], coders=["Ada", "Ben"]
    )
    assert found[0].agreement.percent.value == 1
    assert dossier.agreements.coders() == ["Ada", "Ben", "Cem"]
