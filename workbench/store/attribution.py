"""The steps of attribution chains that lead on from the document in which a claim stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_LED_ON = (
    "SELECT record, source, party, anonymity FROM claim_attribution"
    " WHERE (step > 1 OR party IS NOT NULL) {chosen} ORDER BY step"
)
MANY = 1_000
"""For so many claims all steps are read: that is quicker than to look each claim up."""
_ALL = _LED_ON.format(chosen="")
_SOME = _LED_ON.format(chosen="AND record IN (SELECT value FROM json_each(?))")


class Told(NamedTuple):
    """Who told the claim `claim`, one step further up its chain: a source or a party, by ids."""

    claim: str
    source: str | None
    party: str | None
    anonymity: str


def told(connection: Connection, claims: Collection[str]) -> list[Told]:
    """The steps after the first, or with a party, of some claims; the first steps first.

    The first step of most chains is the document itself, which the claim names as its source.
    """
    if len(claims) > MANY:
        found = map(Told._make, connection.exec_driver_sql(_ALL))
        return [each for each in found if each.claim in claims]
    return list(map(Told._make, connection.exec_driver_sql(_SOME, (json.dumps(list(claims)),))))
