from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.gazetteer import Gazetteer
from workbench.intake.suggest import suggest
from workbench.intake.unknown import unknown_names
from workbench.model import Party

if TYPE_CHECKING:
    from workbench.intake.unknown import UnknownName

TEXT = (
    "According to Reuters, China has agreed to allow ByteDance, Alibaba, and Tencent to buy H200s."
)


def found(*known: str) -> list[UnknownName]:
    """Return the names in the text that are unknown beside those that are known."""
    gazetteer = Gazetteer([Party(title=each) for each in known])
    read = suggest(TEXT, 0, len(TEXT), gazetteer)
    return list(unknown_names(TEXT, 0, len(TEXT), read, gazetteer))


def test_who_says_acts_and_may_buy_is_named_in_order() -> None:
    names = [each.name for each in found() if each.kind == "party"]
    assert names == ["Reuters", "China", "ByteDance", "Alibaba", "Tencent"]


def test_a_name_stands_at_its_span() -> None:
    assert all(TEXT[each.start : each.stop] == each.name for each in found())


def test_names_that_are_known_are_left_out() -> None:
    names = [each.name for each in found("Reuters", "Alibaba") if each.kind == "party"]
    assert names == ["China", "ByteDance", "Tencent"]
