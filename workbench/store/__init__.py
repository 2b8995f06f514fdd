"""The store: one SQLite file, written only inside operations that are logged, undoable and chained."""
