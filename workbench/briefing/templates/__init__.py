"""Filling an ordinary workbook in place: what is no slot goes into the new file as it was."""
