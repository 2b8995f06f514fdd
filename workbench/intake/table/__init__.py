"""Tables from CSV and Excel files: read, mapped, fitted to records; nothing is written here."""
