"""How dates and quantities stand in a cell: what is known above, what is not known below."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workbench.gui.table.columns import Cell
from workbench.model.kinds import Precision, QuantityKind, Split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.model.allocation import Allocation
    from workbench.model.quantity import Quantity
    from workbench.model.when import When

_COARSE = {
    Precision.MONTH: "day not known",
    Precision.QUARTER: "month not known",
    Precision.SEASON: "month not known",
    Precision.YEAR: "month not known",
    Precision.DECADE: "year not known",
}
_LEADING = {"since ": "or later", "until ": "or earlier"}
_ABOUT, _TO = "about ", " to "


def date_cell(when: When, *, note: str = "") -> Cell:
    """A date to the precision that its source gives, with what is not known below."""
    if not when:
        return Cell(upper="no date stated", quiet=True)
    words = str(when)
    if _TO in words:
        start, _, end = words.partition(_TO)
        return Cell(upper=f"{start} to", lower=end)
    for leading, lower in (*_LEADING.items(), (_ABOUT, f"about this {when.precision}")):
        if words.startswith(leading):
            return Cell(upper=words.removeprefix(leading), lower=lower)
    return Cell(upper=words, lower=_COARSE.get(when.precision, note))


def not_bounded(quantity: Quantity) -> str:
    """What a quantity leaves open: "no upper bound"; empty where both ends are known."""
    if quantity.kind is QuantityKind.VAGUE:
        return "no bounds" if quantity.low is None and quantity.high is None else "your reading"
    return {
        QuantityKind.LOWER_BOUND: "no upper bound",
        QuantityKind.UPPER_BOUND: "no lower bound",
        QuantityKind.ESTIMATE_CI: "an estimate",
    }.get(quantity.kind, "")


def not_split(allocation: Allocation) -> bool:
    """Whether a quantity is several recipients' together, and nobody says how it is divided."""
    return allocation.split is Split.JOINT_UNSPECIFIED


def quantity_cell(allocation: Allocation) -> Cell:
    """The quantity of an allocation, with what is not known below."""
    quantity = allocation.quantity
    if not quantity:
        return Cell(upper="not stated", quiet=True)
    recipients = len(allocation.recipients)
    many = f"{recipients} recipients" if recipients > 1 else ""
    lower = not_bounded(quantity) or ("split not known" if not_split(allocation) else many)
    upper = quantity.sign_text()
    if quantity.kind is QuantityKind.ESTIMATE_CI:  # "≈ 12,000", and "10,000 – 15,000, 90 %" below
        upper, _, interval = upper.partition(" (")
        lower = interval.removesuffix(")").removesuffix(" interval") or lower
    return Cell(upper=upper, lower=lower, figure=True)


def tip_of(lines: Iterable[str]) -> str:
    """Lines as a tooltip; what a source wrote is never taken for markup."""
    body = "<br>".join(escape(line) for line in lines if line)
    return f"<qt>{body}</qt>"
