"""Allocations: their table, their inspector, their form."""
