"""A workbook as its parts: sheets, native tables, defined names. Nothing in it is changed here."""

from __future__ import annotations

import posixpath
import re
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from workbench.briefing.templates.regions import Area, area_of
from workbench.briefing.xml import LINKED, MAIN, tree
from workbench.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_BYTES = 1_000_000_000
_TYPES = "[Content_Types].xml"
_LINE = re.compile(r"_x000(?i:[ad])_|\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeTable:
    """A native table of a template.

    `area` holds its header and data; `totals` says how many rows of totals follow. `columns` are
    its headers in order.
    """

    part: str
    name: str
    area: Area
    columns: tuple[str, ...]
    totals: int = 0

    @property
    def first(self) -> int:
        """The row of its first data."""
        return self.area.top + 1

    @property
    def rows(self) -> Area:
        """Its data, without header and totals."""
        return self.area._replace(top=self.first)

    @property
    def everything(self) -> Area:
        """All of it, totals too."""
        return self.area._replace(bottom=self.area.bottom + self.totals)


@dataclass(slots=True, kw_only=True)
class TemplateSheet:
    """A sheet: the name on its tab, its part, and what belongs to it, by kind of relationship."""

    tab: str
    part: str
    related: dict[str, list[str]]
    tables: list[NativeTable] = field(default_factory=list)


class Template:
    """A workbook that can be filled; `name` is what errors call it."""

    def __init__(self, name: str, parts: dict[str, bytes]) -> None:
        self.name = name
        self.parts = parts
        main = next(iter(self.related("").get("officeDocument", [])), "")
        if main not in parts:
            raise TemplateError(name, "", "It is no Excel workbook.")
        self.workbook = main
        kinds = parts.get(_TYPES, b"")
        if b"macroEnabled" in kinds:
            raise TemplateError(name, "", "It holds macros. Save it as an .xlsx file first.")
        if any(each.startswith("_xmlsignatures/") for each in parts):
            raise TemplateError(name, "", "It is signed, and filling would break the signature.")
        if b"<sheetData" not in b"".join(parts[each.part] for each in self.sheets):
            raise TemplateError(name, "", "It is not written as Excel does. Save it in Excel once.")

    @classmethod
    def read(cls, path: Path) -> Template:
        """Reads a workbook.

        Raises:
            TemplateError: it cannot be read, or cannot be a template.
        """
        from lxml import etree

        try:
            return cls(path.name, _parts(path))
        except FileNotFoundError as fault:
            raise TemplateError(path.name, "", "The file does not exist.") from fault
        except (OSError, BadZipFile, zlib.error, NotImplementedError, RuntimeError) as fault:
            words = (
                "It cannot be read as an .xlsx workbook: it is damaged, or locked by a password."
            )
            raise TemplateError(path.name, "", words) from fault
        except (etree.XMLSyntaxError, KeyError, ValueError) as fault:
            raise TemplateError(
                path.name, "", "It is damaged. Open and save it in Excel."
            ) from fault

    @cached_property
    def sheets(self) -> tuple[TemplateSheet, ...]:
        """Its worksheets, in order; sheets of nothing but a chart are none."""
        targets = self.targets(self.workbook)
        found = []
        for each in tree(self.parts[self.workbook]).iter(f"{MAIN}sheet"):
            part = targets[each.get(f"{LINKED}id")]
            if "worksheets/" in part:
                sheet = TemplateSheet(tab=each.get("name"), part=part, related=self.related(part))
                sheet.tables = [
                    self._table(name, sheet.tab) for name in sheet.related.get("table", ())
                ]
                found.append(sheet)
        return tuple(found)

    @cached_property
    def names(self) -> dict[str, str]:
        """What its defined names stand for, those of single sheets left out."""
        return {
            each.get("name"): each.text or ""
            for each in tree(self.parts[self.workbook]).iter(f"{MAIN}definedName")
            if each.get("localSheetId") is None
        }

    def sheet(self, tab: str) -> TemplateSheet | None:
        """The sheet of that name."""
        wanted = tab.casefold()
        return next((each for each in self.sheets if each.tab.casefold() == wanted), None)

    def targets(self, part: str) -> dict[str, str]:
        """The parts that `part` is related to, by the id of the relationship."""
        return {key: target for key, _, target in self._relations(part)}

    def related(self, part: str) -> dict[str, list[str]]:
        """The parts that `part` is related to, by kind: "table", "drawing", "pivotTable"."""
        found: dict[str, list[str]] = {}
        for _, kind, target in self._relations(part):
            found.setdefault(kind, []).append(target)
        return found

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        name = relations_of(part)
        if name not in self.parts:
            return
        for each in tree(self.parts[name]):
            if each.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), each.get("Target"))
                kind = each.get("Type").rpartition("/")[2]
                yield each.get("Id"), kind, posixpath.normpath(target).lstrip("/")

    def _table(self, part: str, tab: str) -> NativeTable:
        root: Any = tree(self.parts[part])
        whole = area_of(root.get("ref"), tab)
        if whole is None:
            raise ValueError(part)
        totals = int(root.get("totalsRowCount") or 0)
        headless = root.get("headerRowCount") == "0"
        top = whole.top - 1 if headless else whole.top
        return NativeTable(
            part=part,
            name=root.get("displayName") or root.get("name"),
            area=whole._replace(top=top, bottom=whole.bottom - totals),
            columns=tuple(
                _LINE.sub(" ", each.get("name")).strip() for each in root.iter(f"{MAIN}tableColumn")
            ),
            totals=totals,
        )


def relations_of(part: str) -> str:
    """The part that holds the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES:
            raise TemplateError(path.name, "", "It is too large to be a template.")
        return {each.filename: archive.read(each) for each in archive.infolist()}
