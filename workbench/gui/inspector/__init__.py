"""The inspector: one record with its figures, facts, evidence, chain and history."""
