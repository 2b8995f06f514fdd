"""RIS, the format in which reference managers and libraries exchange references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import DamagedSource
from workbench.intake.dates import date_of
from workbench.intake.reference import GENRES, TYPES, Bibliography, Reference, address, spoken
from workbench.model.kinds import Genre

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.model.when import When

_TITLES = ("title", "primary_title", "translated_title", "short_title")
_PLACES = ("journal_name", "secondary_title", "alternate_title3", "publisher", "name_of_database")
_DATES = ("date", "publication_year", "year")


def read_ris(text: str, name: str) -> Bibliography:
    """Read references; `name` is what an error calls the file.

    Raises:
        DamagedSource: it is no RIS.
    """
    import rispy

    try:
        entries = rispy.loads(text, skip_unknown_tags=True)
    except (OSError, ValueError, KeyError, IndexError) as fault:
        raise DamagedSource(name, "it is no RIS") from fault
    return Bibliography.of(map(_reference, entries))


def write_ris(references: Iterable[Reference]) -> str:
    """Write references."""
    import rispy
    from rispy.writer import RisWriter

    class Plain(RisWriter):  # type: ignore[misc]  # untyped library
        """Without the line "1." before each reference, which no reader expects."""

        def set_header(self, count: int) -> str:
            del count
            return ""

    written: str = rispy.dumps([_entry(each) for each in references], implementation=Plain)
    return written.lstrip("\n")


def _reference(entry: dict[str, Any]) -> Reference:
    authors = (*entry.get("authors", ()), *entry.get("first_authors", ()))
    return Reference(
        title=_first(entry, _TITLES),
        genre=GENRES.get(entry.get("type_of_reference", ""), Genre.OTHER),
        authors=tuple(map(spoken, authors)),
        publisher=_first(entry, _PLACES),
        published=_date(_first(entry, _DATES)),
        accessed=_date(_first(entry, ("access_date",))),
        language=_first(entry, ("language",))[:20],
        url=address(_first(entry, ("urls",)), _first(entry, ("doi",))),
        note=_first(entry, ("notes", "abstract", "notes_abstract")),
        key=_first(entry, ("id",)),
    )


def _entry(reference: Reference) -> dict[str, Any]:
    press = reference.genre in {Genre.PRESS, Genre.WIRE, Genre.RESEARCH}
    entry = {
        "type_of_reference": TYPES[reference.genre][1],
        "title": reference.title,
        "authors": list(reference.authors),
        "secondary_title" if press else "publisher": reference.publisher,
        "year": reference.published.text[:4],
        "date": _slashed(reference.published),
        "access_date": _slashed(reference.accessed),
        "language": reference.language,
        "urls": [reference.url] if reference.url else [],
        "notes": [reference.note] if reference.note else [],
        "id": reference.key,
    }
    return {name: value for name, value in entry.items() if value}


def _first(entry: dict[str, Any], names: Iterable[str]) -> str:
    for name in names:
        value = entry.get(name)
        words = (value[0] if value else "") if isinstance(value, list) else value
        if words:
            return " ".join(str(words).split())
    return ""


def _date(words: str) -> When:
    """A date such as 2026/01/28/ with what follows it left out; an EDTF text as it is."""
    plain = words.strip("/ ")
    parts = plain.split("/")
    if all(part.strip().isdigit() for part in parts) and len(parts) <= 3:  # noqa: PLR2004 - year, month, day
        return date_of("-".join(part.strip().zfill(2) for part in parts))
    return date_of(plain)


def _slashed(when: When) -> str:
    numbers = when.text.split("-")
    return "/".join(numbers) if all(each.isdigit() for each in numbers) else when.text
