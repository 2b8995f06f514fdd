"""BibTeX and BibLaTeX; each field is decoded by itself, addresses never."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from workbench.errors import DamagedSource
from workbench.intake.dates import date_of
from workbench.intake.reference import GENRES, TYPES, Bibliography, Reference, address, spoken
from workbench.model.kinds import Genre

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bibtexparser.model import ParsingFailedBlock

    from workbench.model.when import When

_PLACES = ("journaltitle", "journal", "booktitle", "publisher", "institution", "organization")
_SUBTYPES = {each.value: each for each in Genre} | {
    "newspaper": Genre.PRESS,
    "magazine": Genre.PRESS,
}
_AS_IT_IS = frozenset({"url", "doi", "date", "urldate", "year", "month", "day"})
_AND = re.compile(r"\s+and\s+(?![^{]*\})")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_SPECIAL = re.compile(r"[\\{}%&#$_~^]")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[!?])(?=`)")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHOWN = 60
_UNFIT = re.compile(r"[^A-Za-z0-9:._-]+")


def read_bibtex(text: str, name: str) -> Bibliography:
    """Read references; `name` is what an error calls the file.

    Raises:
        DamagedSource: there is no entry in it that can be read.
    """
    import bibtexparser
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = bibtexparser.parse_string(text)
    twice = [each for each in library.failed_blocks if isinstance(each, DuplicateBlockKeyBlock)]
    entries = [*library.entries, *(each.ignore_error_block for each in twice)]
    found = [
        _reference(
            each.entry_type.casefold(),
            each.key,
            {field.key.casefold(): str(field.value) for field in each.fields},
        )
        for each in entries
        if isinstance(each, Entry)
    ]
    if not found and (library.failed_blocks or text.strip()):
        raise DamagedSource(name, "it holds no BibTeX entry")
    unread = [each for each in library.failed_blocks if each not in twice]
    return Bibliography.of(found, map(_unread, unread))


def write_bibtex(references: Iterable[Reference]) -> str:
    """Write references, in BibLaTeX where BibTeX has no field: `date` holds EDTF."""
    return "\n".join(_entry(each, number) for number, each in enumerate(references, 1))


def _unread(block: ParsingFailedBlock) -> str:
    first = (block.raw or "").strip().partition("\n")[0][:_SHOWN]
    return f"The entry at line {(block.start_line or 0) + 1:,} cannot be read: {first}"


def _reference(kind: str, key: str, fields: Mapping[str, str]) -> Reference:
    told = {name: held if name in _AS_IT_IS else _decoded(held) for name, held in fields.items()}
    people = _AND.split(fields.get("author", "")) if fields.get("author", "").strip() else []
    return Reference(
        title=told.get("title", ""),
        genre=_genre(kind, told.get("entrysubtype", "")),
        authors=tuple(spoken(_decoded(each, names=True)) for each in people),
        publisher=next((told[each] for each in _PLACES if told.get(each)), ""),
        published=_date(told),
        accessed=date_of(told.get("urldate", "")),
        language=(told.get("langid") or told.get("language", ""))[:20],
        url=address(told.get("url", ""), told.get("doi", "")),
        note=told.get("note") or told.get("abstract", ""),
        key=key,
    )


def _genre(kind: str, subtype: str) -> Genre:
    """The genre of an entry; an article is one of a journal, unless it says otherwise."""
    if subtype in _SUBTYPES:
        return _SUBTYPES[subtype]
    return Genre.RESEARCH if kind == "article" else GENRES.get(kind, Genre.OTHER)


def _decoded(held: str, *, names: bool = False) -> str:
    """The words of a field; a bare per cent sign is meant, not a comment."""
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import Entry, Field

    whole = names and held.strip().startswith("{") and held.strip().endswith("}")
    entry = Entry("misc", "one", [Field("held", _BARE_PERCENT.sub(r"\%", held))])
    LatexDecodingMiddleware().transform_entry(entry, Library())  # what it cannot read stays
    plain = str(entry.fields[0].value)
    words = " ".join(plain.replace("\u02c6", "^").split())  # how the library gives a caret
    return f"{{{words}}}" if whole else words


def _date(told: Mapping[str, str]) -> When:
    if date := told.get("date", "").strip():
        return date_of(date)
    year, month = told.get("year", "").strip(), told.get("month", "").strip().casefold()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else month
    day = told.get("day", "").strip()
    parts = [year, str(number).zfill(2) if number else "", day.zfill(2) if day and number else ""]
    return date_of("-".join(filter(None, parts)))


def _entry(reference: Reference, number: int) -> str:
    press = reference.genre in {Genre.PRESS, Genre.WIRE, Genre.RESEARCH}
    fields = {
        "title": _escaped(reference.title),
        "entrysubtype": "" if reference.genre is Genre.OTHER else reference.genre.value,
        "author": " and ".join(f"{{{_escaped(each)}}}" for each in reference.authors),
        "journaltitle" if press else "publisher": _escaped(reference.publisher),
        "date": reference.published.text,
        "urldate": reference.accessed.text,
        "langid": _escaped(reference.language),
        "url": reference.url,
        "note": _escaped(reference.note),
    }
    lines = [f"  {name} = {{{held}}}," for name, held in fields.items() if held]
    key = _UNFIT.sub("", reference.key) or f"source{number}"
    return "\n".join([f"@{TYPES[reference.genre][2]}{{{key},", *lines, "}", ""])


def _escaped(words: str) -> str:
    plain = _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), words)
    return _LIGATURE.sub("{}", plain)
