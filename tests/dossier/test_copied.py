"""Claims that stand in one copied paragraph, against a plain reading of all their texts."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from workbench.analysis.circles import joined
from workbench.dossier import copied as copied_module
from workbench.dossier.copied import copied
from workbench.dossier.kept import MANY
from workbench.intake.fingerprints import fingerprints
from workbench.intake.repeats import alike

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.passage import Passage

SHORT = "Reuters reported."
LONG = 26


def paragraph(chance: random.Random) -> str:
    return " ".join("".join(chance.choices("abcdefgh", k=5)) for _ in range(LONG))


def varied(said: str, chance: random.Random) -> str:
    """The same paragraph with some of its words put differently, from none to many."""
    words = said.split()
    for place in chance.sample(range(len(words)), chance.choice([0, 0, 1, 4, 12])):
        words[place] = "".join(chance.choices("abcdefgh", k=5))
    return " ".join(words).replace("  ", " ")


def marked(dossier: Dossier, chance: random.Random) -> list[Passage]:
    """Passages at the beginning of each paragraph of texts that copy from one another."""
    pool = [paragraph(chance) for _ in range(4)]
    sources = [
        dossier.sources.add_text(
            "\n\n".join(
                [varied(chance.choice(pool), chance) for _ in range(2)]
                + [SHORT, *(paragraph(chance) for _ in range(chance.randrange(6)))]
            ),
            title=f"Source {n}",
        )
        for n in range(7)
    ]
    sources.append(
        dossier.sources.add_text(dossier.sources.text(sources[0]), title="The very same")
    )
    return [
        dossier.passages.mark(source, each.start, each.start + 9)
        for source in sources
        for each in dossier.sources.paragraphs(source)[:3]
    ]


def one(dossier: Dossier, passage: Passage, other: Passage) -> bool:
    """Whether two passages stand in one paragraph, by reading both texts from end to end."""
    both = [dossier.sources.get(each.source) for each in (passage, other)]
    texts = list(map(dossier.sources.text, both))
    said = [
        dossier.sources.paragraphs(source)[each.paragraph - 1]
        for source, each in zip(both, (passage, other), strict=True)
    ]
    if passage.source == other.source or not all(each.said for each in said):
        return False
    if said[0].said == said[1].said:
        return True
    first, second = (text[each.start : each.stop] for text, each in zip(texts, said, strict=True))
    shared = set(fingerprints(texts[0])) & set(fingerprints(texts[1]))
    return bool(shared) and alike(first, second) > 0


@pytest.mark.parametrize("many", [0, MANY])
@pytest.mark.parametrize("seed", range(6))
def test_claims_in_copied_paragraphs_are_those_that_a_plain_reading_finds(
    dossier: Dossier, seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copied_module, "MANY", many)  # read all of the index, or only what is asked
    chance = random.Random(seed)  # noqa: S311 - the same texts every time
    passages = marked(dossier, chance)
    rows = [(chance.randrange(3), chance.choice([*passages, None])) for _ in range(40)]
    numbers = {each.source: n for n, each in enumerate(passages)}
    found = copied(
        dossier,
        np.array([owner for owner, _ in rows]),
        np.array([numbers[each.source] if each else -1 for _, each in rows]),
        np.array([each.id if each else "" for _, each in rows], dtype="S26"),
    )
    groups: dict[int, set[int]] = {}
    for row, group in enumerate(found.tolist()):
        if group >= 0:
            groups.setdefault(group, set()).add(row)
    plain = joined(
        (a, b)
        for (a, (owner, one_of)), (b, (about, other)) in combinations(enumerate(rows), 2)
        if owner == about and one_of and other and one(dossier, one_of, other)
    )
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, plain))
    assert plain
