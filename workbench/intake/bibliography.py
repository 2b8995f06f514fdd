"""Files of references: which format a file has, read and written."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from workbench.errors import NoSuchReader
from workbench.intake.bibtex import read_bibtex, write_bibtex
from workbench.intake.csl import read_csl, write_csl
from workbench.intake.encoding import decoded
from workbench.intake.ris import read_ris, write_ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.intake.reference import Bibliography, Reference

    Read = Callable[[str, str], Bibliography]
    Write = Callable[[Iterable[Reference]], str]

FORMATS = {"RIS": ".ris", "BibTeX": ".bib", "CSL-JSON": ".json"}
"""What each format is called, and how the names of its files end."""

_BOTH: dict[str, tuple[Read, Write]] = {
    ".ris": (read_ris, write_ris),
    ".bib": (read_bibtex, write_bibtex),
    ".json": (read_csl, write_csl),
}


def read_references(data: bytes, name: str) -> Bibliography:
    """Read the references of a file called `name`; its end says which format it has.

    Raises:
        NoSuchReader: it ends in none of .ris, .bib, .json.
        DamagedSource: it does not hold what it should.
    """
    text, _, _ = decoded(data, name)
    return _format(name)[0](text.replace("\r\n", "\n"), name)


def write_references(references: Iterable[Reference], name: str) -> str:
    """Write references for a file called `name`; its end says in which format.

    Raises:
        NoSuchReader: it ends in none of .ris, .bib, .json.
    """
    return _format(name)[1](references)


def _format(name: str) -> tuple[Read, Write]:
    ending = PurePath(name).suffix.casefold()
    if ending not in _BOTH:
        raise NoSuchReader(ending or name, ", ".join(_BOTH))
    return _BOTH[ending]
