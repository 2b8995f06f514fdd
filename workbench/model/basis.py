"""What one H100 equivalent is measured by; the two bases are never mixed."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from workbench.model.specification import SpecFigure


class Basis(StrEnum):
    """What one H100 equivalent is measured by."""

    TPP = "tpp"
    EIGHT_BIT = "8-bit"

    @property
    def word(self) -> str:
        """How people call it."""
        return "TPP" if self is Basis.TPP else "8-bit"

    @property
    def figures(self) -> tuple[SpecFigure, ...]:
        """The figures it reads; the largest counts."""
        return (SpecFigure.TPP,) if self is Basis.TPP else (SpecFigure.FP8, SpecFigure.INT8)

    @property
    def of_h100(self) -> Decimal:
        """The same figure of the H100 SXM."""
        return Decimal(15_832) if self is Basis.TPP else Decimal(1_979)
