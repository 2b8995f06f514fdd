"""From fitted rows to records: names looked up, links between rows followed, rules asked.

A link names its target by the id that the file gives a row, by a ref (D-0003), or by a title; rows
of the file go before what the dossier has. A row that the dossier has already stands for the record
that is there, so that a file that is brought in twice links to nothing new.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from workbench.dossier.import_names import NameBook
from workbench.dossier.import_parts import posts_of, put_parties, put_stances, refuse_odd_posts
from workbench.errors import InvalidField
from workbench.intake.table.fit import Misfit
from workbench.intake.table.pieces import aliases_of
from workbench.model import RECORDS
from workbench.model.decision import DecisionLink
from workbench.model.kinds import AuthorityPrecision, DecisionRelation
from workbench.model.record import Record, field_names
from workbench.model.rules import check, check_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.table.fit import FittedRow

_FROM = "From "
_TOGETHER = 500
"""So many records are checked at once, which is quicker than one by one."""
_LINKING = {"decision": ("links",), "allocation": ("part_of", "supersedes"), "party": ("posts",)}
"""The fields of a kind in which a row may point at another row."""


@dataclass(slots=True)
class MadeRow:
    """The record of a row, its number in the file, and the cells of it that do not fit."""

    number: int
    record: Record
    misfits: list[Misfit]


class RowRecords:
    """The records of the rows of one table, in order.

    `take` each row, then `finish`: only then is it known at which row a link points.
    """

    def __init__(self, dossier: Dossier, kind: str, source: str, *, add_names: bool) -> None:
        self.book = NameBook(dossier, add=add_names)
        self.made: list[MadeRow] = []
        self._dossier = dossier
        self._kind = kind
        self._source = source
        self._own: dict[str, list[int]] = {}
        self._called: dict[str, list[int]] = {}
        self._pointing: list[tuple[int, FittedRow]] = []
        self._unchecked: list[FittedRow] = []

    def take(self, row: FittedRow) -> None:
        """Makes the record of a row, as yet without its links to other rows."""
        place = len(self.made)
        for name in _links_to(self._kind):
            if name in row.names:
                row.links[name] = (row.names.pop(name),)
        self._look_up(row)
        self.made.append(MadeRow(row.number, self._record(row), row.misfits))
        if row.own:
            self._own.setdefault(row.own.casefold(), []).append(place)
        if row.links or "posts" in row.pieces:
            self._pointing.append((place, row))
        self._unchecked.append(row)
        if len(self._unchecked) == _TOGETHER:
            self._check()

    def finish(self) -> frozenset[int]:
        """Puts the links in; gives the prints of what the dossier has already."""
        self._check()
        known = frozenset(self._known())
        if self._pointing:
            for place, made in enumerate(self.made):
                self._called.setdefault(made.record.name.casefold(), []).append(place)
            # First what is found nowhere: the notes that it leaves tell whether a row is known.
            found = [(place, row, self._targets(place, row)) for place, row in self._pointing]
            bare = self._known(without=_LINKING[self._kind])
            for place, row, targets in found:
                ids = {
                    name: [self._id_of(each, bare) for each in some]
                    for name, some in targets.items()
                }
                made = self.made[place]
                made.record = replace(made.record, **_linking(self._kind, row, ids))
        return known

    def _check(self) -> None:
        """Asks the rules about the last rows; a field that they refuse goes to the note."""
        rows, self._unchecked = self._unchecked, []
        some = self.made[len(self.made) - len(rows) :]
        try:
            check_all(RECORDS[self._kind], [each.record for each in some])
        except InvalidField:
            for made, row in zip(some, rows, strict=True):
                made.record = self._checked(row)

    def _record(self, row: FittedRow) -> Record:
        return RECORDS[self._kind](**{**row.values, "note": self._note(row)})

    def _checked(self, row: FittedRow) -> Record:
        while True:
            record = self._record(row)
            try:
                check(record)
            except InvalidField as fault:
                if fault.field not in row.values:
                    raise
                row.refuse(fault.field, fault.message)
                row.values.setdefault("title", f"{self._source}, row {row.number}")
            else:
                return record

    def _look_up(self, row: FittedRow) -> None:
        """Puts ids in the place of names; refuses one that nothing has and that is not added."""
        linked = _links_of(self._kind)
        for name, words in list(row.names.items()):
            found = self.book.id_of(linked[name], words, deciding=name == "authority")
            if found is None:
                row.refuse(name, f"The dossier has no {linked[name].replace('_', ' ')} so called.")
            else:
                row.values[name] = found
                if name == "authority" and self.book.is_body(words, found):
                    row.values.setdefault("authority_precision", AuthorityPrecision.NAMED_BODY)
        if row.parties:
            put_parties(self._kind, row, self.book)
        if "stances" in row.pieces:
            put_stances(row, self.book)
        if "posts" in row.pieces:
            refuse_odd_posts(row)
        if aliases := row.values.get("aliases"):
            row.values["aliases"] = aliases_of(self._kind, map(str, aliases))

    def _targets(self, place: int, row: FittedRow) -> dict[str, list[int | str]]:
        """What a row points at, by target: the place of another row, or the id of a record.

        What is not to be found is refused, and its words are kept in the note.
        """
        found: dict[str, list[int | str]] = {}
        before = len(row.misfits)
        for name, words in {**row.links, **_organisations(row)}.items():
            try:
                found[name] = [self._target(place, each) for each in words]
            except InvalidField as fault:
                row.refuse(name, fault.message)
        if len(row.misfits) > before:
            made = self.made[place]
            named: dict[str, Any] = {"note": self._note(row)}
            made.record = replace(made.record, **named)
        return found

    def _target(self, place: int, words: str) -> int | str:
        for held in (self._own, self._called):
            places = held.get(words.casefold(), ())
            if len(places) > 1:
                raise InvalidField("links", f"{len(places)} rows are called {words!r}.")
            if place in places:
                raise InvalidField("links", "It points at its own row.")
            if places:
                return places[0]
        found = self.book.id_of(self._kind, words)
        if found is None:
            kind = self._kind.replace("_", " ")
            raise InvalidField("links", f"No row and no {kind} of the dossier is called {words!r}.")
        return found

    def _id_of(self, target: int | str, bare: dict[int, str]) -> str:
        """The id behind a target: of a row, that of the record of the dossier that it repeats."""
        if isinstance(target, str):
            return target
        record = self.made[target].record
        return bare.get(print_of(record, _LINKING[self._kind]), record.id)

    def _note(self, row: FittedRow) -> str:
        return "\n".join([*row.notes, f"{_FROM}{self._source}, row {row.number}."])

    def _known(self, without: Sequence[str] = ()) -> dict[int, str]:
        if not self.made:
            return {}
        noun = self._dossier.records(self._kind)
        return {print_of(each, without): each.id for each in _in_pages(noun.ids(), noun.page)}


def _organisations(row: FittedRow) -> dict[str, tuple[str, ...]]:
    """Where the posts of a row are, as its cells call it."""
    pieces = row.pieces.get("posts")
    return {} if pieces is None else {"posts": tuple(pieces.get("organisation", ()))}


def _linking(kind: str, row: FittedRow, ids: dict[str, list[str]]) -> dict[str, Any]:
    """The fields in which a record points at others of its kind."""
    if kind == "party":
        return {"posts": posts_of(row, ids["posts"])} if "posts" in ids else {}
    if kind != "decision":
        return {name: some[0] for name, some in ids.items()}
    links = [
        DecisionLink(relation=DecisionRelation(name.partition(".")[2]), decision=each)
        for name, some in ids.items()
        for each in dict.fromkeys(some)
    ]
    return {"links": tuple(links)}


@cache
def _links_of(kind: str) -> dict[str, str]:
    """The kinds that the fields of a record point at, by field."""
    return {
        each.name: each.metadata["link"]
        for each in fields(RECORDS[kind])
        if each.metadata.get("link")
    }


@cache
def _links_to(kind: str) -> list[str]:
    """The fields of a record that point at others of its kind."""
    return [name for name, linked in _links_of(kind).items() if linked == kind]


def _in_pages(ids: Sequence[str], page: Any) -> Iterator[Record]:
    for start in range(0, len(ids), 5_000):
        yield from page(ids[start : start + 5_000])


def print_of(record: Record, without: Iterable[str] = ()) -> int:
    """A number that two records with the same fields share, wherever they came from.

    Id, number and the line of the note that says where it came from are left out, and the fields
    `without`.
    """
    note = str(getattr(record, "note", ""))
    body = note.rpartition("\n")[0] if note.rpartition("\n")[2].startswith(_FROM) else note
    return hash((body, _compared(type(record), tuple(without))(record)))


_GETTERS: dict[tuple[type, tuple[str, ...]], attrgetter[Any]] = {}


def _compared(kind: type[Record], without: tuple[str, ...]) -> attrgetter[Any]:
    if (kind, without) not in _GETTERS:
        left_out = {"id", "number", "note", *without}
        names = [name for name in field_names(kind) if name not in left_out]
        _GETTERS[kind, without] = attrgetter(*names)
    return _GETTERS[kind, without]
