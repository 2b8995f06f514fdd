"""Rows read off the pages of an SQLite file by ourselves, when SQLite itself gives up.

Nothing of the file is trusted: a page that makes no sense is passed over, a row that runs out of
its page is dropped. The header page may be lost. What the write-ahead log holds of committed pages
is laid over the file first. Source: the SQLite project's "Database File Format", sections 1.2 to
1.6 (pages, cells, overflow, records) and 4 (the write-ahead log).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.store.ciphered import RESERVED, deciphering

if TYPE_CHECKING:
    from collections.abc import Iterator

    Value = str | bytes | int | float | None

MAGIC = b"SQLite format 3\0"
USUAL_PAGE = 4096
_INNER = 0x05
_LEAF = 0x0D
_HEADER = 100
_WAL_HEADER = 32
_FRAME_HEADER = 24
_MOST_VARINT = 9
_LARGEST_ROW = 1 << 30
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of some table: its rowid and the values of its columns, in their order."""

    rowid: int
    values: tuple[Value, ...]


class Pages:
    """The pages of a database file, with its write-ahead log laid over it.

    `key` is that of an encrypted one.
    """

    def __init__(self, data: bytes, wal: bytes = b"", key: bytes = b"") -> None:
        self._data = data
        encrypted = bool(key) and data[: len(MAGIC)] != MAGIC
        self._decipher = deciphering(key) if encrypted else None
        self.size = page_size(data)
        self._newer = committed_frames(wal, self.size)
        self._usable = self.size - (RESERVED if encrypted else 0)
        self.count = max(len(data) // self.size, max(self._newer, default=0))

    def page(self, number: int) -> bytes:
        """A page, counted from 1; empty where there is none."""
        page = self._newer.get(number, b"")
        if not page and number > 0:
            page = self._data[(number - 1) * self.size : number * self.size]
        if self._decipher is None or len(page) != self.size:
            return page
        return self._decipher(number, page)

    def rows(self, number: int) -> Iterator[Row]:
        """The rows of a page, if it is a leaf of a table; those that make no sense are left out."""
        page = self.page(number)
        start = _HEADER if number == 1 else 0
        if len(page) < self.size or page[start] != _LEAF:
            return
        (cells,) = struct.unpack_from(">H", page, start + 3)
        for cell in range(min(cells, (self.size - start - 8) // 2)):
            (at,) = struct.unpack_from(">H", page, start + 8 + 2 * cell)
            row = self._row(page, at)
            if row is not None:
                yield row

    def tree(self, root: int) -> Iterator[int]:
        """The pages of the table whose tree begins at `root`, as far as they can be followed."""
        seen: set[int] = set()
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            yield number
            waiting += self._children(number)

    def unused(self) -> set[int]:
        """The pages that the header calls free: what stands there was removed."""
        first = self.page(1)
        (trunk,) = struct.unpack_from(">I", first, 32) if first[:16] == MAGIC else (0,)
        free: set[int] = set()
        while trunk not in free and len(page := self.page(trunk)) == self.size:
            following, count = struct.unpack_from(">2I", page)
            count = min(count, self.size // 4 - 2)
            free |= {trunk, *struct.unpack_from(f">{count}I", page, 8)}
            trunk = following
        return free

    def _children(self, number: int) -> list[int]:
        page = self.page(number)
        start = _HEADER if number == 1 else 0
        if len(page) < self.size or page[start] != _INNER:
            return []
        (cells,) = struct.unpack_from(">H", page, start + 3)
        (last,) = struct.unpack_from(">I", page, start + 8)
        found = [last]
        for cell in range(min(cells, (self.size - start - 12) // 2)):
            (at,) = struct.unpack_from(">H", page, start + 12 + 2 * cell)
            if at + 4 <= self.size:
                found.append(struct.unpack_from(">I", page, at)[0])
        return [each for each in found if 0 < each <= self.count]

    def _row(self, page: bytes, at: int) -> Row | None:
        try:
            length, at = varint(page, at)
            rowid, at = varint(page, at)
            payload = self._payload(page, at, length)
            return Row(_signed(rowid), tuple(values_in(payload)))
        except (IndexError, ValueError, struct.error):
            return None

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        if not 0 < length < _LARGEST_ROW:
            raise ValueError(length)
        local = _local(length, self._usable)
        payload = bytearray(page[at : at + local])
        if local < length:
            (following,) = struct.unpack_from(">I", page, at + local)
            seen = set()
            while len(payload) < length:
                part = self.page(following)
                if len(part) < self.size or following in seen:
                    raise ValueError(following)
                seen.add(following)
                (following,) = struct.unpack_from(">I", part)
                payload += part[4 : self._usable]
        if len(payload) < length:
            raise ValueError(length)
        return bytes(payload[:length])


def page_size(data: bytes) -> int:
    """The size of a page in bytes, as the header says, else the usual one."""
    if data[:16] == MAGIC and len(data) >= _HEADER:
        (said,) = struct.unpack_from(">H", data, 16)
        size = 65536 if said == 1 else said
        if size >= 512 and size & (size - 1) == 0:  # noqa: PLR2004 - the format's smallest page
            return int(size)
    return USUAL_PAGE


def committed_frames(wal: bytes, size: int) -> dict[int, bytes]:
    """The newest committed copy of each page in a write-ahead log, by page number."""
    if len(wal) < _WAL_HEADER:
        return {}
    magic, _, said, _, *salts = struct.unpack_from(">6I", wal)
    if magic & ~1 != 0x377F0682 or said != size:  # noqa: PLR2004 - the format's magic number
        return {}
    order = ">" if magic & 1 else "<"
    sums = checksum(wal[:24], order, (0, 0))
    committed: dict[int, bytes] = {}
    running: dict[int, bytes] = {}
    for at in range(_WAL_HEADER, len(wal) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, whole, *told = struct.unpack_from(">6I", wal, at)
        page = wal[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        sums = checksum(page, order, checksum(wal[at : at + 8], order, sums))
        if told[:2] != salts or tuple(told[2:]) != sums:
            break
        running[number] = page
        if whole:
            committed |= running
            running = {}
    return committed


def checksum(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """The running checksum of a write-ahead log (file format, section 4.2)."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer and the place after it.

    Raises:
        IndexError: the data ends within it.
    """
    value = 0
    for place in range(at, at + _MOST_VARINT - 1):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:  # noqa: PLR2004 - the high bit says that more follows
            return value, place + 1
    return value << 8 | data[at + _MOST_VARINT - 1], at + _MOST_VARINT


def values_in(payload: bytes) -> Iterator[Value]:
    """The values of a record.

    Raises:
        ValueError: the record contradicts itself.
    """
    length, at = varint(payload, 0)
    types = []
    while at < length:
        kind, at = varint(payload, at)
        types.append(kind)
    if at != length:
        raise ValueError(length)
    for kind in types:
        value, at = _value(payload, at, kind)
        yield value
    if at != len(payload):
        raise ValueError(at)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in {0, 8, 9}:
        return {0: None, 8: 0, 9: 1}[kind], at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == 7:  # noqa: PLR2004 - a float, by the format
        return float(struct.unpack_from(">d", payload, at)[0]), at + 8
    if kind < 12:  # noqa: PLR2004 - two kinds are reserved
        raise ValueError(kind)
    end = at + (kind - 12) // 2
    held = payload[at:end]
    return (held.decode("utf-8") if kind % 2 else held), end


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _local(length: int, size: int) -> int:
    """How many bytes of a row lie on its own page; the rest on overflow pages."""
    most = size - 35
    if length <= most:
        return length
    least = (size - 12) * 32 // 255 - 23
    some = least + (length - least) % (size - 4)
    return some if some <= most else least
