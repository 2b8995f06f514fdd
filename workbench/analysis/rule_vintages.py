"""What a control rule said of an item on a given day, and by which prong.

Rules are data (`resources/codebooks/rule_vintages.toml`), one entry a vintage. Total processing
performance and performance density are those of note 2 to ECCN 3A090 (15 CFR 774, supplement 1):

    TPP = 2 x MacTOPS x bit length of the operation, dense, highest over bit lengths
    PD = TPP / applicable die area in mm2

Memory bandwidth density is that of the note to 3A090.c (89 FR 96790): GB/s / mm2 of its package.

A figure that is missing or disputed leaves a prong undecided, never failed. Estimates and
unverified figures are refused unless an analyst says that they may be used; sparse ones always.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbench.analysis.bounds import span
from workbench.model.specification import SpecFigure, SpecStatus
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.model.specification import ItemSpec

Figures = dict[SpecFigure, tuple[Decimal, Decimal | None]]
"""The figures of one item, each from its lowest to its highest stated value (None: no end)."""

_WORDS = {
    SpecFigure.TPP: "TPP",
    SpecFigure.PD: "performance density",
    SpecFigure.INTERCONNECT: "bidirectional transfer rate (GB/s)",
    SpecFigure.MEMORY_BANDWIDTH: "DRAM bandwidth (GB/s)",
    SpecFigure.MEMORY_BANDWIDTH_DENSITY: "memory bandwidth density (GB/s/mm²)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """`figure` >= `least`, > `above`, < `below` and <= `most`, each where it is given."""

    figure: SpecFigure
    least: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    most: Decimal | None = None

    def holds(self, figures: Figures) -> bool | None:
        """Whether the figure fulfils it; None where it is not known, or sources disagree on it."""
        if self.figure not in figures:
            return None
        low, high = figures[self.figure]
        if self._outside(low, high):
            return False
        return True if self._within(low, high) else None

    def _outside(self, low: Decimal, high: Decimal | None) -> bool:
        return (
            (self.least is not None and high is not None and high < self.least)
            or (self.above is not None and high is not None and high <= self.above)
            or (self.below is not None and low >= self.below)
            or (self.most is not None and low > self.most)
        )

    def _within(self, low: Decimal, high: Decimal | None) -> bool:
        return (
            (self.least is None or low >= self.least)
            and (self.above is None or low > self.above)
            and (self.below is None or (high is not None and high < self.below))
            and (self.most is None or (high is not None and high <= self.most))
        )

    def words(self) -> str:
        """The bound as a person writes it: "TPP ≥ 4,800"."""
        name = figure_words(self.figure)
        if self.above is not None:
            return f"{name} > {self.above:,}"
        if self.below is None and self.most is None:
            return f"{name} ≥ {self.least:,}"
        left = f"{self.least:,} ≤ " if self.least is not None else ""
        right = f" < {self.below:,}" if self.below is not None else f" ≤ {self.most:,}"
        return f"{left}{name}{right}"


def figure_words(figure: SpecFigure) -> str:
    """What a rule calls a figure, with its unit."""
    return _WORDS.get(figure, figure.word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prong:
    """One way to fall under a rule: every bound holds; `result` is what then follows."""

    name: str
    result: str
    bounds: tuple[Bound, ...]

    def met(self, figures: Figures) -> bool | None:
        """Whether it is met; None where a missing figure decides."""
        held = [each.holds(figures) for each in self.bounds]
        if False in held:
            return False
        return None if None in held else True

    def words(self) -> str:
        """All bounds: "TPP ≥ 1,600 and performance density ≥ 5.92"."""
        return " and ".join(each.words() for each in self.bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One vintage of one subject ("control", "review", "tariff"), in force from `since`.

    With `memory` it is about memory alone, else about processors, whatever memory they carry.
    """

    id: str
    subject: str
    title: str
    citation: str
    since: When
    otherwise: str
    prongs: tuple[Prong, ...] = ()
    note: str = ""
    memory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What one rule says of an item.

    `prongs` are those that are met, the first one decides `result`; `open` are those that are
    undecided and could change it, so that there is no result. `missing` are the figures that would
    decide them, `refused` those that are known but not used, and why.
    """

    rule: Rule
    result: str = ""
    prongs: tuple[Prong, ...] = ()
    open: tuple[Prong, ...] = ()
    missing: tuple[SpecFigure, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The finding in words: the result, or what stands in its way."""
        if self.result:
            return self.result
        why = [*self.refused, *(f"needs {figure_words(each)}" for each in self.missing)]
        return "open: " + ("; ".join(why) or "sources disagree about a figure")

    @property
    def because(self) -> str:
        """The bounds of the prong that decides; empty where none is met."""
        return f"{self.prongs[0].name}: {self.prongs[0].words()}" if self.prongs else ""


def parse_rules(text: str) -> tuple[Rule, ...]:
    """The rules of a codebook in TOML, earliest first."""
    given = tomllib.loads(text, parse_float=Decimal)["rule"]
    return tuple(sorted((_rule(each) for each in given), key=lambda r: (r.since.text, r.id)))


def is_memory(specs: Iterable[ItemSpec]) -> bool:
    """Whether figures are those of memory alone: its density is given, and no TPP."""
    given = {each.figure for each in specs}
    return SpecFigure.MEMORY_BANDWIDTH_DENSITY in given and SpecFigure.TPP not in given


def in_force(rules: Iterable[Rule], subject: str, day: When) -> tuple[Rule, ...]:
    """The rules of a subject that may be in force on a day, latest first.

    More than one where the day, or the day on which a rule began, is not known exactly; none before
    the first.
    """
    known = sorted(
        (each for each in rules if each.subject == subject),
        key=lambda r: r.since.text,
        reverse=True,
    )
    first, last = day.earliest, day.latest
    found = []
    for rule in known:
        begins, surely = rule.since.earliest, rule.since.latest
        if last is not None and begins is not None and begins > last:
            continue
        found.append(rule)
        if first is not None and surely is not None and surely <= first:
            break
    return tuple(found)


def classify(
    specs: Iterable[ItemSpec], rule: Rule, *, accept_unverified: bool = False
) -> Classification:
    """What a rule says of an item with these figures."""
    given = list(specs)
    usable = [each for each in given if not refusal(each, accept_unverified=accept_unverified)]
    figures = _figures(usable)
    states = [(prong, prong.met(figures)) for prong in rule.prongs]
    met = tuple(prong for prong, state in states if state)
    first = rule.prongs.index(met[0]) if met else len(rule.prongs)
    undecided = tuple(
        prong for place, (prong, state) in enumerate(states) if state is None and place < first
    )
    wanted = {each.figure for prong in undecided for each in prong.bounds} - figures.keys()
    kept_out = [each for each in given if each.figure in wanted]
    return Classification(
        rule=rule,
        result="" if undecided else met[0].result if met else rule.otherwise,
        prongs=met,
        open=undecided,
        missing=tuple(sorted(wanted - {each.figure for each in kept_out})),
        refused=tuple(
            dict.fromkeys(f"{figure_words(each.figure)} is {refusal(each)}" for each in kept_out)
        ),
    )


def refusal(spec: ItemSpec, *, accept_unverified: bool = False) -> str:
    """Why a figure is not used; empty where it is. A sparse one is never dense, told or not."""
    if "sparse" in f"{spec.basis} {spec.note}".casefold():
        return "sparse, the rule counts dense operations"
    if accept_unverified or spec.status.stands:
        return ""
    return {SpecStatus.ESTIMATE: "an estimate"}.get(spec.status, "not verified")


def _figures(specs: Iterable[ItemSpec]) -> Figures:
    """Each figure from its lowest to its highest stated value."""
    found: Figures = {}
    for spec in specs:
        ends = span(spec.value)
        if ends is None:
            continue
        low, high = found.get(spec.figure, ends)
        top = None if high is None or ends[1] is None else max(high, ends[1])
        found[spec.figure] = (min(low, ends[0]), top)
    return found


def _rule(given: dict[str, Any]) -> Rule:
    return Rule(
        id=given["id"],
        subject=given["subject"],
        title=given["title"],
        citation=given["citation"],
        since=When(given["since"]),
        otherwise=given["otherwise"],
        note=given.get("note", ""),
        memory=given.get("memory", False),
        prongs=tuple(_prong(each) for each in given.get("prong", ())),
    )


def _prong(given: dict[str, Any]) -> Prong:
    ends = ("least", "above", "below", "most")
    return Prong(
        name=given["name"],
        result=given["result"],
        bounds=tuple(
            Bound(
                figure=SpecFigure(each["figure"]),
                **{end: Decimal(each[end]) for end in ends if end in each},
            )
            for each in given["bounds"]
        ),
    )
