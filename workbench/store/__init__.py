"""The store: one SQLite file, written only in operations: logged, undoable, chained."""
