"""Briefings: plain data in, a workbook out.

Knows no store and no dossier; openpyxl is imported only while writing.

`data.BriefingData` says what to give, `recipe.Recipe` what to write of it, `write.write` writes it.
"""
