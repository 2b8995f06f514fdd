"""Under which rule an item fell on a day, and by which prong."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbench.dossier.records import Computed
from workbench.errors import NoSuchRecord
from workbench.model.item import Item
from workbench.model.when import When
from workbench.places import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.analysis.rule_vintages import Classification, Rule
    from workbench.dossier.dossier import Dossier

SUBJECTS = ("control", "review", "tariff")


class RuleVintages:
    """The rules that ship with the program, applied to items of the dossier or the catalogue.

    Examples:
        [rule.title for rule in dossier.rules.rules]
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, earliest first."""
        return shipped_rules()

    def classify(
        self, item: Item | str, on: When | str, *, accept_unverified: bool = False
    ) -> tuple[Classification, ...]:
        """What the rules in force on a day say of an item, one entry a rule that may apply.

        `item` is a record, or the name of an item of the dossier, else of the shipped catalogue;
        one that has a memory bandwidth density and no TPP is memory, under the rules for memory.
        Two entries of one subject mean that the day may fall under either vintage.

        Raises:
            NoSuchRecord: neither the dossier nor the catalogue has such an item.
            WhenSyntaxError: the day cannot be read.
        """
        from workbench.analysis.rule_vintages import classify, in_force, is_memory

        known = item if isinstance(item, Item) else self._item(item)
        memory = is_memory(known.specs)
        rules = [rule for rule in self.rules if rule.memory is memory]
        day = on if isinstance(on, When) else When.parse(on)
        return tuple(
            classify(known.specs, rule, accept_unverified=accept_unverified)
            for subject in SUBJECTS
            for rule in in_force(rules, subject, day)
        )

    def figures(self, item: Item, today: date | None = None) -> tuple[Computed, ...]:
        """What the rules in force today say of an item, by which prong, and what others said."""
        day = When.of(today or self._dossier.today)
        return tuple(
            Computed(
                label=each.rule.subject.capitalize(),
                words=each.words,
                how=" ".join(self._how(item, each)),
            )
            for each in self.classify(item, day)
        )

    def _how(self, item: Item, found: Classification) -> Iterator[str]:
        """Rule and prong, the figures that it asks for with who says so, and other vintages."""
        from workbench.analysis.compute import figures_words

        rule = found.rule
        yield f"{rule.title}, {rule.citation}."
        if found.because:
            yield f"{found.because}."
        asked = {bound.figure for prong in rule.prongs for bound in prong.bounds}
        if said := [each for each in item.specs if each.figure in asked]:
            yield f"Of its figures: {figures_words(said)}."
        if rule.note:
            yield rule.note
        yield f"By day: {self._through_time(item, rule)}."

    def _through_time(self, item: Item, latest: Rule) -> str:
        """What each vintage of a rule said of an item, from its first day on."""
        from workbench.analysis.rule_vintages import classify

        return "; ".join(
            f"from {rule.since} {classify(item.specs, rule).words}"
            for rule in self.rules
            if (rule.subject, rule.memory) == (latest.subject, latest.memory)
        )

    def _item(self, name: str) -> Item:
        noun, wanted = self._dossier.items, name.casefold()
        held: Item | None = None
        try:
            held = noun.get(name)
        except NoSuchRecord:
            held = noun.known_as(name)
        if held is not None and held.specs:
            return held
        for each in noun.shipped():
            if wanted in {each.title.casefold(), *(a.name.casefold() for a in each.aliases)}:
                return each
        raise NoSuchRecord("item", name)


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules of the codebook that ships with the program, earliest first."""
    from workbench.analysis.rule_vintages import parse_rules

    return parse_rules(resource("codebooks/rule_vintages.toml").read_text("utf-8"))
