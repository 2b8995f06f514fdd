"""Briefings: choose what to show, see what will be in it, write the workbook."""
