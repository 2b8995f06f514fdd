"""A number for each word of many texts at once: the CRC-32 of its bytes, worked out in numpy.

A CRC without its constant part is linear, so that of a word is the exclusive or of what each of its
bytes gives by itself, which depends on how far from the end it stands. One table holds that, and no
word becomes a Python object of its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]
    Bytes = NDArray[np.uint8]

_LONGEST = 64
"""The bytes of a word that the table reaches; longer ones are rare, and counted out one by one."""
_LETTERS = 256
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_BREAK = ord("\n")


def numbered(texts: Sequence[str]) -> tuple[Numbers, Places]:
    """The numbers of the words of folded texts, in one row, and where those of each text begin.

    Texts are without case and without line breaks. A word is a run of letters and digits, or one
    Chinese, Japanese or Korean character. Shapes are (words,) and (texts + 1,).
    """
    import numpy as np

    data = _apart("\n" + "\n".join(texts) + "\n")
    letters = np.frombuffer(data.translate(_tables().letters), dtype=np.uint8)
    inside = letters != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    breaks = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _BREAK)
    begins = edges[::2].searchsorted(breaks[: len(texts) + 1])
    return _crc(letters, edges[::2], edges[1::2]), begins


def _apart(text: str) -> bytes:
    """A text in UTF-8 in which every byte above 127 is part of a word, and words stand apart."""
    if not text.isascii():
        for mark in set(text):
            if not (mark.isascii() or mark.isalnum() or _CJK.match(mark)):
                text = text.replace(mark, " ")
        text = _CJK.sub(r" \g<0> ", text)
    return text.encode()


def _crc(letters: Bytes, begins: Places, ends: Places) -> Numbers:
    """The CRC-32 of words that begin and end at some places; between them the letters are 0.

    What zeros give is 0, however far they stand from the end of a word.
    """
    import numpy as np

    if not len(begins):
        return np.empty(0, dtype=np.uint64)
    tables, lengths, first = _tables(), ends - begins, begins[0]
    after = np.repeat(ends.astype(np.int32), np.diff(begins, append=len(letters)))
    after -= np.arange(first + 1, len(letters) + 1, dtype=np.int32)
    after &= _LONGEST - 1
    after *= _LETTERS
    after += letters[first:]
    given = np.bitwise_xor.accumulate(tables.given[after])
    found = given[ends - 1 - first]
    found[1:] ^= found[:-1].copy()
    found ^= tables.empty[np.minimum(lengths, _LONGEST)]
    for each in np.flatnonzero(lengths > _LONGEST).tolist():
        found[each] = crc32(letters[begins[each] : ends[each]].tobytes())
    numbers: Numbers = found.astype(np.uint64)
    return numbers


class _Tables:
    """What does not change.

    Attributes:
        letters: what `bytes.translate` takes to make 0 of every byte that is part of no word.
        given: what a byte gives to the CRC of a word, by how many bytes come after it.
        empty: the CRC of so many zero bytes, which is the constant part.
    """

    def __init__(self) -> None:
        import numpy as np

        codes = range(_LETTERS)
        self.letters = bytes(c if c > 127 or chr(c).isalnum() else 0 for c in codes)  # noqa: PLR2004 - ASCII
        self.empty = np.array([crc32(bytes(n)) for n in range(_LONGEST + 1)], dtype=np.uint32)
        last = np.array([crc32(bytes([c])) for c in codes], dtype=np.uint32) ^ self.empty[1]
        rows = [last]
        for _ in range(_LONGEST - 1):
            rows.append((rows[-1] >> np.uint32(8)) ^ last[rows[-1] & np.uint32(_LETTERS - 1)])
        self.given = np.concatenate(rows)


@cache
def _tables() -> _Tables:
    return _Tables()
