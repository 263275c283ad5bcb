"""Elements: what evidence is held on, from the codebook and from topics."""
