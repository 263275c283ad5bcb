"""Codebook, codings, embeddings, topics, elements and evidence: what the passages say, with proof."""
