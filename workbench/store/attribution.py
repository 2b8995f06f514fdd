"""The steps of attribution chains that lead on from the document in which a claim stands."""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from workbench.model.kinds import Anonymity
from workbench.store.columns import IDS, ids_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from workbench.store.columns import Ids

_NAMED = f"CASE anonymity WHEN '{Anonymity.NAMED.value}' THEN party END"
_TOLD = f"""
SELECT {IDS.format("record")}, {IDS.format("source")}, {IDS.format("party")} FROM (
  SELECT record, source, {_NAMED} AS party FROM claim_attribution
  WHERE (step > 1 OR party IS NOT NULL) {{chosen}} ORDER BY step
)
"""
_ALL = _TOLD.format(chosen="")
_SOME = _TOLD.format(chosen="AND record IN (SELECT value FROM json_each(?))")


class Told(NamedTuple):
    """Who told each of some claims, one step further up its chain: sources and named parties.

    All three are columns of ids of one length; a source or a party that is not known is empty.
    """

    claims: Ids
    sources: Ids
    parties: Ids


def told(connection: Connection, claims: Collection[str] | None = None) -> Told:
    """The steps after the first, or with a party, of some claims or of all; the first steps first.

    The first step of most chains is the document itself, which the claim names as its source.
    """
    asked = (_ALL,) if claims is None else (_SOME, (json.dumps(list(claims)),))
    (found,) = connection.exec_driver_sql(*asked)
    return Told(*map(ids_in, found))
