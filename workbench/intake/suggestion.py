"""A suggestion: a value, and the words of a text that it was read from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from workbench.model.decision import Condition
from workbench.model.kinds import Action, Anonymity, CommentOutcome
from workbench.model.quantity import Quantity
from workbench.model.when import When
from workbench.plugins.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


ValueT_co = TypeVar("ValueT_co", covariant=True)


class SuggestionKind(StrEnum):
    """What was read."""

    QUANTITY = "quantity"
    DATE = "date"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    PARTY = "party"
    ITEM = "item"
    ACTION = "action"
    CONDITION = "condition"
    COMMENT = "comment"
    EXPECTATION = "expectation"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Told:
    """Who says so, in the source's words; `party` where the gazetteer knows the name."""

    who: str
    verb: str
    anonymity: Anonymity
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Typed, Generic[ValueT_co]):
    """A value read from the characters `start` to `stop` (half-open) of a text.

    `rule` names the rule and its version, so that a later, better one can be told from it.
    """

    kind: SuggestionKind
    start: int
    stop: int
    value: ValueT_co
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that was read from a stretch of text; each tuple in the order of the text."""

    quantities: tuple[Suggestion[Quantity], ...] = ()
    dates: tuple[Suggestion[When], ...] = ()
    hedges: tuple[Suggestion[str], ...] = ()
    attributions: tuple[Suggestion[Told], ...] = ()
    parties: tuple[Suggestion[str], ...] = ()
    items: tuple[Suggestion[str], ...] = ()
    actions: tuple[Suggestion[Action], ...] = ()
    conditions: tuple[Suggestion[Condition], ...] = ()
    comments: tuple[Suggestion[CommentOutcome], ...] = ()
    expectations: tuple[Suggestion[str], ...] = ()
    totals: tuple[Suggestion[str], ...] = ()

    @classmethod
    def of(cls, found: Iterable[Suggestion[Any]]) -> Suggestions:
        """Sorts suggestions by kind and place."""
        by_kind: dict[str, list[Suggestion[Any]]] = defaultdict(list)
        for each in sorted(found, key=_place):
            by_kind[_FIELDS[each.kind]].append(each)
        return cls(**{name: tuple(some) for name, some in by_kind.items()})

    def __iter__(self) -> Iterator[Suggestion[object]]:
        every: list[Suggestion[object]] = []
        for name in _FIELDS.values():
            every += getattr(self, name)
        return iter(sorted(every, key=_place))


_FIELDS = {
    SuggestionKind.QUANTITY: "quantities",
    SuggestionKind.DATE: "dates",
    SuggestionKind.HEDGE: "hedges",
    SuggestionKind.ATTRIBUTION: "attributions",
    SuggestionKind.PARTY: "parties",
    SuggestionKind.ITEM: "items",
    SuggestionKind.ACTION: "actions",
    SuggestionKind.CONDITION: "conditions",
    SuggestionKind.COMMENT: "comments",
    SuggestionKind.EXPECTATION: "expectations",
    SuggestionKind.TOTAL: "totals",
}


def _place(each: Suggestion[object]) -> tuple[int, int]:
    return each.start, each.stop
