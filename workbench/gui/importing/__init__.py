"""Bringing a table in: the page on which its columns are mapped and the outcome is looked at."""
