"""References to sources and back: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.exchange import write_whole
from workbench.errors import DamagedSource
from workbench.intake.bibliography import FORMATS, read_references, write_references
from workbench.intake.read import bytes_of
from workbench.intake.reference import Reference
from workbench.model.kinds import Genre, PartyKind
from workbench.model.party import Party
from workbench.model.source import Source

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.query import Query

__all__ = ["FORMATS", "Referenced", "add_references", "write_sources"]

_OUTLETS = frozenset({Genre.PRESS, Genre.WIRE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Referenced:
    """The sources that references became, and how many name a source that is there already.

    `lost` says in words what of the file was not taken in.
    """

    added: tuple[Source, ...]
    held: int
    lost: tuple[str, ...] = ()


def add_references(dossier: Dossier, path: Path | str) -> Referenced:
    """Adds a source for each reference of a file, in one operation; see `Sources`."""
    path = Path(path)
    read = read_references(bytes_of(path), path.name)
    references = read.references
    if not references and not read.lost:
        raise DamagedSource(path.name, "no reference stands in it")
    known = {_identity(each) for each in dossier.sources.find()}
    fresh: list[Reference] = []
    for each in references:
        mark = (each.url or each.title.casefold(), "" if each.url else each.published.text)
        if mark not in known:
            known.add(mark)
            fresh.append(each)
    dossier.backups.make_before(len(fresh))
    with dossier.operation(f"Add references of {path.name}") as operation:
        names = {name.casefold(): key for name, key in dossier.parties.names().items()}
        missing: dict[str, Party] = {}
        for each in fresh:
            if each.publisher and each.publisher.casefold() not in names:
                kind = PartyKind.MEDIA_ORG if each.genre in _OUTLETS else PartyKind.OTHER
                party = Party(title=each.publisher, kind=kind)
                missing.setdefault(each.publisher.casefold(), party)
        operation.write_all(missing.values())
        names |= {name: party.id for name, party in missing.items()}
        added = operation.add_all([_source(each, names) for each in fresh])
    return Referenced(added=tuple(added), held=len(references) - len(fresh), lost=read.lost)


def write_sources(dossier: Dossier, path: Path | str, query: Query | str) -> int:
    """Writes the sources that a query shows as references; gives how many."""
    path = Path(path)
    sources = dossier.sources.find(query)
    parties = dossier.parties.page(sorted({each.publisher for each in sources if each.publisher}))
    names = {each.id: each.title for each in parties}
    text = write_references((_reference(each, names) for each in sources), path.name)
    write_whole(path, text.encode())
    return len(sources)


def _identity(source: Source) -> tuple[str, str]:
    return (source.url, "") if source.url else (source.title.casefold(), source.published.text)


def _source(reference: Reference, names: dict[str, str]) -> Source:
    return Source(
        title=reference.title,
        genre=reference.genre,
        author=reference.author,
        publisher=names.get(reference.publisher.casefold()),
        published=reference.published,
        accessed=reference.accessed,
        language=reference.language,
        url=reference.url,
        note=reference.note,
    )


def _reference(source: Source, names: dict[str, str]) -> Reference:
    return Reference(
        title=source.title,
        genre=source.genre,
        authors=tuple(filter(None, (each.strip() for each in source.author.split(";")))),
        publisher=names.get(source.publisher or "", ""),
        published=source.published,
        accessed=source.accessed,
        language=source.language,
        url=source.url,
        note=source.note,
        key=source.ref,
    )
