from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import Cancelled, PatternTooSlow

if TYPE_CHECKING:
    from workbench import Dossier


def test_places_of_a_pattern_are_found_with_what_stands_around(sample: Dossier) -> None:
    hits = sample.sources.match(r"more than \d{3},\d{3}", "is:held")
    text = sample.sources.text(hits[0].record)
    assert [text[hit.start : hit.stop] for hit in hits] == ["more than 400,000"] * 2
    for hit in hits:
        assert [hit.excerpt[start:stop] for start, stop in hit.marks] == ["more than 400,000"]


def test_only_the_chosen_sources_are_looked_at(sample: Dossier) -> None:
    sample.sources.add_text("More than 100,000 wafers", title="Other")
    (hit,) = sample.sources.match(r"more than \d", "title:Other")
    assert hit.title == "Other"
    assert len(sample.sources.match(r"more than \d", limit=2)) == 2


def test_a_pattern_that_takes_too_long_names_the_text(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.intake import pattern

    monkeypatch.setattr(pattern, "_START_SECONDS", 2.0)
    dossier.sources.add_text("a" * 80 + " b", title="Hostile")
    with pytest.raises(PatternTooSlow, match="Hostile"):
        dossier.sources.match(r"^(a+)+$")


def test_it_can_be_stopped(sample: Dossier) -> None:
    class Stopping:
        def step(self, _done: int, _total: int, _what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        sample.sources.match("chips", progress=Stopping())
