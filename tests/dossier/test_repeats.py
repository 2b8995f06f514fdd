from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from workbench.errors import SourceNotHeld
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench import Dossier
    from workbench.model.source import Source

WIRE = [
    "According to Reuters, China has agreed to allow ByteDance, Alibaba and Tencent to buy chips.",
    "More approvals are expected in the coming weeks, people familiar with the matter said.",
    "Nvidia did not immediately respond to requests for comment on the conditional licences.",
]
OWN = "Our correspondent in The Hague reports that the Dutch cabinet is watching with unease."


def add(dossier: Dossier, title: str, *said: str) -> Source:
    return dossier.sources.add_text("\n".join(said), title=title)


def test_the_article_s_seven_repeats_are_known_when_it_is_in(sample: Dossier) -> None:
    article = sample.sources.find("is:held")[0]
    assert sum(bool(each.repeats) for each in sample.sources.paragraphs(article)) == 7
    (again,) = sample.repeats.of_paragraph(article, 3)
    assert (again.source.id, again.paragraph.ordinal, again.exact) == (article.id, 10, True)


def test_a_paragraph_is_found_again_in_another_source_also_where_words_changed(
    dossier: Dossier,
) -> None:
    wire = add(dossier, "Wire", *WIRE)
    same = add(dossier, "Same", OWN, WIRE[0])
    near = add(dossier, "Near", WIRE[0].replace("has agreed", "agreed"), OWN)
    found = dossier.repeats.of_paragraph(wire, 1)
    assert [(each.source.id, each.paragraph.ordinal) for each in found] == [
        (same.id, 2),
        (near.id, 1),
    ]
    assert found[0].exact
    assert not found[1].exact


def test_wire_copies_are_grouped_the_first_published_first(dossier: Dossier) -> None:
    late = add(dossier, "Late", OWN, *WIRE)
    dossier.sources.change(late, published=When("2026-02-01"))
    early = add(dossier, "Early", *WIRE)
    dossier.sources.change(early, published=When("2026-01-28"))
    add(dossier, "Other", OWN.replace("The Hague", "Tokyo"), "And that is all there is to tell.")
    (group,) = dossier.repeats.groups()
    assert [each.title for each in group] == ["Early", "Late"]
    (like,) = dossier.repeats.of_source(early)
    assert like.share == 1


def test_two_sources_with_the_very_same_text_are_copies(dossier: Dossier) -> None:
    one, other = add(dossier, "One", *WIRE), add(dossier, "Other", *WIRE)
    ((first, second),) = dossier.repeats.groups()
    assert (first.id, second.id) == (one.id, other.id)
    assert [each.source.id for each in dossier.repeats.of_source(one)] == [other.id]


def test_copies_count_once_for_corroboration(sample: Dossier) -> None:
    decision = sample.decisions.get("D-0001")
    for title in ("Paper", "Portal"):
        source = add(sample, title, *WIRE)
        claim = sample.claims.claim(sample.passages.mark(source, 0, 40))
        sample.supports.back(decision, claim, ("",))
    found = sample.corroboration(decision)
    assert [each.name for each in found.origins] == ["Paper", "Reuters"]
    assert found.sources == 3


def test_a_copied_paragraph_counts_once_in_sources_that_else_say_other_things(
    sample: Dossier,
) -> None:
    decision = sample.decisions.get("D-0001")
    chance = random.Random(5)  # noqa: S311 - a corpus, no secret
    others = [
        " ".join("".join(chance.choices("abcdefgh", k=6)) for _ in range(30)) for _ in "12345"
    ]
    pieces = [("Paper", WIRE[0]), ("Portal", WIRE[0].replace("has agreed", "agreed"))]
    for number, (title, said) in enumerate(pieces):
        source = add(sample, title, others[number], said, others[number + 2])
        claim = sample.claims.claim(sample.passages.mark_quote(source, "allow ByteDance, Alibaba"))
        sample.supports.back(decision, claim, ("",))
    alone = add(sample, "Alone", others[4])
    claim = sample.claims.claim(sample.passages.mark(alone, 0, 40))
    sample.supports.back(decision, claim, ("",))
    found = sample.corroboration(decision)
    assert [each.name for each in found.origins] == ["Alone", "Paper", "Reuters"]
    assert found.sources == 4
    assert sample.corroborations()[decision.id] == 3


def test_a_passage_is_coded_in_all_copies_by_one_operation(dossier: Dossier) -> None:
    from workbench.model.code import Code

    code = dossier.codes.add(Code(title="Approval"))
    wire = add(dossier, "Wire", *WIRE)
    copy = add(dossier, "Copy", OWN, *WIRE)
    passage = dossier.passages.mark_quote(wire, "More approvals are expected")
    passage = dossier.passages.mark(wire, passage.start, passage.stop, codes=[code])
    before = len(dossier.operations())
    (marked,) = dossier.repeats.code_all(passage)
    assert (marked.source, marked.quote) == (copy.id, passage.quote)
    assert [each.code for each in marked.codes] == [code.id]
    assert len(dossier.operations()) == before + 1
    dossier.undo()
    assert dossier.passages.of(copy) == []


def test_a_source_that_was_removed_is_no_copy_and_undo_makes_it_one_again(dossier: Dossier) -> None:
    wire, copy = add(dossier, "Wire", *WIRE), add(dossier, "Copy", *WIRE[:2])
    dossier.sources.remove(copy)
    assert dossier.repeats.groups() == []
    assert dossier.repeats.of_paragraph(wire, 1) == []
    dossier.undo()
    assert len(dossier.repeats.groups()) == 1


def test_texts_that_came_another_way_are_taken_in_later(dossier: Dossier) -> None:
    add(dossier, "Wire", *WIRE)
    with dossier.operation("Forget") as operation:
        for table in ("text", "paragraph", "fingerprint", "likeness"):
            operation.connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
    assert dossier.repeats.refresh() == 1
    add(dossier, "Copy", *WIRE[:2])
    assert len(dossier.repeats.groups()) == 1
    assert dossier.repeats.refresh() == 0


def test_a_source_that_is_not_held_has_nothing_to_repeat(sample: Dossier) -> None:
    reuters = sample.sources.find("-is:held")[0]
    assert sample.repeats.of_source(reuters) == []
    with pytest.raises(SourceNotHeld):
        sample.repeats.of_paragraph(reuters, 1)


def test_recall_and_precision_on_a_labelled_corpus_are_at_least_98_percent(
    dossier: Dossier,
) -> None:
    rng = random.Random(20261123)  # noqa: S311 - a corpus, no secret
    vocabulary = [
        "".join(rng.choices("abcdefghijklmnop", k=rng.randint(2, 9))) for _ in range(4_000)
    ]

    def paragraph() -> list[str]:
        return rng.choices(vocabulary, k=rng.randint(25, 70))

    def edited(said: list[str], rate: float) -> list[str]:
        return [rng.choice(vocabulary) if rng.random() < rate else word for word in said]

    kinds: dict[str, Callable[[list[list[str]]], list[list[str]]]] = {
        "light": lambda said: [edited(each, 0.02) for each in said],
        "headline": lambda said: [paragraph()[:9], *said[1:], paragraph()],
        "trimmed": lambda said: said[: max(2, len(said) // 2)],
        "interleaved": lambda said: [x for each in said for x in (each, paragraph())],
        "rewritten": lambda said: [edited(each, 0.2) for each in said],
    }
    originals = [[paragraph() for _ in range(rng.randint(5, 12))] for _ in range(40)]
    labelled = [(n, kind(said)) for n, said in enumerate(originals) for kind in kinds.values()]
    family: dict[str, int] = {}
    with dossier.operation("Add the corpus"):
        for number, said in [*enumerate(originals), *rng.sample(labelled, 80)]:
            source = add(dossier, f"text {len(family)}", *(" ".join(each) for each in said))
            family[source.id] = number
    pairs = {
        (source, like.source.id) for source in family for like in dossier.repeats.of_source(source)
    }
    right = sum(family[one] == family[other] for one, other in pairs)
    expected = sum(
        one != other and family[one] == family[other] for one in family for other in family
    )
    assert right / len(pairs) >= 0.98
    assert right / expected >= 0.98
