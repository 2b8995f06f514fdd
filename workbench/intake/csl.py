"""CSL-JSON, the shape in which citation programs exchange references (citationstyles.org)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.errors import DamagedSource
from workbench.intake.dates import date_of
from workbench.intake.reference import GENRES, TYPES, Bibliography, Reference, address
from workbench.model.kinds import Genre

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.model.when import When

_PLACES = ("container-title", "publisher", "authority")


def read_csl(text: str, name: str) -> Bibliography:
    """Read references; `name` is what an error calls the file.

    Raises:
        DamagedSource: it is no CSL-JSON.
    """
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise DamagedSource(name, "it is no JSON") from fault
    items = held.get("items", [held]) if isinstance(held, dict) else held
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        raise DamagedSource(name, "it holds no list of references")
    return Bibliography.of(map(_reference, items))


def write_csl(references: Iterable[Reference]) -> str:
    """Write references."""
    items = [_item(each, number) for number, each in enumerate(references, 1)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _reference(item: dict[str, Any]) -> Reference:
    people = item.get("author") or []
    return Reference(
        title=_words(item.get("title")),
        genre=_genre(item),
        authors=tuple(filter(None, map(_name, people if isinstance(people, list) else []))),
        publisher=next(filter(None, (_words(item.get(each)) for each in _PLACES)), ""),
        published=_date(item.get("issued")),
        accessed=_date(item.get("accessed")),
        language=_words(item.get("language"))[:20],
        url=address(_words(item.get("URL")), _words(item.get("DOI"))),
        note=_words(item.get("note")) or _words(item.get("abstract")),
        key=_words(item.get("id")),
    )


def _genre(item: dict[str, Any]) -> Genre:
    """What our own files say of it where CSL's types do not tell it, else what the type says."""
    told = _words(item.get("genre")).casefold()
    return Genre(told) if told in set(Genre) else GENRES.get(_words(item.get("type")), Genre.OTHER)


def _item(reference: Reference, number: int) -> dict[str, Any]:
    kind = TYPES[reference.genre][0]
    press = reference.genre in {Genre.PRESS, Genre.WIRE, Genre.RESEARCH}
    item = {
        "id": reference.key or str(number),
        "type": kind,
        "genre": reference.genre.value if GENRES[kind] is not reference.genre else "",
        "title": reference.title,
        "author": [{"literal": each} for each in reference.authors],
        "container-title" if press else "publisher": reference.publisher,
        "issued": _parts(reference.published),
        "accessed": _parts(reference.accessed),
        "language": reference.language,
        "URL": reference.url,
        "note": reference.note,
    }
    return {name: value for name, value in item.items() if value}


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else str(value or "")


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return _words(person)
    if literal := _words(person.get("literal")):
        return literal
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (_words(person.get(each)) for each in parts)))


def _date(date: Any) -> When:
    """A date with the precision that it has; a span of dates as a span."""
    if not isinstance(date, dict):
        return date_of(_words(date))
    parts = date.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return date_of(_words(date.get("raw")) or _words(date.get("literal")))
    days = ["-".join(str(n).zfill(2) for n in each) for each in parts if isinstance(each, list)]
    rough = "~" if date.get("circa") else ""
    return date_of("/".join(f"{day}{rough}" for day in days if day))


def _parts(when: When) -> dict[str, Any]:
    """A date as CSL has it; what its numbers cannot say stands beside them, as EDTF."""
    if not when.text:
        return {}
    ends = when.text.split("/")
    parts = [[int(n) for n in end.rstrip("~?%").split("-")] for end in ends if _is_plain(end)]
    whole = len(parts) == len(ends)
    circa = {"circa": True} if "~" in when.text else {}
    return ({"date-parts": parts} | circa) if whole else {"raw": when.text}


def _is_plain(end: str) -> bool:
    numbers = end.rstrip("~?%").split("-")
    return all(number.isdigit() for number in numbers) and all(int(n) <= 31 for n in numbers[1:])  # noqa: PLR2004 - months and days, not EDTF's seasons
