"""Proof of coverage: which evaluations should exist, which were found, and an estimate of what is still unseen."""
