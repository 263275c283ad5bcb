"""Codebooks, rules, the model and the codes of passages."""
