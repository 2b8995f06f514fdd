from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.store import repeats
from workbench.store.repeats import Indexed, Shared

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_text_is_indexed_once(dossier: Dossier) -> None:
    with dossier.operation("Index") as operation:
        assert repeats.index(operation.connection, [Indexed("one", [(5, 1)], [1, 2, 3])]) == {}
        assert repeats.index(operation.connection, [Indexed("one", [(5, 1)], [1, 2, 3])]) == {}
    with dossier.store.reading() as connection:
        assert repeats.holding(connection, 5) == [("one", 1)]


def test_indexing_leaves_no_operation(dossier: Dossier) -> None:
    before = len(dossier.operations())
    with dossier.operation("Index") as operation:
        repeats.index(operation.connection, [Indexed("one", [(5, 1)], [1, 2, 3])])
    assert len(dossier.operations()) == before


def test_texts_that_share_fingerprints_are_given_those_with_most_first(dossier: Dossier) -> None:
    with dossier.operation("Index") as operation:
        repeats.index(operation.connection, [Indexed("few", [], [1, 9])])
        repeats.index(operation.connection, [Indexed("most", [], [1, 2, 3])])
        found = repeats.index(operation.connection, [Indexed("new", [], [1, 2, 3, 4])])
        least = repeats.sharing(operation.connection, [9])
    assert found == {"new": [Shared("most", 3, 3), Shared("few", 1, 2)]}
    assert least == [Shared("few", 1, 2)]


def test_a_fingerprint_that_many_texts_have_is_kept_for_the_first_ones(dossier: Dossier) -> None:
    with dossier.operation("Index") as operation:
        for number in range(repeats.MOST_TEXTS + 5):
            repeats.index(operation.connection, [Indexed(f"text {number}", [], [7])])
        assert len(repeats.sharing(operation.connection, [7])) == repeats.MOST_TEXTS


def test_likeness_is_kept_both_ways(dossier: Dossier) -> None:
    with dossier.operation("Index") as operation:
        for key in ("one", "other", "third"):
            repeats.index(operation.connection, [Indexed(key, [], [])])
        kept = [repeats.Likeness("one", "other", 0.9), repeats.Likeness("other", "one", 0.3)]
        repeats.keep_likeness(operation.connection, kept)
        assert set(repeats.likeness(operation.connection, ["other"])) == set(kept)
        assert repeats.likeness(operation.connection, ["third"]) == []
        assert repeats.copies(operation.connection, 0.5) == [("one", "other")]


def test_texts_that_are_not_indexed_are_missed(dossier: Dossier) -> None:
    source = dossier.sources.add_text("Beijing approved the sale of some chips.", title="One")
    with dossier.operation("Forget") as operation:
        assert repeats.missing(operation.connection) == []
        operation.connection.exec_driver_sql("DELETE FROM text")
        assert repeats.missing(operation.connection) == [source.text]


def test_texts_that_come_together_meet_as_if_they_came_one_by_one(dossier: Dossier) -> None:
    texts = [Indexed("old", [], [1, 2, 3]), Indexed("one", [], [2, 3]), Indexed("two", [], [3, 9])]
    with dossier.operation("Index") as operation:
        repeats.index(operation.connection, texts[:1])
        found = repeats.index(operation.connection, texts[1:])
    assert found == {
        "one": [Shared("old", 2, 3)],
        "two": [Shared("old", 1, 3), Shared("one", 1, 2)],
    }


def test_texts_that_share_a_fingerprint_have_a_stretch_in_common_though_they_are_not_alike(
    dossier: Dossier,
) -> None:
    with dossier.operation("Index") as operation:
        shared = [("one", [1, 2, 3]), ("two", [3, 4]), ("three", [4, 5]), ("four", [6])]
        given = [Indexed(key, [], prints) for key, prints in shared]
        assert repeats.index(operation.connection, given[:2], fewest=2) == {}
        assert repeats.index(operation.connection, given[2:], fewest=2) == {}
        numbers = {key: n for n, key in repeats.hashes(operation.connection, range(9))}
        one, two, three, four = (numbers[key] for key, _ in shared)
        pairs = repeats.pair_of(np.array([one, two]), np.array([two, three])).tolist()
        assert repeats.in_common(operation.connection).tolist() == pairs
        assert repeats.in_common(operation.connection, [two, four]).tolist() == pairs[1:]
        assert repeats.likeness(operation.connection, ["one", "two", "three"]) == []


def test_a_passage_begins_in_a_paragraph_of_its_text_that_is_known_by_what_it_says(
    dossier: Dossier,
) -> None:
    said = "Beijing approved the sale of 400,000 chips."
    source = dossier.sources.add_text(f"Short.\n\n{said}", title="One")
    passage = dossier.passages.mark_quote(source, "approved")
    with dossier.store.reading() as connection:
        (key,), (spot,) = repeats.standing(connection, [passage.id])
        spots, numbers = repeats.every_paragraph(connection)
        assert repeats.hashes(connection, [repeats.text_of(int(spot))])[0][1] == source.text
    assert key.decode() == passage.id
    assert dict(zip(spots.tolist(), numbers.tolist(), strict=True)) == {
        int(spot): dossier.sources.paragraphs(source)[1].said
    }
