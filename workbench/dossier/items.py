"""What can be done to items: keep them, and fill their figures from the shipped catalogue."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench import places
from workbench.analysis.compute import (
    UNIT,
    bandwidth,
    conflicts,
    figures_words,
    rate,
)
from workbench.analysis.rule_vintages import is_memory
from workbench.dossier.records import Computed, Records
from workbench.errors import FigureNotKnown, FigureNotVerified, NoSuchRecord
from workbench.model.basis import Basis
from workbench.model.item import Item, ItemAlias
from workbench.model.kinds import PartyKind
from workbench.model.party import Party
from workbench.model.quantity import Quantity
from workbench.model.specification import ItemSpec, SpecFigure, SpecStatus

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Items(Records[Item]):
    """The items of a dossier.

    A catalogue of chips ships with the program; nothing of it is in a dossier until an analyst adds
    it, with the status and the conflicts of each figure.
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Item)

    def shipped(self) -> tuple[Item, ...]:
        """The items of the shipped catalogue, as they would be added; their maker is left out."""
        return tuple(item for item, _ in _catalogue())

    def known_as(self, name: str) -> Item | None:
        """The item with this name or other name, whatever the case; None where there is none."""
        wanted = name.casefold()
        return next((each for each in self.find() if wanted in _names(each)), None)

    def add_shipped(self, name: str, *, into: str | Item | None = None) -> Item:
        """Adds an item of the shipped catalogue, or its figures to an item that is here already.

        Without `into`, an item with the same name or other name gets the figures. Figures that are
        there stay as they are, also where the catalogue says otherwise.

        Raises:
            NoSuchRecord: the catalogue has no such item, or the dossier none called `into`.
        """
        found = next(
            ((i, maker) for i, maker in _catalogue() if name.casefold() in _names(i)), None
        )
        if found is None:
            raise NoSuchRecord("item in the catalogue", name)
        item, maker = found
        with self._dossier.operation(f"Add {item.title} from the catalogue") as operation:
            held = self.get(into) if into is not None else self._held(item)
            made_by = self._maker(maker)
            if held is None:
                return operation.put(replace(item, id=Item(title="").id, maker=made_by))
            return operation.put(_filled(held, item, made_by))

    @override
    def _computed(self, record: Item) -> tuple[Computed, ...]:
        """H100 equivalents on both bases, memory bandwidth, and figures that disagree."""
        if not record.specs:
            return ()
        figures = [*_disputes(record), *self._dossier.rules.figures(record)]
        if not is_memory(record.specs):
            rates = (_rate(record, basis) for basis in Basis)
            figures = [*rates, _bandwidth(record), *figures]
        behind = self._behind(record)
        return tuple(replace(each, inputs=behind) for each in figures)

    def _behind(self, item: Item) -> tuple[tuple[str, str], ...]:
        """The claims and sources of the dossier that its specifications rest on."""
        claims = dict.fromkeys(
            each.claim
            for each in self._dossier.supports.of(item)
            if each.claim and each.field in {"", "specs"}
        )
        sources = dict.fromkeys(each.source for each in item.specs if each.source)
        return (*(("claim", each) for each in claims), *(("source", each) for each in sources))

    def _held(self, item: Item) -> Item | None:
        names = _names(item)
        return next((each for each in self.find() if names & _names(each)), None)

    def _maker(self, name: str) -> str:
        """The id of the party that makes an item, added where it is not here yet."""
        for party in self._dossier.parties.find():
            known = {party.title, *(alias.name for alias in party.aliases)}
            if name.casefold() in {each.casefold() for each in known}:
                return party.id
        return self._dossier.parties.add(Party(title=name, kind=PartyKind.COMPANY)).id


def _rate(item: Item, basis: Basis) -> Computed:
    label = f"{UNIT}, {basis.word}"
    try:
        found = rate(item, basis)
    except (FigureNotKnown, FigureNotVerified) as refused:
        words = "no figure" if isinstance(refused, FigureNotKnown) else "not computed"
        return Computed(label=label, words=words, how=str(refused))
    return Computed(label=label, words=f"{found.words} each", how=found.how)


def _bandwidth(item: Item) -> Computed:
    found = bandwidth(item)
    beside = "Stands beside the equivalents: items equal on a basis may differ in it."
    said = [each for each in item.specs if each.figure is SpecFigure.MEMORY_BANDWIDTH]
    return Computed(
        label="Memory bandwidth",
        words=f"{found.sign_text()} {found.unit if found else ''}".strip(),
        how=f"{figures_words(said)}. {beside}" if said else beside,
    )


def _disputes(item: Item) -> tuple[Computed, ...]:
    return tuple(
        Computed(
            label=f"{figure.word} disputed",
            words=" or ".join(dict.fromkeys(each.amount.sign_text() for each in said)),
            how=f"All are kept; computing spans them. {figures_words(said)}.",
            warns=True,
        )
        for figure, said in conflicts(item.specs).items()
    )


def _filled(held: Item, item: Item, maker: str) -> Item:
    there = {(spec.figure, spec.vintage, spec.cited, spec.source) for spec in held.specs}
    new = [
        spec
        for spec in item.specs
        if (spec.figure, spec.vintage, spec.cited, spec.source) not in there
    ]
    return replace(
        held, maker=held.maker or maker, unit=held.unit or item.unit, specs=(*held.specs, *new)
    )


def _names(item: Item) -> frozenset[str]:
    return frozenset(
        each.casefold() for each in (item.title, *(alias.name for alias in item.aliases))
    )


@cache
def _catalogue() -> tuple[tuple[Item, str], ...]:
    """The shipped items, each with the name of its maker."""
    rows: dict[str, list[dict[str, str]]] = {}
    with (places.resource("codebooks") / "chips.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["item"], []).append(row)
    return tuple((_item(title, own), own[0]["maker"]) for title, own in rows.items())


def _item(title: str, rows: list[dict[str, str]]) -> Item:
    names = [each.strip() for each in rows[0]["aliases"].split(";") if each.strip()]
    return Item(
        title=title,
        unit="chip",
        aliases=tuple(ItemAlias(name=name) for name in names),
        specs=tuple(_spec(row) for row in rows),
    )


def _spec(row: dict[str, str]) -> ItemSpec:
    figure = SpecFigure(row["figure"])
    return ItemSpec(
        figure=figure,
        value=Quantity.exact(row["value"], figure.unit),
        status=SpecStatus(row["status"]),
        cited=row["cited"],
        basis=row["basis"],
        note=row["note"],
    )
