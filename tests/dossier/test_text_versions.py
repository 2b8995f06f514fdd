"""A text may be read again or corrected; every passage comes along, or says that it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, SourceNotHeld
from workbench.model.passage import AnchorState
from workbench.model.source import Source
from workbench.model.text_version import VersionReason

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

TEXT = (
    "China has agreed to allow three firms to buy 400,000 chips in total.\n\n"
    "Beijing did not say which conditions it set for the three firms.\n\n"
    "The firms did not answer a request for comment at once."
)


@pytest.fixture
def source(dossier: Dossier) -> Source:
    return dossier.sources.add_text(TEXT, title="Chips")


def test_a_source_shows_the_version_that_was_read(dossier: Dossier, source: Source) -> None:
    versions = dossier.text_versions.of(source)
    assert [each.text for each in versions] == [source.text]
    assert dossier.text_versions.current(source) == versions[0]
    assert dossier.text_versions.text(versions[0]) == TEXT


def test_a_correction_is_a_new_version_and_passages_move_to_it(
    dossier: Dossier, source: Source
) -> None:
    kept = dossier.passages.mark_quote(source, "three firms to buy 400,000 chips")
    mended = dossier.passages.mark_quote(source, "Beijing did not say which conditions it set")
    gone = dossier.passages.mark_quote(source, "The firms did not answer a request")
    changed = TEXT.rpartition("\n\n")[0].replace("Beijing did", "Bejing did")
    moved = dossier.text_versions.correct(source, f"A new first line.\n\n{changed}")
    assert (moved.version.reason, moved.in_doubt) == (VersionReason.CORRECTED, 1)
    assert str(moved) == (
        "Of 3 passages: 1 found as they were, 1 found with small changes, 1 without a place now."
    )
    text = dossier.sources.text(moved.source)
    for passage in dossier.passages.of(moved.source):
        assert text[passage.start : passage.stop] == passage.quote
    found = dossier.passages.get(kept)
    assert (found.anchor, found.quote, found.paragraph) == (AnchorState.EXACT, kept.quote, 2)
    assert dossier.passages.get(mended).was == mended.quote
    assert [each.id for each in dossier.passages.in_doubt()] == [gone.id]
    assert gone.id not in {each.id for each in dossier.passages.of(moved.source)}
    assert dossier.sources.original(moved.source) == TEXT.encode()


def test_one_undo_brings_text_and_passages_back(dossier: Dossier, source: Source) -> None:
    passage = dossier.passages.mark_quote(source, "three firms to buy")
    dossier.text_versions.correct(source, f"Before it.\n\n{TEXT}")
    assert dossier.undo().label == "Correct text"
    assert dossier.sources.text(source.id) == TEXT
    assert dossier.passages.get(passage) == passage
    assert len(dossier.text_versions.of(source)) == 1


def test_an_orphan_finds_its_place_when_its_text_comes_back(
    dossier: Dossier, source: Source
) -> None:
    first = dossier.text_versions.of(source)[0]
    gone = dossier.passages.mark_quote(source, "The firms did not answer a request")
    dossier.text_versions.correct(source, TEXT.rpartition("\n\n")[0])
    assert dossier.passages.get(gone).anchor is AnchorState.ORPHAN
    moved = dossier.text_versions.use(first)
    found = dossier.passages.get(gone)
    assert (found.anchor, found.start, found.text) == (AnchorState.EXACT, gone.start, gone.text)
    assert moved.in_doubt == 0


def test_what_is_in_doubt_stays_so_until_an_analyst_says_where_it_stands(
    dossier: Dossier, source: Source
) -> None:
    passage = dossier.passages.mark_quote(source, "buy 400,000 chips in total")
    changed = TEXT.replace("400,000", "900,000")
    source = dossier.text_versions.correct(source, changed).source
    assert dossier.passages.get(passage).anchor is AnchorState.FUZZY
    source = dossier.text_versions.correct(source, f"Before.\n\n{changed}").source
    doubtful = dossier.passages.get(passage)
    assert (doubtful.anchor, doubtful.was) == (AnchorState.FUZZY, "buy 400,000 chips in total")
    assert dossier.passages.confirm(passage).anchor is AnchorState.CONFIRMED
    source = dossier.text_versions.correct(source, f"More before.\n\n{changed}").source
    assert dossier.passages.get(passage).anchor is AnchorState.CONFIRMED
    assert not dossier.passages.in_doubt(source)


def test_an_orphan_can_only_be_placed(dossier: Dossier, source: Source) -> None:
    claimed = dossier.passages.mark_quote(source, "The firms did not answer a request")
    claim = dossier.claims.claim(claimed, statement="No answer.")
    source = dossier.text_versions.correct(source, TEXT.rpartition("\n\n")[0]).source
    with pytest.raises(InvalidField, match="Say where it belongs"):
        dossier.passages.confirm(claimed)
    placed = dossier.passages.place(claimed, 0, 16)
    assert (placed.anchor, placed.quote) == (AnchorState.CONFIRMED, "China has agreed")
    assert dossier.claims.get(claim).passage == claimed.id


def test_the_same_bytes_can_be_read_in_another_encoding(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Žluťoučký kůň was ordered, and so were 400,000 chips.".encode("cp1250"))
    source = dossier.sources.add_file(path, encoding="latin-1")
    passage = dossier.passages.mark_quote(source, "400,000 chips")
    assert "Žluťoučký" not in dossier.sources.text(source)
    moved = dossier.text_versions.read_again(source, encoding="cp1250")
    assert (
        dossier.sources.text(moved.source)
        == "Žluťoučký kůň was ordered, and so were 400,000 chips."
    )
    assert (moved.source.encoding, moved.version.asked) == ("cp1250", "cp1250")
    assert not dossier.passages.get(passage).in_doubt
    assert [each.reason for each in dossier.text_versions.of(source)] == [
        VersionReason.READ,
        VersionReason.READ_AGAIN,
    ]


def test_a_page_can_be_read_by_another_reader(dossier: Dossier) -> None:
    source = dossier.sources.add_html("<nav>Menu</nav><p>Words &amp; more.</p>")
    moved = dossier.text_versions.read_again(source, reader="text")
    assert dossier.sources.text(moved.source).startswith("<nav>Menu")
    assert dossier.sources.text(dossier.text_versions.read_again(source, reader="html").source) == (
        "Words & more."
    )


def test_there_must_be_a_text_and_a_change(dossier: Dossier, source: Source) -> None:
    with pytest.raises(InvalidField, match="Nothing was changed"):
        dossier.text_versions.correct(source, TEXT)
    known = dossier.sources.add(Source(title="Reuters"))
    with pytest.raises(SourceNotHeld):
        dossier.text_versions.read_again(known)


def test_a_source_of_an_older_dossier_keeps_its_first_text(
    dossier: Dossier, source: Source
) -> None:
    with dossier.operation("As before versions were kept") as operation:
        operation.remove(dossier.text_versions.of(source)[0])
    dossier.text_versions.correct(source, "Other words.")
    assert [dossier.text_versions.text(each) for each in dossier.text_versions.of(source)] == [
        TEXT,
        "Other words.",
    ]
