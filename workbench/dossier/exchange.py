"""Exchange with other programs: coding projects, codebooks, annotations, provenance.

    dossier.exchange.read_project("study.qdpx").words
    dossier.exchange.write_annotations("passages.jsonld", "genre:press")

Each reading is one operation. What a format cannot carry, and what could not be placed, is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.exchange_in import Incoming
from workbench.dossier.exchange_out import annotations_of, codes_of, project_of, provenance_of
from workbench.errors import ExchangeNotWritten, FileNotReadable
from workbench.exchange.annotations import read_annotations, write_annotations
from workbench.exchange.codebook import read_codebook, write_codebook
from workbench.exchange.qdpx_read import read_project
from workbench.exchange.qdpx_write import write_project
from workbench.model.many import many
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.progress import Progress

PROJECT, CODEBOOK, ANNOTATIONS, PROVENANCE = ".qdpx", ".qdc", ".jsonld", ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """What went in or out, by what it is, and in sentences what did not."""

    counts: tuple[tuple[str, int], ...]
    lost: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What went, in one line: "2 sources, 6 codes, 31 passages"."""
        told = (many(number, what.removesuffix("s"), what) for what, number in self.counts)
        return ", ".join(told) or "nothing"


class Exchange:
    """What can be exchanged with other programs."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def read(self, path: Path | str, *, progress: Progress | None = None) -> Exchanged:
        """Takes in a file by its ending: .qdpx, .qdc, else annotations in JSON.

        Raises:
            FileNotReadable, ExchangeUnreadable: what stands in the way.
        """
        known = {PROJECT: self.read_project, CODEBOOK: self.read_codebook}
        return known.get(Path(path).suffix.casefold(), self.read_annotations)(
            path, progress=progress
        )

    def read_project(self, path: Path | str, *, progress: Progress | None = None) -> Exchanged:
        """Takes in a REFI-QDA project (.qdpx): codes, sources, coded passages with their coders.

        Codes and sources that are held already are used, not added again.

        Raises:
            FileNotReadable, ExchangeUnreadable: what stands in the way; nothing is then taken in.
        """
        project = read_project(_bytes(path), Path(path).name)
        incoming = Incoming(self._dossier, progress or Silent())
        stretches = sum(len(each.stretches) for each in project.texts)
        coming = len(project.codes) + len(project.texts) + stretches
        self._dossier.backups.make_before(coming, progress)
        with self._dossier.operation(f"Take in {Path(path).name}"):
            incoming.project(project)
        return Exchanged(counts=incoming.counts, lost=(*project.lost, *incoming.lost))

    def read_codebook(self, path: Path | str, *, progress: Progress | None = None) -> Exchanged:
        """Takes in the codes of a REFI-QDA codebook (.qdc)."""
        codes = read_codebook(_bytes(path), Path(path).name)
        incoming = Incoming(self._dossier, progress or Silent())
        self._dossier.backups.make_before(len(codes), progress)
        with self._dossier.operation(f"Take in {Path(path).name}"):
            incoming.codes(codes)
        return Exchanged(counts=incoming.counts, lost=tuple(incoming.lost))

    def read_annotations(self, path: Path | str, *, progress: Progress | None = None) -> Exchanged:
        """Takes in annotations in JSON: W3C Web Annotation, Hypothesis or Zotero.

        Each is marked where its words stand once, or where what is around them clearly decides.
        The others are listed with the reason.

        Raises:
            FileNotReadable, ExchangeUnreadable: what stands in the way.
        """
        found, lost = read_annotations(_bytes(path), Path(path).name)
        incoming = Incoming(self._dossier, progress or Silent())
        self._dossier.backups.make_before(len(found), progress)
        with self._dossier.operation(f"Take in {Path(path).name}"):
            incoming.annotations(found)
        return Exchanged(counts=incoming.counts, lost=(*lost, *incoming.lost))

    def write_project(self, path: Path | str, query: Query | str = Query()) -> Exchanged:
        """Writes codes, and the sources that the query shows with their coded passages, as .qdpx.

        Raises:
            ExchangeNotWritten: the file cannot be put there.
        """
        project, counts, lost = project_of(self._dossier, query)
        user = self._dossier.store.analyst
        write_whole(path, write_project(project, datetime.now(UTC), user))
        return Exchanged(counts=counts, lost=lost)

    def write_codebook(self, path: Path | str) -> Exchanged:
        """Writes the codebook as .qdc.

        Raises:
            ExchangeNotWritten: the file cannot be put there.
        """
        codes, lost = codes_of(self._dossier)
        write_whole(path, write_codebook(codes))
        return Exchanged(counts=(("codes", len(codes)),), lost=lost)

    def write_annotations(self, path: Path | str, query: Query | str = Query()) -> Exchanged:
        """Writes the passages of the sources that the query shows as W3C Web Annotation (JSON-LD).

        Raises:
            ExchangeNotWritten: the file cannot be put there.
        """
        found, lost = annotations_of(self._dossier, query)
        write_whole(path, write_annotations(found, self._dossier.about.title))
        return Exchanged(counts=(("annotations", len(found)),), lost=lost)

    def write_provenance(self, path: Path | str) -> Exchanged:
        """Writes where every record comes from as PROV-JSON.

        Raises:
            ExchangeNotWritten: the file cannot be put there.
        """
        document, counts = provenance_of(self._dossier)
        write_whole(path, document.written())
        return Exchanged(counts=counts)


def _bytes(path: Path | str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as fault:
        raise FileNotReadable(str(path), fault.strerror or str(fault)) from fault


def write_whole(path: Path | str, data: bytes) -> None:
    """Puts a file in its place, whole or not at all.

    Raises:
        ExchangeNotWritten: the file cannot be put there.
    """
    place = Path(path)
    try:
        with replacing(place) as draft:
            draft.write_bytes(data)
    except OSError as fault:
        raise ExchangeNotWritten(place, fault.strerror or str(fault)) from fault
