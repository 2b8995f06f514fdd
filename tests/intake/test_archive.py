"""Zip files and XML from elsewhere are bounded before anything is unpacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import DamagedSource, SourceTooLarge
from workbench.intake import archive
from workbench.intake.archive import Archive, xml_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Zipped = Callable[[dict[str, str | bytes]], bytes]


def test_entries_are_read_by_name(zipped: Zipped) -> None:
    held = Archive(zipped({"a.xml": "<a/>", "b": "words"}), "x.zip")
    assert held.read("b") == b"words"
    assert held.read("c") == b""
    assert held.tree("c") is None
    assert held.tree("a.xml") is not None


def test_a_bomb_is_refused_before_it_is_unpacked(zipped: Zipped) -> None:
    with pytest.raises(SourceTooLarge, match="packed beyond all use"):
        Archive(zipped({"a": b"\0" * 20_000_000}), "bomb.docx")


def test_very_many_entries_are_refused(zipped: Zipped) -> None:
    with pytest.raises(SourceTooLarge, match="5,001 files inside"):
        Archive(zipped({f"{n}": b"" for n in range(archive.MOST_ENTRIES + 1)}), "a.zip")


def test_more_bytes_than_any_document_has_are_refused(
    zipped: Zipped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    with pytest.raises(SourceTooLarge, match="unpacked"):
        Archive(zipped({"a": b"more than that"}), "a.zip")


def test_an_entry_that_lies_about_its_size_is_refused(zipped: Zipped) -> None:
    data = zipped({"a": b"words " * 100})
    at = data.index(b"PK\x01\x02")
    short = data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :]
    with pytest.raises((SourceTooLarge, DamagedSource)):
        Archive(short, "liar.zip").read("a")


def test_a_cut_file_is_refused(zipped: Zipped) -> None:
    with pytest.raises(DamagedSource, match="no whole zip file"):
        Archive(zipped({"a": b"words"})[:-30], "cut.zip")


@pytest.mark.parametrize(
    "markup",
    [
        "<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
        "<a",
        "<a>" * 5_000,
    ],
)
def test_xml_that_could_do_harm_is_refused(markup: str) -> None:
    for data in (markup.encode(), markup.encode("utf-16")):
        with pytest.raises(DamagedSource):
            xml_tree(data, "a.docx")


def test_no_entity_reaches_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    markup = f"<!DOCTYPE a [<!ENTITY b SYSTEM '{secret.as_uri()}'>]><a>&b;</a>"
    with pytest.raises(DamagedSource):
        xml_tree(markup.encode(), "a.docx")
