"""REFI-QDA 1.5: the projects (.qdpx) and codebooks (.qdc) that programs for qualitative analysis exchange."""
