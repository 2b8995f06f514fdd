"""Dates as documents write them of themselves: ISO 8601, PDF's and e-mail's own, or words."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from workbench.errors import WhenSyntaxError
from workbench.model.when import When

_ISO = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?:[T ].*)?")
_PDF = re.compile(r"(?:D:)?([0-9]{4})([0-9]{2})?([0-9]{2})?(?:[0-9]{6}.*|[0-9]{0,4})")
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})(?:/([0-9]{1,2}))?")


def date_of(words: str) -> When:
    """Return the day, month or year in the words of a document; unknown where it cannot be read.

    Time of day and zone are not kept: the day is the one that the document names.
    """
    words = " ".join(words.split())
    try:
        return When.parse(_numbers(words) or words) if words else When.UNKNOWN
    except WhenSyntaxError:
        return When.UNKNOWN


def mail_date(words: str) -> When:
    """Return the day of a `Date:` header (RFC 5322), in the zone of the sender."""
    try:
        return When.parse(parsedate_to_datetime(words).date().isoformat())
    except (ValueError, TypeError, IndexError):
        return date_of(words)


def _numbers(words: str) -> str:
    if iso := _ISO.fullmatch(words):
        return iso[1]
    if slashed := _SLASHED.fullmatch(words):
        return "-".join(part.zfill(2) for part in slashed.groups() if part)
    if pdf := _PDF.fullmatch(words):
        return "-".join(part for part in pdf.groups() if part)
    return ""
