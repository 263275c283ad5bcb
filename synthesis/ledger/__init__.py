"""The ledger of evidence on each element: for, against, how strong, and what contradicts what."""
