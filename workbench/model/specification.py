"""Specification figures of an item: what is said of it, by whom, and how far that is checked.

The status words follow the practice of the chip trackers: a figure is verified where independent
sources agree, secondary where none of them is the maker's own, an estimate where somebody computed
it, unverified where it is only repeated. Figures that disagree are kept side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from workbench.model.quantity import Quantity
from workbench.model.record import Part, link


class SpecFigure(StrEnum):
    """What a specification figure measures; operations are dense, never sparse.

    `tpp` is total processing performance and `pd` performance density, as the note to ECCN 3A090
    (15 CFR 774, supplement 1) defines them: TPP = 2 x MacTOPS x bit length; PD = TPP / die area.
    `memory_bandwidth_density` is that of 3A090.c, of memory alone: GB/s / area of package or stack.
    """

    MEMORY = "memory"
    MEMORY_BANDWIDTH = "memory_bandwidth"
    MEMORY_BANDWIDTH_DENSITY = "memory_bandwidth_density"
    INTERCONNECT = "interconnect"
    FP16 = "fp16"
    FP8 = "fp8"
    INT8 = "int8"
    FP4 = "fp4"
    TPP = "tpp"
    PD = "pd"
    DIE_AREA = "die_area"
    POWER = "power"

    @property
    def unit(self) -> str:
        """The unit in which it is given unless another one is named."""
        return _UNITS.get(self, "")

    @property
    def word(self) -> str:
        """How people call it."""
        return _WORDS.get(self, self.value.replace("_", " ").capitalize())


_UNITS = {
    SpecFigure.MEMORY: "GB",
    SpecFigure.MEMORY_BANDWIDTH: "GB/s",
    SpecFigure.MEMORY_BANDWIDTH_DENSITY: "GB/s/mm²",
    SpecFigure.INTERCONNECT: "GB/s",
    SpecFigure.FP16: "TFLOPS",
    SpecFigure.FP8: "TFLOPS",
    SpecFigure.INT8: "TOPS",
    SpecFigure.FP4: "TFLOPS",
    SpecFigure.TPP: "TPP",
    SpecFigure.PD: "TPP/mm²",
    SpecFigure.DIE_AREA: "mm²",
    SpecFigure.POWER: "W",
}
_WORDS = {
    SpecFigure.FP16: "FP16, dense",
    SpecFigure.FP8: "FP8, dense",
    SpecFigure.INT8: "INT8, dense",
    SpecFigure.FP4: "FP4, dense",
    SpecFigure.TPP: "Total processing performance",
    SpecFigure.PD: "Performance density",
}


class SpecStatus(StrEnum):
    """How far a specification figure is checked, from best to worst."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    ESTIMATE = "estimate"
    UNVERIFIED = "unverified"

    @property
    def stands(self) -> bool:
        """Whether it may be computed with unless an analyst says otherwise."""
        return self in {SpecStatus.VERIFIED, SpecStatus.SECONDARY}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSpec(Part):
    """One figure as one source gives it; another source's figure stands in a part of its own.

    `basis` says how the figure was reached ("fp8 x 8"), `vintage` under which edition of a rule,
    `cited` whose figure it is where `source` is not in the dossier.
    """

    KEY: ClassVar[tuple[str, ...]] = ("figure", "vintage", "cited", "source")

    figure: SpecFigure = SpecFigure.TPP
    value: Quantity = Quantity()
    status: SpecStatus = SpecStatus.UNVERIFIED
    cited: str = ""
    source: str | None = field(default=None, metadata=link("source"))
    basis: str = ""
    vintage: str = ""
    note: str = ""

    @property
    def amount(self) -> Quantity:
        """Its value, in the usual unit of the figure where none is named."""
        return self.value if self.value.unit else replace(self.value, unit=self.figure.unit)
