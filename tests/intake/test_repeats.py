from __future__ import annotations

import random

from workbench.intake.repeats import Pieces, align, alike

WIRE = [
    "According to Reuters, China has agreed to allow ByteDance, Alibaba and Tencent to buy chips.",
    "More approvals are expected in the coming weeks, people familiar with the matter said.",
    "Nvidia did not immediately respond to requests for comment on the conditional licences.",
]
OWN = [
    "Our correspondent in The Hague reports that the Dutch cabinet is watching with unease.",
    "A spokesman for the ministry there would not say whether the rules will be changed again.",
    "Local toolmakers have lobbied against further controls since the beginning of the year.",
]


def pieces(*said: str) -> Pieces:
    return next(Pieces.of(["\n".join(said)]))


def test_the_same_paragraphs_match_whatever_stands_between_them() -> None:
    found = align(pieces(*WIRE), pieces(OWN[0], WIRE[0], OWN[1], WIRE[2]))
    assert [(each.ordinal, each.other, each.likeness) for each in found.matches] == [
        (1, 2, 100.0),
        (3, 4, 100.0),
    ]


def test_a_shortened_copy_is_contained_as_a_whole() -> None:
    found = align(pieces(*WIRE[:2]), pieces(*WIRE, *OWN))
    assert found.share == 1
    assert found.share_of_other < 0.5
    assert found.containment == 1


def test_paragraphs_with_some_words_changed_match_nearly() -> None:
    changed = WIRE[0].replace("has agreed", "agreed").replace("chips", "its chips")
    (match,) = align(pieces(WIRE[0]), pieces(changed)).matches
    assert 75 <= match.likeness < 100


def test_paragraphs_that_were_joined_still_count() -> None:
    found = align(pieces(*WIRE), pieces(" ".join(WIRE + OWN)))
    assert found.share > 0.95


def test_a_common_turn_of_phrase_counts_for_nothing() -> None:
    one = "Nvidia did not immediately respond to requests for comment, but shares fell by a tenth."
    other = f"{OWN[0]} Two firms did not immediately respond to requests for comment."
    assert align(pieces(one), pieces(other)).containment == 0


def test_unlike_texts_share_nothing() -> None:
    assert align(pieces(*WIRE), pieces(*OWN)).containment == 0
    assert alike(WIRE[0], OWN[0]) == 0


def test_a_text_of_thousands_of_paragraphs_is_aligned() -> None:
    rng = random.Random(4)  # noqa: S311 - a corpus, no secret
    vocabulary = ["".join(rng.choices("abcdefghij", k=5)) for _ in range(3_000)]
    said = [" ".join(rng.choices(vocabulary, k=40)) for _ in range(2_000)]
    found = align(pieces(*said), pieces(*reversed(said)))
    assert len(found.matches) == len(said)
    assert found.containment == 1
