"""Rows of one table, column by column, and how the log packs them.

In columns a value that all rows hold stands once, so that neither writing nor packing handles it
row by row: most columns of most rows hold nothing.
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from itertools import repeat
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Column = list[Any] | str | int | None
"""What the rows hold in one column: a list with one value for each, or the value of all."""
Columns = dict[str, Column]
"""The columns of some rows by name, in the order of the table; `id` is always a list."""
Batch = tuple[Columns, bytes]
"""Some rows, and the same packed."""

_LONGEST = 1 << 27
"""So many characters of one batch are no more than a text in SQLite may be, whatever they are."""
_LARGEST = 1 << 30
"""No text in SQLite is longer (bytes); what unpacks to more was not packed here."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_ESCAPED = bytes(range(0x20)) + b'"\\'
"""What JSON does not spell as itself."""


def column_from(values: list[Any]) -> Column:
    """A column of some values, at least one."""
    first = values[0]
    if first == values[-1] and values.count(first) == len(values):
        return first  # type: ignore[no-any-return]  # the driver's: text, number or None
    return values


def columns_from(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """The columns `names` of some rows, at least one, given in their order."""
    lists = map(list, zip(*rows, strict=True))
    return {
        name: values if name == "id" else column_from(values)
        for name, values in zip(names, lists, strict=True)
    }


def ids_of(columns: Columns) -> list[str]:
    """The ids of the rows."""
    ids = columns.get("id")
    return ids if isinstance(ids, list) else []


def count_of(columns: Columns) -> int:
    """How many rows there are."""
    return len(ids_of(columns))


def listed(columns: Columns, name: str) -> list[Any]:
    """A column with one value for each row."""
    held = columns[name]
    return held if isinstance(held, list) else [held] * count_of(columns)


def cut(columns: Columns, start: int, stop: int) -> Columns:
    """The rows from `start` to before `stop`."""
    return {
        name: held[start:stop] if isinstance(held, list) else held for name, held in columns.items()
    }


def packed(columns: Columns) -> bytes:
    """Rows in few bytes."""
    return _compressed(_json(columns))


def _json(columns: Columns) -> str:
    fields = [f"{_spelled(name)}:{_listing(held)}" for name, held in columns.items()]
    return f"{{{','.join(fields)}}}"


def _listing(held: Column) -> str:
    """A column as JSON; texts that are spelled as they are need a third of the encoder's time."""
    if isinstance(held, list):
        try:
            together = "".join(held).encode()
        except TypeError:  # numbers, or nothing, among them
            return _ENCODER.encode(held)
        if len(together.translate(None, _ESCAPED)) == len(together):
            joined = '","'.join(held)
            return f'["{joined}"]'
    return _ENCODER.encode(held)


def _compressed(text: str) -> bytes:
    """A text in few bytes; level 1 of zlib takes a third of the time and gives up a fifth."""
    return zlib.compress(text.encode(), 1)


def in_batches(columns: Columns, size: int) -> Iterator[Batch]:
    """Rows in batches of `size`, or of fewer where they would be too long for one value."""
    for start in range(0, count_of(columns), size):
        some = cut(columns, start, start + size)
        text = _json(some)
        if len(text) > _LONGEST and size > 1:
            yield from in_batches(some, size // 2)
        else:
            yield some, _compressed(text)


def columns_in(data: object) -> Columns:
    """The rows that `packed` made into `data`; none where it is not what it made.

    Before version 5 of the tables a batch was packed as an array of objects, one for each row.
    """
    try:
        held = json.loads(_text_in(data))
    except ValueError:
        return {}
    if isinstance(held, list):
        return columns_of_objects(held)
    ids = held.get("id") if isinstance(held, dict) else None
    if not isinstance(ids, list):
        return {}
    lengths = {len(each) for each in held.values() if isinstance(each, list)}
    return held if lengths == {len(ids)} else {}


def columns_of_objects(rows: list[Any]) -> Columns:
    """The columns of rows that are spelled one by one; none where they do not have the same."""
    if not rows or not all(isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows):
        return {}
    return columns_from(tuple(rows[0]), [tuple(row.values()) for row in rows])


def rows_in(data: object) -> list[dict[str, Any]]:
    """The rows that `packed` made into `data`, each by column; none where it is damaged."""
    columns = columns_in(data)
    lists = [listed(columns, name) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]


@lru_cache(maxsize=1)  # the log asks twice for each batch
def unpacked(data: object) -> str | None:
    """The rows in `data` as a JSON array of objects, for SQLite; None where it is damaged."""
    columns = columns_in(data)
    if not columns:
        return None
    fields = (f"{_spelled(name)}:%s" for name in columns)
    row = f"{{{','.join(fields)}}}"
    lists = [
        map(_spelled, held) if isinstance(held, list) else repeat(_spelled(held))
        for held in columns.values()
    ]
    return f"[{','.join([row % each for each in zip(*lists, strict=False)])}]"


def _spelled(value: str | int | None) -> str:
    """A value as JSON; far quicker than the encoder, which is made for all kinds of values."""
    if isinstance(value, str):
        return encode_basestring(value)
    return "null" if value is None else str(value)


def _text_in(data: object) -> str:
    """The text that was compressed.

    Raises:
        ValueError: none was.
    """
    unpacking = zlib.decompressobj()
    try:
        opened = unpacking.decompress(data, _LARGEST)  # type: ignore[arg-type]  # refused
    except (TypeError, zlib.error) as fault:
        raise ValueError from fault
    if not unpacking.eof:
        raise ValueError
    return opened.decode()
