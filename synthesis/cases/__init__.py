"""Cases and examples of practice that passages tell."""
