"""A value that a plugin makes is refused where it is made, with the name of the field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QPainterPath

from workbench.charts.patch import Patch
from workbench.intake.document import Document
from workbench.intake.suggestion import Suggestion, SuggestionKind
from workbench.plugins import (
    Action,
    Analysis,
    Block,
    Chart,
    ChartData,
    Codebook,
    CodebookKind,
    Reader,
    Suggester,
)

if TYPE_CHECKING:
    from workbench.plugins.typed import Typed

NAMED = {"name": "n", "title": "T", "place": "m:f"}
READ = {"name": "n", "words": "W", "place": "m:f", "media_type": "t", "suffixes": frozenset({".n"})}
DRAWN = {"question": "Q", "data": "m:d", "patches": "m:p", "draw": "m:f"}
SAID = {"kind": SuggestionKind.HEDGE, "start": 0, "stop": 1, "words": "w", "rule": "r/1"}
WHOLE: list[tuple[type[Typed], dict[str, Any]]] = [
    (Reader, READ),
    (Suggester, {"name": "n", "place": "m:f"}),
    (Analysis, NAMED | {"method": "M", "columns": ("A",)}),
    (Chart, {"name": "n", "title": "T"} | DRAWN),
    (ChartData, {"title": "T", "subtitle": "S", "heads": ("A",), "rows": (("1",), ("2",))}),
    (Block, NAMED | {"tab": "T"}),
    (Action, NAMED),
    (Codebook, {"name": "n", "title": "T", "kind": CodebookKind.CODES, "path": Path("n.qdc")}),
    (Document, {"text": "Words.", "title": "T", "pages": 1, "warnings": ("W",)}),
    (Suggestion, SAID),
    (Patch, {"path": QPainterPath(), "lines": ("L",), "ids": frozenset()}),
]


@pytest.mark.parametrize(("kind", "whole"), WHOLE)
def test_each_field_that_holds_something_else_is_named(
    kind: type[Typed], whole: dict[str, Any]
) -> None:
    more = {"value": object()} if kind is Suggestion else {}
    kind(**whole, **more)
    for name in whole:
        with pytest.raises(TypeError, match=f"{name} of {kind.__name__} is no "):
            kind(**whole | more | {name: object()})


@pytest.mark.parametrize("rows", [(("1", 2),), ("ab", 3), (None,)])
def test_what_a_tuple_holds_is_looked_at_too(rows: Any) -> None:
    with pytest.raises(TypeError, match="rows of ChartData is no tuple of tuple of str"):
        ChartData(title="T", subtitle="S", heads=("A",), rows=rows)
