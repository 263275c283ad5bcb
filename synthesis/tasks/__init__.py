"""Opgaven and bijstellingen: who should do what, by when."""
