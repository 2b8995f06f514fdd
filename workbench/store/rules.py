"""The rules among records, checked before an operation is kept. Those of one are `model.rules`'.

Each looks at all records that the operation touched in one statement, so that a rule costs the same
for one record as for many.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workbench.errors import InvalidField
from workbench.store.batches import spans_of
from workbench.store.schema import BATCH_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from workbench.store.operation import RunningOperation


def _touched(kind: str, tables: str, only: str = "true") -> str:
    """The records of `kind` of which the operation touched a row in `tables`.

    Of those written in batches, and of those between them, only the ones that fulfil `only`: that
    leaves few of very many.
    """
    return f"""(
  SELECT record FROM change
  WHERE operation = :operation AND tbl IN ({tables}) AND action NOT {BATCH_ACTIONS}
  UNION ALL
  SELECT added.id FROM json_each(:spans) AS span JOIN {kind} AS added
    ON added.id BETWEEN span.value ->> 0 AND span.value ->> 1 WHERE {only}
)"""


_ALLOCATIONS = "'allocation', 'allocation_parties'"


def _loop(kind: str, field: str, tables: str) -> str:
    return f"""
WITH RECURSIVE above (start, at) AS (
  SELECT id, {field} FROM {kind}
  WHERE EXISTS (SELECT 1 FROM {kind} WHERE {field} IS NOT NULL)
  AND id IN {_touched(kind, tables, f"added.{field} IS NOT NULL")} AND {field} IS NOT NULL
  UNION
  SELECT above.start, {kind}.{field} FROM above JOIN {kind} ON {kind}.id = above.at
  WHERE {kind}.{field} IS NOT NULL
)
SELECT 1 FROM above WHERE start = at LIMIT 1
"""


# A support that is added breaks nothing.
_UNCLAIMED_SPLIT = f"""
SELECT 1 FROM allocation WHERE split = 'joint_unspecified'
AND id IN (
  SELECT * FROM {_touched("allocation", _ALLOCATIONS, "added.split = 'joint_unspecified'")}
  UNION
  SELECT CASE action
    WHEN 'change' THEN (SELECT support.record FROM support WHERE support.id = every_change.row)
    ELSE json_extract(COALESCE(after, before), '$.record')
  END
  FROM every_change WHERE seq IN (
    SELECT seq FROM change WHERE operation = :operation AND tbl = 'support'
    AND action NOT IN ('add', 'add_all')
  )
)
AND EXISTS (
  SELECT 1 FROM allocation_parties AS part
  WHERE part.record = allocation.id AND part.quantity_kind = 'exact'
)
AND NOT EXISTS (
  SELECT 1 FROM support WHERE support.record = allocation.id
  AND support.field = 'parties' AND support.claim IS NOT NULL
) LIMIT 1
"""
_OWN_LINK = f"""
SELECT 1 FROM decision_links WHERE record = decision
AND record IN {_touched("decision", "'decision', 'decision_links'")} LIMIT 1
"""
_OFF_SCALE = f"""
SELECT 1 FROM decision_stances AS coded WHERE (
  coded.record IN {_touched("decision", "'decision_stances'")}
  OR coded.scale IN {_touched("stance_scale", "'stance_scale_levels'")}
)
AND NOT EXISTS (
  SELECT 1 FROM stance_scale_levels AS level
  WHERE level.record = coded.scale AND level.value = coded.value
) LIMIT 1
"""
_CODED_LEVEL = """
SELECT 1 FROM every_change WHERE operation = :operation AND tbl = 'stance_scale_levels'
AND EXISTS (
  SELECT 1 FROM decision_stances AS coded WHERE coded.scale = every_change.record
  AND NOT EXISTS (
    SELECT 1 FROM every_change AS made WHERE made.operation = :operation
    AND made.tbl = 'stance_scale' AND made.row = coded.scale AND made.action = 'add'
  )
) LIMIT 1
"""

_SHARED_LETTER = f"""
SELECT 1 FROM code WHERE id IN {_touched("code", "'code'")} AND letter != '' AND NOT retired
AND EXISTS (
  SELECT 1 FROM code AS other
  WHERE other.letter = code.letter AND other.id != code.id AND NOT other.retired
) LIMIT 1
"""

_RULES = (
    (
        {"allocation"},
        _loop("allocation", "part_of", _ALLOCATIONS),
        "part_of",
        "An allocation cannot be part of itself, directly or through others.",
    ),
    (
        {"allocation"},
        _loop("allocation", "supersedes", _ALLOCATIONS),
        "supersedes",
        "An allocation cannot be superseded by itself, directly or through others.",
    ),
    (
        {"allocation", "support"},
        _UNCLAIMED_SPLIT,
        "parties",
        "No source states this split. Cite the claim that does, or leave the parts empty.",
    ),
    (
        {"decision"},
        _OWN_LINK,
        "links",
        "A decision cannot be linked to itself. Choose another decision.",
    ),
    (
        {"code"},
        _loop("code", "parent", "'code'"),
        "parent",
        "A code cannot stand below itself, directly or through others.",
    ),
    (
        {"code"},
        _SHARED_LETTER,
        "letter",
        "Another code has this key. Choose another letter, or take it from that one first.",
    ),
    (
        {"stance_scale"},
        _CODED_LEVEL,
        "levels",
        "Decisions are coded on these levels. Revise the scale: that makes its next version.",
    ),
    (
        {"decision", "stance_scale"},
        _OFF_SCALE,
        "stances",
        "The scale has no such level. Choose one of its levels.",
    ),
)


def check(running: RunningOperation, kinds: AbstractSet[str]) -> None:
    """Refuses an operation whose touched records, of `kinds`, break a rule among them.

    Raises:
        InvalidField: names the field and what to do.
    """
    connection, operation = running.connection, running.seq
    spans = spans_of(connection, operation) if running.together else []
    values = {"operation": operation, "spans": json.dumps(spans)}
    for concerned, statement, field, message in _RULES:
        if kinds.isdisjoint(concerned):
            continue
        if connection.exec_driver_sql(statement, values).first():
            raise InvalidField(field, message)
