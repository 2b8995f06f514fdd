"""Text that no spreadsheet takes for a formula: of tables that are written, and of copied rows."""

from __future__ import annotations

FORMULA_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With these a formula starts.

The last four are the first four in full width: Excel reads them alike (OWASP, CSV injection).
"""


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would read `text` as a formula if a person typed it."""
    return text[:1] in FORMULA_STARTS


def inert(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if looks_like_formula(text) else text
