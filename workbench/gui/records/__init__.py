"""Parties, items, policy lines, expectations, questions and so on: kinds with a plain table."""
