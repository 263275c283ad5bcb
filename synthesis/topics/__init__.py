"""Topics: what passages say alike, found without the codebook."""
