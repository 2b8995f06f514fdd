"""The codebooks that a dossier can adopt: trees of codes and stance scales, of plugins too."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from workbench import places
from workbench.plugins import Codebook, CodebookKind, hook
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from pathlib import Path


@hook
def codebooks() -> tuple[Codebook, ...]:
    """The codebooks that come with the program."""
    return tuple(
        _scale(path) for path in sorted(places.resource("codebooks/stance").glob("*.toml"))
    )


def shipped(kind: CodebookKind) -> dict[str, Codebook]:
    """The codebooks of a kind by name."""
    found: dict[str, Codebook] = {}
    for each in plugins().ask("codebooks"):
        if each.kind is kind:
            found.setdefault(each.name, each)
    return found


def _scale(path: Path) -> Codebook:
    title = tomllib.loads(path.read_text("utf-8"))["title"]
    return Codebook(name=path.stem, title=title, kind=CodebookKind.STANCE_SCALE, path=path)
