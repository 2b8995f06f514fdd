"""Zip files that were made elsewhere: bounded before anything in them is unpacked or parsed.

A few thousand bytes can unpack to gigabytes. Entries are read by name into memory, never extracted
to the disk, and never further than they said they would go.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from workbench.errors import DamagedSource, SourceTooLarge

MOST_ENTRIES = 5_000
MOST_BYTES = 512 * 1024 * 1024
MOST_RATIO = 200
"""How many times larger than its packed form an entry of over 1 MB may be."""

_SMALL = 1024 * 1024
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError)


class Archive:
    """The entries of a zip file, by name."""

    def __init__(self, data: bytes, name: str) -> None:
        """Look at the directory of the zip file `data`, which is called `name` in errors.

        Raises:
            DamagedSource: it is no zip file, or a broken one.
            SourceTooLarge: it holds more entries or more bytes than any document would.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _FAULTS as fault:
            raise DamagedSource(name, "it is no whole zip file") from fault
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise SourceTooLarge(name, f"{len(entries):,} files inside", f"{MOST_ENTRIES:,}")
        self._refuse_bombs(entries)
        self.names = frozenset(each.filename for each in entries)

    def _refuse_bombs(self, entries: list[zipfile.ZipInfo]) -> None:
        whole = sum(each.file_size for each in entries)
        packed = any(
            each.file_size > _SMALL and each.file_size > MOST_RATIO * max(each.compress_size, 1)
            for each in entries
        )
        starts = [each.header_offset for each in entries]
        if packed or len(set(starts)) < len(starts):
            raise SourceTooLarge(self._name, "packed beyond all use", f"{MOST_RATIO} times")
        if whole > MOST_BYTES:
            raise SourceTooLarge(
                self._name, f"{whole / 1024**2:,.0f} MB unpacked", f"{MOST_BYTES // 1024**2} MB"
            )

    def read(self, entry: str) -> bytes:
        """Return the bytes of an entry; empty where there is none of that name.

        Raises:
            DamagedSource: it cannot be unpacked, or is encrypted.
            SourceTooLarge: it is larger than the directory says.
        """
        if entry not in self.names:
            return b""
        told = self._zip.getinfo(entry).file_size
        try:
            with self._zip.open(entry) as file:
                data = file.read(told + 1)
        except _FAULTS as fault:
            raise DamagedSource(self._name, f"{entry} cannot be unpacked") from fault
        if len(data) > told:
            raise SourceTooLarge(self._name, "larger than it says", f"{told:,} bytes")
        return data

    def tree(self, entry: str) -> etree._Element | None:
        """Return the XML of an entry, None where there is none of that name.

        Raises:
            DamagedSource: it is no XML, or declares entities.
        """
        data = self.read(entry)
        return xml_tree(data, self._name) if data else None


def xml_tree(data: bytes, name: str) -> etree._Element:
    """Parse XML without network, entities or document types.

    Raises:
        DamagedSource: it is no XML, is nested beyond all use, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # else text over 10 MB is refused; what is nested too deep still is
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise DamagedSource(name, "its XML is broken") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedSource(name, "it declares entities, which documents of this kind never do")
    return root


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def own(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without namespace; empty where it is not given."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
