from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.console.signature import call_words

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_verb_is_told_as_one_types_it(sample: Dossier) -> None:
    assert call_words(sample.decisions.add) == "(record, *, label='')"
    assert call_words(sample.timeline.read) == "(query=Query(), lanes='jurisdiction')"
    assert call_words(type(sample).describe) == call_words(sample.describe)
    assert call_words(dict.fromkeys) == "(iterable, value=None, /)"
