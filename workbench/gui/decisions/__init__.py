"""Decisions: their table, their inspector, their form, and the chart beside them."""
