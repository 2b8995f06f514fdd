"""Searching everything: words, patterns, repeats and copies."""
