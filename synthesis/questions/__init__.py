"""Questions and what answers them, gaps, and how codebooks meet."""
