"""The timeline: lanes over trends, in the whole work area."""
