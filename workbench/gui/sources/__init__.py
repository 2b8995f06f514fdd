"""Sources: the list, the reader, passages, and how they are brought in."""
