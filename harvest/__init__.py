"""Harvesting: from the sources of a study to finds and raw documents, each with where it came from."""
