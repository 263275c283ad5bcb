"""Embedders, one file a kind, and the cache of what they made."""
