"""The test universe: small servers on loopback, one for each kind of source; all their answers are hand-made."""
