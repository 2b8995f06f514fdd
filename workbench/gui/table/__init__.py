"""Tables of records: a model over ids, rows that draw themselves, chips, facets, saved searches."""
