"""A bibliographic reference: what RIS, BibTeX and CSL-JSON say of a document, in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.model.kinds import Genre
from workbench.model.many import many
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPES: dict[Genre, tuple[str, str, str]] = {
    Genre.PRESS: ("article-newspaper", "NEWS", "article"),
    Genre.WIRE: ("article", "ICOMM", "article"),
    Genre.OFFICIAL: ("legislation", "GOVDOC", "legislation"),
    Genre.FILING: ("report", "RPRT", "report"),
    Genre.RESEARCH: ("article-journal", "JOUR", "article"),
    Genre.INTERVIEW: ("interview", "PCOMM", "misc"),
    Genre.SOCIAL: ("post", "BLOG", "online"),
    Genre.OTHER: ("document", "GEN", "misc"),
}
"""How each genre is called in CSL, RIS and BibTeX."""

GENRES: dict[str, Genre] = {
    **{name: genre for genre, names in reversed(TYPES.items()) for name in names[:2]},
    "article": Genre.OTHER,
    "legislation": Genre.OFFICIAL,
    "report": Genre.OTHER,
    "RPRT": Genre.OTHER,
    "online": Genre.OTHER,
    **dict.fromkeys(
        ("article-magazine", "MGZN", "newspaper", "broadcast", "post-weblog"), Genre.PRESS
    ),
    **dict.fromkeys(
        ("bill", "regulation", "legal_case", "hearing", "treaty", "standard", "BILL", "CASE",
         "HEAR", "LEGAL", "STAT", "STAND", "jurisdiction"), Genre.OFFICIAL
    ),
    **dict.fromkeys(
        ("book", "chapter", "thesis", "paper-conference", "dataset", "BOOK", "CHAP", "CONF",
         "CPAPER", "THES", "EJOUR", "EBOOK", "DATA", "inproceedings", "incollection", "inbook",
         "phdthesis", "mastersthesis", "techreport"), Genre.RESEARCH
    ),
}  # fmt: skip
"""What each type of CSL, RIS and BibTeX is here; what says little is left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A document as a bibliography names it; `authors` are names as they are read aloud."""

    title: str
    genre: Genre = Genre.OTHER
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: When = When.UNKNOWN
    accessed: When = When.UNKNOWN
    language: str = ""
    url: str = ""
    note: str = ""
    key: str = ""

    @property
    def author(self) -> str:
        """The names of its authors, as a source holds them."""
        return "; ".join(self.authors)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The references of a file, and what of it is not among them, in words."""

    references: tuple[Reference, ...]
    lost: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Iterable[Reference], lost: Iterable[str] = ()) -> Bibliography:
        """Those with a title, which a source must have; what else was `lost` is told as well."""
        every = list(found)
        titled = tuple(each for each in every if each.title)
        without = len(every) - len(titled)
        told = f"{many(without, 'reference has', 'references have')} no title."
        return cls(titled, (*lost, told) if without else tuple(lost))


def spoken(name: str) -> str:
    """A name as it is read aloud: "Writer, Jane" becomes "Jane Writer"."""
    family, comma, given = name.strip().strip("{}").partition(",")
    return " ".join(f"{given} {family}".split()) if comma else " ".join(family.split())


def address(url: str, doi: str) -> str:
    """The address of a document: what is given, else that of its DOI."""
    url = url.strip()
    if url.startswith(("http://", "https://")) and url.isprintable() and " " not in url:
        return url
    doi = doi.strip().removeprefix("doi:").removeprefix("https://doi.org/")
    return f"https://doi.org/{doi}" if doi.startswith("10.") and " " not in doi else ""
