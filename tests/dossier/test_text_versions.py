"""Every text that a source has had stays as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_source_shows_the_version_that_was_read(dossier: Dossier) -> None:
    source = dossier.sources.add_text("Words of a source.", title="Chips")
    versions = dossier.text_versions.of(source)
    assert [each.text for each in versions] == [source.text]
    assert dossier.text_versions.current(source) == versions[0]
    assert dossier.text_versions.text(versions[0]) == "Words of a source."
