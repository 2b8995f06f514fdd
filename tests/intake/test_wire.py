from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, strategies as st

from workbench.errors import DamagedSource, QuoteNotFound
from workbench.intake import wire
from workbench.intake.document import Run
from workbench.intake.draft import Draft
from workbench.model.when import When


def draft(text: str, original: bytes, *attachments: Draft) -> Draft:
    return Draft(
        title="On chips",
        text=text,
        original=original,
        media_type="text/plain",
        reader="text/1",
        encoding="utf-8",
        published=When("2026-01"),
        warnings=("a", "b"),
        runs=(Run(0, 1, 2, 3),),
        attachments=attachments,
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.binary())
def test_a_draft_arrives_as_it_was_sent(text: str, data: bytes) -> None:
    sent = draft(text, data, draft("a", b"1", draft("deep", b"2")), draft("b", b"3"))
    stream = BytesIO()
    wire.send(stream, *wire.packed(sent))
    stream.seek(0)
    assert wire.unpacked(*wire.receive(stream), data) == sent


@pytest.mark.parametrize("said", [b"", b"words\n", b"[]\n", b"{}\n", b'{"sizes": [9]}\nshort'])
def test_anything_else_is_a_hangup(said: bytes) -> None:
    with pytest.raises(wire.Hangup):
        wire.receive(BytesIO(said))


def test_an_error_arrives_as_its_class_and_words() -> None:
    for fault in (DamagedSource("a.pdf", "it is cut short"), QuoteNotFound("words", 2)):
        meant = wire.fault_meant(wire.fault_told(fault))
        assert (type(meant), str(meant)) == (type(fault), str(fault))
