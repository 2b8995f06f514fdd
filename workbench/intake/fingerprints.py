"""Fingerprints of a text: numbers that two texts share where they share a run of words.

Winnowing: of the hashes of all runs of 5 words, the least of each 8 that follow one another is
kept. So texts that share 12 words in a row share a fingerprint, and about two in nine runs are
kept. Schleimer, Wilkerson and Aiken, Winnowing: local algorithms for document fingerprinting,
SIGMOD 2003.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from workbench.intake.word_numbers import numbered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.intake.word_numbers import Numbers, Places

    Prints = NDArray[np.int64]

RUN = 5
"""Words in a run."""
WINDOW = 8
"""Runs of which one is kept."""

_BASE = 0x9E3779B97F4A7C15
_MIX = 0xFF51AFD7ED558CCD
_DROPPED_BITS = 16
_MOST_AT_ONCE = 1 << _DROPPED_BITS
"""So many texts can be told apart by the bits that fingerprints leave free."""


def runs(numbers: Numbers) -> Numbers:
    """A number for each run of 5 words, given those of the words; none below 5."""
    import numpy as np

    made = np.zeros(max(len(numbers) - RUN + 1, 0), dtype=np.uint64)
    for place in range(RUN if len(made) else 0):
        made *= np.uint64(_BASE)
        made += numbers[place : place + len(made)]
    made ^= made >> np.uint64(33)
    made *= np.uint64(_MIX)
    return made


def winnowed(found: Numbers, words: Places) -> list[Prints]:
    """The fingerprints of each text, once each, ascending, below 2^48; none below 5 words.

    `found` are the runs of all words of the texts in one row, `words` where those of each text
    begin, and at last where they end.
    """
    made: list[Prints] = []
    for first in range(0, len(words) - 1, _MOST_AT_ONCE):
        made += _winnowed(found, words[first : first + _MOST_AT_ONCE + 1])
    return made


def _winnowed(found: Numbers, words: Places) -> list[Prints]:
    """The same for no more texts than can be told apart in the bits above a fingerprint."""
    import numpy as np

    windows = np.maximum(np.diff(words) - (RUN + WINDOW - 2), 0)
    text = np.repeat(np.arange(len(windows)), windows)
    within = np.arange(len(text)) - np.repeat(np.cumsum(windows) - windows, windows)
    least = _least(found)[np.repeat(words[:-1], windows) + within]
    keys = least | text.astype(np.uint64) << np.uint64(64 - _DROPPED_BITS)
    keys = np.sort(keys[_changes(keys)])
    keys = keys[_changes(keys)]
    ends = np.bincount(
        (keys >> np.uint64(64 - _DROPPED_BITS)).astype(np.intp), minlength=len(windows)
    )
    prints = (keys & np.uint64((1 << (64 - _DROPPED_BITS)) - 1)).astype(np.int64)
    made = np.split(prints, np.cumsum(ends)[:-1])
    for place in np.flatnonzero((windows == 0) & (np.diff(words) >= RUN)).tolist():
        made[place] = _of_few(found[words[place] : words[place + 1] - RUN + 1])
    return made


def _least(found: Numbers) -> Numbers:
    """The least of each 8 runs that follow one another."""
    import numpy as np

    least = found >> np.uint64(_DROPPED_BITS)
    for reach in (1, 2, 4):
        least = np.minimum(least[:-reach], least[reach:])
    return least


def _of_few(found: Numbers) -> Prints:
    """The fingerprints of a text with fewer than 8 runs."""
    import numpy as np

    least, reach = found >> np.uint64(_DROPPED_BITS), 1
    while len(least) > reach:
        least = np.minimum(least[:-reach], least[reach:])
        reach *= 2
    return np.unique(least).astype(np.int64)


def _changes(keys: Numbers) -> NDArray[np.bool_]:
    """Whether each number is another than the one before."""
    import numpy as np

    return np.concatenate([np.ones(min(len(keys), 1), dtype=np.bool_), keys[1:] != keys[:-1]])


def fingerprints(text: str) -> list[int]:
    """The fingerprints of a text, each once, ascending, below 2^48; none below 5 words."""
    numbers, words = numbered([folded(text)])
    kept: list[int] = winnowed(runs(numbers), words)[0].tolist()
    return kept


def folded(text: str) -> str:
    """A text without case and differences of white space."""
    return " ".join(text.split()).casefold()


def same_words(words: str) -> int:
    """A number for a folded text, 64 bits with a sign: the same for the same words."""
    digest = blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
