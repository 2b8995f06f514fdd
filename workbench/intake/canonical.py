"""Canonical text: what positions in a source count from, fixed once when it is read.

Lines end in LF, none is longer than 5,000 characters, and what Qt or SQLite would silently change
is gone: byte order marks, NUL, line and paragraph separators, noncharacters. Nothing else changes.
"""

from __future__ import annotations

import re

from workbench.model.many import many

LONGEST_LINE = 5_000

_BREAKS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
_GONE = ("\0", "\ufeff", "\ufdd0", "\ufdd1")
_REPLACED = frozenset(" \r\v\f\x85\u2028\u2029")
"""What may have become a line break, one for one."""
_HALVES = re.compile("[\ud800-\udfff]")
_SENTENCE_END = re.compile(
    r"[.!?。！？][\"'”’)\]]*(?P<gap> )|[。！？]"  # noqa: RUF001 - Chinese marks
)


def canonical(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the canonical form of a text, and warnings about what was changed in it."""
    warnings = []
    for mark in _BREAKS:
        text = text.replace(mark, "\n")
    for mark in _GONE:
        text = text.replace(mark, "")
    if not _is_whole(text):
        text, halves = _HALVES.subn("\ufffd", text)
        shown = many(halves, "broken character is", "broken characters are")
        warnings.append(f"{shown} shown as \ufffd.")
    lines = text.split("\n")
    broken = sum(len(line) > LONGEST_LINE for line in lines)
    if broken:
        text = "\n".join(_broken(line) for line in lines)
        cut = many(broken, "line")
        warnings.append(f"Broken at sentence ends, being over {LONGEST_LINE:,} characters: {cut}.")
    return text, tuple(warnings)


def _is_whole(text: str) -> bool:
    """Whether a text holds no half of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _broken(line: str) -> str:
    """Break one line into pieces that are short enough; a space at a break becomes the break."""
    pieces = []
    start = 0
    while len(line) - start > LONGEST_LINE:
        cut, following = _cut(line, start, start + LONGEST_LINE)
        pieces.append(line[start:cut])
        start = following
    pieces.append(line[start:])
    return "\n".join(pieces)


def _cut(line: str, start: int, limit: int) -> tuple[int, int]:
    """Return where the piece that begins at `start` ends, and where the next one begins."""
    ends = list(_SENTENCE_END.finditer(line, start, limit))
    if ends:
        gap = ends[-1].start("gap")
        return (gap, gap + 1) if gap >= 0 else (ends[-1].end(), ends[-1].end())
    space = line.rfind(" ", start + 1, limit)
    return (space, space + 1) if space > start else (limit, limit)


def carried(text: str, made: str, positions: list[int]) -> list[int]:
    """Return where rising positions of `text` lie in its canonical form `made`."""
    found: list[int] = []
    at = to = 0
    for position in positions:
        while at < position and to < len(made):
            if text[at] == made[to] or text[at] in _REPLACED:
                at, to = at + 1, to + 1
            elif made[to] == "\n":
                to += 1
            else:
                at += 1
        found.append(to)
    return found
