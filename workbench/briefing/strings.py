"""Texts as they stand in the XML of a workbook, and those that are kept once for all of it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from workbench.briefing.cell import cleaned
from workbench.model.inert import FORMULA_STARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SUSPECT = re.compile("[&<>_\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_CAREFUL = ("_x", " <", "< ", *sorted(f"<{each}" for each in FORMULA_STARTS))
"""What stands in texts, between "<" and "<", that need more care than to be escaped."""
_TOGETHER = 512


class SharedStrings:
    """The texts of a workbook, each kept once; safe for XML and Excel.

    `start` is the number of the first: what a template holds goes before.
    """

    def __init__(self, start: int = 0) -> None:
        self._texts: dict[str, int] = {}
        self._start = start

    def number(self, text: str) -> int:
        """The number of `text`."""
        texts = self._texts
        return texts.setdefault(text, self._start + len(texts))

    def xml(self) -> Iterator[bytes]:
        """The shared string part, in pieces."""
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' uniqueCount="{len(self._texts)}">'
        ).encode()
        yield from self.items()
        yield b"</sst>"

    def items(self) -> Iterator[bytes]:
        """The strings alone, in pieces."""
        texts = iter(self._texts)
        while some := list(islice(texts, _TOGETHER)):
            fit = ready(some)
            told = [f"<t>{text}</t>" for text in fit] if fit else map(text_xml, some)
            yield f"<si>{'</si><si>'.join(told)}</si>".encode()

    def __len__(self) -> int:
        return len(self._texts)


def plain(text: str) -> str:
    """`text` as it stands in an element."""
    return escape(cleaned(text)) if _SUSPECT.search(text) else text


def ready(texts: Sequence[str]) -> Sequence[str] | None:
    """So many texts as they stand in elements; None where any needs more than its markup escaped.

    All of them are looked at together, which is much sooner done than one by one.
    """
    together = f"<{'<'.join(texts)}<"
    if not together.isprintable() or together.count("<") != len(texts) + 1:
        return None
    if any(each in together for each in _CAREFUL):
        return None
    if "&" in together or ">" in together:
        return together[1:-1].replace("&", "&amp;").replace(">", "&gt;").split("<")
    return texts


def text_xml(text: str) -> str:
    """The element of a shared or inline string."""
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{keep}>{plain(text)}</t>"
