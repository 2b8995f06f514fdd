"""What can be done to codes: the codebook is a tree that is moved, merged and retired as a whole.

harm = dossier.codes.create("Harm", definition="Damage that a source states.")
fires = dossier.codes.create("Fire", below=harm)
dossier.codes.merge(fires, harm)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbench.dossier.codebooks import shipped
from workbench.dossier.records import Records
from workbench.errors import InvalidField, NoSuchCodebook
from workbench.model.code import Code
from workbench.model.query import Filter, Query
from workbench.plugins import CodebookKind
from workbench.store.tally import tally_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.exchange import Exchanged
    from workbench.model.passage import Passage, PassageCode

COLOURS = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#b8a415", "#8c6bb1")
"""Colours that people with any type of colour vision tell apart (Okabe and Ito), one by one."""
_TOLD = ("definition", "include", "exclude", "example", "letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """A code in the codebook: how deep it stands, from 0, and how many passages carry it."""

    code: Code
    depth: int
    passages: int


class Codes(Records[Code]):
    """The codes of a dossier.

    Examples:
        harm = dossier.codes.create("Harm", definition="Damage that a source states.")
        fire = dossier.codes.create("Fire", below=harm)
        dossier.codes.move(fire)
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Code)

    def create(self, title: str, *, below: Code | str | None = None, **fields: Any) -> Code:
        """Adds a code at the end of those below the same parent, in the next colour.

        Raises:
            InvalidField: a field holds what it cannot mean, or another code has that key.
        """
        parent = self.get(below).id if below else None
        place = 1 + max((each.place for each in self._below(parent)), default=-1)
        colour = COLOURS[len(self) % len(COLOURS)]
        given: dict[str, Any] = {"place": place, "colour": colour} | fields
        return self.add(Code(title=title, parent=parent, **given), label="Add code")

    @staticmethod
    def shipped() -> list[str]:
        """The names of the codebooks that come with the program or a plugin."""
        return list(shipped(CodebookKind.CODES))

    def adopt(self, name: str) -> Exchanged:
        """Adds the codes of a shipped codebook that are not there yet, in one operation.

        Raises:
            NoSuchCodebook: none of that name is shipped.
            ExchangeUnreadable: its file is no codebook.
        """
        known = shipped(CodebookKind.CODES)
        if name not in known:
            raise NoSuchCodebook(name, tuple(known))
        return self._dossier.exchange.read_codebook(known[name].path)

    def tree(self, *, retired: bool = True) -> list[CodeLine]:
        """The codebook from top to bottom, each code before those below it.

        Without `retired`, a retired code is left out; what stands below it moves up to its place.
        """
        with self._dossier.store.reading() as connection:
            counts = tally_parts(connection, "passage", "codes", "code")
        below = _by_parent(self.find())

        def walk(parent: str | None, depth: int) -> Iterator[CodeLine]:
            for code in below.get(parent, ()):
                shown = retired or not code.retired
                if shown:
                    yield CodeLine(code=code, depth=depth, passages=counts.get(code.id, 0))
                yield from walk(code.id, depth + shown)

        return list(walk(None, 0))

    def path(self, code: Code | str) -> str:
        """A code with those above it: "Harm / Fire"."""
        code = self.get(code)
        names = [code.title]
        while code.parent:
            code = self.get(code.parent)
            names.append(code.title)
        return " / ".join(reversed(names))

    def move(
        self,
        code: Code | str,
        *,
        below: Code | str | None = None,
        before: Code | str | None = None,
    ) -> Code:
        """Moves a code, with all below it, under another one, or to the top level.

        It comes last there, or stands before `before`, which then says where.

        Raises:
            InvalidField: it would stand below itself.
        """
        code, next_one = self.get(code), self.get(before) if before else None
        parent = next_one.parent if next_one else self.get(below).id if below else None
        siblings = [each for each in self._below(parent) if each.id != code.id]
        ids = [each.id for each in siblings]
        at = ids.index(next_one.id) if next_one and next_one.id in ids else len(ids)
        siblings.insert(at, replace(code, parent=parent))
        with self._dossier.operation("Move code") as operation:
            for place, each in enumerate(siblings):
                if each.place != place or each.id == code.id:
                    operation.put(replace(each, place=place))
        return self.get(code)

    def merge(self, code: Code | str, into: Code | str) -> Code:
        """Makes two codes one: passages, codes below and what `into` does not say go over to it.

        Raises:
            InvalidField: they are the same, or `into` stands below `code`.
        """
        code, into = self.get(code), self.get(into)
        if code.id == into.id:
            raise InvalidField("into", "These are the same code. Choose another one.")
        with self._dossier.operation("Merge codes") as operation:
            for passage in self.carrying(code):
                operation.put(replace(passage, codes=_swapped(passage.codes, code.id, into.id)))
            for each in self._below(code.id):
                operation.put(replace(each, parent=into.id))
            told = {name: getattr(into, name) or getattr(code, name) for name in _TOLD}
            self.remove(code)
            return operation.put(replace(into, **told))

    def retire(self, code: Code | str) -> Code:
        """Offers a code no more; passages keep it, its key is free."""
        with self._dossier.operation("Retire code"):
            return self.change(code, retired=True, letter="")

    def restore(self, code: Code | str) -> Code:
        """Offers a retired code again."""
        with self._dossier.operation("Restore code"):
            return self.change(code, retired=False)

    def carrying(self, code: Code | str) -> list[Passage]:
        """The passages that carry a code, oldest first."""
        key = self._dossier.id_of(code)
        return self._dossier.passages.find(Query(filters=(Filter("code", (key,)),)))

    def _below(self, parent: str | None) -> Sequence[Code]:
        return _by_parent(self.find()).get(parent, ())


def _by_parent(codes: Sequence[Code]) -> dict[str | None, list[Code]]:
    found: dict[str | None, list[Code]] = {}
    for code in sorted(codes, key=lambda each: (each.place, each.title.casefold())):
        found.setdefault(code.parent, []).append(code)
    return found


def _swapped(codes: Sequence[PassageCode], old: str, new: str) -> tuple[PassageCode, ...]:
    named = dict.fromkeys(new if each.code == old else each.code for each in codes)
    kept = {each.code: each for each in reversed(codes)}
    return tuple(kept.get(key) or replace(kept[old], code=key) for key in named)
