"""Grades and markings that others have set: NATO's for sources and claims, FIRST's for sharing."""

from __future__ import annotations

from enum import StrEnum


class Reliability(StrEnum):
    """The NATO grade of a source; F is no judgement, never the worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """The standard's wording."""
        return {
            "A": "Completely reliable",
            "B": "Usually reliable",
            "C": "Fairly reliable",
            "D": "Not usually reliable",
            "E": "Unreliable",
            "F": "Reliability cannot be judged",
        }[self.value]


class Credibility(StrEnum):
    """The NATO grade of a claim; 6 is no judgement, never the worst."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    NOT_JUDGED = "6"

    @property
    def words(self) -> str:
        """The standard's wording."""
        return {
            "1": "Confirmed by other sources",
            "2": "Probably true",
            "3": "Possibly true",
            "4": "Doubtful",
            "5": "Improbable",
            "6": "Truth cannot be judged",
        }[self.value]


class Marking(StrEnum):
    """FIRST's Traffic Light Protocol 2.0; labels are never translated."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"
