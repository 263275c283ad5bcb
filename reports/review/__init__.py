"""The review site: who may come in, what they are asked, and what they say, over a snapshot of the corpus."""
