"""The words of full-text search: how text and search terms reach the two indexes.

FTS5's unicode61 takes a run of Chinese, Japanese or Korean characters, with the Latin letters that
touch it, for one word. So a text that holds such characters is indexed once more with a space on
each side of each of them; a word of several characters is then a phrase.
"""

from __future__ import annotations

import re

_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_NO_TERM = re.compile('["\0\ud800-\udfff]')


def spaced_cjk(text: str | bytes | None) -> str | None:
    """`text` with a space around each Chinese, Japanese or Korean character; None without any."""
    if isinstance(text, bytes):
        text = text.decode(errors="replace")
    if not text or text.isascii() or not _CJK.search(text):
        return None
    return _CJK.sub(r" \g<0> ", text)


def storable(text: str) -> str:
    """`text` without what no database takes: halves of characters, as a command line may pass."""
    return text.encode(errors="replace").decode()


def terms_of(line: str) -> list[str]:
    """The words of a search line, without what would end a phrase or the text."""
    return [word for word in _NO_TERM.sub(" ", line).split() if re.search(r"[^\W_]", word)]


def phrase(word: str) -> str:
    """One search word as a phrase of FTS5, for either index; never an operator."""
    return f'"{(spaced_cjk(word) or word).strip()}"'
