"""A first mapping from the headings and the cells of a table; the analyst changes what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.errors import InvalidField
from workbench.intake.table.cells import read_cell
from workbench.intake.table.dates import DateFormat, is_slashed, likeliest
from workbench.intake.table.mapping import ColumnMapping, Mapping
from workbench.intake.table.targets import ROW, Holds, targets_of
from workbench.model.kinds import Action, DecisionRelation, Direction, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.table.read import Table
    from workbench.intake.table.targets import Target

_LOOKED_AT = 400
_ENOUGH = 0.5
_OWN_ID = (r"(?:row |record |entry |measure |intervention |state act )?id|uid|key", ROW)
_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "decision": (
        (r"title|name|measure|state act|intervention title|decision", "title"),
        (r"(?:state act|measure|decision|policy|rule|act) (?:title|name)", "title"),
        (r"(?:title|name) of (?:the )?(?:state act|measure|decision|policy|rule|act)", "title"),
        (r"date announced|announced(?: date| on)?|announcement(?: date)?", "announced"),
        (r"date published|publi(?:shed|cation)(?: date| on)?", "published"),
        (r"(?:date )?implemented|implementation(?: date)?|takes? effect", "effective"),
        (r"(?:date )?(?:effective|in force)(?: date| from| since)?", "effective"),
        (r"(?:entry|came|comes) into force", "effective"),
        (r"(?:date )?removed|end(?: date|ed)?|expir(?:y|es|ed)(?: date)?", "ended"),
        (r"repealed|revoked|withdrawn|rescinded|in force until", "ended"),
        (r"(?:date )?adopted(?: on)?|adoption(?: date)?", "events.adoption"),
        (r"implementing jurisdictions?|jurisdiction|country|implementer|iso3?", "jurisdiction"),
        (r"affected(?: jurisdictions?| countries)?|scope string|targets?", "affected"),
        (r"evaluation|direction|gta evaluation", "direction"),
        (r"action|(?:(?:action|decision|measure) )?type|stance", "action"),
        (r"stance", "direction"),
        (r"(?:implementing |issuing )?(?:authority|agency|body)|regulator", "authority"),
        (r"(?:legal )?instrument", "instrument"),
        (r"intervention type", "instrument"),
        (r"(?:legal )?(?:citation|reference|basis)|docket", "citation"),
        (r"policy line|policy|programme|program", "line"),
        (r"scope|level|general or targeted", "scope"),
        (r"(?:coded )?stance(?: level| code| value)?", "stances.level"),
        (r"(?:licen[cs]e )?review (?:policy|level)", "stances.level"),
        (r"(?:stance )?scale", "stances.scale"),
        (r"stance (?:reach|flag)|reach", "stances.reach"),
        (r"stance since|coded from", "stances.since"),
        *((each.value.replace("_", " "), f"links.{each.value}") for each in DecisionRelation),
        _OWN_ID,
        (r"conditions?", "conditions.unspecified"),
        (r"licensees?", "parties.licensee"),
        (r"suppliers?|firms?|company|companies", "parties.supplier"),
        (r"description|notes?|comments?|summary", "note"),
    ),
    "allocation": (
        (r"name|title|allocation", "title"),
        (r"(?:owner|recipient|buyer|customer)s?|allocated to", "parties.recipient"),
        (r"(?:chip )?(?:manufacturer|supplier|vendor|seller)s?", "parties.supplier"),
        (r"chip(?: type| model)?|item|product|model|accelerator", "item"),
        (r"start date|period start|from", "period.start"),
        (r"end date|period end|to|until", "period.end"),
        (r"period|quarter|year", "period"),
        (r"as of|date", "as_of"),
        (r"stage|status", "stage"),
        (r"unit", "quantity.unit"),
        (r"confidence(?: level)?|level", "quantity.level"),
        (r"decision", "decision"),
        (r"part of", "part_of"),
        (r"supersedes|replaces", "supersedes"),
        _OWN_ID,
        (r"notes?|comments?|remarks?|description", "note"),
    ),
    "party": (
        (r"name|title|party|organi[sz]ation|entity", "title"),
        (r"kind|type", "kind"),
        (r"country|jurisdiction|iso3?", "jurisdiction"),
        (r"alias(?:es)?|other names?|aka", "aliases"),
        (r"reliability|grade", "reliability"),
        (r"role|post|position|job title|function", "posts.role"),
        (r"organi[sz]ation|employer|affiliation|company", "posts.organisation"),
        _OWN_ID,
        (r"notes?|comments?|description", "note"),
    ),
    "item": (
        (r"name|title|item|chip|model|product", "title"),
        (r"maker|manufacturer|vendor", "maker"),
        (r"unit", "unit"),
        (r"alias(?:es)?|other names?", "aliases"),
        (r"notes?|comments?|description", "note"),
    ),
}
_MEANT = {"direction": {"Red": "restrictive", "Amber": "unclear", "Green": "liberalising"}}
"""What Global Trade Alert's colours mean."""
_ACTS = frozenset(each.value for terms in (Action, Direction) for each in terms)
"""What a column headed Stance may say that is no level of a scale."""
_AMOUNT = re.compile(
    r"(?:number of )?(?:units?|quantity|amount|volume|count|chips)\b", re.IGNORECASE
)
_ALONE = re.compile(
    r"(?:low(?:er)?|min(?:imum)?|median|mid|central|best|high(?:er)?|upper|max(?:imum)?|p ?\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th) percentile)(?: (?:bound|estimate|figure|value|end))?|estimate",
    re.IGNORECASE,
)
"""Headings that name a piece of an amount, if numbers stand below them."""
_PERCENTILE = re.compile(r"\b(?:p\s*(\d{1,2})\b|(\d{1,2})(?:st|nd|rd|th)\s+perc)", re.IGNORECASE)
_LOW = re.compile(r"\b(?:low(?:er)?|min(?:imum)?)\b", re.IGNORECASE)
_HIGH = re.compile(r"\b(?:high(?:er)?|upper|max(?:imum)?)\b", re.IGNORECASE)
_MIDDLE = 50
_WHOLE = 100


def propose(table: Table, kind: str) -> Mapping:
    """A mapping by the words of the headings, kept only where most cells of a column fit.

    Raises:
        MappingError: tables do not become records of that kind.
    """
    targets = targets_of(kind)
    chosen: dict[str, ColumnMapping] = {}
    taken: set[str] = set()
    constants: dict[str, str] = {}
    if kind == "allocation":
        chosen, constants = _amounts(table)
        taken = {each.field for each in chosen.values()}
    usual = likeliest(cell for row in table.rows[:_LOOKED_AT] for cell in row)
    for pattern, field in _WORDS[kind]:
        for name in table.columns:
            if name in chosen or (field in taken and field != "note"):
                continue
            if re.fullmatch(pattern, _plain(name), re.IGNORECASE):
                column = _column(table.column(name)[:_LOOKED_AT], targets[field], usual)
                if column is not None:
                    chosen[name] = column
                    taken.add(field)
    if kind == "allocation" and "stage" not in taken:
        constants["stage"] = Stage.AUTHORISED.value  # said, so that it is seen and changed
    return Mapping(kind=kind, columns=chosen, constants=constants, sheet=table.sheet)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[_\-]+", " ", heading).split())


def _column(cells: Sequence[str], target: Target, usual: DateFormat) -> ColumnMapping | None:
    """How a column goes to a target; None where fewer than half of its cells fit there.

    Dates that can be read in two ways are spelled as `usual`, as the table's others are.
    """
    own = likeliest(cells) if target.holds is Holds.DATE else DateFormat.AUTO
    slashed = target.holds is Holds.DATE and any(map(is_slashed, cells))
    column = ColumnMapping(
        field=target.name,
        dates=usual if slashed and own is DateFormat.AUTO else own,
        values=_MEANT.get(target.name, {}),
    )
    filled = [cell for cell in cells if cell.strip()]
    fit = sum(_fits(cell, target, column) for cell in filled)
    return column if not filled or fit >= len(filled) * _ENOUGH else None


def _fits(cell: str, target: Target, column: ColumnMapping) -> bool:
    if target.holds is Holds.LEVEL and cell.strip().casefold() in _ACTS:
        return False
    try:
        read_cell(cell, target, column)
    except InvalidField:
        return False
    return True


def _amounts(table: Table) -> tuple[dict[str, ColumnMapping], dict[str, str]]:
    """The columns of a low, a central and a high number, and the level that percentiles span."""
    found: dict[str, ColumnMapping] = {}
    percent: dict[str, int] = {}
    named = [each for each in table.columns if _AMOUNT.match(each) and each.casefold() != "unit"]
    for name in named or [each for each in table.columns if _is_piece(table, each)]:
        piece, at = _piece(name)
        field = f"quantity.{piece}"
        if field not in {each.field for each in found.values()}:
            found[name] = ColumnMapping(field=field)
            percent[piece] = at
    low, high = percent.get("low", 0), percent.get("high", 0)
    level = {"quantity.level": str(high - low)} if 0 < low < high < _WHOLE else {}
    pieces = {each.field for each in found.values()}
    if pieces == {"quantity.median"}:
        return {name: ColumnMapping(field="quantity") for name in found}, {}
    return found, level


def _is_piece(table: Table, name: str) -> bool:
    """Whether a heading such as "Low" names a piece of an amount: numbers stand below it."""
    if not _ALONE.fullmatch(_plain(name)):
        return False
    filled = [cell for cell in table.column(name)[:_LOOKED_AT] if cell.strip()]
    return sum(any(map(str.isdigit, cell)) for cell in filled) >= len(filled) * _ENOUGH


def _piece(name: str) -> tuple[str, int]:
    if found := _PERCENTILE.search(name):
        at = int(found[1] or found[2])
        if at != _MIDDLE:
            return ("low" if at < _MIDDLE else "high"), at
    if _LOW.search(name):
        return "low", 0
    return ("high" if _HIGH.search(name) else "median"), 0
