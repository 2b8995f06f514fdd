"""Formats of other programs, in and out: REFI-QDA, Web Annotation, Hypothesis, Zotero, PROV.

Values in, values out: this room knows no dossier. Reader and writer of a format lie side by side.
"""
