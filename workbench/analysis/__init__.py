"""Arithmetic on records: bounded sums, cumulative trends, timelines."""

from __future__ import annotations
