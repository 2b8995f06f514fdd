"""Codebook: the tree of codes, what each means, and the passages that carry it."""
